"""The steps of the walk: their order, and what each keeps of what was chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mandat.common.formats import local
from mandat.common.phrases import say
from mandat.common.refusals import Refusal, RefusedError
from mandat.evidence.queries import MirrorPage
from mandat.handover import actions
from mandat.handover.queries.walk import WalkPage, candidates, faults_with
from mandat.handover.rules.commitments import unanswered
from mandat.handover.rules.values import USUAL_TRIAL
from mandat.power.rules import limits_to_json
from mandat.web.walk.commitments import CommitmentsForm, initial_of
from mandat.web.walk.forms import (
    ObstacleForm,
    SafeguardsForm,
    SummaryForm,
    TrialForm,
    WayForm,
    limit_initial,
    show_refusals,
)

NAMES: Mapping[str, str | Promise] = {
    "way": _("How it is handed over"),
    "obstacle": _("What holds you back"),
    "mirror": pgettext_lazy("walk", "The mirror"),
    "hearing": _("Hear those concerned"),
    "safeguards": _("What catches errors"),
    "shadowing": pgettext_lazy("walk", "Shadowing"),
    "trial": _("The smallest trial"),
    "adoption": _("Who must adopt it"),
    "commitments": _("What you have promised"),
    "summary": _("Look it over and send"),
}
ORDER = tuple(NAMES)


@dataclass(frozen=True)
class StepLine:
    """One step in the list beside the question."""

    key: str
    name: str | Promise
    state: str
    href: str


def steps_of(walk: WalkPage, *, mirror: bool) -> tuple[str, ...]:
    """Return every step, none hidden; only those with nothing in them are left out."""
    empty = set() if mirror else {"mirror"}
    if not walk.commitments:
        empty.add("commitments")
    return tuple(key for key in ORDER if key not in empty)


def steps_for(walk: WalkPage, here: str, *, mirror: bool) -> tuple[StepLine, ...]:
    """Return the steps as they stand in the list beside the question."""
    visited = set(walk.choices.get("visited", ()))
    return tuple(
        StepLine(
            key,
            NAMES[key],
            "here" if key == here else "done" if key in visited else "coming",
            f"/handover/{walk.id}/{key}",
        )
        for key in steps_of(walk, mirror=mirror)
    )


def next_step(walk: WalkPage, here: str, *, mirror: bool) -> str:
    """Return the step after this one."""
    order = steps_of(walk, mirror=mirror)
    at = order.index(here) if here in order else 0
    return order[min(at + 1, len(order) - 1)]


# --- forms ----------------------------------------------------------------------------------------


def form_for(
    step: str, walk: WalkPage, reader: UUID, at: datetime, data: QueryDict | None = None
) -> forms.Form | None:
    """Return the step's form, filled with what was chosen before; None for a step without one."""
    make = _FORMS.get(step)
    return None if make is None else make(walk, reader, at, data)


def _way(walk: WalkPage, reader: UUID, at: datetime, data: QueryDict | None) -> forms.Form:
    found = candidates(walk.mandate, reader, at)

    def roles(rows: Any) -> list[tuple[str, str]]:
        return [(f"role:{c.role.id}", f"{local(c.role.name)}, {local(c.circle)}") for c in rows]

    groups = [
        (_("Roles near you"), roles(found.near)),
        (_("Colleagues near you"), [(f"person:{p.id}", p.name) for p in found.colleagues]),
        (_("Other roles"), roles(found.other)),
    ]
    initial = {"kind": walk.choices.get("kind", "move"), "to": walk.choices.get("to", "")}
    return WayForm(data, initial=initial, receivers=[g for g in groups if g[1]])


def _obstacle(walk: WalkPage, reader: UUID, at: datetime, data: QueryDict | None) -> forms.Form:
    del reader, at
    return ObstacleForm(data, initial=dict(walk.obstacle))


def _safeguards(walk: WalkPage, reader: UUID, at: datetime, data: QueryDict | None) -> forms.Form:
    del reader, at
    initial: dict[str, Any] = {}
    for chosen in walk.choices.get("safeguards", ()):
        initial[chosen["kind"]] = True
        for key in ("label", "words"):
            if chosen.get(key):
                initial[key] = chosen[key]
    return SafeguardsForm(data, initial=initial)


