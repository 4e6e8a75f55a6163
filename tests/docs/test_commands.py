"""Every command is described with every option, and none that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from mandat.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for part in command.list_commands(context):
            found = command.get_command(context, part)
            assert found is not None, part
            yield from commands(found, f"{name} {part}")
    else:
        yield name, command


def described() -> dict[str, str]:
    _, *parts = re.split(r"^## (mandat .*)$", PAGE.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_command_is_described() -> None:
    assert {name for name, _ in commands(main, "mandat")} == set(described())


def test_every_option_is_described() -> None:
    sections = described()
    for name, command in commands(main, "mandat"):
        options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
        assert set(re.findall(r"`(--[a-z-]+)`", sections[name])) == options, name


def test_every_command_says_what_it_does() -> None:
    for name, command in commands(main, "mandat"):
        assert command.help, name
