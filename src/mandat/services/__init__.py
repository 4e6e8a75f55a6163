"""Catalogue, forms, cases, rulings."""
