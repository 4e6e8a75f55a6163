"""Starting a proposal from a tension, and wording it anew."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import posted, reader_of
from mandat.handover.defaults.actions import became
from mandat.handover.defaults.queries import question_words
from mandat.handover.proposals import actions
from mandat.handover.proposals.forms.changes import FORMS, initial_of
from mandat.handover.proposals.forms.saying import RewordForm, WhyForm
from mandat.handover.proposals.queries import proposal_page
from mandat.handover.proposals.queries.around import now_at
from mandat.power.presets import preset_names, read_book

INVALID = 422
BEGUN_WITH = ("circle", "role", "parent", "replaces", "agreement")
"""What an address can say that a form begins with."""

NAMED = {
    "rules": gettext_lazy("The rules we decide by"),
    "agreement": gettext_lazy("Something to agree on"),
    "agreement_let_go": gettext_lazy("An agreement to let go"),
    "role_new": gettext_lazy("A new role"),
    "role_renamed": gettext_lazy("Another name for a role"),
    "role_moved": gettext_lazy("A role in another circle"),
    "appoint": gettext_lazy("Somebody to hold a role"),
    "end_holding": gettext_lazy("Somebody to leave a role"),
    "circle_new": gettext_lazy("A new circle"),
    "circle_renamed": gettext_lazy("Another name for a circle"),
    "circle_moved": gettext_lazy("A circle in another place"),
    "ways": gettext_lazy("How a circle decides"),
}
"""Each kind of change, as one chooses it."""


def choose(request: HttpRequest) -> HttpResponse:
    """Ask what would be different."""
    return render(request, "handover/proposals/choose.html", {"kinds": NAMED.items()})


def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Write a proposal of one kind."""
    if kind not in FORMS:
        raise Http404
    reader, at = reader_of(request), clock.now()
    start = request.GET.get("start", "")
    more: dict[str, Any] = {"start": start} if kind == "rules" else {}
    first = {k: v for k, v in request.GET.items() if k in BEGUN_WITH}
    change = FORMS[kind](posted(request), now=now_at(at), initial=first, **more)
    asked = request.GET.get("question", "")
    why = WhyForm(posted(request), initial={"tension": question_words(asked)} if asked else {})
    if request.method == "POST" and change.is_valid() and why.is_valid():
        try:
            given = {"title": why.cleaned_data["title"], "why": why.why()}
            made = actions.open_proposal(reader, **given, changes=[change.change()], at=at)
        except RefusedError as error:
            _refuse(change, why, error)
        else:
            if why.initial.get("tension"):
                became(reader, question=UUID(asked), proposal=made, at=at)
            messages.success(request, _("It is out. Those concerned can ask questions now."))
            return redirect("change-proposal", made)
    return _show(request, {"kind": kind, "named": NAMED[kind], "start": start}, change, why)


def _show(request: HttpRequest, more: dict[str, Any], change: Any, why: Any) -> HttpResponse:
    presets = [(name, read_book(name).name) for name in preset_names()]
    context = {"change": change, "why": why, "presets": presets, **more}
    status = INVALID if change.errors or why.errors else 200
    return render(request, "handover/proposals/new.html", context, status=status)


def _refuse(change: Any, why: Any, error: RefusedError) -> None:
    mine = [r for r in error.refusals if r.field in why.fields]
    why.refuse(mine)
    change.refuse([r for r in error.refusals if r not in mine])


def reword(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Word a proposal anew: after the reactions, or to answer an objection."""
    reader, at = reader_of(request), clock.now()
    page = proposal_page(proposal, reader, at)
    if page is None or not page.may & {"amend", "offer"}:
        raise Http404
    changes = page.wording.changes
    initial = initial_of(changes, page.now)
    change = FORMS[changes[0].kind](posted(request), now=page.now, initial=initial)
    why = RewordForm(posted(request), initial={"title": page.line.title})
    do = actions.amend_proposal if "amend" in page.may else actions.offer_wording
    if request.method == "POST" and change.is_valid() and why.is_valid():
        try:
            new = [change.change()]
            do(reader, proposal=proposal, changes=new, **why.cleaned_data, at=at)
        except RefusedError as error:
            _refuse(change, why, error)
        else:
            messages.success(request, _("Worded anew. Everyone can see what is different."))
            return redirect("change-proposal", proposal)
    return _show(request, {"page": page, "kind": changes[0].kind}, change, why)
