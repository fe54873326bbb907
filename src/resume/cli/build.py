"""The subcommands that build a résumé: `resume build`, `resume variants`."""

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from resume import files
from resume.cli import unchanged
from resume.cli.status import FAILED
from resume.cli.terminal import SOURCE, Failure, colour, launch, read, show
from resume.cli.wanted import made_in, making, options, requested
from resume.diagnostics import Diagnostics, did_you_mean
from resume.naming import FORMATS

if TYPE_CHECKING:
    from resume.build.request import Outcome, Request


@click.command()
@click.argument("source", default=SOURCE, metavar="[SOURCE]")
@made_in(FORMATS)
@options
@click.option("--embed", is_flag=True, help="Put the résumé as JSON into the PDF, which `resume import` reads.")
@click.option("--dpi", type=click.IntRange(20, 1200), default=150, help="Dots an inch of PNG pictures. Default: 150.")
@click.option("--all", "everything", is_flag=True, help="Build all that the source lists under `builds`.")
@making
def build(source: str, *, watch: bool, **chosen: Any) -> None:
    """Build SOURCE (default: resume.yaml; `-` is standard input) in one or more themes.

    Prints the path of each file made. Exits with 1, and makes no file, where the résumé, the theme or
    the PDF has errors.
    """
    repeated(partial(_build, source, **chosen), watch=watch, sources=[source])


def _build(
    source: str,
    *,
    embed: bool,
    dpi: int,
    everything: bool,
    strict: bool,
    diagnostics: str,
    force: bool,
    opens: bool,
    **chosen: Any,
) -> None:
    from resume.build.road import build as walk

    request = replace(requested(source, FORMATS, strict=strict, **chosen), embed=embed, dpi=dpi)
    if everything and (request.variants or request.languages):
        raise Failure("--all builds what the source lists; it takes no --variant or --lang")
    if embed and "pdf" not in request.formats:
        raise Failure("--embed puts the résumé into a PDF; name that format too, with -f pdf")
    if everything:
        request = replace(request, formats=tuple(dict.fromkeys(chosen["formats"])))
        _everything(request, diagnostics, force=force, opens=opens)
        return
    finish(walk(request), diagnostics, strict=strict, force=force, opens=opens)


def repeated(once: Callable[..., None], *, watch: bool, sources: list[str]) -> None:
    """Do something, or with `watch` do it again after each change; what `opens` opened is open then."""
    if watch:
        from resume.cli.watching import repeat

        repeat(once, partial(once, opens=False), sources)
    once()


def finish(outcome: "Outcome", layout: str, *, strict: bool, force: bool, opens: bool) -> None:
    """Say what came of a request, and end the command where it failed."""
    said = show(outcome.diagnostics, layout)
    for made in outcome.paths:
        click.echo(made)
    if outcome.diagnostics.has_errors(strict=strict):
        sys.exit(FAILED)
    opened = [str(made) for made in outcome.paths if opens]
    unchanged.keep(outcome.made, said, force=force, opened=opened)
    for path in opened:
        launch(path)


def _everything(request: "Request", layout: str, *, force: bool, opens: bool) -> None:
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
    said, made = "", dict[Path, bytes]()
    for one in matrix.run(jobs, time.monotonic):
        built.append(one)
        said += show(one.outcome.diagnostics, layout) + f"[{len(built)}/{len(jobs)}] {one.job.name}: unchanged\n"
        made |= one.outcome.made
        state = f"{one.seconds:.2f} s" if one.is_done else "failed"
        click.echo(f"[{len(built)}/{len(jobs)}] {one.job.name}: {state}", err=True, color=colour())
        for path in one.outcome.paths:
            click.echo(path)
    page = (request.output or OUTPUT) / matrix.INDEX
    made[page] = matrix.index(source.whole.resume.basics.name, built)
    files.write(page, made[page])
    click.echo(page)
    failed = sum(not one.is_done for one in built)
    opened = [str(page)] if opens else []
    if not failed:
        unchanged.keep(made, said, force=force, opened=opened)
    for what in opened:
        launch(what)
    if failed:
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
