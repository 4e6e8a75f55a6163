"""Gathers the rooms' tables for Django; nothing else."""

from mandat.power import models as power_models
from mandat.record import models as record_models

__all__ = ["power_models", "record_models"]
