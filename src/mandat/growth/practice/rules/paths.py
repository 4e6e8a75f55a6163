"""A learning path: a text in parts, each with one question to oneself and one thing to try.

The file is Markdown with a few lines in front. What may be in it is a closed list, so that a text
from anybody can be shown: headings, paragraphs, lists, emphasis, links to the web, quotes, and the
two blocks `::: question` and `::: try`. HTML is shown as it was typed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mandat.common.refusals import Refusal, refuse

HEAD = ("title", "lead", "minutes", "audience")
BLOCKS = ("question", "try")
MOST_MINUTES = 600

_WEB = re.compile(r"https?://", re.IGNORECASE)
_ALLOWED = re.compile(
    r"(heading|paragraph|bullet_list|ordered_list|list_item|em|strong|link|blockquote)"
    r"_(open|close)|text|inline|softbreak|hardbreak"
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
# What stands here is looked at by `_problems`; the parser's own silent refusal would say nothing.
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005


@dataclass(frozen=True)
class Part:
    """One part. `body`, `question` and `attempt` are HTML made of the allowed elements only."""

    title: str
    body: str
    question: str
    attempt: str

    @property
    def is_step(self) -> bool:
        """Whether there is something to do here; sources and the like have nothing."""
        return bool(self.question or self.attempt)


@dataclass(frozen=True)
class Path:
    """A learning path in one language. `minutes` is how long it takes to read and think."""

    slug: str
    language: str
    title: str
    lead: str
    minutes: int
    audience: str
    parts: tuple[Part, ...]

    @property
    def steps(self) -> tuple[Part, ...]:
        """The parts one walks, in order."""
        return tuple(part for part in self.parts if part.is_step)

    @property
    def afterwords(self) -> tuple[Part, ...]:
        """The parts that only tell, such as sources."""
        return tuple(part for part in self.parts if not part.is_step)


@dataclass
class _Draft:
    """A part while its lines are gathered; each text with the number of its first line."""

    title: str
    line: int
    texts: dict[str, tuple[int, list[str]]] = field(default_factory=dict)


def read_path(text: str, *, file: str, slug: str, language: str) -> Path:
    """Read a learning path from a file's text.

    Raises BadInputError with every problem at once; each names the file and the line.
    """
    reader = _Reader(file, text.splitlines())
    head, first = reader.head()
    parts = reader.parts(first)
    if not parts and not reader.wrong:
        reader.refuse("growth.path_without_parts", first)
    refuse(reader.wrong)
    return Path(
        slug, language, head["title"], head["lead"], int(head["minutes"]), head["audience"], parts
    )


class _Reader:
    """Reads one file line by line, and gathers what is wrong with it."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self.file = file
        self.lines = lines
        self.wrong: list[Refusal] = []

    def refuse(self, code: str, line: int, **facts: str) -> None:
        self.wrong.append(Refusal(code, {"file": self.file, "line": str(line), **facts}))

    def head(self) -> tuple[dict[str, str], int]:
        """Return the lines in front as a dict, and the number of the line after them."""
        found: dict[str, str] = {}
        if not self.lines or self.lines[0].strip() != "---":
            self.refuse("growth.path_without_head", 1)
            return found, 1
        for number, line in enumerate(self.lines[1:], start=2):
            if line.strip() == "---":
                self._check_head(found, number)
                return found, number + 1
            key, colon, value = line.partition(":")
            if colon and key.strip() in HEAD:
                found[key.strip()] = value.strip()
            elif line.strip():
                self.refuse("growth.path_unknown_head", number, known=", ".join(HEAD))
        self.refuse("growth.path_without_head", len(self.lines))
        return found, len(self.lines) + 1

    def _check_head(self, found: dict[str, str], line: int) -> None:
        for key in HEAD:
            if not found.get(key):
                self.refuse("growth.path_missing_head", line, key=key)
        minutes = found.get("minutes", "")
        fits = minutes.isascii() and minutes.isdigit() and 0 < int(minutes) <= MOST_MINUTES
        if minutes and not fits:
            self.refuse("growth.path_bad_minutes", line)

    def parts(self, first: int) -> tuple[Part, ...]:
        """Return the parts from line `first` on."""
        drafts: list[_Draft] = []
        inside, opened = "body", 0
        for number, line in enumerate(self.lines[first - 1 :], start=first):
            if line.startswith("## ") and inside == "body":
                drafts.append(_Draft(line[3:].strip(), number))
            elif line.startswith(":::"):
                inside, opened = self._turn(line, number, inside, drafts), number
            elif drafts:
                drafts[-1].texts.setdefault(inside, (number, []))[1].append(line)
            elif line.strip():
                self.refuse("growth.path_before_heading", number)
        if inside != "body":
            self.refuse("growth.path_open_block", opened)
        return tuple(self._part(draft) for draft in drafts)

    def _turn(self, line: str, number: int, inside: str, drafts: list[_Draft]) -> str:
        """Return which text the following lines belong to, after a line that begins with :::."""
        name = line[3:].strip()
        if inside != "body" and not name:
            return "body"
        if inside != "body" or name not in BLOCKS or not drafts or name in drafts[-1].texts:
            self.refuse("growth.path_bad_block", number)
            return inside
        return name

    def _part(self, draft: _Draft) -> Part:
        made = {name: self._markup(*text) for name, text in draft.texts.items()}
        return Part(
            draft.title, made.get("body", ""), made.get("question", ""), made.get("try", "")
        )

    def _markup(self, first: int, lines: Sequence[str]) -> str:
        tokens = _MARKDOWN.parse("\n".join(lines))
        for line, code in _problems(tokens, first):
            self.refuse(code, line)
        for token in _links(tokens):
            token.attrSet("rel", "noopener noreferrer")
        return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()


def _problems(tokens: Sequence[Token], first: int) -> Iterator[tuple[int, str]]:
    """Yield (line, code) of whatever may not be in a learning path."""
    line = first
    for token in tokens:
        line = first + token.map[0] if token.map else line
        for one in (token, *(token.children or ())):
            if not _ALLOWED.fullmatch(one.type) or one.tag in ("h1", "h2"):
                yield line, "growth.path_not_allowed"
            elif one.type == "link_open" and not _WEB.match(str(one.attrGet("href"))):
                yield line, "growth.path_bad_link"


def _links(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (one for one in token.children or () if one.type == "link_open")
