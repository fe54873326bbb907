"""The command `resume themes`: lists and shows themes, starts new ones, finds what breaks in them."""

import sys
from pathlib import Path

import click

from resume import files
from resume.cli.status import FAILED
from resume.cli.terminal import SOURCE, Failure, read, show, target
from resume.diagnostics import Diagnostics, did_you_mean

GALLERY = "output/gallery.html"
YOURS = "yours: "
"""What stands before the description of a theme that is not built in."""


@click.group()
def themes() -> None:
    """List themes, look at them, start one of your own, find what breaks in it."""


@themes.command("list")
@click.argument(
    "folder", default=".", metavar="[FOLDER]", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
def list_(folder: Path) -> None:
    """List the themes that a résumé in FOLDER (default: here) can be built in.

    Prints one a line, with what it is for: first your own, those in FOLDER/themes, then the built-in ones.
    """
    from resume.report.terminal import printable
    from resume.themes.catalogue import catalogue

    diagnostics = Diagnostics()
    listed = [(theme, theme.description(diagnostics)) for theme in catalogue(folder)]
    width = max(len(theme.name) for theme, _ in listed)
    for theme, description in listed:
        about = description or "its theme.yaml has errors"
        click.echo(printable(f"{theme.name:<{width}}  {YOURS if theme.is_own else ''}{about}"))
    _end(diagnostics)


@themes.command("show")
@click.argument("name")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", help="How to lay it out.")
def show_(name: str, layout: str) -> None:
    """Show what the theme NAME is, and what can be chosen of it.

    NAME may be a theme's folder, with a slash in it.
    """
    import json

    from resume.report.terminal import printable
    from resume.themes import datasheet
    from resume.themes.catalogue import unchanged
    from resume.themes.shelf import named

    diagnostics = Diagnostics()
    theme = unchanged(named(name), Path(), diagnostics)
    if theme and layout == "json":
        click.echo(json.dumps(datasheet.data(theme), ensure_ascii=False, indent=2))
    elif theme:
        for line in datasheet.text(theme).splitlines():
            click.echo(printable(line))
    _end(diagnostics)


@themes.command()
@click.argument("name")
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path(path_type=Path))
@click.option("--from", "parent", default="modern", metavar="THEME", help="The theme to extend. Default: modern.")
def new(name: str, folder: Path, parent: str) -> None:
    """Start a theme NAME in FOLDER/themes (default: here), which extends another one.

    It looks like that one, and builds at once. Its files show all that can be changed.
    """
    from resume.themes import scaffold
    from resume.themes.catalogue import unchanged
    from resume.themes.manifest import MANIFEST, NAME
    from resume.themes.shelf import BASE, Chosen, builtin_names

    if not NAME.match(name):
        raise Failure(f"`{name}` is not a name of letters, digits, `-` and `_`")
    if name in {BASE, *builtin_names()}:
        raise Failure(f"there is a built-in theme `{name}`; choose another name")
    place = folder / "themes" / name
    if place.exists() or place.is_symlink():
        raise Failure(f"cannot write {place}: it is there already, and is left as it is")
    diagnostics = Diagnostics()
    extended = unchanged(Chosen(parent), folder, diagnostics)
    if extended is None:
        _end(diagnostics)
        return
    contents = scaffold.contents(name, extended)
    for path in files.write_new(place, {file: text.encode() for file, text in contents.items()}):
        click.echo(path)
    source = "" if folder == Path() else f" {folder}"
    click.echo(f"Next: edit {place / MANIFEST}, then run `resume build{source} -t {name}`.", err=True)


@themes.command()
@click.argument("source", default=SOURCE, metavar="[SOURCE]")
@click.option("-o", "--output", default=GALLERY, metavar="FILE", help=f"Where the page goes. Default: {GALLERY}.")
def gallery(source: str, output: str) -> None:
    """Make a web page that shows SOURCE (default: resume.yaml; `-` is standard input) in every theme.

    The page is one file. It exits with 1 where a theme has errors, which the page then shows.
    """
    from resume.build.request import Request
    from resume.gallery import gallery as made

    content, file, folder = read(source)
    path = target(output, Path(GALLERY).name, file)
    diagnostics = Diagnostics()
    page = made(Request(content, file, folder), "" if source == SOURCE else source, diagnostics)
    if page:
        files.write(path, page.html)
        click.echo(path)
        for theme in page.broken:
            click.echo(f"the theme {theme} has errors, which the page shows", err=True)
    _end(diagnostics, failed=page is None or bool(page.broken))


@themes.command()
@click.argument("name")
@click.option("-c", "--case", "cases", multiple=True, metavar="RÉSUMÉ", help="One of its résumés; repeatable.")
def check(name: str, cases: tuple[str, ...]) -> None:
    """Build résumés that are hard to lay out in the theme NAME, and say what breaks.

    NAME may be a theme's folder, with a slash in it. Each résumé is built on a4 and on letter. Exits with
    1 where anything breaks.
    """
    from resume import stress
    from resume.themes.shelf import named

    known = stress.names()
    for case in cases:
        if case not in known:
            hint = did_you_mean(case, known, f"there are {', '.join(known)}")
            raise Failure(f"there is no stress résumé `{case}`; {hint}")
    strained = stress.strain(named(name), Path(), dict.fromkeys(cases) or known)
    if strained.theme and not stress.knows_conformance():
        click.echo(f"PDF/UA is not checked; `pip install {stress.CHECKER}` installs what checks it", err=True)
    show(strained.diagnostics, "long")
    if strained.diagnostics.items:
        if strained.theme:
            click.echo(f"the stress résumés are in {stress.FOLDER}", err=True)
        sys.exit(FAILED)
    number = len(strained.cases)
    click.echo(f"{strained.theme}: {number} résumé{'s' * (number != 1)}, nothing broken", err=True)


def _end(diagnostics: Diagnostics, *, failed: bool = False) -> None:
    """Say what is to be said, and end the process where something failed."""
    show(diagnostics, "long")
    if failed or diagnostics.has_errors():
        sys.exit(FAILED)
