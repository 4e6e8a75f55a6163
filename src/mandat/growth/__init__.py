"""One next small step, pulse, feedback, felt effect."""
