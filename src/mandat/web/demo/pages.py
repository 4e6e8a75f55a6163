"""Whom to be, and moving the clock. Answers in the demo on this machine, and nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from mandat.common.refusals import RefusedError
from mandat.web.demo import clock, hands
from mandat.web.demo.people import picker

View = Callable[..., HttpResponse]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MY_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
PROXIED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


def in_the_demo_here(view: View) -> View:
    """Let a view answer only in the demo, asked from this machine, with nobody in between."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        host, _port = split_domain_port(request.get_host())
        near = host in MY_OWN_NAMES and not any(h in request.headers for h in PROXIED)
        if not near or not clock.is_allowed(request.META.get("REMOTE_ADDR", "")):
            raise Http404
        return view(request, **kwargs)

    return guarded


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else "/"


@require_GET
@in_the_demo_here
def choose(request: HttpRequest) -> HttpResponse:
    """Ask whom to be."""
    page = picker(request.GET.get("q", "").strip()[:100], clock.read())
    return render(request, "web/demo/choose.html", {"page": page, "next": _next(request)})


@require_POST
@in_the_demo_here
def become(request: HttpRequest, person: UUID) -> HttpResponse:
    """Be that person from here on."""
    account = get_user_model().objects.filter(person__uuid=person).first()
    if account is None:
        raise Http404
    login(request, account, backend=BACKEND)
    return redirect(_next(request))


@require_POST
@in_the_demo_here
def move(request: HttpRequest) -> HttpResponse:
    """Move the clock a day or two weeks, while everybody else lives."""
    days = clock.STEPS.get(request.POST.get("step", ""))
    person = getattr(request, "person", None)
    if days is None:
        raise Http404
    try:
        going = hands.move(days, spare=person.id if person else None)
    except RefusedError:
        return _watch(_next(request))
    return _watch(_next(request)) if going.running or going.broke else redirect(_next(request))


def _watch(then: str) -> HttpResponse:
    return redirect(f"{reverse('demo_going')}?{urlencode({'next': then})}")


@require_GET
@in_the_demo_here
def going(request: HttpRequest) -> HttpResponse:
    """Show how far the clock has come, and go on when it stands still."""
    state = hands.state()
    if state is None or not (state.running or state.broke):
        return redirect(_next(request))
    response = render(request, "web/demo/going.html", {"going": state, "next": _next(request)})
    if state.running:
        response["Refresh"] = "1"
    return response
