"""The register of delegated decisions: for the next meeting, the notice board and the archive."""
