"""Pages of purpose: far goals, experiments and commitments."""
