"""Two general proposals in Ekby: one adopted after a concern, one in its round of reactions."""

from datetime import datetime, timedelta
from uuid import UUID

from mandat.handover.proposals import actions
from mandat.handover.proposals.queries import proposal_page
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules.values import Tension
from mandat.jobs.demo.people import demo_id
from mandat.power import queries as power

DAY = timedelta(days=1)

OPENING = Tension(
    "Vi vet inte alltid vem som låser upp och provar vattnet på morgonen.",
    "Tisdagen i vecka fem väntade simskolan i tjugo minuter utanför dörren.",
    "Den som öppnade hade stått på schemat, och simskolan hade kommit in.",
)
OPENED_WELL = "Ingen morgon väntar någon utanför dörren."
ROTA = Tension(
    "Schemat läggs av någon som inte arbetar efter det.",
    "I februari fick Lena tre kvällar i rad, fast två av oss gärna hade bytt.",
    "Den som har rollen hade frågat oss först, och bytena hade gjorts samma dag.",
)


def proposals(until: datetime) -> None:
    """Let the pool have agreed on who opens, and Björkgården think of a role for its rota."""
    _adopted(demo_id("circle", "badhus"), until)
    _reacting(demo_id("circle", "bjorkgarden"), until)


def _adopted(circle: UUID, until: datetime) -> None:
    head = demo_id("person", "kerstin")
    role = power.roles_in(circle, until)[-1].id
    review = (until - DAY).date().isoformat()
    text = "Två öppnar tillsammans. Vilka det är står på schemat senast torsdagen före."
    agreed = kinds.Agree(circle, "Vem som öppnar badet", text, review, role, success=OPENED_WELL)
    one = actions.open_proposal(
        head, title="Två öppnar badet tillsammans", why=OPENING, changes=[agreed],
        at=until - 90 * DAY,
    )  # fmt: skip
    actions.ask_consent(head, proposal=one, at=until - 83 * DAY)
    others = sorted(power.members_of([circle], until - 82 * DAY).keys() - {head})
    for n, person in enumerate(others):
        actions.speak(
            person,
            proposal=one,
            kind="concern" if n == 0 else "consent",
            words="Sjuk någon blir vi ensamma ändå." if n == 0 else "",
            watch="Hur ofta bara en kunde öppna." if n == 0 else "",
            at=until - 82 * DAY,
        )


def _reacting(circle: UUID, until: datetime) -> None:
    amir, fatima, lena = (demo_id("person", key) for key in ("amir", "fatima", "lena"))
    name = {"sv": "Schemaansvarig", "en": "Rota keeper"}
    one = actions.open_proposal(
        amir, title="En av oss lägger schemat", why=ROTA,
        changes=[kinds.NewRole("schemaansvarig", name, circle)], at=until - 5 * DAY,
    )  # fmt: skip
    asked = "Gäller det också helgerna?"
    actions.speak(lena, proposal=one, kind="question", words=asked, at=until - 4 * DAY)
    page = proposal_page(one, amir, until - 4 * DAY)
    question = page.questions[0].id if page else one
    answer = "Ja, men nattpassen ligger kvar där de är."
    actions.answer_question(amir, proposal=one, question=question, words=answer, at=until - 4 * DAY)
    thought = "Bra. Låt rollen gå runt, så att alla lär sig."
    actions.speak(fatima, proposal=one, kind="reaction", words=thought, at=until - DAY)
