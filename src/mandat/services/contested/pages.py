"""The pages on which somebody is said to be too close to a case, and on which it is decided."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.services.contested import actions
from mandat.services.contested.forms import AskAboutForm, DecideForm
from mandat.services.contested.queries import challenge_page
from mandat.services.queries import case_page

INVALID = 422


def ask_about(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask if somebody is too close to a case."""
    reader, now = reader_of(request), clock.now()
    page = case_page(reader, uuid, now)
    if page is None or not page.may_ask_about:
        raise Http404
    form = AskAboutForm(page.may_ask_about, request.POST or None)
    if request.method == "POST":
        chosen = {str(p.id): p.id for p in page.may_ask_about}.get(request.POST.get("person", ""))
        words = request.POST.get("words", "")
        try:
            asked = actions.ask_about(reader, case=uuid, person=chosen, words=words, at=now)
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, _("Sent. Until it is decided, they step aside."))
            return redirect("challenge-one", asked)
    shown = {"page": page, "form": form}
    status = INVALID if form.errors else 200
    return render(request, "services/contested/ask.html", shown, status=status)


def show(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """Show what is asked, and what was decided; whoever decides does it here."""
    reader, now = reader_of(request), clock.now()
    page = challenge_page(reader, challenge, now)
    if page is None:
        raise Http404
    form = DecideForm(request.POST or None)
    if request.method == "POST":
        upheld, reason = request.POST.get("upheld") == "yes", request.POST.get("reason", "")
        try:
            actions.decide(reader, challenge=challenge, upheld=upheld, reason=reason, at=now)
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, _("Decided."))
            return redirect("challenge-one", challenge)
    shown = {"page": page, "form": form}
    status = INVALID if form.errors else 200
    return render(request, "services/contested/show.html", shown, status=status)
