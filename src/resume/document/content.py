"""Reads what stands on the pages of a PDF with PDFium."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

from resume.document.textpage import LINE_END_HYPHEN, TextObjects, scale_of, words
from resume.document.values import Box, Link, Page, Picture

DEPTH: Final = 8
"""How deep form XObjects are followed into each other."""


class UnreadableError(Exception):
    """Bytes that no PDF can be read from, or that want a password."""

    @classmethod
    def because(cls, error: Exception) -> "UnreadableError":
        """Name an exception that a reader was brought to."""
        return cls(f"{type(error).__name__}: {error}".rstrip(": "))


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
        found = tuple(words(textpage, texts, crop))
    finally:
        textpage.close()
    links = tuple(_links(document, page, crop))
    return Page(Box(0, 0, right - left, top - bottom), found, text, pictures, links, paths)


def _objects(page: Any, crop: Box) -> tuple[TextObjects, tuple[Picture, ...], int]:
    """Give the text objects of a page, its pictures, and how many paths it draws."""
    raw = import_module("pypdfium2.raw")
    texts = TextObjects()
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


def _scale(raw: Any, item: Any) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return scale_of(matrix)


def _bounds(raw: Any, item: Any, crop: Box) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return Box(left.value - crop.left, crop.bottom - top.value, right.value - crop.left, crop.bottom - bottom.value)


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
