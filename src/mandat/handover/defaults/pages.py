"""Pages of what goes on as before: the list, and one thing with what was asked of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.phrases.proposals import BOOK_FIELDS
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.handover.defaults import actions
from mandat.handover.defaults.forms import KeepForm, QuestionForm
from mandat.handover.defaults.queries import Thing, defaults_page, thing_page
from mandat.power.forms import RoomForm

INVALID = 422


def _named(thing: Thing) -> str:
    return str(BOOK_FIELDS.get(thing.of, thing.of)) if thing.about == "rule" else thing.title


def defaults(request: HttpRequest) -> HttpResponse:
    """List what goes on, what nobody has questioned for longest first."""
    at = clock.now()
    page = defaults_page(at)
    groups = [
        (_("Steps that cases must pass"), page.steps),
        (_("Agreements"), page.agreements),
        (_("The rules we decide by"), page.rules),
    ]
    shown = [(name, [(t, _named(t), t.years(at)) for t in things]) for name, things in groups]
    context = {"groups": shown, "today": at.date()}
    return render(request, "handover/defaults/list.html", context)


def one(request: HttpRequest, about: str, of: str) -> HttpResponse:
    """Show one thing; question it, or say that it is needed, when a form came in."""
    reader, at = reader_of(request), clock.now()
    page = thing_page(about, of, reader, at)
    if page is None:
        raise Http404
    forms: dict[str, Any] = {"ask": QuestionForm(auto_id="ask-%s"), "keep": KeepForm()}
    if request.method == "POST":
        wrong = _posted(request, about, of)
        if wrong is None:
            return redirect("default", about, of)
        forms["keep" if isinstance(wrong, KeepForm) else "ask"] = wrong
    status = INVALID if request.method == "POST" else 200
    context = {"page": page, "named": _named(page.thing), **forms}
    return render(request, "handover/defaults/one.html", context, status=status)


def _posted(request: HttpRequest, about: str, of: str) -> RoomForm | None:
    """Do what a form asks; return the form where something has to be mended."""
    reader, at = reader_of(request), clock.now()
    keeps = "keep" in request.POST
    form = KeepForm(request.POST) if keeps else QuestionForm(request.POST, auto_id="ask-%s")
    if not form.is_valid():
        return form
    try:
        if keeps:
            actions.keep_step(reader, stage=UUID(of), **form.cleaned_data, at=at)
        else:
            actions.question(reader, about=about, of=of, **form.cleaned_data, at=at)
    except RefusedError as error:
        form.refuse(error.refusals)
        return form
    messages.success(request, _("Thank you. It has been questioned now."))
    return None
