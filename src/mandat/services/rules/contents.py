"""What a decision holds besides yes or no (rule 23). Pure.

Sources: förvaltningslagen (2017:900) 31 §; Openness of Local Government Bodies Regulations 2014,
reg. 7, which adds alternatives considered and rejected.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mandat.common.refusals import Refusal

ASKS = ("text", "reason", "alternatives", "presenter", "participants", "advice")
"""What a matter may ask of its decisions; all else is as the one who decides finds right."""


@dataclass(frozen=True)
class Contents:
    """What is written down with a ruling; empty where there is nothing to say."""

    text: str = ""
    alternatives: str = ""
    advice: str = ""
    presenter: UUID | None = None
    participants: tuple[UUID, ...] = ()


BARE = Contents()


def missing(asks: Collection[str], reason: str, contents: Contents) -> tuple[Refusal, ...]:
    """Return a refusal for each thing the matter asks for and the decision lacks."""
    given = {**vars(contents), "reason": reason}
    return tuple(
        Refusal("services.matter_asks", {"what": key}, field=key)
        for key in ASKS
        if key in asks and not given[key]
    )


def contents_data(contents: Contents = BARE, number: int | None = None) -> dict[str, Any]:
    """Return what of the contents stands in the record's entry of a ruling."""
    return {
        "number": number,
        "presenter": str(contents.presenter) if contents.presenter else None,
        "participants": [str(person) for person in contents.participants],
    }


def contents_personal(
    contents: Contents = BARE,
    *,
    amounts: Mapping[str, Any] | None = None,
    conflict: bool = False,
) -> dict[str, Any]:
    """Return what of the contents is personal; `amounts` are the facts decided on, as JSON."""
    return {
        "text": contents.text,
        "alternatives": contents.alternatives,
        "advice": contents.advice,
        "amounts": dict(amounts or {}),
        "conflict": conflict,
    }
