"""Is somebody too close to a case? Asked by those it concerns, decided by somebody else."""
