"""The tree against RFC vectors, and the shape of entries."""

import hashlib
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.record.rules import (
    ENTRY_TYPES,
    Entry,
    Frontier,
    MalformedEntryError,
    Rows,
    canonical,
    check_shape,
    commit,
    first_difference,
    leaf_hash,
    node_hash,
    root_of,
)

# The eight inputs customary in Certificate Transparency tests, and their published roots.
INPUTS = [
    bytes.fromhex(h)
    for h in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = {
    1: ("6e340b9c", "617afa01d"),
    2: ("fac54203", "0e3c125"),
    3: ("aeb6bcfe", "f329e06e77"),
    5: ("4e3bbb1f", "6264d4"),
    8: ("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", ""),
}


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
def test_root_of_customary_inputs_is_the_published_one(size: int) -> None:
    start, end = ROOTS[size]
    root = root_of(map(leaf_hash, INPUTS[:size])).hex()
    assert root.startswith(start)
    assert root.endswith(end[-6:] if size == 1 else end)


def test_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]) == hashlib.sha256(b"").digest()


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 §2.1, split by split."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(naive_root(leaves[:split]), naive_root(leaves[split:]))


def test_frontier_agrees_with_the_definition_at_every_size_to_130() -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(130)]
    frontier = Frontier()
    for n, leaf in enumerate(leaves, start=1):
        frontier = frontier.append(leaf)
        assert frontier.size == n
        assert frontier.root() == naive_root(leaves[:n])


@given(st.lists(st.binary(max_size=20), min_size=2, max_size=20, unique=True), st.data())
def test_any_swap_of_two_leaves_changes_the_root(items: list[bytes], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(items) - 2))
    swapped = [*items[:i], items[i + 1], items[i], *items[i + 2 :]]
    assert root_of(map(leaf_hash, items)) != root_of(map(leaf_hash, swapped))


def test_canonical_orders_keys_by_utf16_and_writes_no_spaces() -> None:
    assert canonical({"b": 1, "a": [True, None, "å"]}) == '{"a":[true,null,"å"],"b":1}'.encode()


def test_commitment_opens_only_with_its_salt() -> None:
    assert commit(b"1" * 32, {"name": "Amir"}) != commit(b"2" * 32, {"name": "Amir"})


def test_shape_refuses_what_the_closed_list_does_not_allow() -> None:
    with pytest.raises(MalformedEntryError, match="not in the list"):
        check_shape("power.seized", {}, {})
    with pytest.raises(MalformedEntryError, match="until"):
        check_shape("mandate.ended", {}, {})
    with pytest.raises(MalformedEntryError, match="reason"):
        check_shape("holding.ended", {"until": None}, {"reason": "x"})


def test_every_change_writes_columns_that_can_be_replayed() -> None:
    tables = {t.table for t in ENTRY_TYPES.values() if t.does == "insert"}
    assert {t.table for t in ENTRY_TYPES.values()} == tables


def test_replay_names_the_first_row_that_differs() -> None:
    rows = Rows({"holding": {"until": None}})
    key = uuid4()
    data = {"role": "r", "person": "p", "since": "s", "until": None, "source": "founding"}
    assert rows.apply(Entry("role.held", key, None, "t", data), {}) is None
    assert rows.apply(Entry("role.held", key, None, "t", data), {}) == "extra"
    assert rows.apply(Entry("holding.ended", uuid4(), None, "t", {"until": "u"}), {}) == "missing"
    assert rows.apply(Entry("holding.ended", key, None, "t", {"until": "u"}), {}) is None
    expected = rows.tables["holding"]
    assert first_difference("holding", expected, [(str(key), {**data, "until": "u"})]) is None
    found = first_difference("holding", expected, [(str(key), {**data, "until": None})])
    assert found is not None
    assert (found.what, found.column, found.expected, found.found) == (
        "value", "until", '"u"', "null",
    )  # fmt: skip
    missing = first_difference("holding", expected, [])
    assert missing is not None
    assert missing.what == "missing"
    extra = first_difference("holding", {}, [(str(key), data)])
    assert extra is not None
    assert extra.what == "extra"
