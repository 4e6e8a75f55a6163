"""A mandate that was given is taken on, declined, handed back, or taken up again (rule 10).

None of it needs a reason, and none has a consequence. A no is told to whoever gave the mandate
and to nobody else, so a no before any yes is not in the record at all.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError
from mandat.power import models
from mandat.power.queries.mandates import in_force
from mandat.record.actions import writing
from mandat.record.codec import stamp


def accept_mandate(actor: UUID, *, mandate: UUID, at: datetime) -> None:
    """Say yes to using a mandate that waits for it."""
    with writing(by=actor, at=at) as door:
        row = _held(actor, mandate, at)
        if not row.by_acceptance:
            raise RefusedError(Refusal("power.not_asked"))
        if _acceptances(row, actor, at).exists():
            return
        data = {"mandate": str(mandate), "person": str(actor), "since": stamp(at), "until": None}
        door.append("acceptance.given", of=new_id(), data=data)
        models.Declined.objects.filter(mandate=row, person__uuid=actor).delete()


def decline_mandate(actor: UUID, *, mandate: UUID, at: datetime) -> None:
    """Say no to a mandate that waits for a yes."""
    with writing(by=actor, at=at):
        row = _held(actor, mandate, at)
        if not row.by_acceptance or _acceptances(row, actor, at).exists():
            raise RefusedError(Refusal("power.not_asked"))
        person = models.Person.objects.get(uuid=actor)
        models.Declined.objects.get_or_create(mandate=row, person=person, defaults={"at": at})


def hand_back_mandate(actor: UUID, *, mandate: UUID, at: datetime) -> None:
    """Leave a mandate unused from now on. Rulings made stand, and others go on using it."""
    row = _held(actor, mandate, at)
    with writing(by=actor if row.by_acceptance else None, at=at) as door:
        if row.by_acceptance:
            for of in _acceptances(row, actor, at).values_list("uuid", flat=True):
                door.append("acceptance.ended", of=of, data={"until": stamp(at)})
        elif not _handed_back(row, actor, at).exists():
            data = {"mandate": str(mandate), "since": stamp(at), "until": None}
            door.append(
                "mandate.handed_back", of=new_id(), data=data, personal={"person": str(actor)}
            )


def take_up_mandate(actor: UUID, *, mandate: UUID, at: datetime) -> None:
    """Use a mandate of one's role again after having handed it back."""
    row = _held(actor, mandate, at)
    with writing(by=None, at=at) as door:
        for of in _handed_back(row, actor, at).values_list("uuid", flat=True):
            door.append("mandate.taken_up", of=of, data={"until": stamp(at)})


def _held(actor: UUID, mandate: UUID, at: datetime) -> models.Mandate:
    """Return a mandate in force that the actor or a role of theirs holds, from no hand-over.

    What came with a hand-over is answered there.
    """
    related = ("person", "role", "while_role")
    row = models.Mandate.objects.select_related(*related).filter(in_force(at), uuid=mandate).first()
    if row is None or row.handover is not None:
        raise RefusedError(Refusal("power.not_held", {"rule": 10}))
    role = row.role or row.while_role
    holds = (
        role is None
        or models.Holding.objects.filter(in_force(at), role=role, person__uuid=actor).exists()
    )
    if not holds or (row.person is not None and row.person.uuid != actor):
        raise RefusedError(Refusal("power.not_held", {"rule": 10}))
    return row


def _acceptances(row: models.Mandate, actor: UUID, at: datetime) -> QuerySet[models.Acceptance]:
    return models.Acceptance.objects.filter(in_force(at), mandate=row, person__uuid=actor)


def _handed_back(row: models.Mandate, actor: UUID, at: datetime) -> QuerySet[models.HandedBack]:
    return models.HandedBack.objects.filter(in_force(at), mandate=row, person__uuid=actor)
