"""Makes a page that shows a résumé in every theme."""

import shlex
from dataclasses import dataclass, replace

from resume import exhibition
from resume.build import road
from resume.build.request import Request
from resume.diagnostics import Diagnostics
from resume.exhibition import Exhibit
from resume.themes.catalogue import Listed, catalogue
from resume.themes.shelf import Chosen


@dataclass(frozen=True, slots=True)
class Gallery:
    """The page, and the themes that have errors."""

    html: bytes
    broken: tuple[str, ...]


def gallery(request: Request, named: str, diagnostics: Diagnostics) -> Gallery | None:
    """Make the page of a request's source in every theme; where the source has errors, they are reported.

    `named` is how the command calls the source; nothing where it need not be named. Raises
    `files.FileError` and `engine.MissingLibraryError`.
    """
    source = road.read(request, diagnostics)
    if source is None:
        return None
    person = source.whole.resume.basics.name
    exhibits = [_exhibit(theme, request, person, named) for theme in catalogue(request.folder)]
    html = exhibition.page(f"Themes for {person}", "The first page of your résumé in each theme.", exhibits)
    return Gallery(html, tuple(exhibit.name for exhibit in exhibits if exhibit.errors))


def _exhibit(theme: Listed, request: Request, person: str, named: str) -> Exhibit:
    command = shlex.join(["resume", "build", *([named] if named else []), "-t", theme.name])
    alt = f"The first page of the résumé of {person} in the theme {theme.name}"
    exhibit = Exhibit(theme.name, alt, theme.description(Diagnostics()), command=command)
    outcome = road.make(replace(request, themes=(Chosen(theme.name),)))
    if errors := exhibition.errors(outcome.diagnostics):
        return replace(exhibit, errors=errors)
    [pdf] = outcome.made.values()
    exhibit, count = exhibition.drawn(exhibit, pdf)
    return replace(exhibit, facts=(exhibition.pages(count),))
