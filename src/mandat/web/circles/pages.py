"""The page of a circle."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common import clock
from mandat.web.circles.page import circle_page


def circle(request: HttpRequest, key: str) -> HttpResponse:
    """Show a circle: what it is for, who is in it, what it tries and what it has promised."""
    reader = request.person  # type: ignore[attr-defined]  # set by MemberMiddleware
    page = circle_page(key, reader.id, clock.now())
    if page is None:
        raise Http404
    return render(request, "web/circle.html", {"page": page})
