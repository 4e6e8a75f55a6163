"""How long the Mirror takes on a real log, and what of that is reading XML at all.

The peer pm4py belongs in an environment of its own and is not measured here yet.
"""

import gzip
import os
import sys
from pathlib import Path

from ground import ROOT, seconds

sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from lxml import etree

from mandat.evidence.reading import read_log
from mandat.evidence.rules.report import Terms, mirror

DATA = Path(os.environ.get("MANDAT_SHARED", ROOT.parent / "shared" / "data")) / "bpic2020-travel"
ROUNDS = 3


def only_parse(file: Path) -> None:
    """Walk through the XML and keep nothing: the least any reader must do."""
    with gzip.open(file) as stream:
        for _, element in etree.iterparse(stream, tag="{*}trace"):
            element.clear()


def best(work: object) -> float:
    return min(seconds(work) for _ in range(ROUNDS))  # type: ignore[arg-type]


if not DATA.is_dir():
    print(f"No real log here ({DATA}); set MANDAT_SHARED to the folder that has it.")
    sys.exit(0)

for name in ("DomesticDeclarations", "RequestForPayment"):
    xes, csv = DATA / f"{name}.xes.gz", DATA / f"{name}.csv.gz"
    floor = best(lambda file=xes: only_parse(file))
    reading = best(lambda file=xes: read_log(file))
    table = best(lambda file=csv: read_log(file))
    log = read_log(xes)
    looking = best(lambda read=log: mirror(read, Terms()))
    print(f"{name}: {len(log.cases):,} cases")
    print(f"  parse the XML and keep nothing: {floor:6.2f} s")
    print(f"  read XES:                       {reading:6.2f} s  {reading / floor:4.2f} x that")
    print(f"  read CSV:                       {table:6.2f} s  {table / floor:4.2f} x that")
    print(f"  count and certify:              {looking:6.2f} s")
    print(f"  whole Mirror from XES:          {reading + looking:6.2f} s  (bar: 10 s)")
