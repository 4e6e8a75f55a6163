"""Reading the tables an organisation starts from. Every fault is named by row and column. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from mandat.common.refusals import Refusal
from mandat.power.rules.basis import ASKS
from mandat.power.rules.book import EFFECTS, Effect
from mandat.power.rules.drafts import (
    AutomatDraft,
    CircleDraft,
    MandateDraft,
    MatterDraft,
    PersonDraft,
    RoleDraft,
    StageDraft,
)
from mandat.power.rules.facts import FactType, Kind, read_facts
from mandat.power.rules.joint_text import read_joint_text
from mandat.power.rules.limits import Limit, Limits, Op
from mandat.power.rules.parts import SPLITTINGS
from mandat.power.rules.reader import Reader, Row

__all__ = [
    "AUTOMATS",
    "CIRCLES",
    "MANDATES",
    "MATTERS",
    "PEOPLE",
    "ROLES",
    "STAYS",
    "AutomatDraft",
    "CircleDraft",
    "MandateDraft",
    "MatterDraft",
    "PersonDraft",
    "Reader",
    "RoleDraft",
    "StageDraft",
    "Table",
    "read_limits",
    "read_table",
]
Draft = TypeVar("Draft")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PAIR = re.compile(
    r"\s*([a-z0-9-]+)(?::(\w+)(?:\(([^)]*)\))?)?(?:=([^/\[]*)(?:/([^\[]*))?)?(?:\[(.*)\])?\s*"
)
_LIMIT = re.compile(r"\s*([a-z0-9-]+)\s*(<=|>=|=| in )\s*(.+?)\s*")
STAYS = frozenset({"stays", "stannar"})
"""In the column `while_role`: a person's mandate that stays whatever role they hold."""


@dataclass(frozen=True)
class Table(Generic[Draft]):
    """Which columns a table has, and how a row is read."""

    needed: frozenset[str]
    optional: frozenset[str]
    read: Callable[[Reader], Draft]


def read_limits(text: str, types: Sequence[FactType]) -> Limits | None:
    """Read "amount <= 5000; unit in north|south"; None when it cannot be understood."""
    kinds = {t.key: t for t in types}
    found: list[Limit] = []
    for part in filter(None, (p.strip() for p in text.split(";"))):
        match = _LIMIT.fullmatch(part)
        if match is None or match[1] not in kinds:
            return None
        fact_type, op = kinds[match[1]], match[2].strip()
        values = []
        for piece in match[3].split("|") if op == "in" else [match[3]]:
            facts, refusals = read_facts((fact_type,), {fact_type.key: piece.strip()})
            if refusals:
                return None
            values.append(facts[fact_type.key])
        known: Op = next(o for o in get_args(Op) if o == op)
        found.append(Limit(fact_type.key, known, tuple(values) if op == "in" else values[0]))
    return tuple(found)


def _pairs(reader: Reader, column: str) -> Iterator[re.Match[str]]:
    for part in reader.parts(column):
        match = _PAIR.fullmatch(part)
        if match is None:
            reader.refuse("power.bad_list", column, given=part)
        else:
            yield match


def _label(match: re.Match[str]) -> dict[str, str]:
    sv = (match[4] or match[1]).strip()
    return {"sv": sv, "en": (match[5] or sv).strip()}


def _facts(reader: Reader) -> tuple[FactType, ...]:
    """Read "amount:amount=Belopp/Amount; unit:choice(north|south)=Enhet/Unit"."""
    found = []
    for match in _pairs(reader, "facts"):
        kind = match[2] or "text"
        if kind not in get_args(Kind):
            reader.refuse("power.bad_list", "facts", given=match[0])
            continue
        named = tuple(c.strip() for c in (match[3] or "").split("|") if c.strip())
        asks = named if kind == "amount" else ()
        if set(asks) - set(ASKS):
            reader.refuse("power.bad_list", "facts", given=match[0])
            continue
        choices = {c: {"sv": c, "en": c} for c in named if not asks}
        found.append(
            FactType(
                match[1],
                next(k for k in get_args(Kind) if k == kind),
                _label(match),
                may_limit=kind in ("amount", "number", "choice"),
                choices=choices,
                currency=(reader.text("currency") or "SEK") if kind == "amount" else "",
                asks=asks,
            )
        )
    return tuple(found)


def _stages(reader: Reader, types: tuple[FactType, ...]) -> tuple[StageDraft, ...]:
    """Read "economist=Ekonomen/The economist[amount >= 5000]; head=Chefen/The head"."""
    found = []
    for match in _pairs(reader, "stages"):
        condition = read_limits(match[6] or "", types)
        if condition is None:
            reader.refuse("power.bad_limit", "stages", given=match[6])
        found.append(StageDraft(match[1], _label(match), condition or ()))
    if not found and not reader.refusals:
        reader.refuse("power.cell_empty", "stages")
    if found and found[-1].condition:
        reader.refuse("power.last_stage_always", "stages")
    return tuple(found)


def _person(reader: Reader) -> PersonDraft:
    email = reader.needed("email")
    if email and not _EMAIL.fullmatch(email):
        reader.refuse("power.bad_email", "email", given=email)
    return PersonDraft(reader.needed("name"), email, reader.parts("roles"))


def _circle(reader: Reader) -> CircleDraft:
    return CircleDraft(
        reader.key("key"), reader.names("name"), reader.text("parent"), reader.text("constituted")
    )


def _automat(reader: Reader) -> AutomatDraft:
    return AutomatDraft(reader.key("key"), reader.names("name"), reader.needed("role"))


def _role(reader: Reader) -> RoleDraft:
    return RoleDraft(reader.key("key"), reader.names("name"), reader.needed("circle"))


