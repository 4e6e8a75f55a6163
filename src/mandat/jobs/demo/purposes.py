"""What Ekby is for: far goals, what is tried, what is promised, and what went well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mandat.growth.celebrate.actions import answer_thanks, applaud, celebrate
from mandat.growth.purpose.actions import end_experiment, set_goal, start_experiment
from mandat.growth.purpose.rules import Trying
from mandat.handover.actions import make_commitment
from mandat.handover.rules.commitments import Made
from mandat.jobs.demo.people import Resident, demo_id

GOALS = (
    ("gunilla", "ekby", 300, "Ekby ska vara en effektiv kommun."),
    ("gunilla", "ekby", 200, "Den som bor i Ekby får hjälp samma dag, av någon som får bestämma."),
    ("helena", "omsorg", 190, "Den som behöver oss vet vem som kommer, och känner igen den."),
    ("maria", "bjorkgarden", 180, "Var och en som bor här bestämmer själv över sin dag."),
    ("annika", "sjoskolan", 170, "Alla barn har någon vuxen som märker hur de har det."),
    ("leila", "bibliotek", 160, "Den som inte vågar fråga går hem med det den sökte."),
)
"""Who said it, of which circle, how many days ago, and the words."""


@dataclass(frozen=True)
class Tried:
    """An experiment in the demo; days are counted back from the day the demo begins."""

    who: str
    circle: str
    begun: int
    ends: int
    what: str
    hope: str
    how: str
    learned: str = ""
    outcome: str = ""
    ended: int = 0


TRIED = (
    Tried(
        "hanna", "sjoskolan", 120, 85,
        "Eleverna väljer själva vad de gör den sista kvarten på fredagen.",
        "Att de går hem glada, också de som har haft en tung vecka.",
        "Vi frågar fyra elever var, varje måndag.",
        "De tystaste valde att läsa för de yngre. Det hade ingen av oss gissat. Vi trodde att det"
        " skulle bli stökigt, och första veckan blev det det.",
        "keep", 84,
    ),
    Tried(
        "viktor", "hemtjanst", 36, 2,
        "Den som bor hemma får sms när vi är på väg.",
        "Att ingen behöver sitta och vänta vid fönstret.",
        "Vi ringer fem av dem och frågar.",
    ),
    Tried(
        "fatima", "bjorkgarden", 16, -19,
        "Morgonmötet hålls stående och tar tio minuter.",
        "Att frukosten blir lugnare för dem som bor här.",
        "Vi frågar tre boende och varandra på fredagarna.",
    ),
)  # fmt: skip

PROMISED = Made(
    "Till 2035 lägger vi inga scheman utan dem som går på dem.",
    date(2035, 12, 31),
    "Arbetsplatsträffen på Hemtjänsten Norr",
    date(2025, 12, 17),
    "",
    together=True,
)

TOLD = (
    ("lena", 5, "Alla fick sin promenad i solen, också de på övervåningen.", "", 9),
    ("hanna", 12, "Klass 4 läste för förskolan. Ingen ville sluta.", "", 6),
    ("leila", 20, "En pojke som aldrig lånat något gick hem med fem böcker.", "", 3),
    ("amir", 26, "Tack för att du stannade kvar och visade mig liften.", "lena", 7),
    ("viktor", 40, "Vi löste sommarens schema själva, på en eftermiddag.", "", 2),
    ("fatima", 1, "Tack för att du frågade oss innan du bestämde.", "maria", 0),
)
"""Who told it, how many days ago, the words, whom it thanks, and how many applaud."""
ASKED_YET = {"lena"}
"""Those who have said yes to being thanked; the others are asked when the demo begins."""


def promise(at: datetime) -> None:
    """Let home care promise something for years, before everything else."""
    viktor = demo_id("person", "viktor")
    circle, matters = demo_id("circle", "hemtjanst"), [demo_id("matter", "shift")]
    make_commitment(viktor, circle=circle, made=PROMISED, matters=matters, at=at)


def purposes(people: Sequence[Resident], *, until: datetime) -> None:
    """Write far goals, experiments and what went well, from before the demo begins."""
    for who, circle, days, words in GOALS:
        at = until - timedelta(days=days)
        set_goal(demo_id("person", who), circle=demo_id("circle", circle), words=words, at=at)
    for tried in TRIED:
        _try(tried, until)
    for who, days, words, thanks, clapping in TOLD:
        at = until - timedelta(days=days, hours=2)
        whom = demo_id("person", thanks) if thanks else None
        told = celebrate(demo_id("person", who), words=words, thanks=whom, at=at)
        if whom and thanks in ASKED_YET:
            answer_thanks(whom, celebrated=told, yes=True)
        for person in people[-clapping:] if clapping else ():
            applaud(person.id, of=told, at=until - timedelta(days=1))


def _try(tried: Tried, until: datetime) -> None:
    who = demo_id("person", tried.who)
    begun = until - timedelta(days=tried.begun)
    ends = (until - timedelta(days=tried.ends)).date()
    trying = Trying(tried.what, tried.hope, tried.how, ends)
    circle = demo_id("circle", tried.circle)
    experiment = start_experiment(who, circle=circle, trying=trying, at=begun)
    if tried.outcome:
        end_experiment(
            who,
            experiment=experiment,
            learned=tried.learned,
            outcome=tried.outcome,
            at=until - timedelta(days=tried.ended),
        )
