"""Reading what is written down with a ruling, as it was typed."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal
from mandat.power import queries as power
from mandat.services.rules import LONGEST_WORDS, Contents

NOTHING: Mapping[str, str] = MappingProxyType({})
_WORDS = ("text", "alternatives", "advice")
_MOST_PEOPLE = 20


def contents_of(typed: Mapping[str, str]) -> Contents:
    """Read text, alternatives and advice, and presenter and participants by name or address.

    Several participants stand on a line each, or apart by commas or semicolons. Raises
    BadInputError with every error by field.
    """
    wrong: list[Refusal] = []
    said = {key: typed.get(key, "").strip() for key in _WORDS}
    for key, words in said.items():
        if len(words) > LONGEST_WORDS:
            wrong.append(Refusal("services.too_long", {"most": LONGEST_WORDS}, field=key))
    presenter = _people(typed.get("presenter", ""), "presenter", wrong)
    participants = _people(typed.get("participants", ""), "participants", wrong)
    if len(presenter) > 1:
        wrong.append(Refusal("services.several_people", field="presenter"))
    if wrong:
        raise BadInputError(*wrong)
    return Contents(
        said["text"],
        said["alternatives"],
        said["advice"],
        next(iter(presenter), None),
        participants,
    )


def _people(typed: str, field: str, wrong: list[Refusal]) -> tuple[UUID, ...]:
    found: dict[UUID, None] = {}
    names = [name.strip() for name in re.split(r"[,;\n]", typed) if name.strip()]
    for name in names[:_MOST_PEOPLE]:
        people = power.people_called(name)
        if len(people) == 1:
            found[people[0].id] = None
        else:
            code = "services.several_people" if people else "services.unknown_person"
            wrong.append(Refusal(code, field=field))
    return tuple(found)
