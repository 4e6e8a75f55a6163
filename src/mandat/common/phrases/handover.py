"""Sentences of the room handover."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "handover.shadow_answer": _("Choose one of the three answers."),
    "handover.wrong_state": _("This can no longer be done: the hand-over has gone on since then."),
    "handover.not_found": _("It does not exist, or you may not see it."),
    "handover.not_giver": _("Only the one who hands over can do this."),
    "handover.not_your_mandate": _("You can hand over what you decide on yourself. Choose that."),
    "handover.too_far": _(
        "This mandate may not be handed on further. Whoever gave it can allow it."
    ),
    "handover.reserved": _("By law or by decision, this matter may never be handed over."),
    "handover.no_source": _("Your own mandate has ended, so there is nothing to hand over."),
    "handover.outside_own": _("The limit reaches outside your own. Choose a lower one."),
    "handover.last_stage": _(
        "Everyone must pass some step, and this is the last. Move it to someone instead."
    ),
    "handover.no_receiver_named": _("Choose who would decide instead of you."),
    "handover.trial_length": _("Choose a trial of between {shortest} and {longest} days."),
    "handover.check_share": _("Choose a share between 0 and 100 per cent."),
    "handover.safeguard_label": _("Write what the extra field should ask for."),
    "handover.secret_not_shadowed": _("This matter is secret, so its cases are never shown."),
    "handover.no_voice": _("You are not among those asked about this hand-over."),
    "handover.objection_needs_words": _("Write what could go wrong, and for whom."),
    "handover.objection_needs_safe_enough": _(
        "Write at least one idea. It does not have to be finished."
    ),
    "handover.concern_needs_words": _("Write what worries you, in a sentence or two."),
    "handover.no_open_objection": _("There is no such objection left to solve."),
    "handover.not_your_objection": _("Only the one who objected can say that it is solved."),
    "handover.how_missing": _("Write how it was solved, so that others can read it."),
    "handover.not_adopting_body": _(
        "Only someone with a role in the adopting body can write this."
    ),
    "handover.adoption_needs_body": _("Write which body decided."),
    "handover.adoption_needs_paragraph": _(
        "Write the paragraph in the minutes, for example § 112."
    ),
    "handover.adoption_in_future": _("The date lies ahead. Write the day of the meeting."),
    "handover.giver_yes_missing": _("Still missing: a yes from everyone who hands over."),
    "handover.receiver_yes_missing": _("Still missing: a yes from someone who would receive it."),
    "handover.open_objection": _(
        "Still open: {count} objection. The one who raised it decides when it is solved."
    ),
    "handover.adoption_missing": _("Still missing: the decision of the adopting body."),
    "handover.way_back_is_body": _("It was agreed that only the adopting body can take this back."),
    "handover.reason_missing": _("Write why, in a sentence or two. Those concerned will read it."),
    "handover.rests_already": _("It rests already. Let it go on first, if the day is to change."),
    "handover.rests_not": _("It does not rest just now."),
    "handover.rests_day": _("Choose a day ahead, at most {longest} days from now."),
    "handover.rests_past_end": _(
        "The trial has ended by then. Choose an earlier day, or take it back for good."
    ),
    "handover.break_already": _("You take a break already. Come back first, if the day changes."),
    "handover.break_not": _("You do not take a break just now."),
    "handover.not_user": _("You do not use this, so there is nothing to hand back."),
    "handover.hand_back_instead": _("You already decide here. Hand it back if you want to stop."),
    "handover.keeping_asked_already": _("The question of keeping it is already out."),
    "handover.review_date": _("Choose a day for the review, at most {longest} days ahead."),
    "handover.no_body_for_way_back": _("No body adopts this matter, so the way back is the giver."),
    "handover.not_wider": _(
        "The new limit is not wider than the one you have. Choose a wider one."
    ),
    "handover.already_sent": _("It has already been sent."),
    "handover.words_too_long": _("Write at most {longest} characters."),
    "handover.view_missing": _("Choose how you see it."),
    "handover.verdict_missing": _("Choose whether you would have ruled alike."),
    "handover.case_decided": _(
        "This case is decided already, or it is not one of yours to answer."
    ),
    "handover.not_drawn": _("This ruling was not drawn, or it has been looked at already."),
    "handover.bad_amount": _("Enter an amount in figures, for example 2,940"),
    "handover.nobody_called": _("There is nobody called {name}. Check how it is written."),
    "handover.several_called": _("Several are called {name}. Write the address instead."),
    "handover.withdraw_instead": _("Others have been asked already. Withdraw it on its page."),
    "handover.stance_missing": _("Choose if the commitment is kept or changed."),
    "handover.answer_missing": _("Write how it stands with the commitment, in a sentence."),
    "handover.too_short_horizon": _(
        "Choose a day at least a year ahead and at most fifty. For something shorter, start an"
        " experiment."
    ),
    "handover.words_missing": _("Write a few words."),
    "handover.decided_in_future": _("Write the day you decided it. It cannot lie ahead."),
    "handover.not_together": _(
        "A commitment holds when everyone with a role in the circle has had their say and nobody"
        " objects. Do that first."
    ),
    "handover.not_of_circle": _("Only someone with a role in the circle can do this."),
    "handover.not_holding": _("It does not exist, or it no longer holds."),
    "handover.no_mandate_chosen": _("Choose what you would like to hand over."),
}
