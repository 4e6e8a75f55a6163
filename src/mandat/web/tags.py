"""Template tags and filters every page may use without loading them."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from mandat.common import formats
from mandat.common.phrases import explain, say
from mandat.common.refusals import Refusal
from mandat.power.orders import wording
from mandat.web import pulse_words

register = template.Library()

_LUCIDE = Path(__file__).parent / "static" / "mandat" / "vendor" / "lucide"

# A ring is someone who can decide, a dot is the right to decide.
_OUTLINE = "M19.85 6.2A9.9 9.9 0 1 0 19.85 18.4A9.9 9.9 0 1 0 19.85 6.2Z"
_SIGNS = {
    "own": (
        "0 0 20 20",
        '<circle cx="10" cy="10" r="8.2"/><circle class="sign-dot" cx="10" cy="10" r="3.7"/>',
    ),
    "other": (
        "0 0 32 20",
        (
            '<circle cx="8.4" cy="10" r="7.2"/><circle cx="23.4" cy="10" r="7.2"/>'
            '<circle class="sign-dot" cx="23.4" cy="10" r="3.4"/>'
        ),
    ),
    "together": (
        "0 0 28 20",
        (
            '<circle cx="9.8" cy="10" r="8.3"/><circle cx="18.2" cy="10" r="8.3"/>'
            '<circle class="sign-dot" cx="14" cy="10" r="2.5"/>'
        ),
    ),
    "on_its_way": (
        "0 0 39.7 24.6",
        (
            f'<path stroke-width="2.46" stroke-linejoin="round" d="{_OUTLINE}"/>'
            '<circle class="sign-dot" cx="19.85" cy="12.3" r="4.2"/>'
        ),
    ),
    "practice": (
        "0 0 20 20",
        (
            '<circle cx="10" cy="10" r="8.2" stroke-dasharray="3.7 2.74"/>'
            '<circle cx="10" cy="10" r="3"/>'
        ),
    ),
    "coming": ("0 0 20 20", '<circle cx="10" cy="10" r="8.2"/>'),
    "done": (
        "0 0 20 20",
        (
            '<circle class="sign-dot" cx="10" cy="10" r="9.2"/>'
            '<path class="sign-tick" d="M6 10.3l2.8 2.8 5.3-5.9"/>'
        ),
    ),
}


@register.simple_tag
def sign(name: str, extra: str = "") -> SafeString:
    """Draw a sign. Hidden from screen readers: the words beside it carry the meaning.

    `name`: own, other, together, on_its_way, practice, coming or done. `extra`: more classes.
    """
    box, shapes = _SIGNS[name]
    return format_html(
        '<svg class="sign sign-{} {}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>',
        name,
        extra,
        box,
        mark_safe(shapes),  # noqa: S308 - our own constant
    )


@register.simple_tag
def mandate_dots(moved: int, stayed: int) -> SafeString:
    """Draw a dot a mandate: filled came by a hand-over, hollow was there from the start."""
    each = 13
    dots = ['<circle class="dot" cx="{}" cy="7" r="5"/>'] * moved
    dots += ['<circle class="dot-hollow" cx="{}" cy="7" r="4.4"/>'] * stayed
    drawn = "".join(dot.format(i * each + 7) for i, dot in enumerate(dots))
    return format_html(
        '<svg class="mandate-dots" viewBox="0 0 {0} 14" width="{0}" height="14"'
        ' aria-hidden="true" focusable="false">{1}</svg>',
        max(len(dots), 1) * each + 1,
        mark_safe(drawn),  # noqa: S308 - numbers only
    )


@register.simple_tag
def mandate_dots_of(mandates: Any) -> SafeString:
    """Draw the dots of mandates, at most forty."""
    moved = sum(1 for mandate in mandates if mandate.handover)
    shown = mandate_dots(min(moved, 40), min(len(mandates) - moved, 40))
    return shown if mandates else mark_safe("")


@cache
def _shapes(name: str) -> str:
    text = (_LUCIDE / f"{name}.svg").read_text()
    inner = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if inner is None:
        raise ValueError(name)
    return " ".join(inner[1].split())


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw a Lucide icon, hidden from screen readers. `extra`: more classes."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        extra,
        mark_safe(_shapes(name)),  # noqa: S308 - a vendored file, held by its hash
    )


@register.filter
def local(names: Any) -> str:
    """The organisation's own name for something, in the reader's language."""
    return formats.local(names)


@register.filter
def money(value: Any) -> str:
    """`2 940 kr` or `SEK 2,940`."""
    return formats.money(value)


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """`1 012` or `1,012`."""
    return "" if value in (None, "") else formats.number(value, decimals=decimals)


@register.filter
def percent(value: Any, decimals: int = 0) -> str:
    """A share between 0 and 1 as `38 %`."""
    return "" if value in (None, "") else formats.percent(value, decimals=decimals)


@register.filter
def day(value: Any, form: str = "") -> str:
    """`27 november`; form: full, weekday, short or month."""
    return formats.day(value, form=form)


@register.filter
def last(until: Any) -> Any:
    """The last moment of a period that is open at its end, so that its day is the last day."""
    return formats.last_moment(until)


@register.filter
def clock(value: Any) -> str:
    """`08.12` or `08:12`."""
    return formats.clock_time(value)


@register.filter
def days(value: Any) -> str:
    """`4 dagar`."""
    return formats.days(value)


@register.filter
def limits(given: Any, facts: Any = ()) -> str:
    """`upp till 5 000 kr`, or `utan gräns`. The argument is the matter's fact types."""
    return formats.limits(given, facts)


