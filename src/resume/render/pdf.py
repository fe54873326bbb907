"""Lays a page out with WeasyPrint and paints it as PDF/UA-1."""

import logging
import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from resume import files
from resume.diagnostics import Diagnostics, Span
from resume.render import geometry
from resume.render.css import Sheet
from resume.render.engine import weasyprint
from resume.render.fetch import fetcher
from resume.render.geometry import LastPage
from resume.source.text import LINE_BREAK

VARIANT = "pdf/ua-1"
"""PDF/UA-1, ISO 14289-1:2014."""

IGNORED = ("Ignored `%s:%s` at %d:%d, %s.", "Ignored `%s: %s` at %d:%d, %s.")
NOTDEF = ".notdef glyph rendered"
UNLOADED = "Failed to load"
"""The beginnings of WeasyPrint's log templates that are told apart."""

UNMAPPED, JOINER = b"> <>", b"> <200d>"
"""How a ToUnicode map (ISO 32000-2 §9.10.3) gives a glyph no character, and the zero-width joiner."""

DATA = (".yaml", ".json")
"""The endings of files that load nothing themselves."""

PLACEHOLDER = re.compile("%[rsd]|%04X")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF with its number of pages, what the last one holds, and the texts that do not fit their place.

    `layouts` is how many times the page was laid out for it.
    """

    pdf: bytes
    pages: int
    last: LastPage
    beyond: list[str]
    layouts: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as WeasyPrint laid it out, and what was said meanwhile."""

    document: Any
    pages: int
    last: LastPage
    said: Diagnostics

    @property
    def fill(self) -> float:
        """How much is taken, in pages: those before the last one, and the last one's share."""
        return self.pages - 1 + min(self.last.share, 1)


@dataclass(slots=True)
class Press:
    """What several layouts of a page have in common: fonts, and the parsed sheets that stay as they are."""

    fonts: Any
    styles: list[Any]
    fetch: Any
    base: str
    diagnostics: Diagnostics
    layouts: int = 0

    def layout(self, html: str, settings: Sheet | None = None) -> Layout | None:
        """Lay a page out, with `settings` before the sheets that stay; `write` reports what was said of it."""
        made: Layout | None = None
        said = Diagnostics(texts=self.diagnostics.texts)
        self.layouts += 1
        with _Failures(self.diagnostics), _listening("", said):
            styles = [_parsed(settings, self.fetch, self.fonts), *self.styles] if settings else self.styles
            page = weasyprint().HTML(string=html, base_url=self.base, url_fetcher=self.fetch)
            document = page.render(font_config=self.fonts, stylesheets=styles, pdf_variant=VARIANT)
            made = Layout(document, len(document.pages), geometry.last_page(document), said)
        if made is None:
            self.diagnostics.items += said.items
        return made

    def write(self, layout: Layout) -> Rendered | None:
        """Write a layout as PDF, and report what was said of it."""
        made = None
        with _Failures(self.diagnostics), _listening("", layout.said):
            out = geometry.beyond(layout.document)
            content = layout.document.write_pdf(finisher=_readable, pdf_variant=VARIANT)
            made = Rendered(content, layout.pages, layout.last, out, self.layouts)
        self.diagnostics.items += layout.said.items
        return made


@contextmanager
def press(
    sheets: Sequence[Sheet], folders: Sequence[Path], beside: Path, diagnostics: Diagnostics
) -> Iterator[Press | None]:
    """Give what lays pages out by some sheets; nothing where WeasyPrint fails on one. What it says of them is reported.

    A page may load files of `folders` and of `beside`, the source's folder, to which its relative
    URLs refer. Raises `MissingLibraryError`.
    """
    weasyprint()
    fetch = fetcher([*folders, beside])
    with _fonts() as fonts:
        made = None
        with _Failures(diagnostics):
            styles = []
            for sheet in sheets:
                with _listening(sheet.file, diagnostics):
                    styles.append(_parsed(sheet, fetch, fonts))
            made = Press(fonts, styles, fetch, f"{beside.absolute().as_uri()}/", diagnostics)
        yield made


def render(
    html: str, sheets: Sequence[Sheet], folders: Sequence[Path], beside: Path, diagnostics: Diagnostics
) -> Rendered | None:
    """Make the PDF of a page, as `press` says; what WeasyPrint says of a sheet or a picture is reported."""
    with press(sheets, folders, beside, diagnostics) as pressing:
        layout = pressing.layout(html) if pressing else None
        return pressing.write(layout) if pressing and layout else None


