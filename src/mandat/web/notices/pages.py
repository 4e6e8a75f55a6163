"""Answers by a link in a mail, and one's own days for one's own calendar."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mandat.common import clock
from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.common.requests import one_figure
from mandat.growth.pulse.actions import undo_pulse
from mandat.growth.pulse.queries import question_of
from mandat.notices import queries
from mandat.notices.queries import Link
from mandat.notices.tokens import read_undo_token, undo_token
from mandat.web.middleware import ask_for_login
from mandat.web.notices.acts import ACTS, answer, tapped, week_of
from mandat.web.notices.calendar import calendar_of


@never_cache
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more what a link would answer; only the form's button does it."""
    link = queries.link(token, clock.now())
    person = request.person  # type: ignore[attr-defined]  # set by MemberMiddleware
    if link is None or (person is not None and person.id != link.person):
        return render(request, "notices/gone.html", status=404)
    if person is None and ACTS[link.act].login:
        return ask_for_login(request)
    if request.method == "POST":
        return _answered(request, token, link)
    return render(request, "notices/answer.html", _shown(link))


def _answered(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    try:
        value = one_figure(request.POST.get("answer", "")) if ACTS[link.act].scale else 0
        answer(token, link, value, clock.now())
    except RefusedError as refused:
        reasons = [say(refusal) for refusal in refused.refusals]
        context = {**_shown(link), "reasons": reasons}
        return render(request, "notices/answer.html", context, status=409)
    undo = undo_token(link.person, str(week_of(link))) if link.act == "pulse" else ""
    return render(request, "notices/answer.html", {**_shown(link), "done": True, "undo": undo})


def _shown(link: Link) -> dict[str, object]:
    act = ACTS[link.act]
    question = question_of(link.person, week_of(link)) if link.act == "pulse" else None
    return {
        "act": act,
        "kind": link.act,
        "tapped": tapped(link),
        "steps": "12345" if link.act == "pulse" else "54321",
        "question": question,
        "path": act.path.format(of=link.of),
    }


@never_cache
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the answer that was just given by link; only that form has the word for it."""
    found = read_undo_token(request.POST.get("word", ""))
    if found is None:
        return render(request, "notices/gone.html", status=404)
    person, week = found
    try:
        undo_pulse(person, at=clock.now(), week=date.fromisoformat(week))
    except RefusedError as refused:
        reasons = [say(refusal) for refusal in refused.refusals]
        return render(request, "notices/answer.html", {"reasons": reasons}, status=409)
    return render(request, "notices/answer.html", {"undone": True})


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar that has this address; who has the address may read it."""
    person = queries.person_of_feed(secret)
    if person is None:
        raise Http404
    text = calendar_of(person, request.get_host(), clock.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="mandat.ics"'
    patch_cache_control(response, private=True, max_age=3600)
    return response
