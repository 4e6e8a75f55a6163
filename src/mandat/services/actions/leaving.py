"""One case leaves a mandate: handed back by a holder, or taken over by a giver, and told."""

from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.notices.actions import tell
from mandat.notices.rules import Due, Kind
from mandat.power import queries as power
from mandat.power.rules import Mandate
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.services import rules
from mandat.services.actions.shared import case_row, keep_secret, slice_for
from mandat.services.queries.shared import case_view
from mandat.services.rules import CaseView


def hand_back_case(actor: UUID, *, case: UUID, reason: str = "", at: datetime) -> None:
    """Hand one case back to whoever gave the mandate; the mandate itself stays (rule 10).

    It needs no reason. Where several share the mandate, the case leaves them all.
    """
    _check_words(reason, needed=False)
    with writing(by=actor, at=at) as door:
        row = case_row(case)
        keep_secret(door, row)
        view, org = case_view(row), slice_for(row, actor)
        mandate = rules.to_hand_back(org, view, actor, at)
        if mandate is None:
            raise RefusedError(Refusal("services.not_to_hand_back", {"rule": 10}))
        _leave(door, view, mandate, actor, ("handed_back", reason))


def take_over_case(actor: UUID, *, case: UUID, reason: str, at: datetime) -> None:
    """Take one case over from those it was given to, before it is decided (rule 12).

    They are told in the same moment, with the reason, and the ruling that follows is an act of its
    own: both stand in the record.
    """
    _check_words(reason, needed=True)
    with writing(by=actor, at=at) as door:
        row = case_row(case)
        keep_secret(door, row)
        view, org = case_view(row), slice_for(row, actor)
        mandate = rules.to_take_over(org, view, actor, at)
        if mandate is None:
            raise RefusedError(Refusal("services.not_to_take_over", {"rule": 12}))
        _, told = rules.waits_for(org, view, at)
        _leave(door, view, mandate, actor, ("taken_over", reason))
        _tell(view, told, at)


def _check_words(reason: str, *, needed: bool) -> None:
    if needed and not reason.strip():
        raise BadInputError(Refusal("services.missing_why", field="reason"))
    if len(reason) > rules.LONGEST_WORDS:
        most = {"most": rules.LONGEST_WORDS}
        raise BadInputError(Refusal("services.too_long", most, field="reason"))


def _leave(
    door: Door, case: CaseView, mandate: Mandate, actor: UUID, how_and_why: tuple[str, str]
) -> None:
    how, why = how_and_why
    door.append(
        "case.left",
        of=new_id(),
        data={
            "case": str(case.id),
            "mandate": str(mandate.id),
            "by": str(actor),
            "how": how,
            "at": stamp(door.at),
        },
        personal={"reason": why.strip()},
    )


def _tell(case: CaseView, people: tuple[UUID, ...], at: datetime) -> None:
    """Tell those who had the case, in the same transaction as it leaves them."""
    matter = power.matter(case.matter)
    secret = matter is None or bool(matter.secrecy)
    name = {} if matter is None or secret else matter.name
    key = f"{case.id}:{at:%Y%m%dT%H%M%S}"
    kind: Kind = "taken_over"
    dues = [
        Due(p, kind, key, case.id, f"/cases/{case.id}/", name, at, secret=secret) for p in people
    ]
    tell(dues, looked_at=(kind,), at=at)
