"""Forms of delegation orders: a file, the whole order, one row, an adoption."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mandat.common.formats import local
from mandat.power.forms import Choice, Given, RoomForm, Told
from mandat.power.orders.files import KNOWN
from mandat.power.orders.queries import DraftPage, RoleChoice
from mandat.power.orders.rules import Holder, Line, Verb
from mandat.power.orders.rules.alike import FLAGS as FLAGS_MENDED
from mandat.power.orders.rules.alike import HOLDERS, LIMITS, Alike, Said, What
from mandat.power.orders.rules.mending import Mended
from mandat.power.orders.wording import act_in_words, bounds_in_words
from mandat.power.queries import MatterView, Names

Circles = Sequence[tuple[UUID, Names]]
SIDES: tuple[tuple[Verb, Any], ...] = (
    ("both", _("Yes and no")),
    ("yes", _("Only yes")),
    ("no", _("Only no")),
)
FLAGS = (("", _("Not said")), ("yes", _("Yes")), ("no", _("No")))
EMPTY_HOLDERS = 2
_ALWAYS = ("matter", "limit", "left_out")


class _File(Given, forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> Any:
        return data or initial


class FileForm(RoomForm):
    """Asks for a file."""

    file = _File(
        label=_("Which file?"),
        help_text=_("CSV, Excel, Word, Markdown or a saved web page."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{k}" for k in KNOWN)}),
    )


def _day() -> forms.CharField:
    return Told(label=_("When did it decide?"), widget=forms.DateInput(attrs={"type": "date"}))


class AdoptionForm(RoomForm):
    """Which body, when, in what paragraph."""

    body = Told(label=_("Which body decided?"), help_text=_("For example Kommunstyrelsen."))
    circle = Choice(label=_("Where is the body?"))
    on = _day()
    paragraph = Told(label=_("In which paragraph?"), help_text=_("For example 75."))

    def __init__(self, *args: Any, circles: Circles, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(uuid), local(name)) for uuid, name in circles]
        chosen = named if len(named) == 1 else [("", _("Choose")), *named]
        self.fields["circle"].choices = chosen  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, str]:
        """What was typed, whatever is wrong with it."""
        self.is_valid()
        names = ("body", "circle", "on", "paragraph", "base", "ladder", "needs", "earlier")
        return {n: self.data.get(n, "") for n in names}


class WholeForm(AdoptionForm):
    """What is to be said of a whole draft."""

    base = Told(
        label=_("What is the price base amount this year?"),
        help_text=_("In whole kronor. Statistics Sweden publishes it each year."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    ladder = forms.ChoiceField(
        label=_("Does a higher approval presuppose those below it?"), required=False
    )

    needs = forms.ChoiceField(
        label=_("Can people ask for the new matters in Needs?"),
        required=False,
        choices=(("all", _("Yes, each gets a page")), ("none", _("No"))),
        help_text=_("You can choose otherwise row by row."),
    )

    earlier = forms.ChoiceField(
        label=_("What happens to what the body adopted before?"),
        required=False,
        choices=(
            ("replace", _("This order replaces the earlier one")),
            ("add", _("This adds to it")),
        ),
    )

    def __init__(self, *args: Any, page: DraftPage, **kwargs: Any) -> None:
        super().__init__(*args, circles=page.circles, **kwargs)
        if not page.needs_base:
            del self.fields["base"]
        if not page.preview.earlier:
            del self.fields["earlier"]
        if page.groups:
            choices = [("", _("No")), *((g, g) for g in page.groups)]
            self.fields["ladder"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["ladder"]


class AlikeForm(RoomForm):
    """What is meant in every row where the same word stands."""

    what = forms.ChoiceField(label=_("In all these rows"), required=False)
    holder = Told(label=_("Who decides"))
    role = forms.ChoiceField(label=_("Role in Mandat"), required=False)
    limit = Told(
        label=_("Limit"),
        help_text=_("In words, such as “up to 50 000 kr”, or “over 2 base amounts”."),
    )
    flag = forms.ChoiceField(label=_("It means"), required=False, choices=FLAGS)

    def __init__(self, group: Alike, roles: Sequence[RoleChoice], data: Any = None) -> None:
        super().__init__(data, initial={"holder": group.given})
        fields = {"holder": HOLDERS, "role": HOLDERS, "limit": LIMITS, "flag": FLAGS_MENDED}
        mends = any(group.code in codes for codes in fields.values())
        for name, codes in fields.items():
            if group.code not in codes:
                del self.fields[name]
        choices: list[tuple[str, Any]] = [("mend", _("This is what is meant"))] if mends else []
        if not group.unread:
            choices.append(("right", _("It was read rightly")))
        choices.append(("out", _("Leave them out")))
        self.fields["what"].choices = choices  # type: ignore[attr-defined]
        if "role" in self.fields:
            self.fields["role"].choices = role_options(roles)  # type: ignore[attr-defined]

    @property
    def said(self) -> Said:
        """What was typed."""
        self.is_valid()
        given = self.cleaned_data
        what: What = next((w for w in ("right", "out") if w == given.get("what")), "mend")
        flag = {"yes": True, "no": False}.get(given.get("flag", ""))
        text = {name: given.get(name, "") for name in ("holder", "role", "limit")}
        return Said(what, **text, flag=flag)


def role_options(roles: Sequence[RoleChoice]) -> list[tuple[str, Any]]:
    """Return the roles to choose among, each with its circle."""
    named = [(r.key, f"{local(r.name)} ({local(r.circle)})") for r in roles]
    same = ("", _("The one of that name, or a new one"))
    return [same, ("each", _("Each role of that name")), ("new", _("A new one")), *named]


class RowForm(RoomForm):
    """One row: what was understood, to be mended."""

    number = forms.CharField(label=_("Number"), required=False, max_length=40)
    matter = Told(label=_("What is decided"), required=True)
    matter_key = forms.ChoiceField(label=_("Matter in Mandat"), required=False)
    legal_ref = forms.CharField(label=_("Law"), required=False, max_length=200)
    limit = forms.CharField(
        label=_("Limit"),
        required=False,
        help_text=_("In words, such as “up to 50 000 kr”, or “over 2 base amounts”."),
    )
    substitutes = forms.CharField(label=_("Substitute"), required=False)
    consult = forms.CharField(label=_("To be consulted first"), required=False)
    condition = forms.CharField(label=_("Condition in words"), required=False)
    reported = forms.ChoiceField(label=_("Reported to the body"), required=False, choices=FLAGS)
    onward = forms.ChoiceField(label=_("May be handed on"), required=False, choices=FLAGS)
    steps = forms.IntegerField(label=_("In how many steps?"), required=False, min_value=1)
    asked = forms.ChoiceField(
        label=_("A page in Needs"),
        required=False,
        choices=(("", _("As for the whole order")), ("yes", _("Yes")), ("no", _("No"))),
    )
    note = forms.CharField(label=_("Note"), required=False)
    execution = forms.BooleanField(
        label=_("Mere execution: nobody needs a mandate for it"), required=False
    )
    left_out = forms.BooleanField(label=_("Leave this row out"), required=False)

    def __init__(
        self,
        line: Line,
        roles: Sequence[RoleChoice],
        matters: Sequence[MatterView],
        data: Any = None,
    ) -> None:
        self._line = line
        super().__init__(data, initial=_as_typed(line))
        keys = [(m.key, local(m.name)) for m in matters]
        same = ("", _("The one of that name, or a new one"))
        self.fields["matter_key"].choices = [same, ("new", _("A new one")), *keys]  # type: ignore[attr-defined]
        choices = role_options(roles)
        self._count = len(line.holders) + (0 if line.cells else EMPTY_HOLDERS)
        for n in range(self._count):
            self._add_holder(n, choices)
        first = ["number", "matter", "matter_key"]
        self.order_fields([*first, *(f for f in self.fields if "-" in f), "limit"])

    def _add_holder(self, n: int, choices: Sequence[tuple[str, Any]]) -> None:
        holder = self._line.holders[n] if n < len(self._line.holders) else None
        hint = act_in_words(holder) if holder and holder.act != "decide" else ""
        who = _("Who decides") if n == 0 else _("Someone more who decides")
        self.fields[f"holder-{n}"] = Told(label=who, help_text=hint, required=n == 0)
        role, side = _("Role in Mandat"), pgettext_lazy("right", "Covers")
        self.fields[f"role-{n}"] = forms.ChoiceField(
            label=f"{role} {n + 1}" if n else role, required=False, choices=choices
        )
        self.fields[f"side-{n}"] = forms.ChoiceField(
            label=f"{side} {n + 1}" if n else side, required=False, choices=SIDES
        )

    @property
    def shown(self) -> list[forms.BoundField]:
        """What most rows are about, and whatever else is said of this one."""
        return [field for field in self if not self._is_folded(field)]

    @property
    def folded(self) -> list[forms.BoundField]:
        """What nothing is said of: shown when one asks for it."""
        return [field for field in self if self._is_folded(field)]

    def _is_folded(self, field: forms.BoundField) -> bool:
        if field.name in _ALWAYS or field.errors:
            return False
        _, _, n = field.name.partition("-")
        if n:
            return int(n) >= max(1, len(self._line.holders))
        return field.value() in (None, "", False, "1", 1)

    def mended(self) -> Mended:
        """Return what the reviewer says of the row."""
        given = self.cleaned_data
        return Mended(
            **{
                name: given.get(name, "")
                for name in ("number", "matter", "matter_key", "legal_ref", "limit", "note")
            },
            substitutes=given.get("substitutes", ""),
            consult=given.get("consult", ""),
            condition=given.get("condition", ""),
            holders=tuple(self._holders()),
            reported={"yes": True, "no": False}.get(given.get("reported", "")),
            onward={"yes": True, "no": False}.get(given.get("onward", "")),
            steps=given.get("steps") or 1,
            asked={"yes": True, "no": False}.get(given.get("asked", "")),
            execution=bool(given.get("execution")),
            left_out=bool(given.get("left_out")),
        )

    def _holders(self) -> list[Holder]:
        given, found = self.cleaned_data, []
        for n in range(self._count):
            name = given.get(f"holder-{n}", "").strip()
            if not name:
                continue
            before = self._line.holders[n] if n < len(self._line.holders) else Holder(name)
            verb: Verb = next((v for v, _ in SIDES if v == given.get(f"side-{n}")), "both")
            role = given.get(f"role-{n}", "")
            found.append(replace(before, name=name, verb=verb, together=False, role=role))
        return found


def _as_typed(line: Line) -> dict[str, Any]:
    flags = {True: "yes", False: "no", None: ""}
    typed: dict[str, Any] = {
        "number": line.number,
        "matter": line.matter,
        "matter_key": line.matter_key,
        "legal_ref": line.legal_ref,
        "limit": bounds_in_words(line.bounds),
        "substitutes": "; ".join(line.substitutes),
        "consult": "; ".join(line.consult),
        "condition": line.condition,
        "reported": flags[line.reported],
        "onward": flags[line.onward],
        "steps": line.steps,
        "asked": flags[line.asked],
        "note": line.note,
        "execution": line.execution,
        "left_out": line.left_out,
    }
    for n, holder in enumerate(line.holders):
        typed |= {f"holder-{n}": holder.name, f"role-{n}": holder.role, f"side-{n}": holder.verb}
    return typed
