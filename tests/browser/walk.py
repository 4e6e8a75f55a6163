"""What people do on the way through a hand-over, one function a person's act.

Fields are found by their names, not their labels, so the same walk goes in both languages.
"""

from tests.browser.visitor import Visitor

COURSE = "course"
LIMIT = 5_000
TRIAL_DAYS = 28
REASON = "Jag vill se hur det blev innan vi går vidare."


def press(visitor: Visitor, selector: str) -> None:
    """Press a button and wait for the page it leads to."""
    # Not any navigation: scripts may change the address of the page that is left.
    with visitor.page.expect_event("load"):
        visitor.page.locator(selector).first.click()


def press_on(visitor: Visitor, step: str) -> None:
    """Leave a step of the walk for the next one."""
    assert visitor.path.endswith(f"/{step}"), visitor.path
    press(visitor, "button[name=do][value=on]")


def skip(visitor: Visitor, step: str) -> None:
    """Leave a step of the walk undone."""
    assert visitor.path.endswith(f"/{step}"), visitor.path
    press(visitor, "main form a.button")


def begin(visitor: Visitor, which: int) -> None:
    """Choose one of one's own mandates to think over."""
    visitor.go("/handover/new")
    visitor.page.locator("input[name=mandate]").nth(which).check()
    press(visitor, "main form button.primary")


def hand_over(visitor: Visitor, *, has_past: bool = True) -> str:
    """Walk from one's own mandate for course fees to a sent proposal; return its address."""
    page = visitor.page
    begin(visitor, 0)
    page.locator("input[name=kind][value=move]").check()
    page.select_option("select[name=to]", index=1)
    press_on(visitor, "way")
    page.locator("input[name=power]").check()
    page.fill("textarea[name=words]", "Jag är rädd att bli onödig.")
    press_on(visitor, "obstacle")
    if has_past:
        press_on(visitor, "mirror")
    skip(visitor, "hearing")
    page.locator("input[name=recent_alike]").check()
    page.locator("input[name=extra_field]").check()
    page.fill("input[name=label]", "Vem har nytta av det?")
    press_on(visitor, "safeguards")
    skip(visitor, "shadowing")
    page.fill("input[name=limit_amount]", str(LIMIT))
    page.fill("input[name=trial_days]", str(TRIAL_DAYS))
    press_on(visitor, "trial")
    press_on(visitor, "adoption")
    assert visitor.path.endswith("/summary")
    press(visitor, "button[name=do][value=send]")
    assert visitor.path.startswith("/proposals/")
    return visitor.path


def consent(visitor: Visitor, proposal: str) -> None:
    """Say yes to a proposal one finds among one's own."""
    visitor.go("/proposals/")
    press(visitor, f"main a[href='{proposal}']")
    visitor.page.locator("input[name=kind][value=consent]").check()
    press(visitor, "form[action*=speak] button")


def ask(visitor: Visitor, amount: int, why: str) -> str:
    """Ask for a course fee; return the address of the case."""
    page = visitor.page
    visitor.go(f"/needs/{COURSE}/")
    page.fill("input[name=amount]", str(amount))
    page.select_option("select[name=what]", "course")
    page.fill("[name=why]", why)
    extra = page.locator("[name=extra-0]")
    if extra.count():
        extra.fill("Alla i teamet.")
    press(visitor, "form#ask button.primary")
    assert visitor.path.startswith("/cases/"), f"{visitor.path}: {page.inner_text('main')}"
    return visitor.path


def rule(visitor: Visitor, case: str, outcome: str, reason: str = "") -> None:
    """Answer a case that waits for one."""
    visitor.go(case)
    visitor.page.locator(f"input[name=outcome][value={outcome}]").check()
    if reason:
        visitor.page.fill("textarea[name=reason]", reason)
    press(visitor, "form[action*=answer] button.primary")


def time_passes(visitor: Visitor, step: str) -> None:
    """Move the demo's clock a day or a fortnight, and wait until everybody has lived on."""
    visitor.go("/record/")
    press(visitor, f"button[name=step][value={step}]")
    visitor.page.wait_for_url("**/record/", timeout=120_000)


def widen(visitor: Visitor, proposal: str, limit: int) -> str:
    """Propose a wider limit for what is on trial; return the new proposal's address."""
    visitor.go(proposal)
    press(visitor, "form[action*=widen] button")
    visitor.page.fill("input[name=limit_amount]", str(limit))
    press_on(visitor, "trial")
    press_on(visitor, "adoption")
    assert visitor.path.endswith("/summary")
    press(visitor, "button[name=do][value=send]")
    assert visitor.path.startswith("/proposals/")
    return visitor.path


def let_rest(visitor: Visitor, proposal: str) -> None:
    """Let what was handed over rest, for as long as the page suggests."""
    visitor.go(proposal)
    visitor.page.locator("details:has(form[action*=pause]) summary").click()
    visitor.page.fill("form[action*=pause] textarea[name=reason]", REASON)
    press(visitor, "form[action*=pause] button")


def let_go_on(visitor: Visitor, proposal: str) -> None:
    """Let what rests hold again."""
    visitor.go(proposal)
    press(visitor, "form[action*=resume] button")


def take_back(visitor: Visitor, proposal: str) -> None:
    """Take it back in one step, with a reason."""
    visitor.go(proposal)
    visitor.page.locator("#after summary.stop").click()
    visitor.page.fill("form[action*=take-back] textarea[name=reason]", REASON)
    press(visitor, "form[action*=take-back] button.stop")
