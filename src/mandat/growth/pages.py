"""The register of measures, and what growth's pages share."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.growth.measures import is_on
from mandat.growth.register.queries import register

INVALID = 422


def need(measure: str) -> None:
    """Answer as if the page were not there when its measure is switched off."""
    if not is_on(measure):
        raise Http404


def tell(request: HttpRequest, error: RefusedError) -> None:
    """Show why something was refused on the next page."""
    for refusal in error.refusals:
        messages.warning(request, say(refusal))


def measures(request: HttpRequest) -> HttpResponse:
    """Show the register of measures."""
    return render(request, "growth/measures.html", {"lines": register()})
