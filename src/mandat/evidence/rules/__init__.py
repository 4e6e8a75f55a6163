"""What past rulings show: rows, reading names, counting, certified limits. Usable as a library."""
