"""One's own open questions: ask, show, print, close, erase."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.files import file_response
from mandat.common.refusals import RefusedError
from mandat.common.requests import posted, reader_of
from mandat.growth.open_questions import actions, queries
from mandat.growth.open_questions.forms import TAPS, QuestionForm
from mandat.growth.open_questions.qr import code_of
from mandat.growth.pages import INVALID, need, tell

USUAL = timedelta(days=14)


def questions(request: HttpRequest) -> HttpResponse:
    """List one's own questions."""
    need("open_questions")
    lines = queries.own_questions(reader_of(request), clock.now())
    return render(request, "growth/open_questions/questions.html", {"lines": lines})


def new(request: HttpRequest) -> HttpResponse:
    """Ask something."""
    need("open_questions")
    at = clock.now()
    form = QuestionForm(posted(request), initial={"last_day": (at + USUAL).date()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_question(
                reader_of(request),
                title=form.cleaned_data["title"],
                words=form.cleaned_data["words"],
                forms=form.cleaned_data["ways"],
                last_day=form.cleaned_data["last_day"],
                language=(translation.get_language() or "sv")[:2],
                at=at,
            )
            return redirect("open-question", made)
        except RefusedError as error:
            form.refuse(error.refusals)
    status = INVALID if form.errors else 200
    return render(request, "growth/open_questions/new.html", {"form": form}, status=status)


def _own(request: HttpRequest, question: UUID) -> dict[str, object]:
    """Return what the pages of one question show: it, its link, and its code."""
    need("open_questions")
    page = queries.question_page(reader_of(request), question, clock.now())
    if page is None:
        raise Http404
    link = request.build_absolute_uri(reverse("open-answer", args=[page.key]))
    taps = [(dict(TAPS)[tap], count) for tap, count in page.taps or ()]
    return {"page": page, "link": link, "code": code_of(link), "taps": taps}


def question(request: HttpRequest, question: UUID) -> HttpResponse:
    """Show one's own question, its link, and what shows of its answers."""
    return render(request, "growth/open_questions/question.html", _own(request, question))


def poster(request: HttpRequest, question: UUID) -> HttpResponse:
    """Show the question to be printed and put up."""
    return render(request, "growth/open_questions/poster.html", _own(request, question))


def code(request: HttpRequest, question: UUID) -> HttpResponse:
    """Give out the QR code as a file."""
    drawn = render(request, "growth/open_questions/code.svg", _own(request, question)).content
    return file_response(request, drawn, "image/svg+xml", "question.svg")


_VERBS: Mapping[str, Callable[[UUID, UUID, HttpRequest, datetime], None]] = {
    "close": lambda who, one, _request, at: actions.close_question(who, question=one, at=at),
    "erase": lambda who, one, _request, _at: actions.erase_question(who, question=one),
    "drop": lambda who, one, request, _at: actions.drop_words(
        who, question=one, words=_words(request)
    ),
    "remove": lambda who, one, _request, at: actions.close_question_report(
        who, question=one, remove=True, at=at
    ),
    "stays": lambda who, one, _request, at: actions.close_question_report(
        who, question=one, remove=False, at=at
    ),
}
_STAYS_THERE = {"close", "drop"}


def _words(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("words", ""))
    except ValueError:
        raise Http404 from None


@require_POST
def change(request: HttpRequest, question: UUID, how: str) -> HttpResponse:
    """Close, erase, drop words, or close a report."""
    need("open_questions")
    if how not in _VERBS:
        raise Http404
    try:
        _VERBS[how](reader_of(request), question, request, clock.now())
    except RefusedError as error:
        tell(request, error)
    else:
        messages.success(request, _("Done."))
    if how in _STAYS_THERE:
        return redirect("open-question", question)
    return redirect("open-questions" if how == "erase" else "feedback")
