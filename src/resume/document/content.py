"""Reads what stands on the pages of a PDF with PDFium."""

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from typing import Any, Final, TypeAlias

from resume.document.values import Box, Link, Page, Picture, Style, Word

LINE_END_HYPHEN: Final = "\ufffe"
LINE_END: Final = 2
"""What PDFium gives, in a text and as a character, for a hyphen at the end of a line, which might be a soft one."""

SPACE, HYPHEN, DOT = 0x20, 0x2D, 0x2E
SPACES: Final = frozenset({SPACE, 0xA0, 0x09, 0x0A, 0x0D})

GAP: Final = 0.2
"""The share of its size by which characters of one word may stand apart."""

SHIFT: Final = 0.35
"""The share of its size by which the baselines of one word's characters may differ: superscripts belong to it."""

SUBSET: Final = re.compile(r"[A-Z]{6}\+")
"""The tag of a subset (ISO 32000-2 §9.9.2)."""

BOLD: Final = re.compile(r"bold|black|heavy|semi|demi", re.IGNORECASE)
"""What names of bold fonts have in them: open-resume, whose parser the rule is from, asks for `Bold`."""

BOLD_WEIGHT: Final = 600
DEPTH: Final = 8
"""How deep form XObjects are followed into each other."""


class UnreadableError(Exception):
    """Bytes that no PDF can be read from, or that want a password."""

    @classmethod
    def because(cls, error: Exception) -> "UnreadableError":
        """Name an exception that a reader was brought to."""
        return cls(f"{type(error).__name__}: {error}".rstrip(": "))


@dataclass(frozen=True, slots=True)
class _Painted:
    """A text object: its number in the order of painting, its style, its marked content, whether that is furniture."""

    number: int
    style: Style
    marks: tuple[int, bool]


_Measured: TypeAlias = tuple[_Painted, Box, float]
"""A character's text object, its box, and its baseline."""

_Run: TypeAlias = tuple[int, int, _Measured, _Measured]


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Open a PDF; raises `UnreadableError`."""
    pdfium = import_module("pypdfium2")
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        reason = "it wants a password" if "password" in str(error).lower() else "it is damaged, or no PDF"
        raise UnreadableError(reason) from None
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise UnreadableError(str(error).rstrip(".")) from None
    finally:
        document.close()


def pages(pdf: bytes) -> tuple[Page, ...]:
    """Read all pages; raises `UnreadableError`."""
    with opened(pdf) as document:
        return tuple(_page(document, page) for page in document)


def _page(document: Any, page: Any) -> Page:
    left, bottom, right, top = page.get_cropbox()
    crop = Box(left, bottom, right, top)
    texts, pictures, paths = _objects(page, crop)
    textpage = page.get_textpage()
    try:
        text = str(textpage.get_text_range()).replace(LINE_END_HYPHEN, "-")
        words = tuple(_words(textpage, texts, crop))
    finally:
        textpage.close()
    links = tuple(_links(document, page, crop))
    return Page(Box(0, 0, right - left, top - bottom), words, text, pictures, links, paths)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The text objects of a page by their addresses, each with how much forms scale it; read when they are wanted."""

    items: dict[int, tuple[Any, float]] = field(default_factory=dict)
    known: dict[int, _Painted] = field(default_factory=dict)
    fonts: dict[int, tuple[str, bool]] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    def add(self, item: Any, scale: float) -> None:
        """Take the next object in the order of painting."""
        address = _address(item)
        self.numbers[address] = len(self.items)
        self.items[address] = item, scale

    def at(self, address: int) -> _Painted:
        """Give the object at an address; one that is not the page's is taken to be painted last."""
        if address not in self.known:
            raw = import_module("pypdfium2.raw")
            if address not in self.items:
                return _Painted(len(self.items), Style("", 0.0, is_bold=False), (-1, False))
            item, scale = self.items[address]
            marks = raw.FPDFPageObj_GetMarkedContentID(item), _is_artifact(raw, item)
            self.known[address] = _Painted(self.numbers[address], _style(raw, item, scale, self.fonts), marks)
        return self.known[address]


def _objects(page: Any, crop: Box) -> tuple[_Texts, tuple[Picture, ...], int]:
    """Give the text objects of a page, its pictures, and how many paths it draws."""
    raw = import_module("pypdfium2.raw")
    texts = _Texts()
    pictures: list[Picture] = []
    paths = 0
    for kind, item, scale in walk(page):
        match kind:
            case raw.FPDF_PAGEOBJ_TEXT:
                texts.add(item, scale)
            case raw.FPDF_PAGEOBJ_IMAGE:
                width, height = ctypes.c_uint(), ctypes.c_uint()
                raw.FPDFImageObj_GetImagePixelSize(item, width, height)
                pictures.append(Picture(_bounds(raw, item, crop), (width.value, height.value)))
            case raw.FPDF_PAGEOBJ_PATH | raw.FPDF_PAGEOBJ_SHADING:
                paths += 1
            case _:
                pass
    return texts, tuple(pictures), paths


