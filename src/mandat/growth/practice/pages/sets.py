"""Pages of practising on past cases."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.growth.pages import tell
from mandat.growth.practice.actions import sets as actions
from mandat.growth.practice.queries import sets as queries


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Draw cases of a stage, or for a hand-over, and show the first that is not answered."""
    reader, post, at = reader_of(request), request.POST, clock.now()
    try:
        if "handover" in post:
            of_set = actions.begin_set_for(reader, handover=UUID(post["handover"]), at=at)
        else:
            matter, stage = UUID(post["matter"]), UUID(post["stage"])
            of_set = actions.begin_set(reader, matter=matter, stage=stage, at=at)
    except RefusedError as error:
        tell(request, error)
        return redirect("practice")
    except (KeyError, ValueError):
        messages.error(request, _("Something was missing in what was sent. Try once more."))
        return redirect("practice")
    return redirect("practice-set", of_set)


def go_on(request: HttpRequest, of_set: UUID) -> HttpResponse:
    """Go to the first case that is not answered, or to the end."""
    number = queries.next_unanswered(reader_of(request), of_set)
    if number is None:
        return redirect("practice-end", of_set)
    return redirect("practice-case", of_set, number)


def case(request: HttpRequest, of_set: UUID, number: int) -> HttpResponse:
    """Show one case; a post keeps the answer, and then how it went is shown."""
    reader, post = reader_of(request), request.POST
    page = queries.turn_page(reader, of_set, number)
    if page is None:
        raise Http404
    if request.method == "POST":
        said, why = post.get("said", ""), post.get("why", "")
        try:
            actions.answer_case(
                reader, of_set=of_set, number=number, said=said, why=why, at=clock.now()
            )
        except RefusedError as error:
            tell(request, error)
            return _case(request, page, why, status=422)
        return redirect("practice-case", of_set, number)
    return _case(request, page, page.why)


def _case(
    request: HttpRequest, page: queries.TurnPage, why: str, status: int = 200
) -> HttpResponse:
    numbers = range(1, page.count + 1)
    shown = {"page": page, "why": why, "numbers": numbers}
    return render(request, "growth/practice/cases/case.html", shown, status=status)


def end(request: HttpRequest, of_set: UUID) -> HttpResponse:
    """Show how one's answers came out beside the rulings, and how to read that."""
    page = queries.end_page(reader_of(request), of_set)
    if page is None:
        raise Http404
    return render(request, "growth/practice/cases/end.html", {"page": page})
