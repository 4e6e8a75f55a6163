"""A person at a browser, and everything that goes wrong while they look."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import ConsoleMessage, Page, Response

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

_LISTEN = """
document.addEventListener("securitypolicyviolation", e =>
    console.error("CSP: " + e.violatedDirective + " " + e.blockedURI + " " + (e.sample || "")));
"""
_AXE = """
async ([tags]) => {
    const found = await axe.run(document, {
        runOnly: {type: "tag", values: tags},
        rules: {"target-size": {enabled: true}},
        resultTypes: ["violations"],
        preload: false, // it would add style elements, which the policy rightly stops
    });
    return found.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html.slice(0, 160) + " | "
        + (n.any.concat(n.all, n.none)[0] || {message: ""}).message)]);
}
"""
_TOO_WIDE = """
() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return [];
    const room = document.documentElement.clientWidth;
    const guilty = [...document.body.querySelectorAll("*")].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width > 0 && box.right > room + 0.5;
    });
    return guilty.slice(0, 5).map(e => e.outerHTML.slice(0, 120)).concat(wide + " px too wide");
}
"""


@cache
def _axe() -> str:
    return AXE.read_text()


@dataclass
class Visitor:
    """Wraps a page; `wrong` gathers errors that no test may leave behind."""

    page: Page
    url: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(_LISTEN)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # A form sent back with its errors is a 422 or 4xx, which Chromium also writes as an error.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.wrong.append(f"console at {self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status == 404 and not is_page):
            self.wrong.append(f"{response.status} {response.url}")

    def go(self, path: str) -> Response:
        """Open a page of the site."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        return answer

    @property
    def path(self) -> str:
        return urlparse(self.page.url).path

    def barriers(self) -> list[str]:
        """Return what axe finds against WCAG 2.0–2.2, A and AA."""
        self.page.evaluate(_axe())
        found: Any = self.page.evaluate(_AXE, [WCAG])
        return [f"{rule}: {why}\n    " + "\n    ".join(nodes[:4]) for rule, why, nodes in found]

    def too_wide(self) -> list[str]:
        """Return what makes the page scroll sideways, if it does."""
        found: list[str] = self.page.evaluate(_TOO_WIDE)
        return found

    def links(self) -> list[str]:
        """Return the addresses on this site that the page leads to, without query or fragment."""
        found: list[str] = self.page.eval_on_selector_all(
            "a[href]", "links => links.filter(a => !a.hasAttribute('download')).map(a => a.href)"
        )
        here = [urlparse(link) for link in found if link.startswith(self.url + "/")]
        return list(dict.fromkeys(link.path for link in here))

    def describe(self) -> str:
        return json.dumps({"at": self.page.url, "title": self.page.title()}, ensure_ascii=False)
