"""From rows to the values the rules work on: a hand-over, who stands round it, what it rests on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from mandat.handover import models
from mandat.handover.rules import bounds, looking, values
from mandat.handover.rules.commitments import Answer
from mandat.power import queries as power
from mandat.power.rules import (
    Mandate,
    Slice,
    circles_of_mandate,
    handed_on_too_far,
    limits_from_json,
    nearest_to,
)


def as_value(row: models.Handover) -> values.Handover:
    """Return the hand-over as the rules know it."""
    voices = row.voices.select_related("person").order_by("pk")
    adoptions = tuple(_adoption(a) for a in row.adoptions.select_related("circle").order_by("pk"))
    turned_down = any(a.round == row.round and not a.adopted for a in adoptions)
    keep = None
    if row.round > 1 and row.review_on and not turned_down:
        keep = values.Keep(row.review_on, "body" if row.way_back == "body" else "giver")
    return values.Handover(
        uuid=row.uuid,
        owner=row.owner.uuid,
        terms=terms_of(row),
        state=row.state,  # type: ignore[arg-type]  # only the rules' states are ever recorded
        round=row.round,
        opened_at=row.opened_at,
        voices=tuple(_voice(v) for v in voices),
        adoptions=adoptions,
        since=row.since,
        until=row.until,
        keep=keep,
        ended_at=row.ended_at,
    )


def terms_of(row: models.Handover) -> values.Terms:
    """Return what is proposed."""
    return values.Terms(
        kind="remove" if row.kind == "remove" else "move",
        matter=row.matter.uuid,
        stage=row.stage.uuid,
        source_mandate=row.source_mandate.uuid,
        to_person=row.to_person.uuid if row.to_person else None,
        to_role=row.to_role.uuid if row.to_role else None,
        limits=tuple(row.limits),
        safeguards=tuple(values.safeguard_from(s) for s in row.safeguards),
        trial_days=row.trial_days,
        check_share=row.check_share,
        previous=row.previous.uuid if row.previous else None,
    )


def _voice(row: models.Voice) -> values.Voice:
    return values.Voice(
        row.uuid,
        row.person.uuid,
        row.part,  # type: ignore[arg-type]  # as with the state
        row.kind,  # type: ignore[arg-type]
        row.at,
        row.round,
        row.words,
        row.safe_enough,
        row.settled,  # type: ignore[arg-type]
    )


def _adoption(row: models.Adoption) -> values.Adoption:
    return values.Adoption(
        row.circle.uuid,
        row.body,
        date.fromisoformat(row.on),
        row.paragraph,
        row.adopted,
        row.round,
    )


def terms_from(choices: Mapping[str, Any]) -> values.Terms:
    """Return the terms that a draft's choices amount to; what is not chosen yet has its default."""
    to_kind, _, to = str(choices.get("to", "")).partition(":")
    removing = choices.get("kind") == "remove"
    return values.Terms(
        kind="remove" if removing else "move",
        matter=UUID(choices["matter"]),
        stage=UUID(choices["stage"]),
        source_mandate=UUID(choices["mandate"]),
        to_person=UUID(to) if to_kind == "person" and not removing else None,
        to_role=UUID(to) if to_kind == "role" and not removing else None,
        limits=tuple(choices.get("limits", ())),
        safeguards=tuple(values.safeguard_from(s) for s in choices.get("safeguards", ())),
        trial_days=int(choices.get("trial_days", values.USUAL_TRIAL)),
        check_share=int(choices.get("check_share", 20)),
        previous=UUID(choices["previous"]) if choices.get("previous") else None,
        answers=tuple(
            Answer(UUID(commitment), given.get("stance", ""), given.get("words", ""))
            for commitment, given in choices.get("answers", {}).items()
        ),
    )


def parties_of(
    terms: values.Terms, org: Slice, at: datetime, row: models.Handover | None = None
) -> values.Parties:
    """Return who stands where at a time. Who declined is left out, whoever asks."""
    givers = frozenset(org.users(org.by_id[terms.source_mandate], at))
    receivers = _receivers(terms, org, at)
    touched: frozenset[UUID] = frozenset()
    if row is not None:
        asked = tuple(row.invitations.all())
        declined = {i.person for i in asked if i.declined_at is not None}
        receivers -= declined
        touched = frozenset(i.person for i in asked if i.part == "touched") - declined
    adopted_by = _adopted_by(terms.matter)
    adopters = (
        frozenset(p.id for r in power.roles_in(adopted_by, at) for p in r.holders)
        if adopted_by
        else frozenset[UUID]()
    )
    # Someone who gives cannot also be the one who receives, unless there is nobody else.
    return values.Parties(
        givers, (receivers - givers) or receivers, touched - givers - receivers, adopters
    )


def _receivers(terms: values.Terms, org: Slice, at: datetime) -> frozenset[UUID]:
    if terms.to_person is not None:
        return frozenset({terms.to_person})
    if terms.to_role is not None:
        return frozenset(power.holders_at(terms.to_role, at))
    if terms.kind == "move":
        return frozenset()
    left = stages_left(terms.stage, org, at)
    return frozenset(
        p
        for m in org.mandates
        if m.stage in left and m.holds_at(at) and _comes_by(terms, org, m, at)
        for p in org.users(m, at)
    )


def _comes_by(terms: values.Terms, org: Slice, mandate: Mandate, at: datetime) -> bool:
    """Tell whether cases that this mandate rules on come by the stage that is to be removed.

    Only those carry more when it goes. Where a mandate lies in no circle it may be any of them.
    """
    circles = circles_of_mandate(org, mandate, at)
    nearest = [nearest_to(org, circle, terms.stage, at) for circle in circles]
    return not circles or any(m is not None and m.id == terms.source_mandate for m in nearest)


def stages_left(stage: UUID, org: Slice, at: datetime) -> tuple[UUID, ...]:
    """Return the stages every case would still pass if this one were removed."""
    waived = {w.stage for w in org.waivers if w.until is None or at < w.until}
    return looking.remaining(
        stage, ((s.id, bool(s.condition), s.id in waived) for s in org.matter.stages)
    )


def subject_of(terms: values.Terms, org: Slice, at: datetime) -> values.Subject:
    """Return what holds of the matter and of the giver's mandate at a time."""
    matter = power.matter(terms.matter)
    if matter is None:
        raise LookupError(terms.matter)
    chain = org.chain(org.by_id[terms.source_mandate])
    limits = limits_from_json(matter.facts, terms.limits)
    return values.Subject(
        reserved=matter.reserved,
        too_far=matter.adopted_by is None and _too_far(terms, org, at),
        last_stage=not stages_left(terms.stage, org, at),
        source_holds=bool(chain) and all(link.holds_at(at) for link in chain),
        within_source=all(bounds.inside(limits, link.limits) for link in chain),
        adopted_by=matter.adopted_by,
        secret=bool(matter.secrecy),
        zone=timezone.get_default_timezone(),
    )


def _too_far(terms: values.Terms, org: Slice, at: datetime) -> bool:
    """Tell whether one step more from the giver's mandate would be too many (rule 3)."""
    source = org.by_id[terms.source_mandate]
    step = replace(source, id=terms.matter, source=source.id, source_decision="", onward=None)
    return handed_on_too_far((step, *org.chain(source)), org.book_at(at))


def _adopted_by(matter: UUID) -> UUID | None:
    found = power.matter(matter)
    return found.adopted_by if found else None
