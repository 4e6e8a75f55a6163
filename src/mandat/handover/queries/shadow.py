"""Shadowing: cases to answer, and how answers and rulings came out. Each sees their own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mandat.handover import models
from mandat.handover.queries.cases import CaseFacts, cases_by_id, undecided
from mandat.handover.rules import looking
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView

UNDECIDED = ("open", "returned")
MOST_AT_ONCE = 3
"""As many hand-overs as one is reminded of at a time."""


@dataclass(frozen=True)
class ShadowPage:
    """What one person sees of a shadowing. `is_giver` decides which question is asked."""

    handover: UUID
    is_giver: bool
    notes: bool
    """The reader notes "needed me or not": a giver who would remove the stage."""
    until: datetime | None
    to_answer: tuple[CaseFacts, ...]
    agreement: looking.Agreement
    differing: tuple[CaseFacts, ...]
    shares: bool
    others: tuple[tuple[PersonView, looking.Agreement], ...]
    """For the giver: the agreement with each receiver."""
    needed: int
    noted: int

    @property
    def asks(self) -> bool:
        """Whether the reader is asked about cases at all."""
        return self.notes or not self.is_giver

    @property
    def begun(self) -> bool:
        """Whether the reader has answered or noted something already."""
        mine = self.agreement.compared + self.agreement.undecided
        return bool(self.noted if self.notes else mine)


@dataclass(frozen=True)
class Beside:
    """A shadowing in which cases wait for a person's answer, or for their note."""

    handover: UUID
    matter_name: Names
    owner: PersonView
    notes: bool
    cases: int


def ends_of(row: models.Handover) -> datetime | None:
    """Return when the shadowing ends; None where its beginning is not known."""
    period = models.ShadowPeriod.objects.filter(handover=row).first()
    return looking.shadowing_ends(period.since if period else None)


def cases_to_answer(row: models.Handover, person: UUID) -> tuple[CaseFacts, ...]:
    """Return undecided cases, put before shadowing ends, that the person has not answered yet."""
    answers = models.ShadowAnswer.objects.filter(handover=row, person=person)
    notes = models.NeededNote.objects.filter(handover=row, person=person)
    done = {*answers.values_list("case", flat=True), *notes.values_list("case", flat=True)}
    until = ends_of(row)
    return tuple(
        c
        for c in undecided(row, person)
        if c.id not in done and (until is None or c.put_at < until)
    )


def pairs_of(
    row: models.Handover, people: Collection[UUID]
) -> dict[UUID, tuple[looking.ShadowPair, ...]]:
    """Return each receiver's answers beside what was ruled first after them; three queries.

    A case that ended without a ruling is left out: there is nothing to compare with.
    """
    answers = models.ShadowAnswer.objects.filter(handover=row, person__in=people).order_by("pk")
    listed = tuple(answers.values_list("person", "case", "says", "at"))
    cases = {case for _, case, _, _ in listed}
    rulings = _rulings(row, cases)
    open_now = set(
        row.matter.cases.filter(uuid__in=cases, state__in=UNDECIDED).values_list("uuid", flat=True)
    )
    found: dict[UUID, list[looking.ShadowPair]] = {person: [] for person in people}
    for person, case, says, at in listed:
        ruled = looking.first_after(at, rulings.get(case, ()))
        if ruled is not None or case in open_now:
            found[person].append(looking.ShadowPair(case, says, ruled))  # type: ignore[arg-type]  # as below
    return {person: tuple(pairs) for person, pairs in found.items()}


def _rulings(
    row: models.Handover, cases: Collection[UUID]
) -> Mapping[UUID, list[tuple[datetime, looking.Ruled]]]:
    found: dict[UUID, list[tuple[datetime, looking.Ruled]]] = {}
    rows = row.stage.rulings.filter(case__uuid__in=cases).order_by("at", "pk")
    for case, at, outcome in rows.values_list("case__uuid", "at", "outcome"):
        found.setdefault(case, []).append((at, outcome))  # type: ignore[arg-type]  # the rules' own
    return found


