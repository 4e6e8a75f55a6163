"""A body and an automat among those who decide in Ekby: new this week, so the past stands."""

from datetime import UTC, datetime
from uuid import UUID

from mandat.jobs.demo.founding import DECISIONS, REVIEW, mandate_id, stage_id
from mandat.jobs.demo.people import demo_id
from mandat.jobs.demo.town.values import both
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json

SINCE = datetime(2027, 2, 28, 23, tzinfo=UTC)
"""The first of March in Ekby."""
LIBRARY, KEY = "bibliotek", "key"


def let_others_decide() -> None:
    """Let the library decide jointly on what it buys, and an automat say yes to ordinary keys."""
    with writing(by=None, at=SINCE) as door:
        _library(door, SINCE)
        _key_automat(door, SINCE)


def _library(door: Door, at: datetime) -> None:
    """The whole library says yes or no to what it buys; in a tie its head decides."""
    matter = "purchase"
    head = f"{LIBRARY}-head"
    decided = DECISIONS["kfn"]
    door.append("circle.constituted", of=demo_id("circle", LIBRARY), data={"constituted": decided})
    mandate = _grant(door, matter, "head", source=head, holder=LIBRARY, at=at)
    body = str(demo_id("circle", LIBRARY))
    door.append("mandate.held_by", of=mandate, data={"body": body, "automat": None})
    rule: dict[str, Json] = {
        "rule": "majority",
        "count": 0,
        "quorum": None,
        "casting": str(demo_id("role", head)),
        "roles": [],
    }
    terms: dict[str, Json] = {
        "onward": None, "on_review": "", "while_role": None, "jointly": rule, "frame": None,
    }  # fmt: skip
    door.append("mandate.terms_set", of=mandate, data=terms)


def _key_automat(door: Door, at: datetime) -> None:
    """An automat says yes to keys for the staff entrance and the store room."""
    automat = demo_id("automat", "keys")
    door.append(
        "automat.set_up",
        of=automat,
        data={
            "key": "keys",
            "name": dict(both("Nyckelautomaten", "The key automat")),
            "role": str(demo_id("role", "fastighet-head")),
            "source": DECISIONS["ks"],
        },
    )
    apart: dict[str, Json] = {"automat": True, "automat_group": ""}
    door.append("matter.set_apart", of=demo_id("matter", KEY), data=apart)
    doors: list[Json] = [{"fact": "door", "op": "in", "value": ["staff", "store"]}]
    mandate = _grant(
        door, KEY, "property", source="fastighet-head", holder="keys", at=at, limits=doors
    )
    door.append("mandate.held_by", of=mandate, data={"body": None, "automat": str(automat)})


def _grant(
    door: Door,
    matter: str,
    stage: str,
    *,
    source: str,
    holder: str,
    at: datetime,
    limits: list[Json] | None = None,
) -> UUID:
    mandate = mandate_id(matter, stage, holder)
    door.append(
        "mandate.granted",
        of=mandate,
        data={
            "matter": str(demo_id("matter", matter)),
            "stage": str(stage_id(matter, stage)),
            "person": None,
            "role": None,
            "may_yes": True,
            "may_no": limits is None,
            "limits": limits or [],
            "since": stamp(at),
            "until": None,
            "review_on": stamp(REVIEW),
            "source_mandate": str(mandate_id(matter, stage, source)),
            "source_decision": "",
            "narrows": True,
            "by_acceptance": False,
            "handover": None,
        },
    )
    return mandate
