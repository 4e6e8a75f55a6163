"""Sentences of delegation orders: what is wrong with a file, and what to know of a row."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILES: dict[str, str | Promise] = {
    "orders.ends_unseen": _(
        "Writing this ends mandates that hold now: {count}. Look at what ends, and write it again."
    ),
    "orders.file_kind": _("{file}: this kind of file cannot be read. These can: {known}."),
    "orders.file_pdf": _(
        "{file}: a table in a PDF cannot be read safely. Use the Word or Excel file it came from."
    ),
    "orders.file_old_sheet": _("{file}: save it as .xlsx first, and try again."),
    "orders.file_old_text": _("{file}: save it as .docx first, and try again."),
    "orders.file_empty": _("{file}: the file is empty."),
    "orders.file_large": _("{file}: the file is larger than {most} MB. Divide it."),
    "orders.table_large": _(
        "{file}: a table has more than {most} cells. Remove what is empty, or divide it."
    ),
    "orders.file_damaged": _(
        "{file}: the file cannot be opened. Open it where it was made, save it again, and retry."
    ),
    "orders.file_locked": _("{file}: take away the password, or save it in today’s format."),
    "orders.file_not_text": _("{file}: this is not a text file. Save it as CSV in UTF-8."),
    "orders.file_missing": _("Choose a file first."),
    "orders.no_table": _("{file}: there is no table in it. Copy the table to Excel or CSV."),
    "orders.no_heading": _(
        "{file}, table {table}: no headings were recognised. It needs one for the matter and one "
        "for who decides, such as “Ärende” and “Delegat”. The first row says: {found}"
    ),
}

ROWS: dict[str, str | Promise] = {
    "orders.no_matter": _("It does not say what is decided."),
    "orders.no_holder": _("It does not say who decides."),
    "orders.holder_elsewhere": _("Who decides stands somewhere else: “{given}”."),
    "orders.bad_limit": _("{heading}: “{given}” could not be read as a limit."),
    "orders.limit_in_words": _("{heading}: taken as a condition, not as a limit: “{given}”"),
    "orders.bad_action": _("{heading}: “{given}” is neither approve, sign, advise nor recommend."),
    "orders.not_yes_or_no": _("{heading}: “{given}” is neither yes nor no."),
    "orders.jointly": _(
        "“{given}” decide together. Each would decide alone here, so choose a body instead."
    ),
    "orders.and": _("“{given}”: is it two who each decide, or one role?"),
    "orders.holder_of_case": _("“{given}” is whoever decided the case. Choose a role."),
    "orders.holder_concerned": _("“{given}” depends on the case. Choose the role, or add several."),
    "orders.no_and_more": _("Taken as the right to say no. It says more: “{given}”"),
    "orders.no_elsewhere": _("Taken as the right to say yes, since row {other} gives the no."),
    "orders.overlap": _("Row {other} gives the same right within a limit that overlaps."),
    "orders.crossed": _(
        "Row {other} is the reverse: the two decide about each other, and neither about themself."
    ),
    "orders.number_twice": _("The number {given} stands in row {row} too."),
    "orders.marked_unsure": _("The file says it is uncertain: {given}"),
    "orders.effect_execution": _(
        "Mere execution: Mandat answers that nobody has to decide, as far as the limit goes."
    ),
    "orders.effect_substitute": _(
        "Substitute, for those who hold that role and say yes to it themselves: {given}"
    ),
    "orders.effect_consult": _("Whoever decides must confirm having heard: {given}"),
    "orders.effect_condition": _("Whoever decides must confirm: {given}"),
    "orders.effect_onward": _("May be handed on, steps at most: {steps}"),
    "orders.kept_substitute": _(
        "Without effect: who the substitute is depends on the case, so choose a role. {given}"
    ),
    "orders.kept_consult": _("Without effect: nothing checks that this is heard first. {given}"),
    "orders.kept_condition": _("Without effect: nothing checks this condition. {given}"),
    "orders.yes_but": _("{heading}: taken as yes. It says more: “{given}”"),
    "orders.effect_per_year": _("A frame: what is granted in a calendar year is counted together."),
    "orders.effect_per_month": _(
        "A frame: what is granted in a calendar month is counted together."
    ),
    "orders.kept_per_year": _(
        "Without effect for the year: the limit is checked for each decision."
    ),
    "orders.kept_per_month": _(
        "Without effect for the month: the limit is checked for each decision."
    ),
    "orders.kept_advise": _("Without effect: nothing checks that {given} is told."),
    "orders.kept_recommend": _("Without effect: nothing checks that {given} recommends it first."),
    "orders.kept_when": _("Without effect: {given} is left out, since nothing checks “{when}”."),
}

WRITING: dict[str, str | Promise] = {
    "orders.no_draft": _("There is no such order to look through. It may have been written."),
    "orders.too_many_rows": _("{file}: there are more than {most} rows. Divide it."),
    "orders.limit_unread": _(
        "“{given}” could not be read as a limit. Write for example: up to 50 000 kr."
    ),
    "orders.bad_base": _("“{given}” is not a base amount. Write whole kronor, such as 59 200."),
    "orders.adoption_missing": _("Say it, so that the mandates rest on a decision."),
    "orders.adopted_later": _("The day of the decision has not come yet."),
    "orders.not_yours_to_adopt": _("Choose a circle in which you hold a role."),
    "orders.nothing_to_adopt": _("There is no mandate to adopt yet."),
    "orders.row_unread": _("Row {line} has not been understood. Mend it or leave it out."),
    "orders.base_missing": _(
        "Rows that follow the base amount: {count}. Say what it is this year."
    ),
    "orders.role_unclear": _(
        "Row {line}: several roles are called “{given}”. Choose one, or each."
    ),
    "orders.row_jointly": _("Row {line}: they decide together. Choose a body or one of them."),
    "orders.two_executions": _(
        "Row {line}: the same matter is mere execution within two different limits. Leave one out."
    ),
    "orders.two_currencies": _("Row {line}: the same matter has amounts in two currencies."),
    "orders.matter_lacks_fact": _(
        "Row {line}: the matter there is does not ask for {given}. Choose a new matter."
    ),
    "orders.matter_there": _("The matter “{given}” is here already. Leave its rows out."),
}

SENTENCES = FILES | ROWS | WRITING
