"""Asking for feedback."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import posted, reader_of
from mandat.growth.asking import actions, queries
from mandat.growth.asking.forms import AskFeedbackForm
from mandat.growth.pages import INVALID, need, tell


def ask(request: HttpRequest, about: str, of: UUID) -> HttpResponse:
    """Choose whom to ask about oneself, or something of one's own."""
    need("feedback")
    name = queries.thing_of_mine(reader_of(request), about, of, clock.now())
    if name is None:
        raise Http404
    form = AskFeedbackForm(posted(request))
    if request.method == "POST" and _sent(request, about, of, form):
        messages.success(request, _("They are asked. They may let it be."))
        return redirect("feedback")
    shown = {"about": about, "form": form, "name": name}
    status = INVALID if form.errors else 200
    return render(request, "growth/asking/ask.html", shown, status=status)


def _sent(request: HttpRequest, about: str, of: UUID, form: AskFeedbackForm) -> bool:
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        actions.ask_feedback(
            reader_of(request),
            about=about,
            of=of,
            whom=given["whom"],
            question=given["question"],
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


@require_POST
def let_be(request: HttpRequest, ask: UUID) -> HttpResponse:
    """Let it be."""
    need("feedback")
    actions.let_be(reader_of(request), ask=ask)
    messages.success(request, _("Fine. Nobody is told."))
    return redirect("feedback")


@require_POST
def end(request: HttpRequest, ask: UUID) -> HttpResponse:
    """Stop asking."""
    need("feedback")
    try:
        actions.end_ask(reader_of(request), ask=ask, at=clock.now())
    except RefusedError as error:
        tell(request, error)
    else:
        messages.success(request, _("You do not ask any more. What has been answered stays."))
    return redirect("feedback")
