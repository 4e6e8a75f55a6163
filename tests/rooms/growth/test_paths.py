"""Learning paths and rounds: what a file may hold, and what it says when it is wrong."""

import pytest

from mandat.common.phrases import say
from mandat.common.refusals import BadInputError
from mandat.growth.practice import texts
from mandat.growth.practice.rules import read_path, read_round

HEAD = """---
title: Our way
lead: How we do it here.
minutes: 5
audience: For everyone
---
"""
GOOD = f"""{HEAD}
## First

Some *words*, a [link](https://example.org) and <b>no HTML</b>.

> A quote.

::: question
What do *you* think?
:::

::: try
- one
- two
:::

## Afterwards

That was all.
"""


def read(text):
    return read_path(text, file="ours.md", slug="ours", language="en")


def problems(text):
    with pytest.raises(BadInputError) as caught:
        read(text)
    return [(r.code.removeprefix("growth.path_"), r.facts["line"]) for r in caught.value.refusals]


def test_a_path_is_read_in_parts():
    path = read(GOOD)
    assert (path.title, path.minutes, path.audience) == ("Our way", 5, "For everyone")
    first, after = path.parts
    assert (path.steps, path.afterwords) == ((first,), (after,))
    assert first.question == "<p>What do <em>you</em> think?</p>"
    assert first.attempt.startswith("<ul>")
    assert "<blockquote>" in first.body


def test_html_is_shown_as_it_was_typed():
    body = read(GOOD).parts[0].body
    assert "<b>" not in body
    assert "&lt;b&gt;no HTML&lt;/b&gt;" in body
    assert '<a href="https://example.org" rel="noopener noreferrer">' in body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ("without_parts", "7")),
        ("Hello\n## A\n", ("before_heading", "7")),
        ("## A\n\n![x](https://example.org/x.png)\n", ("not_allowed", "9")),
        ("## A\n\ntext\n\n# Too large\n", ("not_allowed", "11")),
        ("## A\n\n```\ncode\n```\n", ("not_allowed", "9")),
        ("## A\n\n[x](javascript:alert(1))\n", ("bad_link", "9")),
        ("## A\n\n[x](/me/)\n", ("bad_link", "9")),
        ("## A\n\n[x](data:text/html,x)\n", ("bad_link", "9")),
        ("## A\n\n<https://example.org> <mailto:a@example.org>\n", ("bad_link", "9")),
        ("## A\n\n[x]\n\n[x]: javascript:alert(1)\n", ("bad_link", "9")),
        ("## A\n::: question\nOpen\n", ("open_block", "8")),
        ("## A\n::: warning\n:::\n", ("bad_block", "8")),
        ("## A\n::: try\na\n:::\n::: try\nb\n:::\n", ("bad_block", "11")),
        ("::: try\n", ("bad_block", "7")),
    ],
)
def test_what_is_wrong_is_said_with_its_line(body, expected):
    assert expected in problems(HEAD + body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("without_head", "1")),
        ("## A\n", ("without_head", "1")),
        ("---\ntitle: x\n", ("without_head", "2")),
        (HEAD.replace("minutes: 5", "minutes: some") + "## A\n", ("bad_minutes", "6")),
        (HEAD.replace("minutes: 5", "minutes: 0") + "## A\n", ("bad_minutes", "6")),
        (HEAD.replace("audience: For everyone\n", "") + "## A\n", ("missing_head", "5")),
        (HEAD.replace("lead:", "colour:") + "## A\n", ("unknown_head", "3")),
    ],
)
def test_what_is_wrong_in_front_is_said_with_its_line(text, expected):
    assert expected in problems(text)


def test_every_problem_is_told_at_once():
    assert len(problems(HEAD + "Before\n\n## A\n\n![x](y)\n\n[a](b)\n")) == 3


def test_a_broken_round_names_its_file():
    with pytest.raises(BadInputError) as caught:
        read_round("title = 3", file="ours.toml", slug="ours", language="en")
    assert "ours.toml" in say(caught.value.refusals[0])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_ours_can_all_be_read_in_both_languages(language):
    paths = texts.paths(language)
    assert len(paths) == 6
    assert {path.language for path in paths} == {language}
    for path in paths:
        assert 5 <= len(path.steps) <= 8
        assert all(part.question and part.attempt and part.body for part in path.steps)
        assert len(path.afterwords) == 1, "sources are named at the end"
    rounds = texts.rounds(language)
    assert len(rounds) == 3
    assert {one.language for one in rounds} == {language}
    assert len(texts.guide(language).parts) == 9


def test_both_languages_have_the_same_parts():
    for swedish, english in zip(texts.paths("sv"), texts.paths("en"), strict=True):
        assert (swedish.slug, swedish.minutes) == (english.slug, english.minutes)
        assert len(swedish.parts) == len(english.parts)
    for swedish, english in zip(texts.rounds("sv"), texts.rounds("en"), strict=True):
        assert [len(s.choices) for s in swedish.scenes] == [len(s.choices) for s in english.scenes]


@pytest.fixture
def own(settings, tmp_path):
    settings.DATA = tmp_path
    folder = tmp_path / "paths" / "sv"
    folder.mkdir(parents=True)
    return folder


def test_an_organisation_adds_its_own(own):
    (own / "ours.md").write_text(GOOD)
    (own / "feedback.md").write_text(GOOD)
    swedish = {path.slug: path.title for path in texts.paths("sv")}
    assert len(swedish) == 7
    assert swedish["ours"] == swedish["feedback"] == "Our way"
    english = {path.slug: path for path in texts.paths("en")}
    assert english["ours"].language == "sv"
    assert english["feedback"].title == "Giving and taking feedback"
    assert texts.problems() == ()


def test_what_cannot_be_read_is_left_out_and_told(own, caplog):
    (own / "broken.md").write_text("Nothing in front")
    (own / "Bad Name.md").write_text(GOOD)
    (own / "latin.md").write_bytes(GOOD.encode() + b"\xe5")
    assert len(texts.paths("sv")) == 6
    said = " ".join(say(refusal) for refusal in texts.problems())
    assert all(name in said for name in ("broken.md", "Bad Name.md", "latin.md"))
    assert len(caplog.records) == 3


def test_a_changed_file_is_read_anew(own):
    file = own / "ours.md"
    file.write_text(GOOD)
    assert "Our way" in {path.title for path in texts.paths("sv")}
    file.write_text(GOOD.replace("Our way", "Our new way"))
    assert "Our new way" in {path.title for path in texts.paths("sv")}
