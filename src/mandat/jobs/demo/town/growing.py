"""What people in Ekby write of their own journeys, of what holds them, and to each other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """A journey somebody is on: where they are and want to be, and steps as what, when, where."""

    today: str
    tomorrow: str
    steps: tuple[tuple[str, str, str], ...]


WAYS = (
    Way(
        "Jag frågar chefen om allt, också sånt jag kan.",
        "Jag bestämmer själv om det som rör mitt pass, och berättar efteråt.",
        (
            ("Bestämma en sak själv och berätta efteråt", "På tisdag efter rapporten",
             "På avdelningen"),
            ("Skriva ner tre saker jag frågar om i onödan", "På bussen hem", "I mobilen"),
            ("Fråga Lena hur hon gör", "På fikat på torsdag", "I fikarummet"),
        ),
    ),
    Way(
        "Alla väntar på att jag ska säga ja.",
        "Gruppen löser det mesta utan mig, och jag hinner vara med de nya.",
        (
            ("Låta bli att svara på det som gruppen kan svara på", "Hela onsdagen", "På kontoret"),
            ("Fråga gruppen vad de skulle behöva för att bestämma själva",
             "På mötet på måndag", "I stora rummet"),
            ("Gå hem i tid och se vad som händer", "På fredag", "Hemma"),
        ),
    ),
    Way(
        "Jag har åsikter på mötena men säger dem i korridoren.",
        "Jag säger det på mötet, vänligt, första gången jag tänker det.",
        (
            ("Säga en sak på mötet som jag annars hade sparat", "På mötet på onsdag", "I salen"),
            ("Ställa en fråga i stället för att klaga", "När schemat kommer upp", "I arbetslaget"),
            ("Tacka någon som sa emot mig", "Samma dag", "I korridoren"),
        ),
    ),
    Way(
        "Vi byter pass genom chefen, och det tar dagar.",
        "Vi byter med varandra och skriver upp det.",
        (
            ("Prata med två kollegor om hur vi vill byta", "På lunchen", "I matsalen"),
            ("Skriva ett förslag på en halv sida", "På torsdag kväll", "Vid köksbordet"),
            ("Visa det för chefen", "På samtalet nästa vecka", "På chefens rum"),
        ),
    ),
    Way(
        "Jag säger ja till allt som kommer, och blir trött.",
        "Jag säger ja till det jag kan göra bra.",
        (
            ("Vänta till nästa dag innan jag svarar", "Varje gång den här veckan", "I mejlen"),
            ("Säga nej till en sak, med ett skäl", "Före fredag", "I telefonen"),
        ),
    ),
    Way(
        "Jag är ny och vet inte vad jag får bestämma.",
        "Jag vet vad jag får bestämma, och vågar göra det.",
        (
            ("Läsa vilka mandat min roll har", "På måndag morgon", "Vid datorn"),
            ("Fråga någon som varit här länge om ett beslut hon ångrar", "På fikat",
             "I personalrummet"),
            ("Ta ett beslut och skriva varför", "Innan veckan är slut", "På jobbet"),
        ),
    ),
)  # fmt: skip

QUESTIONS = (
    "Vill du fråga mig ibland hur det går?",
    "Jag försöker ändra en vana. Får jag prata med dig om det?",
    "Du verkar ha lätt för det här. Vill du gå bredvid mig ett tag?",
)

STORIES = (
    ("habit", "Jag skrev ner allt jag frågade chefen om under en vecka. Hälften visste jag redan."),
    ("power", ("Jag var rädd att tappa greppet. Vi började med två veckor och ett lågt belopp."
               " Efter tre dagar hade jag glömt att vara orolig.")),
    ("endurance", ("Det hjälpte att någon frågade varje fredag. Inte hur det gick, bara vad jag"
                   " hade provat.")),
    ("habit", "Vi flyttade mötet till köket och ställde oss upp. Då vågade fler säga något."),
    ("power", "Jag frågade gruppen vad som kunde gå fel. De hade tänkt längre än jag."),
    ("", "Ett litet steg i taget. Mitt första var att inte svara på mejl efter fem."),
)  # fmt: skip

HELD = (
    "Jag tycker om att vara den som vet.",
    "Vi har alltid gjort så, och det fungerar ju.",
    "Jag orkar inte en sak till före sommaren.",
    "Vem får skulden om det blir fel?",
    "",
    "",
    "",
)

WORDS = (
    "Du förklarade så att jag förstod varför det blev nej. Det hjälpte.",
    "När du frågade vad jag själv tyckte vågade jag säga det.",
    "Mötet blev kortare och bättre när du lät gruppen lägga upp det.",
    "Jag hade velat höra det här tidigare. Då hade jag hunnit ändra.",
    "Tack för att du ringde i stället för att skriva. Det löste sig på två minuter.",
    "Jag fick plats att tänka högt. Det var ovanligt, och bra.",
    "Du sa att du hade haft fel. Då vågade jag säga det också.",
    "Säg gärna till innan du ändrar i schemat. Jag satt och räknade i onödan.",
)
TAPS = ("thanks", "helped", "clear", "slow")

KERSTIN = Way(
    "Jag tog över badet i höstas. Alla frågar mig, och jag frågar alla.",
    "De som jobbar kvällspassen bestämmer själva om det som händer då.",
    (
        ("Låta kvällspasset välja vem som stänger", "På måndag", "I receptionen"),
        ("Fråga dem vad de skulle göra om jag inte fanns", "På fikat på torsdag",
         "I personalrummet"),
        ("Vara ledig en kväll utan att svara i telefonen", "Nästa fredag", "Hemma"),
    ),
)  # fmt: skip
KERSTIN_ASKS = "Du har varit chef längre än jag. Vill du gå bredvid mig, och mest fråga?"
KERSTIN_HELD = "Jag är rädd att de tror att jag inte orkar."
