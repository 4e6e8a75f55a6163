"""Services, a second stage, a hand-over and a waiver for the cast of Ekby."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.money import Money
from mandat.power.models import Matter
from mandat.power.rules import Limit, limits_to_json
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.models import door_open
from mandat.services.actions import offer_service
from tests.cast import DAY, NOW, START, Cast, an_id, found_ekby, names

GIVEN = {"amount": "2 940", "course": "Lyftteknik"}


@dataclass(frozen=True)
class Services:
    course: UUID
    shift: UUID


def found_services() -> Services:
    """Offer course fees (money, the head decides) and swapping a shift (everyone for themself)."""
    cast = found_ekby()
    with writing(by=an_id("sara"), at=START) as door:
        _shift_matter(door, cast)
        course = offer_service(
            door,
            key="course",
            name=names("Kurs eller bok"),
            description=names("Berätta kort för teamet vad du lärde dig."),
            words="utbildning litteratur",
            area=names("Resor och utbildning"),
            matter=cast.matter,
            source="founding",
        )
        shift = offer_service(
            door,
            key="shift",
            name=names("Byta pass med en kollega"),
            description=names("Du är ledig så snart kollegan har sagt ja."),
            words="schema ledigt",
            area=names("Ledigt och arbetstid"),
            matter=an_id("matter-shift"),
            source="founding",
        )
    return Services(course, shift)


def _shift_matter(door: Door, cast: Cast) -> None:
    door.append("matter.set_up", of=an_id("matter-shift"), data={
        "key": "shift", "name": names("Byta pass"), "description": names("Byta pass"),
        "circle": str(cast.home), "legal_ref": "", "reserved": False, "secrecy": "",
        "own_cost": False, "adopted_by": None, "source": "founding",
        "facts": [{"key": "day", "kind": "date", "label": names("Dag"), "required": True,
                   "may_limit": False, "choices": {}, "currency": ""}],
    })  # fmt: skip
    door.append("stage.set_up", of=an_id("stage-shift"), data={
        "matter": str(an_id("matter-shift")), "key": "team", "name": names("Teamet"),
        "position": 1, "condition": [], "source": "founding",
    })  # fmt: skip
    _grant(door, "mandate-shift", matter=an_id("matter-shift"), stage=an_id("stage-shift"),
           role=cast.team, decision="Kommunstyrelsen § 13")  # fmt: skip


def _grant(door: Door, name: str, *, matter: UUID, stage: UUID, role: UUID, decision: str) -> None:
    door.append("mandate.granted", of=an_id(name), data={
        "matter": str(matter), "stage": str(stage), "person": None, "role": str(role),
        "may_yes": True, "may_no": True, "limits": [], "since": stamp(START), "until": None,
        "review_on": None, "source_mandate": None, "source_decision": decision,
        "narrows": False, "by_acceptance": False, "handover": None,
    })  # fmt: skip


def add_stage(*, role: str, position: int) -> UUID:
    """Give course fees one more stage, at which a role rules."""
    stage = an_id(f"stage-{role}")
    with writing(by=None, at=START) as door:
        door.append("stage.set_up", of=stage, data={
            "matter": str(Cast().matter), "key": role, "name": names(role.title()),
            "position": position, "condition": [], "source": "founding",
        })  # fmt: skip
        _grant(door, f"mandate-{role}", matter=Cast().matter, stage=stage,
               role=an_id(f"role-{role}"), decision="Kommunstyrelsen § 14")  # fmt: skip
    return stage


def hand_over(
    limit: Money, *, accepted: tuple[str, ...], at: datetime, until: datetime | None = None
) -> UUID:
    """Move course fees up to a limit from the head to the team."""
    cast, mandate = Cast(), an_id("mandate-team")
    with writing(by=an_id("maria"), at=at) as door:
        door.append("mandate.granted", of=mandate, data={
            "matter": str(cast.matter), "stage": str(cast.stage), "person": None,
            "role": str(cast.team), "may_yes": True, "may_no": True,
            "limits": limits_to_json((Limit("amount", "<=", limit),)), "since": stamp(at),
            "until": stamp(until) if until else None, "review_on": None,
            "source_mandate": str(cast.mandate), "source_decision": "", "narrows": True,
            "by_acceptance": True, "handover": str(an_id("handover")),
        })  # fmt: skip
        for name in accepted:
            door.append("acceptance.given", of=an_id(f"acceptance-{name}"), data={
                "mandate": str(mandate), "person": str(an_id(name)), "since": stamp(at),
                "until": None,
            })  # fmt: skip
    return mandate


def waive(limit: Money, *, at: datetime) -> UUID:
    """Let course fees up to a limit pass the head's stage."""
    cast, waiver = Cast(), an_id("waiver")
    with writing(by=an_id("maria"), at=at) as door:
        door.append("waiver.granted", of=waiver, data={
            "matter": str(cast.matter), "stage": str(cast.stage),
            "limits": limits_to_json((Limit("amount", "<=", limit),)), "since": stamp(at),
            "until": None, "review_on": None, "source_mandate": str(cast.mandate),
            "source_decision": "", "handover": str(an_id("handover")),
        })  # fmt: skip
    return waiver


def offer_more(*keys: str) -> None:
    """Offer more services that lead to course fees."""
    with writing(by=None, at=START) as door:
        for key in keys:
            offer_service(
                door,
                key=key,
                name=names(key.title()),
                description=names(key),
                words="",
                area=names("Saker och inköp"),
                matter=Cast().matter,
                source="founding",
            )


def make_secret() -> None:
    """Put course fees under secrecy, behind the record's back: no entry does that yet."""
    with door_open():
        row = Matter.objects.get(uuid=Cast().matter)
        row.secrecy = "OSL 26 kap. 1 §"
        row.save()


def grant(door: Door, mandate: UUID, **given: object) -> None:
    door.append("mandate.granted", of=mandate, data={
        "matter": str(Cast.matter), "stage": str(Cast.stage), "person": None, "role": None,
        "may_yes": True, "may_no": True, "limits": [], "since": stamp(NOW - DAY), "until": None,
        "review_on": None, "source_mandate": None, "source_decision": "KS § 9", "narrows": False,
        "by_acceptance": False, "handover": None, **given,
    })  # fmt: skip


def to_an_automat(amount: int = 3000, stage: UUID = Cast.stage) -> None:
    """Let an automat say yes to course fees up to so many kronor, from the head's mandate."""
    limit = limits_to_json((Limit("amount", "<=", Money(amount * 100, "SEK")),))
    mandate, machine = an_id("mandate-machine"), an_id("machine")
    with writing(by=an_id("sara"), at=NOW - DAY) as door:
        door.append("automat.set_up", of=machine, data={
            "key": "machine", "name": {"sv": "Kursautomaten", "en": "The course automat"},
            "role": str(Cast.head), "source": "founding",
        })  # fmt: skip
        data = {"automat": True, "automat_group": ""}
        door.append("matter.set_apart", of=Cast.matter, data=data)
        grant(door, mandate, stage=str(stage), limits=limit, may_no=False, narrows=True,
              source_decision="", source_mandate=str(Cast.mandate))  # fmt: skip
        door.append("mandate.held_by", of=mandate, data={"body": None, "automat": str(machine)})
