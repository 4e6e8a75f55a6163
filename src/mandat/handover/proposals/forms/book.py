"""The rules as a form, made from the rule book itself: a new rule shows without work here."""

import json
from dataclasses import fields, replace
from typing import Any, get_args, get_type_hints

from django import forms
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from mandat.common.phrases.proposals import BOOK_FIELDS, BOOK_WORDS
from mandat.common.refusals import BadInputError, Refusal
from mandat.handover.proposals.rules.changes import RulesChange, rule_lines
from mandat.power.forms import RoomForm
from mandat.power.rules import NeverGround, RuleBook, book_from_json, book_to_json

OWN = "own"
"""The key of a rule book that has been changed by a proposal."""

RULES = tuple(f.name for f in fields(RuleBook) if f.name != "key")
_TYPES = get_type_hints(RuleBook)


def _choices(options: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(option, BOOK_WORDS.get(option, option)) for option in options]


def rule_field(name: str) -> forms.Field:
    """Return the field for a rule, by its type; what no kind fits is written as in the file."""
    kind, label = _TYPES[name], format_lazy("{}", BOOK_FIELDS.get(name, name))
    inner = get_args(kind)
    if kind is bool:
        return forms.BooleanField(label=label, required=False)
    if kind is int:
        return forms.IntegerField(label=label, min_value=0)
    if inner and all(isinstance(option, str) for option in inner):
        needed = "" not in inner
        return forms.ChoiceField(label=label, choices=_choices(inner), required=needed)
    if inner and get_args(inner[0]):
        return forms.MultipleChoiceField(
            label=label, choices=_choices(get_args(inner[0])), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
    if inner and inner[0] is NeverGround:
        return _Grounds(label=label)
    if kind is str:
        return forms.CharField(label=label, required=False)
    if inner and inner[0] is str:
        return _Keys(label=label)
    return forms.JSONField(label=label, help_text=_("As in the file of rules"), required=False)


class _Grounds(forms.CharField):
    """One ground a line: the law or decision, what it is in Swedish, and in English."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("One on each line: the law or decision | in Swedish | in English")
        widget = forms.Textarea(attrs={"rows": 6})
        super().__init__(help_text=help_text, widget=widget, required=False, **kwargs)


class _Keys(forms.CharField):
    """Keys with commas between."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Keys, with commas between them")
        super().__init__(help_text=help_text, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [part.strip() for part in (value or "").split(",") if part.strip()]


GROUNDS = tuple(n for n in RULES if get_args(_TYPES[n])[:1] == (NeverGround,))
"""Rules that are lists of grounds."""


def grounds_text(book: RuleBook) -> dict[str, str]:
    """Return the lists of grounds as they are written in the form."""
    return {name: "\n".join(map(_ground_line, getattr(book, name))) for name in GROUNDS}


def _ground_line(ground: NeverGround) -> str:
    return f"{ground.ref} | {ground.name.get('sv', '')} | {ground.name.get('en', '')}"


def _grounds(text: str, before: tuple[NeverGround, ...]) -> tuple[NeverGround, ...]:
    keys = {(g.ref, g.name.get("sv", "")): g.key for g in before}
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        ref, sv, en = (*(part.strip() for part in line.split("|")), "", "")[:3]
        key = keys.get((ref, sv)) or slugify(sv or ref)[:60]
        found.append(NeverGround(key, ref, {"sv": sv, "en": en or sv}))
    return tuple(found)


class RulesForm(RoomForm):
    """Every rule with a place for why it should be another."""

    name_sv = forms.CharField(label=_("What the rules are called, in Swedish"), max_length=200)
    name_en = forms.CharField(label=_("What the rules are called, in English"), max_length=200)
    why_name = forms.CharField(label=_("Why, if you change it"), required=False)

    def __init__(self, *args: Any, book: RuleBook, start: RuleBook, **kwargs: Any) -> None:
        """`book` is the one in force; `start` is what the form begins with."""
        super().__init__(*args, **kwargs)
        self.book = book
        settings = book_to_json(start)
        self.initial = {
            **settings, "name_sv": start.name.get("sv", ""), "name_en": start.name.get("en", ""),
            **grounds_text(start), **self.initial,
        }  # fmt: skip
        for name in RULES:
            if name != "name":
                self.fields[name] = rule_field(name)
                why = forms.CharField(label=_("Why, if you change it"), required=False)
                self.fields[f"why_{name}"] = why

    def change(self) -> RulesChange:
        """Return what would be another. Raises BadInputError for what cannot be understood."""
        given = self.cleaned_data
        plain = (n for n in RULES if n not in ("name", *GROUNDS))
        settings: dict[str, Any] = {n: given[n] if given[n] is not None else [] for n in plain}
        settings["name"] = {"sv": given["name_sv"], "en": given["name_en"]}
        if settings["name"] == {"sv": "", "en": ""} or not self.book.name:
            settings["name"] = {k: v for k, v in settings["name"].items() if v}
        try:
            wanted = book_from_json(OWN, {**book_to_json(self.book), **settings})
        except (ValueError, TypeError) as error:
            raise BadInputError(
                Refusal("proposals.rule_not_understood", {"what": str(error)})
            ) from None
        listed: dict[str, Any] = {n: _grounds(given[n], getattr(self.book, n)) for n in GROUNDS}
        wanted = replace(wanted, **listed)
        why = {n: given.get(f"why_{n}", "") for n in RULES}
        return RulesChange(OWN, rule_lines(self.book, wanted, why))


def begin_with(change: RulesChange, book: RuleBook) -> dict[str, Any]:
    """Return what the form begins with when a proposal is worded anew."""
    wanted = book_from_json(OWN, {**book_to_json(book), **{i.field: i.to for i in change.lines}})
    return {
        **book_to_json(wanted),
        "name_sv": wanted.name.get("sv", ""),
        "name_en": wanted.name.get("en", ""),
        **grounds_text(wanted),
        **{f"why_{line.field}": line.why for line in change.lines},
    }


def shown(value: Any) -> str:
    """Return a rule's value of no known kind, as the file says it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
