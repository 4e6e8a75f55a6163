"""Questions of an organisation's own, and the totals that are made of what shows."""

import os
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from mandat.common.phrases import say
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.pulse import texts
from mandat.growth.pulse.actions import answer_pulse
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.queries import (
    organisation_pulse,
    pulse_indices,
    pulse_page,
    question_of,
    shown_as_index,
)
from mandat.growth.pulse.rules import (
    HME,
    OWN,
    ShownMonth,
    quarter_indices,
    read_instrument,
)
from mandat.growth.rules import Group, blurred, group_or_hidden
from mandat.web.pulse_words import label_text, part_text, question_text, question_texts
from tests.cast import DAY, NOW, an_id
from tests.rooms.services.cast import Services

AMIR = an_id("amir")
HEAD = """source = "Ekby kommun, 2026"
index = true
[labels]
sv = ["Inte alls", "Lite", "Så där", "Ganska", "Helt"]
[parts.one]
sv = "Först"
en = "First"
[parts.two]
sv = "Sedan"
"""


def items(count: int = 6) -> str:
    return "".join(
        f'[[item]]\nkey = "own-{n}"\npart = "{"one" if n % 2 else "two"}"\nsv = "Fråga {n}?"\n'
        for n in range(count)
    )


def wrong(text: str) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        read_instrument(text, file="pulse.toml")
    for refusal in caught.value.refusals:
        assert "pulse.toml" in say(refusal)
        assert "{" not in say(refusal)
    return [r.code.removeprefix("growth.pulse_file_") for r in caught.value.refusals]


def test_a_file_is_read_with_its_parts_and_labels() -> None:
    found = read_instrument(HEAD + items(), file="pulse.toml")
    assert found.index
    assert found.source == "Ekby kommun, 2026"
    assert found.by_part() == {
        "two": ("own-0", "own-2", "own-4"),
        "one": ("own-1", "own-3", "own-5"),
    }
    assert found.item("own-1") is not None
    assert found.labels == {"sv": ("Inte alls", "Lite", "Så där", "Ganska", "Helt")}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("source = ", ["not_toml"]),
        ("", ["source", "labels", "items"]),
        (HEAD + items(4), ["items"]),
        (HEAD + items(41), ["items"]),
        (HEAD.replace("true", "1") + items(), ["index"]),
        (HEAD.replace('"Helt"', '"Helt", "Mer"') + items(), ["labels"]),
        (HEAD.replace("sv = [", "de = [") + items(), ["labels"]),
        ("scale = 5\n" + HEAD + items(), ["unknown"]),
        (HEAD.replace('sv = "Sedan"', "") + items(), ["parts"] + ["part"] * 6),
        (HEAD + items().replace("own-1", "own-0"), ["key"]),
        (HEAD + items().replace("own-1", "Own 1"), ["key"]),
        (HEAD + items().replace("own-1", "autonomy"), ["ours"]),
        (HEAD + items().replace("Fråga 1?", ""), ["text"]),
        (HEAD + items().replace("Fråga 1?", "x" * 301), ["text"]),
        (HEAD + items().replace('sv = "Fråga 1?"', 'fr = "Un?"'), ["unknown", "text"]),
        (HEAD + items().replace('part = "one"', 'part = "three"', 1), ["part"]),
        (HEAD + items().replace('part = "one"\n', "", 1), ["part"]),
    ],
)
def test_what_is_wrong_with_a_file_is_told_all_at_once(text: str, codes: list[str]) -> None:
    assert wrong(text) == codes


def test_a_file_that_is_not_there_asks_nothing_and_check_says_so(
    settings: object, tmp_path: Path, services: Services
) -> None:
    from mandat.cli.check import _from_paths

    settings.PULSE_FILE = str(tmp_path / "pulse.toml")  # type: ignore[attr-defined]
    assert [r.code for r in texts.problems()] == ["growth.pulse_file_unreadable"]
    assert any("pulse.toml" in said for said in _from_paths())
    assert pulse_page(AMIR, NOW) is None
    with pytest.raises(RefusedError):
        answer_pulse(AMIR, value=3, at=NOW)
    (tmp_path / "pulse.toml").write_bytes(b"\xff")
    assert [r.code for r in texts.problems()] == ["growth.pulse_file_unreadable"]
    (tmp_path / "pulse.toml").write_bytes(b"#" * 100_001)
    assert [r.code for r in texts.problems()] == ["growth.pulse_file_too_large"]


def test_a_file_is_asked_from_and_read_again_when_it_changes(
    settings: object, tmp_path: Path, services: Services
) -> None:
    file = tmp_path / "pulse.toml"
    file.write_text(HEAD + items())
    settings.PULSE_FILE = str(file)  # type: ignore[attr-defined]
    question = question_of(AMIR, date(2026, 6, 1))
    assert question is not None
    assert question.startswith("own-")
    assert question_texts(question) == {
        "sv": f"Fråga {question[-1]}?",
        "en": f"Fråga {question[-1]}?",
    }
    assert (label_text(1), label_text(5)) == ("Inte alls", "Helt")
    assert (part_text("one"), part_text("")) == ("Först", "Totalt")
    assert shown_as_index(question)
    assert not shown_as_index("autonomy")
    file.write_text((HEAD + items()).replace("Fråga", "Säg"))
    os.utime(file, ns=(1, 1))
    assert question_text(question).startswith("Säg")


