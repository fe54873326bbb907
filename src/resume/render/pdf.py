"""Lays a page out with WeasyPrint and paints it as PDF/UA-1."""

import errno
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from resume import files
from resume.diagnostics import Diagnostics
from resume.render import embedded, geometry, leaders, sourcemap
from resume.render.css import Sheet
from resume.render.deflate import deflated
from resume.render.engine import weasyprint
from resume.render.fetch import fetcher
from resume.render.geometry import LastPage
from resume.render.log import listening
from resume.render.markup import by_expat
from resume.render.prepared import parsed, prepared
from resume.render.sourcemap import Area, Written
from resume.view import anchors

VARIANT = "pdf/ua-1"
"""PDF/UA-1, ISO 14289-1:2014."""

CMAP, UNMAPPED, JOINER = b"begincmap", b"> <>", b"> <200d>"
"""How a ToUnicode map (ISO 32000-2 §9.10.3) begins, gives a glyph no character, and the zero-width joiner."""

REFUSED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EMFILE, errno.ENFILE}
"""By which numbers the system refuses to read or write, whatever the theme: a disk is full, a limit is reached."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF with its number of pages, what the last one holds, and the texts that do not fit their place.

    `layouts` is how many times the page was laid out for it, and `areas` are where the texts stand that are marked.
    """

    pdf: bytes
    pages: int
    last: LastPage
    beyond: list[str]
    layouts: int = 1
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as WeasyPrint laid it out, its texts where they are marked, and what was said meanwhile."""

    document: Any
    written: Written
    pages: int
    last: LastPage
    said: Diagnostics

    @property
    def fill(self) -> float:
        """How much is taken, in pages: those before the last one, and the last one's share."""
        return self.pages - 1 + min(self.last.share, 1)


@dataclass(slots=True)
class Press:
    """What several layouts of a page have in common: fonts, and the parsed sheets that stay as they are.

    `embedded` is the file that the PDF is to hold; without one it is empty.
    """

    fonts: Any
    styles: list[Any]
    fetch: Any
    base: str
    diagnostics: Diagnostics
    embedded: bytes = b""
    layouts: int = 0

    @property
    def variant(self) -> str:
        """The standard that the PDF conforms to, as WeasyPrint calls it."""
        return embedded.VARIANT if self.embedded else VARIANT

    def layout(self, html: str, settings: Sheet | None = None) -> Layout | None:
        """Lay a page out, with `settings` before the sheets that stay; `write` reports what was said of it."""
        made: Layout | None = None
        said = Diagnostics(texts=self.diagnostics.texts)
        self.layouts += 1
        with _Failures(self.diagnostics), listening("", said):
            styles = [parsed(settings, self.fetch, self.fonts), *self.styles] if settings else self.styles
            page = self._parsed(html)
            written = sourcemap.unmarked(page.etree_element) if anchors.NONCHARACTER in html else ()
            document = page.render(font_config=self.fonts, stylesheets=styles, pdf_variant=self.variant)
            made = Layout(document, written, len(document.pages), geometry.last_page(document), said)
        if made is None:
            self.diagnostics.items += said.items
        return made

    def computed(self, html: str, read: Callable[[Any, Any], Read], settings: Sheet) -> Read | None:
        """Give what is read of a page's root element and of what gives the computed style of an element.

        Where WeasyPrint fails, that is reported, and nothing given.
        """
        with _Failures(self.diagnostics), listening("", self.diagnostics):
            page = self._parsed(html)
            css = import_module("weasyprint.css")
            styles = [parsed(settings, self.fetch, self.fonts), *self.styles]
            style_for = css.get_all_computed_styles(page, styles, font_config=self.fonts)
            return read(page.wrapper_element, style_for)
        return None

    def _parsed(self, html: str) -> Any:
        with by_expat():
            return weasyprint().HTML(string=html, base_url=self.base, url_fetcher=self.fetch)

    def write(self, layout: Layout) -> Rendered | None:
        """Write a layout as PDF, and report what was said of it."""
        made = None
        found = _areas(layout)
        with _Failures(self.diagnostics), listening("", layout.said):
            out = geometry.beyond(layout.document)
            leaders.join(layout.document)
            attached = [embedded.attachment(self.embedded)] if self.embedded else None
            finisher = _sealed if self.embedded else _finished
            with deflated():
                content = layout.document.write_pdf(finisher=finisher, pdf_variant=self.variant, attachments=attached)
            made = Rendered(content, layout.pages, layout.last, out, self.layouts, found)
        self.diagnostics.items += layout.said.items
        return made


def _areas(layout: Layout) -> tuple[Area, ...]:
    """Give where the texts stand; a page of which that cannot be said is worth no less."""
    try:
        return sourcemap.areas(layout.document, layout.written)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - what a template does to the marks is without end
        message = f"where the texts of these pages are written cannot be said: {type(error).__name__}: {error}"
        layout.said.warning("unknown-places", message)
        return ()


def press(
    sheets: Sequence[Sheet],
    folders: Sequence[Path],
    beside: Path,
    diagnostics: Diagnostics,
    inside: bytes = b"",
) -> Press | None:
    """Give what lays pages out by some sheets; nothing where WeasyPrint fails on one. What it says of them is reported.

    The PDF holds the file `inside`, where there is one. A page may load files of `folders` and of `beside`, the
    source's folder, to which its relative URLs refer. Raises `MissingLibraryError` and `files.FileError`.
    """
    weasyprint()
    allowed = [*folders, beside]
    further = [Sheet(embedded.STYLE, beside)] if inside else []
    with _Failures(diagnostics):
        made = prepared([*further, *sheets], allowed, diagnostics)
        return Press(made.fonts, made.styles, fetcher(allowed), f"{beside.absolute().as_uri()}/", diagnostics, inside)
    return None


@dataclass(frozen=True, slots=True)
class _Failures(AbstractContextManager[None, bool]):
    """Reports whatever WeasyPrint raises: a theme is data, and can drive it into any of its faults.

    What the system refuses is not among them: that is raised as `files.FileError`.
    """

    diagnostics: Diagnostics

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> bool:
        if not isinstance(error, Exception) or isinstance(error, MemoryError):  # which is no fault of a theme
            return False
        if isinstance(error, OSError) and error.errno in REFUSED:
            raise files.failure("read or write", error.filename or "a temporary file", error) from None
        last = traceback.extract_tb(error.__traceback__)[-1]
        message = f"WeasyPrint cannot lay this theme out: {type(error).__name__}: {error}"
        note = f"raised in {Path(last.filename).name}, line {last.lineno}"
        self.diagnostics.error("theme-layout", message, notes=(note,))
        return True


def _sealed(_document: Any, pdf: Any) -> None:
    _make_readable(pdf)
    embedded.declare(pdf)


def _finished(_document: Any, pdf: Any) -> None:
    _make_readable(pdf)


def _make_readable(pdf: Any) -> None:
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
        if CMAP in lines and any(isinstance(line, bytes) and line.endswith(UNMAPPED) for line in lines):
            item.stream = [line.replace(UNMAPPED, JOINER) if isinstance(line, bytes) else line for line in lines]
