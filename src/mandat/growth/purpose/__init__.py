"""Purpose: a circle's far goal in terms of people, small experiments, and long commitments."""
