"""The subcommands that judge a résumé: `resume check`, `resume explain`."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from resume import files
from resume.cli.given import standard_input
from resume.cli.status import FAILED
from resume.cli.terminal import SOURCE, Failure, colour, read, show
from resume.cli.wanted import named_by, options, wanted
from resume.diagnostics import did_you_mean

if TYPE_CHECKING:
    from resume.check import Checked

LONGEST = 100_000
"""Characters of a job posting; boards take some 30,000."""

LAYOUTS = ("text", "short", "json", "github", "sarif")
PDF = re.compile(rb"(?s).{,1024}%PDF-")
"""How a PDF begins; some have bytes of the transport before it (ISO 32000-1 Annex H, note 13)."""


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
@click.option("--as-parsed", is_flag=True, help="Show the fields that a parser recovers from the PDF.")
@click.option("--job", metavar="FILE", help="A job posting as text (`-`: standard input): what of it the résumé says.")
@click.option(
    "--min-coverage",
    "least",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="With --job: fail where the résumé says less of what is asked for.",
)
@click.option("--twice", is_flag=True, help="Build the PDF a second time, and compare the bytes.")
@options
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
    as_parsed: bool,
    job: str | None,
    least: float | None,
    twice: bool,
    strict: bool,
    **chosen: Any,
) -> None:
    """Check SOURCE (default: resume.yaml; `-` is standard input), and the PDF that is made of it; or any PDF.

    Findings go to standard output, errors of the source among them. Exits with 1 where there are errors.
    """
    from resume.build.request import Request
    from resume.check import Asked, check_pdf
    from resume.check import check as judge
    from resume.selection import Selection
    from resume.themes.shelf import named

    if least is not None and job is None:
        raise Failure("--min-coverage is about a posting; name it with --job")
    if as_parsed and source_only:
        raise Failure("--as-parsed reads the PDF, which --source-only does not make")
    content, file, folder = read(source)
    if fix and source == "-":
        raise Failure("--fix mends a file; standard input is none")
    selection = Selection(select, ignore)
    asked = Asked(as_parsed, _posting(job, source), (least or 0) / 100, twice)
    if PDF.match(content) or file.lower().endswith(".pdf"):
        needless = {"--theme": themes, "--fix": fix, "--source-only": source_only, "--twice": twice}
        needless |= {named_by(name): value for name, value in chosen.items()}
        if given := [option for option, value in needless.items() if value]:
            raise Failure(f"{given[0]} is about a source; {source} is a PDF")
        checked = check_pdf(content, file, selection, asked)
    else:
        in_themes = tuple(map(named, dict.fromkeys(themes)))
        formats = () if source_only else ("pdf",)
        request = Request(content, file, folder, themes=in_themes, formats=formats, **wanted(**chosen))
        checked = judge(request, selection, asked, fix=fix)
    if checked.text is not None:
        files.write(Path(file), checked.text.encode())
        for item in checked.mended:
            place = f"{item.span.file}:{item.span.line}:{item.span.column}: " if item.span else ""
            click.echo(f"{place}mended[{item.code}]", err=True)
    _say(checked, layout)
    if checked.diagnostics.has_errors(strict=strict):
        sys.exit(FAILED)


def _posting(job: str | None, source: str) -> str | None:
    """Read a job posting."""
    if job is None:
        return None
    if job == source == "-":
        raise Failure("standard input is either the source or the posting")
    content = standard_input() if job == "-" else files.read(Path(job))
    text = content.decode("utf-8-sig", errors="replace")
    if len(text) > LONGEST:
        raise Failure(f"{job} has {len(text):,} characters; no job posting has more than {LONGEST:,}")
    return text


def _say(checked: "Checked", layout: str) -> None:
    """Print findings to standard output, and what was asked for besides."""
    from resume.explain import meanings
    from resume.report import machine

    diagnostics = checked.diagnostics
    items = diagnostics.in_order()
    match layout:
        case "json":
            click.echo(machine.as_json(items, _answers(checked)))
        case "sarif":
            from importlib.metadata import version

            click.echo(machine.as_sarif(items, meanings(), version("resume-builder")))
        case "github":
            for item in items:
                click.echo(machine.as_github(item))
        case _:
            show(diagnostics, "short" if layout == "short" else "long", to_standard_error=False)
            if not items and layout == "text":
                click.echo("nothing to say", err=True, color=colour())
            if layout == "text":
                _tell(checked)


def _answers(checked: "Checked") -> dict[str, object]:
    """Give what was asked for besides as values that JSON has."""
    if not (checked.parsed or checked.coverage or checked.languages):
        return {}
    from resume.report import answers

    return answers.data(checked.parsed, checked.coverage, checked.languages)


def _tell(checked: "Checked") -> None:
    """Print what was asked for besides."""
    if not (checked.parsed or checked.coverage or checked.languages):
        return
    from resume.report import answers

    for name, (fields, scores) in checked.parsed.items():
        click.echo(f"\n{answers.parsed(name, fields, scores)}")
    if checked.coverage:
        click.echo(f"\n{answers.coverage(checked.coverage)}")
    if checked.languages:
        click.echo(f"\n{answers.completeness(checked.languages)}")


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
