"""Gathers the rooms' tables for Django; nothing else."""

from mandat.api import models as api_models
from mandat.evidence import models as evidence_models
from mandat.growth.around import models as around_models
from mandat.growth.asking import models as asking_models
from mandat.growth.celebrate import models as celebrate_models
from mandat.growth.feedback import models as feedback_models
from mandat.growth.felt import models as felt_models
from mandat.growth.journey import models as journey_models
from mandat.growth.next_step import models as next_step_models
from mandat.growth.obstacles import models as obstacles_models
from mandat.growth.open_questions import models as open_questions_models
from mandat.growth.practice import models as practice_models
from mandat.growth.pulse import models as pulse_models
from mandat.growth.purpose import models as purpose_models
from mandat.growth.register import models as register_models
from mandat.growth.steps import models as steps_models
from mandat.handover import models as handover_models
from mandat.handover.agreements import models as agreements_models
from mandat.handover.defaults import models as defaults_models
from mandat.handover.duties import models as duties_models
from mandat.handover.proposals import models as proposals_models
from mandat.notices import models as notices_models
from mandat.power import models as power_models
from mandat.power.orders import models as orders_models
from mandat.record import models as record_models
from mandat.services import models as services_models
from mandat.services.register import models as decisions_models
from mandat.web.demo import models as demo_models

__all__ = [
    "agreements_models",
    "api_models",
    "around_models",
    "asking_models",
    "celebrate_models",
    "decisions_models",
    "defaults_models",
    "demo_models",
    "duties_models",
    "evidence_models",
    "feedback_models",
    "felt_models",
    "handover_models",
    "journey_models",
    "next_step_models",
    "notices_models",
    "obstacles_models",
    "open_questions_models",
    "orders_models",
    "power_models",
    "practice_models",
    "proposals_models",
    "pulse_models",
    "purpose_models",
    "record_models",
    "register_models",
    "services_models",
    "steps_models",
]
