"""Makes a page of pictures: one of each résumé that was built, with what is to be said of it."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Final

import jinja2

from resume import files
from resume.diagnostics import Diagnostic, Diagnostics
from resume.report import terminal as report

TEMPLATE: Final = Path(__file__).with_name("exhibition.html.j2")

DPI: Final = 80
"""What makes a page some 660 pixels wide: sharp in a card on most screens, and small as a file."""

COLOURS: Final = 256
"""Colours of a picture; in all that there are it is 2.6 times as large (measured), and looks the same."""

POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A résumé as the page shows it.

    `alt` says what the picture, a data URL, is of; `facts` are said in a line; `links` lead to files, by what
    they are called; `command` builds it. One with errors has no picture.
    """

    name: str
    alt: str
    description: str = ""
    facts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    command: str = ""
    errors: tuple[str, ...] = ()
    picture: str = ""
    width: int = 0
    height: int = 0


def page(title: str, about: str, exhibits: Iterable[Exhibit]) -> bytes:
    """Make the page: one file that loads nothing else."""
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(files.read(TEMPLATE).decode())
    return template.render(title=title, about=about, exhibits=exhibits).encode()


def drawn(exhibit: Exhibit, pdf: bytes) -> tuple[Exhibit, int]:
    """Add the picture of a PDF's first page; also give how many pages it has."""
    from PIL import Image  # WeasyPrint imports it anyway

    document = import_module("pypdfium2").PdfDocument(pdf)
    try:
        picture = document[0].render(scale=DPI / POINTS_PER_INCH).to_pil()
        made = BytesIO()
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        url = f"data:image/png;base64,{base64.b64encode(made.getvalue()).decode()}"
        return replace(exhibit, picture=url, width=picture.width, height=picture.height), len(document)
    finally:
        document.close()


def errors(diagnostics: Diagnostics) -> tuple[str, ...]:
    """Give the errors in a line each."""
    return tuple(_in_words(item) for item in diagnostics.in_order() if item.severity == "error")


def pages(number: int) -> str:
    """Say how many pages there are."""
    return "1 page" if number == 1 else f"{number} pages"


def _in_words(item: Diagnostic) -> str:
    return f"{report.short(item)}{f' ({report.printable(item.hint)})' if item.hint else ''}"
