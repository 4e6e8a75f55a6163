"""The demo municipality: a seeded simulation of Ekby, and the colleagues who live in it."""
