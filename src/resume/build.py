"""Walks the road from a source file to the files it becomes."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from resume import files, themes
from resume.diagnostics import Diagnostics
from resume.fonts import package_folder
from resume.inspect.proof import prove
from resume.inspect.readers import stream_order
from resume.model.load import Loaded, load
from resume.model.values import text_area
from resume.render import css, glyphs, html, pdf
from resume.source import compose, text
from resume.themes import Chosen, Theme
from resume.view import build as view
from resume.view.page import View
from resume.view.reading import groups
from resume.view.words import ENGLISH

DEFAULT_THEME: Final = "classic"
OUTPUT: Final = Path("output")

LATIN: Final = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "\u0131": "i"}
)
"""Latin letters that Unicode does not take apart into ASCII and a mark."""
LEAST_MEASURE: Final = 50
"""Millimetres of a line; what is narrower has no room for a title and its date."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built of which source.

    `file` is what diagnostics call the source, and `folder` what its relative paths refer to. Without
    `themes` it is the source's own theme. `output` is a file, or with `to_folder` a folder.
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


@dataclass(slots=True)
class Outcome:
    """What came of a request: the files written, none where it failed, and all that is to be said."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    text: str = ""
    paths: list[Path] = field(default_factory=list)


def build(request: Request) -> Outcome:
    """Build what is asked for; either all files are written, or there are errors and none is.

    Raises `files.FileError` and `engine.MissingLibraryError`.
    """
    outcome = Outcome()
    loaded = read(request, outcome)
    if loaded is None:
        return outcome
    page = view.build(loaded.resume, ENGLISH, loaded.places, outcome.diagnostics)
    if outcome.diagnostics.has_errors(strict=request.strict):
        return outcome
    made: dict[Path, bytes] = {}
    for chosen in request.themes or (_own_theme(loaded),):
        for path, content in _in_theme(chosen, request, loaded, page, outcome.diagnostics):
            if path in made:
                message = f"two themes would write {path}; give one of them another `name`"
                outcome.diagnostics.error("theme-name", message, chosen.span)
            made[path] = content
    if not outcome.diagnostics.has_errors(strict=request.strict):
        files.write_all(made)
        outcome.paths.extend(made)
    return outcome


def read(request: Request, outcome: Outcome) -> Loaded | None:
    """Read and validate the source."""
    decoded = text.decode(request.source, request.file, outcome.diagnostics)
    outcome.text = decoded if decoded is not None else request.source.decode(errors="replace")
    root = compose.parse(decoded, request.file, outcome.diagnostics) if decoded is not None else None
    return load(root, outcome.text, outcome.diagnostics) if root else None


def file_name(name: str) -> str:
    """Make the name, without ending, of a file that recruiters see: `Given-Family-Resume`.

    It is ASCII where the whole name can be written so; upload forms want that.
    """
    latin = unicodedata.normalize("NFKD", name.translate(LATIN))
    words = _words("".join(c for c in latin if not unicodedata.combining(c)))
    if not all(map(str.isascii, words)):
        words = _words(unicodedata.normalize("NFC", name))
    return "-".join([*words, ENGLISH.document])


def _words(text: str) -> list[str]:
    """Split a text at all but letters, digits and the marks on them, which in India's scripts are vowels."""
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()


def _own_theme(loaded: Loaded) -> Chosen:
    """Give the theme that the source chooses."""
    return Chosen(loaded.resume.theme.name or DEFAULT_THEME, loaded.places.span(("theme", "name")))


def _in_theme(
    chosen: Chosen, request: Request, loaded: Loaded, page: View, diagnostics: Diagnostics
) -> Iterator[tuple[Path, bytes]]:
    """Give the files of one theme; where something is wrong with them, errors are reported too."""
    resume = loaded.resume
    own = chosen.name == (resume.theme.name or DEFAULT_THEME)
    options = resume.theme.model_extra or {}
    theme = themes.load(chosen, request.folder, options, loaded.places, diagnostics, theirs=own)
    if theme is None:
        return
    reading = [*groups(page)]
    known = len(diagnostics.items)
    further = glyphs.fallbacks(chain.from_iterable(reading), theme.fonts, loaded.places, diagnostics)
    markup = html.page(page, theme, ENGLISH, diagnostics)
    if markup is None or any(item.severity == "error" for item in diagnostics.items[known:]):
        return
    size, margin = resume.page.size or theme.page_size, resume.page.margin or theme.page_margin
    if min(area := text_area(size, margin)) < LEAST_MEASURE:
        message = (
            f"the margins leave {area[0]:.0f} by {area[1]:.0f} mm for text; {LEAST_MEASURE} mm each way is the least"
        )
        diagnostics.error("page-margin", message, loaded.places.span(("page", "margin")))
        return
    sheets = css.sheets(theme, further, size, margin)
    if "html" in request.formats:
        yield _path(request, theme, page, "html"), html.with_styles(markup, sheets).encode()
    if "pdf" in request.formats:
        fonts = [package_folder(package) for package in ("rendercv_fonts", "manimgx_fonts")]
        rendered = pdf.render(markup, sheets, [*theme.folders, *fonts], request.folder, diagnostics)
        if rendered is None:
            return
        _check_pages(rendered.pages, loaded, diagnostics)
        if request.check:
            prove(reading, stream_order(rendered.pdf), loaded.places, diagnostics)
        yield _path(request, theme, page, "pdf"), rendered.pdf


def _check_pages(pages: int, loaded: Loaded, diagnostics: Diagnostics) -> None:
    limit = loaded.resume.page.limit
    if limit is not None and pages > limit:
        message = f"the résumé has {pages} pages, but `limit` is {limit}"
        diagnostics.error("page-limit", message, loaded.places.span(("page", "limit")))


def _path(request: Request, theme: Theme, page: View, extension: str) -> Path:
    """Say where a file goes; a folder that takes several themes has a folder for each."""
    if request.output and not request.to_folder:
        return request.output
    folder = request.output or OUTPUT
    name = f"{file_name(page.name)}.{extension}"
    return folder / theme.name / name if request.output is None or len(request.themes) > 1 else folder / name
