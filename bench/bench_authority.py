"""How long "may this person?" takes as the organisation grows, from the database and in memory."""

from ground import quantiles, set_up

set_up()

from datetime import UTC, datetime
from uuid import UUID

from mandat.common.ids import id_from
from mandat.common.money import Money
from mandat.power.queries import load_slice
from mandat.power.rules import Question, Yes, answer
from mandat.record.actions import Door, writing

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
WHEN = "2026-01-01T00:00:00.000000Z"
SIZES = (100, 1_100, 11_000)
PER_MATTER = 11
"""Mandates a matter: one head and ten under it, as where power has been handed over."""


def name(text: str) -> dict[str, str]:
    return {"sv": text, "en": text}


def found(door: Door) -> None:
    door.append("organisation.founded", of=id_from("bench"), data={
        "name": "Bench", "currency": "SEK", "language": "sv", "founded_by": str(id_from("p0")),
    })  # fmt: skip
    door.append("circle.formed", of=id_from("circle"), data={
        "key": "circle", "name": name("Krets"), "parent": None, "source": "bench",
    })  # fmt: skip


def add_matter(door: Door, number: int) -> None:
    matter, stage = id_from("matter", str(number)), id_from("stage", str(number))
    door.append("matter.set_up", of=matter, data={
        "key": f"matter-{number}", "name": name("Ärende"), "description": name(""),
        "circle": str(id_from("circle")), "legal_ref": "", "reserved": False, "secrecy": "",
        "own_cost": True, "adopted_by": None, "source": "bench",
        "facts": [{"key": "amount", "kind": "amount", "label": name("Belopp"), "required": True,
                   "may_limit": True, "choices": {}, "currency": "SEK"}],
    })  # fmt: skip
    door.append("stage.set_up", of=stage, data={
        "matter": str(matter), "key": "stage", "name": name("Steg"), "position": 1,
        "condition": [], "source": "bench",
    })  # fmt: skip
    for place in range(PER_MATTER):
        add_mandate(door, number, place, matter, stage)


def add_mandate(door: Door, number: int, place: int, matter: UUID, stage: UUID) -> None:
    person = id_from("person", str(number), str(place))
    door.append(
        "person.added", of=person, data={"joined": WHEN, "source": "bench"},
        personal={"name": "Kim Ek", "email": f"{person}@example.org"},
    )  # fmt: skip
    limit = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
    source = id_from("mandate", str(number), "0") if place else None
    door.append("mandate.granted", of=id_from("mandate", str(number), str(place)), data={
        "matter": str(matter), "stage": str(stage), "person": str(person), "role": None,
        "may_yes": True, "may_no": True, "limits": [limit] if place else [], "since": WHEN,
        "until": None, "review_on": None, "source_mandate": str(source) if source else None,
        "source_decision": "" if source else "bench", "narrows": bool(place),
        "by_acceptance": False, "handover": None,
    })  # fmt: skip


def question(number: int, place: int) -> Question:
    return Question(
        actor=id_from("person", str(number), str(place)),
        verb="yes",
        facts={"amount": Money(290_000, "SEK")},
        asker=id_from("asker"),
        for_whom=id_from("asker"),
        at=NOW,
    )


with writing(by=None, at=START) as door:
    found(door)


def measure(number: int) -> tuple[float, float, float]:
    """Return median and 95 % of slice and answer, and the median in memory, in seconds."""
    asked, matter = question(number, 3), id_from("matter", str(number))
    people = (asked.actor, asked.asker)
    middle, slow = quantiles(lambda: answer(load_slice(matter, people), asked), 200)
    kept = load_slice(matter, people)
    assert isinstance(answer(kept, asked), Yes)
    memory, _ = quantiles(lambda: answer(kept, asked), 2_000)
    return middle, slow, memory


print("mandates   slice + answer: median   95 %        in memory")
made = 0
first = 0.0
for total in SIZES:
    while made * PER_MATTER < total:
        with writing(by=None, at=START) as door:
            for _ in range(min(100, -(-total // PER_MATTER) - made)):
                add_matter(door, made)
                made += 1
    middle, slow, memory = measure(made // 2)
    first = first or middle
    print(
        f"{made * PER_MATTER:8,}   {middle * 1e3:18.2f} ms {slow * 1e3:6.2f} ms"
        f" {1 / memory:12,.0f}/s   {middle / first:4.2f} x the smallest"
    )
print("(bars: 95 % under 10 ms, in memory 20,000/s; peers are not measured here yet)")
