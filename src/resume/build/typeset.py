"""Makes the files of one résumé in one theme and language."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from resume import naming
from resume.build.fit import fitted
from resume.build.page import Typeset, texts, typeset
from resume.build.request import Outcome, Printed, Request
from resume.diagnostics import Diagnostics
from resume.fonts import package_folders
from resume.inspect import leaks, rules
from resume.inspect.evidence import Evidence
from resume.inspect.known import Known
from resume.model.load import Loaded
from resume.model.places import Places
from resume.model.variants import ALL
from resume.render import html, pdf
from resume.tailor.tailor import Tailored
from resume.themes.shelf import Chosen
from resume.view.page import Text
from resume.view.words import Words

OUTPUT: Final = Path("output")

MARKS: Final = " ,:;·()"
"""What a theme puts between texts."""

LEAST_FILL: Final = 0.15
"""The share of its height that text takes on a last page worth having."""


def in_theme(
    chosen: Chosen, spoken: Words, request: Request, tailored: Tailored, outcome: Outcome
) -> Iterator[tuple[Path, bytes]]:
    """Give the files of one theme and language; where something is wrong with them, errors are reported too."""
    diagnostics, loaded = outcome.diagnostics, tailored.loaded
    page = typeset(chosen, spoken, loaded, request.folder, diagnostics)
    if page is None:
        return
    rendered = None
    if loaded.resume.page.limit is not None or "pdf" in request.formats:
        page, rendered = printed(page, loaded, request, diagnostics)
        if rendered is None:
            return
    if "html" in request.formats:
        path = _path(request, page, tailored.variant, "html")
        content = html.with_styles(page.markup, page.styles).encode()
        leaks.check(tailored.secrets, str(path), content, diagnostics)
        yield path, content
    if rendered is not None and "pdf" in request.formats:
        path = _path(request, page, tailored.variant, "pdf")
        known = Known(page.view, page.words, loaded.places)
        if request.check:
            rules.check(Evidence(str(path), rendered.pdf, thorough=False), known, diagnostics)
        leaks.check(tailored.secrets, str(path), rendered.pdf, diagnostics)
        outcome.printed[path] = Printed(rendered.pdf, known, loaded, rendered.layouts)
        yield path, rendered.pdf


def printed(
    page: Typeset, loaded: Loaded, request: Request, diagnostics: Diagnostics
) -> tuple[Typeset, pdf.Rendered | None]:
    """Lay a page out, and report what does not fit; give the page that was laid out, which a limit may change."""
    fonts = package_folders()
    if loaded.resume.page.limit is None:
        folders = [*page.theme.folders, *fonts]
        rendered = pdf.render(page.markup, page.styles, folders, request.folder, diagnostics)
    else:
        done = fitted(page, loaded, request.folder, fonts, diagnostics, trim=request.trim)
        page, rendered = done or (page, None)
    if rendered is not None:
        _check_fill(rendered, loaded.resume.page.limit, diagnostics)
        _check_boxes(rendered.beyond, texts(page.view), loaded.places, diagnostics)
    return page, rendered


def _check_fill(rendered: pdf.Rendered, limit: int | None, diagnostics: Diagnostics) -> None:
    """Check that the last page is worth its paper; of one too many it is said already."""
    is_within = limit is None or rendered.pages <= limit
    if is_within and rendered.pages > 1 and rendered.last.share < LEAST_FILL:
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


def _path(request: Request, page: Typeset, variant: str, extension: str) -> Path:
    """Say where a file goes; a folder that takes several themes, variants or languages has a folder for each."""
    if request.output and not request.to_folder:
        return request.output
    folder = request.output or OUTPUT
    name = f"{naming.file_name(page.view.name)}.{extension}"
    how = "-".join(filter(None, (page.theme.name, variant, page.view.language if request.languages else "")))
    several = max(map(len, (request.themes, request.variants, request.languages))) > 1
    several = several or ALL in (*request.variants, *request.languages)
    alone = request.output is not None and not several and not request.apart
    return folder / name if alone else folder / how / name
