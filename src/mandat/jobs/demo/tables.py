"""What lies on tables in Ekby this morning: cases in which deciding takes more than one yes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from mandat.jobs.demo.founding import DECISIONS, REVIEW
from mandat.jobs.demo.held import LIBRARY, SINCE
from mandat.jobs.demo.people import Resident, demo_id
from mandat.jobs.demo.town.matters import AREAS
from mandat.jobs.demo.town.values import both
from mandat.power import actions as power
from mandat.power.rules import FactType, RateDraft
from mandat.power.rules.drafts import MandateDraft, MatterDraft, StageDraft
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.services import actions
from mandat.services.actions import rule_on_case, say_in_body, set_up_matters
from mandat.services.contested import actions as contested
from mandat.services.queries import service_page

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

NEW_YEAR = datetime(2026, 12, 31, 23, tzinfo=UTC)
RATES = (("EUR", "11.02"), ("DKK", "1.478"), ("NOK", "0.954"))
"""Made up, like everything in Ekby."""
PLACE = "placement"
FLOODED = (
    "Vattnet står på bottenvåningen sedan i natt. Nämnden möts först den 24 mars, och de som bor "
    "där behöver någonstans att sova."
)


def tables(people: Sequence[Resident], founder: UUID, *, until: datetime) -> None:
    """Let people have asked, answered and stepped aside, so that one sees how it looks."""
    _rates(founder, until)
    _contract(until)
    _parts(until)
    _abroad(until)
    _library(people, until)
    _key(people, until)
    _tied(until)
    _contested(until)
    _vacant(people, until)
    _urgent(founder, until)


def _person(key: str) -> UUID:
    return demo_id("person", key)


def _ask(
    who: str | UUID, matter: str, title: str, given: Mapping[str, str], *, at: datetime
) -> UUID:
    asker = who if isinstance(who, UUID) else _person(who)
    service = demo_id("service", matter)
    return actions.open_case(asker, service=service, given=given, title=title, at=at)


# --- what is judged -----------------------------------------------------------------------------


def _rates(founder: UUID, until: datetime) -> None:
    source = "Ekbys kurslista 2027-01-01"
    drafts = [RateDraft(c, "SEK", rate, NEW_YEAR, source) for c, rate in RATES]
    power.record_rates(founder, rates=drafts, at=until - 30 * DAY)


def _contract(until: datetime) -> None:
    """Small each month, but judged for four years: so the economist is asked too."""
    given = {
        "amount": "349", "amount-vat": "25", "amount-each": "month", "amount-months": "",
        "item": "Kaffemaskin till dagrummet, med service", "supplier": "Kaffebolaget",
    }  # fmt: skip
    _ask("lena", "purchase", "Hyra en kaffemaskin", given, at=until - 2 * DAY)


def _parts(until: datetime) -> None:
    """Three chairs and four chairs are one purchase, and together above what a head decides."""
    same = {"item": "Arbetsstolar", "supplier": "Kontorsbolaget"}
    first = _ask(
        "amir", "purchase", "Tre stolar till expeditionen", {**same, "amount": "5 850"},
        at=until - 9 * DAY,
    )  # fmt: skip
    rule_on_case(_person("maria"), case=first, outcome="yes", at=until - 7 * DAY)
    given = {**same, "amount": "7 800"}
    _ask("fatima", "purchase", "Fyra stolar till personalrummet", given, at=until - DAY)


def _abroad(until: datetime) -> None:
    given = {
        "amount": "4 300", "amount-currency": "DKK", "to": "Köpenhamn", "date": "2027-04-21",
    }  # fmt: skip
    _ask("amir", "abroad", "Nordisk konferens om demens", given, at=until - 20 * HOUR)


# --- who decides --------------------------------------------------------------------------------


def _library(people: Sequence[Resident], until: datetime) -> None:
    """One purchase the library decided at its meeting, and one that waits for more voices."""
    staff = [p.id for p in people if p.role == f"{LIBRARY}-team"]
    bags = _ask(
        staff[5], "purchase", "Tygkassar till lånarna",
        {"amount": "3 200", "item": "Tygkassar", "supplier": "Tryckeriet i Ekby"},
        at=SINCE + 9 * HOUR,
    )  # fmt: skip
    actions.record_joint_decision(
        _person("leila"), case=bags, outcome="yes", on=(until - DAY).date(), paragraph="4",
        at=until - 17 * HOUR,
    )  # fmt: skip
    games = _ask(
        staff[0], "purchase", "Spel att låna hem",
        {"amount": "4 600", "item": "Brädspel", "supplier": "Leksaksboden"}, at=until - DAY,
    )  # fmt: skip
    for member in (staff[1], _person("leila")):
        say_in_body(member, case=games, says="yes", at=until - HOUR)


def _key(people: Sequence[Resident], until: datetime) -> None:
    """An ordinary key, which the automat says yes to at once."""
    teacher = next(p.id for p in people if p.role == "sjoskolan-team" and p.key != "hanna")
    _ask(teacher, "key", "Bricka till förrådet", {"door": "store"}, at=until - 19 * HOUR)


def _tied(until: datetime) -> None:
    """The director sits on the club's board, so she steps aside and it goes to whoever is above."""
    words = "Jag sitter i styrelsen."
    club = "Ekby simklubb"
    power.declare_tie(_person("zeynep"), counterparty=club, words=words, at=until - 60 * DAY)
    given = {"amount": "12 000", "association": club}
    case = _ask("kerstin", "grant", "Simskola i sommar", given, at=until - 6 * DAY)
    rule_on_case(_person("eva"), case=case, outcome="yes", at=until - 5 * DAY)


