"""Background jobs and reactions."""
