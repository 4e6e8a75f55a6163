"""One sentence for each entry about bodies and automats that hold mandates."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mandat.common.formats import local
from mandat.web.record.after import Data, Teller


def _held_by(data: Data, names: Any) -> tuple[str, str, str]:
    if data.get("automat"):
        return "circle-dot", _("Mandate"), _("An automat holds it, and may say yes.")
    circle = names.circles.get(UUID(str(data["body"])))
    facts = {"circle": local(circle) if circle else _("A circle")}
    return "circle-dot", _("Mandate"), _("%(circle)s holds it, and decides jointly.") % facts


def _set_up(data: Data, _names: Any) -> tuple[str, str, str]:
    return "circle-dot", _("Automat"), local(data["name"])


def _constituted(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "network", _("Circle"), _("It was made a body that decides jointly.")


def _jointly(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "network", _("Ruling"), _("A body made the ruling jointly.")


def _said(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "network", _("Voice"), _("A member of a body said yes, no or neither.")


HELD: Mapping[str, Teller] = {
    "mandate.held_by": _held_by,
    "automat.set_up": _set_up,
    "circle.constituted": _constituted,
    "ruling.jointly_made": _jointly,
    "body.voiced": _said,
}
