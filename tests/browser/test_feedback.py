"""Feedback in each form: words, a tap, a figure, a voice, a picture, and an open question."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

SV = {
    "add": "Lägg till en röst eller en bild", "record": "Spela in din röst",
    "stop": "Sluta spela in", "send": "Skicka", "alt": "Vad visar bilden?",
    "thank": "Tack", "sent": "Tack skickat", "new": "Skapa länken", "tap": "Ja",
    "asks": "frågar:", "thanks": "Tack", "none": "Färre än fem har svarat.",
}  # fmt: skip
EN = {
    "add": "Add a voice or a picture", "record": "Record your voice",
    "stop": "Stop recording", "send": "Send", "alt": "What does the picture show?",
    "thank": "Thank you", "sent": "Thanks sent", "new": "Make the link", "tap": "Yes",
    "asks": "asks:", "thanks": "Thank you", "none": "Fewer than five have answered.",
}  # fmt: skip


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG")
    return out.getvalue()


def looks(visitor: Visitor) -> None:
    assert visitor.barriers() == []
    assert visitor.too_wide() == []


def _speak(visitor: Visitor, words: dict[str, str]) -> None:
    page = visitor.page
    page.get_by_text(words["add"]).click()
    page.get_by_role("button", name=words["record"]).click()
    expect(page.locator("[data-time]")).to_have_text("0.01")
    assert page.evaluate("document.querySelector('.recorder meter').value") > 0
    page.get_by_role("button", name=words["stop"]).click()
    expect(page.locator(".recorder audio")).to_be_visible()
    looks(visitor)
    page.locator("[data-discard]").click()
    assert page.evaluate("document.querySelector('[name=sound]').files.length") == 0
    page.get_by_role("button", name=words["record"]).click()
    expect(page.locator("[data-time]")).to_have_text("0.01")
    page.get_by_role("button", name=words["stop"]).click()
    page.locator("[name=picture]").set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    page.get_by_label(words["alt"]).fill("En tavla")


def _give(visitor: Visitor, path: str, words: dict[str, str]) -> None:
    page = visitor.page
    visitor.go(path)
    page.locator("[name=words]").fill("Ni lyssnade")
    page.locator("[name=tap][value=helped]").check()
    page.locator("[name=scale]").select_option("5")
    _speak(visitor, words)
    page.get_by_role("button", name=words["send"]).click()
    page.wait_for_url("**/feedback/")


def _receive(visitor: Visitor, words: dict[str, str]) -> None:
    visitor.go("/feedback/")
    one = visitor.page.locator("figure.feedback", has_text="Ni lyssnade").first
    expect(one.get_by_alt_text("En tavla")).to_have_js_property("naturalWidth", 80)
    sound = one.locator("audio")
    visitor.page.wait_for_function("document.querySelector('figure audio').duration > 0.5")
    assert sound.evaluate("async a => { await a.play(); a.pause(); return a.error }") is None
    looks(visitor)
    one.get_by_role("button", name=words["thank"]).click()
    expect(visitor.page.locator("main")).to_contain_text(words["sent"])


def _ask_openly(visitor: Visitor, words: dict[str, str]) -> str:
    visitor.go("/feedback/questions/new/")
    visitor.page.locator("[name=title]").fill("Maten")
    visitor.page.locator("[name=words]").fill("Vad tycker du om maten?")
    visitor.page.locator("[name=ways][value=tap]").check()
    visitor.page.get_by_role("button", name=words["new"]).click()
    looks(visitor)
    expect(visitor.page.locator("main")).to_contain_text(words["none"])
    return visitor.page.locator(".aside .machine").inner_text()


def _answer_as_anybody(visitor: Visitor, link: str, words: dict[str, str]) -> None:
    page = visitor.page
    page.goto(link)
    expect(page.locator("main")).to_contain_text(words["asks"])
    looks(visitor)
    page.get_by_label(words["tap"], exact=True).check()
    page.locator("[name=words]").fill("Mer grönsaker")
    page.wait_for_timeout(2_000)  # quicker than a person reads is not taken
    page.get_by_role("button", name=words["send"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["thanks"])
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("size", "language", "words"), [(PHONE, "sv", SV), (DESK, "en", EN)], ids=["phone", "desk"]
)
def test_feedback_in_each_form(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str, words: dict[str, str]
) -> None:
    receiver = visit(fresh_demo, size=size, language=language)
    be(receiver, "head")
    receiver.go("/feedback/")
    asking = receiver.page.locator("a[href*='/feedback/ask/person/']").get_attribute("href")
    assert asking is not None
    giver = visit(fresh_demo, size=size, language=language)
    be(giver, "colleague")
    _give(giver, asking.replace("/ask/", "/"), words)
    _receive(receiver, words)
    link = _ask_openly(receiver, words)
    _answer_as_anybody(visit(fresh_demo, size=size, language=language), link, words)
