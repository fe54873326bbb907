"""The subcommands that build many résumés: `resume batch`, `resume jobs`."""

import gc
import math
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from resume import files
from resume.cli.progress import Progress
from resume.cli.status import FAILED
from resume.cli.terminal import NO_DASH, Failure, processors, show
from resume.cli.wanted import options, proving, wanted
from resume.diagnostics import Diagnostics
from resume.naming import FORMATS

if TYPE_CHECKING:
    from resume.batch.cluster import Cluster
    from resume.batch.ledger import Ledger
    from resume.batch.pool import Limits
    from resume.source.nodes import Mapping

OUTPUT = "output"

DAY = 86_400
TEBIBYTE = 2**20
"""MiB; more than any process has."""


class Seconds(click.FloatRange):
    """Seconds in a range, which what is no number is never in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read a number; raises `click.BadParameter`."""
        seconds: float = super().convert(value, param, ctx)
        if math.isnan(seconds):
            self.fail(f"{value} is no number.", param, ctx)
        return seconds


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("-o", "--output", default=OUTPUT, metavar="FOLDER", help=f"Where all goes. Default: {OUTPUT}/.")
@click.option("-t", "--theme", "themes", multiple=True, metavar="THEME", help="A theme's name or folder; repeatable.")
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="What to make; repeatable.")
@options
@proving
@click.option("--map", "mapping", metavar="FILE", help="What of a résumé the columns of a CSV file are.")
@click.option(
    "--id", "identity", metavar="NAME", help="The column, or key, that names a record's folder. Default: its line."
)
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes. Default: one for each processor.")
@click.option("--dask", "address", metavar="ADDRESS", help="Let the Dask cluster with this scheduler build.")
@click.option("--timeout", type=Seconds(0.1, DAY), default=60.0, metavar="SECONDS", help="For one job. Default: 60.")
@click.option(
    "--memory", type=click.IntRange(256, TEBIBYTE), default=2048, metavar="MIB", help="For one process. Default: 2048."
)
@click.option("--attempts", type=click.IntRange(1), default=3, metavar="N", help="Of what may pass. Default: 3.")
@click.option(
    "--backoff",
    type=Seconds(0, DAY),
    default=1.0,
    metavar="SECONDS",
    help="Before the second attempt; before each further one, twice as long. Default: 1.",
)
@click.option("--report", metavar="FILE", help="Write what came of every job there, as JSON Lines.")
def batch(
    sources: tuple[str, ...],
    output: str,
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    *,
    trim: bool,
    strict: bool,
    check: bool,
    jobs: int | None,
    report: str | None,
    **chosen: Any,
) -> None:
    """Build the résumés of each SOURCE (a file, a folder, a pattern) in every theme, variant and language named.

    A ledger in FOLDER knows what is done: run it again, and it goes on. Several that are run at once share the
    work. Prints the paths of the files made. Exits with 1 where a job of these failed, now or before.
    """
    from resume.batch import account, work
    from resume.batch.job import Wish
    from resume.batch.pool import Limits, Pool
    from resume.batch.records import Wanted
    from resume.batch.run import Again, run, scratch
    from resume.batch.sources import sources as found

    if output == "-":
        raise Failure(NO_DASH)
    gc.enable()  # it lives longer than for one request
    address = chosen.pop("address")
    limits = Limits(chosen.pop("timeout"), chosen.pop("memory"))
    again = Again(chosen.pop("attempts"), chosen.pop("backoff"))
    records = Wanted(chosen.pop("identity"), _shape(chosen.pop("mapping")))
    wishes = wanted(**chosen)
    folder = Path(output)
    how = Wish(
        formats=tuple(dict.fromkeys(formats)) or ("pdf",),
        check=check,
        strict=strict,
        trim=trim,
        settings=wishes["settings"],
        overlays=wishes["overlays"],
        choice=wishes["choice"],
    )
    if report:
        _check_report(Path(report))
    ledger = opened(folder, make=True)
    ledger.begin(time.time())
    ledger.enlist(
        found(sources, folder, records),
        [*map(_steady, dict.fromkeys(themes))],
        _each(wishes["variants"]),
        _each(wishes["languages"], str.casefold),
        how,
        version("resume-builder"),
    )
    place = scratch(ledger, ledger.number)
    files.make_folder(place)
    crew: Pool | Cluster
    if address:
        crew = _cluster(address, limits)
    else:
        work.prepare()
        crew = Pool(work.work, jobs or processors(), limits, place)
    progress = Progress(ledger, folder)
    for settled in run(ledger, crew, again, time.time):
        progress.say(settled)
    crew.close()
    files.delete_folder(place)
    counts = ledger.counts()
    progress.end()
    if report:
        files.write(Path(report), account.lines(ledger.entries()))
    ledger.close()
    if counts["failed"]:
        sys.exit(FAILED)


