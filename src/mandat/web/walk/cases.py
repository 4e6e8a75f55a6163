"""A case's page, with what a hand-over asks of whoever is about to rule on it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from mandat.common.requests import reader_of
from mandat.handover.queries.shadow import note_asked
from mandat.services import pages


def case(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a case; to a giver who would remove the stage, ask first if it needs them."""
    beside = {"note": note_asked(reader_of(request), uuid)}
    return pages.case(request, uuid, template="web/walk/case.html", beside=beside)
