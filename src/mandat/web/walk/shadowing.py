"""Shadowing: one real case at a time, beside the one who decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.growth.practice.queries.sets import offer_for
from mandat.handover import actions
from mandat.web.walk.pages import tell
from mandat.web.walk.proposals import own_view


def shadow(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Show a case to answer, or keep an answer."""
    page = own_view(request, handover)
    if page.shadow is None:
        return redirect("proposal", handover)
    if request.method == "POST":
        return _answered(request, handover, notes=page.shadow.notes)
    now = clock.now()
    shown = {
        "page": page,
        "shadow": page.shadow,
        "proposed": page.line.proposed,
        "over": page.shadow.until is not None and page.shadow.until <= now,
        "practise": offer_for(reader_of(request), handover, now),
    }
    return render(request, "web/walk/shadow.html", shown)


def _answered(request: HttpRequest, handover: UUID, *, notes: bool) -> HttpResponse:
    post = request.POST
    try:
        _keep(request, handover, post.get("said", ""), notes=notes)
    except (KeyError, ValueError):
        messages.error(request, _("Something was missing in what was sent. Try once more."))
    except RefusedError as error:
        tell(request, error)
    else:
        if notes and "back" in post:
            return redirect("case", UUID(post["case"]))
    return redirect("handover-shadow", handover)


def _keep(request: HttpRequest, handover: UUID, said: str, *, notes: bool) -> None:
    """Keep an answer, a note, or whether the agreement may be shown."""
    reader, at = reader_of(request), clock.now()
    if said in ("share", "unshare"):
        actions.share_agreement(reader, handover=handover, shares=said == "share")
        return
    case = UUID(request.POST["case"])
    if notes:
        needed = {"needed": True, "not_needed": False}[said]
        actions.note_needed_me(reader, handover=handover, case=case, needed=needed, at=at)
    else:
        actions.answer_shadow(reader, handover=handover, case=case, says=said, at=at)
    messages.success(request, _("Noted."))
