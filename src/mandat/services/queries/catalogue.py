"""The catalogue and one service: who decides, how long it takes, what was alike."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from mandat.power import queries as power
from mandat.power.queries import Names
from mandat.power.rules import (
    Facts,
    FactType,
    Question,
    Slice,
    fact_types_from_json,
    facts_from_json,
    read_facts,
)
from mandat.services import rules
from mandat.services.models import Case, Service
from mandat.services.queries.judged import Judged, judged
from mandat.services.queries.lists import my_cases
from mandat.services.queries.shared import fact_lines, recent_waits, same_in_all
from mandat.services.queries.views import (
    Alike,
    AreaRows,
    CataloguePage,
    ServicePage,
    ServiceRow,
    Who,
    WhoDecides,
)

RECENT = 200
"""How many of a service's latest cases are looked through for alike ones."""
ALIKE_SHOWN = 5
OWN: frozenset[str] = frozenset({"own", "free"})


class _Naming:
    """Turns who would decide into names and days, loading each once."""

    def __init__(self, slices: Mapping[UUID, Slice], at: datetime) -> None:
        self._roles = power.role_names()
        holders = {m.person for s in slices.values() for m in s.mandates if m.person}
        self._people = {p.id: p.name for p in power.people(holders).values()}
        mandates = [m for s in slices.values() for m in s.mandates]
        automats = power.names_of_automats({m.automat for m in mandates if m.automat})
        self._holders: dict[UUID, Names] = {
            **power.names_of_bodies({m.body for m in mandates if m.body}),
            **{uuid: name for uuid, (name, _, _) in automats.items()},
        }
        self._waits = recent_waits(at)

    def levels(
        self, org: Slice, types: tuple[FactType, ...], reader: UUID, at: datetime
    ) -> tuple[WhoDecides, ...]:
        labels = {t.key: t.label for t in types}
        return tuple(
            replace(
                self.who(level.deciders),
                up_to=level.up_to,
                fact=labels.get(level.fact or ""),
                inclusive=level.inclusive,
            )
            for level in rules.levels(org, types, reader, at)
        )

    def who(self, deciders: tuple[rules.Decider, ...]) -> WhoDecides:
        others = [d for d in deciders if d.kind != "own"]
        names: list[Names] = []
        for decider in others:
            name = self._name(decider)
            if name not in names:
                names.append(name)
        kind: Who = "together"
        if not deciders:
            kind = "free"
        elif any(d.kind == "nobody" for d in deciders):
            kind = "nobody"
        elif not others:
            kind = "own"
        elif len(names) == 1 and len(others) == len(deciders):
            kind = others[0].kind
        found = [rules.usually_within(self._waits.get(d.stage, ())) for d in others]
        known = [d for d in found if d is not None]
        days = sum(known) if known and len(known) == len(found) else None
        return WhoDecides(kind, tuple(names), days, you=len(others) < len(deciders))

    def _name(self, decider: rules.Decider) -> Names:
        if decider.role is not None:
            return self._roles[decider.role]
        if decider.holder is not None:
            return self._holders[decider.holder]
        return same_in_all(next((self._people[p] for p in decider.people if p in self._people), ""))


def catalogue_page(
    reader: UUID, *, words: str = "", who: str = "all", lang: str = "sv", at: datetime
) -> CataloguePage:
    """Return the services, grouped by area, or what `words` finds, best first.

    `who`: all, own or other. `lang` is the language whose texts are shown.
    """
    services = list(Service.objects.select_related("matter").order_by("pk"))
    slices = _open(power.load_slices({s.matter.uuid for s in services}, {reader}, told=()))
    naming = _Naming(slices, at)
    found = {s.uuid: s for s in _found(services, words)}
    rows: dict[UUID, ServiceRow] = {}
    for uuid, service in found.items():
        types = fact_types_from_json(service.matter.facts)
        rows[uuid] = ServiceRow(
            uuid,
            service.key,
            rules.pieces(_in(service.name, lang), words),
            rules.pieces(_in(service.description, lang), words),
            naming.levels(slices[service.matter.uuid], types, reader, at),
        )
    own = {i for i, row in rows.items() if row.first.kind in OWN}
    shown = [i for i in rows if who == "all" or (i in own) == (who == "own")]
    areas: dict[str, list[UUID]] = {}
    for uuid in shown:
        areas.setdefault("" if words.strip() else _in(found[uuid].area, lang), []).append(uuid)
    return CataloguePage(
        words.strip(),
        who,
        tuple(
            AreaRows(found[ids[0]].area if name else None, tuple(rows[i] for i in ids))
            for name, ids in areas.items()
        ),
        len(shown),
        {"all": len(rows), "own": len(own), "other": len(rows) - len(own)},
        my_cases(reader, at),
    )


