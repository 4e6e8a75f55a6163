"""What the pulse asks, and its five answers, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import override

from mandat.common.formats import local
from mandat.common.phrases.pulse import LABELS, PARTS, QUESTIONS
from mandat.growth.pulse.texts import instrument


def question_text(question: str) -> str:
    """Return a question as it is asked: the organisation's own words, or ours."""
    item = instrument().item(question)
    return local(item.texts) if item and item.texts else str(QUESTIONS.get(question, question))


def question_texts(question: str) -> Mapping[str, str]:
    """Return a question in every language."""
    found = {}
    for language in ("sv", "en"):
        with override(language):
            found[language] = question_text(question)
    return found


def label_text(step: int, *, ours: bool = False) -> str:
    """Return what an answer from 1 to 5 is called, to the organisation's questions or to ours."""
    labels = {} if ours else instrument().labels
    words = {language: each[step - 1] for language, each in labels.items()}
    return local(words) if words else str(LABELS[step - 1])


def part_text(part: str) -> str:
    """Return what a part of the questions is called; the empty one is the whole."""
    named = instrument().parts.get(part)
    return local(named) if named else str(PARTS.get(part, part))
