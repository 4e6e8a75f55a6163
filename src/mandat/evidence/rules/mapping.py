"""What an organisation says about its own log, where names do not say it themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mandat.evidence.rules.rows import Outcome
from mandat.evidence.rules.words import Activity, is_unknown, read_activity

AMOUNT_WORDS = ("amount", "belopp", "summa", "kostnad", "cost", "price", "pris")


class FactNames(dict[str, str | None]):
    """Column or attribute → the fact's name, or None where no limit may be set on it."""

    def __init__(self, log_map: "LogMap") -> None:
        super().__init__()
        self._map = log_map

    def __missing__(self, column: str) -> str | None:
        name = column.removeprefix("(case)").removeprefix("case:").lstrip("_ ")
        self[column] = name if self._map.may_condition(name) else None
        return self[column]


@dataclass(frozen=True)
class LogMap:
    """A map from a log to rulings. Empty fields leave it to what names say.

    `columns`: our word (case, activity, time, role, person, id, lifecycle, and the plain table's
    own) → the log's column or attribute. `outcomes`: activity → outcome; with any given, only those
    are rulings. `steps`: activity or role → step. `people`: the log's person → e-mail address.
    `facts`: numbers that may condition a limit, besides those named as amounts.
    """

    matter: str | None = None
    timezone: str = "UTC"
    columns: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    submitted: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    askers: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    steps: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()

    def activity(self, name: str) -> Activity:
        """Return what the name says, corrected by what the map says of it."""
        read = read_activity(name)
        if self.outcomes:
            read = replace(read, outcome=self.outcomes.get(name))
        if name in self.submitted:
            read = replace(read, submits=True)
        if name in self.stopped:
            read = replace(read, stops=True)
        return read

    def is_unknown(self, role: str | None) -> bool:
        return is_unknown(role) or role in self.unknown

    def may_condition(self, fact: str) -> bool:
        """Tell whether a limit may be set on this fact: an amount, or one the map allows.

        Who asked, who ruled and what a person is are never read as facts (DESIGN §7).
        """
        if fact in self.facts:
            return True
        name = fact.casefold()
        return any(word in name for word in AMOUNT_WORDS) and "type" not in name
