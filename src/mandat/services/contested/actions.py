"""Asking whether somebody is too close to a case, and deciding it."""

from datetime import datetime
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import actions as power_actions
from mandat.power import queries as power
from mandat.record.actions import writing
from mandat.services.contested.queries import deciders
from mandat.services.queries import case_page
from mandat.services.rules import LONGEST_WORDS


def ask_about(actor: UUID, *, case: UUID, person: UUID | None, words: str, at: datetime) -> UUID:
    """Ask if somebody whom a case waits for is too close to it. Until decided they step aside."""
    words = _checked(words, "words")
    with writing(by=None, at=at) as door:
        page = case_page(actor, case, at)
        if page is None or person not in {p.id for p in page.may_ask_about}:
            raise BadInputError(Refusal("power.challenge_unknown", {"rule": 20}, "person"))
        return power_actions.raise_challenge(
            door, person=person, case=case, matter=page.matter, raised_by=actor, words=words
        )


def decide(actor: UUID, *, challenge: UUID, upheld: bool, reason: str, at: datetime) -> None:
    """Decide whether they step aside, with a reason that those it concerns read."""
    reason = _checked(reason, "reason")
    with writing(by=None, at=at) as door:
        found = power.challenge(challenge)
        if found is None or actor not in deciders(found, at):
            raise RefusedError(Refusal("power.challenge_not_yours", {"rule": 20}))
        if found.upheld is not None:
            raise RefusedError(Refusal("power.challenge_decided", {"rule": 20}))
        power_actions.decide_challenge(
            door, challenge=challenge, upheld=upheld, decided_by=actor, reason=reason
        )


def _checked(text: str, field: str) -> str:
    text = text.strip()
    if not text:
        raise BadInputError(Refusal("power.challenge_reason", field=field))
    if len(text) > LONGEST_WORDS:
        raise BadInputError(Refusal("services.too_long", {"most": LONGEST_WORDS}, field=field))
    return text
