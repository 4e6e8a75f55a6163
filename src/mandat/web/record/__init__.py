"""The record as people read it: composed of the rooms its entries speak of."""
