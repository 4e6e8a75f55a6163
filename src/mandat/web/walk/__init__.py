"""The guided walk of handing over one decision, and proposals: pages that compose rooms."""
