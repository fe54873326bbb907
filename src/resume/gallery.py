"""Makes a page that shows a résumé in every theme."""

import base64
import shlex
from dataclasses import dataclass, replace
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Final

import jinja2

from resume import files
from resume.build import road
from resume.build.request import Request
from resume.diagnostics import Diagnostic, Diagnostics
from resume.report import terminal as report
from resume.themes.catalogue import Listed, catalogue
from resume.themes.shelf import Chosen

TEMPLATE: Final = Path(__file__).with_name("gallery.html.j2")

DPI: Final = 80
"""What makes a page some 660 pixels wide: sharp in a card on most screens, and small as a file."""

COLOURS: Final = 256
"""Colours of a picture; in all that there are it is 2.6 times as large (measured), and looks the same."""

POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A theme as the page shows it: `picture` is a data URL, `command` builds the résumé in the theme.

    Where the theme has errors, there is no picture.
    """

    name: str
    description: str
    command: str
    picture: str = ""
    width: int = 0
    height: int = 0
    pages: int = 0
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gallery:
    """The page, and the themes that have errors."""

    html: bytes
    broken: tuple[str, ...]


def gallery(request: Request, named: str, diagnostics: Diagnostics) -> Gallery | None:
    """Make the page of a request's source in every theme; where the source has errors, they are reported.

    `named` is how the command calls the source; nothing where it need not be named. Raises
    `files.FileError` and `engine.MissingLibraryError`.
    """
    source = road.read(request, diagnostics)
    if source is None:
        return None
    exhibits = [_exhibit(theme, request, named) for theme in catalogue(request.folder)]
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(files.read(TEMPLATE).decode())
    html = template.render(person=source.whole.resume.basics.name, exhibits=exhibits)
    return Gallery(html.encode(), tuple(exhibit.name for exhibit in exhibits if exhibit.errors))


def _exhibit(theme: Listed, request: Request, named: str) -> Exhibit:
    command = shlex.join(["resume", "build", *([named] if named else []), "-t", theme.name])
    exhibit = Exhibit(theme.name, theme.description(Diagnostics()), command)
    outcome = road.make(replace(request, themes=(Chosen(theme.name),)))
    errors = [item for item in outcome.diagnostics.in_order() if item.severity == "error"]
    if errors:
        return replace(exhibit, errors=tuple(map(_in_words, errors)))
    [pdf] = outcome.made.values()
    return _shown(exhibit, pdf)


def _in_words(item: Diagnostic) -> str:
    return f"{report.short(item)}{f' ({report.printable(item.hint)})' if item.hint else ''}"


def _shown(exhibit: Exhibit, pdf: bytes) -> Exhibit:
    """Add the picture of a PDF's first page, and the number of its pages."""
    from PIL import Image  # WeasyPrint imports it anyway

    document = import_module("pypdfium2").PdfDocument(pdf)
    try:
        picture = document[0].render(scale=DPI / POINTS_PER_INCH).to_pil()
        made = BytesIO()
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        url = f"data:image/png;base64,{base64.b64encode(made.getvalue()).decode()}"
        return replace(exhibit, picture=url, width=picture.width, height=picture.height, pages=len(document))
    finally:
        document.close()
