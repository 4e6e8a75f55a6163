"""Other systems: the tokens with which they ask, and what they asked about."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.api import actions, queries
from mandat.api.forms import TokenForm
from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import posted, reader_of


def systems(request: HttpRequest) -> HttpResponse:
    """Show every token, and make one: the token itself is shown this once only."""
    form = TokenForm(posted(request))
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["name"]
            _id, made = actions.make_token(reader_of(request), name=name, at=clock.now())
            form = TokenForm()
        except RefusedError as error:
            form.refuse(error.refusals)
    context = {
        "tokens": queries.tokens(reader_of(request)),
        "form": form,
        "made": made,
        "looks": queries.looks_at(reader_of(request)),
        "address": request.build_absolute_uri("/api/v1/may"),
    }
    response = render(request, "api/systems.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def system(request: HttpRequest, token: UUID) -> HttpResponse:
    """Show what one token asked about lately."""
    found = next((t for t in queries.tokens(reader_of(request)) if t.id == token), None)
    if found is None:
        raise Http404
    return render(request, "api/system.html", {"token": found, "looks": queries.looks(token)})


@require_POST
def withdraw(request: HttpRequest, token: UUID) -> HttpResponse:
    """Withdraw a token; a stranger's looks like one that is missing."""
    try:
        actions.withdraw_token(reader_of(request), token=token, at=clock.now())
    except RefusedError:
        raise Http404 from None
    messages.success(request, _("Withdrawn. The token can no longer ask."))
    return redirect("systems")
