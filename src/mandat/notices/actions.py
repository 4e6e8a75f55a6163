"""Telling, mailing, and a person's own choices about both."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.notices import queries, rules, tokens
from mandat.notices.models import Feed, Letter, Notice, OneTap, Run, Telling

_BATCH = 400


# --- telling ------------------------------------------------------------------------------------


def tell(dues: Iterable[rules.Due], *, looked_at: Collection[rules.Kind], at: datetime) -> int:
    """Keep what is due, each thing once; return how many notices are new.

    `looked_at` are the kinds that were gathered whole: what stood of them and is not due any
    more is over, and neither listed nor mailed from here on.
    """
    due = {d.identity: d for d in dues}
    with transaction.atomic():
        known = {
            (row.person, row.kind, row.key): row
            for row in Notice.objects.filter(kind__in=looked_at).only(
                "person", "kind", "key", "over_at", "told_at"
            )
        }
        over = [r.pk for i, r in known.items() if _is_over(r, i in due)]
        for part in _parts(over):
            Notice.objects.filter(pk__in=part).update(over_at=at)
        fresh = [d for identity, d in due.items() if identity not in known]
        back = [r for i, r in known.items() if i in due and _is_back(r)]
        concerned = {d.person for d in fresh} | {row.person for row in back}
        choices = queries.choices_of(concerned) if concerned else {}
        for row in back:
            _reopen(row, choices[row.person], at)
        new = [_notice(d, choices[d.person], at) for d in fresh]
        Notice.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
    return len(new)


def _is_over(row: Notice, due: bool) -> bool:  # noqa: FBT001 - a pair of plain facts
    return row.kind in rules.STANDING and row.over_at is None and not due


def _parts(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[n : n + _BATCH] for n in range(0, len(keys), _BATCH))


def _is_back(row: Notice) -> bool:
    return row.kind in rules.STANDING and row.over_at is not None


def _reopen(row: Notice, choices: rules.Choices, at: datetime) -> None:
    if row.over_at is not None and rules.again(row.over_at, at):
        row.seen_at = at if row.kind in choices.off_app else None
        row.told_at, row.to_mail, row.letter = at, True, None
        row.save(update_fields=["told_at", "seen_at", "to_mail", "letter"])
    row.over_at = None
    row.save(update_fields=["over_at"])


def _notice(due: rules.Due, choices: rules.Choices, at: datetime) -> Notice:
    return Notice(
        uuid=new_id(),
        person=due.person,
        kind=due.kind,
        key=due.key,
        of=due.of,
        path=due.path,
        name={} if due.secret else dict(due.name),
        detail=due.detail,
        secret=due.secret,
        since=due.since,
        when=due.when,
        told_at=at,
        # What one has turned off is kept, should one turn it on, but is not new.
        seen_at=at if due.kind in choices.off_app | rules.ASKED_FOR else None,
    )


def mark_seen(actor: UUID, *, at: datetime) -> None:
    """Note that one has seen one's notices as they are now."""
    Notice.objects.filter(person=actor, seen_at=None, told_at__lte=at).update(seen_at=at)


def forget_old(*, at: datetime) -> None:
    """Forget what has been over, or has happened, long enough ago; and mails from then."""
    before = at - rules.KEPT_FOR
    Notice.objects.filter(over_at__lt=before).delete()
    Notice.objects.exclude(kind__in=rules.STANDING).filter(told_at__lt=before).delete()
    Letter.objects.filter(made_at__lt=before).delete()
    OneTap.objects.filter(until__lt=at, used_at=None).delete()


def note_run(*, at: datetime, slowly: bool) -> None:
    """Note that the worker has done its round."""
    row = Run.objects.first() or Run()
    row.at = at
    if slowly:
        row.slowly_at = at
    row.save()


# --- mailing ------------------------------------------------------------------------------------


def make_letters(*, at: datetime, zone: tzinfo) -> int:
    """Gather what came since last into one mail for each who may be mailed now; return how many."""
    with transaction.atomic():
        pending: dict[UUID, list[rules.Pending]] = {}
        columns = ("person", "uuid", "kind", "over_at")
        rows = Notice.objects.filter(to_mail=True).order_by("told_at", "pk")
        for person, uuid, kind, over_at in rows.values_list(*columns):
            pending.setdefault(person, []).append(rules.Pending(uuid, kind, over_at is not None))
        choices = queries.choices_of(pending)
        last = dict(
            Letter.objects.filter(person__in=pending)
            .values_list("person")
            .annotate(last=Max("made_at"))
        )
        bundles = {
            person: rules.bundle(found, choices[person], last.get(person), at, zone)
            for person, found in pending.items()
        }
        return sum(_letter(person, bundle, at) for person, bundle in bundles.items())


def _letter(person: UUID, bundle: rules.Bundle, at: datetime) -> bool:
    if bundle.leave:
        Notice.objects.filter(uuid__in=bundle.leave).update(to_mail=False)
    if not bundle.mail:
        return False
    letter = Letter.objects.create(uuid=new_id(), person=person, made_at=at, try_at=at)
    Notice.objects.filter(uuid__in=bundle.mail).update(to_mail=False, letter=letter)
    return True


