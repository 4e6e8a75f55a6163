"""Reads of services, cases and rulings."""

from mandat.services.queries.cases import CaseWaiting, case_page, cases_to_take_over
from mandat.services.queries.catalogue import (
    catalogue_page,
    recent_alike,
    service_page,
    who_decides,
)
from mandat.services.queries.ended import EndedCase, answered_cases, askers_under_handovers
from mandat.services.queries.judged import Judged
from mandat.services.queries.lists import my_cases, waiting_for
from mandat.services.queries.log import (
    case_of_ruling,
    decided_for,
    log_of_rulings,
    mandates_used,
    matter_of_service,
    median_wait,
    rulings_by,
    stages_decided_for,
    waits_for_others,
)
from mandat.services.queries.own import OwnRuling, own_rulings
from mandat.services.queries.reports import UseOfMandate, use_of_mandate
from mandat.services.queries.undecided import UndecidedCase, undecided_cases
from mandat.services.queries.urgent import urgent_uses
from mandat.services.queries.views import (
    Alike,
    AreaRows,
    CaseEvent,
    CaseLine,
    CasePage,
    CataloguePage,
    FactLine,
    Median,
    RuledLine,
    ServicePage,
    ServiceRow,
    Waiting,
    WhoDecides,
)

__all__ = [
    "Alike",
    "AreaRows",
    "CaseEvent",
    "CaseLine",
    "CasePage",
    "CaseWaiting",
    "CataloguePage",
    "EndedCase",
    "FactLine",
    "Judged",
    "Median",
    "OwnRuling",
    "RuledLine",
    "ServicePage",
    "ServiceRow",
    "UndecidedCase",
    "UseOfMandate",
    "Waiting",
    "WhoDecides",
    "answered_cases",
    "askers_under_handovers",
    "case_of_ruling",
    "case_page",
    "cases_to_take_over",
    "catalogue_page",
    "decided_for",
    "log_of_rulings",
    "mandates_used",
    "matter_of_service",
    "median_wait",
    "my_cases",
    "own_rulings",
    "recent_alike",
    "rulings_by",
    "service_page",
    "stages_decided_for",
    "undecided_cases",
    "urgent_uses",
    "use_of_mandate",
    "waiting_for",
    "waits_for_others",
    "who_decides",
]
