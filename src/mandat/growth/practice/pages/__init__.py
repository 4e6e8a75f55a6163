"""Pages of practice: learning paths, scripted rounds, the guide for companions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.requests import reader_of
from mandat.growth.practice import actions, queries
from mandat.growth.practice.rules import Round


def practice(request: HttpRequest) -> HttpResponse:
    """Show everything there is to practise with."""
    page = queries.practice_page(reader_of(request), clock.now())
    return render(request, "growth/practice/practice.html", {"page": page})


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Erase one's own marks."""
    actions.erase_walked(reader_of(request))
    messages.success(request, _("What you had walked is erased."))
    return redirect("practice")


def companion(request: HttpRequest) -> HttpResponse:
    """Show the guide for companions."""
    return render(request, "growth/practice/companion.html", {"guide": queries.companion_guide()})


def path(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a learning path and its parts."""
    return render(request, "growth/practice/path.html", {"page": _path(request, slug)})


def part(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one part; a post marks it as walked and goes on to the next."""
    page = _path(request, slug)
    steps = page.path.steps
    if not 1 <= number <= len(steps):
        raise Http404
    last = number == len(steps)
    if request.method == "POST":
        actions.walk_part(reader_of(request), path=slug, part=number, at=clock.now())
        return (
            redirect("learning-path", slug) if last else redirect("learning-part", slug, number + 1)
        )
    shown = {"page": page, "part": steps[number - 1], "number": number, "last": last}
    return render(request, "growth/practice/part.html", shown)


def _path(request: HttpRequest, slug: str) -> queries.PathPage:
    page = queries.path_page(reader_of(request), slug)
    if page is None:
        raise Http404
    return page


def round_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a round is about."""
    return render(request, "growth/practice/round.html", {"round": _round(slug)})


def scene(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one scene; once something is chosen also what there is to say about it.

    A choice is posted, though it is not kept: in the address the web server's log would keep it.
    """
    found = _round(slug)
    if not 1 <= number <= len(found.scenes):
        raise Http404
    shown = found.scenes[number - 1]
    given = request.POST.get("choice", "")
    chosen = int(given) if given in {str(n) for n in range(1, len(shown.choices) + 1)} else None
    context = {
        "round": found,
        "scene": shown,
        "number": number,
        "last": number == len(found.scenes),
        "chosen": chosen,
        "nothing_chosen": request.method == "POST" and chosen is None,
    }
    return render(request, "growth/practice/scene.html", context)


def round_end(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the end of a round; a post marks it as walked, for oneself."""
    found = _round(slug)
    if request.method == "POST":
        actions.walk_round(reader_of(request), slug=slug, at=clock.now())
        messages.success(request, _("Kept for you alone."))
        return redirect("practice")
    return render(request, "growth/practice/round_end.html", {"round": found})


def _round(slug: str) -> Round:
    found = queries.round_named(slug)
    if found is None:
        raise Http404
    return found
