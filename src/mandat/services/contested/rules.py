"""Who decides whether somebody is too close to a case (rule 20, KL 6:30). Pure."""

from datetime import datetime
from uuid import UUID

from mandat.power.rules import Slice
from mandat.services.rules import CaseView


def who_decide(
    org: Slice, case: CaseView, person: UUID, raised_by: UUID, at: datetime
) -> tuple[UUID, ...]:
    """Return who decides: the nearest above the person, or others at the stage.

    Those whom the case concerns take no part, nor whoever asked; the person in question only where
    there is nobody else.
    """
    apart = {person, raised_by, case.asker, case.for_whom}
    here = [m for m in org.mandates if m.stage == case.stage]
    theirs = [m for m in here if org.is_holder(m, person, at)]
    above = [link for m in theirs for link in org.chain(m)[1:]]
    for link in (*above, *(m for m in here if m not in theirs), *theirs):
        people = tuple(p for p in org.users(link, at) if p not in apart)
        if people and link.holds_at(at):
            return people
    return (person,)
