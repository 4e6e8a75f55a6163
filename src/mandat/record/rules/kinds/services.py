"""The entries of services."""

from collections.abc import Mapping

from mandat.record.rules.kinds.entry_type import EntryType, change, insert

TYPES: Mapping[str, EntryType] = {
    "service.offered": insert("service", "key name description words area matter source"),
    "service.safeguarded": change("service", "safeguards"),
    "case.opened": insert(
        "case",
        "number service matter asker for_whom opened_at state stage put_at",
        "title facts extra",
    ),
    "case.put": change("case", "stage put_at"),
    "case.returned": change("case", "state"),
    "case.sent_again": change("case", "state stage put_at", "title facts extra"),
    "case.ended": change("case", "state stage ended_at"),
    "ruling.made": insert(
        "ruling",
        "case stage person mandate outcome put_at at number presenter participants",
        "reason text alternatives advice amounts conflict",
    ),
    "ruling.corrected": change(
        "ruling", "presenter participants corrects", "reason text alternatives advice why"
    ),
    "ruling.reported": change("ruling", "meeting paragraph"),
    "meeting.noted": insert("meeting", "circle on"),
    "meeting.approved": change("meeting", "approved"),
    "notice.posted": insert("posting", "circle meeting rulings posted where again"),
    "notice.taken_down": change("posting", "taken_down"),
    "ruling.hastened": change("ruling", "urgent", "urgency"),
    "ruling.weighed": change("ruling", "", "judged"),
    "case.hastened": change("case", "", "urgency"),
    "case.left": insert("departure", "case mandate by how at", "reason"),
    "ruling.stood_in": change("ruling", "substitution"),
    "ruling.confirmed": change("ruling", "", "confirmed"),
    "ruling.jointly_made": change("ruling", "joint"),
    "body.voiced": insert("bodyvoice", "case stage mandate person at", "says reason"),
    "ruling.excepted": change("ruling", "excepted", "exception"),
    "stage.passed": insert("passage", "case stage waiver at"),
}
