"""What a column is, by its heading in Swedish or English. Pure."""

import re
from collections.abc import Mapping, Sequence

# A heading is compared without capitals, marks and what stands in brackets.
_SAID: Mapping[str, str] = {
    "order": "order; delegationsordning",
    "number": (
        "nr; nummer; punkt; p; row; number; item number; item no; ärendenummer; ärendenr; id; löpnr"
    ),
    "area": "område; avsnitt; area; section; rubrik; grupp; kategori; verksamhet",
    "matter": (
        "ärende; ärenden; ärendetyp; ärendegrupp; typ av ärende; beslut; beslutet; beslut i;"
        " ärende beslut; matter; decision; subject; item; delegerat ärende; avser"
    ),
    "legal_ref": (
        "lagrum; lag; lagstöd; författning; lagrum m m; lagrum mm; law; legal reference; legal ref;"
        " legal basis; statute; hänvisning; stöd i lag"
    ),
    "holder": (
        "delegat; delegater; delegaten; beslutsfattare; beslutande; beslutanderätt; delegerad till;"
        " delegation till; lägsta beslutsnivå; lägsta delegat; lägsta nivå; beslutsnivå; holder;"
        " delegate; delegated to; who decides; decision maker; decides; role by column position"
    ),
    "holder_yes": "bifall; delegat bifall; delegat vid bifall; yes; who says yes; approval by",
    "holder_no": "avslag; delegat avslag; delegat vid avslag; nej; no; who says no; refusal by",
    "substitute": "ersättare; ersättare för delegat; substitute; deputy; vid frånvaro",
    "consult": "samråd; samråd med; efter samråd med; consult; consulted; in consultation with",
    "limit": (
        "gräns; beloppsgräns; belopp; begränsning; maxbelopp; limit; limit max; upper limit;"
        " amount; gräns villkor; limit conditions; begränsningar"
    ),
    "unit": "limit unit; unit",
    "over": "amount over; over; över",
    "upto": "amount up to; up to; upp till; t o m",
    "condition": (
        "villkor; condition; conditions; begränsning villkor; villkor begränsning;"
        " villkor och begränsningar"
    ),
    "covers": "omfattar; ja eller nej; ja nej; bifall avslag; bifall eller avslag; covers; yes no",
    "reported": (
        "anmälan; anmäls; anmälas; anmälan till nämnd; anmälan till nämnden; anmäls till nämnden;"
        " återrapporteras; rapporteras; report back; reported; to be reported; reported to board"
    ),
    "onward": (
        "vidaredelegation; vidaredelegering; vidaredelegation tillåten; rätt att vidaredelegera;"
        " får vidaredelegeras; may subdelegate; onward; onward delegation; may hand on"
    ),
    "group": "approval kind; slag; kind of approval",
    "action": "action; åtgärd",
    "note": (
        "anmärkning; anmärkningar; anm; kommentar; kommentarer; note; notes; remark; remarks;"
        " comment; övrigt; förtydligande"
    ),
    "reading": "reading; läsning",
    "ignored": "change; ändring; role in html comment; section notes",
}
_BY_HEADING = {name.strip(): column for column, names in _SAID.items() for name in names.split(";")}
_CURRENCY = re.compile(r"\b(kr|sek|usd|eur|nok|dkk|gbp)\b")

COLUMNS = frozenset(_SAID)


def plain(heading: str) -> str:
    """Return a heading without capitals, marks and what stands in brackets."""
    text = re.sub(r"\([^)]*\)", " ", heading.casefold())
    return " ".join(re.sub(r"[^\w]|_", " ", text).split())


def column_of(heading: str) -> str | None:
    """Return what a column with this heading holds, or None when nobody knows."""
    text = plain(heading)
    if heading.strip().casefold() in ("no.", "#"):
        return "number"
    if text in _BY_HEADING:
        return _BY_HEADING[text]
    bare = " ".join(_CURRENCY.sub(" ", text).split())
    if bare in _BY_HEADING:
        return _BY_HEADING[bare]
    starts = [name for name in _BY_HEADING if len(name) > 4 and text.startswith(f"{name} ")]
    return _BY_HEADING[max(starts, key=len)] if starts else None


def currency_of(heading: str) -> str:
    """Return the currency a heading names, as ISO 4217; empty when it names none."""
    found = _CURRENCY.search(heading.casefold().replace("_", " "))
    return "" if found is None else {"kr": "SEK"}.get(found[1], found[1].upper())


def columns_of(headings: Sequence[str]) -> tuple[str | None, ...]:
    """Return what each column holds; "no" is a number unless there is a column for yes."""
    found = [column_of(h) for h in headings]
    if "holder_no" in found and "holder_yes" not in found:
        found = ["number" if c == "holder_no" and len(h) <= 3 else c
                 for c, h in zip(found, headings, strict=True)]  # fmt: skip
    return tuple(found)
