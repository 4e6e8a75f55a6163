"""Which matters a list is about: all, one, or those of a circle and the circles in it."""

from dataclasses import dataclass
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal
from mandat.power import models
from mandat.power.queries.people import matters
from mandat.power.queries.views import MatterView, Names


@dataclass(frozen=True)
class CircleChoice:
    """A circle one can choose; `depth` below the outermost."""

    key: str
    name: Names
    depth: int

    @property
    def indent(self) -> str:
        """No-break spaces that show its depth in a list."""
        return "\N{NO-BREAK SPACE}" * 2 * self.depth


def chosen_matters(key: str | None = None, circle: str | None = None) -> tuple[MatterView, ...]:
    """Return the matters by key. Raises BadInputError for a matter or a circle there is not."""
    every = matters()
    if key and key not in {m.key for m in every}:
        raise BadInputError(Refusal("power.matter_unknown", {"given": key}, "matter"))
    if not circle:
        return tuple(m for m in every if not key or m.key == key)
    inside = _inside(circle)
    return tuple(m for m in every if m.circle in inside and (not key or m.key == key))


def _inside(key: str) -> set[UUID]:
    rows = models.Circle.objects.order_by("pk").values_list("uuid", "key", "parent__uuid")
    rows_of = list(rows)
    inside = {uuid for uuid, its, _ in rows_of if its == key}
    if not inside:
        raise BadInputError(Refusal("power.circle_unknown", {"given": key}, "circle"))
    while more := {u for u, _, above in rows_of if above in inside} - inside:
        inside |= more
    return inside


def circle_choices() -> tuple[CircleChoice, ...]:
    """Return every circle, each after the one above it; one query."""
    rows = list(
        models.Circle.objects.order_by("pk").values_list("uuid", "key", "name", "parent__uuid")
    )
    found: list[CircleChoice] = []

    def walk(above: object, depth: int) -> None:
        for uuid, key, name, parent in rows:
            if parent == above:
                found.append(CircleChoice(key, name, depth))
                walk(uuid, depth + 1)

    walk(None, 0)
    return tuple(found)
