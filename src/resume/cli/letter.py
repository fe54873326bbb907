"""The subcommand that builds a letter: `resume letter`."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from resume import files
from resume.cli.build import finish, output_path, repeated
from resume.cli.given import today
from resume.cli.terminal import SOURCE, Failure, read
from resume.cli.wanted import how_many, made_in, making, options, wanted

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
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    *,
    with_resume: bool,
    trim: bool,
    strict: bool,
    check: bool,
    diagnostics: str,
    force: bool,
    opens: bool,
    **chosen: Any,
) -> None:
    from resume.build.letter import build
    from resume.build.request import Request
    from resume.model.values import Date
    from resume.tailor.tailor import File
    from resume.themes.shelf import named

    wishes = wanted(**chosen)
    if letter == source == "-":
        raise Failure("only one of the letter and the résumé can be standard input")
    if files.is_folder(Path(letter)):
        raise Failure(f"{letter} is a folder; a letter is a file")
    path, to_folder = output_path(output, formats, max(len({*themes}), 1) * how_many(wishes), FORMATS)
    implied = (path.suffix[1:].lower(),) if path and not to_folder else ("pdf",)
    written, file, _ = read(letter)
    content, name, folder = read(source)
    if path and not to_folder and any(files.is_same(path, Path(given)) for given in (file, name)):
        raise Failure(f"{output} is a source")
    request = Request(
        content,
        name,
        folder,
        themes=tuple(map(named, dict.fromkeys(themes))),
        formats=tuple(dict.fromkeys(formats)) or implied,
        output=path,
        to_folder=to_folder,
        check=check,
        strict=strict,
        trim=trim,
        **wishes,
    )
    outcome = build(request, File(file, written), Date(*today()), encloses=with_resume)
    finish(outcome, diagnostics, strict=strict, force=force, opens=opens)
