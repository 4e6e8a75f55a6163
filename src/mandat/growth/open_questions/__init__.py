"""An open question that anyone with its link can answer, also without an account."""
