"""Today: what waits for one, what one decides, one small step, what has changed."""
