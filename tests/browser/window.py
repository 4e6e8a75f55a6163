"""Debian's Chromium, and windows in it."""

import os
import shutil

from playwright.sync_api import Browser, BrowserContext, Playwright

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1400, "height": 1000}
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""A microphone that beeps, and that every page which may is let use."""
PATIENCE = 10_000
"""Milliseconds before a page is said not to answer."""


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium that tools/browser sees to."""
    path = shutil.which("chromium")
    if path is None:
        raise RuntimeError("there is no Chromium here; tools/browser installs it")
    # Chromium's own sandbox cannot be used by root, as containers often are.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=[*arguments, *MICROPHONE])


def open_window(
    browser: Browser,
    *,
    size: dict[str, int],
    scheme: str,
    language: str,
    scripts: bool = True,
) -> BrowserContext:
    """Open a window with cookies of its own."""
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        locale=LOCALES[language],
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    return context
