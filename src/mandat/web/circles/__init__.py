"""A circle's page: who is in it, what it is for, what it tries and what it has promised."""
