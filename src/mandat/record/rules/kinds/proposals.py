"""The entries of proposals."""

from collections.abc import Mapping

from mandat.record.rules.kinds.entry_type import EntryType, change, insert

TYPES: Mapping[str, EntryType] = {
    "proposal.opened": insert(
        "proposal",
        "number circle proposer opened_at ways state stage_at round version asked_version turn"
        " facilitator helped offer",
        "tension example helps",
    ),
    "proposal.worded": insert(
        "proposalwording", "proposal version by at objection", "title changes why"
    ),
    "proposal.wording_declined": change("proposalwording", "declined_at", "decline_reason"),
    "proposal.moved": change(
        "proposal", "state stage_at round version asked_version turn facilitator helped offer"
    ),
    "proposal.ended": change("proposal", "ended_at", "end_reason"),
    "proposal.spoken": insert(
        "proposalvoice", "proposal person kind round at", "words watch argument"
    ),
    "proposal.settled": change("proposalvoice", "settled settled_at settled_by", "how"),
    "proposal.tested": change("proposalvoice", "returned_at returns", "test"),
    "proposal.argued": change("proposalvoice", "returned_at", "argument"),
    "proposal.minuted": insert(
        "proposaladoption", "proposal circle body on paragraph adopted by at"
    ),
    "agreement.made": insert(
        "agreement", "circle keeper since until review_on proposal replaces", "title text"
    ),
    "agreement.ended": change("agreement", "until"),
    "agreement.explained": change("agreement", "", "success because"),
    "agreement.let_go": change("agreement", "until let_go_by"),
    "agreement.review_moved": change("agreement", "review_on"),
    "agreement.evaluated": insert("evaluation", "agreement by at outcome", "helped seen"),
    "duty.said": insert("dutystep", "of duty how on ref by at", "words answers"),
    "duty.asked": insert("dutyvoice", "of duty person asked_by asked_at"),
    "duty.heard": change("dutyvoice", "heard_at stance", "words"),
    "default.questioned": insert("questioning", "about of by at", "words"),
    "default.moved": change("questioning", "proposal"),
    "ways.chosen": insert("circleways", "circle settings since proposal"),
}
