"""From the address of a page to a question."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from mandat.common.moments import local_day, past_moment, read_moment
from mandat.common.refusals import BadInputError, Refusal
from mandat.power.queries import (
    Asked,
    MatterView,
    MayAnswer,
    PersonView,
    WhatIf,
    ask_may,
    people,
    people_called,
)


@dataclass(frozen=True)
class Asking:
    """An answer, and the one as it is when the question supposed something."""

    found: MayAnswer
    as_it_is: MayAnswer | None


def read_and_ask(given: QueryDict, matter: MatterView, now: datetime) -> Asking:
    """Ask what the address asks. Raises BadInputError with fields as the form names them."""
    known_at = past_moment(given.get("known", ""), now)
    asked = Asked(
        matter.key,
        _at(given.get("at", ""), known_at or now),
        "no" if given.get("verb") == "no" else "yes",
        {f.key: text for f in matter.facts if (text := given.get(f"fact-{f.key}", ""))},
        _person(given.get("person", "").strip()),
        known_at=known_at,
        what_if=what_if(given),
    )
    try:
        found = ask_may(asked)
        before = ask_may(replace(asked, what_if=())) if asked.what_if else None
    except BadInputError as error:
        keys = {f.key for f in matter.facts}
        raise BadInputError(*(_at_field(r, keys) for r in error.refusals)) from error
    return Asking(found, before)


def as_it_is(given: QueryDict) -> QueryDict:
    """Return the question without what it supposes, a person by name where one name is enough."""
    kept = given.copy()
    kept.setdefault("verb", "yes")
    for name in [k for k in kept if k == "without" or k.startswith("limit.")]:
        del kept[name]
    for person in _identified(kept.get("person", "")):
        if len(people_called(person.name)) == 1:
            kept["person"] = person.name
    return kept


def _at_field(refusal: Refusal, facts: set[str]) -> Refusal:
    field = f"fact-{refusal.field}" if refusal.field in facts else refusal.field
    return replace(refusal, field=field)


def _at(text: str, now: datetime) -> datetime:
    if not text or text == local_day(now).isoformat():
        return now
    return moment_asked(text, "at")


def moment_asked(text: str, place: str, *, last: bool = False) -> datetime:
    """Read a time as `read_moment` does. Raises BadInputError that names the place it stood in."""
    try:
        return read_moment(text, last=last)
    except ValueError:
        raise BadInputError(Refusal("power.bad_moment", {"given": text}, place)) from None


def _person(text: str) -> str | None:
    if not text:
        return None
    found = _identified(text) or people_called(text)
    if len(found) != 1:
        code = "power.several_called" if found else "power.nobody_called"
        raise BadInputError(Refusal(code, {"given": text}, "person"))
    return str(found[0].id)


def _identified(text: str) -> tuple[PersonView, ...]:
    try:
        return tuple(people([UUID(text)]).values())
    except ValueError:
        return ()


def what_if(given: QueryDict) -> tuple[WhatIf, ...]:
    """Read `without=<mandate>` and `limit.<mandate>.<fact>=<value>`; odd ones are left out."""
    limits: dict[UUID, dict[str, str]] = {}
    for name, value in given.items():
        mandate, _, fact = name.removeprefix("limit.").partition(".")
        identity = _uuid(mandate) if name.startswith("limit.") else None
        if identity and fact and str(value).strip():
            limits.setdefault(identity, {})[fact] = str(value)
    without = [u for u in map(_uuid, given.getlist("without")) if u]
    return (*(WhatIf(u) for u in without), *(WhatIf(u, v) for u, v in limits.items()))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