def _each(names: tuple[str, ...], told: Callable[[str], str] = str) -> tuple[str, ...]:
    """Give each name once, as it is `told` from others; `all` has the others in it."""
    from resume.model.variants import ALL

    return (ALL,) if ALL in names else tuple({told(name): name for name in names}.values())


def _shape(mapping: str | None) -> "Mapping | None":
    """Read the file that says what columns are."""
    if mapping is None:
        return None
    from resume.source import compose, text

    diagnostics = Diagnostics()
    content = text.decode(files.read(Path(mapping)), mapping, diagnostics)
    shape = None if content is None else compose.parse(content, mapping, diagnostics, "write the keys of a résumé")
    show(diagnostics, "long")
    if shape is None or diagnostics.has_errors():
        sys.exit(FAILED)
    return shape


def _check_report(path: Path) -> None:
    """Refuse a place where a report would take another file's."""
    from resume.batch import account

    try:
        is_free = not path.exists() or (path.is_file() and account.is_report(path))
    except OSError as error:
        raise Failure(f"--report {path}: {files.reason(error)}") from None
    if not is_free:
        raise Failure(f"--report {path}: that is something else than a report; name another file")


def _cluster(address: str, limits: "Limits") -> "Cluster":
    from resume.batch.work import work

    try:
        from resume.batch.cluster import Cluster

        return Cluster(work, address, limits)
    except ModuleNotFoundError:
        raise Failure('--dask needs a package: pip install "resume-builder[dask]"') from None


def _steady(theme: str) -> str:
    """Name a theme so that it is found from any folder."""
    from resume.themes.shelf import named

    return str(Path(theme).resolve()) if named(theme).by_path else theme


def opened(folder: Path, *, make: bool = False) -> "Ledger":
    """Open the ledger of a batch."""
    from resume.batch.ledger import Ledger

    return Ledger(folder, make=make)


@click.group()
def jobs() -> None:
    """Look at the jobs of a batch, and let failed ones be tried again."""


FOLDER = click.argument("folder", default=OUTPUT, metavar="[FOLDER]", type=click.Path(path_type=Path))


@jobs.command()
@FOLDER
def status(folder: Path) -> None:
    """Count the jobs of the batch in FOLDER (default: output) by how far they are."""
    for state, count in opened(folder).counts().items():
        click.echo(f"{state} {count}")


@jobs.command("list")
@FOLDER
@click.option("--failed", is_flag=True, help="List the failed ones only, each with what is wrong with it.")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", help="How it is laid out.")
def list_(folder: Path, layout: str, *, failed: bool) -> None:
    """List the jobs of the batch in FOLDER (default: output), one a line."""
    from resume.batch import account
    from resume.batch.job import called
    from resume.batch.ledger import STATES
    from resume.report.terminal import printable

    entries = opened(folder).entries(("failed",) if failed else STATES)
    if layout == "json":
        for record in account.lines(entries):
            click.echo(record, nl=False)
        return
    for entry in entries:
        name = called(entry.place, entry.theme, entry.variant, entry.language)
        click.echo(printable(f"{entry.state} {name}"))
        for line in account.said(entry.said) if failed else ():
            click.echo(f"  {line}")


@jobs.command()
@FOLDER
@click.option("--all", "everything", is_flag=True, help="Those that are done too: all is built anew.")
def retry(folder: Path, *, everything: bool) -> None:
    """Let the failed jobs of the batch in FOLDER (default: output) be tried again by the next `resume batch`."""
    count = opened(folder).retry(("failed", "done") if everything else ("failed",))
    click.echo(f"{count} jobs wait again; the next `resume batch` does them", err=True)
