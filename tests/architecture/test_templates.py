"""Templates hold to the strict content security policy, and to sentences that can be translated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.architecture.sources import place, templates

_TAGS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
_UNTRIMMED = re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}")
_LITERAL = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", re.DOTALL)


class _Inline(HTMLParser):
    """Collects what the policy would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style":
            self.found.append("<style>")
        if tag == "script" and "src" not in names and names.get("type") != "application/json":
            self.found.append("<script>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(name)
            if (value or "").strip().lower().startswith("javascript:"):
                self.found.append("javascript:")


def inline(html: str) -> Iterator[str]:
    parser = _Inline()
    # What Django fills in stands for a value here, so that attributes can be read as HTML.
    parser.feed(_TAGS.sub(" ", _LITERAL.sub("", html)))
    yield from parser.found


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<p onclick='go()'>",
        "<style>p {}</style>",
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<p {% if a %}style="x"{% endif %}>',
        '<form hx-on:click="go()">',
    ],
)
def test_what_the_policy_stops_is_found(html: str) -> None:
    assert list(inline(html))


@pytest.mark.parametrize(
    "html",
    [
        '<p class="style">on</p>',
        "<script src=\"{% static 'a.js' %}\" defer></script>",
        '<script type="application/json">{}</script>',
        '<option value="{{ one }}"{% if on %} selected{% endif %}>',
        '<circle cx="{{ x }}" r="5">',
    ],
)
def test_what_the_policy_allows_is_left_alone(html: str) -> None:
    assert list(inline(html)) == []


def test_no_template_has_anything_inline() -> None:
    found = {place(file): list(inline(file.read_text())) for file in templates()}
    assert {name: what for name, what in found.items() if what} == {}


def test_untrimmed_sentences_are_found() -> None:
    assert _UNTRIMMED.search("{% blocktranslate with a=b %}")
    assert not _UNTRIMMED.search("{% blocktranslate trimmed with a=b %}")
    assert not _UNTRIMMED.search("{% blocktranslate count n=n trimmed %}")


def test_every_long_sentence_is_trimmed() -> None:
    # In plain mail, line breaks are meant.
    pages = [file for file in templates() if file.suffix == ".html"]
    found = {place(file): _UNTRIMMED.findall(file.read_text()) for file in pages}
    assert {name: what for name, what in found.items() if what} == {}


def test_a_form_that_is_included_gets_its_token() -> None:
    """`only` keeps everything from what is included, also what a form needs to be accepted."""
    alone = re.compile(r'{% include "([^"]+)"[^%]* only %}')
    posting = [str(file) for file in templates() if "{% csrf_token %}" in file.read_text()]
    found = [
        f"{place(file)}: {included}"
        for file in templates()
        for included in alone.findall(file.read_text())
        if any(path.endswith(f"/{included}") for path in posting)
    ]
    assert found == []
