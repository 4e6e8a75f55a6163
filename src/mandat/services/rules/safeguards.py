"""What catches an error in a service's form without an approval. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from mandat.common.money import Money
from mandat.common.refusals import Refusal
from mandat.power.rules import Facts, FactType
from mandat.services.rules.cases import LONGEST_WORDS


@dataclass(frozen=True)
class Safeguard:
    """What catches an error without an approval.

    `recent_alike` shows recent alike cases in the form; `extra_field` asks one field more, called
    `label`; `own_words` reminds of what people agreed, in `words`.
    """

    kind: Literal["recent_alike", "extra_field", "own_words"]
    label: str = ""
    words: str = ""


def safeguards_from_json(value: Sequence[Mapping[str, Any]], at: datetime) -> tuple[Safeguard, ...]:
    """Read a service's safeguards as the record keeps them; other keys are left alone.

    One that has an `until` (ISO 8601) is gone from then on, so that what came along with a trial
    leaves with it when that lapses.
    """
    return tuple(
        Safeguard(s["kind"], s.get("label", ""), s.get("words", ""))
        for s in value
        if not s.get("until") or at < datetime.fromisoformat(s["until"])
    )


def extra_labels(safeguards: Sequence[Safeguard]) -> tuple[str, ...]:
    """Return the extra fields that the safeguards ask for, each once."""
    return tuple(dict.fromkeys(s.label for s in safeguards if s.kind == "extra_field" and s.label))


def read_extra(
    labels: Sequence[str], given: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Refusal, ...]]:
    """Read answers to the extra fields, by label; all are required."""
    found, refusals = {}, []
    for n, label in enumerate(labels):
        text = given.get(f"extra-{n}", "").strip()
        if not text:
            refusals.append(Refusal("services.missing_extra", {"label": label}, f"extra-{n}"))
        elif len(text) > LONGEST_WORDS:
            refusals.append(Refusal("services.too_long", {"most": LONGEST_WORDS}, f"extra-{n}"))
        else:
            found[label] = text
    return found, tuple(refusals)


def is_alike(types: Sequence[FactType], a: Facts, b: Facts) -> bool:
    """Tell whether two cases are alike: same choices, amounts within a quarter of each other.

    Free text, dates and facts that only one of them has are not compared.
    """
    for fact_type in types:
        one, other = a.get(fact_type.key), b.get(fact_type.key)
        if one is None or other is None:
            continue
        if fact_type.kind in ("choice", "yesno") and one != other:
            return False
        if isinstance(one, Money) and isinstance(other, Money):
            if one.currency != other.currency:
                return False
            if abs(one.minor - other.minor) * 4 > max(one.minor, other.minor):
                return False
    return True
