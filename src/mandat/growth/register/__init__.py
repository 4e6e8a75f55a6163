"""The register of measures over time: since when each is on, and when it was negotiated."""
