"""The page State."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common import clock
from mandat.growth.obstacles.queries import last_quarter
from mandat.growth.pulse.queries import organisation_pulse
from mandat.web import charts
from mandat.web.state.felt import felt, others
from mandat.web.state.page import state_page

MONTHS = 12


def state(request: HttpRequest) -> HttpResponse:
    """Show what handing over has given, and what stands still."""
    now = clock.now()
    page = state_page(now)
    pulse = organisation_pulse(now, MONTHS)
    how = felt(pulse)
    context = {
        "obstacles": last_quarter(now),
        "page": page,
        "felt": how,
        "pulse": others(pulse),
        "felt_lines": how and how.lines(charts.WIDE),
        "felt_narrow": how and how.lines(charts.NARROW),
        "bars": page.bars(charts.WIDE),
        "bars_narrow": page.bars(charts.NARROW),
        "lines": page.lines(charts.WIDE),
        "lines_narrow": page.lines(charts.NARROW),
    }
    return render(request, "web/state.html", context)
