"""Conflict of interest: declared, asked about, or found in what a case says (rule 20)."""

from uuid import UUID

from mandat.power.rules.organisation import Slice, holds_now
from mandat.power.rules.question import Question


def in_conflict(org: Slice, person: UUID, question: Question) -> bool:
    """Tell whether someone is too close to this case to decide it."""
    return _declared(org, person, question) or _supervises_own(org, person, question)


def _declared(org: Slice, person: UUID, question: Question) -> bool:
    """Tell whether it has been said: of people, of a counterparty, or of this very case."""
    concerned = (question.asker, question.for_whom)
    other_side = same_words(str(question.facts.get(org.matter.counterparty, "")))
    return any(
        c.person == person
        and holds_now(c, question.at)
        and (
            c.about in concerned
            or (c.case is not None and c.case == question.case)
            or (bool(c.counterparty) and same_words(c.counterparty) == other_side)
        )
        for c in org.conflicts
    )


def _supervises_own(org: Slice, person: UUID, question: Question) -> bool:
    """Tell whether the case is supervision of a circle in which the person holds a role."""
    named = question.facts.get(org.matter.supervised) if org.matter.supervised else None
    circle = org.circle_keys.get(str(named)) if named is not None else None
    if circle is None:
        return False
    return any(org.lies_in(home, circle) for home in org.circles_of(person, question.at))


def same_words(text: str) -> str:
    """Return a name as it is compared: small letters, single spaces."""
    return " ".join(text.split()).casefold()
