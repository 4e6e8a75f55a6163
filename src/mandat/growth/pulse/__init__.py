"""One question a week, one tap."""
