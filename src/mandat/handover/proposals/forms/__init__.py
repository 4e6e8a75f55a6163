"""Forms of proposals: what is changed, why, and what is said of it."""
