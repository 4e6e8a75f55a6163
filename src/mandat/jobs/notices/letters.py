"""From a bundle of notices to a mail in the person's language, and off it goes."""

import logging
import smtplib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandat.common.phrases.notices import told, why
from mandat.growth.pulse.queries import BY_MAIL, has_answered, this_week, week_ends
from mandat.notices import actions, queries, tokens
from mandat.notices.queries import LetterView, Link, NoticeLine
from mandat.notices.rules import ASKED_FOR, STANDING, Choices, is_quiet, opens_at
from mandat.power import queries as power
from mandat.power.queries import PersonView

MOST_LINES = 20
"""Lines in one mail; the rest is a number and a link."""

OFFERS: Mapping[str, tuple[str, ...]] = {
    "case_waits": ("case_yes",),
    "consent": ("consent",),
    "felt": ("felt",) * 5,
    "pulse": ("pulse",) * 5,
}
"""Kind → the answers that a mail offers by link. A no needs a reason, so it is given in the app."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tap:
    """One answer by link: which, of five when it is a scale, and where it leads."""

    act: str
    step: int
    url: str


@dataclass(frozen=True)
class Line:
    """One notice in a mail."""

    told: str
    why: str
    url: str
    off_url: str
    taps: tuple[Tap, ...]


def send_letters(at: datetime) -> int:
    """Send every mail whose time has come; return how many the mail server took.

    One that fails is tried again later, and stops nobody else's. While no mail server answers,
    all wait.
    """
    letters = _awake(queries.letters_to_send(at), at)
    if not letters:
        return 0
    connection = get_connection()
    try:
        connection.open()
        return sum(_sent(letter, mail, at) for letter, mail in _mails(letters, connection, at))
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        logger.warning("The mail server does not answer (%s); mails wait", type(error).__name__)
        return 0
    finally:
        connection.close()


def _awake(letters: tuple[LetterView, ...], at: datetime) -> tuple[LetterView, ...]:
    """Return the mails to those without quiet hours now; the others wait for the end of them."""
    zone = ZoneInfo(settings.TIME_ZONE)
    choices = queries.choices_of({letter.person for letter in letters})
    awake = []
    for letter in letters:
        quiet = choices[letter.person].quiet
        if is_quiet(at, quiet, zone):
            actions.put_off(letter=letter.id, until=opens_at(at, quiet, zone))
        else:
            awake.append(letter)
    return tuple(awake)


def _mails(
    letters: tuple[LetterView, ...], connection: Any, at: datetime
) -> Iterator[tuple[UUID, EmailMultiAlternatives]]:
    """Yield each mail that this worker has claimed, ready to go."""
    people = {letter.person for letter in letters}
    choices, to = queries.choices_of(people), power.addresses(people)
    names = power.people(people)
    for letter in letters:
        person = letter.person
        if not actions.claim_letter(letter=letter.id, tries=letter.tries, at=at):
            continue
        lines = tuple(line for line in letter.lines if _is_asked(letter, line, at))
        if not lines or person not in to:
            actions.mark_sent(letter=letter.id, at=at)
            continue
        mail = written(replace(letter, lines=lines), names[person], to[person], choices[person], at)
        mail.connection = connection
        yield letter.id, mail


def _is_asked(letter: LetterView, line: NoticeLine, at: datetime) -> bool:
    """Tell whether a line still holds: the question of this week, unless it is answered."""
    if line.kind != BY_MAIL:
        return True
    return line.detail == this_week(at).isoformat() and not has_answered(letter.person, at)


def _sent(letter: UUID, mail: EmailMultiAlternatives, at: datetime) -> bool:
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as error:
        actions.forget_links(letter=letter)
        # The kind of error alone: an SMTP answer can quote the address.
        logger.warning("A mail could not be sent (%s); it is tried again", type(error).__name__)
        if isinstance(error, smtplib.SMTPServerDisconnected):
            raise
        return False
    actions.mark_sent(letter=letter, at=at)
    return True


def written(
    letter: LetterView, person: PersonView, to: str, choices: Choices, at: datetime
) -> EmailMultiAlternatives:
    """Return the mail: plain text and HTML, with how to stop it in its head and its foot."""
    organisation = power.organisation()
    language = choices.language or (organisation.language if organisation else "sv")
    kinds = sorted({line.kind for line in letter.lines})
    off = _address(f"/notices/off/{tokens.off_token(letter.person, kinds)}/")
    with translation.override(language):
        context = {
            "language": language,
            "person": person,
            "organisation": organisation.name if organisation else "",
            "lines": [_line(letter, line, at) for line in letter.lines[:MOST_LINES]],
            "more": max(0, len(letter.lines) - MOST_LINES),
            "choices": choices,
            "app": _address("/notices/"),
            "choices_url": _address("/notices/choices/"),
        }
        mail = EmailMultiAlternatives(
            subject=_subject(letter.lines),
            body=render_to_string("notices/mail.txt", context),
            to=[to],
            headers={
                # The same mail sent twice has the same name, so that it can be shown once.
                "Message-ID": f"<{letter.id}@{_host()}>",
                "List-Unsubscribe": f"<{off}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
                "Content-Language": language,
            },
        )
        mail.attach_alternative(render_to_string("notices/mail.html", context), "text/html")
    return mail


def _subject(lines: tuple[NoticeLine, ...]) -> str:
    """Say how much there is, never what: others may see a subject line over a shoulder."""
    waiting = sum(line.kind in STANDING - ASKED_FOR for line in lines)
    if waiting:
        return ngettext(
            "%(count)s thing waits for you in Mandat", "%(count)s things wait for you in Mandat",
            waiting,
        ) % {"count": waiting}  # fmt: skip
    if all(line.kind in ASKED_FOR for line in lines):
        return _("The question of the week")
    return _("Something has happened in Mandat")


def _line(letter: LetterView, line: NoticeLine, at: datetime) -> Line:
    return Line(
        told(line.kind, line.name, secret=line.secret, when=line.when),
        why(line.kind),
        _address(line.path),
        _address(f"/notices/off/{tokens.off_token(letter.person, [line.kind])}/"),
        () if line.secret else _taps(letter, line, at),
    )


def _taps(letter: LetterView, line: NoticeLine, at: datetime) -> tuple[Tap, ...]:
    found = []
    for step, act in enumerate(OFFERS.get(line.kind, ()), 1):
        detail = f"{line.detail}:{step}" if act in ("felt", "pulse") else line.detail
        link = Link(letter.person, act, line.of, detail)
        until = week_ends(date.fromisoformat(line.detail)) if act == "pulse" else None
        token = actions.make_link(letter=letter.id, link=link, at=at, until=until)
        found.append(Tap(act, step, _address(f"/notices/answer/{token}/")))
    return tuple(found)


def _address(path: str) -> str:
    return f"{settings.ADDRESS}{path}"


def _host() -> str:
    return str(settings.ADDRESS).split("://")[-1].split("/")[0].split(":")[0]