def _in(names: Names, lang: str) -> str:
    return names.get(lang) or next((n for n in names.values() if n), "")


def _found(services: list[Service], words: str) -> list[Service]:
    if not words.strip():
        return services
    entries = (
        rules.Entry(s.uuid, " ".join(s.name.values()), s.words, " ".join(s.description.values()))
        for s in services
    )
    by_id = {s.uuid: s for s in services}
    return [by_id[i] for i in rules.search(words, entries)]


def service_page(reader: UUID, key: str, at: datetime) -> ServicePage | None:
    """Return one service as the reader would ask for it, or None when there is none."""
    row = Service.objects.select_related("matter").filter(key=key).first()
    if row is None:
        return None
    types = fact_types_from_json(row.matter.facts)
    slices = _open(power.load_slices({row.matter.uuid}, {reader}, told=()))
    naming = _Naming(slices, at)
    safeguards = rules.safeguards_from_json(row.safeguards, at)
    return ServicePage(
        row.uuid,
        row.key,
        row.name,
        row.description,
        row.matter.uuid,
        row.matter.key,
        row.matter.name,
        row.matter.legal_ref,
        row.matter.own_cost,
        types,
        naming.levels(slices[row.matter.uuid], types, reader, at),
        safeguards,
        rules.extra_labels(safeguards),
        recent_alike(row.uuid, {}, at) if _shows_alike(safeguards) else (),
        bool(row.matter.same) or any(t.asks for t in types),
        any(m.urgent and m.holds_at(at) for m in slices[row.matter.uuid].mandates),
    )


def _shows_alike(safeguards: tuple[rules.Safeguard, ...]) -> bool:
    return any(s.kind == "recent_alike" for s in safeguards)


def who_decides(
    reader: UUID, key: str, given: Mapping[str, str], at: datetime
) -> tuple[WhoDecides, tuple[Alike, ...], Judged] | None:
    """Return who would decide with what has been typed so far, and what was alike recently.

    Facts that cannot be read yet count as missing. None when there is no such service.
    """
    row = Service.objects.select_related("matter").filter(key=key).first()
    if row is None:
        return None
    types = fact_types_from_json(row.matter.facts)
    typed = {k: given.get(k, "") for t in types for k in (t.key, *t.beside)}
    facts, _ = read_facts(types, typed, power.basis_at(at))
    slices = _open(power.load_slices({row.matter.uuid}, {reader}, told=[facts]))
    found = rules.deciders(slices[row.matter.uuid], facts, reader, reader, at)
    shows = _shows_alike(rules.safeguards_from_json(row.safeguards, at))
    alike = recent_alike(row.uuid, facts, at) if shows else ()
    question = Question(reader, "yes", facts, reader, reader, at)
    found_judged = judged(slices[row.matter.uuid], types, question, reader)
    # The sum under secrecy is for whoever decides, not for whoever asks.
    shown = Judged(found_judged.reckoned) if row.matter.secrecy else found_judged
    return _Naming(slices, at).who(found), alike, shown


def recent_alike(
    service: UUID, facts: Facts, at: datetime, *, but: UUID | None = None
) -> tuple[Alike, ...]:
    """Return the latest cases of the last 90 days that are like these facts, without who asked.

    Free text is left out, and matters under secrecy have none. `but` is a case to leave out.
    """
    rows = Case.objects.filter(
        service__uuid=service,
        opened_at__gte=at - rules.LOOK_BACK,
        opened_at__lt=at,
        matter__secrecy="",
    ).exclude(state="withdrawn")
    if but is not None:
        rows = rows.exclude(uuid=but)
    found: list[Alike] = []
    for row in rows.select_related("matter").order_by("-opened_at")[:RECENT]:
        types = fact_types_from_json(row.matter.facts)
        theirs = facts_from_json(types, row.facts)
        if rules.is_alike(types, facts, theirs):
            lines = fact_lines(types, theirs, comparable=True)
            found.append(Alike(row.opened_at, row.state, lines))
        if len(found) == ALIKE_SHOWN:
            break
    return tuple(found)


def _open(slices: Mapping[UUID, Slice]) -> dict[UUID, Slice]:
    """Leave out whom counterparties are tied to: else they could be found out by typing names."""
    return {
        matter: replace(org, conflicts=tuple(c for c in org.conflicts if not c.counterparty))
        if org.conflicts
        else org
        for matter, org in slices.items()
    }
