"""Reads the text of a PDF by its layout, as pdfminer.six does: characters to lines, lines to boxes."""

import struct
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from io import StringIO
from typing import Any

from resume.document.content import UnreadableError


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of each page, the fonts that lack a glyph that is shown, and those that lack a character for one."""

    pages: tuple[str, ...]
    lacking: tuple[str, ...]
    unmapped: tuple[str, ...]


def read(document: Any) -> Reading:
    """Read a document that `objects.mined` opened; raises `UnreadableError`."""
    interpreter, page_module = import_module("pdfminer.pdfinterp"), import_module("pdfminer.pdfpage")
    lacking: dict[str, None] = {}
    unmapped: dict[str, None] = {}
    texts: list[str] = []
    try:
        resources = interpreter.PDFResourceManager()
        for page in page_module.PDFPage.create_pages(document):
            out = StringIO()
            device = _converter()(resources, out, lacking, unmapped)
            interpreter.PDFPageInterpreter(resources, device).process_page(page)
            texts.append(out.getvalue())
    except Exception as error:  # noqa: BLE001 - damaged files bring it to exceptions of all kinds
        raise UnreadableError.because(error) from None
    return Reading(tuple(texts), tuple(lacking), tuple(unmapped))


@cache
def _converter() -> type:
    """Make pdfminer's converter to text, which also notes glyphs that are none.

    Of a composite font these are number 0 (ISO 32000-2 §9.7.6.3), and numbers that its file has no glyph for.
    """
    converter, layout = import_module("pdfminer.converter"), import_module("pdfminer.layout")

    class Converter(converter.TextConverter):  # type: ignore[misc, name-defined]
        def __init__(self, resources: Any, out: StringIO, *noted: dict[str, None]) -> None:
            super().__init__(resources, out, laparams=layout.LAParams())
            self.lacking, self.unmapped = noted
            self.ends: dict[int, int] = {}

        def render_char(self, matrix: Any, font: Any, *rest: Any) -> float:
            *_, number, _, _ = rest
            if font.is_multibyte():
                if id(font) not in self.ends:
                    self.ends[id(font)] = _glyphs(font)
                if not 0 < number < self.ends[id(font)] and not _is_space(font, number):
                    self.lacking[str(font.fontname)] = None
            return float(super().render_char(matrix, font, *rest))

        def handle_undefined_char(self, font: Any, cid: int) -> str:
            self.unmapped[str(font.fontname)] = None
            return str(super().handle_undefined_char(font, cid))

    return Converter


def _glyphs(font: Any) -> int:
    """Give the number of glyphs in a font's file, from its table `maxp` (OpenType 1.9); else the most there can be."""
    resolved = import_module("pdfminer.pdftypes").resolve1
    files = [resolved(font.descriptor[key]) for key in ("FontFile2", "FontFile3") if key in font.descriptor]
    data = files[0].get_data() if files and hasattr(files[0], "get_data") else b""
    try:
        (tables,) = struct.unpack_from(">H", data, 4)
        for index in range(tables):
            tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
            if tag == b"maxp":
                return int(struct.unpack_from(">H", data, offset + 4)[0])
    except struct.error:
        pass
    return 1 << 16


def _is_space(font: Any, number: int) -> bool:
    """Say whether a glyph is that of a space, which is blank in any case."""
    try:
        return str(font.to_unichr(number)).isspace()
    except Exception:  # noqa: BLE001 - pdfminer says so that there is no character
        return False
