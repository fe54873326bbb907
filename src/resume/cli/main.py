"""The command: parses arguments, prints what came of them."""

import gc
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from resume import files
from resume.cli.build import build, variants
from resume.cli.check import check, explain
from resume.cli.terminal import FAILED, SOURCE, USAGE, Failure
from resume.cli.themes import themes as themes_group


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
    the résumé on each push. Nothing that is there is overwritten.
    """
    from resume.starter import start

    for path in start(folder):
        click.echo(path)
    click.echo(f"Next: edit {folder / SOURCE}, then run `resume build`.", err=True)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of resume.yaml."""
    from resume.model.schema import schema as text

    click.echo(text(), nl=False)


for command in (build, variants, themes_group, check, explain):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command, and end the process.

    It lives for one request, so garbage is not collected (measured: 7 % of a build), and memory is not
    given back piece by piece at the end (11 %).
    """
    gc.disable()
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream]  # one that the shell closed is None
    for stream in streams:
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = _run()
    except BrokenPipeError:  # nobody reads what went wrong
        status = FAILED
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            status = status or FAILED
    os._exit(status)


def _run() -> int:
    try:
        result = cli.main(prog_name="resume", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else FAILED
    except Exception as error:  # noqa: BLE001 - the last resort: never a traceback
        return _broken(error)
    return result if isinstance(result, int) else 0


def _broken(error: Exception) -> int:
    """Say in a line what could not be read, written or loaded, or that something else broke."""
    if isinstance(error, files.FileError):
        Failure(str(error)).show()
        return USAGE
    if type(error).__name__ == "MissingLibraryError":
        from resume.render.engine import INSTALL

        lines = "\n".join(f"  {line}" for line in INSTALL)
        Failure(f"{error}\nWeasyPrint needs Pango and HarfBuzz:\n{lines}").show()
        return USAGE
    if "--debug" in sys.argv[1:]:
        raise error
    if isinstance(error, OSError):  # `files` names those of its own: this is standard input or output
        Failure(f"cannot read or write: {files.reason(error)}").show()
        return USAGE
    said = " ".join(str(error).split())
    Failure(f"internal error: {type(error).__name__}: {said} (`resume --debug …` shows more)").show()
    return FAILED


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """End the process on a signal.

    An exception is not the way: WeasyPrint, fontTools and pydantic have places that catch any, and go on.
    """
    files.delete_unfinished()
    os._exit(128 + number)
