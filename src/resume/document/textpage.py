"""Reads the words of a page with PDFium."""

import ctypes
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

from resume.document.values import Box, Style, Word

LINE_END_HYPHEN: Final = "\ufffe"
LINE_END: Final = re.compile(f"[\2{LINE_END_HYPHEN}]")
"""What PDFium gives, in a text and as a character, for a hyphen at the end of a line, which might be a soft one."""

WORD: Final = re.compile(r"[^ \xa0\t\n\r]+")

GAP: Final = 0.2
"""The share of its size by which characters of one word may stand apart."""

SHIFT: Final = 0.35
"""The share of its size by which the baselines of one word's characters may differ: superscripts belong to it."""

SUBSET: Final = re.compile(r"[A-Z]{6}\+")
"""The tag of a subset (ISO 32000-2 §9.9.2)."""

BOLD: Final = re.compile(r"bold|black|heavy|semi|demi", re.IGNORECASE)
"""What names of bold fonts have in them: open-resume, whose parser the rule is from, asks for `Bold`."""

BOLD_WEIGHT: Final = 600

ARTIFACT: Final = "Artifact".encode("utf-16-le")
"""The mark of furniture (ISO 32000-2 §14.8.2.2), as PDFium writes it."""


class Painted(NamedTuple):
    """A text object: its number in the order of painting, its style, its marked content, whether that is furniture."""

    number: int
    style: Style
    marks: tuple[int, bool]


_Measured: TypeAlias = tuple[Painted, Box, float]
"""A character's text object, its box, and its baseline."""

_Run: TypeAlias = tuple[int, int, _Measured, _Measured]


class _Unchecked:
    """The functions of PDFium, by their names, taking arguments as they are; addresses they give as numbers.

    Pointers, and numbers longer than a C `int`, must be given as objects of ctypes. To hold arguments against their
    types takes ctypes longer than PDFium takes for what is asked of each word, and a page asks some thousand times
    (measured: 0.2 µs instead of 0.5).
    """

    def __getattr__(self, name: str) -> Any:
        checked = getattr(import_module("pypdfium2.raw"), name)
        function = type(checked)(ctypes.cast(checked, ctypes.c_void_p).value)
        function.restype = ctypes.c_void_p if hasattr(checked.restype, "contents") else checked.restype
        setattr(self, name, function)
        return function


UNCHECKED: Final = _Unchecked()


class TextObjects(dict[int, Painted]):
    """The text objects of a page by their addresses, each read when it is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[int, tuple[int, Any, float]] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._size, self._matrix = ctypes.c_float(), import_module("pypdfium2.raw").FS_MATRIX()
        self._name, self._room, self._length = ctypes.create_string_buffer(64), ctypes.c_ulong(64), ctypes.c_ulong()

    def add(self, item: Any, scale: float) -> None:
        """Take the next object in the order of painting, and how much forms scale it."""
        self._items[ctypes.addressof(item.contents)] = len(self._items), item, scale

    def __missing__(self, address: int | None) -> Painted:
        """Read the object at an address; one that is not the page's is taken to be painted last."""
        if address not in self._items:
            return Painted(len(self._items), Style("", 0.0, is_bold=False), (-1, False))
        number, item, scale = self._items[address]
        marks = UNCHECKED.FPDFPageObj_GetMarkedContentID(item), self._is_artifact(item)
        return self.setdefault(address, Painted(number, self._style(item, scale), marks))

    def _style(self, item: Any, scale: float) -> Style:
        UNCHECKED.FPDFTextObj_GetFontSize(item, ctypes.byref(self._size))
        UNCHECKED.FPDFPageObj_GetMatrix(item, ctypes.byref(self._matrix))
        address = UNCHECKED.FPDFTextObj_GetFont(item)
        if address not in self._fonts:
            self._fonts[address] = _font(item)
        name, is_bold = self._fonts[address]
        return Style(name, round(abs(self._size.value) * scale * scale_of(self._matrix), 1), is_bold)

    def _is_artifact(self, item: Any) -> bool:
        for index in range(UNCHECKED.FPDFPageObj_CountMarks(item)):
            mark = ctypes.c_void_p(UNCHECKED.FPDFPageObj_GetMark(item, index))
            UNCHECKED.FPDFPageObjMark_GetName(mark, self._name, self._room, ctypes.byref(self._length))
            if self._name.raw[: max(self._length.value - 2, 0)] == ARTIFACT:
                return True
        return False


def _font(item: Any) -> tuple[str, bool]:
    """Give the name of a text object's font, and whether it is bold."""
    raw = import_module("pypdfium2.raw")
    font = raw.FPDFTextObj_GetFont(item)
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = SUBSET.sub("", buffer.value.decode(errors="replace"))
    return name, bool(BOLD.search(name)) or raw.FPDFFont_GetWeight(font) >= BOLD_WEIGHT


def scale_of(matrix: Any) -> float:
    """Say how much a matrix scales."""
    return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)


def words(textpage: Any, texts: TextObjects, crop: Box) -> Iterator[Word]:
    """Put the characters of a page together to words, in the order of painting; leaders are none.

    PDFium's own order is another: what is painted in turn on one line it sorts from left to right.
    """
    raw = import_module("pypdfium2.raw")
    page, rect, x, y = textpage.raw, raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    into_rect, into_x, into_y = map(ctypes.byref, (rect, x, y))
    left, bottom = crop.left, crop.bottom

    def measure(index: int) -> _Measured:
        UNCHECKED.FPDFText_GetLooseCharBox(page, index, into_rect)
        UNCHECKED.FPDFText_GetCharOrigin(page, index, into_x, into_y)
        box = Box(rect.left - left, bottom - rect.top, rect.right - left, bottom - rect.bottom)
        return texts[UNCHECKED.FPDFText_GetTextObject(page, index)], box, bottom - y.value

    def hyphen(end: re.Match[str]) -> str:
        return "-" if raw.FPDFText_IsHyphen(page, end.start()) else end[0]

    characters = LINE_END.sub(hyphen, _characters(raw, page))
    found = sorted(_runs(characters, measure), key=lambda run: run[2][0].number)
    for order, (start, end, (painted, box, baseline), last) in enumerate(found):
        yield Word(_text(characters[start:end]), box.around(last[1]), baseline, painted.style, order, *painted.marks)


def _characters(raw: Any, page: Any) -> str:
    """Give the characters of a page: in one call, unless that leaves out some that have no meaning."""
    count = raw.FPDFText_CountChars(page)
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(page, 0, count, buffer) == count + 1:
        return "".join(map(chr, array("H", bytes(buffer)[:-2])))
    return "".join(chr(raw.FPDFText_GetUnicode(page, index)) for index in range(count))


def _runs(characters: str, measure: Callable[[int], _Measured]) -> Iterator[_Run]:
    """Give where words begin and end, with what is measured of their first and last characters.

    PDFium puts spaces between words that stand apart. Where it has put none, but the last character does not
    stand where it should, each one that stands apart begins another word.
    """
    for word in WORD.finditer(characters):
        start, end = word.span()
        if word[0] == ".":
            continue
        first = measure(start)
        last = measure(end - 1) if end - start > 1 else first
        if _is_beside(first, last, end - start):
            yield start, end, first, last
        else:
            yield from _pieces(start, end, measure)


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


def _text(characters: str) -> str:
    """Give characters as text; those beyond U+FFFF come in two halves."""
    if characters.isascii():
        return characters
    whole = characters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole)
