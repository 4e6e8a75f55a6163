"""Sentences of the room services."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "services.lies_with_holder": _(
        "This case lies with those you gave it to. Take it over first, so that they are told."
    ),
    "services.unknown_person": _("There is nobody here by that name or address."),
    "services.several_people": _("Several people are called that. Write the e-mail address."),
    "services.nobody_can": _(
        "Nobody can decide this just now. At “{stage:local}” there is no one who may rule on it."
    ),
    "services.missing_extra": _("Fill in “{label}”."),
    "services.too_long": _("The text is too long. Shorten it to {most:number} characters."),
    "services.unknown_outcome": _("Choose yes, no or send back."),
    "services.missing_reason": _("Write why, so that the one who asked understands."),
    "services.someone_was_first_yes": _("{who} answered before you. The answer was yes."),
    "services.someone_was_first_no": _("{who} answered before you. The answer was no."),
    "services.someone_was_first_returned": _(
        "{who} answered before you and sent the case back to be completed."
    ),
    "services.withdrawn": _("{who} has withdrawn the case."),
    "services.case_moved_on": _("The case has moved on since you opened the page."),
    "services.not_yours": _("Only the one who asked can do this."),
    "services.not_of_the_body": _("Only those with a role in the body can do this."),
    "services.no_body": _("No body decides on this matter, so it has no register."),
    "services.none_chosen": _("Choose at least one, and at most {most:number}."),
    "services.day_missing": _("Write the day."),
    "services.day_to_come": _("That day has not come yet."),
    "services.paragraph_missing": _("Write the paragraph of the minutes, such as 75."),
    "services.where_missing": _("Write where it can be read, in at most {most:number} characters."),
    "services.reported_before_decided": _("That day is before one of the decisions was made."),
    "services.approved_before_held": _("That day is before the meeting."),
    "services.posted_before_approved": _("That day is before the minutes were approved."),
    "services.not_approved_yet": _("The minutes have not been approved yet."),
    "services.down_before_up": _("That day is before the notice went up."),
    "services.correction_without_why": _("Write why it is corrected."),
    "services.kept_for_good": _(
        "The rules you decide by keep this for good. Adopt rules that say for how long first."
    ),
    "services.unknown_kind": _("There is no such kind. Choose one of: {known}."),
    "services.matter_asks": _("This matter asks for it. Fill it in."),
    "services.not_confirmed": _("Tick what is so before you say yes or no: {words}"),
    "services.mere_execution": _("No decision is needed for this. Go ahead."),
    "services.missing_why": _("Write why, so that those who had it understand."),
    "services.not_in_body": _("You have no voice in the body that decides this."),
    "services.meeting_day": _("Say which day the meeting was. It cannot be a day to come."),
    "services.meeting_paragraph": _("Say which paragraph of the minutes, such as § 12."),
    "services.not_to_hand_back": _("There is nothing here that you can hand back."),
    "services.not_to_take_over": _("There is nothing here that you can take over."),
}
