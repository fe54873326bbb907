"""Prints what is to be said on standard error, and reads what a terminal and its environment want."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from resume import files
from resume.cli.given import standard_input
from resume.cli.status import USAGE
from resume.diagnostics import Diagnostics

SOURCE = "resume.yaml"
NO_DASH = "-o - is no place: standard output carries the paths of the files made"

FONTS = {name: value for name, value in os.environ.items() if name.startswith("FONTCONFIG")}
"""What the environment says of fonts before a build takes those of the system out of it."""


class Failure(click.ClickException):
    """Something that ends the command: wrong usage, or a file that cannot be read or written."""

    exit_code = USAGE

    def show(self, file: Any = None) -> None:
        """Print the reason as compilers do."""
        text = f"{click.style('error', fg='red', bold=True)}: {self.format_message()}"
        click.echo(text, file, err=True, color=colour())


def refused(error: OSError) -> Failure:
    """Say what the system refused, and with which file; without a name it is standard input or output."""
    named = f" {error.filename}" if error.filename else ""
    return Failure(f"cannot read or write{named}: {files.reason(error)}")


def read(source: str) -> tuple[bytes, str, Path]:
    """Read a source: its content, what to call it, and the folder it refers to."""
    if source == "-":
        return standard_input(), "<stdin>", Path.cwd()
    path = Path(source) / SOURCE if files.is_folder(Path(source)) else Path(source)
    try:
        return files.read(path), str(path), files.resolved(path).parent
    except files.FileError as error:
        start = "; `resume init` starts one" if path.name == SOURCE and not files.is_there(path) else ""
        raise Failure(f"{error}{start}") from None


def target(output: str, name: str, *sources: str) -> Path:
    """Give the place of the one file that a command makes: in a folder, a closing slash tells it, under a name."""
    if output == "-":
        raise Failure(NO_DASH)
    path = Path(output) / name if output.endswith("/") or files.is_folder(Path(output)) else Path(output)
    if any(files.is_same(path, Path(source)) for source in sources):
        raise Failure(f"{path} is a source")
    return path


def show(diagnostics: Diagnostics, layout: str, *, to_standard_error: bool = True) -> str:
    """Print diagnostics, in the layout `long` or `short`; give what was printed on standard error."""
    problems = diagnostics.in_order()
    if not problems:
        return ""
    from resume.report import terminal as report

    coloured = colour(to_standard_error=to_standard_error)
    if layout == "short":
        said = "".join(f"{report.short(problem)}\n" for problem in problems)
    else:
        said = "".join(f"{report.long(problem, diagnostics.texts, colour=coloured)}\n\n" for problem in problems)
    summary = f"{report.summary(problems)}\n" if layout == "long" else ""
    click.echo(said, err=to_standard_error, color=coloured, nl=False)
    click.echo(summary, err=True, color=colour(), nl=False)
    return said + summary if to_standard_error else summary


def launch(what: str) -> None:
    """Open a file or an address with what the system has for it, in the environment that the command was started in."""
    restore_fonts()
    click.launch(what)


def restore_fonts() -> None:
    """Let what this process starts have the system's fonts: a browser in the environment of a build shows no text."""
    for name in [name for name in os.environ if name.startswith("FONTCONFIG")]:
        del os.environ[name]
    os.environ.update(FONTS)


def colour(*, to_standard_error: bool = True) -> bool:
    """Say whether to colour what goes to a stream (https://no-color.org, https://force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    stream = sys.stderr if to_standard_error else sys.stdout
    return bool(os.environ.get("FORCE_COLOR")) or bool(stream and stream.isatty())


def shown_on_terminal() -> bool:
    """Say whether standard error is a terminal."""
    return bool(sys.stderr and sys.stderr.isatty())


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
