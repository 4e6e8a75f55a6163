"""A person's own days: mandates to look over, ends of trials, small steps of one's own."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mandat.common import formats
from mandat.common.moments import local_day
from mandat.growth.journey.queries import steps_ahead
from mandat.handover.queries.trials import trials_ending
from mandat.notices.queries import choices_of
from mandat.notices.rules import Event, calendar
from mandat.power import queries as power

BACK, AHEAD = timedelta(days=30), timedelta(days=730)


def calendar_of(person: UUID, host: str, at: datetime) -> str:
    """Return a person's calendar in their language. Matters under secrecy are not named."""
    organisation = power.organisation()
    own = choices_of([person])[person].language
    language = own or (organisation.language if organisation else "sv")
    with translation.override(language):
        events = (*_reviews(person, host, at), *_trials(person, host, at), *_steps(person, host))
        stop = _("Turn this calendar off: %(address)s")
        where = f"{settings.ADDRESS}/notices/choices/#calendar"
        return calendar(events, _("Mandat, your days"), language, stop % {"address": where})


def _reviews(person: UUID, host: str, at: datetime) -> Iterator[Event]:
    secret = {m.id for m in power.matters() if m.secrecy}
    for mandate in power.mandates_of(person, at):
        # A mandate on trial ends when it is to be looked over: the trial's own day says so.
        if mandate.review_on is not None and mandate.until is None:
            name = "" if mandate.matter in secret else formats.local(mandate.matter_name)
            text = _("Look over a mandate: %(name)s") if name else _("Look over a mandate")
            yield Event(
                f"review-{mandate.id}@{host}",
                _day(mandate.review_on),
                mandate.since,
                text % {"name": name} if name else text,
                f"{settings.ADDRESS}/map/mandate/{mandate.id}/",
            )


def _trials(person: UUID, host: str, at: datetime) -> Iterator[Event]:
    matters = {m.id: m for m in power.matters()}
    for end in trials_ending(at - BACK, at + AHEAD, person):
        matter = matters[end.matter]
        name = "" if matter.secrecy else formats.local(matter.name)
        text = _("A trial ends: %(name)s") if name else _("A trial ends")
        yield Event(
            f"trial-{end.handover}@{host}",
            _day(end.last),
            end.since,
            text % {"name": name} if name else text,
            f"{settings.ADDRESS}/proposals/{end.handover}/",
        )


def _steps(person: UUID, host: str) -> Iterator[Event]:
    """Yield one's own small steps. What they are stays in Mandat: a calendar lies with others."""
    for step, journey, day, begun_at in steps_ahead(person):
        url = f"{settings.ADDRESS}/journey/{journey}/"
        yield Event(f"step-{step}@{host}", day, begun_at, _("A small step of yours"), url)


def _day(moment: datetime) -> date:
    return local_day(moment)
