"""Feedback: what one has been given, what one has given, and a form to give more."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.files import file_response
from mandat.common.refusals import Refusal, RefusedError
from mandat.common.requests import back_to, posted, reader_of
from mandat.common.uploads import too_large
from mandat.growth.asking import actions as asking
from mandat.growth.asking.queries import asked_about, asks_by, asks_to
from mandat.growth.feedback import actions, queries
from mandat.growth.feedback.forms import FeedbackForm
from mandat.growth.feedback.rules import LONGEST_SECONDS, hidden_among
from mandat.growth.measures import is_on
from mandat.growth.open_questions.queries import reported_questions
from mandat.growth.pages import INVALID, need, tell
from mandat.power.queries import roles_of


def feedback(request: HttpRequest) -> HttpResponse:
    """Show the words one has been given, and those one has given."""
    need("feedback")
    reader, at = reader_of(request), clock.now()
    lists = {
        "asks_to": asks_to(reader, at),
        "asks_by": asks_by(reader, at),
        "roles": roles_of(reader, at),
        "received": queries.feedback_for(reader, at),
        "given": queries.feedback_from(reader),
        "reports": queries.reports_for(reader, at),
        "reports_go_to": queries.reports_go_to(at),
        "shared": queries.shared_feedback(),
        "whole": queries.whole(),
        "open_questions": is_on("open_questions"),
        "question_reports": reported_questions(reader, at),
    }
    return render(request, "growth/feedback/page.html", lists)


@csp_update({"media-src": ["'self'", "blob:"]})  # type: ignore[arg-type]  # takes views with arguments too
def give_feedback(request: HttpRequest, about: str, of: UUID) -> HttpResponse:
    """Ask for words about something, and keep them."""
    need("feedback")
    reader, at = reader_of(request), clock.now()
    target = queries.feedback_target(reader, about, of, at)
    if target is None:
        raise Http404
    asked = asked_about(reader, about, of, at)
    form = FeedbackForm(posted(request), request.FILES or None)
    if request.method == "POST" and _send(request, about, of, form):
        if asked:
            asking.let_be(reader, ask=asked.id)
        messages.success(request, _("Thank you. Your words have been sent."))
        return redirect(back_to(request, reverse("feedback")))
    back = request.GET.get("next", "") or request.POST.get("next", "")
    shown = {"about": about, "form": form, "next": back, "target": target, "asked": asked}
    return _speaking(request, shown, INVALID if form.errors else 200)


def _speaking(request: HttpRequest, shown: dict[str, object], status: int) -> HttpResponse:
    """Render the only page on which one can speak."""
    asked = shown["asked"]
    few = asked is not None and not hidden_among(asked.many)  # type: ignore[attr-defined]
    page = {**shown, "few": few, "most": _MOST}
    response = render(request, "growth/feedback/form.html", page, status=status)
    response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)"
    return response


_MOST = {
    "seconds": LONGEST_SECONDS,
    "minutes": LONGEST_SECONDS // 60,
    "sound": settings.SOUND_MB,
    "picture": settings.PICTURE_MB,
}


def _send(request: HttpRequest, about: str, of: UUID, form: FeedbackForm) -> bool:
    if too_large(request):
        form.refuse([Refusal("growth.files_too_large", dict(_MOST))])
        return False
    if not form.is_valid():
        return False
    try:
        actions.give_feedback(
            reader_of(request),
            about=about,
            of=of,
            said=form.said(),
            sent=form.sent(),
            openness=form.cleaned_data["openness"],
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


def file(request: HttpRequest, feedback: UUID, kind: str) -> HttpResponse:
    """Give out a voice or a picture to whoever may read the feedback."""
    need("feedback")
    found = queries.file_of(reader_of(request), feedback, kind, clock.now())
    if found is None:
        raise Http404
    ending = found.media.partition("/")[2]
    return file_response(request, found.data, found.media, f"{kind}.{ending}")


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
    "reply": lambda who, one, request, at: actions.reply(
        who, feedback=one, words=request.POST.get("words", ""), at=at
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
