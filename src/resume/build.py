"""Walks the road from a source file to the files it becomes."""

import re
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
from resume.render import css, glyphs, html, pdf
from resume.source import compose, text
from resume.themes import Chosen, Theme
from resume.view import build as view
from resume.view.page import View
from resume.view.reading import groups
from resume.view.words import ENGLISH

DEFAULT_THEME: Final = "classic"
OUTPUT: Final = Path("output")


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
    if loaded is None or loaded.resume is None:
        return outcome
    page = view.build(loaded.resume, ENGLISH, loaded.places, outcome.diagnostics)
    if outcome.diagnostics.has_errors(strict=request.strict):
        return outcome
    made: dict[Path, bytes] = {}
    for chosen in request.themes or (_own_theme(loaded),):
        made |= _in_theme(chosen, request, loaded, page, outcome.diagnostics)
    if not outcome.diagnostics.has_errors(strict=request.strict):
        for path, content in made.items():
            files.write(path, content)
            outcome.paths.append(path)
    return outcome


def read(request: Request, outcome: Outcome) -> Loaded | None:
    """Read and validate the source."""
    decoded = text.decode(request.source, request.file, outcome.diagnostics)
    outcome.text = decoded if decoded is not None else request.source.decode(errors="replace")
    root = compose.parse(decoded, request.file, outcome.diagnostics) if decoded is not None else None
    return load(root, outcome.text, outcome.diagnostics) if root else None


def file_name(name: str) -> str:
    """Make the name, without ending, of a file that recruiters see: `Given-Family-Resume`.

    It is ASCII where the name can be written so; upload forms want that.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[^\W_]+", plain if re.search(r"[A-Za-z]", plain) else name)
    return "-".join([*words, ENGLISH.document])


def _own_theme(loaded: Loaded) -> Chosen:
    """Give the theme that the source chooses."""
    name = loaded.resume.theme.name if loaded.resume else None
    return Chosen(name or DEFAULT_THEME, loaded.places.span(("theme", "name")))


def _in_theme(
    chosen: Chosen, request: Request, loaded: Loaded, page: View, diagnostics: Diagnostics
) -> Iterator[tuple[Path, bytes]]:
    """Give the files of one theme; where something is wrong with them, errors are reported too."""
    resume = loaded.resume
    assert resume is not None
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
    sheets = css.sheets(theme, further, resume.page.size or theme.page_size, resume.page.margin or theme.page_margin)
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
    limit = loaded.resume.page.limit if loaded.resume else None
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
