"""GitLab's authorization matrix (March 2023), answered as its page does.

The expected answers were read off the page by hand, not off the import: the matrix itself, the
line above it ("All Functional Approvals require approval from previous tiers in hierarchy"), and
the page's own table of who may sign.
"""

from dataclasses import dataclass

import pytest

from mandat.common.money import Money
from mandat.power import models
from mandat.power.orders import actions, queries
from mandat.power.queries import load_slice, matter
from mandat.power.rules import Question, Yes, answer, stages_needed
from mandat.record.queries import verify
from tests.cast import NOW, START, an_id, found_ekby
from tests.shared import shared_data

pytestmark = pytest.mark.django_db

TIERS = ["Manager", "Director", "Sr Director", "VP", "Exec Group", "CEO", "Board"]
FINANCE, CFO, CLO, LEGAL = "PAO or VP Finance", "CFO", "CLO", "Director of Legal"
EXPENSE, DEBT, CONTRACT = "approving-expense", "bad-debt-write-off", "legal-contracts-"
TRAVEL = "employee-travel-entertainment-non-billable-expenses"
PAY = "compensation-hiring-non-executive-"


@dataclass(frozen=True)
class Asked:
    """A question and the page's answer: who must approve, each at a stage, and who may sign."""

    matter: str
    usd: int | None
    approve: list[str]
    sign: tuple[str, ...] = ()


QUESTIONS = [
    # Who may approve and sign an expense of …
    Asked(EXPENSE, 20_000, [*TIERS[:1], FINANCE], (FINANCE,)),
    Asked(EXPENSE, 25_000, [*TIERS[:1], FINANCE], (FINANCE,)),
    Asked(EXPENSE, 25_001, [*TIERS[:2], FINANCE], (FINANCE,)),
    Asked(EXPENSE, 300_000, [*TIERS[:4], FINANCE], (FINANCE,)),
    Asked(EXPENSE, 750_000, [*TIERS[:5], CFO], (CFO,)),
    Asked(EXPENSE, 2_000_000, TIERS[:6], (CFO,)),
    Asked(EXPENSE, 6_000_000, TIERS, (CFO,)),
    # Who may sign a vendor contract (also of 300 000 USD: that row has no threshold)?
    Asked(f"{CONTRACT}changes-to-standard-terms-and-vendor-contracts", None, [CLO], (FINANCE, CLO)),
    Asked(f"{CONTRACT}standard-terms", None, [CLO], ("Exec Group", FINANCE, CLO)),
    Asked(f"{CONTRACT}non-standard-terms-500k-annual-revenue", 600_000, [CLO], (CFO, CLO)),
    Asked(f"{CONTRACT}nda-third-party", None, [LEGAL, CLO], (LEGAL, FINANCE, CLO)),
    # Who may pay, write off a debt, approve travel, move money?
    Asked("approving-payment", 400_000, [FINANCE]),
    Asked("approving-payment", 500_001, [CFO]),
    Asked(DEBT, 8_000, ["Exec Group", FINANCE]),
    Asked(DEBT, 50_000, ["Exec Group", "CEO", FINANCE]),
    Asked(DEBT, 150_000, ["Exec Group", "CEO", CFO]),
    Asked(TRAVEL, 4_000, ["Manager", FINANCE]),
    Asked(TRAVEL, 9_000, ["Manager", "Exec Group", FINANCE]),
    Asked("transfer-of-funds-among-gitlab-entities", 900_000, ["CEO", CFO]),
    # Pay and benefits
    Asked(f"{PAY}commission-scales", None, ["CEO", "Board", CFO]),
    Asked(f"{PAY}options", None, ["Board"]),
    Asked("benefit-changes", None, ["CEO", CFO]),
]


@pytest.fixture
def _gitlab() -> None:
    """The matrix imported, and a person for each of its roles."""
    found_ekby(START)
    sara = an_id("sara")
    file = shared_data() / "delegation-orders/gitlab-authorization-matrix/matrix_long.csv"
    found = actions.start_draft(sara, file=file.name, data=file.read_bytes(), at=NOW)
    said = {
        "body": "CEO and CFO", "on": "2023-03-29", "paragraph": "1", "ladder": "functional",
        "circle": str(an_id("circle-board")),
    }  # fmt: skip
    actions.set_draft(sara, draft=found, said=said, at=NOW)
    actions.write_draft(sara, draft=found, at=NOW)


def appoint_everyone() -> dict[str, object]:
    """Let each role of the matrix be held by somebody of their own."""
    from mandat.power.actions import add_people
    from mandat.power.rules.tables import PersonDraft

    roles = models.Role.objects.filter(mandates__source_decision__startswith="CEO").distinct()
    people = [PersonDraft(r.name["en"], f"{r.key}@gitlab.example", (r.key,)) for r in roles]
    add_people(an_id("sara"), people=people, at=NOW)
    return dict(models.Person.objects.values_list("name", "uuid"))


def who_may(asked: Asked, people: dict[str, object]) -> list[set[str]]:
    """Return, for each stage that the case needs, who may say yes there."""
    found = matter(asked.matter)
    assert found is not None, asked.matter
    facts = {} if asked.usd is None else {"amount": Money(asked.usd * 100, "USD")}
    org = load_slice(found.id, set(people.values()))  # type: ignore[arg-type]
    asker = an_id("amir")
    whole = Question(asker, "yes", facts, asker, asker, NOW)
    stages = []
    for stage in stages_needed(org, whole):
        able = {
            name
            for name, person in people.items()
            if isinstance(
                answer(org, Question(person, "yes", facts, asker, asker, NOW, stage.id)),  # type: ignore[arg-type]
                Yes,
            )
        }
        stages.append(able)
    return stages


@pytest.mark.usefixtures("_gitlab")
def test_the_matrix_answers_as_its_page_does() -> None:
    people = appoint_everyone()
    found = {n: who_may(asked, people) for n, asked in enumerate(QUESTIONS)}
    wanted = {
        n: [{name} for name in asked.approve] + ([set(asked.sign)] if asked.sign else [])
        for n, asked in enumerate(QUESTIONS)
    }
    assert found == wanted


@pytest.mark.usefixtures("_gitlab")
def test_all_33_rows_stand_in_the_order_and_nothing_is_lost() -> None:
    page = queries.order_page(an_id("sara"), NOW)
    rows = [c.item for c in page.rows if c.change == "same"]
    assert len(rows) == 33
    # What is only advised or recommended gives no mandate, and still stands in the order.
    acts = {(i.line.matter, h.name, h.act) for i in rows for h in i.line.holders}
    assert {("$100K plus", "Board", "advise"), ("Options", "CEO", "recommend")} <= acts
    assert verify().difference is None


@pytest.mark.usefixtures("_gitlab")
def test_where_the_page_overlaps_both_may() -> None:
    """Travel of 60 000 USD: "> $5K" names finance and "> $50K" the CFO, and neither excludes."""
    people = appoint_everyone()
    stages = who_may(Asked(TRAVEL, 60_000, []), people)
    assert stages[-1] == {FINANCE, CFO}
