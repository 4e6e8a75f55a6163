"""The door for other systems: tokens that may ask and nothing more, and the assembly of the API."""
