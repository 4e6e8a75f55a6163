"""XES, case by case, so that memory follows the rulings and not the file.

No document type, no entities, nothing fetched: a log is data (IEEE 1849-2016, clause 5).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import IO

from lxml import etree

from mandat.evidence.reading.files import refuse
from mandat.evidence.reading.moments import read_moment, zone_of
from mandat.evidence.rules.assemble import Event, LogBuilder
from mandat.evidence.rules.mapping import FactNames

CHUNK = 1 << 20
STANDARD = {
    "case": "concept:name",
    "activity": "concept:name",
    "time": "time:timestamp",
    "role": "org:role",
    "person": "org:resource",
    "lifecycle": "lifecycle:transition",
    "id": "id",
}


def read(stream: IO[bytes], builder: LogBuilder, file: str) -> None:
    """Read every trace into the builder."""
    keys = STANDARD | dict(builder.map.columns)
    zone = zone_of(builder.map.timezone)
    names = FactNames(builder.map)
    events = timed = number = 0
    for trace in _traces(stream, file):
        number += 1
        own, inner = _trace(trace)
        of_case = _facts(own, names)
        case = own.get(keys["case"]) or f"#{number}"
        rows = []
        for attributes in inner:
            events += 1
            at = read_moment(attributes.get(keys["time"]), zone)
            if at is None:
                builder.skipped["events", "no_time"] += 1
                continue
            timed += 1
            rows.append(_event(of_case | _facts(attributes, names), attributes, keys, at))
        builder.add_case(case, rows)
    if number == 0:
        refuse("xes_without_cases", file)
    if events and not timed:
        refuse("no_timestamps", file, column=keys["time"])


def _traces(stream: IO[bytes], file: str) -> Iterator[etree._Element]:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=("{*}log", "{*}trace"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    root: etree._Element | None = None
    try:
        while chunk := stream.read(CHUNK):
            parser.feed(chunk)
            for what, element in parser.read_events():
                if isinstance(element, tuple) or element is None:
                    continue
                if root is None:
                    root = _root(element, file)
                if what == "end" and etree.QName(element).localname == "trace":
                    yield element
                    _forget(element)
        parser.close()
    except etree.XMLSyntaxError as error:
        refuse("not_xml", file, line=error.lineno or 1, detail=_first_line(error))
    if root is None:
        refuse("not_xes", file)


def _root(element: etree._Element, file: str) -> etree._Element:
    if element.getroottree().docinfo.internalDTD is not None:
        refuse("xml_document_type", file)
    root = element.getroottree().getroot()
    if etree.QName(root).localname != "log":
        refuse("not_xes", file)
    return root


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def _first_line(error: etree.XMLSyntaxError) -> str:
    return (error.msg or "").splitlines()[0].partition(", line")[0] if error.msg else ""


def _trace(trace: etree._Element) -> tuple[dict[str, str], list[dict[str, str]]]:
    own: dict[str, str] = {}
    events: list[dict[str, str]] = []
    for child in trace:
        key = child.get("key")
        if key is not None:
            own[key] = child.get("value", "")
        elif isinstance(child.tag, str) and child.tag.endswith("event"):
            events.append({part.get("key", ""): part.get("value", "") for part in child})
    return own, events


def _facts(attributes: dict[str, str], names: FactNames) -> dict[str, str]:
    return {name: value for key, value in attributes.items() if (name := names[key]) and value}


def _event(facts: dict[str, str], own: dict[str, str], keys: dict[str, str], at: datetime) -> Event:
    return Event(
        activity=own.get(keys["activity"], ""),
        at=at,
        id=own.get(keys["id"]) or None,
        role=own.get(keys["role"]) or None,
        person=own.get(keys["person"]) or None,
        lifecycle=own.get(keys["lifecycle"], ""),
        facts=facts,
    )
