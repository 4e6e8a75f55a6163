"""How a hand-over feels to those it touches."""
