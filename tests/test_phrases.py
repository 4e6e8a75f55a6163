"""Every sentence has its Swedish, and every refusal its sentence."""

import re
from collections import defaultdict
from string import Formatter

import pytest
from tools import phrases

from mandat.common.phrases import SENTENCES

ROOMS = [room for room in phrases.rooms() if phrases.sentences(room)]
HOLES = re.compile(r"%\(\w+\)s|\{\w+(?::\w+)?\}")
CODE = re.compile(r"""Refusal\(\s*["']([\w.]+)["']""")


def catalogues():
    return {room.name: phrases.read(room) for room in ROOMS}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_sentence_has_its_swedish(room):
    own = phrases.read(room)
    there = {(m.context, (m.id,) if isinstance(m.id, str) else tuple(m.id)) for m in own if m.id}
    assert there == phrases.sentences(room), "run `make phrases`"
    assert phrases.empty(own) == []
    assert [str(m.id) for m in own if m.id and m.fuzzy] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_what_is_compiled_is_what_is_written(room):
    built = phrases.build(room, {})
    written = phrases.catalogue(room)
    assert written.with_suffix(".po").read_bytes() == phrases.po_bytes(built), "run `make phrases`"
    assert written.with_suffix(".mo").read_bytes() == phrases.mo_bytes(built), "run `make phrases`"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_the_same_holes_in_both_languages(room):
    for message in phrases.read(room):
        if not message.id:
            continue
        single = isinstance(message.id, str)
        english = [message.id] if single else list(message.id)
        swedish = [message.string] if single else list(message.string)
        wanted = set(HOLES.findall(english[-1]))
        for text in swedish:
            assert set(HOLES.findall(text)) <= wanted, message.id
        assert set(HOLES.findall(swedish[-1])) == wanted, message.id


def test_the_same_sentence_has_the_same_swedish_in_every_room():
    found = defaultdict(set)
    for catalogue in catalogues().values():
        for message in catalogue:
            if message.id:
                found[(message.context, str(message.id))].add(str(message.string))
    assert {key: said for key, said in found.items() if len(said) > 1} == {}


def test_every_refusal_has_a_sentence():
    used = {
        code
        for path in phrases.SOURCE.rglob("*.py")
        for code in CODE.findall(path.read_text())
        if "." in code
    }
    assert sorted(used - set(SENTENCES)) == []


def test_sentences_are_format_strings():
    for code, text in SENTENCES.items():
        assert list(Formatter().parse(str(text))), code


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_sentence_with_names_in_it_can_be_filled_in(room):
    filled = defaultdict(lambda: "1")
    for message in phrases.read(room):
        swedish = [message.string] if isinstance(message.string, str) else message.string
        for text in swedish if message.id else []:
            if "%(" in text:
                assert "{" not in text % filled, "write a bare per cent sign as %%"
