"""The entries of power."""

from collections.abc import Mapping

from mandat.record.rules.kinds.entry_type import EntryType, change, insert

TYPES: Mapping[str, EntryType] = {
    "organisation.founded": insert("organisation", "name currency language founded_by"),
    "person.added": insert("person", "joined source", "name email"),
    "circle.formed": insert("circle", "key name parent source"),
    "circle.renamed": change("circle", "name"),
    "circle.moved": change("circle", "parent"),
    "role.renamed": change("role", "name"),
    "role.moved": change("role", "circle"),
    "role.formed": insert("role", "key name circle source"),
    "role.held": insert("holding", "role person since until source"),
    "holding.ended": change("holding", "until"),
    "matter.set_up": insert(
        "matter",
        "key name description circle facts legal_ref reserved secrecy own_cost adopted_by source",
    ),
    "stage.set_up": insert("stage", "matter key name position condition source"),
    "stage.dated": change("stage", "since review_on"),
    "mandate.granted": insert(
        "mandate",
        "matter stage person role may_yes may_no limits since until review_on source_mandate"
        " source_decision narrows by_acceptance handover",
    ),
    "mandate.ended": change("mandate", "until"),
    "mandate.prolonged": change("mandate", "until review_on"),
    "mandate.terms_set": change("mandate", "onward on_review while_role jointly frame"),
    "mandate.held_by": change("mandate", "body automat"),
    "automat.set_up": insert("automat", "key name role source"),
    "circle.constituted": change("circle", "constituted"),
    "matter.set_apart": change("matter", "automat automat_group"),
    "mandate.review_moved": change("mandate", "review_on"),
    "mandate.conditioned": change("mandate", "", "conditions"),
    "mandate.substituted": change("mandate", "substitutes"),
    "mandate.made_urgent": change("mandate", "urgent"),
    "frame.used": insert("use", "mandate at", "case minor currency"),
    "frame.released": change("use", "released"),
    "rate.recorded": insert("rate", "currency to rate since source at"),
    "part.counted": insert("part", "matter fact at", "case purchase minor currency"),
    "part.released": change("part", "released"),
    "matter.summed": change("matter", "same splitting"),
    "matter.reserved": change("matter", "reserved reserved_ground"),
    "matter.paired": change("matter", "two_people"),
    "matter.executed": change("matter", "execution"),
    "matter.tied": change("matter", "ties"),
    "matter.handling_set": change("matter", "route appealable asks handling_source handled_since"),
    "rulebook.adopted": insert("rulebook", "key settings since source"),
    "substitution.set": insert(
        "substitution", "person ground of_person of_role since until", "words"
    ),
    "substitution.taken": insert(
        "substitution", "person ground of_person of_role since until accepted by_role", "words"
    ),
    "substitution.accepted": change("substitution", "accepted"),
    "substitution.ended": change("substitution", "until"),
    "conflict.declared": insert("conflict", "since until", "person about matter case words"),
    "conflict.tied": insert("conflict", "since until", "person counterparty words"),
    "conflict.ended": change("conflict", "until"),
    "challenge.raised": insert("challenge", "at", "person case matter raised_by words"),
    "challenge.decided": change("challenge", "decided_at", "upheld decided_by reason"),
    "mandate.handed_back": insert("handedback", "mandate since until", "person"),
    "mandate.taken_up": change("handedback", "until"),
    "pause.begun": insert("pause", "matter mandate waiver since until by", "reason"),
    "pause.ended": change("pause", "until ended_by"),
    "acceptance.given": insert("acceptance", "mandate person since until"),
    "acceptance.ended": change("acceptance", "until"),
    "waiver.granted": insert(
        "waiver",
        "matter stage limits since until review_on source_mandate source_decision handover",
    ),
    "waiver.ended": change("waiver", "until"),
    "waiver.prolonged": change("waiver", "until review_on"),
    "order.adopted": insert("order", "number circle body on paragraph file at"),
    "order.said": insert("orderitem", "order position key mandates", "words"),
}
