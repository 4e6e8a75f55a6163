"""Answering to commitments: one choice and one sentence for each that a proposal touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.handover.queries.commitments import CommitmentView
from mandat.handover.rules.commitments import LONGEST_REASON, Answer

STANCES = (("kept", _("It is kept")), ("changed", _("It changes")))


@dataclass(frozen=True)
class Asked:
    """One commitment with its two fields."""

    commitment: CommitmentView
    stance: forms.BoundField
    words: forms.BoundField


class CommitmentsForm(forms.Form):
    """How it stands with each commitment. Whether something is missing the action tells."""

    def __init__(
        self, *args: Any, commitments: Sequence[CommitmentView] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.commitments = tuple(commitments)
        for one in self.commitments:
            self.fields[f"stance_{one.id}"] = forms.ChoiceField(
                required=False,
                choices=STANCES,
                widget=forms.RadioSelect,
                label=_("How does your proposal stand with it?"),
            )
            self.fields[f"words_{one.id}"] = forms.CharField(
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 3}),
                label=_("How, or why?"),
                help_text=_("A sentence is enough. Everyone you ask reads it."),
            )

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Each commitment with its fields, in order."""
        return tuple(
            Asked(c, self[f"stance_{c.id}"], self[f"words_{c.id}"]) for c in self.commitments
        )

    def answers(self) -> tuple[Answer, ...]:
        """Return what was answered, also where something is missing."""
        given = self.cleaned_data
        return tuple(
            Answer(c.id, given.get(f"stance_{c.id}", ""), given.get(f"words_{c.id}", ""))
            for c in self.commitments
        )


def initial_of(answers: dict[str, dict[str, str]], of: Sequence[UUID]) -> dict[str, str]:
    """Return what the fields show for answers already given."""
    return {
        f"{part}_{one}": answers[str(one)].get(part, "")
        for one in of
        if str(one) in answers
        for part in ("stance", "words")
    }
