"""The page Today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mandat.common import clock
from mandat.growth.next_step.queries import today_block
from mandat.web.today.page import today_page
from mandat.web.today.purpose import purpose_block


def today(request: HttpRequest) -> HttpResponse:
    """Show one's day."""
    now = clock.now()
    reader = request.person  # type: ignore[attr-defined]  # set by MemberMiddleware
    hour = timezone.localtime(now).hour
    page = today_page(reader.id, now)
    context = {
        "page": page,
        "now": now,
        "part": "morning" if hour < 10 else "evening" if hour >= 18 else "day",
        "reader": reader,
        "growth": today_block(reader.id, now, page.mandates),
        "purpose": purpose_block(reader.id, now),
    }
    return render(request, "web/today.html", context)
