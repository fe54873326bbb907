"""The subcommand that builds a letter: `resume letter`."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from resume import files
from resume.cli.build import finish, repeated
from resume.cli.given import today
from resume.cli.terminal import SOURCE, Failure, read
from resume.cli.wanted import made_in, making, options, requested

FORMATS = ("pdf", "html")


@click.command()
@click.argument("letter", metavar="LETTER")
@click.option(
    "--resume", "source", default=SOURCE, metavar="FILE", help="The résumé of the person. Default: resume.yaml."
)
@click.option("--with-resume", is_flag=True, help="Make one file of the letter and the résumé.")
@made_in(FORMATS)
@options
@making
def letter(letter: str, source: str, *, watch: bool, **chosen: Any) -> None:
    """Build LETTER, Markdown with front matter, in the look of the résumé; `-` is standard input.

    Prints the path of each file made. Exits with 1, and makes no file, where the letter, the résumé, the theme or
    the PDF has errors.
    """
    repeated(partial(_build, letter, source, **chosen), watch=watch, sources=[letter, source])


def _build(
    letter: str,
    source: str,
    *,
    with_resume: bool,
    strict: bool,
    diagnostics: str,
    force: bool,
    opens: bool,
    **chosen: Any,
) -> None:
    from resume.build.letter import build
    from resume.model.values import Date
    from resume.tailor.tailor import File

    if letter == source == "-":
        raise Failure("only one of the letter and the résumé can be standard input")
    if files.is_folder(Path(letter)):
        raise Failure(f"{letter} is a folder; a letter is a file")
    written, file, _ = read(letter)
    request = requested(source, FORMATS, strict=strict, **chosen)
    outcome = build(request, File(file, written), Date(*today()), encloses=with_resume)
    finish(outcome, diagnostics, strict=strict, force=force, opens=opens)
