"""Reads the text of a PDF back, as the programs that receive it do."""

from importlib import import_module
from typing import Any, Final

LINE_END_HYPHEN: Final = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, which might be a soft one; ours never are."""


def stream_order(pdf: bytes) -> list[str]:
    """Give the text of each page with PDFium, which follows the order in which a page is painted.

    With its import it takes 50 ms for two pages, where pypdf, of the same family, takes 220.
    """
    pdfium = import_module("pypdfium2")
    document = pdfium.PdfDocument(pdf)
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def _page_text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range()).replace(LINE_END_HYPHEN, "-")
    finally:
        textpage.close()
