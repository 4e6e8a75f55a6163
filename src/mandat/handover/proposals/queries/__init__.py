"""Reads of proposals."""

from mandat.handover.proposals.queries.lists import (
    agreements_among,
    asked_by_proposals,
    count_asked,
    lines_for,
)
from mandat.handover.proposals.queries.page import proposal_page
from mandat.handover.proposals.queries.views import Line, ProposalPage, VoiceView, WordingView

__all__ = [
    "Line",
    "ProposalPage",
    "VoiceView",
    "WordingView",
    "agreements_among",
    "asked_by_proposals",
    "count_asked",
    "lines_for",
    "proposal_page",
]
