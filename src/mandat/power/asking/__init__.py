"""Questions anyone can ask about who decides: who may, gaps and overlaps, what differs."""
