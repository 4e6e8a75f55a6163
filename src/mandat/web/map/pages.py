"""The map: who may decide what, today and on any past day."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mandat.common import clock
from mandat.power import queries as power
from mandat.web.map.page import mandate_page, map_page


def moment(request: HttpRequest) -> tuple[datetime, datetime | None]:
    """Return the time to look at, and the same again when it is a past day."""
    now = clock.now()
    try:
        day = date.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        return now, None
    end = timezone.make_aware(datetime.combine(day, time()) + timedelta(days=1))
    return (end, end - timedelta(days=1)) if end <= now else (now, None)


def the_map(request: HttpRequest) -> HttpResponse:
    """Show circles, roles and mandates as a tree and as a table."""
    at, past = moment(request)
    view = "table" if request.GET.get("view") == "table" else "tree"
    page = map_page(at)
    return render(request, "web/map/map.html", {"page": page, "view": view, "past": past})


def role(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Show who holds a role and what it decides."""
    at, past = moment(request)
    found = power.role(role_id, at)
    if found is None:
        raise Http404
    circle = power.circle_names()[found.circle]
    return render(request, "web/map/role.html", {"role": found, "circle": circle, "past": past})


def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what a person may decide. Nothing about what they did."""
    at, past = moment(request)
    found = power.person_page(person_id, at)
    if found is None:
        raise Http404
    return render(request, "web/map/person.html", {"page": found, "past": past})


def mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Show a mandate: from where, within what, and what it has given."""
    reader = request.person  # type: ignore[attr-defined]  # set by MemberMiddleware
    page = mandate_page(reader.id, mandate_id, clock.now())
    if page is None:
        raise Http404
    return render(request, "web/map/mandate.html", {"page": page})
