"""Walks the road from a source file to the files it becomes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Final

from pydantic_core import PydanticCustomError

from resume import files, naming
from resume.diagnostics import Diagnostics
from resume.fonts import package_folders
from resume.inspect import rules
from resume.inspect.evidence import Evidence
from resume.inspect.known import Known
from resume.model import settings
from resume.model.load import Loaded, load
from resume.model.places import Places
from resume.model.resume import CONTACT, SECTIONS
from resume.model.values import check_language, text_area
from resume.render import css, glyphs, html, pdf
from resume.render.pictures import pictures
from resume.source import compose, text
from resume.themes import load as themes
from resume.themes.load import Theme, Wishes
from resume.themes.shelf import Chosen
from resume.view import build as view
from resume.view import words
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
class Request:
    """What is to be built of which source.

    `file` is what diagnostics call the source, and `folder` what its relative paths refer to. Without
    `themes` and `languages` they are the source's own. `settings` are values, each `PATH=VALUE`, that
    take the place of the source's. `output` is a file, or with `to_folder` a folder.
    """

    source: bytes
    file: str
    folder: Path
    themes: tuple[Chosen, ...] = ()
    formats: tuple[str, ...] = ("pdf",)
    output: Path | None = None
    to_folder: bool = True
    check: bool = True
    strict: bool = False
    settings: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and what it was made of."""

    pdf: bytes
    known: Known


@dataclass(slots=True)
class Outcome:
    """What came of a request: what was made, where it was written, and all that is to be said.

    Where the request failed, nothing is made; `printed` are the PDFs all the same, for whoever judges them.
    """

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    made: dict[Path, bytes] = field(default_factory=dict)
    paths: list[Path] = field(default_factory=list)
    printed: dict[Path, Printed] = field(default_factory=dict)


def build(request: Request) -> Outcome:
    """Build what is asked for; either all files are written, or there are errors and none is.

    Raises `files.FileError` and `engine.MissingLibraryError`.
    """
    outcome = make(request)
    files.write_all(outcome.made)
    outcome.paths.extend(outcome.made)
    return outcome


def make(request: Request) -> Outcome:
    """Make what is asked for without writing it."""
    outcome = Outcome()
    loaded = read(request, outcome.diagnostics)
    if loaded is None:
        return outcome
    made: dict[Path, bytes] = {}
    for chosen in request.themes or (_own_theme(loaded),):
        for spoken in _languages(request, loaded, outcome.diagnostics):
            for path, content in _in_theme(chosen, spoken, request, loaded, outcome):
                if path in made:
                    message = f"two themes would write {path}; give one of them another `name`"
                    outcome.diagnostics.error("theme-name", message, chosen.span)
                made[path] = content
    if not outcome.diagnostics.has_errors(strict=request.strict):
        outcome.made = made
    return outcome


def read(request: Request, diagnostics: Diagnostics) -> Loaded | None:
    """Read and validate the source."""
    decoded = text.decode(request.source, request.file, diagnostics)
    root = compose.parse(decoded, request.file, diagnostics) if decoded is not None else None
    return load(settings.apply(root, request.settings, diagnostics), diagnostics) if root else None


def _own_theme(loaded: Loaded) -> Chosen:
    """Give the theme that the source chooses."""
    return Chosen(loaded.resume.theme.name or DEFAULT_THEME, loaded.places.span(("theme", "name")))


def _languages(request: Request, loaded: Loaded, diagnostics: Diagnostics) -> Iterator[Words]:
    """Give the words of each language wanted; of one that there is none of, those of English."""
    tags: list[str] = []
    for wanted in request.languages:
        try:
            tags.append(check_language(wanted))
        except PydanticCustomError as error:
            diagnostics.error("language-tag", f"--lang: {error.message()}")
    if not request.languages:
        tags.append(loaded.resume.language or words.ENGLISH)
    for tag in dict.fromkeys(tags):
        span = None if request.languages else loaded.places.span(("language",))
        found = words.find(tag)
        if found is None:
            message = f"there are no words for `{tag}`; headings and dates are in English"
            note = f"there are words for {', '.join(words.names())}"
            diagnostics.warning("unknown-language", message, span, notes=(note,))
            found = replace(words.english(), language=tag)
        yield found


def _in_theme(
    chosen: Chosen, spoken: Words, request: Request, loaded: Loaded, outcome: Outcome
) -> Iterator[tuple[Path, bytes]]:
    """Give the files of one theme and language; where something is wrong with them, errors are reported too."""
    resume, places, diagnostics = loaded.resume, loaded.places, outcome.diagnostics
    own = chosen.name == (resume.theme.name or DEFAULT_THEME)
    sections = (CONTACT, *SECTIONS, *resume.custom)
    wishes = Wishes(resume.theme.model_extra or {}, places, sections, theirs=own)
    theme = themes.load(chosen, request.folder, wishes, diagnostics)
    if theme is None:
        return
    before = len(diagnostics.items)
    spoken, page = seen(loaded, theme, spoken, diagnostics)
    texts = [*chain.from_iterable(chain.from_iterable(streams(page)))]
    further = glyphs.fallbacks(texts, theme.fonts, spoken, places, diagnostics)
    shown = pictures(resume.basics, spoken, theme, request.folder, places, diagnostics)
    markup = html.page(page, theme, spoken, shown, diagnostics)
    size, margin = resume.page.size or theme.page_size, resume.page.margin or theme.page_margin
    _check_measure(size, margin, loaded, diagnostics)
    if markup is None or any(item.severity == "error" for item in diagnostics.items[before:]):
        return
    sheets = css.sheets(theme, further, size, margin, diagnostics)
    if "html" in request.formats:
        yield _path(request, theme, page, "html"), html.with_styles(markup, sheets).encode()
    if "pdf" in request.formats:
        rendered = pdf.render(markup, sheets, [*theme.folders, *package_folders()], request.folder, diagnostics)
        if rendered is None:
            return
        _check_pages(rendered, loaded, diagnostics)
        _check_boxes(rendered.beyond, texts, places, diagnostics)
        path, known = _path(request, theme, page, "pdf"), Known(page, spoken, places)
        if request.check:
            rules.check(Evidence(str(path), rendered.pdf, thorough=False), known, diagnostics)
        outcome.printed[path] = Printed(rendered.pdf, known)
        yield path, rendered.pdf


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


def _path(request: Request, theme: Theme, page: View, extension: str) -> Path:
    """Say where a file goes; a folder that takes several themes or languages has a folder for each."""
    if request.output and not request.to_folder:
        return request.output
    folder = request.output or OUTPUT
    name = f"{naming.file_name(page.name)}.{extension}"
    how = f"{theme.name}-{page.language}" if request.languages else theme.name
    alone = request.output is not None and max(len(request.themes), len(request.languages)) <= 1
    return folder / name if alone else folder / how / name
