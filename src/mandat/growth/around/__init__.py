"""How much people can decide for themselves, before and after a hand-over."""
