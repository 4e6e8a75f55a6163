"""The walk: one question a page; leave and come back as one likes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.growth.practice.queries.open import matter_open
from mandat.handover import actions
from mandat.handover.queries.lists import drafts_of
from mandat.handover.queries.walk import WalkPage, grounds_of, walk_page
from mandat.power import queries as power
from mandat.power.queries import MandateView, MatterView
from mandat.web.walk import steps
from mandat.web.walk.figures import grounds_with, mirror_of, past_by_stage


def own_walk(request: HttpRequest, draft: UUID) -> WalkPage:
    """Return the reader's own walk, or 404 as for one that does not exist."""
    walk = walk_page(draft, reader_of(request), clock.now())
    if walk is None:
        raise Http404
    return walk


def new(request: HttpRequest) -> HttpResponse:
    """Show what one decides today, with one's own numbers; choosing one begins a walk."""
    reader, at = reader_of(request), clock.now()
    if request.method == "POST":
        return _begin(request, reader, at)
    matters, past = {m.id: m for m in power.matters()}, past_by_stage(reader, at)
    rows: list[tuple[MandateView, MatterView, Any]] = []
    for mandate in power.mandates_of(reader, at):
        matter = matters[mandate.matter]
        key = (matter.key, matter.stage(mandate.stage).key)
        rows.append((mandate, matter, past.get(key)))
    return render(
        request,
        "handover/walk/new.html",
        {
            "rows": [r for r in rows if not r[1].reserved],
            "reserved": [r for r in rows if r[1].reserved],
            "drafts": drafts_of(reader),
            "chosen": _chosen(request.GET, rows),
            "seen": request.GET,
        },
    )


def _chosen(given: QueryDict, rows: Sequence[tuple[MandateView, MatterView, Any]]) -> str:
    """Return the mandate that a link names, by itself or (from the Mirror) by what it decides."""
    wanted = (given.get("matter"), given.get("stage"))
    found = (str(m.id) for m, matter, _ in rows if (matter.key, str(m.stage)) == wanted)
    return given.get("mandate") or next(found, "")


def _begin(request: HttpRequest, reader: UUID, at: datetime) -> HttpResponse:
    """Begin a walk with the mandate chosen, and the limit if one was seen in the Mirror."""
    try:
        mandate = UUID(request.POST["mandate"])
        draft = actions.start_draft(reader, mandate=mandate, at=at)
    except (KeyError, ValueError):
        messages.error(request, _("Choose what you would like to hand over."))
        return redirect("handover-new")
    except RefusedError as error:
        tell(request, error)
        return redirect("handover-new")
    if request.POST.get("limit_for") == str(mandate):
        limits = steps.limits_seen(own_walk(request, draft), request.POST)
        actions.save_step(reader, draft=draft, values={"limits": limits}, at=at)
    return redirect("handover-step", draft, "way")


def step(request: HttpRequest, draft: UUID, step: str) -> HttpResponse:
    """Show or keep one step."""
    walk, reader, at = own_walk(request, draft), reader_of(request), clock.now()
    if step not in steps.ORDER:
        raise Http404
    if walk.sent:
        return redirect("proposal", draft)
    mirror = mirror_of(walk, reader, at)
    form = steps.form_for(step, walk, reader, at, request.POST or None)
    steps.suggest(form, walk, mirror)
    follow = steps.next_step(walk, step, mirror=mirror is not None)
    if request.method == "POST" and steps.save(step, walk, form, reader, at):
        return _leave_step(request, walk, step, follow)
    shown: dict[str, Any] = {
        "walk": walk,
        "form": form,
        "step": step,
        "mirror": mirror,
        "steps": steps.steps_for(walk, step, mirror=mirror is not None),
        "follow": follow,
        "practised": matter_open(walk.proposed.matter.id) is not None,
    }
    shown["here_at"] = 1 + next((n for n, s in enumerate(shown["steps"]) if s.key == step), 0)
    status = 422 if request.method == "POST" else 200
    return render(request, f"handover/walk/{step}.html", shown, status=status)


def _leave_step(request: HttpRequest, walk: WalkPage, step: str, follow: str) -> HttpResponse:
    """Go where the pressed button says: on, away, or out to the others."""
    do = request.POST.get("do", "")
    if do == "leave":
        messages.success(request, _("Saved. You find it under Proposals when you come back."))
        return redirect("proposals")
    if do not in _DEEDS:
        return redirect("handover-step", walk.id, follow)
    try:
        messages.success(request, _DEEDS[do](request, walk))
    except RefusedError as error:
        tell(request, error)
        return redirect("handover-step", walk.id, step)
    return redirect("proposal", walk.id) if do == "send" else redirect(request.path)


def _hear(request: HttpRequest, walk: WalkPage) -> str:
    actions.open_hearing(reader_of(request), draft=walk.id, at=clock.now())
    return _("Those concerned have been asked how they see it.")


def _shadow(request: HttpRequest, walk: WalkPage) -> str:
    actions.start_shadowing(reader_of(request), draft=walk.id, at=clock.now())
    return _("The shadowing has begun. You still decide.")


def _share(request: HttpRequest, walk: WalkPage) -> str:
    shares = walk.shadow is not None and not walk.shadow.shares
    actions.share_agreement(reader_of(request), handover=walk.id, shares=shares)
    return _("Noted.")


def _send(request: HttpRequest, walk: WalkPage) -> str:
    reader, at = reader_of(request), clock.now()
    grounds = grounds_of(walk.id, at)
    if request.POST.get("show_figures"):
        grounds = grounds_with(grounds, mirror_of(walk, reader, at), walk)
    actions.ask_consent(reader, draft=walk.id, at=at, grounds=grounds)
    return _("Sent. Nothing changes until they have said yes.")


_DEEDS: Mapping[str, Callable[[HttpRequest, WalkPage], str]] = {
    "hear": _hear,
    "shadow": _shadow,
    "share": _share,
    "send": _send,
}


@require_POST
def forget(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Throw one's own walk away."""
    try:
        actions.forget_draft(reader_of(request), draft=draft)
        messages.success(request, _("Thrown away, with everything you wrote in it."))
    except RefusedError as error:
        tell(request, error)
    return redirect("proposals")


def tell(request: HttpRequest, error: RefusedError) -> None:
    """Say every reason at the top of the next page."""
    for refusal in error.refusals:
        messages.error(request, say(refusal))
