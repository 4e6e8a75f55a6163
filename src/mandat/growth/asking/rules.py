"""Asking chosen people for feedback. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from mandat.common.refusals import Refusal

LASTS = timedelta(days=30)
"""How long somebody is asked; then it is over, whether they answered or not."""
AGAIN = timedelta(days=30)
"""How long before the same can be asked about again: to be asked is not to be pressed."""
MOST_ASKED = 20
LONGEST = 500


def check_ask(
    actor: UUID, whom: Collection[UUID], question: str, last: datetime | None, at: datetime
) -> tuple[Refusal, ...]:
    """Return what is wrong with asking; `last` is when the same was asked about before."""
    refusals: list[Refusal] = []
    if not whom:
        refusals.append(Refusal("growth.nobody_asked", field="whom"))
    if actor in whom:
        refusals.append(Refusal("growth.companion_self", field="whom"))
    if len(whom) > MOST_ASKED:
        refusals.append(Refusal("growth.too_many_asked", {"most": MOST_ASKED}, "whom"))
    if not question.strip():
        refusals.append(Refusal("growth.missing_words", field="question"))
    if len(question) > LONGEST:
        refusals.append(Refusal("growth.too_long", {"most": LONGEST}, "question"))
    if last is not None and at < last + AGAIN:
        refusals.append(Refusal("growth.asked_lately", {"days": AGAIN.days}))
    return tuple(refusals)
