"""The command `mandat`. A subcommand's module is loaded only when that command is used."""

from importlib import import_module
from typing import Any

import click

from mandat.cli.ground import choose_demo, run_django, set_up_django
from mandat.common.refusals import Refusal, RefusedError

__all__ = ["main", "run_django"]

COMMANDS = {
    "backup": "keeping:backup",
    "changes": "changes:changes",
    "check": "check:check",
    "demo": "demo:demo",
    "disposal": "disposal:disposal",
    "erase": "disposal:erase",
    "export": "export:export",
    "gaps": "gaps:gaps",
    "handover": "handover:handover",
    "import": "import_:import_",
    "init": "init:init",
    "invite": "invite:invite",
    "may": "may:may",
    "mirror": "mirror:mirror",
    "rates": "rates:rates",
    "record": "record:record",
    "restore": "keeping:restore",
    "rules": "rulebook:rules",
    "serve": "serve:serve",
    "token": "token:token",
    "upgrade": "upgrade:upgrade",
    "worker": "worker:worker",
}
"""A command's name → its module in `mandat.cli`, and what it is called there."""


class RefusedOnCommandLine(click.ClickException):
    """One or more refusals, in words; nothing was done."""

    exit_code = 2

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__("\n".join(in_words(refusal) for refusal in refusals))

    def show(self, file: Any = None) -> None:
        """Print the sentences, one a line, where errors go."""
        click.echo(self.message, file=file, err=True)


def in_words(refusal: Refusal) -> str:
    """Return the sentence for a refusal, after the field it concerns."""
    set_up_django()
    from mandat.common.phrases import say

    sentence = str(say(refusal))
    named = "column" in refusal.facts
    return f"{refusal.field}: {sentence}" if refusal.field and not named else sentence


class Commands(click.Group):
    """Finds a command by its name in `COMMANDS`, and turns refusals into sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load the module of the command that was asked for."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"mandat.cli.{module}"), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal ends it with status 2 and no stack trace."""
        try:
            return super().invoke(ctx)
        except RefusedError as refused:
            raise RefusedOnCommandLine(refused.refusals) from refused


@click.command(cls=Commands)
@click.version_option(package_name="mandat")
@click.option("--demo", is_flag=True, help="Work on the demo municipality's data.")
def main(*, demo: bool) -> None:
    """Hand over one decision at a time: small, tried, felt, provable.

    Start with `mandat demo`, or `mandat mirror LOG` on a log of past rulings.
    """
    if demo:
        choose_demo()