def _parsed(sheet: Sheet, fetch: Any, fonts: Any) -> Any:
    base = f"{sheet.folder.absolute().as_uri()}/"
    return weasyprint().CSS(string=sheet.text, base_url=base, url_fetcher=fetch, font_config=fonts)


@dataclass(frozen=True, slots=True)
class _Failures(AbstractContextManager[None, bool]):
    """Reports whatever WeasyPrint raises: a theme is data, and can drive it into any of its faults."""

    diagnostics: Diagnostics

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> bool:
        if not isinstance(error, Exception):
            return False
        last = traceback.extract_tb(error.__traceback__)[-1]
        message = f"WeasyPrint cannot lay this theme out: {type(error).__name__}: {error}"
        note = f"raised in {Path(last.filename).name}, line {last.lineno}"
        self.diagnostics.error("theme-layout", message, notes=(note,))
        return True


@contextmanager
def _fonts() -> Iterator[Any]:
    """Give a font configuration, and delete the copies it makes of the fonts, whatever happens."""
    config = import_module("weasyprint.text.fonts").FontConfiguration()
    with files.temporary_folder() as folder:
        config._folder = folder  # noqa: SLF001 - its own goes when garbage is collected, before which the command ends
        yield config


def _readable(_document: Any, pdf: Any) -> None:
    """Keep the text of all fonts readable.

    Where one of its glyphs is missing, WeasyPrint gives a font an encoding of its own, and pypdf and
    pdfminer then read none of its text (measured: word recall falls from 100 % to 15 %). Where a letter
    is drawn by several glyphs, all but the first are mapped to nothing, for which PDFium and MuPDF read
    the glyph's number as a character: a joiner, which readers ignore, takes that place.
    """
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Type0":
            item["Encoding"] = "/Identity-H"
        lines = getattr(item, "stream", None) or ()
        if any(isinstance(line, bytes) and line.endswith(UNMAPPED) for line in lines):
            item.stream = [line.replace(UNMAPPED, JOINER) if isinstance(line, bytes) else line for line in lines]


class _Listener(logging.Handler):
    """Turns WeasyPrint's log into diagnostics; a record's template decides, never its text."""

    def __init__(self, file: str, diagnostics: Diagnostics) -> None:
        super().__init__(logging.WARNING)
        self.file = file
        self.diagnostics = diagnostics

    def emit(self, record: logging.LogRecord) -> None:
        template, args = str(record.msg), record.args if isinstance(record.args, tuple) else ()
        span = self.span(template, args)
        if template.startswith(NOTDEF):
            character, code = args
            message = f"no font of the theme has a glyph for {character} (U+{code:04X}), which the theme shows"
            self.diagnostics.error("missing-glyph", message, span)
        elif template.startswith(IGNORED):
            name, value, *_, why = args
            self.diagnostics.warning("theme-css", f"`{name}: {str(value).strip()}` was ignored: {why}", span)
        elif template.startswith(UNLOADED):
            self.diagnostics.warning("theme-resource", record.getMessage(), span or self.mention(str(args[0])))
        else:
            self.diagnostics.warning("theme-css", record.getMessage(), span)

    def mention(self, url: str) -> Span | None:
        """Find the file's name in a template or sheet, where a record does not say which of them wants it."""
        name = unquote(urlsplit(url).path.rpartition("/")[2]) or urlsplit(url).netloc
        for file, text in self.diagnostics.texts.items():
            lines = LINE_BREAK.split(text) if name and name in text and not file.endswith(DATA) else []
            for number, line in enumerate(lines, start=1):
                if name in line:
                    at = line.index(name) + 1
                    return Span(file, number, at, number, at + len(name))
        return None

    def span(self, template: str, args: tuple[object, ...]) -> Span | None:
        """Find the place in the sheet that a record names."""
        if not self.file:
            return None
        kinds = PLACEHOLDER.findall(template)
        at = next((i for i, pair in enumerate(pairwise(kinds)) if pair == ("%d", "%d")), None)
        if at is None:
            return Span(self.file, 1, 1, 1, 2)
        line, column = (int(str(value)) for value in args[at : at + 2])
        return Span(self.file, line, column, line, column + 1)


@contextmanager
def _listening(file: str, diagnostics: Diagnostics) -> Iterator[None]:
    logger = logging.getLogger("weasyprint")
    listener = _Listener(file, diagnostics)
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
