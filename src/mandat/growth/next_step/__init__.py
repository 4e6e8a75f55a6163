"""One gentle next thing for each."""
