"""Makes the files of one résumé in one theme and language."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from resume import naming
from resume.build.page import Typeset, texts, typeset
from resume.build.request import Outcome, Printed, Request
from resume.diagnostics import Diagnostics
from resume.fonts import package_folders
from resume.inspect import rules
from resume.inspect.evidence import Evidence
from resume.inspect.known import Known
from resume.model.load import Loaded
from resume.model.places import Places
from resume.render import html, pdf
from resume.themes.shelf import Chosen
from resume.view.page import Text
from resume.view.words import Words

OUTPUT: Final = Path("output")

MARKS: Final = " ,:;·()"
"""What a theme puts between texts."""

LEAST_FILL: Final = 0.15
"""The share of its height that text takes on a last page worth having."""


def in_theme(
    chosen: Chosen, spoken: Words, request: Request, loaded: Loaded, outcome: Outcome
) -> Iterator[tuple[Path, bytes]]:
    """Give the files of one theme and language; where something is wrong with them, errors are reported too."""
    diagnostics = outcome.diagnostics
    page = typeset(chosen, spoken, loaded, request.folder, diagnostics)
    if page is None:
        return
    if "html" in request.formats:
        yield _path(request, page, "html"), html.with_styles(page.markup, page.styles).encode()
    if "pdf" in request.formats:
        rendered = printed(page, loaded, request.folder, diagnostics)
        if rendered is None:
            return
        path, known = _path(request, page, "pdf"), Known(page.view, page.words, loaded.places)
        if request.check:
            rules.check(Evidence(str(path), rendered.pdf, thorough=False), known, diagnostics)
        outcome.printed[path] = Printed(rendered.pdf, known)
        yield path, rendered.pdf


def printed(page: Typeset, loaded: Loaded, folder: Path, diagnostics: Diagnostics) -> pdf.Rendered | None:
    """Lay a page out, and report what does not fit."""
    fonts = [*page.theme.folders, *package_folders()]
    rendered = pdf.render(page.markup, page.styles, fonts, folder, diagnostics)
    if rendered is not None:
        _check_pages(rendered, loaded, diagnostics)
        _check_boxes(rendered.beyond, texts(page.view), loaded.places, diagnostics)
    return rendered


def _check_pages(rendered: pdf.Rendered, loaded: Loaded, diagnostics: Diagnostics) -> None:
    """Check that the pages are as many as there may be, and that the last one is worth its paper."""
    limit = loaded.resume.page.limit
    if limit is not None and rendered.pages > limit:
        message = f"the résumé has {rendered.pages} pages, but `limit` is {limit}"
        diagnostics.error("page-limit", message, loaded.places.span(("page", "limit")))
    elif rendered.pages > 1 and rendered.last.share < LEAST_FILL:
        lines = "1 line is" if rendered.last.lines == 1 else f"{rendered.last.lines} lines are"
        message = f"page {rendered.pages} is {rendered.last.share:.0%} full: {lines} over"
        diagnostics.warning(
            "page-fill", message, hint="shorten the text, or choose a smaller `density`, `size` or `margin`"
        )


def _check_boxes(beyond: Iterable[str], texts: Iterable[Text], places: Places, diagnostics: Diagnostics) -> None:
    """Report what stands out of its page or column."""
    whole = [(" ".join(str(text).split()).casefold(), text) for text in texts]
    for cut in filter(lambda cut: cut.strip(MARKS), beyond):
        holding = [(len(said), text.path) for said, text in whole if cut.strip(MARKS).casefold() in said]
        path = min(holding, key=lambda found: found[0])[1] if holding else ()
        span = places.span(path) if path else None
        message = f'"{cut}" does not fit its line: it is cut off, or printed over what stands beside it'
        diagnostics.error(
            "text-overflow", message, span, hint="shorten it, or choose a smaller `size` or another theme"
        )


def _path(request: Request, page: Typeset, extension: str) -> Path:
    """Say where a file goes; a folder that takes several themes or languages has a folder for each."""
    if request.output and not request.to_folder:
        return request.output
    folder = request.output or OUTPUT
    name = f"{naming.file_name(page.view.name)}.{extension}"
    how = f"{page.theme.name}-{page.view.language}" if request.languages else page.theme.name
    alone = request.output is not None and max(len(request.themes), len(request.languages)) <= 1
    return folder / name if alone else folder / how / name
