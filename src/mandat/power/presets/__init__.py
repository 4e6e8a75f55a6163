"""Rule books to begin from, each a file that an organisation copies and changes."""

import tomllib
from pathlib import Path

from mandat.common.refusals import BadInputError, Refusal
from mandat.power.rules import RuleBook, book_from_json

HERE = Path(__file__).parent


def preset_names() -> tuple[str, ...]:
    """Return the keys of the rule books that come with Mandat."""
    return tuple(sorted(file.stem for file in HERE.glob("*.toml")))


def read_book(name_or_file: str) -> RuleBook:
    """Read a preset by its key, or a file. Raises BadInputError saying what to mend."""
    shipped = name_or_file in preset_names()
    file = HERE / f"{name_or_file}.toml" if shipped else Path(name_or_file)
    if not file.is_file():
        known = ", ".join(preset_names())
        raise BadInputError(
            Refusal("power.book_unknown", {"given": name_or_file, "known": known}, "rules")
        )
    try:
        return book_from_json(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError, AttributeError) as error:
        raise BadInputError(Refusal("power.book_bad", {"what": str(error)}, file.name)) from None
