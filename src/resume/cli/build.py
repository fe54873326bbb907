"""The subcommands that build a résumé: `resume build`, `resume variants`."""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from resume import files
from resume.cli.terminal import FAILED, SOURCE, Failure, colour, read, show
from resume.cli.wanted import how_many, options, wanted
from resume.diagnostics import Diagnostics, did_you_mean

if TYPE_CHECKING:
    from resume.build.request import Request

FORMATS = ("pdf", "html")


@click.command()
@click.argument("source", default=SOURCE, metavar="[SOURCE]")
@click.option("-t", "--theme", "themes", multiple=True, metavar="THEME", help="A theme's name or folder; repeatable.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="What to make; repeatable. Default: pdf, or by the ending of -o.",
)
@click.option(
    "-o", "--output", metavar="PATH", help="A file, or with a closing slash a folder. Default: output/THEME/."
)
@options
@click.option("--trim", is_flag=True, help="Leave out what is least important where the pages would be too many.")
@click.option("--all", "everything", is_flag=True, help="Build all that the source lists under `builds`.")
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
@click.option("--check/--no-check", default=True, help="Prove that the PDF's text reads back whole and in order.")
@click.option("--diagnostics", type=click.Choice(["long", "short"]), default="long", help="How to lay problems out.")
@click.option("--open", "launch", is_flag=True, help="Open what was made.")
def build(
    source: str,
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    *,
    trim: bool,
    everything: bool,
    strict: bool,
    check: bool,
    diagnostics: str,
    launch: bool,
    **chosen: Any,
) -> None:
    """Build SOURCE (default: resume.yaml; `-` is standard input) in one or more themes.

    Prints the path of each file made. Exits with 1, and makes no file, where the résumé, the theme or
    the PDF has errors.
    """
    from resume.build.request import Request
    from resume.build.road import build as walk
    from resume.themes.shelf import named

    wishes = wanted(**chosen)
    if everything and (wishes["variants"] or wishes["languages"]):
        raise Failure("--all builds what the source lists; it takes no --variant or --lang")
    path, to_folder = _output(output, formats, max(len({*themes}), 1) * how_many(wishes))
    implied = (path.suffix[1:].lower(),) if path and not to_folder else ("pdf",)
    content, file, folder = read(source)
    if path and not to_folder and path.exists() and Path(file).exists() and path.samefile(file):
        raise Failure(f"{output} is the source")
    request = Request(
        content,
        file,
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
    if everything:
        _everything(request, diagnostics, launch=launch)
        return
    outcome = walk(request)
    show(outcome.diagnostics, diagnostics)
    for made in outcome.paths:
        click.echo(made)
    if outcome.diagnostics.has_errors(strict=strict):
        sys.exit(FAILED)
    if launch:
        for made in outcome.paths:
            click.launch(str(made))


def _output(output: str | None, formats: tuple[str, ...], times: int) -> tuple[Path | None, bool]:
    """Read `-o`: the path, and whether it is a folder; a file is for one résumé in one format."""
    if output is None:
        return None, True
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        return path, True
    count = max(len({*formats}), 1) * times
    if count > 1:
        raise Failure(f"{output} is one file, but {count} are to be made; end it with `/` to name a folder")
    if not formats and path.suffix[1:].lower() not in FORMATS:
        raise Failure(f"the ending of {output} is none of {', '.join(FORMATS)}; name the format with -f")
    return path, False


def _everything(request: "Request", layout: str, *, launch: bool) -> None:
    """Build all that a source lists, saying of each how long it took, and make the page that shows them."""
    from resume import matrix
    from resume.build import road
    from resume.build.typeset import OUTPUT

    gc.enable()  # it lives longer than for one request
    if not request.to_folder:
        raise Failure(f"{request.output} is one file; end it with `/` to name a folder")
    diagnostics = Diagnostics()
    source = road.read(request, diagnostics)
    jobs = matrix.jobs(request, source, diagnostics) if source else []
    if source is None or diagnostics.has_errors():
        show(diagnostics, layout)
        sys.exit(FAILED)
    built: list[matrix.Built] = []
    for one in matrix.run(jobs, time.monotonic):
        built.append(one)
        show(one.outcome.diagnostics, layout)
        state = f"{one.seconds:.2f} s" if one.is_done else "failed"
        click.echo(f"[{len(built)}/{len(jobs)}] {one.job.name}: {state}", err=True, color=colour())
        for path in one.outcome.paths:
            click.echo(path)
    page = (request.output or OUTPUT) / matrix.INDEX
    files.write(page, matrix.index(source.whole.resume.basics.name, built))
    click.echo(page)
    if launch:
        click.launch(str(page))
    if failed := sum(not one.is_done for one in built):
        click.echo(f"{failed} of {len(built)} failed", err=True)
        sys.exit(FAILED)


@click.command()
@click.argument("source", default=SOURCE, metavar="[SOURCE]")
@click.option("--show", "name", metavar="NAME", help="List what this variant leaves out, each with its line.")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", help="How it is laid out.")
def variants(source: str, name: str | None, layout: str) -> None:
    """Show what each variant of SOURCE (default: resume.yaml; `-` is standard input) keeps and leaves out.

    A line is a section, a column a variant: how many entries, bullets and keywords are kept / left out.
    """
    from resume.build import road
    from resume.build.request import Request
    from resume.report import variants as report
    from resume.tailor.survey import survey

    diagnostics = Diagnostics()
    found = road.read(Request(*read(source)), diagnostics)
    looked = survey(found, diagnostics) if found else None
    shares = {share.variant: share for share in looked.shares} if looked else {}
    if looked and name is not None and name not in shares and not diagnostics.has_errors():
        hint = did_you_mean(name, shares, f"there are {', '.join(shares) or 'none'}")
        raise Failure(f"there is no variant `{name}`; {hint}")
    if looked and layout == "json":
        click.echo(json.dumps(report.data(looked), ensure_ascii=False, indent=2))
    elif name in shares:
        for line in report.omissions(shares[name]):
            click.echo(line)
    elif looked:
        click.echo(report.table(looked))
        if not shares:
            click.echo("there are no variants; write some under `variants:`", err=True)
    show(diagnostics, "long")
    if diagnostics.has_errors():
        sys.exit(FAILED)
