"""Sentences of the room growth."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "growth.unknown_answer": _("Choose one of the five answers."),
    "growth.words_need_name": _(
        "Words are shown only with your name. Tick the box, or leave the words out."
    ),
    "growth.too_long": _("The text is too long. Shorten it to {most:number} characters."),
    "growth.missing_words": _("Write a few words."),
    "growth.odd_letters": _("There is a character in the text that cannot be kept. Write it anew."),
    "growth.being_looked_at": _(
        "It has been reported. It can be erased once it has been looked at."
    ),
    "growth.not_asked": _("You have answered this already, or it is not asked of you."),
    "growth.nothing_there": _("It is not there any more, or not yours to see."),
    "growth.choose_openness": _("Choose whether your name shows."),
    "growth.files_need_sender": _(
        "A voice or a picture cannot be sent anonymously: it tells who you are. Choose another way,"
        " or send words alone."
    ),
    "growth.file_too_large": _("The file is too large. It may be at most {most:number} MB."),
    "growth.files_too_large": _(
        "The files are too large. A sound may be at most {sound:number} MB, a picture"
        " {picture:number} MB. Choose them again."
    ),
    "growth.not_a_sound": _(
        "The sound cannot be read. Send WebM or Ogg with Opus, M4A, MP3 or WAV, with sound only."
    ),
    "growth.not_a_picture": _(
        "The picture cannot be read, or is too large. Send JPEG, PNG or WebP."
    ),
    "growth.picture_heic": _(
        "The picture is HEIC, which few can open. Save it as JPEG, or take a picture of the screen."
    ),
    "growth.picture_needs_words": _("Say in words what the picture shows."),
    "growth.nobody_asked": _("Write whom you would like to ask."),
    "growth.too_many_asked": _("Ask at most {most:number} people at a time."),
    "growth.asked_lately": _(
        "You have asked about this already in the last {days:number} days. Give them time."
    ),
    "growth.cannot_see_it": _("{name} cannot see what you ask about, so they cannot answer."),
    "growth.choose_forms": _("Choose at least one way to answer."),
    "growth.open_too_long": _("Choose a day from today and at most {days:number} days ahead."),
    "growth.questions_enough": _(
        "You have {most:number} open questions. Close one first, so that people have the energy."
    ),
    "growth.nothing_said": _("Answer in at least one way."),
    "growth.question_closed": _("The question is closed."),
    "growth.question_full": _("So many have answered that no more answers are taken."),
    "growth.send_again": _("Nothing has been sent yet. Press Send once more."),
    "growth.sent_already": _("This has been sent already. To answer anew, open the link again."),
    "growth.many_at_once": _("Many answer just now. Wait a minute, and press Send again."),
    "growth.path_without_head": _(
        "{file}, line {line}: the file must begin with a line ---, the lines title, lead, minutes"
        " and audience, and a line --- again."
    ),
    "growth.path_unknown_head": _(
        "{file}, line {line}: only these can stand in front, each followed by a colon: {known}."
    ),
    "growth.path_missing_head": _("{file}, line {line}: {key} is missing. Add a line “{key}: …”."),
    "growth.path_bad_minutes": _(
        "{file}, line {line}: write minutes as a whole number from 1 to 600."
    ),
    "growth.path_without_parts": _(
        "{file}, line {line}: there is no part. Begin each part with a heading, “## …”."
    ),
    "growth.path_before_heading": _(
        "{file}, line {line}: text before the first heading. Begin each part with “## …”."
    ),
    "growth.path_open_block": _("{file}, line {line}: the block is never closed. End it with :::."),
    "growth.path_bad_block": _(
        "{file}, line {line}: write “::: question” or “::: try”, each at most once in a part, and"
        " close the one before with :::."
    ),
    "growth.path_not_allowed": _(
        "{file}, line {line}: a learning path holds headings from ###, paragraphs, lists, emphasis,"
        " links and quotes. Write this in another way."
    ),
    "growth.path_bad_link": _("{file}, line {line}: a link must begin with http:// or https://."),
    "growth.path_bad_name": _(
        "{file}: name the file with small letters a–z, figures and hyphens, such as our-way.md."
    ),
    "growth.path_too_large": _("{file}: the file is too large. Split it into several paths."),
    "growth.path_not_utf8": _("{file}: save the file as UTF-8."),
    "growth.nothing_named": _("Tick one of the three, or write a few words of your own."),
    "growth.companion_self": _("Ask somebody other than yourself."),
    "growth.companion_one": _(
        "You have a companion, or a question that waits. End that first, then you can ask anew."
    ),
    "growth.companion_asked_lately": _(
        "You have asked them already in the last {days:number} days. Give them time, or ask"
        " somebody else."
    ),
    "growth.step_too_long": _(
        "Choose a day from today and at most {days:number} days ahead. Is the step too large? Make"
        " it smaller."
    ),
    "growth.steps_enough": _(
        "You have {most:number} steps under way. Finish one or let it go first."
    ),
    "growth.practice_closed": _("The organisation does not let this be practised on, or not now."),
    "growth.practice_too_few": _(
        "There are no cases to practise on just now. At least five must look alike before one is"
        " shown, and you never meet those you had a part in. More come each month."
    ),
    "growth.practice_answer": _("Choose one of the three answers."),
    "growth.experiment_length": _(
        "Choose an end at least {fewest:number} and at most {most:number} days ahead."
    ),
    "growth.experiments_enough": _(
        "The circle has {most:number} experiments under way. End one of them first."
    ),
    "growth.outcome_missing": _("Choose if you keep it, change it or drop it."),
    "growth.thank_self": _("Thank somebody other than yourself."),
    "growth.bad_round": _("{file}: the round cannot be read. {problem}"),
}
