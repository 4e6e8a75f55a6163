"""How numbers, money, days and names are written in Swedish and in English.

Every function takes `lang` ("sv" or "en"); without it the reader's language is used.
Spaces inside a number or before its unit do not break (U+00A0).
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext, ngettext, override

from mandat.common import clock
from mandat.common.moments import local_day
from mandat.common.money import BASE, Money
from mandat.common.units import DAY

NBSP = "\N{NO-BREAK SPACE}"
When = date | datetime | str


def language(lang: str | None = None) -> str:
    """Return "sv" or "en": what was given, else the reader's."""
    return "en" if (lang or get_language() or "sv").startswith("en") else "sv"


def local(names: Any, lang: str | None = None) -> str:
    """Return the name an organisation gave, in the reader's language or else in the one it has.

    `names` is {"sv": …, "en": …}, the same as JSON text, or plain text.
    """
    if isinstance(names, str) and names.startswith("{"):
        names = json.loads(names)
    if not isinstance(names, Mapping):
        return "" if names is None else str(names)
    return str(names.get(language(lang)) or next((n for n in names.values() if n), ""))


_COMMON = ("chefen", "direktören", "föranden", "ekonomen", "controllern", "sekreteraren", "rektorn")
"""What Swedish names of roles end with that are ordinary words, written small in a sentence."""


def inside(name: str, lang: str | None = None) -> str:
    """Return a role's or a body's name as it stands inside a sentence: `the chair`, `ekonomen`.

    Names of people and places, and those that begin with an abbreviation, stay as they are.
    """
    if language(lang) == "en":
        return name[:1].lower() + name[1:] if name.startswith("The ") else name
    ordinary = name.casefold().endswith(_COMMON) and " " not in name and name[1:2].islower()
    return name[:1].lower() + name[1:] if ordinary else name


