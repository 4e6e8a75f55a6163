"""How limits and acts are written in an order: the same words that the import reads."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from mandat.common.formats import language, number
from mandat.power.orders.rules import BASE, Bound, Holder, Line

NBSP = "\N{NO-BREAK SPACE}"


def bounds_in_words(bounds: Iterable[Bound], lang: str | None = None) -> str:
    """Return limits as an order writes them: `över 100 000 kr, högst 5 prisbasbelopp`."""
    with override(language(lang)):
        return ", ".join(_bound(b) for b in bounds)


def _bound(bound: Bound) -> str:
    words = {
        "<=": pgettext("limit", "up to %(amount)s"),
        "<": pgettext("limit", "less than %(amount)s"),
        ">=": pgettext("limit", "at least %(amount)s"),
        ">": pgettext("limit", "more than %(amount)s"),
    }
    per = {"year": _("%(limit)s per year"), "month": _("%(limit)s per month")}
    said = words[bound.op] % {"amount": _amount(bound)}
    return per[bound.per] % {"limit": said} if bound.per else said


def _amount(bound: Bound) -> str:
    decimals = max(0, -int(bound.amount.normalize().as_tuple().exponent))
    if bound.unit.isupper():
        decimals = 2 if decimals else 0
    figure = number(bound.amount, decimals=decimals)
    count = 1 if bound.amount == Decimal(1) else 2
    units = {
        BASE: ngettext("price base amount", "price base amounts", count),
        "percent": "%",
        "day": ngettext("day", "days", count),
        "week": ngettext("week", "weeks", count),
        "month": ngettext("month", "months", count),
        "year": ngettext("year", "years", count),
        "SEK": "kr",
    }
    if bound.unit not in units or (bound.unit == "SEK" and language() == "en"):
        return (
            f"{bound.unit}{NBSP}{figure}" if language() == "en" else f"{figure}{NBSP}{bound.unit}"
        )
    return f"{figure}{NBSP}{units[bound.unit]}"


def holder_in_words(holder: Holder, name: str = "") -> str:
    """Return who decides, by `name` or their own, and which side where it is only one."""
    side = {"yes": _("%(name)s (only yes)"), "no": _("%(name)s (only no)")}
    form = side.get(holder.verb)
    said = name or holder.name
    return form % {"name": said} if form else said


def act_in_words(holder: Holder) -> str:
    """Return what a matrix says that somebody does, with its condition."""
    words = {
        "decide": pgettext("act", "decides"),
        "approve": pgettext("act", "approves"),
        "sign": pgettext("act", "signs"),
        "advise": pgettext("act", "advised"),
        "recommend": pgettext("act", "recommends"),
    }
    return f"{words[holder.act]} {holder.when}".strip()


def is_matrix(lines: Iterable[Line]) -> bool:
    """Tell whether some row says what each does, and so needs a column for it."""
    return any(h.act != "decide" for line in lines for h in line.holders)


def handed_on_from(name: str, lang: str | None = None) -> str:
    """Return the note of a mandate that came from another."""
    with override(language(lang)):
        return _("Handed on from %(name)s") % {"name": name}
