"""The record: a closed list of entries, an RFC 6962 tree over them, and their replay. Pure.

Sources: RFC 6962 §2.1 and RFC 9162 §2.1 (tree), RFC 8785 (canonical JSON).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

import rfc8785

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Values = Mapping[str, Json]

LONGEST_LEAF = 65_535
"""Bytes: an entry must fit a tile's two-byte length (C2SP tlog-tiles)."""

VERSION = 1


# --- the tree -----------------------------------------------------------------------------------


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry), RFC 6962 §2.1."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Frontier:
    """The right edge of a tree: the roots of its complete subtrees, largest first.

    Enough to append in O(log n) and to tell the root, without the leaves.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """Return the frontier of the tree with one more leaf hash."""
        peaks, carry, size = list(self.peaks), leaf, self.size
        while size & 1:
            carry = node_hash(peaks.pop(), carry)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, carry))

    def root(self) -> bytes:
        """Return the Merkle tree hash; of the empty tree SHA-256 of nothing."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        *rest, root = self.peaks
        for peak in reversed(rest):
            root = node_hash(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, in order."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier.root()


# --- entries ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntryType:
    """What one kind of entry does to one row.

    `does` is "insert" (the row must be new) or "change" (it must exist). The entry's data are the
    row's `columns`, its personal payload the row's `personal` columns: writing and replay are
    therefore one and the same.
    """

    table: str
    does: Literal["insert", "change"]
    columns: frozenset[str]
    personal: frozenset[str] = frozenset()


def _insert(table: str, columns: str, personal: str = "") -> EntryType:
    return EntryType(table, "insert", frozenset(columns.split()), frozenset(personal.split()))


def _change(table: str, columns: str, personal: str = "") -> EntryType:
    return EntryType(table, "change", frozenset(columns.split()), frozenset(personal.split()))


ENTRY_TYPES: Mapping[str, EntryType] = {
    # record
    "content.erased": _insert("erasure", "kind entries decision at"),
    # power
    "organisation.founded": _insert("organisation", "name currency language founded_by"),
    "person.added": _insert("person", "joined source", "name email"),
    "circle.formed": _insert("circle", "key name parent source"),
    "circle.renamed": _change("circle", "name"),
    "circle.moved": _change("circle", "parent"),
    "role.renamed": _change("role", "name"),
    "role.moved": _change("role", "circle"),
    "role.formed": _insert("role", "key name circle source"),
    "role.held": _insert("holding", "role person since until source"),
    "holding.ended": _change("holding", "until"),
    "matter.set_up": _insert(
        "matter",
        "key name description circle facts legal_ref reserved secrecy own_cost adopted_by source",
    ),
    "stage.set_up": _insert("stage", "matter key name position condition source"),
    "stage.dated": _change("stage", "since review_on"),
    "mandate.granted": _insert(
        "mandate",
        "matter stage person role may_yes may_no limits since until review_on source_mandate"
        " source_decision narrows by_acceptance handover",
    ),
    "mandate.ended": _change("mandate", "until"),
    "mandate.prolonged": _change("mandate", "until review_on"),
    "mandate.terms_set": _change("mandate", "onward on_review while_role jointly frame"),
    "mandate.held_by": _change("mandate", "body automat"),
    "automat.set_up": _insert("automat", "key name role source"),
    "circle.constituted": _change("circle", "constituted"),
    "matter.set_apart": _change("matter", "automat automat_group"),
    "mandate.review_moved": _change("mandate", "review_on"),
    "mandate.conditioned": _change("mandate", "", "conditions"),
    "mandate.substituted": _change("mandate", "substitutes"),
    "mandate.made_urgent": _change("mandate", "urgent"),
    "frame.used": _insert("use", "mandate at", "case minor currency"),
    "frame.released": _change("use", "released"),
    "rate.recorded": _insert("rate", "currency to rate since source at"),
    "part.counted": _insert("part", "matter fact at", "case purchase minor currency"),
    "part.released": _change("part", "released"),
    "matter.summed": _change("matter", "same splitting"),
    "matter.reserved": _change("matter", "reserved reserved_ground"),
    "matter.paired": _change("matter", "two_people"),
    "matter.executed": _change("matter", "execution"),
    "matter.tied": _change("matter", "ties"),
    "matter.handling_set": _change("matter", "route appealable asks handling_source handled_since"),
    "rulebook.adopted": _insert("rulebook", "key settings since source"),
    "substitution.set": _insert(
        "substitution", "person ground of_person of_role since until", "words"
    ),
    "substitution.taken": _insert(
        "substitution", "person ground of_person of_role since until accepted by_role", "words"
    ),
    "substitution.accepted": _change("substitution", "accepted"),
    "substitution.ended": _change("substitution", "until"),
    "conflict.declared": _insert("conflict", "since until", "person about matter case words"),
    "conflict.tied": _insert("conflict", "since until", "person counterparty words"),
    "conflict.ended": _change("conflict", "until"),
    "challenge.raised": _insert("challenge", "at", "person case matter raised_by words"),
    "challenge.decided": _change("challenge", "decided_at", "upheld decided_by reason"),
    "mandate.handed_back": _insert("handedback", "mandate since until", "person"),
    "mandate.taken_up": _change("handedback", "until"),
    "acceptance.given": _insert("acceptance", "mandate person since until"),
    "acceptance.ended": _change("acceptance", "until"),
    "waiver.granted": _insert(
        "waiver",
        "matter stage limits since until review_on source_mandate source_decision handover",
    ),
    "waiver.ended": _change("waiver", "until"),
    "waiver.prolonged": _change("waiver", "until review_on"),
    "order.adopted": _insert("order", "number circle body on paragraph file at"),
    "order.said": _insert("orderitem", "order position key mandates", "words"),
    # services
    "service.offered": _insert("service", "key name description words area matter source"),
    "service.safeguarded": _change("service", "safeguards"),
    "case.opened": _insert(
        "case",
        "number service matter asker for_whom opened_at state stage put_at",
        "title facts extra",
    ),
    "case.put": _change("case", "stage put_at"),
    "case.returned": _change("case", "state"),
    "case.sent_again": _change("case", "state stage put_at", "title facts extra"),
    "case.ended": _change("case", "state stage ended_at"),
    "ruling.made": _insert(
        "ruling",
        "case stage person mandate outcome put_at at number presenter participants",
        "reason text alternatives advice amounts conflict",
    ),
    "ruling.corrected": _change(
        "ruling", "presenter participants corrects", "reason text alternatives advice why"
    ),
    "ruling.reported": _change("ruling", "meeting paragraph"),
    "meeting.noted": _insert("meeting", "circle on"),
    "meeting.approved": _change("meeting", "approved"),
    "notice.posted": _insert("posting", "circle meeting rulings posted where again"),
    "notice.taken_down": _change("posting", "taken_down"),
    "ruling.hastened": _change("ruling", "urgent", "urgency"),
    "ruling.weighed": _change("ruling", "", "judged"),
    "case.hastened": _change("case", "", "urgency"),
    "case.left": _insert("departure", "case mandate by how at", "reason"),
    "ruling.stood_in": _change("ruling", "substitution"),
    "ruling.confirmed": _change("ruling", "", "confirmed"),
    "ruling.jointly_made": _change("ruling", "joint"),
    "body.voiced": _insert("bodyvoice", "case stage mandate person at", "says reason"),
    "ruling.excepted": _change("ruling", "excepted", "exception"),
    "stage.passed": _insert("passage", "case stage waiver at"),
    # handover
    "handover.opened": _insert(
        "handover",
        "number kind matter stage source_mandate to_person to_role limits safeguards trial_days"
        " check_share previous owner opened_at state round",
        "reason conditions",
    ),
    "handover.moved": _change("handover", "state"),
    "handover.proposed": _change(
        "handover",
        "kind to_person to_role limits safeguards trial_days check_share grounds asked_at state",
        "reason conditions",
    ),
    "handover.started": _change("handover", "state since until review_on seed_hash"),
    "handover.keeping_asked": _change("handover", "round review_on way_back"),
    "handover.kept": _change("handover", "state until"),
    "handover.ended": _change("handover", "state ended_at ended_by", "end_reason"),
    "voice.given": _insert("voice", "handover person part kind round at", "words safe_enough"),
    "voice.settled": _change("voice", "settled settled_at", "how"),
    "adoption.recorded": _insert(
        "adoption", "handover circle round body on paragraph adopted by at"
    ),
    "aftercheck.made": _insert("aftercheck", "handover of by at verdict", "words"),
    "commitment.made": _insert(
        "commitment",
        "circle matters since until body on paragraph made_by previous",
        "words",
    ),
    "commitment.ended": _change("commitment", "ended_at ended_by successor", "end_reason"),
    "commitment.answered": _insert(
        "commitmentanswer", "handover commitment round stance by at", "words"
    ),
    # proposals
    "proposal.opened": _insert(
        "proposal",
        "number circle proposer opened_at ways state stage_at round version asked_version turn"
        " facilitator helped offer",
        "tension example helps",
    ),
    "proposal.worded": _insert(
        "proposalwording", "proposal version by at objection", "title changes why"
    ),
    "proposal.wording_declined": _change("proposalwording", "declined_at", "decline_reason"),
    "proposal.moved": _change(
        "proposal", "state stage_at round version asked_version turn facilitator helped offer"
    ),
    "proposal.ended": _change("proposal", "ended_at", "end_reason"),
    "proposal.spoken": _insert(
        "proposalvoice", "proposal person kind round at", "words watch argument"
    ),
    "proposal.settled": _change("proposalvoice", "settled settled_at settled_by", "how"),
    "proposal.tested": _change("proposalvoice", "returned_at returns", "test"),
    "proposal.argued": _change("proposalvoice", "returned_at", "argument"),
    "proposal.minuted": _insert(
        "proposaladoption", "proposal circle body on paragraph adopted by at"
    ),
    "agreement.made": _insert(
        "agreement", "circle keeper since until review_on proposal replaces", "title text"
    ),
    "agreement.ended": _change("agreement", "until"),
    "agreement.explained": _change("agreement", "", "success because"),
    "agreement.let_go": _change("agreement", "until let_go_by"),
    "agreement.review_moved": _change("agreement", "review_on"),
    "agreement.evaluated": _insert("evaluation", "agreement by at outcome", "helped seen"),
    "duty.said": _insert("dutystep", "of duty how on ref by at", "words answers"),
    "duty.asked": _insert("dutyvoice", "of duty person asked_by asked_at"),
    "duty.heard": _change("dutyvoice", "heard_at stance", "words"),
    "default.questioned": _insert("questioning", "about of by at", "words"),
    "default.moved": _change("questioning", "proposal"),
    "ways.chosen": _insert("circleways", "circle settings since proposal"),
}
"""The closed list. An entry type, once released, is never changed; a new one is added."""


@dataclass(frozen=True)
class Entry:
    """One line of the record, as it stands in the tree."""

    kind: str
    of: UUID
    by: UUID | None
    at: str
    """UTC, ISO 8601 with microseconds and Z."""
    data: Values
    commitment: str | None = None
    """Hex of SHA-256(salt ‖ canonical payload), when there is personal content."""

    def body(self) -> dict[str, Json]:
        """Return the entry as the JSON object that is hashed."""
        body: dict[str, Json] = {
            "v": VERSION,
            "type": self.kind,
            "of": str(self.of),
            "by": str(self.by) if self.by else None,
            "at": self.at,
            "data": dict(self.data),
        }
        return body if self.commitment is None else {**body, "payload": self.commitment}


def canonical(value: Json) -> bytes:
    """Return RFC 8785 bytes; the same value always gives the same bytes."""
    return rfc8785.dumps(value)


def commit(salt: bytes, payload: Values) -> str:
    """Return the commitment that stands in the tree for erasable content."""
    return hashlib.sha256(salt + canonical(dict(payload))).hexdigest()


class MalformedEntryError(ValueError):
    """An entry that the closed list does not allow: a fault in the program, not of a user."""


def check_shape(kind: str, data: Values, personal: Values) -> EntryType:
    """Return the entry's type, or raise MalformedEntryError naming what is wrong."""
    entry_type = ENTRY_TYPES.get(kind)
    if entry_type is None:
        raise MalformedEntryError(f"{kind}: not in the list of entry types")
    if set(data) != entry_type.columns:
        odd = sorted(set(data) ^ entry_type.columns)
        raise MalformedEntryError(f"{kind}: data differs from its columns in {odd}")
    if set(personal) != entry_type.personal:
        odd = sorted(set(personal) ^ entry_type.personal)
        raise MalformedEntryError(f"{kind}: personal data differs from its columns in {odd}")
    return entry_type


# --- replay -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """The first place where record and database part."""

    where: Literal["entry", "head", "row"]
    what: str
    """One of: gap, body, leaf, columns, commitment, root, type, missing, extra, value."""
    table: str = ""
    key: str = ""
    """Index of the entry, or UUID of the row."""
    column: str = ""
    expected: str = ""
    found: str = ""


@dataclass
class Rows:
    """Tables as the entries say they should be: table → row UUID → column → value."""

    defaults: Mapping[str, Values]
    """Per table, what a column holds before any entry speaks of it."""
    tables: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)

    def apply(self, entry: Entry, personal: Values) -> str | None:
        """Write the entry's row; return what is wrong with it, if anything."""
        entry_type = ENTRY_TYPES.get(entry.kind)
        if entry_type is None:
            return "type"
        rows = self.tables.setdefault(entry_type.table, {})
        key = str(entry.of)
        if (key in rows) == (entry_type.does == "insert"):
            return "extra" if key in rows else "missing"
        if entry_type.does == "insert":
            rows[key] = dict(self.defaults.get(entry_type.table, {}))
        rows[key].update({**entry.data, **personal})
        return None


def first_difference(
    table: str,
    expected: Mapping[str, Mapping[str, Json]],
    found: Iterable[tuple[str, Mapping[str, Json]]],
) -> Difference | None:
    """Compare one table with its replay, row by row, in the order the rows come."""
    seen: set[str] = set()
    for key, values in found:
        if key not in expected:
            return Difference("row", "extra", table, key)
        seen.add(key)
        for column, value in _differing(expected[key], values):
            return Difference(
                "row", "value", table, key, column, _show(expected[key][column]), _show(value)
            )
    for key in expected:
        if key not in seen:
            return Difference("row", "missing", table, key)
    return None


def columns_of(table: str) -> frozenset[str]:
    """Return every column of a table that some entry type writes."""
    return frozenset[str]().union(
        *(t.columns | t.personal for t in ENTRY_TYPES.values() if t.table == table)
    )


def _differing(expected: Values, found: Values) -> Iterator[tuple[str, Json]]:
    for column in sorted(expected):
        if found.get(column) != expected[column]:
            yield column, found.get(column)


def _show(value: Json) -> str:
    return canonical(value).decode()
