"""The Mirror's pages."""

import csv
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common import clock
from mandat.common.money import parse_amount
from mandat.common.requests import reader_of
from mandat.evidence import queries
from mandat.evidence.chart import mirror_charts


def mirrors(request: HttpRequest) -> HttpResponse:
    """List the stages at which one has ruled."""
    page = queries.mirror_list_page(reader_of(request), clock.now())
    return render(request, "evidence/mirror_list.html", {"page": page})


def mirror(request: HttpRequest, matter: str, stage: str) -> HttpResponse:
    """Show one's rulings at a stage, with a limit that can be moved; to htmx only what it gives."""
    given = request.GET.get("to") or request.GET.get("limit", "")
    limit = _limit(given)
    page = _page(request, matter, stage, limit)
    context = {
        "page": page,
        "charts": mirror_charts(page),
        "given": given,
        "wrong": bool(given) and limit is None,
    }
    part = "#consequence" if request.headers.get("HX-Request") else ""
    return render(request, f"evidence/mirror.html{part}", context)


def mirror_csv(request: HttpRequest, matter: str, stage: str) -> HttpResponse:
    """Give one's rulings at a stage as a table to keep; a role's only as counts at each limit."""
    page = _page(request, matter, stage, None)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mirror-{matter}-{stage}.csv"'
    writer = csv.writer(response)
    fact = page.fact.key if page.fact else "amount"
    if page.whose == "own":
        writer.writerow([fact, "outcome"])
        writer.writerows(
            [point.value, "no" if point.is_no else "yes"] for point in page.ladder.points
        )
    else:
        writer.writerow([f"{fact}_up_to", "rulings", "noes"])
        writer.writerows([row.value, row.inside, row.noes] for row in page.table)
    return response


def _page(
    request: HttpRequest, matter: str, stage: str, limit: Decimal | None
) -> queries.MirrorPage:
    page = queries.mirror_page(
        reader_of(request), matter=matter, stage=stage, limit=limit, at=clock.now()
    )
    if page is None:
        raise Http404
    return page


def _limit(text: str) -> Decimal | None:
    try:
        number = parse_amount(text)
    except ValueError:
        return None
    return number if Decimal(0) < number < Decimal(10) ** 12 else None