def _matter(reader: Reader) -> MatterDraft:
    types = _facts(reader)
    has_amount = any(t.kind == "amount" for t in types)
    return MatterDraft(
        key=reader.key("key"),
        name=reader.names("name"),
        circle=reader.needed("circle"),
        facts=types,
        stages=_stages(reader, types),
        description=reader.names("description", required=False),
        legal_ref=reader.text("legal_ref"),
        reserved=reader.flag("reserved"),
        secrecy=reader.text("secrecy"),
        own_cost=reader.flag("own_cost", default=has_amount),
        adopted_by=reader.text("adopted_by"),
        area=reader.names("area", required=False),
        words=reader.text("words"),
        two_people=reader.flag("two_people"),
        ties=_ties(reader, types),
        same=_same(reader, types),
        splitting=_splitting(reader),
        automat=reader.flag("automat"),
        automat_group=reader.text("automat_group"),
    )


_TIES = ("counterparty", "supervised")


def _ties(reader: Reader, types: tuple[FactType, ...]) -> dict[str, str]:
    """Read "counterparty=supplier; supervised=unit": which facts show a conflict of interest."""
    found: dict[str, str] = {}
    for part in reader.parts("ties"):
        name, _, fact = (piece.strip() for piece in part.partition("="))
        if name not in _TIES or fact not in {t.key for t in types}:
            reader.refuse("power.bad_list", "ties", given=part)
        found[name] = fact
    return found


def _mandate(reader: Reader) -> MandateDraft:
    if sum(bool(reader.text(holder)) for holder in ("role", "person", "body", "automat")) != 1:
        reader.refuse("power.role_or_person", "role")
    if reader.text("role") and reader.text("while_role"):
        reader.refuse("power.role_of_role", "while_role")
    jointly = read_joint_text(reader.text("jointly")) if reader.text("body") else None
    if reader.text("body") and jointly is None:
        reader.refuse("power.bad_jointly", "jointly", given=reader.text("jointly"))
    may = reader.text("may").casefold() or ("yes" if reader.text("automat") else "both")
    if may not in ("yes", "no", "both", "ja", "nej", "båda"):
        reader.refuse("power.bad_may", "may", given=may)
    return MandateDraft(
        matter=reader.needed("matter"),
        stage=reader.text("stage"),
        role=reader.text("role"),
        person=reader.text("person"),
        limit=reader.text("limit"),
        may_yes=may not in ("no", "nej"),
        may_no=may not in ("yes", "ja"),
        since=reader.day("since"),
        until=reader.day("until"),
        review_on=reader.day("review_on"),
        source=reader.needed("source"),
        onward=_steps(reader),
        on_review=_effect(reader),
        frame=reader.text("frame"),
        while_role=reader.text("while_role"),
        urgent=reader.flag("urgent"),
        body=reader.text("body"),
        jointly=jointly,
        automat=reader.text("automat"),
    )


def _same(reader: Reader, types: Sequence[FactType]) -> tuple[str, ...]:
    keys = reader.parts("same")
    for key in keys:
        if key not in {t.key for t in types}:
            reader.refuse("power.bad_list", "same", given=key)
    return keys


def _splitting(reader: Reader) -> str:
    given = reader.text("splitting").casefold()
    if given not in ("", *SPLITTINGS):
        reader.refuse("power.bad_splitting", "splitting", given=given)
    return given


def _steps(reader: Reader) -> int | None:
    given = reader.text("onward")
    if given and not (given.isascii() and given.isdigit()):
        reader.refuse("power.bad_steps", "onward", given=given)
        return None
    return int(given) if given else None


def _effect(reader: Reader) -> Effect | None:
    given = reader.text("on_review").casefold()
    found = next((e for e in EFFECTS if e == given), None)
    if given and found is None:
        reader.refuse("power.bad_effect", "on_review", given=given)
    return found


def _columns(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE = Table(_columns("name email"), _columns("roles"), _person)
CIRCLES = Table(_columns("key parent"), _columns("name name_sv name_en constituted"), _circle)
AUTOMATS = Table(_columns("key role"), _columns("name name_sv name_en"), _automat)
ROLES = Table(_columns("key circle"), _columns("name name_sv name_en"), _role)
MATTERS = Table(
    _columns("key circle facts stages"),
    _columns(
        "name name_sv name_en description description_sv description_en legal_ref reserved secrecy"
        " own_cost adopted_by area area_sv area_en words currency two_people ties same splitting"
        " automat automat_group"
    ),
    _matter,
)
MANDATES = Table(
    _columns("matter source"),
    _columns(
        "stage role person limit may since until review_on onward on_review frame while_role urgent"
        " body jointly automat"
    ),
    _mandate,
)


def read_table(
    table: Table[Draft], columns: Sequence[str], rows: Sequence[Row]
) -> tuple[tuple[Draft, ...], tuple[Refusal, ...]]:
    """Read all rows, or say everything that is wrong; row 1 is the header."""
    missing = sorted(table.needed - set(columns))
    if missing:
        return (), tuple(
            Refusal("power.column_missing", {"column": c, "found": ", ".join(columns)}, c)
            for c in missing
        )
    odd = sorted(set(columns) - table.needed - table.optional)
    known = ", ".join(sorted(table.needed | table.optional))
    refusals = [Refusal("power.column_unknown", {"column": c, "known": known}, c) for c in odd]
    drafts = []
    for number, row in enumerate(rows, start=2):
        reader = Reader(row, number)
        drafts.append(table.read(reader))
        refusals.extend(reader.refusals)
    return tuple(drafts), tuple(refusals)
