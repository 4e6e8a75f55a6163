"""Reads of practice: the texts, and how far oneself has come. Nobody reads anybody else's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from mandat.growth.practice import texts
from mandat.growth.practice.models import PathStep, RoundWalk
from mandat.growth.practice.queries.sets import CaseLine, Offer, offers, practice_lines
from mandat.growth.practice.rules import Path, Round


def _language() -> str:
    return (get_language() or "sv")[:2]


@dataclass(frozen=True)
class PathLine:
    """A learning path in a list, and how many of its parts oneself has walked."""

    path: Path
    walked: int

    @property
    def done(self) -> bool:
        """Whether every part is walked."""
        return self.walked >= len(self.path.steps)


@dataclass(frozen=True)
class RoundLine:
    """A scripted round in a list, and whether oneself has walked it."""

    round: Round
    walked: bool


@dataclass(frozen=True)
class PracticePage:
    """Everything there is to practise with."""

    paths: tuple[PathLine, ...]
    rounds: tuple[RoundLine, ...]
    cases: tuple[CaseLine, ...]
    offers: tuple[Offer, ...]
    """Mandates one is asked to receive, or has just received."""

    @property
    def anything_kept(self) -> bool:
        """Whether there is anything to erase."""
        walked = any(p.walked for p in self.paths) or any(r.walked for r in self.rounds)
        return walked or any(c.own or c.under_way for c in self.cases)


@dataclass(frozen=True)
class PathPage:
    """A learning path, the numbers of the parts one has walked, and the first one has not."""

    path: Path
    walked: frozenset[int]

    @property
    def next(self) -> int | None:
        """The first part not walked, counted from 1; None when all are."""
        numbers = range(1, len(self.path.steps) + 1)
        return next((n for n in numbers if n not in self.walked), None)


def practice_page(person: UUID, at: datetime) -> PracticePage:
    """Return the texts and one's own marks."""
    language = _language()
    parts: dict[str, set[int]] = {}
    for path, part in PathStep.objects.filter(person__uuid=person).values_list("path", "part"):
        parts.setdefault(path, set()).add(part)
    walked = set(RoundWalk.objects.filter(person__uuid=person).values_list("round", flat=True))
    return PracticePage(
        tuple(
            PathLine(path, len({n for n in parts.get(path.slug, ()) if n <= len(path.steps)}))
            for path in texts.paths(language)
        ),
        tuple(RoundLine(one, one.slug in walked) for one in texts.rounds(language)),
        practice_lines(person),
        offers(person, at),
    )


def path_page(person: UUID, slug: str) -> PathPage | None:
    """Return one learning path, or None if there is none of that name."""
    path = next((p for p in texts.paths(_language()) if p.slug == slug), None)
    if path is None:
        return None
    rows = PathStep.objects.filter(person__uuid=person, path=slug)
    return PathPage(path, frozenset(rows.values_list("part", flat=True)))


def round_named(slug: str) -> Round | None:
    """Return one scripted round, or None if there is none of that name."""
    return next((r for r in texts.rounds(_language()) if r.slug == slug), None)


def companion_guide() -> Path:
    """Return the guide for companions, in the reader's language."""
    return texts.guide(_language())
