"""Makes the PDFs that the parser reads: each résumé in each theme once, and other people's layouts."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from resume import fonts
from resume.build.request import Request
from resume.build.road import make
from resume.diagnostics import Diagnostics
from resume.document import content
from resume.document.values import Page
from resume.render import pdf
from resume.render.css import Sheet
from resume.themes.shelf import Chosen

HERE = Path(__file__).parent

PagesOf = Callable[..., tuple[Page, ...]]


@pytest.fixture(scope="session")
def built() -> PagesOf:
    """Give the pages of a source in a theme."""

    @cache
    def of(source: str, theme: str, *languages: str) -> tuple[Page, ...]:
        outcome = make(
            Request(source.encode(), "resume.yaml", HERE, (Chosen(theme),), languages=languages, check=False)
        )
        [document] = outcome.made.values()
        return content.pages(document)

    return of


@pytest.fixture(scope="session")
def rendered() -> PagesOf:
    """Give the pages of a body of HTML; the fonts that it names are ours."""

    @cache
    def of(body: str) -> tuple[Page, ...]:
        named = [family for family in fonts.FAMILIES if family in body]
        faces = "".join(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style};'
            f' src: url("{face.path.as_uri()}") }}'
            for family in named
            for face in fonts.faces(family)
        )
        html = f"<html lang=en><title>CV</title><body>{body}"
        sheet = Sheet(f"{faces} @page {{ size: letter; margin: 15mm }} body {{ margin: 0 }}", HERE)
        press = pdf.press([sheet], fonts.package_folders(), HERE, Diagnostics())
        layout = press.layout(html) if press else None
        result = press.write(layout) if press and layout else None
        assert result is not None
        return content.pages(result.pdf)

    return of
