"""Pages of stories: read them, report one, and look at what was reported."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.growth.pages import tell
from mandat.growth.stories import actions, queries


def stories(request: HttpRequest) -> HttpResponse:
    """Show what people have told, and to whoever looks at reports, those."""
    reader = reader_of(request)
    shown = {"page": queries.stories_page(reader, clock.now()), "reader": reader}
    return render(request, "growth/journey/stories.html", shown)


@require_POST
def report(request: HttpRequest, story: UUID) -> HttpResponse:
    """Report a story as abuse."""
    why = request.POST.get("words", "")
    try:
        actions.report_story(reader_of(request), story=story, why=why, at=clock.now())
    except RefusedError as error:
        tell(request, error)
    else:
        messages.success(request, _("Thank you. It will be looked at."))
    return redirect("stories")


@require_POST
def close(request: HttpRequest, story: UUID, *, remove: bool) -> HttpResponse:
    """Remove a reported story, or let it stay."""
    try:
        actions.close_story(reader_of(request), story=story, remove=remove, at=clock.now())
    except RefusedError as error:
        tell(request, error)
    else:
        messages.success(request, _("It is removed.") if remove else _("It stays."))
    return redirect("stories")
