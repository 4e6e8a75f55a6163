"""From a draft to a round: hearing, shadowing, asking for consent."""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, taken
from mandat.handover import models
from mandat.handover.actions.committing import answer_commitments
from mandat.handover.actions.drafts import own_draft
from mandat.handover.actions.enacting import enact, load
from mandat.handover.actions.voicing import speak
from mandat.handover.queries.around import subject_of, terms_from
from mandat.handover.queries.cases import recent_askers
from mandat.handover.queries.commitments import makers_of, touching
from mandat.handover.rules import bounds, looking, machine, values
from mandat.power import queries as power
from mandat.power.rules import limits_from_json
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json


def open_hearing(actor: UUID, *, draft: UUID, at: datetime) -> None:
    """Ask those who would receive it, and a few of those it touches, how they see it."""
    with writing(by=actor, at=at) as door:
        value, subject = _draft_value(actor, draft, at)
        step = taken(machine.open_hearing(value, subject, actor, at))
        _open(door, own_draft(actor, draft), step.handover, at)


def start_shadowing(actor: UUID, *, draft: UUID, at: datetime) -> None:
    """Let the receivers answer real cases beside the giver, who still decides."""
    with writing(by=actor, at=at) as door:
        row = models.Handover.objects.filter(uuid=draft).first()
        if row is None:
            value, subject = _draft_value(actor, draft, at)
            step = taken(machine.start_shadowing(value, subject, actor, at))
            _open(door, own_draft(actor, draft), step.handover, at)
        else:
            scene = load(draft, at)
            step = taken(machine.start_shadowing(scene.value, scene.subject, actor, at))
            enact(door, scene, step)
            door.flush()
        opened = models.Handover.objects.get(uuid=draft)
        models.ShadowPeriod.objects.create(handover=opened, since=at)


def ask_consent(actor: UUID, *, draft: UUID, at: datetime, grounds: looking.Grounds) -> None:
    """Send the proposal. Sending it is the actor's own yes, which the page says in those words.

    `grounds`: the frozen figures it rests on, from evidence and shadowing. Every commitment it
    touches must have its answer among the draft's choices.
    """
    with writing(by=actor, at=at) as door:
        row = own_draft(actor, draft)
        if row.sent_at is not None:
            raise RefusedError(Refusal("handover.already_sent"))
        opened = models.Handover.objects.filter(uuid=draft).exists()
        value, subject = _draft_value(actor, draft, at)
        if opened:
            value = load(draft, at).value
        terms = terms_from(row.choices)
        if terms.previous is not None:
            _check_wider(terms, actor, at)
        must = touching(terms, at)
        subject = replace(subject, commitments=must)
        step = taken(machine.ask_consent(value, terms, subject, actor, at))
        if not opened:
            _open(door, row, step.handover, at)
        grounds = _with_commitments(grounds, terms, must)
        door.append("handover.proposed", of=draft, **_proposed(row, terms, grounds, at))
        answer_commitments(door, handover=draft, round_=1, must=must, answers=terms.answers)
        door.flush()
        _invite(models.Handover.objects.get(uuid=draft), at, _also(row, terms, must))
        row.sent_at = row.saved_at = at
        row.save()
        speak(door, draft, values.Voice(new_id(), actor, "giver", "consent", at), at)


def _with_commitments(
    grounds: looking.Grounds, terms: values.Terms, must: frozenset[UUID]
) -> looking.Grounds:
    """Freeze with the grounds which commitments it touches, and how it stands with each."""
    named = tuple(
        {"commitment": str(a.commitment), "stance": a.stance}
        for a in terms.answers
        if a.commitment in must
    )
    return replace(grounds, commitments=named)


def _also(row: models.HandoverDraft, terms: values.Terms, must: frozenset[UUID]) -> frozenset[UUID]:
    """Return whom the giver chose besides, and who made a commitment that would be changed."""
    changed = {a.commitment for a in terms.answers if a.stance == "changed"} & must
    chosen = frozenset(UUID(person) for person in row.choices.get("also", ()))
    return chosen | makers_of(changed)