def _contested(until: datetime) -> None:
    """Somebody asks if their head is too close; the head above decides."""
    given = {"date": "2027-04-09", "days": "3"}
    case = _ask("viktor", "leave", "Långhelg", given, at=until - 5 * DAY)
    words = "Johan och jag söker samma tjänst, och intervjun är den veckan."
    contested.ask_about(
        _person("viktor"), case=case, person=_person("johan"), words=words, at=until - 2 * DAY
    )


def _vacant(people: Sequence[Resident], until: datetime) -> None:
    """Bo has gone back to work with the children; one of the others stands in until a new head."""
    left, other = SINCE, next(p.id for p in people if p.role == "tallbacken-team")
    head, team = demo_id("role", "tallbacken-head"), demo_id("role", "tallbacken-team")
    with writing(by=_person("anders"), at=left) as door:
        door.append("holding.ended", of=demo_id("holding", "bo"), data={"until": stamp(left)})
        door.append(
            "role.held",
            of=demo_id("holding", "bo", "team"),
            data={
                "role": str(team), "person": str(_person("bo")), "since": stamp(left),
                "until": None, "source": "Förvaltningschefen 2027-02-22",
            },
        )  # fmt: skip
    words = "Tills vi har anställt någon. Tack för att du hjälper till."
    asked = power.ask_for_seat(
        _person("anders"), role=head, person=other, until=None, words=words,
        at=left + 10 * HOUR,
    )  # fmt: skip
    power.accept_substitution(other, substitution=asked, at=left + 12 * HOUR)
    given = {"amount": "1 450", "what": "course", "why": "Vi har fått tre barn som tecknar."}
    _ask("bo", "course", "Tecken som stöd, grundkurs", given, at=until - 22 * HOUR)


def _urgent(founder: UUID, until: datetime) -> None:
    """Places elsewhere: the director for a month, the board beyond, its chair when it burns."""
    days = FactType("days", "number", both("Antal dagar", "Number of days"), may_limit=True)
    where = FactType("where", "text", both("Var", "Where"))
    stage = StageDraft("decision", both("Beslut", "Decision"))
    matter = MatterDraft(
        PLACE, both("Korttidsplats på annan ort", "A short stay elsewhere"), "omsorg",
        (days, where), (stage,), both("När någon som bor hos oss inte kan bo kvar.",
        "When somebody who lives with us cannot stay."),
        legal_ref="Delegationsordning § 5.3", adopted_by="von", area=AREAS["residents"],
        words="korttidsplats boende plats flytta brand vatten stay elsewhere place",
    )  # fmt: skip
    set_up_matters(founder, matters=[matter], at=SINCE)
    power.add_mandates(founder, mandates=_mandates(), at=SINCE)
    maria = _person("maria")
    service = service_page(maria, PLACE, until)
    if service is None:
        return
    actions.open_case(
        maria,
        service=service.id,
        given={"days": "45", "where": "Solgården i Vikby"},
        title="Nio boende från bottenvåningen",
        urgency=FLOODED,
        at=until - HOUR,
    )


def _mandates() -> tuple[MandateDraft, MandateDraft]:
    def mandate(role: str, limit: str, *, urgent: bool) -> MandateDraft:
        return MandateDraft(
            PLACE, "", role, "", limit, may_yes=True, may_no=True, since=None, until=None,
            review_on=REVIEW.date(), source=DECISIONS["von"], urgent=urgent,
        )  # fmt: skip

    return mandate("omsorg-director", "days <= 30", urgent=False), mandate(
        "von-chair", "", urgent=True
    )
