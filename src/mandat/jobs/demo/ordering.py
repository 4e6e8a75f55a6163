"""Ekby's delegation order as the council adopted it, and one board's own, later revised."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from mandat.jobs.demo.founding import IN_FORCE
from mandat.jobs.demo.people import demo_id
from mandat.power.orders.actions import adopt_order, set_draft, start_draft, write_draft

FIRST = """Nr;Ärende;Delegat;Beloppsgräns;Anmälan
1.1;Avtal om utställning;Bibliotekschefen;högst 20 000 kr;Ja
1.2;Gallring av böcker och annat i samlingen;Bibliotekschefen;;Ja
1.3;Sponsring till arrangemang;Kommundirektören;högst 50 000 kr;Ja
1.4;Avtal om kaféet i biblioteket;Bibliotekschefen;högst 30 000 kr;Nej
"""
REVISED = """Nr;Ärende;Delegat;Beloppsgräns;Anmälan
1.1;Avtal om utställning;Bibliotekschefen;högst 40 000 kr;Ja
1.2;Gallring av böcker och annat i samlingen;Bibliotekschefen;;Ja
1.3;Sponsring till arrangemang;Kommundirektören;högst 50 000 kr;Ja
1.5;Utlån av konst till andra museer;Bibliotekschefen;;Ja
"""
"""Most exhibitions cost more than the library could decide, and the café has closed."""
MEETINGS = (
    (FIRST, "ordning-2026.csv", "2026-12-10", "61", datetime(2026, 12, 11, 9, tzinfo=UTC)),
    (REVISED, "ordning-2027.csv", "2027-02-18", "9", datetime(2027, 2, 19, 9, tzinfo=UTC)),
)  # fmt: skip
"""What was adopted, the file it was in, the board's meeting and paragraph, and when it came in."""


def orders(founder: UUID) -> None:
    """Adopt the whole, then bring in a board's own order, and later what replaces it."""
    adopt_order(
        founder, circle=str(demo_id("circle", "ekby")), body="Kommunfullmäktige", on="2025-12-15",
        paragraph="143", at=IN_FORCE + timedelta(days=5),
    )  # fmt: skip
    secretary, board = demo_id("person", "david"), str(demo_id("circle", "kfn"))
    for text, file, on, paragraph, at in MEETINGS:
        draft = start_draft(secretary, file=file, data=text.encode(), at=at)
        said = {
            "body": "Kultur- och fritidsnämnden", "circle": board, "on": on,
            "paragraph": paragraph, "needs": "none",
        }  # fmt: skip
        set_draft(secretary, draft=draft, said=said, at=at)
        write_draft(secretary, draft=draft, at=at)
