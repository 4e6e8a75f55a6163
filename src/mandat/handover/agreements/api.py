"""Agreements in the REST API: read only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from mandat.common import clock
from mandat.handover.agreements.queries import AgreementLine, agreement_page, agreements_list

router = Router(tags=["agreements"])
NOBODY = UUID(int=0)
"""Another system has no role in any circle."""


class AgreementJson(Schema):
    """What a circle has agreed on."""

    id: UUID
    title: str
    circle: str
    since: datetime
    until: datetime | None
    review_on: str
    standing: str


class LinkJson(Schema):
    """One in a chain of agreements that came instead of each other."""

    id: UUID
    title: str
    since: datetime
    until: datetime | None
    because: str


class WholeAgreement(AgreementJson):
    """An agreement with why, how one knows that it works, and its chain."""

    text: str
    success: str
    because: str
    keeper: str
    proposal: UUID
    proposal_number: int
    tension: str
    watch: list[str]
    chain: list[LinkJson]


@router.get("/agreements", response=list[AgreementJson], summary="What circles have agreed on")
def list_agreements(request: HttpRequest, circle: str | None = None) -> Any:
    """Return every agreement, those that hold first; of one circle by its key."""
    _looked_at(request)
    return [_line(line) for line in agreements_list(NOBODY, clock.now(), circle)]


@router.get(
    "/agreements/{uuid:agreement}", response=WholeAgreement, summary="One, with why and its chain"
)
def show_agreement(request: HttpRequest, agreement: UUID) -> Any:
    """Return one agreement. Who worried about what is not told, only what to watch."""
    _looked_at(request)
    page = agreement_page(agreement, NOBODY, clock.now())
    if page is None:
        raise Http404
    return {
        **_line(page.line),
        "text": page.text,
        "success": page.success,
        "because": page.because,
        "keeper": page.keeper_key,
        "proposal": page.proposal,
        "proposal_number": page.number,
        "tension": page.why.tension,
        "watch": [c.watch for c in page.concerns if c.watch],
        "chain": [
            {k: getattr(link, k) for k in ("id", "title", "since", "until", "because")}
            for link in page.chain
        ],
    }


def _line(line: AgreementLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "circle": line.circle_key,
        "since": line.since,
        "until": line.until,
        "review_on": line.review_on.isoformat(),
        "standing": line.standing,
    }


def _looked_at(request: HttpRequest) -> None:
    request.looked_at = ("", None)  # type: ignore[attr-defined]  # read by ApiMiddleware
