"""A refusal is a code with facts. The sentence is made at the edge, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Fact = str | int | bool | None
Step = TypeVar("Step")


@dataclass(frozen=True)
class Refusal:
    """Why something was not done.

    `code` is dotted, room first (`power.over_limit`), and has its sentence in `common.phrases`.
    `facts` fill the sentence. `field` names the place in a form, file or command it concerns.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    field: str | None = None


class RefusedError(Exception):
    """An action was refused: carries every reason at once."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(r.code for r in refusals))
        self.refusals = refusals


class BadInputError(RefusedError):
    """What came in cannot be read: exit status 2, 4xx, or the form again."""


def refuse(refusals: Sequence[Refusal]) -> None:
    """Raise BadInputError with every refusal there is; do nothing when there is none."""
    if refusals:
        raise BadInputError(*refusals)


def taken(outcome: Step | tuple[Refusal, ...]) -> Step:
    """Return the step that was taken, or raise its refusals: how an action reads an outcome."""
    if isinstance(outcome, tuple):
        raise RefusedError(*outcome)
    return outcome
