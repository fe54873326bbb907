"""Makes a page of pictures: one of each résumé that was built, with what is to be said of it."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import jinja2

from resume import files
from resume.diagnostics import Diagnostic, Diagnostics
from resume.document.content import opened
from resume.render import png
from resume.report import terminal as report

TEMPLATE: Final = Path(__file__).with_name("exhibition.html.j2")

DPI: Final = 80
"""What makes a page some 660 pixels wide: sharp in a card on most screens, and small as a file."""

COLOURS: Final = 256
"""Colours of a picture; in all that there are it is 2.6 times as large (measured), and looks the same."""


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
    return filled(TEMPLATE, title=title, about=about, exhibits=exhibits)


def filled(template: Path, **values: Any) -> bytes:
    """Fill a template, in which texts are escaped."""
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(files.read(template).decode()).render(values).encode()


def drawn(exhibit: Exhibit, pdf: bytes) -> tuple[Exhibit, int]:
    """Add the picture of a PDF's first page; also give how many pages it has."""
    with opened(pdf) as document:
        url, width, height = picture(document[0], DPI)
        return replace(exhibit, picture=url, width=width, height=height), len(document)


def picture(page: Any, dpi: int) -> tuple[str, int, int]:
    """Draw a page that PDFium has opened: give the data URL, and its width and height in pixels."""
    from PIL import Image  # WeasyPrint imports it anyway

    image = png.drawn(page, dpi)
    made = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(made.getvalue()).decode()}", image.width, image.height


def errors(diagnostics: Diagnostics) -> tuple[str, ...]:
    """Give the errors in a line each."""
    return tuple(_in_words(item) for item in diagnostics.in_order() if item.severity == "error")


def pages(number: int) -> str:
    """Say how many pages there are."""
    return "1 page" if number == 1 else f"{number} pages"


def _in_words(item: Diagnostic) -> str:
    return f"{report.short(item)}{f' ({report.printable(item.hint)})' if item.hint else ''}"
