"""The demo's own pages: whom to be, and the clock."""
