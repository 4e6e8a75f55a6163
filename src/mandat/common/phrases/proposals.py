"""Sentences of proposals, and of what they can change."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "proposals.not_found": _("It does not exist, or you may not see it."),
    "proposals.wrong_round": _("The proposal has gone on to another round. Look at where it is."),
    "proposals.not_proposer": _("Only the one who proposes can do this."),
    "proposals.not_leading": _("Only the one who proposes or guides the round can end it early."),
    "proposals.title_missing": _("Give it a name, as short as you can."),
    "proposals.tension_missing": _("Write what chafes, in a sentence or two."),
    "proposals.example_missing": _("Write about one time when it happened."),
    "proposals.helps_missing": _("Write how this would have helped that time."),
    "proposals.nobody_asked": _("Nobody has a role in the circle, so there is nobody to ask."),
    "proposals.no_voice": _("You have no role in the circles that this concerns."),
    "proposals.proposer_has_spoken": _("It is your own proposal. You say yes by asking others."),
    "proposals.question_needs_words": _("Write your question."),
    "proposals.idea_needs_words": _("Write your idea."),
    "proposals.reaction_needs_words": _("Write what you think, in a sentence or two."),
    "proposals.concern_needs_words": _("Write what worries you, in a sentence or two."),
    "proposals.objection_needs_harm": _("Write what could go wrong, and for whom."),
    "proposals.objection_needs_cause": _("Write how it comes from this very proposal."),
    "proposals.objection_needs_facts": _(
        "Write what you have seen or know, or what could not be put right in time."
    ),
    "proposals.objection_needs_role": _("Write which of your roles it concerns, and how."),
    "proposals.objection_needs_safe_enough": _(
        "Write at least one idea. It does not have to be finished."
    ),
    "proposals.no_such_question": _("This question has been answered."),
    "proposals.answer_needs_words": _("Write an answer."),
    "proposals.round_goes_on": _(
        "{count} of those asked have not said anything yet, and their time is not up."
    ),
    "proposals.question_waits": _("A question still waits for its answer."),
    "proposals.open_objection": _("Still open: {count} objection. Solve it together first."),
    "proposals.explicit_yes_missing": _(
        "Still missing: {count} yes in so many words, from those who give or receive."
    ),
    "proposals.answers_missing": _("Still missing: {count} answers."),
    "proposals.not_adopting_body": _(
        "Only someone with a role in the adopting body can write this."
    ),
    "proposals.adoption_needs_body": _("Write which body decided."),
    "proposals.adoption_needs_paragraph": _(
        "Write the paragraph in the minutes, for example § 112."
    ),
    "proposals.adoption_in_future": _("The date lies ahead. Write the day of the meeting."),
    "proposals.reason_missing": _("Write why, in a sentence or two. Those concerned will read it."),
    "proposals.not_wider": _("Help was called. Somebody from the wider circle guides it now."),
    "proposals.is_a_side": _("You are one of the two sides here, so somebody else must."),
    "proposals.led_already": _("Somebody guides this round already."),
    "proposals.not_facilitator": _("Only the one who guides the round can do this."),
    "proposals.no_open_objection": _("There is no such objection left to solve."),
    "proposals.second_by_wider": _(
        "It was sent back once and has been answered. Ask somebody from the wider circle."
    ),
    "proposals.not_your_objection": _("Only the one who objected can say this."),
    "proposals.not_a_side": _("Only the one who proposes and the one who objects can do this."),
    "proposals.no_offer": _("No other wording is offered just now."),
    "proposals.own_offer": _("It is your own wording. The other one says yes or no to it."),
    "proposals.decline_needs_example": _("Write why it would not do, by an example."),
    "proposals.helped_already": _("Help has been asked for already."),
    "proposals.too_soon_for_help": _(
        "Give each other until {until:day} first. Then you can ask the wider circle in."
    ),
    "proposals.drop_by_wider": _("Only somebody from the wider circle, asked in to help, can."),
    "proposals.side_has_time": _("They have until {until:day} to answer."),
    "proposals.words_too_long": _("Write at most {longest} characters."),
    "proposals.name_missing": _("Give it a name."),
    "proposals.name_too_long": _("Choose a shorter name."),
    "proposals.circle_gone": _("There is no such circle."),
    "proposals.role_gone": _("There is no such role."),
    "proposals.person_gone": _("There is no such person here."),
    "proposals.changed_meanwhile": _("It has been changed since then. Word the proposal anew."),
    "proposals.nothing_changed": _("As it is written, nothing would change."),
    "proposals.line_needs_why": _("Write why this should be another."),
    "proposals.rule_changed_meanwhile": _(
        "This rule has been changed since then. Word the proposal anew."
    ),
    "proposals.rule_not_understood": _("This cannot be understood: {what}"),
    "proposals.key_taken": _("There is one with that name already."),
    "proposals.outermost_stays": _("The outermost circle stays where it is."),
    "proposals.circle_in_itself": _("A circle cannot lie inside itself."),
    "proposals.holds_already": _("They hold this role already."),
    "proposals.holds_not": _("They do not hold this role."),
    "proposals.agreement_title": _("Name what you agree on, in at most {longest} characters."),
    "proposals.agreement_text": _("Write what you agree on, in at most {longest} characters."),
    "proposals.review_ahead": _("Choose a day that lies ahead."),
    "proposals.success_missing": _(
        "Write how you will know that it works, in at most {longest} characters."
    ),
    "proposals.because_missing": _("Write why it comes instead of the old one."),
    "proposals.ends_before_review": _(
        "It would end before you look it over. Choose a later end, or an earlier look."
    ),
    "proposals.agreement_gone": _("That agreement no longer holds."),
    "proposals.round_length": _("Choose between {least} and {longest} days."),
    "proposals.no_such_kind": _("There is no such kind of proposal."),
}

BOOK_FIELDS: Mapping[str, str | Promise] = {
    "name": _("What the rules are called"),
    "onward": _("Steps that a mandate may be handed on, when it says nothing itself"),
    "onward_most": _("Steps that it may be handed on, at most"),
    "review": _("When a review day goes by"),
    "grace_days": _("Days after a review day before a mandate ends"),
    "substitute_steps": _("How long a chain of substitutes may be"),
    "two_people": _("Two people in every case"),
    "accept": _("Whose yes a new mandate waits for"),
    "never": _("What may never be delegated"),
    "body_adopts": _("Changes that a body must adopt"),
    "minutes_days": _("Days within which minutes are approved; 0 for no reminder"),
    "minutes_post_days": _("Days within which it is posted that minutes are approved"),
    "minutes_roles": _("Roles that are reminded of minutes"),
    "board_public": _("The notice board is read without logging in"),
    "keep": _("How long each kind is kept"),
    "vat": _("Amounts are judged with or without VAT"),
    "recurring_months": _("Months that count of what goes on for a set time"),
    "indefinite_months": _("Months that count of what goes on without end"),
    "sum_months": _("Months in which alike purchases are summed"),
    "splitting": _("When one purchase looks split into several"),
    "urgent": _("Who may hold an urgent mandate"),
    "automat_never": _("What no automat may decide"),
    "constituted_bodies": _("Only a circle that a decision made a body decides jointly"),
    "duties": _("What is done before a change of people's work"),
    "step_review_months": _("Months after which a step is looked over; 0 for never"),
}
"""What each rule is called. A rule without its words here fails a test."""

BOOK_WORDS: Mapping[str, str | Promise] = {
    "remind": _("It is a reminder, and the mandate goes on"),
    "pause": _("The mandate rests until it has been looked over"),
    "lapse": _("The mandate ends"),
    "office": _("Nobody's, where it comes with a role; else the one who is named"),
    "each": _("Each one who would hold it"),
    "excluding": _("without VAT"),
    "including": _("with VAT"),
    "stop": _("It is stopped"),
    "reason": _("A yes needs a written reason"),
    "off": _("Nobody"),
    "members": _("Members of the body"),
    "anyone": _("Whoever is given one"),
    "": _("Not said"),
    "rules": _("the rules we decide by"),
    "circles": _("circles"),
    "roles": _("roles"),
    "holders": _("who holds a role"),
    "agreements": _("agreements"),
    "ways": _("how a circle decides"),
}
"""What each choice in a rule is called."""
