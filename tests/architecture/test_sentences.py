"""Every refusal has its sentence, and every sentence its Swedish."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from mandat.common.phrases import SENTENCES
from tests.architecture.sources import SOURCE, committed, place, python_files

CATALOGUES = tuple(f for f in committed() if f.suffix == ".po" and f.is_relative_to(SOURCE))


def codes(file: Path) -> Iterator[tuple[int, str]]:
    """Yield each refusal code that a module writes out in full."""
    for node in ast.walk(ast.parse(file.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Refusal"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.lineno, str(node.args[0].value)


def test_every_refusal_has_a_sentence() -> None:
    found = [
        f"{place(file, line)} {code}"
        for file in python_files()
        for line, code in codes(file)
        if code not in SENTENCES
    ]
    assert found == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=place)
def test_every_sentence_has_its_swedish(catalogue: Path) -> None:
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file, "sv") if message.id]
    empty = [m.id for m in messages if not m.string or (m.pluralizable and not all(m.string))]
    assert empty == []
    assert [m.id for m in messages if m.fuzzy] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=place)
def test_both_languages_fill_in_the_same(catalogue: Path) -> None:
    with catalogue.open("rb") as file:
        messages = [m for m in read_po(file, "sv") if m.id and m.string and not m.pluralizable]
    odd = [m.id for m in messages if "{" in m.id and _places(m.id) != _places(str(m.string))]
    assert odd == []


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_a_sentence_is_the_same_in_every_room() -> None:
    swedish: dict[tuple[str, str | None], set[str]] = {}
    for catalogue in CATALOGUES:
        with catalogue.open("rb") as file:
            for message in read_po(file, "sv"):
                if message.id and message.string:
                    key = (str(message.id), message.context)
                    swedish.setdefault(key, set()).add(str(message.string))
    assert {key: words for key, words in swedish.items() if len(words) > 1} == {}