def _trial(walk: WalkPage, reader: UUID, at: datetime, data: QueryDict | None) -> forms.Form:
    del reader, at
    facts, own = walk.proposed.matter.facts, walk.proposed.own_limits
    limits = list(walk.choices.get("limits", ()))
    initial = {
        "trial_days": walk.choices.get("trial_days", USUAL_TRIAL),
        "check_share": walk.choices.get("check_share", 20),
        **walk.choices.get("conditions", {}),
        "also": ", ".join(p.name for p in walk.also),
        **(limit_initial(facts, limits) if limits != limits_to_json(own) else {}),
    }
    return TrialForm(data, initial=initial, facts=facts, own=own)


def suggest(form: forms.Form | None, walk: WalkPage, mirror: MirrorPage | None) -> None:
    """Begin the limit at the largest one the rulings support, if none is chosen yet."""
    if not isinstance(form, TrialForm) or mirror is None:
        return
    chosen = walk.proposed.limits != walk.proposed.own_limits or "trial" in walk.choices.get(
        "visited", ()
    )
    if not chosen and mirror.fact is not None and mirror.proof.limits:
        field = form.fields.get(f"limit_{mirror.fact.key}")
        if field is not None:
            field.initial = f"{mirror.proof.limits[0].value:f}"


def limits_seen(walk: WalkPage, given: QueryDict) -> list[dict[str, Any]]:
    """Return the limits a walk begins with, given the one that was seen in the Mirror."""
    facts, own = walk.proposed.matter.facts, walk.proposed.own_limits
    form = TrialForm(given, facts=facts, own=own)
    form.full_clean()
    return form.limits()


def _commitments(walk: WalkPage, reader: UUID, at: datetime, data: QueryDict | None) -> forms.Form:
    del reader, at
    initial = initial_of(walk.choices.get("answers", {}), [c.id for c in walk.commitments])
    return CommitmentsForm(data, initial=initial, commitments=walk.commitments)


def _summary(walk: WalkPage, reader: UUID, at: datetime, data: QueryDict | None) -> forms.Form:
    del reader, at
    return SummaryForm(data, initial={"reason": walk.choices.get("reason", "")})


_FORMS: Mapping[str, Callable[[WalkPage, UUID, datetime, QueryDict | None], forms.Form]] = {
    "way": _way,
    "obstacle": _obstacle,
    "safeguards": _safeguards,
    "trial": _trial,
    "commitments": _commitments,
    "summary": _summary,
}


# --- keeping what was chosen ----------------------------------------------------------------------


def save(step: str, walk: WalkPage, form: forms.Form | None, reader: UUID, at: datetime) -> bool:
    """Keep a step's answers; False when something has to be mended first."""
    if form is not None and not form.is_valid():
        return False
    visited = sorted({*walk.choices.get("visited", ()), step})
    kept: dict[str, Any] = {"visited": visited}
    if isinstance(form, CommitmentsForm):
        return _save_answers(walk, form, kept, reader, at)
    if isinstance(form, ObstacleForm):
        actions.save_obstacle(reader, draft=walk.id, values=form.cleaned_data, at=at)
    elif form is not None:
        kept |= _answers(form)
    if isinstance(form, TrialForm):
        wrong = faults_with(walk.id, reader, kept, at)
        if "handover.outside_own" in wrong:
            field = form.limit_fields[0].name if form.limit_fields else None
            form.add_error(field, say(Refusal("handover.outside_own")))
            return False
    actions.save_step(reader, draft=walk.id, values=kept, at=at)
    return True


def _save_answers(
    walk: WalkPage, form: CommitmentsForm, kept: dict[str, Any], reader: UUID, at: datetime
) -> bool:
    """Keep what was answered in any case; False while one who goes on has an answer left."""
    answers = form.answers()
    kept["answers"] = {str(a.commitment): {"stance": a.stance, "words": a.words} for a in answers}
    leaves = form.data.get("do") == "leave"
    missing = () if leaves else unanswered([c.id for c in walk.commitments], answers)
    show_refusals(form, RefusedError(*missing))
    actions.save_step(reader, draft=walk.id, values=kept, at=at)
    return not missing


def _answers(form: forms.Form) -> dict[str, Any]:
    given = form.cleaned_data
    if isinstance(form, WayForm):
        return {"kind": given["kind"], "to": given["to"] if given["kind"] == "move" else ""}
    if isinstance(form, SafeguardsForm):
        return {"safeguards": form.safeguards()}
    if isinstance(form, TrialForm):
        return {
            "limits": form.limits(),
            "trial_days": given["trial_days"],
            "check_share": given["check_share"],
            "conditions": form.conditions(),
            "also": given["also"],
        }
    return dict(given)
