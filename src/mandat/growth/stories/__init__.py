"""Stories as everybody reads them, and the way to report one as abuse."""
