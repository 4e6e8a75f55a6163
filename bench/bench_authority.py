"""How long "may this person?" takes as the organisation and the chains grow.

From the database (the slice, then the answer) and in memory; and, where an environment with peers
is there, pycasbin and cedarpy on the part of the questions that they can express, with their
policies parsed beforehand, and the same answers demanded of all:

    python3 -m venv .venv-peers && .venv-peers/bin/pip install casbin cedarpy
"""

import json
import os
import subprocess

from ground import ROOT, quantiles, set_up

set_up()

from datetime import UTC, datetime
from uuid import UUID

from mandat.common.ids import id_from
from mandat.common.money import Money
from mandat.power.queries import load_slice
from mandat.power.rules import Mandate, Question, RuleBook, Slice, Yes, answer, book_to_json
from mandat.record.actions import Door, writing

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
WHEN = "2026-01-01T00:00:00.000000Z"
SIZES = tuple(int(n) for n in os.environ.get("MANDAT_BENCH_SIZES", "100 1100 11000 110000").split())
DEPTHS = (1, 3, 10, 30)
PER_MATTER = 11
"""Mandates a matter: one head and ten under it, as where power has been handed over."""
SHARE = 50
"""People in a circle. There are about as many people as mandates, up to 100,000 (DESIGN §8)."""
FAN = 8
"""Circles directly under a circle."""
MOST_PEOPLE = 100_000
FIRST_CIRCLES = 20
"""The organisation begins with a thousand people."""
PEERS = ROOT / ".venv-peers" / "bin" / "python"


def name(text: str) -> dict[str, str]:
    return {"sv": text, "en": text}


def found(door: Door) -> None:
    door.append("organisation.founded", of=id_from("bench"), data={
        "name": "Bench", "currency": "SEK", "language": "sv", "founded_by": str(person(0)),
    })  # fmt: skip
    book = book_to_json(RuleBook(onward_most=99))
    door.append("rulebook.adopted", of=id_from("book"), data={
        "key": "bench", "settings": book, "since": WHEN, "source": "bench",
    })  # fmt: skip


