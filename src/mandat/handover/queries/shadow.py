"""Shadowing: cases to answer, and how answers and rulings came out. Each sees their own."""

from dataclasses import dataclass
from uuid import UUID

from mandat.handover import models
from mandat.handover.queries.cases import CaseFacts, cases_by_id, undecided
from mandat.handover.rules import looking
from mandat.power import queries as power
from mandat.power.queries import PersonView


@dataclass(frozen=True)
class ShadowPage:
    """What one person sees of a shadowing. `is_giver` decides which question is asked."""

    handover: UUID
    is_giver: bool
    to_answer: tuple[CaseFacts, ...]
    agreement: looking.Agreement
    differing: tuple[CaseFacts, ...]
    shares: bool
    others: tuple[tuple[PersonView, looking.Agreement], ...]
    """For the giver: the agreement with each receiver."""
    needed: int
    noted: int


def cases_to_answer(row: models.Handover, person: UUID) -> tuple[CaseFacts, ...]:
    """Return undecided cases the person has not answered yet."""
    answers = models.ShadowAnswer.objects.filter(handover=row, person=person)
    notes = models.NeededNote.objects.filter(handover=row, person=person)
    done = {*answers.values_list("case", flat=True), *notes.values_list("case", flat=True)}
    return tuple(c for c in undecided(row, person) if c.id not in done)


def pairs_of(row: models.Handover, person: UUID) -> tuple[looking.ShadowPair, ...]:
    """Return a receiver's answers beside what was ruled."""
    answers = dict(
        models.ShadowAnswer.objects.filter(handover=row, person=person).values_list(
            "case", "says_yes"
        )
    )
    ruled = cases_by_id(row, set(answers))
    return tuple(
        looking.ShadowPair(case, would_say_yes=says, ruled=ruled[case][1])  # type: ignore[arg-type]
        for case, says in answers.items()
        if case in ruled
    )


def shadow_page(row: models.Handover, reader: UUID, givers: frozenset[UUID]) -> ShadowPage:
    """Return what the reader may see: their own, and for a giver each receiver's beside it."""
    is_giver = reader in givers
    mine = looking.agreement(pairs_of(row, reader))
    known = cases_by_id(row, set(mine.differing))
    shares = dict(row.invitations.values_list("person", "shares_agreement"))
    others: tuple[tuple[PersonView, looking.Agreement], ...] = ()
    if is_giver:
        who = set(row.shadow_answers.values_list("person", flat=True)) - {reader}
        others = tuple(
            (view, looking.agreement(pairs_of(row, view.id))) for view in power.people(who).values()
        )
    notes = list(row.needed_notes.values_list("needed", flat=True))
    return ShadowPage(
        row.uuid,
        is_giver,
        cases_to_answer(row, reader),
        mine,
        tuple(known[c][0] for c in mine.differing if c in known),
        bool(shares.get(reader)),
        others,
        sum(notes),
        len(notes),
    )


def shown_in_grounds(row: models.Handover, givers: frozenset[UUID]) -> looking.Agreement | None:
    """Return the agreement of those receivers who, as the giver, let it be shown; else None."""
    shares = dict(row.invitations.values_list("person", "shares_agreement"))
    if not any(shares.get(g) for g in givers):
        return None
    who = set(row.shadow_answers.values_list("person", flat=True)) - givers
    pairs = [p for person in who if shares.get(person) for p in pairs_of(row, person)]
    found = looking.agreement(pairs)
    return found if found.compared else None


def notes_of(row: models.Handover) -> tuple[int, int]:
    """Return how often the giver noted "needed me", and how many notes there are."""
    notes = list(row.needed_notes.values_list("needed", flat=True))
    return sum(notes), len(notes)
