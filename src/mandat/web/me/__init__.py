"""One's own page: mandates, language, theme, account."""
