"""Gives the page of a résumé as one would give it to WeasyPrint by hand, who knows what is quick: markup, and sheets.

Of a variable font there is a static one, which WeasyPrint would otherwise make anew for each page.
"""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from resume import fonts
from resume.build import road
from resume.build.page import own_theme, typeset
from resume.build.request import Request
from resume.diagnostics import Diagnostics

VARIANT = "pdf/ua-1"


class Page(NamedTuple):
    """A page; each sheet with the folder that its URLs refer to: faces, settings, the theme's own."""

    markup: str
    sheets: tuple[tuple[str, str], ...]
    folder: str


def page(content: bytes, file: Path, static: Path) -> Page:
    """Give the page of a source in its own theme; a folder takes the static fonts."""
    diagnostics = Diagnostics()
    request = Request(content, file.name, file.parent)
    read = road.read(request, diagnostics)
    assert read
    [(tailored, spoken)] = road.selected(request, read, diagnostics)
    made = typeset(own_theme(tailored.loaded), spoken, tailored.loaded, file.parent, diagnostics)
    assert made
    faces, *lasting = made.lasting
    sheets = ((sheet.text, str(sheet.folder)) for sheet in (made.settings, *lasting))
    return Page(made.markup, ((_with_static(faces.text, static), str(faces.folder)), *sheets), str(file.parent))


def _with_static(faces: str, folder: Path) -> str:
    """Put static fonts in the place of variable ones."""

    def put(found: re.Match[str]) -> str:
        path = Path(unquote(urlsplit(found[1]).path))
        content = fonts.content(path)
        if content == path.read_bytes():
            return found[0]
        made = folder / f"{path.stem.partition('[')[0]}.ttf"
        made.write_bytes(content)
        return f'url("{made.as_uri()}")'

    return re.sub(r'url\("([^"]+)"\)', put, faces)
