"""A hand-over that rests for a while, and a break for one who uses it."""
