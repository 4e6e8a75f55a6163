"""Gathers the rooms' tables for Django; nothing else."""

from mandat.evidence import models as evidence_models
from mandat.growth import models as growth_models
from mandat.growth.journey import models as journey_models
from mandat.growth.obstacles import models as obstacles_models
from mandat.growth.practice import models as practice_models
from mandat.handover import models as handover_models
from mandat.notices import models as notices_models
from mandat.power import models as power_models
from mandat.record import models as record_models
from mandat.services import models as services_models
from mandat.web.demo import models as demo_models

__all__ = [
    "demo_models",
    "evidence_models",
    "growth_models",
    "handover_models",
    "journey_models",
    "notices_models",
    "obstacles_models",
    "power_models",
    "practice_models",
    "record_models",
    "services_models",
]
