"""The command as its arguments are read: the group that all subcommands are of, and the smallest of them."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from resume.cli.terminal import SOURCE

COMMANDS: Final = {
    "batch": ("resume.cli.batch", "batch"),
    "build": ("resume.cli.build", "build"),
    "check": ("resume.cli.check", "check"),
    "diff": ("resume.cli.diff", "diff"),
    "explain": ("resume.cli.check", "explain"),
    "import": ("resume.cli.importing", "import_"),
    "jobs": ("resume.cli.batch", "jobs"),
    "letter": ("resume.cli.letter", "letter"),
    "preview": ("resume.cli.preview", "preview"),
    "themes": ("resume.cli.themes", "themes"),
    "variants": ("resume.cli.build", "variants"),
}
"""The commands that are imported when one is run: the module of each, and its name there."""


class Commands(click.Group):
    """Imports the command that is run; all of them where they are to be listed, or one is to be suggested."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command by its name."""
        if cmd_name not in self.commands:
            self._add((cmd_name,) if cmd_name in COMMANDS else COMMANDS)
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands, in the order that help has."""
        self._add(COMMANDS)
        return super().list_commands(ctx)

    def _add(self, names: Iterable[str]) -> None:
        for name in names:
            module, attribute = COMMANDS[name]
            self.add_command(getattr(import_module(module), attribute))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="resume-builder", prog_name="resume")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
def cli(*, debug: bool) -> None:
    """Build a résumé, written once in YAML, as a PDF that people and machines read alike.

    Start with `resume init`, then `resume build`.
    """
    del debug


@cli.command()
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a résumé in FOLDER (default: here): a commented resume.yaml of an invented person.

    With it come the schema that editors complete from, a .gitignore, and a GitHub workflow that builds
    the résumé on each push. Nothing that is there is overwritten; where there is a resume.yaml, nothing is written.
    """
    from resume.starter import start

    made, there = start(folder)
    for path in made:
        click.echo(path)
    for path in there:
        click.echo(f"{path} is there already, and is left as it is", err=True)
    click.echo(f"Next: edit {folder / SOURCE}, then run `resume build`.", err=True)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of resume.yaml."""
    from resume.model.schema import schema as text

    click.echo(text(), nl=False)
