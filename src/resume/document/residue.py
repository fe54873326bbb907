"""Gives all text that a PDF holds behind its pages: strings, metadata, streams, attached files; by pdfminer.six."""

from collections.abc import Iterator
from typing import Any, Final

from resume.document.content import UnreadableError
from resume.document.objects import everything, mined, said

DEPTH: Final = 100
"""How deep values may be nested; what is deeper is left out."""


def residue(pdf: bytes) -> Iterator[str]:
    """Give the strings of a PDF, and what its streams hold taken as UTF-8; raises `UnreadableError`."""
    try:
        document = mined(pdf)
        values = [*document.info, document.catalog, *everything(document)]
    except Exception as error:  # noqa: BLE001 - damaged files bring it to exceptions of all kinds
        raise UnreadableError.because(error) from None
    for value in values:
        yield from _strings(value, DEPTH)


def _strings(value: Any, depth: int) -> Iterator[str]:
    match value:
        case bytes():
            yield said(value)
        case list() if depth:
            for item in value:
                yield from _strings(item, depth - 1)
        case dict() if depth:
            for item in value.values():
                yield from _strings(item, depth - 1)
        case _ if hasattr(value, "get_data"):
            yield from _strings(value.attrs, depth - 1)
            yield value.get_data().decode(errors="replace")
        case _:
            pass
