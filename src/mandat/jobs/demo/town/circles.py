"""The circles of Ekby, and the few people whom the demo names from the start."""

from dataclasses import dataclass

from mandat.jobs.demo.town.values import CircleSpec, both

CIRCLES = (
    CircleSpec("ekby", both("Ekby kommun", "Ekby municipality"), None, "council"),
    CircleSpec("ks", both("Kommunstyrelsen", "Municipal executive board"), "ekby", "board"),
    CircleSpec("von", both("Vård- och omsorgsnämnden", "Health and care board"), "ekby", "board"),
    CircleSpec("bun", both("Barn- och utbildningsnämnden", "Education board"), "ekby", "board"),
    CircleSpec("kfn", both("Kultur- och fritidsnämnden", "Culture and leisure board"),
               "ekby", "board"),
    CircleSpec("kansli", both("Kommunkansliet", "Central administration"), "ks", "department"),
    CircleSpec("omsorg", both("Omsorgsförvaltningen", "Care department"), "von", "department"),
    CircleSpec("utbildning", both("Utbildningsförvaltningen", "Education department"),
               "bun", "department"),
    CircleSpec("kultur", both("Kultur- och fritidsförvaltningen", "Culture department"),
               "kfn", "department"),
    CircleSpec("bjorkgarden", both("Björkgården", "Björkgården care home"), "omsorg", "unit", 28,
               both("Omvårdnadsteamet", "Care team")),
    CircleSpec("hemtjanst", both("Hemtjänsten Norr", "Home care North"), "omsorg", "unit", 16,
               both("Hemtjänstgruppen", "Home care group")),
    CircleSpec("sjoskolan", both("Sjöskolan", "Sjöskolan school"), "utbildning", "unit", 17,
               both("Arbetslaget", "Teaching team")),
    CircleSpec("tallbacken", both("Förskolan Tallbacken", "Tallbacken preschool"),
               "utbildning", "unit", 9, both("Arbetslaget", "Preschool team")),
    CircleSpec("bibliotek", both("Biblioteket", "The library"), "kultur", "unit", 7,
               both("Bibliotekarierna", "Librarians")),
    CircleSpec("badhus", both("Ekbybadet", "Ekby swimming pool"), "kultur", "unit", 4,
               both("Badpersonalen", "Pool staff")),
    CircleSpec("hr", both("HR-enheten", "HR unit"), "kansli", "unit", 4),
    CircleSpec("it", both("IT-enheten", "IT unit"), "kansli", "unit", 5),
    CircleSpec("fastighet", both("Fastighetsenheten", "Property unit"), "kansli", "unit", 7,
               both("Vaktmästarna", "Caretakers")),
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """Someone with a part of their own in the demo: who they are, and the role they hold."""

    key: str
    name: str
    role: str


KNOWN = (
    Known("sara", "Sara Lind", "ekby-founder"),
    Known("gunilla", "Gunilla Åberg", "ekby-director"),
    Known("olof", "Olof Persson", "ks-chair"),
    Known("yasmin", "Yasmin Farah", "ks-secretary"),
    Known("ingrid", "Ingrid Holm", "von-chair"),
    Known("peter", "Peter Wallin", "von-secretary"),
    Known("lars", "Lars Sandberg", "bun-chair"),
    Known("mina", "Mina Rostami", "bun-secretary"),
    Known("elsa", "Elsa Norén", "kfn-chair"),
    Known("david", "David Öhman", "kfn-secretary"),
    Known("karin", "Karin Lövgren", "kansli-director"),
    Known("helena", "Helena Strand", "omsorg-director"),
    Known("anders", "Anders Blom", "utbildning-director"),
    Known("zeynep", "Zeynep Kaya", "kultur-director"),
    Known("eva", "Eva Sjögren", "kansli-economist"),
    Known("tomas", "Tomas Viklund", "kansli-controller"),
    Known("maria", "Maria Ekström", "bjorkgarden-head"),
    Known("johan", "Johan Sundin", "hemtjanst-head"),
    Known("annika", "Annika Dahlgren", "sjoskolan-head"),
    Known("bo", "Bo Fransson", "tallbacken-head"),
    Known("leila", "Leila Hosseini", "bibliotek-head"),
    Known("kerstin", "Kerstin Dahl", "badhus-head"),
    Known("per", "Per Nyström", "hr-head"),
    Known("sofia", "Sofia Lindqvist", "it-head"),
    Known("mikael", "Mikael Rask", "fastighet-head"),
    Known("amir", "Amir Haddad", "bjorkgarden-team"),
    Known("fatima", "Fatima Nilsson", "bjorkgarden-team"),
    Known("lena", "Lena Berg", "bjorkgarden-team"),
    Known("viktor", "Viktor Ahl", "hemtjanst-team"),
    Known("hanna", "Hanna Eklund", "sjoskolan-team"),
)
FOUNDER = "sara"

FIRST_NAMES = (
    "Adam", "Agnes", "Ali", "Alva", "Anita", "Arvid", "Asha", "Astrid", "Birgitta", "Camilla",
    "Carina", "Daniel", "Dragana", "Elin", "Emelie", "Emil", "Erik", "Farid", "Frida", "Gabriel",
    "Goran", "Gustav", "Hassan", "Ida", "Ismail", "Jasmin", "Jenny", "Jonas", "Josefin", "Julia",
    "Kristina", "Linnea", "Linda", "Lisbeth", "Ludvig", "Magnus", "Malin", "Maryam", "Mattias",
    "Mehmet", "Moa", "Mohamed", "Monika", "Nadia", "Niklas", "Nora", "Oskar", "Patrik", "Pia",
    "Rania", "Rebecka", "Robert", "Roya", "Samira", "Selma", "Siv", "Stefan", "Sven", "Tove",
    "Tuva", "Ulla", "Urban", "Vera", "Viola", "William", "Yusuf", "Åke", "Åsa", "Örjan",
)  # fmt: skip
LAST_NAMES = (
    "Abdi", "Alm", "Andersson", "Arvidsson", "Axelsson", "Backlund", "Bengtsson", "Bergman",
    "Björk", "Boström", "Brandt", "Carlsson", "Danielsson", "Demir", "Edvardsson", "Engström",
    "Forsberg", "Gashi", "Granström", "Gustafsson", "Hagberg", "Hansson", "Hellström", "Ibrahim",
    "Isaksson", "Jakobsson", "Jansson", "Jovanović", "Karlsson", "Khalil", "Kvist", "Larsson",
    "Lindberg", "Ljung", "Lundin", "Magnusson", "Martinsson", "Mohammadi", "Moberg", "Månsson",
    "Nordin", "Novak", "Nyberg", "Olsson", "Omar", "Palm", "Pettersson", "Popović", "Rahimi",
    "Rosén", "Salmi", "Sandell", "Sjöberg", "Stenberg", "Ström", "Svensson", "Söderlund",
    "Tahir", "Thorén", "Wester", "Wikström", "Yılmaz", "Zetterberg", "Åström", "Öberg",
)  # fmt: skip
