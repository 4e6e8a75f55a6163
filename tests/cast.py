"""A small standing cast: Ekby, where Maria decides and Amir, Fatima and Lena wait."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from mandat.common.ids import id_from
from mandat.record.actions import Door, writing

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def an_id(name: str) -> UUID:
    return id_from("cast", name)


def names(sv: str) -> dict[str, str]:
    return {"sv": sv, "en": f"{sv} (en)"}


PEOPLE = {
    "maria": "Maria Ekström",
    "amir": "Amir Haddad",
    "fatima": "Fatima Nilsson",
    "lena": "Lena Berg",
    "olof": "Olof Persson",
    "sara": "Sara Lind",
}


class Cast:
    """Identities of the rows that `found_ekby` writes."""

    matter = an_id("matter-course")
    stage = an_id("stage-head")
    head = an_id("role-head")
    team = an_id("role-team")
    mandate = an_id("mandate-head")
    home = an_id("circle-home")
    ekby = an_id("circle-ekby")


def found_ekby(at: datetime = START) -> Cast:
    """Found an organisation: Maria heads Björkgården and alone approves course fees."""
    with writing(by=None, at=at) as door:
        _people_and_circles(door, at)
        _course_fees(door, at)
    return Cast()


def _people_and_circles(door: Door, at: datetime) -> None:
    when = at.isoformat().replace("+00:00", ".000000Z")
    door.append("organisation.founded", of=an_id("ekby"), data={
        "name": "Ekby kommun", "currency": "SEK", "language": "sv",
        "founded_by": str(an_id("sara")),
    })  # fmt: skip
    for key, name in PEOPLE.items():
        door.append("person.added", of=an_id(key), data={"joined": when, "source": "founding"},
                    personal={"name": name, "email": f"{key}@ekby.example"})  # fmt: skip
    for key, parent in (("ekby", None), ("home", "ekby"), ("board", "ekby")):
        door.append("circle.formed", of=an_id(f"circle-{key}"), data={
            "key": key, "name": names(key.title()), "source": "founding",
            "parent": str(an_id(f"circle-{parent}")) if parent else None,
        })  # fmt: skip
    for key, circle in (("head", "home"), ("team", "home"), ("chair", "board")):
        door.append("role.formed", of=an_id(f"role-{key}"), data={
            "key": key, "name": names(key.title()), "source": "founding",
            "circle": str(an_id(f"circle-{circle}")),
        })  # fmt: skip
    held = (("head", "maria"), ("team", "amir"), ("team", "fatima"), ("team", "lena"),
            ("chair", "olof"))  # fmt: skip
    for role, person in held:
        door.append("role.held", of=an_id(f"holding-{role}-{person}"), data={
            "role": str(an_id(f"role-{role}")), "person": str(an_id(person)), "since": when,
            "until": None, "source": "founding",
        })  # fmt: skip


def _course_fees(door: Door, at: datetime) -> None:
    when = at.isoformat().replace("+00:00", ".000000Z")
    cast = Cast()
    door.append("matter.set_up", of=cast.matter, data={
        "key": "course", "name": names("Kursavgift"), "description": names("Kurser och böcker"),
        "circle": str(cast.home), "legal_ref": "", "reserved": False, "secrecy": "",
        "own_cost": True, "adopted_by": None, "source": "founding",
        "facts": [
            {"key": "amount", "kind": "amount", "label": names("Belopp"), "required": True,
             "may_limit": True, "choices": {}, "currency": "SEK"},
            {"key": "course", "kind": "text", "label": names("Kurs"), "required": True,
             "may_limit": False, "choices": {}, "currency": ""},
        ],
    })  # fmt: skip
    door.append("stage.set_up", of=cast.stage, data={
        "matter": str(cast.matter), "key": "head", "name": names("Enhetschefen"), "position": 1,
        "condition": [], "source": "founding",
    })  # fmt: skip
    door.append("mandate.granted", of=cast.mandate, data={
        "matter": str(cast.matter), "stage": str(cast.stage), "person": None,
        "role": str(cast.head), "may_yes": True, "may_no": True, "limits": [], "since": when,
        "until": None, "review_on": None, "source_mandate": None,
        "source_decision": "Kommunstyrelsen § 12", "narrows": False, "by_acceptance": False,
        "handover": None,
    })  # fmt: skip
