"""A scripted round: a short practice in scenes, without data, scores or right and wrong.

The file is TOML: `title`, `lead`, `minutes`, `audience`, `opening` and `closing` (texts in
paragraphs), and `[[scenes]]`, each with `title`, `text`, `voice` (may be empty), `question` and two
to four `choices`, a list of {`label`, `answer`}.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mandat.common.refusals import BadInputError, Refusal


@dataclass(frozen=True)
class Choice:
    """Something one can answer, and what there is to say about it."""

    label: str
    answer: str


@dataclass(frozen=True)
class Scene:
    """One moment: what happens, what somebody says (or nothing), and what one is asked."""

    title: str
    text: str
    voice: str
    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Round:
    """A scripted round in one language. Texts are plain, in paragraphs split by an empty line."""

    slug: str
    language: str
    title: str
    lead: str
    minutes: int
    audience: str
    opening: str
    closing: str
    scenes: tuple[Scene, ...]


def read_round(text: str, *, file: str, slug: str, language: str) -> Round:
    """Read a round from a file's text. Raises BadInputError, naming the file and what is wrong."""
    try:
        found = tomllib.loads(text)
        return Round(
            slug,
            language,
            **{key: str(found[key]).strip() for key in ("title", "lead", "audience")},
            minutes=int(found["minutes"]),
            opening=str(found["opening"]).strip(),
            closing=str(found["closing"]).strip(),
            scenes=tuple(_scene(scene) for scene in found["scenes"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        problem = {"file": file, "problem": str(error)}
        raise BadInputError(Refusal("growth.bad_round", problem)) from error


def _scene(given: Mapping[str, Any]) -> Scene:
    return Scene(
        str(given["title"]),
        str(given["text"]).strip(),
        str(given.get("voice", "")).strip(),
        str(given["question"]),
        tuple(Choice(one["label"], one["answer"].strip()) for one in given["choices"]),
    )
