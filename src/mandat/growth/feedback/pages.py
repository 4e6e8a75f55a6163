"""Feedback: what one has been given, what one has given, and a form to give more."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import back_to, one_figure, posted, reader_of
from mandat.growth.feedback import actions, queries
from mandat.growth.feedback.forms import FeedbackForm
from mandat.growth.pages import INVALID, need, tell


def feedback(request: HttpRequest) -> HttpResponse:
    """Show the words one has been given, and those one has given."""
    need("feedback")
    reader = reader_of(request)
    lists = {
        "received": queries.feedback_for(reader, clock.now()),
        "given": queries.feedback_from(reader),
        "reports": queries.reports_for(reader, clock.now()),
        "reports_go_to": queries.reports_go_to(clock.now()),
        "shared": queries.shared_feedback(),
        "whole": queries.whole(),
    }
    return render(request, "growth/feedback/page.html", lists)


def give_feedback(request: HttpRequest, about: str, of: UUID) -> HttpResponse:
    """Ask for words about something, and keep them."""
    need("feedback")
    target = queries.feedback_target(reader_of(request), about, of, clock.now())
    if target is None:
        raise Http404
    form = FeedbackForm(posted(request))
    if request.method == "POST" and _send_words(request, about, of, form):
        messages.success(request, _("Thank you. Your words have been sent."))
        return redirect(back_to(request, reverse("feedback")))
    status = INVALID if form.errors else 200
    back = request.GET.get("next", "")
    shown = {"about": about, "form": form, "next": back, "target": target}
    return render(request, "growth/feedback/form.html", shown, status=status)


def _send_words(request: HttpRequest, about: str, of: UUID, form: FeedbackForm) -> bool:
    form.is_valid()
    given = form.cleaned_data
    try:
        actions.give_feedback(
            reader_of(request),
            about=about,
            of=of,
            words=given["words"],
            tap=given["tap"],
            scale=one_figure(given["scale"]) if given["scale"] else None,
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
        actions.thank(reader_of(request), feedback=feedback, at=clock.now())
    except RefusedError as error:
        tell(request, error)
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
    need("feedback")
    if how not in _ANSWERS:
        raise Http404
    try:
        _ANSWERS[how](reader_of(request), feedback, request, clock.now())
    except RefusedError as error:
        tell(request, error)
    else:
        messages.success(request, _("Done."))
    return redirect("feedback")