@register.filter
def bounds(given: Any) -> str:
    """Limits as an order writes them: `högst 5 prisbasbelopp`."""
    return wording.bounds_in_words(given)


@register.filter
def holder_words(holder: Any) -> str:
    """Who decides in an order, with the side or the act where it matters."""
    if holder.act != "decide":
        return f"{holder.name}: {wording.act_in_words(holder)}"
    return wording.holder_in_words(holder)


@register.filter
def factvalue(found: Any, fact: Any = None) -> str:
    """The value of one fact in words. The argument is its fact type."""
    return formats.value(found, fact.choices if fact else None)


@register.filter
def span(fact: Any) -> str:
    """A coarse fact in words: `2 000–3 000 kr`."""
    return formats.span(fact)


@register.filter
def whenabout(value: Any) -> str:
    """`i dag`, `om 7 dagar`, or the date."""
    return formats.when_about(value)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and last name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


@register.filter
def sentence(text: Any) -> str:
    """The same text with a capital first letter."""
    words = str(text)
    return words[:1].upper() + words[1:]


@register.filter
def inside(name: Any) -> str:
    """A role's or a body's name as it stands inside a sentence: `the chair`."""
    return formats.inside(local(name))


@register.filter
def plain(value: Any) -> str:
    """A number for an attribute: never written the reader's way."""
    return str(value)


@register.filter
def refusal(given: Refusal) -> str:
    """The sentence of a refusal."""
    return say(given)


@register.filter
def explained(given: Refusal) -> str:
    """The sentence of a refusal, what would lift it, and the rule behind it."""
    return explain(given)


@register.filter
def first_name(name: str) -> str:
    """The first of a person's names."""
    return name.split(" ", maxsplit=1)[0]


@register.filter
def pulse_question(question: str) -> str:
    """Show a question of the pulse."""
    return pulse_words.question_text(question)


@register.filter
def pulse_label(step: Any, ours: Any = False) -> str:  # noqa: FBT002 - a filter has no names
    """Show what an answer of the pulse from 1 to 5 is called: as the organisation has it, or we."""
    return pulse_words.label_text(int(step), ours=bool(ours))


@register.filter
def pulse_part(part: str) -> str:
    """Show what a part of the pulse's questions is called."""
    return pulse_words.part_text(part)
