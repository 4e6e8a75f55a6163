"""What keeps somebody from using a mandate, every reason at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mandat.common.refusals import Refusal
from mandat.power.rules.acting import Way, is_away, stands_in_for
from mandat.power.rules.amounts import amount_reasons
from mandat.power.rules.book import RuleBook
from mandat.power.rules.conflicts import in_conflict
from mandat.power.rules.holding import reasons_in_holder
from mandat.power.rules.numbered import refusal
from mandat.power.rules.organisation import Mandate, Slice
from mandat.power.rules.question import Question
from mandat.power.rules.urgent import may_be_urgent, urgent_reasons

Chain = tuple[Mandate, ...]


def reasons_in_mandate(org: Slice, mandate: Mandate, question: Question) -> list[Refusal]:
    """Return what keeps anybody from using this mandate for this question."""
    found: list[Refusal] = []
    if question.verb == "yes" and not mandate.may_yes:
        found.append(refusal("power.only_no"))
    if question.verb == "no" and not mandate.may_no:
        found.append(refusal("power.only_yes"))
    chain = org.chain(mandate)
    if not chain:
        return [*found, refusal("power.no_chain")]
    book = org.book_at(question.at)
    found.extend(reasons_in_holder(org, mandate, question))
    if org.matter.reserved and len(chain) > 1:
        found.append(_reserved(org.matter.reserved_ref))
    if handed_on_too_far(chain, book):
        found.append(refusal("power.too_far"))
    if question.left & {link.id for link in chain}:
        found.append(refusal("power.case_left"))
    found.extend(_time_reasons(chain, question.at))
    found.extend(_review_reasons(chain, book, question.at))
    found.extend(_pause_reasons(org, chain, question.at))
    found.extend(urgent_reasons(org, chain, question))
    found.extend(amount_reasons(org, chain, question))
    return found


def _reserved(ref: str) -> Refusal:
    return refusal("power.reserved_by", ref=ref) if ref else refusal("power.reserved")


def handed_on_too_far(chain: Chain, book: RuleBook) -> bool:
    """Tell whether some link was handed on further than it may be (rule 3).

    What the body itself adopted is its own decision and not onward delegation, so steps are
    counted up to the nearest link that rests on a decision of its own.
    """
    for steps, link in enumerate(chain):
        if steps > may_be_handed_on(link, book):
            return True
        if link.source_decision:
            return False
    return False


def may_be_handed_on(mandate: Mandate, book: RuleBook) -> int:
    """Return how many steps a mandate may be handed on; none unless granted (rule 3)."""
    if mandate.urgent:
        return 0
    own = mandate.onward
    if own is None:
        own = book.onward if mandate.source_decision else 0
    return min(own, book.onward_most)


def _time_reasons(chain: Chain, at: datetime) -> Iterator[Refusal]:
    mandate, *sources = chain
    if at < mandate.since:
        yield refusal("power.not_yet", since=mandate.since.isoformat())
    elif not mandate.holds_at(at) and mandate.until is not None:
        yield refusal("power.ended", until=mandate.until.isoformat())
    if any(not link.holds_at(at) for link in sources):
        yield refusal("power.source_ended")


def _review_reasons(chain: Chain, book: RuleBook, at: datetime) -> Iterator[Refusal]:
    stopped = next((link for link in chain if review_stops(link, book, at)), None)
    if stopped is not None and stopped.review_on is not None:
        yield refusal("power.review_passed", review_on=stopped.review_on.isoformat())


def _pause_reasons(org: Slice, chain: Chain, at: datetime) -> Iterator[Refusal]:
    if not org.pauses:
        return
    rests = (org.pause_of(link.id, at) for link in chain)
    pause = next((p for p in rests if p is not None), None)
    if pause is not None:
        yield refusal("power.paused", until=pause.until.isoformat())


def review_stops(mandate: Mandate, book: RuleBook, at: datetime) -> bool:
    """Tell whether a review day that went by has paused or ended the mandate (rule 9)."""
    if mandate.review_on is None:
        return False
    effect = mandate.on_review or book.review
    if effect == "pause":
        return at >= mandate.review_on
    return effect == "lapse" and at >= mandate.review_on + timedelta(days=book.grace_days)


def review_edges(mandate: Mandate, book: RuleBook) -> tuple[datetime, ...]:
    """Return the moments at which a review day that goes by may stop the mandate."""
    if mandate.review_on is None:
        return ()
    return mandate.review_on, mandate.review_on + timedelta(days=book.grace_days)


def stands(org: Slice, mandate: Mandate, at: datetime) -> bool:
    """Tell whether a mandate can be used at all at a time, whatever the case."""
    chain, book = org.chain(mandate), org.book_at(at)
    if not chain or handed_on_too_far(chain, book):
        return False
    return all(
        link.holds_at(at) and not review_stops(link, book, at) and org.pause_of(link.id, at) is None
        for link in chain
    )


# --- the person ---------------------------------------------------------------------------------


def reasons_in_person(org: Slice, mandate: Mandate, way: Way, question: Question) -> list[Refusal]:
    """Return what keeps someone who acts under a mandate from ruling on this very case."""
    found: list[Refusal] = []
    concerned = (question.asker, question.for_whom)
    if org.matter.own_cost and way.person in concerned:
        found.append(refusal("power.own_cost"))
    elif org.matter.own_cost and way.people & set(concerned):
        found.append(refusal("power.own_cost_of_holder"))
    two_people = org.matter.two_people or org.book_at(question.at).two_people
    if two_people and way.person in {question.asker, *question.ruled}:
        found.append(refusal("power.two_people"))
    if not may_be_urgent(org, mandate, way.person, question):
        found.append(refusal("power.urgent_member"))
    return found


def why_not_acting(org: Slice, mandate: Mandate, question: Question) -> list[Refusal]:
    """Return why the actor, who does not act under the mandate, still has to do with it.

    Empty for those who neither hold it nor stand in for anyone who does.
    """
    actor = question.actor
    if not org.is_holder(mandate, actor, question.at):
        named = stands_in_for(org, mandate, actor, question)
        return [refusal("power.holder_present")] if named else []
    if org.has_handed_back(mandate, actor, question.at):
        return [refusal("power.handed_back")]
    if mandate.by_acceptance and actor not in org.users(mandate, question.at):
        return [refusal("power.not_accepted")]
    found = []
    if is_away(org, mandate, actor, question):
        found.append(refusal("power.away"))
    if in_conflict(org, actor, question):
        found.append(refusal("power.conflict"))
    return found


def as_others_see(reasons: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """Return the reasons without what is the actor's own to know: a conflict of interest."""
    shown = (refusal("power.not_here") if r.code == "power.conflict" else r for r in reasons)
    return tuple(dict.fromkeys(shown))
