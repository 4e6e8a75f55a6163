"""What past rulings show, and what of it can be certified."""