def walk(page: Any) -> Iterator[tuple[int, Any, float]]:
    """Give the objects of a page in the order of painting, those in forms too: their kind, and how forms scale them."""
    raw = import_module("pypdfium2.raw")
    yield from _within(raw, page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, DEPTH)


def _within(
    raw: Any, holder: Any, count: Any, get: Any, depth: int, scale: float = 1.0
) -> Iterator[tuple[int, Any, float]]:
    for index in range(count(holder)):
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, item, scale
        elif depth:
            inner = scale * _scale(raw, item)
            yield from _within(raw, item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth - 1, inner)


def _style(raw: Any, item: Any, scale: float, fonts: dict[int, tuple[str, bool]]) -> Style:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    font = raw.FPDFTextObj_GetFont(item)
    address = _address(font)
    if address not in fonts:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
        name = SUBSET.sub("", buffer.value.decode(errors="replace"))
        fonts[address] = name, bool(BOLD.search(name)) or raw.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
    name, is_bold = fonts[address]
    return Style(name, round(abs(size.value) * scale * _scale(raw, item), 1), is_bold)


def _scale(raw: Any, item: Any) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)


def _is_artifact(raw: Any, item: Any) -> bool:
    for index in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, index)
        buffer, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
        if bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False


def _bounds(raw: Any, item: Any, crop: Box) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return Box(left.value - crop.left, crop.bottom - top.value, right.value - crop.left, crop.bottom - bottom.value)


def _address(pointer: Any) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0


def _words(textpage: Any, texts: _Texts, crop: Box) -> Iterator[Word]:
    """Put the characters of a page together to words, in the order of painting; leaders are none.

    PDFium's own order is another: what is painted in turn on one line it sorts from left to right.
    """
    raw = import_module("pypdfium2.raw")
    codes = [raw.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars())]
    for index, code in enumerate(codes):
        if code == LINE_END and raw.FPDFText_IsHyphen(textpage, index):
            codes[index] = HYPHEN
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()

    def measure(index: int) -> _Measured:
        painted = texts.at(_address(raw.FPDFText_GetTextObject(textpage, index)))
        raw.FPDFText_GetLooseCharBox(textpage, index, rect)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        box = Box(rect.left - crop.left, crop.bottom - rect.top, rect.right - crop.left, crop.bottom - rect.bottom)
        return painted, box, crop.bottom - y.value

    found = [*_runs(codes, measure)]
    found.sort(key=lambda run: run[2][0].number)
    for order, (start, end, (painted, box, baseline), last) in enumerate(found):
        yield Word(_text(codes[start:end]), box.around(last[1]), baseline, painted.style, order, *painted.marks)


def _runs(codes: list[int], measure: Callable[[int], _Measured]) -> Iterator[_Run]:
    """Give where words begin and end, with what is measured of their first and last characters.

    PDFium puts spaces between words that stand apart. Where it has put none, but the last character does not
    stand where it should, each one that stands apart begins another word.
    """
    start = 0
    for end, code in enumerate([*codes, SPACE]):
        if code not in SPACES:
            continue
        if end > start and not (end - start == 1 and codes[start] == DOT):
            first = measure(start)
            last = measure(end - 1) if end - start > 1 else first
            if _is_beside(first, last, end - start):
                yield start, end, first, last
            else:
                yield from _pieces(start, end, measure)
        start = end + 1


def _pieces(start: int, end: int, measure: Callable[[int], _Measured]) -> Iterator[_Run]:
    measured = [*map(measure, range(start, end))]
    starts = [index for index, pair in enumerate(pairwise(measured), start=1) if not _is_beside(*pair, 2)]
    for first, last in pairwise([0, *starts, len(measured)]):
        yield start + first, start + last, measured[first], measured[last - 1]


def _is_beside(first: _Measured, last: _Measured, characters: int) -> bool:
    """Say whether two characters can be the first and last of one word of so many."""
    size = max(first[0].style.size, last[0].style.size)
    apart = max(last[1].left - first[1].right, first[1].left - last[1].right)
    return abs(first[2] - last[2]) <= SHIFT * size and apart <= (characters - 2 + GAP) * size


def _text(codes: list[int]) -> str:
    """Give characters as text; those beyond U+FFFF come in two halves."""
    halves = "".join(map(chr, codes))
    return unicodedata.normalize("NFC", halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _links(document: Any, page: Any, crop: Box) -> Iterator[Link]:
    raw = import_module("pypdfium2.raw")
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
        rect = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, rect)
        (left, right), (bottom, top) = sorted((rect.left, rect.right)), sorted((rect.top, rect.bottom))
        box = Box(left - crop.left, crop.bottom - top, right - crop.left, crop.bottom - bottom)
        yield Link(buffer.value.decode(errors="replace"), box)
