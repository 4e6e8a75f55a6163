"""Sentences of the room power."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "power.still_in_power": _(
        "{who} still holds a role or a mandate. End that first, so that nothing is decided by"
        " somebody without a name."
    ),
    "power.no_mandate": _("You hold no mandate for this."),
    "power.they_no_mandate": _("{person} holds no mandate for this."),
    "power.they_not_accepted": _("{person} has not said yes to using this mandate."),
    "power.circle_unknown": _("There is no circle with the key “{given}”."),
    "power.mere_execution": _("This is mere execution, and nobody’s decision."),
    "power.no_stage": _("No ruling is needed for this, so nobody can give one."),
    "power.only_no": _("This mandate covers saying no, not yes."),
    "power.only_yes": _("This mandate covers saying yes, not no."),
    "power.no_chain": _("The mandate does not lead back to a decision, so it cannot be used."),
    "power.reserved": _("This may never be handed over, so only the one it came from may decide."),
    "power.reserved_by": _(
        "This may never be handed over ({ref}), so only the one it came from may decide."
    ),
    "power.too_far": _("The mandate has been handed on further than it may be."),
    "power.review_passed": _(
        "The mandate should have been looked over by {review_on:day}, and rests until it has been."
    ),
    "power.frame_used": _("Of the frame of {most:money} there is {left:money} left."),
    "power.rate_missing": _(
        "The amount cannot be judged: there is no recorded rate from {currency} to {to}."
    ),
    "power.sum_over_limit": _(
        "The limit is {limit:value}, and together with other cases about the same purchase "
        "this makes {sum:money}."
    ),
    "power.sum_needs_reason": _(
        "Together with other cases about the same purchase this makes {sum:money}, and the "
        "limit is {limit:value}. Then a yes needs a written reason."
    ),
    "power.urgent_only": _("This mandate is only for what cannot await the board’s decision."),
    "power.urgent_off": _("The rules allow no urgent decisions."),
    "power.urgent_member": _(
        "Only the chair, or a member whom the board has appointed, may decide urgently."
    ),
    "power.never_urgent": _("This may not be decided urgently either ({ref})."),
    "power.bad_vat": _("“{given}” is not a rate of VAT. Write for example 25."),
    "power.bad_each": _("Choose how often it is paid."),
    "power.bad_months": _("“{given}” should be a number of months."),
    "power.bad_splitting": _("Row {row}, column {column}: “{given}” should be stop or reason."),
    "power.rates_none": _("There are no rates in the file."),
    "power.rates_columns": _("The columns are {found}. Expected: {known}."),
    "power.rate_bad": _("Row {row}, column {column}: cannot understand “{given}”."),
    "power.bad_frame": _(
        "Row {row}, column {column}: cannot understand “{given}”. Write for example "
        "amount <= 200,000 per year."
    ),
    "power.bad_steps": _("Row {row}, column {column}: “{given}” should be a number of steps."),
    "power.which_role": _(
        "Row {row}, column {column}: say which role the mandate of {given} ends with, or “stays”."
    ),
    "power.role_of_role": _(
        "Row {row}, column {column}: only a person's mandate ends with a role. Leave it empty."
    ),
    "power.paused": _("What was handed over rests until {until:day}."),
    "power.handed_back": _("You have handed this mandate back."),
    "power.not_asked": _("This mandate does not wait for a yes from you."),
    "power.not_held": _("You do not hold this mandate just now."),
    "power.seat_taken": _("Somebody holds this role, so nobody stands in for it."),
    "power.not_yours_to_fill": _("Only whoever gave the role a mandate can ask somebody."),
    "power.challenge_unknown": _("Choose who you mean."),
    "power.challenge_not_yours": _("Somebody else is to decide this."),
    "power.challenge_decided": _("This has been decided already."),
    "power.challenge_reason": _("Write why. Those it concerns read it."),
    "power.bad_effect": _(
        "Row {row}, column {column}: “{given}” should be remind, pause or lapse."
    ),
    "power.jointly": _(
        "You do not decide this alone. The body does, by a majority. At least {quorum} of {members}"
        " must take part."
    ),
    "power.jointly_all": _(
        "You do not decide this alone. The body does, when all who may take part agree. At least"
        " {quorum} of {members} must take part."
    ),
    "power.jointly_at_least": _(
        "You do not decide this alone. The body does, when at least {count} say yes. At least"
        " {quorum} of {members} must take part."
    ),
    "power.not_constituted": _("Only a body that a decision has set up can decide jointly."),
    "power.automat_not_apart": _("The matter is not set apart for an automat."),
    "power.automat_never": _("No automat may decide this: {ref}."),
    "power.automat_only_yes": _("An automat may say yes, and never no."),
    "power.automat_no_person": _("Two people are needed here, and an automat is none."),
    "power.bad_jointly": _(
        "Row {row}, column {column}: “{given}” should be like “majority; quorum 4; casting chair”."
    ),
    "power.case_left": _("This case has been handed back, or taken over, from this mandate."),
    "power.conflict": _("You have said that you are in a conflict of interest here."),
    "power.not_here": _("They may not decide in this case."),
    "power.own_cost_of_holder": _("You stand in for the one whose cost this is."),
    "power.two_people": _("Two people are needed here, and you have had a part in it already."),
    "power.away": _("You have said that you are away, so your substitute decides."),
    "power.holder_present": _("A substitute decides only when the holder cannot."),
    "power.not_giver": _("Only whoever gave the mandate can do this."),
    "power.ended_already": _("The mandate has ended already."),
    "power.under_handover": _("This mandate came with a hand-over, and is taken back there."),
    "power.review_in_the_past": _("Choose a day to come."),
    "power.substitute_unknown": _("There is nobody here by that name or address."),
    "power.substitute_self": _("Choose somebody other than yourself."),
    "power.substitute_ground": _("Choose why: away, or a conflict of interest."),
    "power.substitute_period": _("The last day must come after the first."),
    "power.substitute_not_named": _("The order names nobody with your role for this."),
    "power.substitute_none_ready": _("Nobody whom the order names has said yes yet."),
    "power.substitute_not_yours": _("Only those it concerns can change this."),
    "power.too_many_words": _("The text is too long. Shorten it to {most:number} characters."),
    "power.book_unknown": _("There is no set of rules called “{given}”. There is: {known}."),
    "power.decision_missing": _("Say which decision the rules rest on."),
    "power.no_ground": _("The rules have no ground called “{given}”. They have: {known}."),
    "power.book_bad": _("The rules cannot be understood: {what}."),
    "power.not_yet": _("The mandate starts on {since:day}."),
    "power.ended": _("The mandate ended on {until:day}."),
    "power.source_ended": _("The mandate this one came from has ended, and this one with it."),
    "power.over_limit": _("The limit is {limit:value}."),
    "power.under_limit": _("The mandate starts at {limit:value}."),
    "power.outside": _("The mandate covers only {limit:value}."),
    "power.not_accepted": _("You have not said yes to using this mandate. You can still join."),
    "power.own_cost": _("Nobody decides on their own cost. A colleague does."),
    "power.handed_over": _("This has been handed over to someone nearer, who decides it now."),
    "power.missing_amount": _("Enter an amount in figures, for example 2,940."),
    "power.missing_number": _("Write a number."),
    "power.missing_text": _("Write a few words."),
    "power.missing_choice": _("Choose one."),
    "power.missing_date": _("Choose a date."),
    "power.bad_amount": _("“{given}” is not an amount. Enter it in figures, for example 2,940."),
    "power.bad_number": _("“{given}” is not a number. Write it in figures, for example 12."),
    "power.bad_text": _("The text is too long. Shorten it to 2,000 characters."),
    "power.bad_choice": _("“{given}” is not one of the choices."),
    "power.bad_date": _("“{given}” is not a date. Write it as 2026-12-01."),
    "power.unknown_fact": _("“{fact}” is not asked for here."),
    "power.fact_without_value": _(
        "Write each fact as name=value, for example amount=5000. Got: {given}"
    ),
    "power.bad_moment": _("“{given}” is not a time. Write it as 2026-09-01 or 2026-09-01T08:00."),
    "power.odd_parameter": _("“{given}” means nothing here. openapi.json lists what does."),
    "power.matter_unknown": _("There is no matter “{given}”."),
    "power.matter_unknown_then": _("At that time the record knew of no matter “{given}”."),
    "power.mandate_not_here": _("There is no mandate {given} in this matter."),
    "power.nobody_called": _("There is nobody called “{given}”. Write a whole name or an address."),
    "power.several_called": _("Several people are called “{given}”. Write an e-mail address."),
    "power.person_unknown": _("There is nobody with the address {given}."),
    "power.no_such_stage": _("There is no stage “{given}”. There is: {known}."),
    "power.already_founded": _("There is an organisation here already."),
    "power.not_founded": _("There is no organisation here yet. Run “mandat init” first."),
    "power.only_founder": _(
        "Until the founding act, only the person who ran “mandat init” may add."
    ),
    "power.column_missing": _("The column “{column}” is missing. Found: {found}."),
    "power.column_unknown": _("The column “{column}” is not known. Known are: {known}."),
    "power.cell_empty": _("Row {row}, column {column}: needs a value."),
    "power.bad_key": _(
        "Row {row}, column {column}: “{given}” is not a key. Use small letters, digits and hyphens."
    ),
    "power.bad_flag": _("Row {row}, column {column}: “{given}” should be yes or no."),
    "power.bad_day": _(
        "Row {row}, column {column}: “{given}” is not a date. Write it as 2026-12-01."
    ),
    "power.bad_email": _("Row {row}, column {column}: “{given}” is not an e-mail address."),
    "power.bad_list": _("Row {row}, column {column}: cannot understand “{given}”."),
    "power.bad_limit": _(
        "Row {row}, column {column}: cannot understand the limit “{given}”. Write for "
        "example amount <= 5000."
    ),
    "power.bad_may": _("Row {row}, column {column}: “{given}” should be yes, no or both."),
    "power.last_stage_always": _(
        "Row {row}, column {column}: the last stage must apply to every case, so it "
        "cannot have a condition."
    ),
    "power.role_or_person": _(
        "Row {row}: name one holder: a role, a person, a body or an automat."
    ),
    "power.stage_unknown": _(
        "Row {row}, column {column}: there is no stage “{given}”. There is: {known}."
    ),
    "power.unknown_key": _("Row {row}, column {column}: there is no “{given}”. Add it first."),
    "power.key_taken": _("Row {row}, column {column}: “{given}” exists already."),
    "power.email_taken": _("Row {row}, column {column}: somebody has the address {given} already."),
}

_SAY_YOURS = _("Say yes or no as a member. It is decided when no voice can change it.")

LIFTS: dict[str, str | Promise] = {
    "power.no_mandate": _("Whoever decides this can hand it over to you."),
    "power.they_no_mandate": _("Whoever decides this can hand it over to them."),
    "power.they_not_accepted": _("They can say yes on the page of the mandate."),
    "power.mere_execution": _("Go ahead. The order says where a decision begins."),
    "power.no_stage": _("If somebody should decide, the matter needs a stage."),
    "power.only_no": _("Whoever gave the mandate can let it cover yes as well."),
    "power.only_yes": _("Whoever gave the mandate can let it cover no as well."),
    "power.no_chain": _("It needs a decision in the record by the body it should come from."),
    "power.reserved": _("The body itself has to decide."),
    "power.reserved_by": _("The body itself has to decide."),
    "power.jointly": _SAY_YOURS,
    "power.jointly_all": _SAY_YOURS,
    "power.jointly_at_least": _SAY_YOURS,
    "power.not_constituted": _("Let the decision that sets it up be recorded, or choose a role."),
    "power.automat_not_apart": _("The matter can be set apart, by the one who decides the rules."),
    "power.automat_never": _("A person has to decide."),
    "power.automat_only_yes": _("Someone with a mandate can say no."),
    "power.automat_no_person": _("Let people decide, or do without the second one."),
    "power.too_far": _("Whoever gave it can allow one step more, or the body can adopt it."),
    "power.review_passed": _("Whoever gave it can look it over and choose a new day."),
    "power.frame_used": _("Someone with a wider frame can decide, or wait for the next period."),
    "power.rate_missing": _(
        "Record it: mandat rates set {currency} RATE --to {to} --from DAY --source WHERE."
    ),
    "power.sum_over_limit": _("Someone with a wider limit can decide."),
    "power.sum_needs_reason": _("Write why these are purchases of their own."),
    "power.urgent_only": _("Say why the board’s decision cannot be awaited."),
    "power.urgent_off": _("Let the board decide."),
    "power.urgent_member": _("Let the chair, or a member whom the board has appointed, decide."),
    "power.never_urgent": _("The board itself has to decide."),
    "power.case_left": _("Whoever gave the mandate decides it now."),
    "power.paused": _("It holds again by itself when the pause is over."),
    "power.handed_back": _("You can take it up again on the page of the mandate."),
    "power.conflict": _("If it does not hold any more, you can take it back."),
    "power.not_here": _("Someone else with a mandate for it can decide."),
    "power.own_cost_of_holder": _("Let a colleague with the same mandate decide."),
    "power.two_people": _("Let a colleague with the same mandate decide."),
    "power.away": _("Say that you are back."),
    "power.holder_present": _("The holder can say that they are away."),
    "power.not_yet": _("Wait until then, or let someone decide whose mandate has begun."),
    "power.ended": _("Whoever gave it can give it anew."),
    "power.source_ended": _("It comes back if that mandate is given anew."),
    "power.over_limit": _("Someone with a wider limit can decide."),
    "power.under_limit": _("Someone whose mandate covers less can decide."),
    "power.outside": _("Someone whose mandate covers this can decide."),
    "power.not_accepted": _("Say yes on the page of the mandate."),
    "power.own_cost": _("Let a colleague with the same mandate decide."),
    "power.handed_over": _("The hand-over would have to be taken back."),
}
"""What would lift a refusal of authority, in one sentence."""
