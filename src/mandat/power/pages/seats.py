"""A role that nobody holds: who stands in, and asking somebody to."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.moments import midnight
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.power import actions, queries
from mandat.power.forms import SeatForm

INVALID = 422


def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Show who stands in for a vacant role, and ask somebody to."""
    reader, now = reader_of(request), clock.now()
    role = queries.role(key, now)
    if role is None:
        raise Http404
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _ask(reader, role.id, form)
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, _("Asked. It holds as soon as they have said yes."))
            return redirect("seat", key)
    page = queries.seat_page(reader, role.id, now)
    shown = {"role": role, "page": page, "form": form}
    return render(request, "power/seat.html", shown, status=INVALID if form.errors else 200)


def _ask(reader: UUID, role: UUID, form: SeatForm) -> None:
    given = form.cleaned_data
    text, last = given.get("person", "").strip(), given.get("until")
    found = queries.people_called(text) if text else ()
    actions.ask_for_seat(
        reader,
        role=role,
        person=found[0].id if len(found) == 1 else None,
        until=midnight(last + timedelta(days=1)) if last else None,
        words=given.get("words", ""),
        at=clock.now(),
    )