def _check_wider(terms: values.Terms, actor: UUID, at: datetime) -> None:
    previous = load(terms.previous, at).value if terms.previous else None
    matter = power.matter(terms.matter)
    if previous is None or matter is None:
        return
    new, old = (limits_from_json(matter.facts, t.limits) for t in (terms, previous.terms))
    taken(
        machine.widen_handover(
            previous, previous.uuid, terms, actor, wider=bounds.wider(new, old), at=at
        )
    )


def _draft_value(actor: UUID, draft: UUID, at: datetime) -> tuple[values.Handover, values.Subject]:
    row = own_draft(actor, draft)
    terms = terms_from(row.choices)
    org = power.load_slice(terms.matter, ())
    if actor not in org.users(org.by_id[terms.source_mandate], at):
        raise RefusedError(Refusal("handover.not_your_mandate", field="mandate"))
    return values.Handover(draft, actor, terms), subject_of(terms, org, at)


def _own_words(row: models.HandoverDraft) -> dict[str, Any]:
    return {
        "reason": str(row.choices.get("reason", "")),
        "conditions": dict(row.choices.get("conditions", {})),
    }


def _open(door: Door, draft: models.HandoverDraft, value: values.Handover, at: datetime) -> None:
    terms = value.terms
    most = models.Handover.objects.aggregate(most=Max("number"))["most"] or 0
    door.append(
        "handover.opened",
        of=value.uuid,
        data={
            "number": most + 1,
            "kind": terms.kind,
            "matter": str(terms.matter),
            "stage": str(terms.stage),
            "source_mandate": str(terms.source_mandate),
            "to_person": _text(terms.to_person),
            "to_role": _text(terms.to_role),
            "limits": [dict(limit) for limit in terms.limits],
            "safeguards": [dict[str, Json](s.as_json()) for s in terms.safeguards],
            "trial_days": terms.trial_days,
            "check_share": terms.check_share,
            "previous": _text(terms.previous),
            "owner": str(value.owner),
            "opened_at": stamp(at),
            "state": value.state,
            "round": value.round,
        },
        personal=_own_words(draft),
    )
    door.flush()
    _invite(models.Handover.objects.get(uuid=value.uuid), at)


def _proposed(
    draft: models.HandoverDraft, terms: values.Terms, grounds: looking.Grounds, at: datetime
) -> dict[str, Any]:
    data = {
        "kind": terms.kind,
        "to_person": _text(terms.to_person),
        "to_role": _text(terms.to_role),
        "limits": [dict(limit) for limit in terms.limits],
        "safeguards": [dict[str, Json](s.as_json()) for s in terms.safeguards],
        "trial_days": terms.trial_days,
        "check_share": terms.check_share,
        "grounds": grounds.as_json(),
        "asked_at": stamp(at),
        "state": "consent",
    }
    return {"data": data, "personal": _own_words(draft)}


def _text(uuid: UUID | None) -> str | None:
    return None if uuid is None else str(uuid)


def _invite(row: models.Handover, at: datetime, also: frozenset[UUID] = frozenset()) -> None:
    """Ask everyone who has a say, once each; of those it touches a few drawn at random.

    `also`: whom the giver chose besides, for the union and for safety.
    """
    parties = load(row.uuid, at).parties
    asked = set(row.invitations.values_list("person", flat=True))
    new: dict[UUID, values.Part] = dict.fromkeys(parties.receivers, "receiver")
    new |= dict.fromkeys(parties.givers, "giver")
    if not row.invitations.filter(part="touched").exists():
        others = recent_askers(row, at) - parties.givers - parties.receivers
        drawn = looking.sample(secrets.token_bytes(32), others, values.SAMPLE)
        new |= dict.fromkeys(drawn, "touched")
    new |= dict.fromkeys(also - parties.givers - parties.receivers, "touched")
    models.Invitation.objects.bulk_create(
        models.Invitation(handover=row, person=person, part=part, at=at)
        for person, part in new.items()
        if person not in asked
    )
