"""Making past cases into cases to practise on, once a month for each matter."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.moments import month_begins
from mandat.common.switches import is_on
from mandat.evidence.queries import ended
from mandat.growth.practice.models import PracticeCase, PracticeFill, PracticeStage
from mandat.growth.practice.rules import agreement, anonymous
from mandat.growth.practice.rules.shown import cell_key, shown_to_json
from mandat.power.queries import MatterView
from mandat.services.queries import decided

LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
MOST_CASES = 5_000
"""As many of a matter's latest cases as are looked through at a time."""
MOST_IMPORTED = 20_000
"""As many of a matter's imported rulings."""


def fill(matter: MatterView, at: datetime) -> None:
    """Look through the months that have ended, unless that is done; blocks made stay as they are.

    Months, so that a case does not turn up the day after it was decided.
    """
    until = month_begins(at)
    if PracticeFill.objects.filter(matter=matter.id, until__gte=until).exists():
        return
    with transaction.atomic():
        done = PracticeFill.objects.select_for_update()
        row, _ = done.get_or_create(matter=matter.id, defaults={"until": LONG_AGO})
        if row.until >= until:
            return
        found = tuple(_decided(matter, until))
        for stage in matter.stages:
            _fill_stage(matter, stage.id, [c for c in found if c.stage == stage.id], until)
        row.until = until
        row.save()


def _decided(matter: MatterView, until: datetime) -> Iterator[anonymous.Decided]:
    for case in decided.ruled_cases(matter.id, until, MOST_CASES):
        yield anonymous.Decided(
            str(case.case),
            case.stage,
            case.ended,
            anonymous.ruled_as(case.outcomes),
            case.facts,
            frozenset({case.asker, case.for_whom}),
            case.ruler,
        )
    for past in ended.past_cases(matter.id, matter.facts, until, MOST_IMPORTED):
        yield anonymous.Decided(
            ended.identity(past.log, past.case),
            past.stage,
            past.last_at,
            anonymous.ruled_as(past.outcomes),
            past.facts,
            ruler=past.ruler,
            origin=past.log,
        )


def _fill_stage(
    matter: MatterView, stage: UUID, cases: Sequence[anonymous.Decided], until: datetime
) -> None:
    here = PracticeCase.objects.filter(stage=stage)
    known = set(here.values_list("of", flat=True))
    new = [c for c in cases if c.id not in known]
    made = anonymous.blocks(matter.facts, new, until)
    PracticeCase.objects.bulk_create(
        row for block in made for row in _rows(matter.id, stage, block)
    )
    cells = dict(here.values_list("of", "cell"))
    _note_agreement(stage, [(cells[c.id], c) for c in cases if c.id in cells])


def _rows(matter: UUID, stage: UUID, block: anonymous.Block) -> Iterator[PracticeCase]:
    number, key, shown = new_id(), cell_key(block.shown), shown_to_json(block.shown)
    for case in block.cases:
        yield PracticeCase(
            matter=matter,
            stage=stage,
            of=case.id,
            block=number,
            cell=key,
            shown=shown,
            ruled=case.ruled,
        )


def _note_agreement(stage: UUID, cases: Sequence[tuple[str, anonymous.Decided]]) -> None:
    """Keep how alike those rule who rule, as one figure; none where it is switched off."""
    counted = cases if is_on("ruled_alike") else ()
    among = agreement.among_rulers(
        (cell, case.ruler, anonymous.ALIKE[case.ruled])
        for cell, case in counted
        if case.ruler is not None
    )
    row = PracticeStage.objects.filter(stage=stage).first() or PracticeStage(stage=stage)
    row.share, row.low, row.high = (among.share, among.low, among.high) if among else (None,) * 3
    row.rulers, row.rulings = (among.rulers, among.rulings) if among else (0, 0)
    row.save()
