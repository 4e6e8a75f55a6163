"""How a body decides, as a table says it: "majority; quorum 4; casting chair". Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mandat.power.rules.bodies import How, Jointly

_HOW: Mapping[str, How] = {
    "majority": "majority", "majoritet": "majority", "all": "all", "alla": "all",
}  # fmt: skip
_AT_LEAST = re.compile(r"(?:at least|minst) ([1-9]\d?)")
_QUORUM = re.compile(r"quorum ([1-9]\d?)")
_KEY = r"[a-z0-9-]+"
_CASTING = re.compile(rf"casting ({_KEY})")
_MEMBERS = re.compile(rf"members ({_KEY}(?:\|{_KEY})*)")


@dataclass(frozen=True)
class JointText:
    """A body's rule with roles by key."""

    how: How
    count: int = 0
    quorum: int | None = None
    casting: str = ""
    roles: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Return every role that is named."""
        return frozenset({*self.roles, *([self.casting] if self.casting else ())})

    def rule(self, ids: Mapping[str, UUID]) -> Jointly:
        """Return the rule with roles by identity."""
        casting = ids[self.casting] if self.casting else None
        roles = frozenset(ids[key] for key in self.roles)
        return Jointly(self.how, self.count, self.quorum, casting, roles)


def read_joint_text(text: str) -> JointText | None:
    """Read a rule; empty is a majority. None when it cannot be understood.

    "majority", "all" or "at least 3"; then, each after a semicolon, "quorum 4", "casting ROLE"
    (whose holder decides a tie) and "members ROLE|ROLE" (by default every role of the body).
    """
    first, *rest = (part.strip().casefold() for part in (text or "majority").split(";"))
    least = _AT_LEAST.fullmatch(first)
    how = "at_least" if least else _HOW.get(first)
    if how is None:
        return None
    quorum, casting, roles = None, "", ()
    for part in rest:
        if match := _QUORUM.fullmatch(part):
            quorum = int(match[1])
        elif match := _CASTING.fullmatch(part):
            casting = match[1]
        elif match := _MEMBERS.fullmatch(part):
            roles = tuple(match[1].split("|"))
        else:
            return None
    return JointText(how, int(least[1]) if least else 0, quorum, casting, roles)
