"""The subcommand that reads the files of other tools: `resume import`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from resume import files
from resume.cli.status import FAILED
from resume.cli.terminal import SOURCE, Failure, read, show, target

if TYPE_CHECKING:
    from resume.importers.imported import Imported


@click.command("import")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Where the résumé goes (default: standard output).")
@click.option("--into", metavar="FILE", help="Add publications (BibTeX) to this résumé, and change nothing else of it.")
@click.option("--force", is_flag=True, help="Let -o and --report-file take the place of a file that is there.")
@click.option(
    "--report", "layout", type=click.Choice(["text", "json"]), default="text", help="How losses and changes are said."
)
@click.option("--report-file", metavar="FILE", help="Where they are said, in place of standard error.")
def import_(
    file: str, output: str | None, into: str | None, *, force: bool, layout: str, report_file: str | None
) -> None:
    """Read FILE (`-` is standard input), written by another tool, as a resume.yaml.

    It may be JSON Resume, RenderCV, YAMLResume, LinkedIn's export as a ZIP archive, BibTeX, or a PDF of
    `resume build --embed`; its content says which. What of it has no place in a résumé, or another one, is
    said on standard error.
    """
    from resume.importers import imported
    from resume.importers.account import as_json, as_text

    if output and into:
        raise Failure("-o makes a new file, --into changes one that is there; give one of them")
    place = target(output, SOURCE) if output not in {None, "-"} else None
    report = Path(report_file) if report_file else None
    others = [path for path in (Path(file), Path(into) if into else None, place) if path]
    if report and any(report == path or files.is_same(report, path) for path in others):
        raise Failure(f"{report} is another file of this command; the report wants one of its own")
    for path in filter(None, (place, report)):
        if path.exists() and not force:
            raise Failure(f"cannot write {path}: it is there already; --force replaces it")
    content, name, _ = read(file)
    found = imported.read(content, name)
    text = _added(found, Path(into)) if into else found.text()
    show(found.report.diagnostics, "long")
    if found.report.diagnostics.has_errors() or text is None or found.kind is None:
        sys.exit(FAILED)
    account = as_json if layout == "json" else as_text
    said = account(found.kind, found.report.notes)
    place = Path(into) if into else place
    made = {path: content.encode() for path, content in ((place, text), (report, f"{said}\n")) if path}
    if not report:
        click.echo(said, err=True)
    files.write_all(made)
    click.echo(place or text, nl=place is not None)


def _added(found: "Imported", into: Path) -> str | None:
    """Give the text of a résumé with the publications of a file in it."""
    from resume.importers import addition
    from resume.source.nodes import Sequence
    from resume.source.text import decode

    if found.report.diagnostics.has_errors():
        return None
    if found.kind != "bibtex":
        raise Failure("--into adds publications; this file is no BibTeX")
    before = decode(files.read(into), str(into), found.report.diagnostics)
    wanted = found.resume.get("publications") if found.resume else None
    if before is None or not isinstance(wanted, Sequence):
        return before
    added = addition.add(before, str(into), wanted, found.report.diagnostics)
    found.report.notes += added.notes
    return added.text
