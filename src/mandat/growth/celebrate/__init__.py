"""What went well: small things with a name, thanks, learnings, stories; never a contest."""
