"""Who decides, as orders name them; and whether a row is about the yes or the no. Pure."""

import re
from dataclasses import dataclass

from mandat.power.orders.rules.lines import Act, Holder, Verb

_EACH = re.compile(r"\s*(?:[;\n]|,(?!\d)|\s(?:eller|or|alternativt)\s)\s*", re.IGNORECASE)
_JOINTLY = re.compile(
    r"\s+(?:tillsammans med|gemensamt med|i förening med|jointly with|together with)\s+|"
    r"\s+(?:och|and)\s+(?=.*\b(?:gemensamt|tillsammans|i förening|jointly|together)\b)",
    re.IGNORECASE,
)
_JOINT_WORD = re.compile(r",?\s*\(?\b(?:gemensamt|tillsammans|i förening|jointly|together)\b\)?")
_AND = re.compile(r"(?<!-)\s(?:och|and|&)\s", re.IGNORECASE)
_CONCERNED = re.compile(
    r"\b(?:berörd|respektive|resp|närmast överordnad|närmaste|ansvarig|concerned|relevant|"
    r"respective|nearest)\b",
    re.IGNORECASE,
)
_IN_THE_CASE = re.compile(r"\b(?:delegaten i ärendet|the delegate in the case)\b", re.IGNORECASE)
_NO_DECISION = re.compile(
    r"ren verkställighet|ej delegation|ingen delegation|inget delegationsbeslut|mere execution|"
    r"not a delegated decision|no delegation",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^\(.*\)$|^(?:enligt|se|see|according to)\s", re.IGNORECASE)
_QUOTED = re.compile(r'^[”“"](.+)[”“"]$')
_ONLY = re.compile(
    r"^(.*\S)\s*\((?:endast|bara|enbart|only) (?:(?P<yes>ja|yes|bifall)|(?P<no>nej|no|avslag))\)$",
    re.IGNORECASE,
)
_NAUGHT = re.compile(r"^[-–—.]*$")


@dataclass(frozen=True)
class Holders:
    """Who decides, and what is odd about it: codes of remarks, each about one of them."""

    holders: tuple[Holder, ...] = ()
    odd: tuple[tuple[str, str], ...] = ()
    execution: bool = False


def read_holders(text: str, verb: Verb = "both") -> Holders:
    """Read who decides. Several stand apart by `;`, a comma, a line, or "eller": each alone."""
    if _NAUGHT.fullmatch(text.strip()):
        return Holders()
    if _NO_DECISION.search(text):
        return Holders(execution=True)
    if _ELSEWHERE.match(text.strip()):
        return Holders(odd=(("orders.holder_elsewhere", text),))
    found = [_read_part(part, verb) for part in _parts(text)]
    return Holders(
        tuple(holder for one in found for holder in one.holders),
        tuple(odd for one in found for odd in one.odd),
    )


def _read_part(part: str, verb: Verb) -> Holders:
    only = _ONLY.match(part)
    if only is not None:
        return Holders((Holder(_unquoted(only[1]), "yes" if only["yes"] else "no"),))
    if _QUOTED.match(part):
        return Holders((Holder(_unquoted(part), verb),))
    jointly = [p.strip(" ,()") for p in _JOINTLY.split(part)]
    odd: list[tuple[str, str]] = []
    if len(jointly) > 1:
        odd.append(("orders.jointly", part))
    elif _AND.search(part):
        odd.append(("orders.and", part))
    names = [_JOINT_WORD.sub("", name).strip() for name in jointly]
    for name in names:
        if _IN_THE_CASE.search(name):
            odd.append(("orders.holder_of_case", name))
        elif _CONCERNED.search(name):
            odd.append(("orders.holder_concerned", name))
    return Holders(tuple(Holder(n, verb, together=len(names) > 1) for n in names), tuple(odd))


def _parts(text: str) -> list[str]:
    """Divide a cell; what stands in quotation marks on a line of its own is one name."""
    parts: list[str] = []
    for line in text.split("\n"):
        whole = _QUOTED.match(_ONLY.sub(r"\1", line.strip()))
        parts.extend([line.strip()] if whole else (p.strip() for p in _EACH.split(line)))
    return [p for p in parts if p]


def _unquoted(text: str) -> str:
    match = _QUOTED.match(text.strip())
    return match[1] if match else text.strip()


def depends_on_case(name: str) -> bool:
    """Tell whether who it is hangs on the case: "närmast överordnad chef"."""
    return bool(_CONCERNED.search(name) or _IN_THE_CASE.search(name))


def quoted(name: str) -> str:
    """Return a name so that it is read back as one, even with "eller" or a comma in it."""
    return name if len(_parts(name)) == 1 else f"”{name}”"


def read_names(text: str) -> tuple[str, ...]:
    """Read a list of names: substitutes, or whom to consult."""
    parts = (p.strip() for p in _EACH.split(text))
    return tuple(p for p in parts if p and not _NAUGHT.fullmatch(p))


# --- yes, no or both ------------------------------------------------------------------------------

_SAYS_NO = re.compile(
    r"^(?:beslut(?:a)?(?: om)? att\s+|decision to\s+|att\s+|to\s+)?"
    r"(?P<verb>neka(?:nde av)?|avslå|avslag på|avslag av|vägra(?:n)?|ej|inte|icke|refuse|"
    r"refusal of|deny|reject|rejection of|not to|not)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_DECIDES = re.compile(
    r"^(?:beslut(?:a)?(?: om)? att\s+|decision to\s+|att\s+|to\s+)", re.IGNORECASE
)
_SAYS_YES = re.compile(
    r"^(?:beslut(?:a)?(?: om)? att\s+|decision to\s+|att\s+|to\s+)?"
    r"(?P<verb>bevilja(?:nde av)?|bifalla|bifall till|grant|granting of)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_NO = re.compile(
    r"\b(?:endast|bara|enbart) (?:avslag|nej)|rätten gäller nej|only (?:the )?no\b|^avslag\b|^no$|"
    r"^nej$|only refus",
    re.IGNORECASE,
)
_ONLY_YES = re.compile(
    r"\b(?:endast|bara|enbart) (?:bifall|ja)|rätten gäller ja|only (?:the )?yes\b|^bifall$|^yes$|"
    r"^ja$|only approv",
    re.IGNORECASE,
)
_MORE = re.compile(r"^(?:eller|och|or|and)\s+\w+", re.IGNORECASE)


@dataclass(frozen=True)
class Side:
    """Whether a row's words are about the yes, the no or both; `about` is what is decided."""

    verb: Verb
    about: str
    more: bool = False
    """The words also name something besides: "neka eller villkora"."""


def read_side(matter: str) -> Side:
    """Read the side from a row's matter: "Neka utlämnande av allmän handling" is only the no."""
    for verb, pattern in (("no", _SAYS_NO), ("yes", _SAYS_YES)):
        match = pattern.match(matter)
        if match is not None:
            rest = match["rest"].strip()
            return Side("no" if verb == "no" else "yes", rest, bool(_MORE.match(rest)))
    return Side("both", _DECIDES.sub("", matter))


def side_in(text: str) -> Verb:
    """Read the side from a column or a condition that says so outright."""
    if _ONLY_NO.search(text):
        return "no"
    return "yes" if _ONLY_YES.search(text) else "both"


# --- a cell of a matrix ---------------------------------------------------------------------------

_ACTS: tuple[tuple[Act, str], ...] = (
    ("approve", "approves?|approved|godkänner|beslutar|decides|x"),
    ("sign", "signs?|undertecknar|skriver under"),
    ("advise", "(?:is )?advised|informed|informeras|consulted|samråds"),
    ("recommend", "recommends?|tillstyrker|föreslår"),
)
_acts = "|".join(f"(?P<{act}>{words})" for act, words in _ACTS)
_PART = re.compile(rf"^(?P<who>.*?)\s*\b(?:{_acts})\b\s*(?P<when>.*)$", re.IGNORECASE | re.DOTALL)


def read_acts(column: str, cell: str, group: str = "") -> tuple[Holder, ...]:
    """Read a cell of a matrix, such as "Approves if applicable/VP of People Ops Signs".

    Empty when its words are none of approve, sign, advise and recommend.
    """
    found: list[Holder] = []
    for part in filter(None, (p.strip() for p in cell.split("/"))):
        match = _PART.match(part)
        if match is None:
            return ()
        act = next(act for act, _ in _ACTS if match[act])
        who = match["who"].strip() or column
        found.append(Holder(who, act=act, group=group, when=match["when"].strip()))
    return tuple(found)
