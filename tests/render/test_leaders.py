"""Leaders that are painted as few texts: each dot stands where WeasyPrint puts it, and reads as it does."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from resume import fonts
from resume.diagnostics import Diagnostics
from resume.render import leaders, pdf
from resume.render.css import Sheet

line_break: Any = import_module("weasyprint.text.line_break")

FAMILIES = ("Source Sans 3", "EB Garamond")
NEAR = 0.15
"""Points by which a dot may stand elsewhere: a fifth of a pixel of a screen."""

DATED = "<p>{}, at Some Company <span class=date>May 2024</span></p>"
TITLES = ("Backend Engineer", "Intern", "A longer title of a position that someone had")
BODY = "".join(map(DATED.format, TITLES))

JOINED = {
    "dots": '.date::before { content: leader(" .") " " }',
    "dots-and-no-space": '.date::before { content: leader(".") " "; letter-spacing: .1em }',
    "a-word": '.date::before { content: leader("To ") " " }',
    "of-two-characters": '.date::before { content: leader("\\2009\\b7") " " }',
    "in-another-size": '.date::before { content: leader(" .") " "; font: 700 17px "EB Garamond"; color: #b4b4b4 }',
    "underlined": '.date::before { content: leader(" .") " "; text-decoration: underline }',
    "in-a-column": 'p { width: 11cm; margin-left: 2cm } .date::before { content: leader(" .") " " }',
    "over-columns-of-text": 'body { columns: 2 } .date::before { content: leader(" .") " " }',
    "cut-with-an-ellipsis": 'p { text-overflow: ellipsis; overflow: hidden } .date::before { content: leader(" .") }',
    "beside-what-floats": '.date { float: right } p::after { content: leader(" .") }',
    "with-wide-spaces": '.date::before { content: leader(" . ") " "; word-spacing: 3px }',
    "from-right-to-left": 'html { direction: rtl } .date::before { content: leader(" .") " " }',
}
APART = {
    "stretched": 'p { text-align: justify; text-align-last: justify } .date::before { content: leader(" .") " " }',
    "kerned": '.date::before { content: leader("AV") " " }',
}
"""What stands otherwise as one text: stretched with its line, or kerned."""


def laid_out(folder: Path, css: str) -> tuple[pdf.Press, pdf.Layout]:
    declared = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style};'
        f' src: url("{face.path.as_uri()}") }}\n'
        for family in FAMILIES
        for face in fonts.faces(family)
    )
    sheet = Sheet(f'{declared} html {{ font: 13px "Source Sans 3" }} {css}', folder)
    diagnostics = Diagnostics()
    press = pdf.press([sheet], fonts.package_folders(), folder, diagnostics)
    assert press
    layout = press.layout(f"<!DOCTYPE html><html lang=en><title>Dots</title><body><h1>Dots</h1>{BODY}</body></html>")
    assert layout
    assert diagnostics.items == []
    return press, layout


def both(folder: Path, css: str) -> tuple[bytes, bytes]:
    """Give a page as WeasyPrint paints it, and as it is painted here."""
    press, layout = laid_out(folder, css)
    plain = layout.document.write_pdf(pdf_variant=pdf.VARIANT)
    ours = press.write(layout)
    assert ours
    return plain, ours.pdf


def characters(content: bytes) -> list[tuple[float, float, str]]:
    """Give the characters of the page and where they stand."""
    with pymupdf.open(stream=content) as document:
        spans = document[0].get_texttrace()
    return sorted(
        (round(y), x, chr(code)) for span in spans for code, _, (x, y), _ in span["chars"] if chr(code) != " "
    )


def pieces(content: bytes) -> int:
    with pymupdf.open(stream=content) as document:
        return int(document[0].read_contents().count(b"BDC"))


def text(content: bytes) -> str:
    with pymupdf.open(stream=content) as document:
        return " ".join(document[0].get_text().split())


@pytest.mark.parametrize("css", [*JOINED.values(), *APART.values()], ids=[*JOINED, *APART])
def test_each_dot_stands_where_it_would(css: str, tmp_path: Path) -> None:
    plain, ours = map(characters, both(tmp_path, css))
    assert [(line, character) for line, _, character in ours] == [(line, character) for line, _, character in plain]
    assert len(ours) > 90
    assert max(abs(here - there) for (_, here, _), (_, there, _) in zip(ours, plain, strict=True)) < NEAR


@pytest.mark.parametrize("css", JOINED.values(), ids=JOINED)
def test_many_are_one_text_with_one_tag(css: str, tmp_path: Path) -> None:
    plain, ours = both(tmp_path, css)
    _, without = both(tmp_path, re.sub(r"leader\((.*?)\)", r"\1", css))
    painted, texts = pieces(plain) - pieces(without), pieces(ours) - pieces(without)
    assert painted > 50
    assert len(TITLES) <= texts <= painted / leaders.TOGETHER + len(TITLES)


@pytest.mark.parametrize("css", APART.values(), ids=APART)
def test_what_would_stand_elsewhere_is_painted_one_by_one(css: str, tmp_path: Path) -> None:
    plain, ours = both(tmp_path, css)
    assert pieces(ours) == pieces(plain)


def test_a_reader_reads_the_same(tmp_path: Path) -> None:
    plain, ours = both(tmp_path, JOINED["dots"])
    assert text(ours) == text(plain)
    assert "Intern, at Some Company . . . ." in text(ours)


@pytest.mark.parametrize("fault", [AttributeError, TypeError, ValueError])
def test_another_weasyprint_paints_them_its_way(
    fault: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press, layout = laid_out(tmp_path, JOINED["dots"])
    plain = layout.document.write_pdf(pdf_variant=pdf.VARIANT)

    def changed(*_: object) -> None:
        raise fault

    monkeypatch.setattr(line_break, "split_first_line", changed)
    ours = press.write(layout)
    assert ours
    assert pieces(ours.pdf) == pieces(plain)
    assert text(ours.pdf) == text(plain)
