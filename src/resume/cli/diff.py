"""The subcommand that says what differs between two versions of a résumé: `resume diff`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from resume import files
from resume.cli.status import FAILED, USAGE
from resume.cli.terminal import SOURCE, Failure, colour, read, show, target
from resume.diagnostics import Diagnostics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resume.build.request import Request
    from resume.compare.change import Change

PAGE: Final = "output/diff.html"
DIFFERENT: Final = FAILED
TROUBLE: Final = USAGE
"""How diff(1) ends: 0 where all is the same, 1 where it is not, 2 where that cannot be said."""


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", help="How it is laid out.")
@click.option("--lang", "language", metavar="TAG", help="The language to compare them in, such as `de`.")
@click.option("--visual", is_flag=True, help="Make a page with the PDFs of both side by side, and what changed marked.")
@click.option("-t", "--theme", metavar="THEME", help="With --visual: the theme of both PDFs.")
@click.option("-o", "--output", metavar="FILE", help=f"With --visual: where the page goes. Default: {PAGE}.")
def diff(
    before: str, after: str, layout: str, language: str | None, *, visual: bool, theme: str | None, output: str | None
) -> None:
    """Say what differs between the résumés A and B: sections, entries, bullets, dates, keywords, settings.

    Each is a file; `FILE@VARIANT`, or `@VARIANT` of resume.yaml; or `REVISION:PATH` of a git repository,
    of which a variant can be had too. Exits with 0 where nothing differs, 1 where something does, and 2
    where a résumé cannot be read or has errors.
    """
    from resume import versions
    from resume.report import changes as report

    if not visual and (theme or output):
        raise Failure(f"{'--theme' if theme else '--output'} is about the page that --visual makes")
    if visual and layout == "json":
        raise Failure("--visual makes a page; --format json is of the changes alone")
    if before == after == "-":
        raise Failure("only one of the two can be standard input")
    requests = [_request(name, language, theme) for name in (before, after)]
    path = target(output or PAGE, Path(PAGE).name, *(request.file for request in requests))
    diagnostics = Diagnostics()
    old, new = (
        versions.version(name, request, diagnostics) for name, request in zip((before, after), requests, strict=True)
    )
    changes = versions.changes(old, new) if old and new and not diagnostics.has_errors() else ()
    page = b""
    if visual and old and new and not diagnostics.has_errors():
        from resume import facing

        page = facing.page(old, new, changes, diagnostics)
    show(diagnostics, "long")
    if diagnostics.has_errors():
        sys.exit(TROUBLE)
    others = dict.fromkeys(tag for held in (old, new) if held for tag in held.others)
    if others and not language:
        click.echo(f"texts in {', '.join(others)} are not compared; `--lang TAG` does so", err=True)
    if visual:
        files.write(path, page)
        click.echo(path)
    elif layout == "json":
        click.echo(json.dumps(report.data(before, after, changes), ensure_ascii=False, indent=2))
    else:
        _print(before, after, changes)
    sys.exit(DIFFERENT if changes else 0)


def _print(before: str, after: str, changes: "Sequence[Change]") -> None:
    """Print changes to standard output; where there are none, that is said to whoever watches."""
    from resume.report import changes as report

    in_colour = colour(to_standard_error=False)
    for line in report.text(before, after, changes, colour=in_colour) if changes else ():
        click.echo(line, color=in_colour)
    if not changes:
        click.echo("nothing differs", err=True)


def _request(name: str, language: str | None, theme: str | None) -> "Request":
    """Read what is named: a file that is there, else a variant, else a file of a revision, else what is no file."""
    from resume.build.request import Request
    from resume.model.variants import NAME
    from resume.themes.shelf import named

    rest, at, variant = name.rpartition("@")
    is_variant = bool(at and NAME.match(variant)) and not Path(name).exists()
    content, file, folder = _source((rest or SOURCE) if is_variant else name)
    return Request(
        content,
        file,
        folder,
        themes=(named(theme),) if theme else (),
        check=False,
        languages=(language,) if language else (),
        variants=(variant,) if is_variant else (),
    )


def _source(name: str) -> tuple[bytes, str, Path]:
    if ":" not in name or Path(name).exists():
        return read(name)
    from resume import revision

    revised = revision.read(name)
    return revised.content, name, revised.folder
