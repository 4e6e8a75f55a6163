"""What circles have agreed on: read, followed up, and let go."""