def number(value: Decimal | float | str, lang: str | None = None, decimals: int = 0) -> str:
    """Return `1 012` or `1,012`; with decimals `1,9` or `1.9`, and a true minus sign."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}"
    if language(lang) == "sv":
        text = text.replace(",", NBSP).replace(".", ",")
    return ("\N{MINUS SIGN}" if rounded < 0 else "") + text


def percent(share: float, lang: str | None = None, decimals: int = 0) -> str:
    """Return a share between 0 and 1 as `38 %` or `38%`."""
    text = number(Decimal(str(share)) * 100, lang, decimals)
    return f"{text}{NBSP}%" if language(lang) == "sv" else f"{text}%"


def value(found: Any, names: Mapping[str, Any] | None = None, lang: str | None = None) -> str:
    """Return the value of one fact: money, number, yes or no, a day, a choice, or its text."""
    if as_money(found) is not None:
        return money(found, lang)
    with override(language(lang)):
        if isinstance(found, bool):
            return gettext("yes") if found else gettext("no")
    if isinstance(found, Decimal):
        return number(found, lang, max(0, -int(found.normalize().as_tuple().exponent)))
    if isinstance(found, date):
        return day(found, lang)
    return local((names or {}).get(str(found), str(found)), lang)


def span(fact: Any, lang: str | None = None) -> str:
    """Return a coarse fact in words: `2 000–3 000 kr`, `6–7`, `högst 100 kr`, or its value.

    `fact` has `low`, `high`, `value` and `choices`; the span reaches up to and with `high`.
    """
    if fact.high is None:
        return value(fact.value, fact.choices, lang)
    low, high = as_money(fact.low), as_money(fact.high)
    if high is None:
        return number(fact.high, lang) if fact.low == fact.high else _span(fact, lang)
    if low is None or low.minor == 0:
        with override(language(lang)):
            return gettext("at most %(value)s") % {"value": money(high)}
    if language(lang) == "en":
        return f"{money(low, lang)}–{number(high.decimal(), lang)}"
    return f"{number(low.decimal(), lang)}–{money(high, lang)}"


def _span(fact: Any, lang: str | None) -> str:
    return f"{number(fact.low, lang)}–{number(fact.high, lang)}"


def limits(given: Any, facts: Any = (), lang: str | None = None) -> str:
    """Return limits in words: `upp till 5 000 kr, Enhet: Norr`.

    `given` are limits with fact, op and value; `facts` are the matter's fact types, for labels.
    """
    types = {fact.key: fact for fact in facts}
    with override(language(lang)):
        said = [_limit(limit, types.get(limit.fact)) for limit in given]
        return ", ".join(said) if said else gettext("without limit")


def _limit(limit: Any, fact: Any) -> str:
    names = fact.choices if fact else {}
    many = limit.value if isinstance(limit.value, tuple) else (limit.value,)
    text = ", ".join(value(one, names) for one in many)
    if isinstance(limit.value, Money) and limit.fact == "amount":
        form = gettext("up to %(value)s") if limit.op == "<=" else gettext("from %(value)s")
        return form % {"value": text}
    forms = {
        "<=": gettext("%(fact)s at most %(value)s"),
        ">=": gettext("%(fact)s at least %(value)s"),
    }
    form = forms.get(limit.op, "%(fact)s: %(value)s")
    return form % {"fact": local(fact.label) if fact else limit.fact, "value": text}


def as_money(value: Any) -> Money | None:
    """Read Money, {"minor": "294000", "currency": "SEK"} or `294000 SEK` (minor units)."""
    if isinstance(value, Money):
        return value
    if isinstance(value, Mapping) and "minor" in value:
        return Money(int(value["minor"]), str(value["currency"]))
    if isinstance(value, str) and value.count(" ") == 1:
        minor, currency = value.split(" ")
        return Money(int(minor), currency)
    return None


def money(value: Any, lang: str | None = None) -> str:
    """Return `2 940 kr` or `SEK 2,940`; decimals only where the amount has them."""
    amount = as_money(value)
    if amount is None:
        return "" if value is None else str(value)
    if amount.currency == BASE:
        return _base_amounts(amount, lang)
    exact = amount.decimal()
    decimals = 0 if exact == exact.to_integral_value() else 2
    text = number(exact, lang, decimals)
    if language(lang) == "en":
        return f"{amount.currency}{NBSP}{text}"
    return f"{text}{NBSP}{'kr' if amount.currency == 'SEK' else amount.currency}"


def _base_amounts(amount: Money, lang: str | None) -> str:
    """Return `2 prisbasbelopp` or `2.5 price base amounts`, to a hundredth."""
    exact = amount.decimal().quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize()
    text = number(exact, lang, max(0, -int(exact.as_tuple().exponent)))
    if language(lang) == "sv":
        return f"{text}{NBSP}prisbasbelopp"
    return f"{text}{NBSP}price base amount{'' if exact == 1 else 's'}"


def _read(value: When) -> date | datetime:
    if isinstance(value, str):
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value[:10])
    return value


def _day(value: When) -> date:
    read = _read(value)
    return local_day(read) if isinstance(read, datetime) else read


def today() -> date:
    """Return the local date that holds in this installation."""
    return local_day(clock.now())


def day(value: When | None, lang: str | None = None, form: str = "") -> str:
    """Return `27 november`, with the year when it is not this one.

    `form`: "" as above, "full" always with the year, "weekday" `måndag 23 november`, "short"
    `27 nov`, "month" `oktober 2026`, "mon" `okt`.
    """
    if value is None or value == "":
        return ""
    which = _day(value)
    year = "" if which.year == today().year else " Y"
    pattern = {
        "full": "j F Y",
        "weekday": f"l j F{year}",
        "short": f"j N{year}",
        "month": "F Y",
        "mon": "M",
    }.get(form, f"j F{year}")
    with override(language(lang)):
        text = dateformat.format(which, pattern)
        if form in ("short", "mon"):
            text = text.replace(".", "")
        return text.lower() if language() == "sv" else text


def last_moment(until: When | None) -> When | None:
    """Return the last moment of `[from, until)`: a period to midnight ends the day before."""
    read = None if until is None else _read(until)
    return read - timedelta(microseconds=1) if isinstance(read, datetime) else read


def clock_time(value: datetime | str, lang: str | None = None) -> str:
    """Return `08.12` or `08:12`, local time."""
    read = _read(value)
    if not isinstance(read, datetime):
        return ""
    sign = ":" if language(lang) == "en" else "."
    return timezone.localtime(read).strftime(f"%H{sign}%M")


def days(value: timedelta | float | str | None, lang: str | None = None) -> str:
    """Return `4 dagar`, `1 dag` or `mindre än en dag`; nothing for nothing."""
    if value is None or value == "":
        return ""
    count = value / DAY if isinstance(value, timedelta) else float(value)
    whole = int(Decimal(str(count)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    with override(language(lang)):
        if whole == 0 and count > 0:
            return gettext("less than a day")
        return ngettext("%(count)s day", "%(count)s days", whole) % {"count": number(whole)}


def when_about(value: When | None, lang: str | None = None) -> str:
    """Return `i dag`, `i går`, `om 7 dagar`, `för 4 dagar sedan`; further off, the date."""
    if value is None or value == "":
        return ""
    off = (_day(value) - today()).days
    with override(language(lang)):
        near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
        if off in near:
            return near[off]
        if 1 < off < 15:
            return gettext("in %(days)s") % {"days": days(off)}
        if -15 < off < -1:
            return gettext("%(days)s ago") % {"days": days(-off)}
    return day(value, lang)
