"""What pdfminer.six reads, and which fonts lack glyphs or characters for them."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject
from tests.document.pages import damaged, drawn, laid_out, placed, show
from tests.inspect.faults import makers

from resume.document import layout, objects
from resume.document.content import UnreadableError
from resume.document.layout import Reading

PLAIN = "<p>Ada Example"


def read(pdf: bytes) -> Reading:
    return layout.read(objects.mined(pdf))


def shown(change: makers.Change, html: str = PLAIN) -> Reading:
    return read(makers.edited(change, lambda: laid_out(html))())


def first_glyph(number: str) -> makers.Change:
    """Show a glyph of that number first."""

    def change(data: bytes) -> bytes:
        return re.sub(rb"\[<[0-9a-f]{4}", f"[<{number}".encode(), data, count=1)

    return makers.content_changed(change)


def test_a_page_is_read_box_after_box() -> None:
    pdf = placed((20, 50, "Ada Example"), (20, 200, "Engineer"))
    assert read(pdf) == Reading(("Ada Example\n\nEngineer\n\n\f",), (), ())


def test_each_page_has_its_text() -> None:
    found = read(laid_out('<p>one<p style="break-before: page">two'))
    assert [text.split() for text in found.pages] == [["one"], ["two"]]
    assert (found.lacking, found.unmapped) == ((), ())


@pytest.mark.parametrize("number", ["0000", "ffff"], ids=["none", "beyond-the-font"])
def test_a_glyph_that_the_font_has_not_is_lacking(number: str) -> None:
    found = shown(first_glyph(number))
    [font] = found.lacking
    assert "Source" in font


def test_a_font_is_named_once_however_many_glyphs_it_lacks() -> None:
    change = makers.content_changed(lambda data: re.sub(rb"(?<=[<\\[])[0-9a-f]{4}(?=[0-9a-f]*>)", b"ffff", data))
    assert len(shown(change, "<p>Ada<p>Example").lacking) == 1


def test_glyphs_of_an_opentype_font_are_counted_too() -> None:
    css = makers.icon_font()
    pdf = laid_out('<p><span class="icon">\uf0e0</span> mail', css)
    assert read(pdf).lacking == ()


def test_a_font_that_is_not_embedded_lacks_no_glyph() -> None:
    found = shown(_without_file)
    assert (found.pages[0].split(), found.lacking) == (["Ada", "Example"], ())


def _without_file(writer: PdfWriter) -> None:
    descendants: Any = makers.font_of(writer, "")["/DescendantFonts"]
    del descendants[0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]


def _without_both(writer: PdfWriter) -> None:
    _without_file(writer)
    _without_map(writer)


def _without_map(writer: PdfWriter) -> None:
    del makers.font_of(writer, "")["/ToUnicode"]


def test_glyphs_without_characters_are_unmapped() -> None:
    found = shown(_without_both)
    [font] = found.unmapped
    assert "Source" in font
    assert "(cid:" in found.pages[0]


def test_glyphs_without_a_map_are_known_by_the_font_that_is_embedded() -> None:
    found = shown(_without_map)
    assert (found.pages[0].split(), found.unmapped) == (["Ada", "Example"], ())


def test_a_simple_font_of_the_standard_ones_has_all_its_letters() -> None:
    assert read(drawn(show(20, 50, "café"))) == Reading(("café\n\n\f",), (), ())


def test_a_page_whose_content_is_of_another_kind_is_read_as_empty_or_not_at_all() -> None:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/MediaBox")] = NameObject("/Nothing")

    with pytest.raises(UnreadableError, match=r"^\w+"):
        shown(change)


SMALL = placed((20, 50, "Ada Example"), (20, 70, "Engineer at Acme"))
LAID = laid_out('<p>Ada <a href="https://example.org/">example.org</a>')


@given(st.sampled_from([SMALL, LAID]), st.integers(0, 2**20), st.integers(1, 40), st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_damage_makes_a_pdf_unreadable_or_changes_its_text(pdf: bytes, at: int, length: int, flip: int) -> None:
    try:
        found = read(damaged(pdf, at, length, flip))
    except UnreadableError:
        return
    assert all(isinstance(text, str) for text in found.pages)
