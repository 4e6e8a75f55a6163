"""One's own page, and the language chosen on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.requests import reader_of
from mandat.notices.actions import choose_language
from mandat.power import queries as power
from mandat.web.middleware import CODES, keep_language


def me(request: HttpRequest) -> HttpResponse:
    """Show what one may decide, one's roles, language and theme."""
    reader = reader_of(request)
    page = power.person_page(reader, clock.now())
    return render(request, "web/me.html", {"page": page, "circles": power.circle_names()})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language one chose, for pages and for mails."""
    response = redirect("me")
    code = request.POST.get("language", "")
    if code in CODES:
        keep_language(response, code)
        choose_language(reader_of(request), language=code)
    return response
