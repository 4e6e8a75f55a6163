"""Duties to employees that the rules name: steps before a change of their work. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

When = Literal["handovers", "circles", "roles", "holders", "agreements", "ways"]
WHENS: tuple[When, ...] = get_args(When)
"""What a duty comes before: hand-overs, or a kind of change that a proposal can make."""

Says = Literal["giver", "receiver"]
SAYS: tuple[Says, ...] = get_args(Says)
"""Who says that it is done: those who give or propose, or one who would receive it."""


@dataclass(frozen=True)
class Duty:
    """One step that must be done, or said with a reason not to be needed, before a change holds.

    `ref` is the law and the paragraph. `roles`: keys of roles whose holders alone say that it is
    done; where nobody holds one, those who give or propose do. `voices`: keys of roles that are
    asked to speak for the employees or for safety. They are heard and stop nothing, unless `stops`:
    then it is not done before each one asked is heard and none is against.
    """

    key: str
    ref: str
    name: Mapping[str, str] = field(hash=False)
    when: tuple[When, ...]
    says: Says = "giver"
    roles: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    stops: bool = False


def duty_to_json(duty: Duty) -> dict[str, Any]:
    """Return it as the record keeps it."""
    return {
        "key": duty.key,
        "ref": duty.ref,
        "name": dict(duty.name),
        "when": list(duty.when),
        "says": duty.says,
        "roles": list(duty.roles),
        "voices": list(duty.voices),
        "stops": duty.stops,
    }


def duty_from_json(value: Mapping[str, Any]) -> Duty:
    """Read what `duty_to_json` wrote. Raises ValueError naming what cannot be understood."""
    odd = sorted(value.keys() - set(Duty.__dataclass_fields__))
    missing = sorted({"key", "ref", "name", "when"} - value.keys())
    if odd or missing:
        raise ValueError(f"duties: {', '.join(odd or missing)}")
    strange = sorted(set(value["when"]) - set(WHENS))
    plain = value.get("says", "giver") in SAYS and isinstance(value.get("stops", False), bool)
    if strange or not plain:
        raise ValueError(f"duties: {value['key']}: {', '.join(strange) or 'says, stops'}")
    listed = {n: tuple(map(str, value.get(n, ()))) for n in ("roles", "voices")}
    return Duty(**{**value, **listed, "when": tuple(value["when"])})
