"""Reading a log file: XES (IEEE 1849) or CSV, plain or gzip, into a `Log`.

What cannot be read raises `BadInputError` that names file and place and carries what would help.
"""

from pathlib import Path

from mandat.evidence.reading import table, xes
from mandat.evidence.reading.files import opened, peek, refuse
from mandat.evidence.reading.mapfile import read_map
from mandat.evidence.rules.assemble import LogBuilder
from mandat.evidence.rules.mapping import LogMap
from mandat.evidence.rules.rows import Log

__all__ = ["read_log", "read_map"]


def read_log(path: Path, log_map: LogMap | None = None) -> Log:
    """Read a log of rulings; `log_map` corrects what its names say.

    A log without any ruling is refused.
    """
    log_map = log_map or LogMap()
    builder = LogBuilder(name=_name(path), map=log_map)
    start = peek(path)
    with opened(path) as stream:
        if _is_xml(path, start):
            xes.read(stream, builder, path.name)
        else:
            table.read(stream, builder, path.name)
    log = builder.log()
    if not any(case.rulings for case in log.cases):
        refuse("no_rulings", path.name, cases=len(log.cases))
    return log


def _is_xml(path: Path, start: bytes) -> bool:
    if any(suffix.casefold() == ".xes" for suffix in path.suffixes):
        return True
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _name(path: Path) -> str:
    name = path.name
    for suffix in (".gz", ".xes", ".csv", ".xml"):
        if name.casefold().endswith(suffix):
            name = name[: -len(suffix)]
    return name
