"""An RFC 6962 tree over leaves. Pure. Sources: RFC 6962 §2.1 and RFC 9162 §2.1."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


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
