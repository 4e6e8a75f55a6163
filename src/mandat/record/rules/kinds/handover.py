"""The entries of handover."""

from collections.abc import Mapping

from mandat.record.rules.kinds.entry_type import EntryType, change, insert

TYPES: Mapping[str, EntryType] = {
    "handover.opened": insert(
        "handover",
        "number kind matter stage source_mandate to_person to_role limits safeguards trial_days"
        " check_share previous owner opened_at state round",
        "reason conditions",
    ),
    "handover.moved": change("handover", "state"),
    "handover.proposed": change(
        "handover",
        "kind to_person to_role limits safeguards trial_days check_share grounds asked_at state",
        "reason conditions",
    ),
    "handover.started": change("handover", "state since until review_on seed_hash"),
    "handover.keeping_asked": change("handover", "round review_on way_back"),
    "handover.kept": change("handover", "state until"),
    "handover.ended": change("handover", "state ended_at ended_by", "end_reason"),
    "voice.given": insert("voice", "handover person part kind round at", "words safe_enough"),
    "voice.settled": change("voice", "settled settled_at", "how"),
    "adoption.recorded": insert(
        "adoption", "handover circle round body on paragraph adopted by at"
    ),
    "aftercheck.made": insert("aftercheck", "handover of by at verdict", "words"),
    "blindlook.made": insert("blindlook", "handover of at says", "by words"),
    "commitment.made": insert(
        "commitment",
        "circle matters since until body on paragraph made_by previous",
        "words",
    ),
    "commitment.ended": change("commitment", "ended_at ended_by successor", "end_reason"),
    "commitment.answered": insert(
        "commitmentanswer", "handover commitment round stance by at", "words"
    ),
}
