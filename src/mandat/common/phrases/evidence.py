"""Sentences of the room evidence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "evidence.log_missing": _("There is no file {file}. Check the name and the folder."),
    "evidence.log_is_directory": _(
        "{file} is a folder. Name one log file in it, XES or CSV (plain or .gz)."
    ),
    "evidence.log_unreadable": _("{file} may not be read. Ask whoever owns it for leave to."),
    "evidence.log_empty": _("{file} is empty. Export the log anew, with its events."),
    "evidence.gzip_cut_short": _(
        "{file} ends in the middle: the compressed file is cut short. Copy or download it again."
    ),
    "evidence.gzip_broken": _(
        "{file} is damaged: it cannot be decompressed. Copy or download it again."
    ),
    "evidence.not_xml": _(
        "{file} is not XML: line {line}, {detail}. Export the log as XES again, or as CSV."
    ),
    "evidence.not_xes": _(
        "{file} is XML but not XES: its outermost element should be <log>. Export it as XES or CSV."
    ),
    "evidence.xml_document_type": _(
        "{file} declares a document type, which a log never needs and which is not read for "
        "safety's sake. Remove the line that begins with <!DOCTYPE."
    ),
    "evidence.xes_without_cases": _(
        "{file} has no case (no <trace>). Export the log with its cases and events."
    ),
    "evidence.no_timestamps": _(
        "{file} has no time that can be read in {column}. Times are written as "
        "2026-11-23T08:12:00. If they stand under another name, say so in a map: [columns] "
        "time = “…”."
    ),
    "evidence.column_missing": _(
        "{file} lacks {columns}. Its columns are: {present}. Rename the columns, or say in a map "
        "which is which (--map, [columns])."
    ),
    "evidence.not_utf8": _("{file} is not written in UTF-8. Save it as CSV UTF-8."),
    "evidence.csv_broken": _("{file} is not CSV that can be read: {detail}. Export it again."),
    "evidence.row_uneven": _(
        "{file}, row {line}: {has} columns, but the header has {needs}. Put quotation marks round "
        "text that holds a separator or a line break."
    ),
    "evidence.outcome_unknown": _(
        "{file}, row {line}: the outcome “{value}” is not known. Write one of {allowed}, or say in "
        "a map what it means."
    ),
    "evidence.ended_unknown": _(
        "{file}, row {line}: “{value}” is no way for a case to end. Write one of {allowed}, or "
        "leave it empty."
    ),
    "evidence.no_rulings": _(
        "{file} has {cases} cases but no ruling that is recognised, neither approvals nor "
        "refusals. Say in a map which activities are: --map, granted = […], refused = […]."
    ),
    "evidence.map_missing": _("There is no map {file}. Check the name and the folder."),
    "evidence.map_not_toml": _("The map {file} is not TOML: {detail}."),
    "evidence.map_unknown_word": _(
        "The map {file} says {word}, which means nothing here. It may say: {known}."
    ),
    "evidence.map_wrong_kind": _("The map {file}: {word} should be {kind}."),
    "evidence.harm_money_later": _(
        "Harm counted in money is not built yet. Choose --harm stopped or --harm any-no."
    ),
    "evidence.backtest_too_early": _(
        "{file} has no case that started before {day}. Choose a later day for --backtest."
    ),
    "evidence.cannot_write": _("{file} cannot be written: {detail}. Choose another place."),
    "evidence.must_pass_needed": _(
        "The log does not say which steps every case must pass, so you have to: --must-pass STEP, "
        "in order, once for each. The log's steps are: {steps}. The others become roles without "
        "being asked."
    ),
    "evidence.step_unknown": _(
        "The log has no step “{given}” with a known role. Its steps are: {steps}."
    ),
    "evidence.matter_without_stage": _(
        "No step is named that cases of “{matter}” must pass. Its steps are: {steps}."
    ),
    "evidence.matter_differs": _(
        "There is a matter “{matter}” here already, without the stages {stages}. Give the log's "
        "matter another name in a map: matter = “…”."
    ),
    "evidence.circle_unknown": _("There is no circle “{given}”. There is: {known}."),
    "evidence.circle_needed": _(
        "There are several outermost circles ({known}). Say with --circle where the log belongs."
    ),
    "evidence.role_unknown": _("The log has no role “{given}”. It has: {known}."),
    "evidence.bad_holder": _(
        "Write a holder as ROLE=ADDRESS, for example SUPERVISOR=maria@ekby.example. Got: {given}"
    ),
    "evidence.bad_currency": _(
        "“{given}” is not a currency. Write its three letters, for example SEK."
    ),
    "evidence.imported": _(
        "{file}: {added} past rulings brought in, {known_before} were here already. Matters: "
        "{matters}. New roles: {roles}. Appointed: {appointed}. Rulings by an unknown role: "
        "{unknown_role}."
    ),
    "evidence.imported_nothing": _(
        "{file}: nothing new. All {known_before} past rulings were here already. Appointed: "
        "{appointed}."
    ),
}
