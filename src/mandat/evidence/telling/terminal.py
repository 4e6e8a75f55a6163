"""The mirror of a log in a terminal."""

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mandat.evidence.telling.told import Told, ToldStep

WIDTH = 100


def show(told: Told, console: Console) -> None:
    """Print it; no wider than can be read in comfort."""
    width = min(console.width, WIDTH)
    console.print(Text(told.title, style="bold"), width=width)
    console.print(Text(told.lead), width=width)
    for step in told.steps:
        console.print()
        _show_step(step, console, width)
    console.print()
    for note in told.notes:
        console.print(Text(note, style="dim"), width=width)


def _show_step(step: ToldStep, console: Console, width: int) -> None:
    console.print(Text.assemble((step.title, "bold cyan"), (f"  {step.matter}", "dim")))
    for line in step.lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)), width=width)
    if not step.rows:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="none", width=width - 2)
    used = [i for i in range(len(step.columns)) if any(row[i] for row in step.rows)]
    for i in used:
        table.add_column(step.columns[i], justify="right" if i else "left", no_wrap=not i)
    for row in step.rows:
        table.add_row(*(row[i] for i in used))
    console.print(Padding(table, (0, 0, 0, 2)))
    for note in step.notes:
        console.print(Padding(Text(note, style="dim"), (0, 0, 0, 2)), width=width)
