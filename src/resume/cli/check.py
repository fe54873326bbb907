"""The subcommands that judge a résumé: `resume check`, `resume explain`."""

import sys
from importlib.metadata import version
from pathlib import Path

import click

from resume import files
from resume.cli.terminal import FAILED, SOURCE, Failure, colour, read, show
from resume.diagnostics import Diagnostics, did_you_mean

LAYOUTS = ("text", "short", "json", "github", "sarif")


def _codes(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    """Read codes, each option one or several with commas between."""
    codes = frozenset(code.strip() for value in values for code in value.split(",") if code.strip())
    for code in sorted(codes):
        _known(code)
    return codes


def _known(code: str) -> str:
    """Give what a code means; end the command where there is no such code."""
    from resume.explain import meanings

    if code not in meanings():
        hint = did_you_mean(code, meanings(), "`resume explain` lists them")
        raise Failure(f"there is no diagnostic `{code}`; {hint}")
    return meanings()[code]


@click.command()
@click.argument("source", default=SOURCE, metavar="[SOURCE]")
@click.option(
    "-t", "--theme", "themes", multiple=True, metavar="THEME", help="A theme to check the PDF in; repeatable."
)
@click.option("--format", "layout", type=click.Choice(LAYOUTS), default="text", help="How findings are laid out.")
@click.option("--select", multiple=True, metavar="CODE", callback=_codes, help="Say these codes only; repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", callback=_codes, help="Leave these codes out; repeatable.")
@click.option("--fix", is_flag=True, help="Mend what is sure, in the file itself, and say what is left.")
@click.option("--source-only", is_flag=True, help="Check the text, and make no PDF.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
def check(
    source: str,
    themes: tuple[str, ...],
    layout: str,
    select: frozenset[str],
    ignore: frozenset[str],
    *,
    fix: bool,
    source_only: bool,
    strict: bool,
) -> None:
    """Check SOURCE (default: resume.yaml; `-` is standard input), and the PDF that is made of it.

    Findings go to standard output, errors of the source among them. Exits with 1 where there are errors.
    """
    from resume.build import Request
    from resume.check import check as judge
    from resume.selection import Selection
    from resume.themes.shelf import named

    content, file, folder = read(source)
    if fix and source == "-":
        raise Failure("--fix mends a file; standard input is none")
    request = Request(
        content,
        file,
        folder,
        themes=tuple(map(named, dict.fromkeys(themes))),
        formats=() if source_only else ("pdf",),
    )
    checked = judge(request, Selection(select, ignore), fix=fix)
    if checked.text is not None:
        files.write(folder / Path(file).name, checked.text.encode())
        for item in checked.mended:
            place = f"{item.span.file}:{item.span.line}:{item.span.column}: " if item.span else ""
            click.echo(f"{place}mended[{item.code}]", err=True)
    _say(checked.diagnostics, layout)
    if checked.diagnostics.has_errors(strict=strict):
        sys.exit(FAILED)


def _say(diagnostics: Diagnostics, layout: str) -> None:
    """Print findings to standard output."""
    from resume.explain import meanings
    from resume.report import machine

    items = diagnostics.in_order()
    match layout:
        case "json":
            click.echo(machine.as_json(items))
        case "sarif":
            click.echo(machine.as_sarif(items, meanings(), version("resume-builder")))
        case "github":
            for item in items:
                click.echo(machine.as_github(item))
        case _:
            show(diagnostics, "short" if layout == "short" else "long", to_standard_error=False)
            if not items and layout == "text":
                click.echo("nothing to say", err=True, color=colour())


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a diagnostic's CODE means; without one, list all codes."""
    from resume.explain import meanings

    if code is None:
        for name in meanings():
            click.echo(name)
        return
    click.echo(_known(code))
