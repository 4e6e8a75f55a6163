"""The map: who may decide what, now or on a past day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common import clock
from mandat.common.moments import past_moment
from mandat.common.requests import reader_of
from mandat.common.switches import is_on
from mandat.power import queries
from mandat.power.queries import CircleView, MandateView, MapPage


@dataclass(frozen=True)
class _When:
    at: datetime
    past: datetime | None


def _when(request: HttpRequest) -> _When:
    now = clock.now()
    past = past_moment(request.GET.get("at", ""), now)
    return _When(past or now, past)


def show_map(request: HttpRequest) -> HttpResponse:
    """Show circles with roles as a tree, or every mandate as a table."""
    when = _when(request)
    page = queries.map_page(when.at)
    leading, people = queries.share_with_mandate(when.at) if is_on("share") else (None, None)
    context = {
        "page": page,
        "past": when.past,
        "mandates": len(page.personal) + sum(c.mandates for c in page.circles),
        "circles": sum(_count(c) for c in page.circles),
        "leading": leading,
        "people": people,
        "table": request.GET.get("view") == "table",
        "rows": _all_mandates(page),
    }
    return render(request, "power/map.html", context)


def _count(circle: CircleView) -> int:
    return 1 + sum(_count(c) for c in circle.circles)


def _all_mandates(page: MapPage) -> list[MandateView]:
    found = list(page.personal)

    def gather(circle: CircleView) -> None:
        for role in circle.roles:
            found.extend(role.mandates)
        for inner in circle.circles:
            gather(inner)

    for circle in page.circles:
        gather(circle)
    return sorted(found, key=lambda m: (m.matter_key, m.since))


def show_role(request: HttpRequest, key: str) -> HttpResponse:
    """Show who holds a role and what they decide."""
    when = _when(request)
    role = queries.role(key, when.at)
    if role is None:
        raise Http404
    circle = queries.circle_names()[role.circle]
    standing_in = [
        one
        for one in queries.seat_page(reader_of(request), role.id, when.at).standing_in
        if one.accepted and not role.holders
    ]
    context = {"role": role, "circle": circle, "past": when.past, "standing_in": standing_in}
    return render(request, "power/role.html", context)


def show_person(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show the roles and mandates of one person: open to all members, without any figures."""
    when = _when(request)
    page = queries.person_page(person, when.at)
    if page is None:
        raise Http404
    context = {"page": page, "circles": queries.circle_names(), "past": when.past}
    return render(request, "power/person.html", context)


def show_rates(request: HttpRequest) -> HttpResponse:
    """Show what currencies and base amounts are worth, as recorded."""
    rates = queries.rates_page(_when(request).at)
    others = [rate for rate in rates if not rate.now]
    return render(request, "power/rates.html", {"rates": rates, "others": others})


def show_rules(request: HttpRequest) -> HttpResponse:
    """Show the rules the organisation decides by."""
    when = _when(request)
    page = queries.rules_page(when.at)
    return render(request, "power/rules.html", {"page": page, "past": when.past})
