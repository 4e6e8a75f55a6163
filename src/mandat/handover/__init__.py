"""Hand-overs: proposals that move power, their consent, trials and after-checks."""
