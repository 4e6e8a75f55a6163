"""What an activity's name says: was it a ruling, which, by which role, on what matter.

Reads English and Swedish. A log whose names say it otherwise needs a map (`mapping.py`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from mandat.evidence.rules.rows import Outcome


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GRANTED = _words(
    "approved granted authorised authorized permitted "
    "godkänd godkänt godkända godkändes godkänns beviljad beviljat beviljade beviljades beviljas "
    "bifall bifallen bifallet bifallna bifölls bifalls medgiven medgivet medgavs "
    "attesterad attesterat attesterades"
)
REFUSED = _words(
    "rejected refused denied declined disapproved "
    "avslagen avslaget avslagna avslag avslås avslogs nekad nekat nekade nekades nekas "
    "underkänd underkänt underkänds underkändes avvisad avvisat avvisades"
)
RETURNED = _words(
    "returned återremitterad återremitterat återremiss återlämnad återlämnat återsänd återsänt "
    "återförvisad återförvisat"
)
IN_PART = _words(
    "partially partly delvis ändring ändringar changes amended amendments jämkad jämkat"
)
NEGATION = _words("not ej inte icke")
SUBMITTED = _words(
    "submitted saved created registered filed applied requested "
    "inskickad inskickat inlämnad inlämnat inkommen inkommet ansökt sparad sparat skapad skapat "
    "registrerad registrerat begärd begärt upprättad upprättat"
)
STOPPED = _words(
    "withdrawn cancelled canceled återtagen återtaget återkallad återkallat makulerad makulerat "
    "avbruten avbrutet"
)
UNKNOWN_ROLES = _words("missing undefined unknown okänd okänt saknas none null n/a - ?")
_AROUND = _words(
    "final finally pre was is has been slutligt slutgiltigt är har blev blivit beslut decision"
)
_BY = re.compile(r"^(?P<body>.*?)\s+(?:by|av)\s+(?P<role>\S.*)$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Activity:
    """What one activity name says. `document` is the words before the verdict, '' if none.

    `rest` is the name without the verdict, of use as a step's name where no role is given.
    """

    outcome: Outcome | None
    document: str
    role: str | None
    rest: str
    submits: bool
    stops: bool


def is_unknown(role: str | None) -> bool:
    """Tell whether the log says that it does not know who ruled."""
    return role is None or role.strip().casefold() in UNKNOWN_ROLES or not role.strip()


@lru_cache(maxsize=4096)
def read_activity(name: str) -> Activity:
    """Read one activity name. A name that says both yes and no says neither."""
    match = _BY.match(name.strip())
    body, role = (match["body"], match["role"].strip()) if match else (name.strip(), None)
    words = body.split()
    tokens = [[t.casefold() for t in _TOKEN.findall(word)] for word in words]
    flat = [t for word in tokens for t in word]
    outcome = _outcome(flat)
    return Activity(
        outcome=outcome,
        document=_document(words, tokens) if outcome else "",
        role=role,
        rest=_rest(body),
        submits=outcome is None and not SUBMITTED.isdisjoint(flat),
        stops=outcome is None and not STOPPED.isdisjoint(flat),
    )


def _outcome(tokens: list[str]) -> Outcome | None:
    yes = any(t in GRANTED for t in tokens)
    no = any(t in REFUSED for t in tokens)
    back = any(t in RETURNED for t in tokens) or _in_order(tokens, "sent", "back")
    if yes + no + back != 1:
        return None
    negated = any(t in NEGATION for t in tokens)
    if yes:
        if negated:
            return "refused"
        return "changed" if any(t in IN_PART for t in tokens) else "granted"
    if negated:
        return None
    return "refused" if no else "returned"


def _in_order(tokens: list[str], first: str, second: str) -> bool:
    return (first, second) in pairwise(tokens)


_VERDICT = GRANTED | REFUSED | RETURNED | IN_PART | NEGATION | _AROUND | {"sent"}


def _says(word: str) -> bool:
    return word in _VERDICT


def _document(words: list[str], tokens: list[list[str]]) -> str:
    kept = []
    for word, parts in zip(words, tokens, strict=True):
        if any(_says(part) for part in parts):
            break
        kept.append(word)
    return " ".join(kept).strip(" :;,.-–/")


def _rest(body: str) -> str:
    kept = [t for t in _TOKEN.findall(body) if not _says(t.casefold())]
    return " ".join(kept)