def claim_letter(*, letter: UUID, tries: int, at: datetime) -> bool:
    """Take a mail to send it; False when another worker has, or it is sent or given up.

    Until it is marked as sent, it is tried again after a while.
    """
    pause = rules.wait(tries + 1)
    taken = Letter.objects.filter(uuid=letter, tries=tries, sent_at=None, try_at__lte=at).update(
        tries=F("tries") + 1, try_at=None if pause is None else at + pause
    )
    return bool(taken)


def mark_sent(*, letter: UUID, at: datetime) -> None:
    """Note that the mail server has taken a mail, or that nothing of it was left to say."""
    Letter.objects.filter(uuid=letter).update(sent_at=at, try_at=None)


def put_off(*, letter: UUID, until: datetime) -> None:
    """Let a mail wait for the end of the quiet hours."""
    Letter.objects.filter(uuid=letter, sent_at=None).update(try_at=until)


# --- answering by link --------------------------------------------------------------------------


def make_link(
    *, letter: UUID, link: queries.Link, at: datetime, until: datetime | None = None
) -> str:
    """Return the secret part of a new link's address; it is kept nowhere else.

    It lasts a week, or until `until` where that is sooner.
    """
    token = tokens.fresh()
    OneTap.objects.create(
        digest=tokens.digest(token),
        letter=Letter.objects.get(uuid=letter),
        person=link.person,
        act=link.act,
        of=link.of,
        detail=link.detail,
        until=min(at + rules.LINK_LASTS, until or at + rules.LINK_LASTS),
    )
    return token


def forget_links(*, letter: UUID) -> None:
    """Make links of a mail that did not go out worthless."""
    OneTap.objects.filter(letter__uuid=letter, used_at=None).delete()


def use_link(token: str, *, person: UUID, at: datetime) -> None:
    """Use up a link; call it in the transaction that does what the link is for.

    Raises RefusedError when it is used, too old, somebody else's or not ours.
    """
    used = OneTap.objects.filter(
        digest=tokens.digest(token), person=person, used_at=None, until__gt=at
    ).update(used_at=at)
    if not used:
        raise RefusedError(Refusal("notices.link_gone"))


def spend_links(token: str, *, person: UUID, at: datetime) -> None:
    """Use up a link and those beside it for other answers to the same, and forget which it was.

    For answers that are kept without a name: no row is left that tells which of them was given.
    Call it in the transaction that keeps the answer. Raises RefusedError as `use_link` does.
    """
    rows = OneTap.objects.filter(person=person)
    row = rows.filter(digest=tokens.digest(token), used_at=None, until__gt=at).first()
    said = row.detail.rpartition(":")[0] if row else ""
    spent = row and rows.filter(act=row.act, of=row.of, detail__startswith=f"{said}:").delete()[0]
    if not spent:
        raise RefusedError(Refusal("notices.link_gone"))


# --- one's own choices --------------------------------------------------------------------------


def choose(actor: UUID, *, choices: rules.Choices) -> None:
    """Keep how one wants to be told."""
    kinds = choices.off_app | choices.off_mail
    refuse(rules.check_choices(choices.rhythm, kinds, choices.language))
    Telling.objects.update_or_create(
        person=actor,
        defaults={
            "rhythm": choices.rhythm,
            "quiet_from": choices.quiet.begins,
            "quiet_until": choices.quiet.ends,
            "quiet_weekends": choices.quiet.weekends,
            "language": choices.language,
            "off_app": sorted(choices.off_app),
            "off_mail": sorted(choices.off_mail),
        },
    )
    Notice.objects.filter(person=actor, kind__in=choices.off_app, seen_at=None).update(
        seen_at=F("told_at")
    )


def choose_language(actor: UUID, *, language: str) -> None:
    """Be written to in a language."""
    choose(actor, choices=replace(queries.choices_of([actor])[actor], language=language))


def turn_off(actor: UUID, *, kinds: Collection[str], only_mail: bool = False) -> None:
    """Stop being told of some kinds: anywhere, or only by mail."""
    had = queries.choices_of([actor])[actor]
    off_mail = had.off_mail | set(kinds)
    off_app = had.off_app if only_mail else had.off_app | set(kinds)
    choose(actor, choices=replace(had, off_mail=off_mail, off_app=off_app))


def turn_on(actor: UUID, *, kinds: Collection[str]) -> None:
    """Be told of some kinds again, by mail too."""
    had = queries.choices_of([actor])[actor]
    off_app, off_mail = had.off_app - set(kinds), had.off_mail - set(kinds)
    choose(actor, choices=replace(had, off_app=off_app, off_mail=off_mail))


def open_feed(actor: UUID) -> None:
    """Give oneself a calendar address; the one before, if any, stops working."""
    nonce = tokens.fresh()
    digest = tokens.digest(tokens.feed_secret(nonce))
    Feed.objects.update_or_create(person=actor, defaults={"nonce": nonce, "digest": digest})


def close_feed(actor: UUID) -> None:
    """Turn one's calendar address off."""
    Feed.objects.filter(person=actor).delete()
