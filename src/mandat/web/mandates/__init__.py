"""A mandate's page: its chain, who can use it, and what it has given."""
