"""Gathers the rooms' tables for Django; nothing else."""
