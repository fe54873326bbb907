"""Sets one résumé in one theme and language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from resume import naming
from resume.build.request import Outcome, Printed, Request
from resume.diagnostics import Diagnostics
from resume.fonts import package_folders
from resume.inspect import leaks, rules
from resume.inspect.evidence import Evidence
from resume.inspect.known import Known
from resume.model.load import Loaded
from resume.model.places import Places
from resume.model.resume import CONTACT, SECTIONS
from resume.model.values import text_area
from resume.model.variants import ALL
from resume.render import css, glyphs, html, pdf
from resume.render.css import Sheet
from resume.render.pictures import pictures
from resume.tailor.tailor import Tailored
from resume.themes import load as themes
from resume.themes.load import Theme, Wishes
from resume.themes.shelf import Chosen
from resume.view import build as view
from resume.view.build import Placement
from resume.view.page import Text, View
from resume.view.reading import streams
from resume.view.words import Words

DEFAULT_THEME: Final = "classic"
OUTPUT: Final = Path("output")

LEAST_MEASURE: Final = 50
"""Millimetres of a line; what is narrower has no room for a title and its date."""

MARKS: Final = " ,:;·()"
"""What a theme puts between texts."""

LEAST_FILL: Final = 0.15
"""The share of its height that text takes on a last page worth having."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A résumé as a page of a theme: `markup` and `sheets` are what WeasyPrint is given."""

    theme: Theme
    words: Words
    view: View
    markup: str
    sheets: list[Sheet]


def own_theme(loaded: Loaded) -> Chosen:
    """Give the theme that the source chooses."""
    return Chosen(loaded.resume.theme.name or DEFAULT_THEME, loaded.places.span(("theme", "name")))


def in_theme(
    chosen: Chosen, spoken: Words, request: Request, tailored: Tailored, outcome: Outcome
) -> Iterator[tuple[Path, bytes]]:
    """Give the files of one theme and language; where something is wrong with them, errors are reported too."""
    diagnostics, loaded = outcome.diagnostics, tailored.loaded
    page = typeset(chosen, spoken, loaded, request.folder, diagnostics)
    if page is None:
        return
    if "html" in request.formats:
        path = _path(request, page, tailored.variant, "html")
        content = html.with_styles(page.markup, page.sheets).encode()
        leaks.check(tailored.secrets, str(path), content, diagnostics)
        yield path, content
    if "pdf" in request.formats:
        rendered = printed(page, loaded, request.folder, diagnostics)
        if rendered is None:
            return
        path = _path(request, page, tailored.variant, "pdf")
        known = Known(page.view, page.words, loaded.places)
        if request.check:
            rules.check(Evidence(str(path), rendered.pdf, thorough=False), known, diagnostics)
        leaks.check(tailored.secrets, str(path), rendered.pdf, diagnostics)
        outcome.printed[path] = Printed(rendered.pdf, known, loaded)
        yield path, rendered.pdf


def typeset(chosen: Chosen, spoken: Words, loaded: Loaded, folder: Path, diagnostics: Diagnostics) -> Typeset | None:
    """Set a résumé in a theme; where it cannot be, errors are reported. `folder` is the source's."""
    resume, places = loaded.resume, loaded.places
    own = chosen.name == own_theme(loaded).name
    sections = (CONTACT, *SECTIONS, *resume.custom)
    wishes = Wishes(resume.theme.model_extra or {}, places, sections, theirs=own)
    theme = themes.load(chosen, folder, wishes, diagnostics)
    if theme is None:
        return None
    before = len(diagnostics.items)
    spoken, page = seen(loaded, theme, spoken, diagnostics)
    further = glyphs.fallbacks(texts(page), theme.fonts, spoken, places, diagnostics)
    shown = pictures(resume.basics, spoken, theme, folder, places, diagnostics)
    markup = html.page(page, theme, spoken, shown, diagnostics)
    size, margin = resume.page.size or theme.page_size, resume.page.margin or theme.page_margin
    _check_measure(size, margin, loaded, diagnostics)
    if markup is None or any(item.severity == "error" for item in diagnostics.items[before:]):
        return None
    return Typeset(theme, spoken, page, markup, css.sheets(theme, further, size, margin, diagnostics))


def printed(page: Typeset, loaded: Loaded, folder: Path, diagnostics: Diagnostics) -> pdf.Rendered | None:
    """Lay a page out, and report what does not fit."""
    fonts = [*page.theme.folders, *package_folders()]
    rendered = pdf.render(page.markup, page.sheets, fonts, folder, diagnostics)
    if rendered is not None:
        _check_pages(rendered, loaded, diagnostics)
        _check_boxes(rendered.beyond, texts(page.view), loaded.places, diagnostics)
    return rendered


def texts(page: View) -> list[Text]:
    """Give all texts of a page."""
    return [*chain.from_iterable(chain.from_iterable(streams(page)))]


def seen(loaded: Loaded, theme: Theme, spoken: Words, diagnostics: Diagnostics) -> tuple[Words, View]:
    """Give what a theme sees of a résumé: the words in its style, and the texts where it puts them."""
    spoken = spoken.in_style(theme.options.get("date-style", spoken.style))
    placement = Placement(theme.sections("first"), theme.sections("sidebar"))
    return spoken, view.build(loaded.resume, spoken, loaded.places, diagnostics, placement)


def _check_measure(size: str, margin: str, loaded: Loaded, diagnostics: Diagnostics) -> None:
    if min(area := text_area(size, margin)) < LEAST_MEASURE:
        message = (
            f"margins of {margin} leave {area[0]:.0f} by {area[1]:.0f} mm of the page; "
            f"text needs {LEAST_MEASURE} mm each way"
        )
        diagnostics.error("page-margin", message, loaded.places.span(("page", "margin")))


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
