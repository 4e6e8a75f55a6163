"""The rules in force, as anyone may read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mandat.power import models
from mandat.power.queries.slices import load_books
from mandat.power.queries.views import Names
from mandat.power.rules import KINDS, Basis, Keep, RuleBook, book_at, book_to_json, keep_of


@dataclass(frozen=True)
class RulesPage:
    """The rules at a time, since when and on what decision; neither where none was adopted.

    `reserved` pairs each matter that may never be delegated with the law or decision that says so.
    """

    book: RuleBook
    since: datetime | None
    decision: str
    reserved: tuple[tuple[Names, str], ...]

    @property
    def kept(self) -> tuple[Keep, ...]:
        """For how long each kind is kept."""
        return tuple(keep_of(self.book.keep, kind) for kind in KINDS)

    @property
    def settings(self) -> dict[str, Any]:
        """Every setting by its name in the file."""
        return book_to_json(self.book)


def rules_page(at: datetime) -> RulesPage:
    """Return the rules at a time; three queries."""
    books = load_books()
    row = models.Rulebook.objects.filter(since__lte=at).order_by("-pk").first()
    matters = models.Matter.objects.filter(reserved=True).order_by("key")
    found = matters.values_list("name", "reserved_ground", "legal_ref")
    book = book_at(books, at)
    return RulesPage(
        book,
        row.since if row else None,
        row.source if row else "",
        tuple((name, _ref(book, ground, legal)) for name, ground, legal in found),
    )


def basis_at(at: datetime) -> Basis:
    """Return on what basis amounts are judged at a time."""
    return book_at(load_books(), at).basis


def _ref(book: RuleBook, ground: str, legal_ref: str) -> str:
    found = book.ground(ground)
    return found.ref if found else legal_ref
