"""Pages that belong to the layout itself: theme, about, errors."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from mandat.web.context import THEMES
from mandat.web.middleware import YEAR
from mandat.web.specimens import specimens

ABOUT = ("privacy", "accessibility", "help")


def back_to(request: HttpRequest, otherwise: str = "/") -> str:
    """Return where to go after a form: its `next` if that lies on this site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else otherwise


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark, or (anything else) what the machine prefers."""
    chosen = request.POST.get("theme", "")
    response = redirect(back_to(request))
    if chosen in THEMES:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def about(request: HttpRequest, page: str) -> HttpResponse:
    """Show how data is protected, accessibility, or help."""
    if page not in ABOUT:
        raise Http404
    return render(request, f"web/about/{page}.html")


def components(request: HttpRequest) -> HttpResponse:
    """Show every component with its states; only in the demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "web/components.html", specimens())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400."""
    return render(request, "web/errors/400.html", status=400)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404, also where something may not be seen: the two look alike."""
    return render(request, "web/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: without the layout, which may be what broke."""
    return render(None, "web/errors/500.html", status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The page stood open too long, or cookies are off (CSRF)."""
    return render(request, "web/errors/stale_form.html", status=403)
