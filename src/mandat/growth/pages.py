"""Pulse, felt effect, feedback, steps put aside, and the register of measures."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.growth import actions, queries
from mandat.growth.forms import FeedbackForm, FeltForm
from mandat.growth.measures import MEASURES, is_on

INVALID = 422


def _reader(request: HttpRequest) -> UUID:
    return request.person.id  # type: ignore[attr-defined, no-any-return]  # set by MemberMiddleware


def _need(measure: str) -> None:
    if not is_on(measure):
        raise Http404


def _back(request: HttpRequest, otherwise: str) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else otherwise


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0


def _tell(request: HttpRequest, error: RefusedError) -> None:
    for refusal in error.refusals:
        messages.warning(request, say(refusal))


@require_POST
def pulse(request: HttpRequest) -> HttpResponse:
    """Save one tap."""
    _need("pulse")
    try:
        value = _number(request.POST.get("answer", ""))
        actions.answer_pulse(_reader(request), value=value, at=clock.now())
    except RefusedError as error:
        _tell(request, error)
    else:
        undo = f"undo:{reverse('pulse-undo')}"
        messages.success(request, _("Saved. Nobody sees your answer."), extra_tags=undo)
    return redirect("today")


@require_POST
def undo_pulse(request: HttpRequest) -> HttpResponse:
    """Take back this week's tap."""
    actions.undo_pulse(_reader(request), at=clock.now())
    messages.success(request, _("Your answer is gone."))
    return redirect("today")


def felt(request: HttpRequest, handover: UUID, part: str) -> HttpResponse:
    """Ask one person how a hand-over feels, if it is asked of them."""
    _need("felt")
    reader, at = _reader(request), clock.now()
    due = next(
        (d for d in queries.felt_due(reader, at) if (d.handover, d.part) == (handover, part)), None
    )
    if due is None:
        raise Http404
    form = FeltForm(_posted(request))
    if request.method == "POST" and _answer_felt(request, due, form):
        messages.success(request, _("Thank you."))
        return redirect("today")
    status = INVALID if form.errors else 200
    return render(request, "growth/felt_form.html", {"due": due, "form": form}, status=status)


def _answer_felt(request: HttpRequest, due: queries.FeltDue, form: FeltForm) -> bool:
    form.is_valid()
    given = form.cleaned_data
    rather_not = "rather-not" in request.POST
    try:
        actions.answer_felt(
            _reader(request),
            handover=due.handover,
            part=due.part,
            value=None if rather_not else _number(given["answer"]),
            words=given["words"],
            by_name=given["by_name"],
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


def feedback(request: HttpRequest) -> HttpResponse:
    """Show the words one has been given, and those one has given."""
    _need("feedback")
    reader = _reader(request)
    lists = {
        "received": queries.feedback_for(reader, clock.now()),
        "given": queries.feedback_from(reader),
        "reports": queries.reports_for(reader, clock.now()),
        "reports_go_to": queries.reports_go_to(clock.now()),
        "shared": queries.shared_feedback(),
        "whole": queries.whole(),
    }
    return render(request, "growth/feedback_page.html", lists)


def give_feedback(request: HttpRequest, about: str, of: UUID) -> HttpResponse:
    """Ask for words about something, and keep them."""
    _need("feedback")
    target = queries.feedback_target(_reader(request), about, of, clock.now())
    if target is None:
        raise Http404
    form = FeedbackForm(_posted(request))
    if request.method == "POST" and _send_words(request, about, of, form):
        messages.success(request, _("Thank you. Your words have been sent."))
        return redirect(_back(request, reverse("feedback")))
    status = INVALID if form.errors else 200
    back = request.GET.get("next", "")
    shown = {"about": about, "form": form, "next": back, "target": target}
    return render(request, "growth/feedback_form.html", shown, status=status)


def _send_words(request: HttpRequest, about: str, of: UUID, form: FeedbackForm) -> bool:
    form.is_valid()
    given = form.cleaned_data
    try:
        actions.give_feedback(
            _reader(request),
            about=about,
            of=of,
            words=given["words"],
            tap=given["tap"],
            scale=_number(given["scale"]) if given["scale"] else None,
            named=not given["confidential"],
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


@require_POST
def thank(request: HttpRequest, feedback: UUID) -> HttpResponse:
    """Thank for words one has been given."""
    try:
        actions.thank(_reader(request), feedback=feedback, at=clock.now())
    except RefusedError as error:
        _tell(request, error)
    return redirect("feedback")


_ANSWERS: Mapping[str, Callable[[UUID, UUID, HttpRequest, datetime], None]] = {
    "ask": lambda who, one, request, at: actions.ask_back(
        who, feedback=one, words=request.POST.get("words", ""), at=at
    ),
    "reply": lambda who, one, request, _at: actions.reply(
        who, feedback=one, words=request.POST.get("words", "")
    ),
    "report": lambda who, one, request, at: actions.report_feedback(
        who, feedback=one, why=request.POST.get("words", ""), at=at
    ),
    "ask-share": lambda who, one, _request, at: actions.ask_to_share(who, feedback=one, at=at),
    "share": lambda who, one, _request, _at: actions.let_share(who, feedback=one, yes=True),
    "keep": lambda who, one, _request, _at: actions.let_share(who, feedback=one, yes=False),
    "erase": lambda who, one, _request, at: actions.erase_feedback(who, feedback=one, at=at),
    "remove": lambda who, one, _request, at: actions.close_report(
        who, feedback=one, remove=True, at=at
    ),
    "stays": lambda who, one, _request, at: actions.close_report(
        who, feedback=one, remove=False, at=at
    ),
}


@require_POST
def answer_feedback(request: HttpRequest, feedback: UUID, how: str) -> HttpResponse:
    """Ask back, reply, share, report or erase."""
    _need("feedback")
    if how not in _ANSWERS:
        raise Http404
    try:
        _ANSWERS[how](_reader(request), feedback, request, clock.now())
    except RefusedError as error:
        _tell(request, error)
    else:
        messages.success(request, _("Done."))
    return redirect("feedback")


@require_POST
def later(request: HttpRequest, step: str) -> HttpResponse:
    """Let a step rest for two weeks."""
    try:
        actions.put_aside(_reader(request), step=step, at=clock.now())
    except RefusedError as error:
        _tell(request, error)
    return redirect("today")


def measures(request: HttpRequest) -> HttpResponse:
    """Show the register of measures."""
    return render(request, "growth/measures.html", {"measures": MEASURES})
