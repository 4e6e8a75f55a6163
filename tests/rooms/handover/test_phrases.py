"""Every refusal of the room has its sentence."""

import re
from pathlib import Path

from mandat.common.phrases import SENTENCES

ROOM = Path(__file__).parents[3] / "src/mandat/handover"


def test_every_code_in_the_room_has_a_sentence() -> None:
    text = "\n".join(p.read_text() for p in ROOM.rglob("*.py"))
    codes = set(re.findall(r'"(handover\.[a-z_]+)"', text))
    codes |= {f"handover.{c}" for c in re.findall(r'_no\(\s*"([a-z_]+)"', text)}
    written = {c for c in SENTENCES if c.startswith("handover.")}
    entries = {"opened", "moved", "proposed", "started", "keeping_asked", "kept", "ended"}
    assert codes - {f"handover.{e}" for e in entries} - written == set()
