"""What the layout shows on every page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mandat.common import clock
from mandat.notices.queries import count_unseen
from mandat.power.queries import organisation
from mandat.web.waiting import counts

THEMES = ("light", "dark")

# The seven words that lead the way: key, path, name, icon. The first four of `TABS` stay at hand
# on a phone; the rest lie under More.
_PLACES: tuple[tuple[str, str, str | Promise, str], ...] = (
    ("today", "/", _("Today"), "house"),
    ("needs", "/needs/", _("Needs"), "search"),
    ("mirror", "/mirror/", _("Mirror"), "eye"),
    ("map", "/map/", _("Map"), "circle-dot"),
    ("proposals", "/proposals/", _("Proposals"), "messages-square"),
    ("record", "/record/", _("Record"), "shield-check"),
    ("state", "/state/", _("State"), "sprout"),
)
TABS = ("today", "needs", "proposals", "map")


@dataclass(frozen=True)
class Place:
    """One link of the navigation; `count` is how many things there wait for the reader."""

    key: str
    path: str
    name: str | Promise
    icon: str
    current: bool
    count: int


def places(path: str, waiting: dict[str, int]) -> tuple[Place, ...]:
    """Return the seven places, the one that holds `path` marked."""
    return tuple(
        Place(key, at, name, icon, _lies_under(path, at), waiting.get(key, 0))
        for key, at, name, icon in _PLACES
    )


def _lies_under(path: str, at: str) -> bool:
    return path == at or (at != "/" and path.startswith(at))


def _waiting(request: HttpRequest) -> dict[str, int]:
    person = getattr(request, "person", None)
    return {} if person is None else counts(person, clock.now())


def _organisation() -> str:
    found = organisation()
    return found.name if found else ""


def _other_language(request: HttpRequest) -> dict[str, str]:
    other = "en" if (get_language() or "sv").startswith("sv") else "sv"
    query = request.GET.copy()
    query["lang"] = other
    words = {"en": ("EN", "EN, in English"), "sv": ("SV", "SV, på svenska")}[other]
    return {
        "code": other,
        "short": words[0],
        "name": words[1],
        "long": {"en": "English", "sv": "Svenska"}[other],
        "path": f"{request.path}?{query.urlencode()}",
    }


class Layout:
    """Everything the base template asks for, found only when it is asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.person = getattr(request, "person", None)
        self.organisation = SimpleLazyObject(_organisation)
        self.language = get_language() or "sv"
        self.other_language = _other_language(request)
        self.demo = settings.DEMO
        self.demo_time = SimpleLazyObject(clock.now)
        theme = request.COOKIES.get("theme", "")
        self.theme = theme if theme in THEMES else ""
        self._request = request

    @cached_property
    def notices(self) -> int:
        """How many notices the reader has not seen."""
        return 0 if self.person is None else count_unseen(self.person.id, clock.now())

    @property
    def places(self) -> tuple[Place, ...]:
        return places(self._request.path, _waiting(self._request))


def layout(request: HttpRequest) -> dict[str, Any]:
    """Give every template the `layout` it is shown in."""
    made = Layout(request)
    return {"layout": made, "places": SimpleLazyObject(lambda: made.places)}
