"""Making the demo: founding, history, accounts and the clock, in one go."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction

from mandat.growth.register.actions import note_switches
from mandat.jobs.demo.feelings import past_pulses
from mandat.jobs.demo.founding import FOUNDED, IN_FORCE, found
from mandat.jobs.demo.growing import past_growth
from mandat.jobs.demo.held import let_others_decide
from mandat.jobs.demo.history import Event, history
from mandat.jobs.demo.ordering import orders
from mandat.jobs.demo.people import Resident, demo_id, residents
from mandat.jobs.demo.practising import past_practice
from mandat.jobs.demo.proposing import proposals
from mandat.jobs.demo.purposes import promise, purposes
from mandat.jobs.demo.reporting import handled, long_unasked, what_followed
from mandat.jobs.demo.tables import tables
from mandat.jobs.demo.town.circles import FOUNDER
from mandat.jobs.demo.town.matters import MATTERS
from mandat.power.actions import open_account
from mandat.power.queries import load_slices
from mandat.record.actions import writing
from mandat.web.demo.clock import mark

SEED = 1
TODAY = datetime(2027, 3, 3, 7, 30, tzinfo=UTC)
"""Wednesday 3 March 2027, half past eight in Ekby."""
BATCH = 2_000
"""Entries written together: enough to be quick, few enough to show progress."""

Progress = Callable[[int, int], None]


def seed_demo(
    *,
    seed: int = SEED,
    since: datetime = IN_FORCE,
    share: float = 1.0,
    laid_out: bool = True,
    progress: Progress = lambda _done, _of: None,
) -> None:
    """Found Ekby and let it live until today; whole or not at all.

    `since` and `share` make a smaller past for tests; without `laid_out` nothing special lies on
    people's tables this morning, and no body has adopted an order. `progress` hears how many
    entries of how many have been written.
    """
    people = residents(seed)
    with transaction.atomic():
        founder = demo_id("person", FOUNDER)
        with writing(by=founder, at=FOUNDED) as door:
            found(door, people)
        promise(IN_FORCE)
        _open_accounts(people)
        slices = load_slices([demo_id("matter", m.key) for m in MATTERS], [p.id for p in people])
        events = history(people, slices, since=since, until=TODAY, seed=seed, share=share)
        _write(
            sorted([*events, handled(people), long_unasked(people)], key=lambda e: e.at), progress
        )
        let_others_decide()
        what_followed(people, founder, until=TODAY)
        if laid_out:
            orders(founder)
            tables(people, founder, until=TODAY)
        past_pulses(people, since=since, until=TODAY, seed=seed)
        past_growth(people, since=since, until=TODAY, seed=seed)
        note_switches(FOUNDED)
        purposes(people, until=TODAY)
        proposals(TODAY)
        past_practice(people, until=TODAY, seed=seed)
        mark(at=TODAY, seed=seed)


def _open_accounts(people: tuple[Resident, ...]) -> None:
    """Give everyone an account without a password: in the demo one picks whom to be."""
    for person in people:
        open_account(person.id, email=person.email, password=None, at=FOUNDED)


def _write(events: list[Event], progress: Progress) -> None:
    with writing(by=None, at=TODAY) as door:
        for done, event in enumerate(events, start=1):
            door.append(
                event.kind,
                of=event.of,
                data=event.data,
                personal=event.personal,
                at=event.at,
                by=event.by,
            )
            if done % BATCH == 0:
                door.flush()
                progress(done, len(events))
    progress(len(events), len(events))