def shadow_page(row: models.Handover, reader: UUID, givers: frozenset[UUID]) -> ShadowPage:
    """Return what the reader may see: their own, and for a giver each receiver's beside it."""
    is_giver = reader in givers
    shares, declined = _invited(row)
    who = _who_answered(row) - givers - declined if is_giver else set[UUID]()
    pairs = pairs_of(row, who | {reader})
    mine = looking.agreement(pairs[reader])
    known = cases_by_id(row, set(mine.differing))
    others = tuple((view, looking.agreement(pairs[view.id])) for view in power.people(who).values())
    needed, noted = notes_of(row)
    notes = is_giver and row.kind == "remove"
    return ShadowPage(
        row.uuid,
        is_giver,
        notes,
        ends_of(row),
        cases_to_answer(row, reader) if notes or not is_giver else (),
        mine,
        tuple(known[c] for c in mine.differing if c in known),
        reader in shares,
        others,
        needed if is_giver else 0,
        noted if is_giver else 0,
    )


def _invited(row: models.Handover) -> tuple[set[UUID], set[UUID]]:
    """Return who lets the agreement be shown, and who stands aside."""
    rows = tuple(row.invitations.values_list("person", "shares_agreement", "declined_at"))
    declined = {person for person, _, at in rows if at is not None}
    return {person for person, shares, _ in rows if shares} - declined, declined


def _who_answered(row: models.Handover) -> set[UUID]:
    return set(row.shadow_answers.values_list("person", flat=True))


def shown_in_grounds(row: models.Handover, givers: frozenset[UUID]) -> looking.Agreement | None:
    """Return the agreement of those receivers who, as the giver, let it be shown; else None."""
    shares, _ = _invited(row)
    if not shares & givers:
        return None
    pairs = pairs_of(row, (_who_answered(row) - givers) & shares)
    found = looking.agreement(pair for some in pairs.values() for pair in some)
    return found if found.compared else None


def notes_of(row: models.Handover) -> tuple[int, int]:
    """Return how often the giver noted "needed me", and how many notes there are."""
    notes = list(row.needed_notes.values_list("needed", flat=True))
    return sum(notes), len(notes)


# --- reminders ----------------------------------------------------------------------------------


def waits_beside(person: UUID) -> tuple[Beside, ...]:
    """Return the shadowings in which cases wait for a person; at most three, newest first.

    Receivers answer; of givers only those who would remove the stage note anything.
    """
    rows = _shadowing_of(person).select_related(
        "matter", "stage", "source_mandate", "owner", "shadow_period"
    )
    found = (_beside(row, person) for row in rows.order_by("-number")[:MOST_AT_ONCE])
    return tuple(one for one in found if one.cases)


def _beside(row: models.Handover, person: UUID) -> Beside:
    part = row.invitations.filter(person=person).values_list("part", flat=True).first()
    asked = part == "receiver" or (part == "giver" and row.kind == "remove")
    cases = len(cases_to_answer(row, person)) if asked else 0
    owner = PersonView(row.owner.uuid, row.owner.name)
    return Beside(row.uuid, row.matter.name, owner, part == "giver", cases)


def note_asked(person: UUID, case: UUID) -> UUID | None:
    """Return the removal for which a giver may note, before ruling, if a case needed them."""
    rows = _shadowing_of(person).filter(kind="remove", stage__cases__uuid=case)
    for row in rows.select_related("matter", "stage", "source_mandate"):
        giver = row.invitations.filter(person=person, part="giver").exists()
        if giver and case in {c.id for c in cases_to_answer(row, person)}:
            return row.uuid
    return None


def _shadowing_of(person: UUID) -> QuerySet[models.Handover]:
    asked = models.Invitation.objects.filter(person=person, declined_at=None)
    return models.Handover.objects.filter(state="shadowing", invitations__in=asked)
