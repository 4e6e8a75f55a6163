"""What keeps a body or an automat, as such, from using a mandate (rules 5 and 6). Pure."""

from collections.abc import Iterator

from mandat.common.refusals import Refusal
from mandat.power.rules.bodies import Jointly, quorum_of
from mandat.power.rules.book import RuleBook
from mandat.power.rules.numbered import refusal
from mandat.power.rules.organisation import Mandate, Matter, Slice
from mandat.power.rules.question import Question

PLAIN_RULE = Jointly()


def reasons_in_holder(org: Slice, mandate: Mandate, question: Question) -> Iterator[Refusal]:
    """Return what keeps the mandate's holder, whoever acts for it, from using it."""
    book = org.book_at(question.at)
    if mandate.body is not None:
        if book.constituted_bodies and mandate.body not in org.constituted:
            yield refusal("power.not_constituted")
    elif mandate.automat is not None:
        yield from automat_reasons(org.matter, book)
        if question.verb == "no":
            yield refusal("power.automat_only_yes")
        role = org.automats.get(mandate.automat)
        concerned = {question.asker, question.for_whom}
        answerable = role and any(org.holds(person, role, question.at) for person in concerned)
        if org.matter.own_cost and answerable:
            yield refusal("power.own_cost_of_holder")


def automat_reasons(matter: Matter, book: RuleBook) -> Iterator[Refusal]:
    """Return why no automat may decide in a matter: asked when granting and when deciding."""
    if not matter.automat:
        yield refusal("power.automat_not_apart")
    ground = book.automat_ground(matter.automat_group)
    if ground is not None:
        yield refusal("power.automat_never", ref=ground.ref)
    if matter.reserved:
        yield refusal("power.reserved")
    if matter.two_people or book.two_people:
        yield refusal("power.automat_no_person")


def jointly_refusal(org: Slice, mandate: Mandate, question: Question) -> Refusal:
    """Return why a member of a body does not decide alone, and by what rule the body does."""
    rule = mandate.jointly or PLAIN_RULE
    members = len(org.users(mandate, question.at))
    facts = {"quorum": quorum_of(rule, members), "members": members}
    if rule.how == "all":
        return refusal("power.jointly_all", **facts)
    if rule.how == "at_least":
        return refusal("power.jointly_at_least", count=rule.count, **facts)
    return refusal("power.jointly", **facts)
