"""Prints what is to be said on standard error, and reads what a terminal and its environment want."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from resume import files
from resume.diagnostics import Diagnostics

SOURCE = "resume.yaml"
USAGE = 2
FAILED = 1


class Failure(click.ClickException):
    """Something that ends the command: wrong usage, or a file that cannot be read or written."""

    exit_code = USAGE

    def show(self, file: Any = None) -> None:
        """Print the reason as compilers do."""
        text = f"{click.style('error', fg='red', bold=True)}: {self.format_message()}"
        click.echo(text, file, err=True, color=colour())


def standard_input() -> bytes:
    """Read standard input; one that the shell closed is empty."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def read(source: str) -> tuple[bytes, str, Path]:
    """Read a source: its content, what to call it, and the folder it refers to."""
    if source == "-":
        return standard_input(), "<stdin>", Path.cwd()
    path = Path(source) / SOURCE if Path(source).is_dir() else Path(source)
    try:
        return files.read(path), str(path), path.resolve().parent
    except files.FileError as error:
        start = "; `resume init` starts one" if path.name == SOURCE and not path.exists() else ""
        raise Failure(f"{error}{start}") from None


def show(diagnostics: Diagnostics, layout: str, *, to_standard_error: bool = True) -> None:
    """Print diagnostics, in the layout `long` or `short`."""
    problems = diagnostics.in_order()
    if not problems:
        return
    from resume.report import terminal as report

    for problem in problems:
        laid_out = (
            report.short(problem)
            if layout == "short"
            else report.long(problem, diagnostics.texts, colour=colour()) + "\n"
        )
        click.echo(laid_out, err=to_standard_error, color=colour())
    if layout == "long":
        click.echo(report.summary(problems), err=True)


def colour() -> bool:
    """Say whether to colour what goes to standard error (https://no-color.org, https://force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or bool(sys.stderr and sys.stderr.isatty())
