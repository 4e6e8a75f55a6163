"""What changes wait for. Nothing is asked of the database where the rules name no duty."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.duties.models import DutyStep, DutyVoice
from mandat.handover.duties.rules import DutyNow, Said, Voice, demanded, waiting
from mandat.power.rules import Duty, RuleBook

HANDOVER = frozenset({"handovers"})


def groups_of(changes: Iterable[object]) -> frozenset[str]:
    """Return the groups that the changes of a proposal belong to."""
    return frozenset(str(c.group) for c in changes)  # type: ignore[attr-defined]


def duties_now(
    changes: Mapping[UUID, Collection[str]], book: RuleBook
) -> dict[UUID, tuple[DutyNow, ...]]:
    """Return the duties of several changes as they stand: two queries, none without duties."""
    asked = {of: demanded(book.duties, groups) for of, groups in changes.items()}
    asked = {of: duties for of, duties in asked.items() if duties}
    if not asked:
        return {}
    said: dict[tuple[UUID, str], Said] = {}
    for row in DutyStep.objects.filter(of__in=asked).order_by("pk"):
        on = date.fromisoformat(row.on) if row.on else None
        said[row.of, row.duty] = Said(row.how, row.words, on, row.answers)  # type: ignore[arg-type]
    voices: dict[tuple[UUID, str], list[Voice]] = defaultdict(list)
    for heard in DutyVoice.objects.filter(of__in=asked).select_related("person").order_by("pk"):
        stance = heard.stance or None
        voices[heard.of, heard.duty].append(Voice(heard.person.uuid, stance))  # type: ignore[arg-type]
    return {
        of: tuple(
            DutyNow(d, said.get((of, d.key)), tuple(voices.get((of, d.key), ()))) for d in duties
        )
        for of, duties in asked.items()
    }


def wait_each(
    changes: Mapping[UUID, Collection[str]], book: RuleBook
) -> dict[UUID, tuple[Refusal, ...]]:
    """Return what keeps each of several changes from holding."""
    return {of: tuple(map(_waits, waiting(now))) for of, now in duties_now(changes, book).items()}


def duties_wait(of: UUID, groups: Collection[str], book: RuleBook) -> tuple[Refusal, ...]:
    """Return what keeps a change from holding: every duty that is not met yet."""
    return wait_each({of: groups}, book).get(of, ())


def _waits(duty: Duty) -> Refusal:
    name = json.dumps(dict(duty.name), ensure_ascii=False, sort_keys=True)
    return Refusal("duties.waits", {"duty": name, "ref": duty.ref})
