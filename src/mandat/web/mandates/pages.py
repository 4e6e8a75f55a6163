"""A mandate's page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common import clock
from mandat.web.mandates.page import mandate_page


def mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Show a mandate: from where, within what, and what it has given."""
    reader = request.person  # type: ignore[attr-defined]  # set by MemberMiddleware
    page = mandate_page(reader.id, mandate_id, clock.now())
    if page is None:
        raise Http404
    return render(request, "web/mandate.html", {"page": page})
