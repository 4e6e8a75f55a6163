"""The map of who may decide what, for today and any past day."""
