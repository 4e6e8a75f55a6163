"""Swedish that everyone can read: LIX at most 40, text by text and room by room."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from tools import phrases

from mandat.growth.practice import texts
from tests.readable import Sentence, heaviest, lix, sentences

MOST = 40
RUNNING = 8
"""Words from which a sentence of the catalogue is running text rather than a label."""

ROOMS = [room for room in phrases.rooms() if phrases.sentences(room)]
MAILS = sorted(
    str(file.relative_to(folder / "templates"))
    for folder in phrases.rooms()
    for file in (folder / "templates").rglob("email/*.txt")
)


def assert_easy(text: tuple[Sentence, ...]) -> None:
    assert text
    found = lix(text)
    assert found <= MOST, f"LIX {found:.1f}. Heaviest:\n{heaviest(text)}"


def test_lix_is_bjornssons():
    # Eleven words in two sentences, four of them longer than six letters.
    text = "Mandatet gäller till våren. Sedan bestämmer nämnden om det fortsätter igen."
    assert lix(sentences(text)) == pytest.approx(11 / 2 + 100 * 4 / 11)


def test_headings_and_what_is_filled_in():
    found = sentences("<h2>Nytt</h2><p>%(name)s har väntat i {days:days}. Svara: ja.</p>")
    assert [sentence.words for sentence in found] == [
        ("Nytt",), ("X", "har", "väntat", "i", "X"), ("Svara",), ("ja",),
    ]  # fmt: skip


@pytest.mark.parametrize("path", [*texts.paths("sv"), texts.guide("sv")], ids=lambda p: p.slug)
def test_learning_paths(path):
    # Titles of books and papers at the end are not ours to make easier.
    parts = [path.title, path.lead, *(p.title for p in path.parts)]
    for part in path.parts[:-1]:
        parts += [part.body, part.question, part.attempt]
    assert_easy(sentences("\n\n".join(parts)))


@pytest.mark.parametrize("one", texts.rounds("sv"), ids=lambda r: r.slug)
def test_rounds(one):
    said = [one.title, one.lead, one.opening, one.closing]
    for scene in one.scenes:
        said += [scene.title, scene.text, scene.voice, scene.question]
        said += [text for choice in scene.choices for text in (choice.label, choice.answer)]
    assert_easy(sentences("\n\n".join(said)))


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["privacy", "accessibility", "help"])
def test_pages_about_mandat(page):
    html = Client().get(f"/about/{page}/?lang=sv").content.decode()
    main = html.split("<main", 1)[1].split("</main>", 1)[0].split(">", 1)[1]
    assert_easy(sentences(main))


@pytest.mark.parametrize("mail", MAILS)
def test_mail(mail):
    with translation.override("sv"):
        text = render_to_string(mail, {"email": "anna", "current_site": {"name": "Mandat"}})
    assert_easy(sentences(text))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_sentences_of_a_room(room):
    said = []
    for message in phrases.read(room):
        if message.id and message.string:
            swedish = [message.string] if isinstance(message.string, str) else message.string
            said += sentences(swedish[-1])
    running = tuple(sentence for sentence in said if len(sentence.words) > RUNNING)
    # A room of a few labels has no running text.
    assert not running or lix(running) <= MOST, f"LIX {lix(running):.1f}:\n{heaviest(running)}"
