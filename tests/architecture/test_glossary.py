"""Every word of the design is explained, once, in both languages."""

import pytest

from tests.architecture.sources import ROOT

WORDS = {
    "Organisation": ("organisation", "organisation"),
    "Circle": ("circle", "krets"),
    "Role": ("role", "roll"),
    "Person": ("person", "person"),
    "Matter": ("matter", "ärendetyp"),
    "Stage": ("stage", "beslutssteg"),
    "Mandate": ("mandate", "mandat"),
    "Waiver": ("waiver", "undantag"),
    "giver": ("giver", "givare"),
    "receiver": ("receiver", "mottagare"),
    "asker": ("asker", "frågande"),
    "for_whom": ("the one it is for", "den det gäller"),
    "adopting body": ("adopting body", "antagande organ"),
    "Limit": ("limit", "gräns"),
    "Substitution": ("substitute", "ersättare"),
    "Service": ("service", "tjänst"),
    "Case": ("case", "ärende"),
    "Ruling": ("ruling", "beslut"),
    "Proposal": ("proposal", "förslag"),
    "Voice": ("voice", "röst"),
    "consent": ("consent", "samtycke"),
    "concern": ("concern", "farhåga"),
    "objection": ("objection", "invändning"),
    "Handover": ("hand-over", "överlåtelse"),
    "Grounds": ("grounds", "skäl"),
    "Shadowing": ("shadowing", "skuggning"),
    "Safeguard": ("safeguard", "skydd"),
    "Trial": ("trial", "prövotid"),
    "AfterCheck": ("after-check", "efterkontroll"),
    "Commitment": ("commitment", "löfte"),
    "Record": ("record", "protokoll"),
    "Entry": ("entry", "post"),
    "Checkpoint": ("checkpoint", "kontrollpunkt"),
    "Evidence": ("evidence", "underlag"),
    "PastRuling": ("past ruling", "tidigare beslut"),
    "Mirror": ("mirror", "spegel"),
    "Statement": ("statement", "påstående"),
    "OpinionMap": ("opinion map", "åsiktskarta"),
    "Journey": ("journey", "resa"),
    "Step": ("step", "steg"),
    "Practice": ("practice", "övning"),
    "Pulse": ("pulse", "puls"),
    "Feedback": ("feedback", "återkoppling"),
    "Obstacle": ("obstacle", "hinder"),
    "FarGoal": ("far goal", "mål långt bort"),
    "Experiment": ("experiment", "försök"),
}


def rows() -> list[list[str]]:
    text = (ROOT / "docs" / "reference" / "glossary.md").read_text()
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


@pytest.mark.parametrize("code", WORDS)
def test_the_glossary_explains(code: str) -> None:
    found = [row for row in rows() if row[0] == code]
    assert len(found) == 1
    assert tuple(found[0][1:3]) == WORDS[code]
    assert found[0][3]
