"""How long what was written stays, and letting it go when somebody has decided so (rule 30)."""
