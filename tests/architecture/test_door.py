"""Outside `record`, nothing writes in bulk or in SQL: a recorded row changes through the door."""

import pytest
from django.apps import apps

from mandat.record.models import Guarded
from tests.architecture.sources import SOURCE, place, python_files
from tests.architecture.writes import without_allowed, writes_round_the_door

NOT_RECORDED = {
    "Invitation": "who was asked for a view, and declined or not, is private and nobody's power",
    "Letter": "a mail is no power; claiming one must be one step, so that two workers send it once",
    "Notice": "what a person is told follows from the record, and is no part of it",
    "OneTap": "using a link up must be one step, so that it is used once",
    "PastRuling": "evidence from elsewhere, not power",
    "PracticeCase": "a past case made coarse, to practise on; it decides nothing",
    "PracticeTurn": "which cases a set holds, and what one said for practice",
}
"""Tables that may be written in bulk, and why. None of them may be a recorded table."""

BAD = (
    "Mandate.objects.filter(pk=1).update(until=None)",
    "rows.update(until=None)",
    "mandate.children.all().update(**values)",
    "models.Mandate.objects.update(until=None)",
    "Mandate.objects.bulk_create(rows)",
    "Mandate._base_manager.bulk_update(rows, ['until'])",
    "Mandate.objects.raw('select 1')",
    "Mandate.objects.extra(where=['1=1'])",
    "connection.cursor()",
    "connections['default'].cursor().execute('update mandat_mandate set until = null')",
    "Mandate.objects.annotate(x=RawSQL('1', ()))",
)
GOOD = (
    "facts.update(other)",
    "facts.update({'a': 1}, b=2)",
    "digest.update(b'bytes')",
    "Mandate.objects.filter(pk=1).values('pk')",
    "door.append('mandate.ended', of=key, data=data)",
    "pool.map(work, rows)",
)


@pytest.mark.parametrize("source", BAD)
def test_a_write_round_the_door_is_found(source: str) -> None:
    assert list(writes_round_the_door(source))


@pytest.mark.parametrize("source", GOOD)
def test_other_code_is_left_alone(source: str) -> None:
    assert list(writes_round_the_door(source)) == []


def test_a_table_may_be_allowed_by_name() -> None:
    source = "PastRuling.objects.bulk_create(rows)\nMandate.objects.bulk_create(rows)"
    left = without_allowed(writes_round_the_door(source), {"PastRuling": "not recorded"})
    assert [write.table for write in left] == ["Mandate"]


def test_only_the_record_writes_in_bulk() -> None:
    found = [
        f"{place(file, write.line)} {write.what} {write.table}"
        for file in python_files()
        if not file.is_relative_to(SOURCE / "record")
        for write in without_allowed(writes_round_the_door(file.read_text()), NOT_RECORDED)
    ]
    assert found == []


def test_what_may_be_written_in_bulk_is_not_recorded() -> None:
    tables = {model.__name__: model for model in apps.get_app_config("mandat").get_models()}
    assert [name for name in NOT_RECORDED if name not in tables] == []
    assert [name for name in NOT_RECORDED if issubclass(tables[name], Guarded)] == []
