"""State: what handing over gives people, and what stands still."""