def test_ours_have_words_in_both_languages() -> None:
    for question in (*OWN.questions, *HME.questions):
        said = question_texts(question)
        assert said["sv"] != said["en"]
        assert question not in said.values()
    assert (label_text(1), label_text(5)) == ("Inget", "Allt")


# --- totals -------------------------------------------------------------------------------------

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


def shown(means: dict[str, float], month: date = JANUARY, count: int = 200) -> list[ShownMonth]:
    return [ShownMonth(month, question, Group(count, mean)) for question, mean in means.items()]


def test_the_total_is_the_published_one() -> None:
    """Enköping municipality, staff survey 2017: motivation 82, leadership 79, steering 84; HME 82.

    enkoping.se, "Medarbetarenkät" (the total is the mean of the three, 81.7). Single items are not
    published; any with these means of three do. Malmö and Kolada use the same rule.
    """
    index = {"motivation": 82, "leadership": 79, "steering": 84}
    spread = (-6, 0, 6)
    means = {
        question: 1 + (index[part] + off) / 25
        for part, questions in HME.by_part().items()
        for question, off in zip(questions, spread, strict=True)
    }
    (found,) = quarter_indices(shown(means), HME.by_part(), since=JANUARY, until=APRIL)
    assert {part.part: part.index for part in found.parts} == index
    assert found.total.index == 82
    assert (found.fewest, found.most) == (200, 200)


def test_no_total_without_every_question_or_before_the_quarter_is_over() -> None:
    parts = HME.by_part()
    means = dict.fromkeys(HME.questions, 4.0)
    whole = [*shown(means), *shown({"hme_goals": 2.0}, MARCH, count=10)]
    assert quarter_indices(whole, parts, since=JANUARY, until=MARCH) == ()
    assert quarter_indices(whole, parts, since=FEBRUARY, until=APRIL) == ()
    (found,) = quarter_indices(whole, parts, since=JANUARY, until=APRIL)
    assert found.quarter == JANUARY
    assert (found.fewest, found.most) == (200, 210)
    assert found.total.low < found.total.index < found.total.high
    missing = [one for one in whole if one.question != "hme_trust"]
    assert quarter_indices(missing, parts, since=JANUARY, until=APRIL) == ()


@pytest.mark.parametrize("people", [40, 150])
@pytest.mark.parametrize("alike", [0.0, 0.6, 1.0])
def test_the_total_lies_between_as_often_as_it_says_however_answers_hang_together(
    people: int, alike: float
) -> None:
    """Simulated thirteen weeks in which each answers one item a week, some items twice."""
    draw = random.Random(people)  # noqa: S311 - meant to be foretold
    held = 0
    rounds = 150
    for _ in range(rounds):
        answers: dict[tuple[date, str], list[int]] = {}
        for person in range(people):
            leaning = draw.gauss(0, 1)
            for week in range(13):
                monday = date(2026, 1, 5) + timedelta(weeks=week)
                question = HME.questions[(person + week) % 9]
                felt = alike * leaning + (1 - alike**2) ** 0.5 * draw.gauss(0, 1)
                value = 1 + sum(felt > cut for cut in (-1.5, -0.5, 0.5, 1.5))
                answers.setdefault((monday.replace(day=1), question), []).append(value)
        months = []
        for (month, question), values in answers.items():
            group = blurred(group_or_hidden(values), sum(values), draw.random())
            if group is not None:
                months.append(ShownMonth(month, question, group))
        (found,) = quarter_indices(months, HME.by_part(), since=JANUARY, until=APRIL)
        held += found.total.low <= 50 <= found.total.high
    assert held / rounds >= 0.95


@pytest.mark.django_db
def test_totals_come_from_what_the_months_show(services: Services, settings: object) -> None:
    settings.PULSE = "hme"  # type: ignore[attr-defined]
    first = date(2026, 7, 6)
    for week in range(13):
        for person in range(54):
            PulseAnswer.objects.create(
                token=f"{person}-{week}",
                question=HME.questions[(person + week) % 9],
                week=first + timedelta(weeks=week),
                value=1 + (person + week) % 5,
                cell=None,
            )
    after = NOW.replace(month=10, day=20)
    pulse = organisation_pulse(after, 12)
    (found,) = pulse_indices(pulse, after)
    assert found.quarter == date(2026, 7, 1)
    assert [part.part for part in found.parts] == ["motivation", "leadership", "steering"]
    assert pulse_indices(pulse, after - 30 * DAY) == ()
    settings.PULSE = "own"  # type: ignore[attr-defined]
    assert pulse_indices(pulse, after) == ()
