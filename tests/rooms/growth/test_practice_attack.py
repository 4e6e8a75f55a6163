"""Whoever practises month after month, on everything there is, learns of nobody.

The formal claim: what a reader has seen of a matter is a union of blocks; each is of cases that
look alike, by at least five different people with one case each, none of them the reader, and at
most half of it ended without a yes. What new months add are whole blocks too, so no difference
between two readings is smaller. What is not covered is in what-is-protected.md.
"""

import random
import re
from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.growth.practice.actions.sets import answer_case, begin_set
from mandat.growth.practice.models import PracticeCase, PracticeTurn
from mandat.services.models import Case
from tests.cast import DAY, NOW, Cast, an_id
from tests.members import as_member
from tests.rooms.growth.practised import REASON, SECRET_WORDS, TITLE, Past, Told, add_people
from tests.rooms.services.cast import Services

AMIR, LENA, MARIA, OLOF = (an_id(n) for n in ("amir", "lena", "maria", "olof"))
MONTHS = 6
NOES = ("no", "returned")


@pytest.fixture
def past(services: Services, settings) -> Past:
    """A year of a small place, with everything in it that could give somebody away."""
    settings.PRACTICE_MATTERS = frozenset({"course"})
    found, draw = Past(services), random.Random(11)  # noqa: S311 - meant to be foretold
    people, rulers = add_people(14), [MARIA, OLOF, *add_people(4, "r")]
    with found.writing():
        for _ in range(180):
            found.decide(
                draw.choice(people),
                draw.choice([900, 2_400, 2_600, 4_800, 9_000, 30_000]),
                draw.choice(["yes", "yes", "yes", "yes", "no", "returned"]),
                ruler=draw.choice(rulers),
                days_ago=draw.randint(-30 * MONTHS, 150),
                for_whom=draw.choice([None, None, draw.choice(people)]),
            )
        found.decide(people[0], 181_000, "no")  # the only one of its size
        for _ in range(9):
            found.decide(people[1], 61_000)  # the same person again and again
        for person in people:
            found.decide(person, 420, "no")  # alike, and every one refused
        for number in range(9):
            found.decide(AMIR, 2_400, ruler=OLOF, days_ago=90 + number)  # the reader's own
            found.decide(people[number], 2_400, ruler=AMIR, days_ago=90 + number)
            found.decide(people[number], 2_400, for_whom=AMIR, days_ago=60 + number)
    return found


def everything(person: UUID, at: datetime) -> None:
    """Practise until there is nothing left."""
    while True:
        try:
            of_set = begin_set(person, matter=Cast().matter, stage=Cast().stage, at=at)
        except RefusedError:
            return
        for turn in PracticeTurn.objects.filter(of_set__uuid=of_set):
            answer_case(person, of_set=of_set, number=turn.number, said="yes", why="", at=at)


def seen_by(person: UUID) -> dict[str, tuple[str, str]]:
    """Return what a person has seen: case → (what it looks like, how it went)."""
    turns = PracticeTurn.objects.filter(of_set__person__uuid=person)
    return {of: (cell, ruled) for of, cell, ruled in turns.values_list(
        "case__of", "case__cell", "case__ruled")}  # fmt: skip


def people_of(past: Past) -> dict[str, set[UUID]]:
    rows = Case.objects.filter(uuid__in=[t.case for t in past.told])
    return {str(c): {a, f} for c, a, f in rows.values_list("uuid", "asker__uuid", "for_whom__uuid")}


def test_every_month_adds_at_least_five_people_or_nothing(past: Past) -> None:
    people, told = people_of(past), {str(t.case): t for t in past.told}
    before: set[str] = set()
    added = 0
    for month in range(MONTHS + 1):
        everything(AMIR, NOW + 30 * month * DAY)
        seen = seen_by(AMIR)
        new: dict[str, list[Told]] = {}
        for of in seen.keys() - before:
            new.setdefault(seen[of][0], []).append(told[of])
        for cases in new.values():
            concerned = Counter(p for t in cases for p in people[str(t.case)])
            assert len(concerned) >= 5
            assert max(concerned.values()) * 5 <= len(cases)
            assert sum(t.outcome in NOES for t in cases) * 2 <= len(cases)
            added += 1
        before = set(seen)
    assert added >= 3
    assert len(before) >= 40


def test_what_would_give_somebody_away_is_never_seen(past: Past) -> None:
    everything(AMIR, NOW + 400 * DAY)
    told = {str(t.case): t for t in past.told}
    met = [told[of] for of in seen_by(AMIR)]
    assert met
    assert 181_000 not in {t.kronor for t in met}
    spans = PracticeCase.objects.values_list("of", "shown")
    high = {of: int(shown[0]["high"]) for of, shown in spans}
    for one in met:  # with company only, in a span so wide that others share it
        least = {420: 1_000, 61_000: 100_000}.get(one.kronor, one.kronor)
        assert high[str(one.case)] >= least
    for one in met:
        assert AMIR not in people_of(past)[str(one.case)]
        assert one.ruler != AMIR
    for kept in (str(row) for row in PracticeCase.objects.values()):
        assert SECRET_WORDS not in kept
        assert not {t.asker for t in past.told if str(t.asker) in kept}
        assert not {t.ruler for t in past.told if str(t.ruler) in kept}


def test_who_ruled_meets_none_of_theirs_and_none_beside_them(past: Past) -> None:
    for person in (MARIA, OLOF):
        everything(person, NOW + 400 * DAY)
        blocks = PracticeCase.objects.filter(turns__of_set__person__uuid=person).values("block")
        whole = PracticeCase.objects.filter(block__in=blocks).values_list("of", flat=True)
        told = {str(t.case): t for t in past.told}
        assert person not in {told[of].ruler for of in whole}


def test_a_case_decided_yesterday_is_not_met_today(past: Past) -> None:
    everything(AMIR, NOW)
    ended = {str(t.case) for t in past.told}
    late = Case.objects.filter(ended_at__gte=NOW.replace(day=1)).values_list("uuid", flat=True)
    assert late
    assert not {str(c) for c in late} & seen_by(AMIR).keys()
    assert seen_by(AMIR).keys() <= ended


def plain(client: Client, path: str) -> str:
    """Return a page without what differs each time it is asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(path).content.decode())


def pages(client: Client, of_set: UUID) -> list[str]:
    """Return every page of a set, before and after answering, and the list."""
    found = []
    for number in range(1, 11):
        path = f"/practice/cases/{of_set}/{number}/"
        found.append(plain(client, path))
        client.post(path, {"said": "no"})
        found.append(plain(client, path))
    odd = ("?show=all", "?case=1", "?person=p1", "?from=2026-01-01", "?ruler=maria")
    main = found[-1].split("<main")[1].split("</main>")[0]
    assert all(main in plain(client, path + o) for o in odd)
    return [*found, plain(client, f"/practice/cases/{of_set}/end/"), plain(client, "/practice/")]


def test_no_page_holds_a_name_a_word_a_day_or_an_identity(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW + timedelta(days=400))
    of_set = begin_set(LENA, matter=Cast().matter, stage=Cast().stage, at=NOW + 400 * DAY)
    html = "\n".join(pages(as_member("lena"), of_set))
    assert "kr" in html
    for word in (SECRET_WORDS, TITLE, REASON, "Namnsson", "Maria", "Ekström", "Olof", "2 400",
                 "2026", "augusti"):  # fmt: skip
        assert word not in html
    kept = PracticeCase.objects.values_list("of", "block", "cell")
    identities = {str(t.case) for t in past.told} | {str(x) for row in kept for x in row}
    assert not {i for i in identities if i in html}
