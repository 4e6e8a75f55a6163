"""Which language a page is in, and who is looking at it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from mandat.power.queries import person_for

Handler = Callable[[HttpRequest], HttpResponseBase]

CODES = tuple(code for code, _name in settings.LANGUAGES)
# Pages that need no account: the API asks for a token instead; the demo's own exist only there.
OPEN = (
    "/account/",
    "/static/",
    "/about/",
    "/theme/",
    "/favicon.ico",
    "/demo/",
    "/components/",
    "/api/",
    "/board/",
)
# Opened from a mail or by a calendar: the address itself says whose it is.
OPEN_BY_ADDRESS = (
    "/notices/answer/", "/notices/undo/", "/notices/calendar/", "/notices/off/",
    "/q/",
)  # fmt: skip
# Open questions keep nothing of whoever answers, not even the language.
NOTHING_KEPT = "/q/"
YEAR = 365 * 24 * 3600


class LanguageMiddleware:
    """`?lang=` (kept in a cookie), else the cookie, else the browser's wish, else Swedish."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.get("lang", "")
        code = asked if asked in CODES else _kept(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if asked in CODES and not request.path.startswith(NOTHING_KEPT):
            keep_language(response, asked)
        return response


def _kept(request: HttpRequest) -> str:
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if kept in CODES:
        return kept
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.split(";")[0].strip().split("-")[0].lower()
        if code in CODES:
            return code
    return settings.LANGUAGE_CODE


def keep_language(response: HttpResponseBase, code: str) -> None:
    """Remember the language in a cookie for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


class PermissionsMiddleware:
    """No page may use camera, microphone or place, unless it says so itself."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response


class MemberMiddleware:
    """Sets `request.person` (a PersonView, or None) and asks for login where it is needed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        account = request.user.pk
        person = None if account is None else person_for(account)
        request.person = person  # type: ignore[attr-defined]
        if request.path.startswith(OPEN + OPEN_BY_ADDRESS) or person is not None:
            return self.get_response(request)
        if account is not None:
            return render(request, "web/no_person.html", status=403)
        return ask_for_login(request)


def ask_for_login(request: HttpRequest) -> HttpResponse:
    """Send to where one logs in, and back here afterwards."""
    where = "/demo/" if settings.DEMO else "/account/login/"
    target = f"{where}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": target})
    return redirect(target)
