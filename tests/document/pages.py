"""Makes small PDFs: laid out by WeasyPrint, or written operator by operator."""

from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, RectangleObject
from tests.inspect.faults import makers

SIDE = 400
"""Points of a page's width and height."""

At = tuple[float, float, str]
"""Where a text begins, from the left and down to its baseline, and the text."""

BARE = f"@page {{ size: {SIDE}pt; margin: 20pt }} html {{ font: 10pt/14pt 'Source Sans 3' }} "


@cache
def laid_out(body: str, css: str = "", *, head: str = "", variant: str | None = None) -> bytes:
    """Lay a small page out."""
    html = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return makers.page(BARE + css, html=html, variant=variant)


def show(x: float, y: float, text: str, size: float = 10, font: str = "F") -> str:
    """Give the operators that show a text at a place, which counts from the upper left corner."""
    return f"BT /{font} {size:g} Tf {x:g} {SIDE - y:g} Td ({text}) Tj ET\n"


def writer(content: str, **fonts: str) -> PdfWriter:
    """Begin a PDF whose page is painted by these operators, in fonts that need not be embedded."""
    made = PdfWriter()
    page = made.add_blank_page(SIDE, SIDE)
    stream = DecodedStreamObject()
    stream.set_data(content.encode("cp1252"))
    page[NameObject("/Contents")] = made._add_object(stream)  # noqa: SLF001 - streams are indirect objects
    page[NameObject("/Resources")] = resources(**fonts)
    return made


def resources(**fonts: str) -> DictionaryObject:
    known = {"F": "Helvetica", "B": "Helvetica-Bold"} | fonts
    return makers.named(Font=makers.named(**{name: _font(base) for name, base in known.items()}))


def _font(base: str) -> DictionaryObject:
    found = makers.standard_font()
    found[NameObject("/BaseFont")] = NameObject(f"/{base}")
    return found


def saved(made: PdfWriter) -> bytes:
    whole = BytesIO()
    made.write(whole)
    return whole.getvalue()


def drawn(content: str, **fonts: str) -> bytes:
    """Write a PDF whose page is painted by these operators."""
    return saved(writer(content, **fonts))


def placed(*items: At, size: float = 10) -> bytes:
    """Write a PDF with texts at their places, painted in the order given."""
    return drawn("".join(show(x, y, text, size) for x, y, text in items))


def form(made: PdfWriter, content: str, **entries: Any) -> None:
    """Give the page a form XObject called X."""
    stream = DecodedStreamObject()
    stream.set_data(content.encode("cp1252"))
    box = RectangleObject((0, 0, SIDE, SIDE))
    own = makers.named(
        Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box, Resources=resources(), **entries
    )
    stream.update(own)
    of_page: Any = made.pages[0]["/Resources"]
    of_page[NameObject("/XObject")] = makers.named(X=made._add_object(stream))  # noqa: SLF001


def damaged(pdf: bytes, at: int, length: int, flip: int) -> bytes:
    """Delete some bytes, or change them."""
    at %= len(pdf)
    end = min(at + length, len(pdf))
    changed = bytes(byte ^ flip for byte in pdf[at:end]) if flip else b""
    return pdf[:at] + changed + pdf[end:]
