"""The week's question from a mail: a real mail server, a link opened without login, taken back."""

import re
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.site import MANDAT, Site, environment, running
from tests.browser.test_without_data import sign_in
from tests.browser.window import DESK, PHONE
from tests.how_to import START, follow
from tests.smtp import Post, post_office

SAID = {
    "sv": ("Få frågan med mejl", "Veckans fråga", "Skicka", "Tack.",
           "Ta tillbaka mitt svar", "Ditt svar är borta"),
    "en": ("Get the question by mail", "The question of the week", "Send", "Thank you.",
           "Take my answer back", "Your answer is gone"),
}  # fmt: skip


def _one_round(site: Site, post: Post) -> None:
    """Let the worker do its round, with this mail server."""
    mail = {
        "MANDAT_SMTP_HOST": "127.0.0.1",
        "MANDAT_SMTP_PORT": str(post.port),
        "MANDAT_ADDRESS": site.url,
    }
    subprocess.run(
        [MANDAT, "worker", "--once"], env=environment(site.data) | mail, cwd=site.data, check=True
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, str]]]:
    """The organisation of the how-to page, served once for both journeys; and its invitations."""
    folder = tmp_path_factory.mktemp("own")
    lines = follow(START, folder)["mandat invite"].stdout.splitlines()
    with running(folder / "data", demo=False) as site:
        yield site, dict(line.split(",", 1) for line in lines if "," in line)


@pytest.mark.parametrize(
    ("who", "size", "language"),
    [("amir", PHONE, "sv"), ("fatima", DESK, "en")],
    ids=["phone", "desk"],
)
def test_the_question_is_answered_from_a_mail_and_taken_back(
    served: tuple[Site, dict[str, str]],
    visit: Visit,
    who: str,
    size: dict[str, int],
    language: str,
) -> None:
    ask, subject, send, thanks, back, gone = SAID[language]
    site, invitations = served
    email = f"{who}@ekby.example"
    with post_office() as post:
        member = visit(site, size=size, language=language)
        sign_in(member, email, invitations[email])
        member.go("/notices/choices/")
        page = member.page
        page.locator("input[name=rhythm][value=at_once]").check()
        page.fill("input[name=quiet_from]", "00:00")
        page.fill("input[name=quiet_until]", "00:00")
        page.locator("input[name=quiet_weekends]").uncheck()
        page.select_option("select[name=language]", language)
        page.locator("main .form .button.primary").click()
        member.go("/")
        page.get_by_role("button", name=ask).click()
        _one_round(site, post)
        (mail,) = post.to(who)
        assert mail["Subject"] == subject
        body = mail.get_body(("plain",))
        assert body is not None
        links = re.findall(rf"{site.url}(/notices/answer/\S+)", body.get_content())
        assert len(links) == 5

        anyone = visit(site, size=size, language=language)
        anyone.go(links[3])
        expect(anyone.page.locator("input[value='4']")).to_be_checked()
        assert (anyone.barriers(), anyone.too_wide()) == ([], [])
        anyone.page.get_by_role("button", name=send, exact=True).click()
        expect(anyone.page.locator("h1")).to_contain_text(thanks)
        member.go("/")
        expect(page.locator(".pulse-answer[aria-pressed=true]")).to_have_attribute("value", "4")
        assert (anyone.barriers(), anyone.too_wide()) == ([], [])
        anyone.page.get_by_role("button", name=back).click()
        expect(anyone.page.locator("h1")).to_contain_text(gone)
        member.go("/")
        expect(page.locator(".pulse-answer[aria-pressed=true]")).to_have_count(0)
