"""The pages anybody with a link sees. They set no cookie and know nobody, members neither."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from mandat.common import clock
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.common.requests import posted
from mandat.growth.open_questions import actions, gate, queries
from mandat.growth.open_questions.forms import AnswerForm, ReportForm
from mandat.growth.pages import INVALID
from mandat.services.forms import RoomForm

_STOPPED = {
    "stale": "growth.send_again",
    "quick": "growth.send_again",
    "used": "growth.sent_already",
    "busy": "growth.many_at_once",
}


def _page(key: str, at: datetime) -> queries.OpenPage:
    page = queries.by_key(key, at)
    if page is None:
        raise Http404
    return page


def _bare(request: HttpRequest, name: str, shown: dict[str, Any], status: int) -> HttpResponse:
    """Render for whoever it is: nobody's name or menu, nothing to index, keep or pass on."""
    request.person = None  # type: ignore[attr-defined]
    shown = {**shown, "bare": True, "said_language": f"?lang={translation.get_language()}"}
    response = render(request, f"growth/open_questions/{name}.html", shown, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


def _sent(form: RoomForm, key: str, act: Callable[[], None]) -> bool:
    """Do what a form asks if its stamp is good and nothing is wrong with it."""
    if not form.is_valid():
        return False
    try:
        stopped = gate.use(key, form.cleaned_data["stamp"])
        refuse((Refusal(_STOPPED[stopped]),) if stopped else ())
        act()
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


# A stamp of its own stands for the token that other forms keep in a cookie.
@csrf_exempt
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Let anybody answer."""
    at = clock.now()
    page = _page(key, at)
    if not page.open:
        return _bare(request, "over", {"page": page}, 410)
    form = AnswerForm(posted(request), asked=page.forms)
    if request.method == "POST" and _sent(
        form, key, lambda: actions.answer(key, said=form.said(), at=at)
    ):
        return redirect(f"thanks/?lang={translation.get_language()}")
    shown = {"page": page, "form": form, "stamp": gate.stamp(key)}
    return _bare(request, "answer", shown, INVALID if form.errors else 200)


def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """Thank whoever answered."""
    return _bare(request, "thanks", {"page": _page(key, clock.now())}, 200)


@csrf_exempt
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Let anybody report a question as abuse."""
    at = clock.now()
    page = _page(key, at)
    if not page.reportable:
        raise Http404
    form = ReportForm(posted(request))
    if request.method == "POST" and _sent(
        form, key, lambda: actions.report_question(key, why=form.cleaned_data["why"], at=at)
    ):
        return redirect(f"../thanks/?lang={translation.get_language()}")
    shown = {"page": page, "form": form, "stamp": gate.stamp(key)}
    return _bare(request, "report", shown, INVALID if form.errors else 200)