def grow(door: Door, number: int) -> None:
    """Add a circle under an earlier one, with a role that leads it and the people in it."""
    above = str(circle((number - 1) // FAN)) if number else None
    door.append("circle.formed", of=circle(number), data={
        "key": f"circle-{number}", "name": name("Krets"), "parent": above, "source": "bench",
    })  # fmt: skip
    for kind in ("lead", "member"):
        door.append("role.formed", of=id_from(kind, str(number)), data={
            "key": f"{kind}-{number}", "name": name("Roll"), "circle": str(circle(number)),
            "source": "bench",
        })  # fmt: skip
    for place in range(number * SHARE, (number + 1) * SHARE):
        door.append(
            "person.added", of=person(place), data={"joined": WHEN, "source": "bench"},
            personal={"name": "Kim Ek", "email": f"kim{place}@example.org"},
        )  # fmt: skip
        kind = "lead" if place % SHARE == 0 else "member"
        door.append("role.held", of=id_from("holding", str(place)), data={
            "role": str(id_from(kind, str(number))), "person": str(person(place)),
            "since": WHEN, "until": None, "source": "bench",
        })  # fmt: skip


def circle(number: int) -> UUID:
    return id_from("circle", str(number))


def person(number: int) -> UUID:
    return id_from("person", str(number))


def add_matter(door: Door, key: str, home: int = 0) -> tuple[UUID, UUID]:
    matter, stage = id_from("matter", key), id_from("stage", key)
    door.append("matter.set_up", of=matter, data={
        "key": f"matter-{key}", "name": name("Ärende"), "description": name(""),
        "circle": str(circle(home)), "legal_ref": "", "reserved": False, "secrecy": "",
        "own_cost": True, "adopted_by": None, "source": "bench",
        "facts": [{"key": "amount", "kind": "amount", "label": name("Belopp"), "required": True,
                   "may_limit": True, "choices": {}, "currency": "SEK"}],
    })  # fmt: skip
    door.append("stage.set_up", of=stage, data={
        "matter": str(matter), "key": "stage", "name": name("Steg"), "position": 1,
        "condition": [], "source": "bench",
    })  # fmt: skip
    return matter, stage


def grant(door: Door, ids: tuple[UUID, UUID], link: tuple[str, UUID, UUID | None, int]) -> UUID:
    """Grant a mandate: (key, holder, source, limit in kronor; 0 is without).

    The root is held by the role that leads, the others by persons.
    """
    key, holder, source, kronor = link
    held = (
        {"person": str(holder), "role": None} if source else {"person": None, "role": str(holder)}
    )
    limit = {"fact": "amount", "op": "<=", "value": {"minor": f"{kronor}00", "currency": "SEK"}}
    mandate = id_from("mandate", key)
    door.append("mandate.granted", of=mandate, data={
        "matter": str(ids[0]), "stage": str(ids[1]), **held,
        "may_yes": True, "may_no": True, "limits": [limit] if kronor else [], "since": WHEN,
        "until": None, "review_on": None, "source_mandate": str(source) if source else None,
        "source_decision": "" if source else "bench", "narrows": False,
        "by_acceptance": False, "handover": None,
    })  # fmt: skip
    door.append("mandate.terms_set", of=mandate, data={
        "onward": 99, "on_review": "", "while_role": None, "jointly": None, "frame": None,
    })  # fmt: skip
    return mandate


def add_broad(door: Door, number: int, circles: int) -> None:
    """Add a matter of some circle: its lead, and ten of its people under it."""
    home = number % circles
    ids = add_matter(door, str(number), home)
    lead = id_from("lead", str(home))
    head = grant(door, ids, (f"{number}-0", lead, None, 0))
    for place in range(1, PER_MATTER):
        holder = person(home * SHARE + place)
        grant(door, ids, (f"{number}-{place}", holder, head, 1_000 * place))


def add_deep(door: Door, depth: int) -> None:
    """Add a matter with one chain of this many mandates."""
    ids = add_matter(door, f"deep-{depth}")
    holder, source = id_from("lead", "0"), None
    for place in range(depth):
        source = grant(door, ids, (f"deep-{depth}-{place}", holder, source, 9_000 - place))
        holder = person(place + 1)


def question(actor: UUID, kronor: int) -> Question:
    nobody = id_from("asker")
    return Question(actor, "yes", {"amount": Money(kronor * 100, "SEK")}, nobody, nobody, NOW)


def measure(key: str, actor: UUID) -> tuple[float, float, float]:
    """Return median and 95 % of slice and answer, and the median in memory, in seconds."""
    asked, matter = question(actor, 900), id_from("matter", key)
    people = (asked.actor, asked.asker)
    middle, slow = quantiles(lambda: answer(load_slice(matter, people), asked), 200)
    kept = load_slice(matter, people)
    assert isinstance(answer(kept, asked), Yes)
    memory, _ = quantiles(lambda: answer(kept, asked), 2_000)
    return middle, slow, memory


def most(mandate: Mandate) -> int:
    """Return a mandate's limit in minor units."""
    return mandate.limits[0].value.minor if mandate.limits else 10**12  # type: ignore[union-attr]


def beside_peers(kept: Slice, first: int) -> None:
    """Ask the same of the peers: who holds what up to how much, one matter of 11 mandates."""
    leads = {h.role: h.person for h in kept.holdings}
    if not PEERS.is_file():
        print("peers: not here; the head of this file says how to set them up")
        return
    policies = [
        {
            "sub": str(m.person or leads[m.role]),
            "most": m.limits[0].value.minor if m.limits else 10**12,
        }  # type: ignore[union-attr]
        for m in kept.mandates
    ]
    asked = [(person(first + n % 14), 500 * (n % 23)) for n in range(400)]
    own = [isinstance(answer(kept, question(actor, kronor)), Yes) for actor, kronor in asked]
    _, _ = quantiles(lambda: answer(kept, question(*asked[0])), 10)
    each = iter(asked * 10)
    middle, _ = quantiles(lambda: answer(kept, question(*next(each))), 2_000)
    given = {"policies": policies, "asked": [(str(a), k * 100) for a, k in asked]}
    peer = ROOT / "bench" / "authority_peers.py"
    done = subprocess.run(  # noqa: S603 - our own file, in an environment made for it
        [PEERS, peer], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    print(f"in memory, 11 mandates   mandat {1 / middle:12,.0f}/s")
    for told in json.loads(done.stdout):
        same = "the same answers" if told["answers"] == own else "OTHER ANSWERS"
        print(f"{'':24} {told['name']:14} {1 / told['median']:7,.0f}/s   {same}, "
              f"{told['median'] / middle:6.1f} x as long")  # fmt: skip


with writing(by=None, at=START) as door:
    found(door)
    for number in range(FIRST_CIRCLES):
        grow(door, number)
    for depth in DEPTHS:
        add_deep(door, depth)

print("mandates    people   slice + answer: median   95 %        in memory")
made, circles = 0, FIRST_CIRCLES
first = 0.0
for total in SIZES:
    while circles * SHARE < min(total, MOST_PEOPLE):
        with writing(by=None, at=START) as door:
            for number in range(circles, circles := min(circles + 100, MOST_PEOPLE // SHARE)):
                grow(door, number)
    while made * PER_MATTER < total:
        with writing(by=None, at=START) as door:
            for _ in range(min(500, -(-total // PER_MATTER) - made)):
                add_broad(door, made, circles)
                made += 1
    middle, slow, memory = measure(str(made - 1), person((made - 1) % circles * SHARE + 3))
    first = first or middle
    print(
        f"{made * PER_MATTER:8,} {circles * SHARE:9,}   {middle * 1e3:18.2f} ms"
        f" {slow * 1e3:6.2f} ms {1 / memory:12,.0f}/s   {middle / first:4.2f} x the smallest"
    )
print("depth")
for depth in DEPTHS:
    actor = person(depth - 1)
    middle, slow, memory = measure(f"deep-{depth}", actor)
    print(f"{depth:8}   {middle * 1e3:28.2f} ms {slow * 1e3:6.2f} ms {1 / memory:12,.0f}/s")
beside_peers(load_slice(id_from("matter", "1"), ()), SHARE)
print("(bars: 95 % under 10 ms at 110,000 mandates and 100,000 people,")
print(" in memory 20,000/s at depth 3)")
