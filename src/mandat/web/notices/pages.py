"""Answers by a link in a mail, and one's own days for one's own calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mandat.common import clock
from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.notices import queries
from mandat.notices.queries import Link
from mandat.web.middleware import ask_for_login
from mandat.web.notices.acts import ACTS, answer
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
        answer(token, link, clock.now())
    except RefusedError as refused:
        reasons = [say(refusal) for refusal in refused.refusals]
        context = {**_shown(link), "reasons": reasons}
        return render(request, "notices/answer.html", context, status=409)
    return render(request, "notices/answer.html", {**_shown(link), "done": True})


def _shown(link: Link) -> dict[str, object]:
    act = ACTS[link.act]
    step = link.detail.rpartition(":")[2] if link.act == "felt" else ""
    return {
        "act": act,
        "tap": {"act": link.act, "step": int(step)} if step else None,
        "path": act.path.format(of=link.of),
    }


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
