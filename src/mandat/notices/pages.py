"""The list of notices, how one wants to be told, and how one stops it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.phrases.notices import TELLINGS, told, why
from mandat.common.requests import reader_of
from mandat.notices import actions, queries, tokens
from mandat.notices.forms import ChoicesForm
from mandat.notices.queries import NoticeLine
from mandat.notices.rules import KINDS


def _shown(lines: tuple[NoticeLine, ...]) -> list[dict[str, Any]]:
    """Return lines in words; the first of each kind is where one can stop that kind."""
    first = {line.kind: line.id for line in reversed(lines)}
    return [
        {
            "line": line,
            "told": told(line.kind, line.name, secret=line.secret, when=line.when).rstrip("."),
            "why": why(line.kind),
            "kind": TELLINGS[line.kind].named,
            "first": first[line.kind] == line.id,
        }
        for line in lines
    ]


def notices(request: HttpRequest) -> HttpResponse:
    """List what stands and what has happened lately."""
    page = queries.notices_page(reader_of(request), clock.now())
    parts = {"standing": page.standing, "happened": page.happened}
    shown = {name: _shown(lines) for name, lines in parts.items()}
    return render(request, "notices/list.html", {"page": page, **shown})


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Note that one has seen them all."""
    actions.mark_seen(reader_of(request), at=clock.now())
    return redirect("notices")


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop being told of one kind, where one read it."""
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    actions.turn_off(reader_of(request), kinds=[kind])
    messages.success(request, _("You are not told of that any more. You can turn it on again."))
    return redirect("notices")


def choices(request: HttpRequest) -> HttpResponse:
    """Choose how often, when not, about what; and one's calendar address."""
    reader = reader_of(request)
    had = queries.choices_of([reader])[reader]
    form = ChoicesForm.of(had, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.choose(reader, choices=form.choices())
        messages.success(request, _("Saved."))
        return redirect("notices-choices")
    secret = queries.feed_of(reader)
    path = secret and reverse("notices-calendar", args=[secret])
    feed = path and request.build_absolute_uri(path)
    context = {"form": form, "feed": feed}
    return render(request, "notices/choices.html", context, status=422 if form.errors else 200)


@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Give oneself a calendar address, change it, or turn it off."""
    if request.POST.get("do") == "close":
        actions.close_feed(reader_of(request))
    else:
        actions.open_feed(reader_of(request))
    return redirect(reverse("notices-choices") + "#calendar")


@csrf_exempt
@never_cache
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Turn kinds off from a mail: asked first, or in one step by a mail program (RFC 8058).

    The token is signed for one person and these kinds, and can do nothing but turn mail off, so
    that a form from elsewhere could not do any harm that the mail's own link does not do.
    """
    found = tokens.read_off_token(token)
    if found is None:
        return render(request, "notices/gone.html", status=404)
    person, kinds = found
    if request.method == "POST":
        actions.turn_off(person, kinds=kinds, only_mail=True)
    names = [TELLINGS[kind].named for kind in kinds if kind in TELLINGS]
    done = request.method == "POST"
    return render(request, "notices/off.html", {"names": names, "done": done, "token": token})
