"""A form for each kind of change. They read and word; what may be proposed the rules decide."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import local
from mandat.common.refusals import BadInputError, Refusal
from mandat.handover.proposals.forms.book import RulesForm, begin_with
from mandat.handover.proposals.queries import agreements_among
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules.changes import Change, Now
from mandat.handover.proposals.rules.values import Ways, ways_from
from mandat.power import queries as power
from mandat.power.forms import RoomForm
from mandat.power.presets import preset_names, read_book

REVIEW_IN = timedelta(days=180)


class ChangeForm(RoomForm):
    """What one kind of change asks for."""

    def __init__(self, *args: Any, now: Now, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        for name in ("circle", "parent"):
            if name in self.fields:
                options = [(str(c), local(found.name)) for c, found in now.circles.items()]
                self.fields[name].choices = options  # type: ignore[attr-defined]
        for name in ("role", "keeper"):
            if name in self.fields:
                self.fields[name].choices = _roles(now)  # type: ignore[attr-defined]

    def change(self) -> Change:
        """Return the change as it is written."""
        raise NotImplementedError

    def an_id(self, name: str) -> UUID:
        """Return what was chosen."""
        return UUID(self.cleaned_data[name])

    def names(self) -> dict[str, str]:
        """Return the name in both languages; where one is empty, the other."""
        sv, en = (self.cleaned_data[f"name_{language}"].strip() for language in ("sv", "en"))
        return {"sv": sv or en, "en": en or sv}


def _roles(now: Now) -> list[tuple[str, str]]:
    return [
        (str(uuid), f"{local(role.name)}, {local(now.circles[role.circle].name)}")
        for uuid, role in now.roles.items()
    ]


class _Named(ChangeForm):
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    def key(self) -> str:
        return slugify(self.names()["sv"])[:80]


class NewCircleForm(_Named):
    """A new circle."""

    parent = forms.ChoiceField(label=_("In which circle would it lie?"))

    def change(self) -> Change:
        """As in `ChangeForm`."""
        return kinds.NewCircle(self.key(), self.names(), self.an_id("parent"))


class RenameCircleForm(_Named):
    """Another name for a circle."""

    circle = forms.ChoiceField(label=_("Which circle?"))
    field_order = ("circle",)

    def change(self) -> Change:
        """As in `ChangeForm`."""
        circle = self.an_id("circle")
        return kinds.RenameCircle(circle, self.now.circles[circle].name, self.names())


class MoveCircleForm(ChangeForm):
    """A circle that would lie somewhere else."""

    circle = forms.ChoiceField(label=_("Which circle?"))
    parent = forms.ChoiceField(label=_("In which circle would it lie?"))

    def change(self) -> Change:
        """As in `ChangeForm`."""
        circle = self.an_id("circle")
        return kinds.MoveCircle(circle, self.now.circles[circle].parent, self.an_id("parent"))


class NewRoleForm(_Named):
    """A new role."""

    circle = forms.ChoiceField(label=_("In which circle would it lie?"))

    def change(self) -> Change:
        """As in `ChangeForm`."""
        return kinds.NewRole(self.key(), self.names(), self.an_id("circle"))


class RenameRoleForm(_Named):
    """Another name for a role."""

    role = forms.ChoiceField(label=_("Which role?"))
    field_order = ("role",)

    def change(self) -> Change:
        """As in `ChangeForm`."""
        role = self.an_id("role")
        return kinds.RenameRole(role, self.now.roles[role].name, self.names())


class MoveRoleForm(ChangeForm):
    """A role that would lie somewhere else."""

    role = forms.ChoiceField(label=_("Which role?"))
    circle = forms.ChoiceField(label=_("In which circle would it lie?"))

    def change(self) -> Change:
        """As in `ChangeForm`."""
        role = self.an_id("role")
        return kinds.MoveRole(role, self.now.roles[role].circle, self.an_id("circle"))


class AppointForm(ChangeForm):
    """Somebody who would hold a role, or no longer would."""

    role = forms.ChoiceField(label=_("Which role?"))
    person = forms.CharField(
        label=_("Who?"),
        help_text=_("Name or e-mail address. Without their own yes nothing comes of it."),
    )

    def whom(self) -> UUID:
        """Return whom it is about. Raises BadInputError where nobody, or several, are called so."""
        given = self.cleaned_data["person"].strip()
        found = power.people_called(given)
        if len(found) != 1:
            code = "handover.several_called" if found else "handover.nobody_called"
            raise BadInputError(Refusal(code, {"name": given}, "person"))
        return found[0].id

    def change(self) -> Change:
        """As in `ChangeForm`."""
        return kinds.Appoint(self.an_id("role"), self.whom())


class EndHoldingForm(AppointForm):
    """Somebody who would no longer hold a role."""

    def change(self) -> Change:
        """As in `ChangeForm`."""
        return kinds.EndHolding(self.an_id("role"), self.whom())


class AgreeForm(ChangeForm):
    """What a circle would agree on."""

    circle = forms.ChoiceField(label=_("Whose agreement is it?"))
    agreed_title = forms.CharField(label=_("What is it about?"), max_length=200)
    text = forms.CharField(
        label=_("What do you agree on?"),
        help_text=_("Write who does what, so that a new colleague can do it."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    review_on = forms.DateField(
        label=_("When do you look it over?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    keeper = forms.ChoiceField(label=_("Which role looks after it?"))
    success = forms.CharField(
        label=_("How will you know that it works?"),
        help_text=_("Something you can see or count on the day you look it over."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ends_on = forms.DateField(
        label=_("Does it end on a day?"),
        help_text=_("Leave it empty if it holds until you agree on something else."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    replaces = forms.ChoiceField(label=_("Does it come instead of another?"), required=False)
    because = forms.CharField(
        label=_("Why instead of the old one?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = agreements_among(self.now.agreements)
        options = [("", _("No")), *((str(a.id), a.title) for a in there)]
        self.fields["replaces"].choices = options  # type: ignore[attr-defined]
        self.initial.setdefault("review_on", self.now.today + REVIEW_IN)
        old = next((a for a in there if str(a.id) == self.initial.get("replaces")), None)
        if old is not None:
            begin = {"circle": str(old.circle), "keeper": str(old.keeper), "text": old.text}
            begin |= {"agreed_title": old.title, "success": old.success}
            self.initial = {**begin, **self.initial}

    def change(self) -> Change:
        """As in `ChangeForm`."""
        given = self.cleaned_data
        replaces = UUID(given["replaces"]) if given["replaces"] else None
        return kinds.Agree(
            self.an_id("circle"), given["agreed_title"].strip(), given["text"].strip(),
            given["review_on"].isoformat(), self.an_id("keeper"), replaces,
            given["success"].strip(), given["because"].strip() if replaces else "",
            given["ends_on"].isoformat() if given["ends_on"] else "",
        )  # fmt: skip


class LetGoForm(ChangeForm):
    """An agreement that would end, with nothing in its place."""

    agreement = forms.ChoiceField(label=_("Which agreement?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = {str(a.id): a.title for a in agreements_among(self.now.agreements)}
        self.fields["agreement"].choices = list(self.there.items())  # type: ignore[attr-defined]

    def change(self) -> Change:
        """As in `ChangeForm`."""
        return kinds.LetGo(self.an_id("agreement"), self.there[self.cleaned_data["agreement"]])


class WaysForm(ChangeForm):
    """How a circle would decide."""

    circle = forms.ChoiceField(label=_("Which circle?"))
    clarify_days = forms.IntegerField(label=_("Days to ask questions"), initial=3)
    react_days = forms.IntegerField(label=_("Days to say what one thinks"), initial=3)
    consent_days = forms.IntegerField(label=_("Days to answer if one consents"), initial=7)
    answer_days = forms.IntegerField(
        label=_("Days to answer while an objection is being solved"), initial=7
    )
    silence = forms.BooleanField(
        required=False,
        label=_("Whoever has had the days and said nothing, does not stop it"),
        help_text=_("Never for one who gives, receives or adopts: their yes must be said."),
    )

    def change(self) -> Change:
        """As in `ChangeForm`."""
        circle, given = self.an_id("circle"), self.cleaned_data
        was = self.now.ways.get(circle, Ways()).as_json()
        return kinds.ChooseWays(circle, was, ways_from(given).as_json())


class BookForm(RulesForm):
    """The rules, begun with those in force or with a preset."""

    def __init__(self, *args: Any, now: Now, start: str = "", **kwargs: Any) -> None:
        begin = read_book(start) if start in preset_names() else now.book
        super().__init__(*args, book=now.book, start=begin, **kwargs)


FORMS: Mapping[str, type[Any]] = {
    "rules": BookForm,
    "agreement": AgreeForm,
    "agreement_let_go": LetGoForm,
    "role_new": NewRoleForm,
    "role_renamed": RenameRoleForm,
    "role_moved": MoveRoleForm,
    "appoint": AppointForm,
    "end_holding": EndHoldingForm,
    "circle_new": NewCircleForm,
    "circle_renamed": RenameCircleForm,
    "circle_moved": MoveCircleForm,
    "ways": WaysForm,
}


def initial_of(changes: Sequence[Change], now: Now) -> dict[str, Any]:
    """Return what the form of a change begins with when it is worded anew."""
    change = changes[0]
    if isinstance(change, kinds.RulesChange):
        return begin_with(change, now.book)
    found = {k: v for k, v in kinds.to_json(change).items() if k not in ("v", "kind", "was")}
    if "name" in found:
        name = found.pop("name")
        found |= {"name_sv": name.get("sv", ""), "name_en": name.get("en", "")}
    if isinstance(change, kinds.Agree):
        found["agreed_title"] = found.pop("title")
        found["ends_on"] = found["ends_on"] or None
    if isinstance(change, kinds.ChooseWays):
        found |= found.pop("ways")
    if "person" in found:
        view = power.people([UUID(found["person"])])
        found["person"] = next((p.name for p in view.values()), "")
    return found
