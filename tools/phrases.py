"""Gather the sentences of each room, keep their Swedish, compile the catalogues.

    tools/phrases.py           write src/mandat/<room>/locale/sv/LC_MESSAGES/django.{po,mo}
    tools/phrases.py --empty   also list what still lacks Swedish; exit status 1 if anything does

A sentence that has its Swedish in one room gets the same in the next. What comes out depends only
on the sentences: no dates, no line numbers.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "mandat"
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Key = tuple[str | None, tuple[str, ...]]


def rooms() -> list[Path]:
    """Return every folder that may hold sentences."""
    return sorted(p for p in SOURCE.iterdir() if p.is_dir() and (p / "__init__.py").is_file())


def catalogue(room: Path) -> Path:
    """Return where a room's Swedish lies, without suffix."""
    return room / "locale" / "sv" / "LC_MESSAGES" / "django"


def _sources(room: Path) -> Iterator[str]:
    for path in sorted(room.rglob("*.py")):
        yield path.read_text()
    for suffix in ("*.html", "*.txt"):
        for path in sorted((room / "templates").rglob(suffix)):
            # Indentation means nothing in a template, but it would to Python's tokeniser.
            lines = templatize(path.read_text(), origin=str(path)).splitlines()
            yield "\n".join(line.lstrip() for line in lines)


def sentences(room: Path) -> set[Key]:
    """Return (context, (singular, plural?)) of every sentence in a room."""
    found: set[Key] = set()
    for text in _sources(room):
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            parts = (message,) if isinstance(message, str) else tuple(message)
            if parts[0]:
                found.add((context, parts))
    return found


def read(room: Path) -> Catalog:
    """Return the catalogue a room has, or an empty one."""
    path = catalogue(room).with_suffix(".po")
    if not path.is_file():
        return Catalog(locale="sv")
    with path.open("rb") as file:
        return read_po(file, locale="sv")


def _known() -> dict[Key, str | tuple[str, ...]]:
    known: dict[Key, str | tuple[str, ...]] = {}
    for room in rooms():
        for message in read(room):
            if message.id and message.string and all(message.string):
                parts = (message.id,) if isinstance(message.id, str) else tuple(message.id)
                known.setdefault((message.context, parts), message.string)
    return known


def build(room: Path, known: dict[Key, str | tuple[str, ...]]) -> Catalog | None:
    """Return the room's catalogue with what Swedish there is, or None without sentences."""
    wanted = sentences(room)
    if not wanted:
        return None
    own = read(room)
    new = Catalog(
        locale="sv",
        project="mandat",
        version="1",
        copyright_holder="the authors of Mandat",
        creation_date=WHEN,
        revision_date=WHEN,
        last_translator="Mandat",
        language_team="Mandat",
        fuzzy=False,
        header_comment="# Swedish. Gathered by `make phrases`; fill in every msgstr.",
    )
    for context, parts in sorted(wanted, key=lambda key: (key[1], key[0] or "")):
        kept = own.get(parts[0], context)
        string = kept.string if kept and kept.string else known.get((context, parts))
        if isinstance(string, str) != (len(parts) == 1):
            string = None
        new.add(parts[0] if len(parts) == 1 else parts, string, context=context)
    return new


def po_bytes(new: Catalog) -> bytes:
    """Return the catalogue as text for people."""
    out = io.BytesIO()
    write_po(out, new, width=100, no_location=True, sort_output=False)
    return out.getvalue()


def mo_bytes(new: Catalog) -> bytes:
    """Return the catalogue compiled."""
    out = io.BytesIO()
    write_mo(out, new)
    return out.getvalue()


def empty(new: Catalog) -> list[str]:
    """Return the sentences that lack Swedish, wholly or in one form."""
    return [str(m.id) for m in new if m.id and not (m.string and all(m.string))]


def main() -> int:
    """Write every room's catalogue; with --empty, fail if any sentence lacks Swedish."""
    settings.configure(USE_I18N=False)
    django.setup()
    known = _known()
    lacking = 0
    for room in rooms():
        new = build(room, known)
        if new is None:
            continue
        target = catalogue(room)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".po").write_bytes(po_bytes(new))
        target.with_suffix(".mo").write_bytes(mo_bytes(new))
        missing = empty(new)
        lacking += len(missing)
        print(f"{room.name}: {len(new)} sentences, {len(missing)} without Swedish")
        if "--empty" in sys.argv:
            print("\n".join(f"    {text}" for text in missing))
    return 1 if lacking and "--empty" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
