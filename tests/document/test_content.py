"""What is read of a page: words in the order of painting, pictures and links, each at its place."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, RectangleObject
from tests.document.pages import SIDE, damaged, drawn, form, laid_out, placed, saved, show, writer
from tests.inspect.faults import makers

from resume.document.content import UnreadableError, opened, pages
from resume.document.values import Box, Link, Page, Word


def only(pdf: bytes) -> Page:
    [page] = pages(pdf)
    return page


def texts(pdf: bytes) -> list[str]:
    return [word.text for word in only(pdf).words]


def word_of(pdf: bytes, text: str) -> Word:
    [found] = [word for word in only(pdf).words if word.text == text]
    return found


def test_words_come_in_the_order_in_which_they_are_painted() -> None:
    page = only(placed((200, 100, "third part"), (20, 100, "first"), (100, 50, "above")))
    assert [word.text for word in page.words] == ["third", "part", "first", "above"]
    assert [word.order for word in page.words] == [0, 1, 2, 3]


def test_a_word_stands_where_it_is_painted_from_the_upper_left_corner() -> None:
    word = word_of(placed((50, 120, "Acme")), "Acme")
    assert word.baseline == pytest.approx(120)
    assert word.box.left == pytest.approx(50, abs=1)
    assert word.box.top < 113
    assert 119 < word.box.bottom < 124
    assert word.box.right == pytest.approx(50 + 10 * (667 + 500 + 833 + 556) / 1000, abs=0.1)


def test_places_are_those_in_the_visible_part_of_the_page() -> None:
    made = writer(show(50, 120, "Acme"))
    made.pages[0].cropbox = RectangleObject((30, 10, SIDE - 5, SIDE - 40))
    page = only(saved(made))
    assert page.box == Box(0, 0, SIDE - 35, SIDE - 50)
    assert page.words[0].baseline == pytest.approx(80)
    assert page.words[0].box.left == pytest.approx(20, abs=1)


def test_a_superscript_belongs_to_the_word_before_it() -> None:
    css = "sup { font-size: 6pt; vertical-align: 2.5pt; line-height: 0 }"
    assert texts(laid_out("<p>the 2<sup>nd</sup> place", css)) == ["the", "2nd", "place"]


def test_what_stands_on_another_line_is_another_word() -> None:
    assert sorted(texts(drawn(show(50, 100, "Acme") + show(71.7, 120, "Works")))) == ["Acme", "Works"]


def test_what_stands_apart_on_a_line_is_another_word() -> None:
    assert texts(drawn("BT /F 10 Tf 50 300 Td [(Acme) -3000 (Works)] TJ ET")) == ["Acme", "Works"]


def test_letters_of_a_word_may_stand_a_little_apart() -> None:
    assert texts(drawn("BT /F 10 Tf 50 300 Td [(A) -60 (c) -60 (m) -60 (e)] TJ ET")) == ["Acme"]


def test_a_letter_beyond_the_first_65536_is_one() -> None:
    face = makers.lookalikes((("\U0001f3a8", "o"), ("\U00010330", "a")))
    assert texts(laid_out('<p class="odd">\U0001f3a8\U00010330 b', face)) == ["\U0001f3a8\U00010330", "b"]


def test_a_ligature_is_read_as_its_letters() -> None:
    pdf = laid_out("<p>office file waffle", "html { font-variant-ligatures: common-ligatures }")
    assert texts(pdf) == ["office", "file", "waffle"]


def test_a_letter_and_a_mark_become_one_character() -> None:
    assert texts(laid_out("<p>Cafe\N{COMBINING ACUTE ACCENT} noir")) == ["Caf\u00e9", "noir"]


def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen() -> None:
    page = only(laid_out("<p>fault-<br>tolerant"))
    assert [word.text for word in page.words] == ["fault-", "tolerant"]
    assert page.text == "fault-tolerant"


def test_dots_that_lead_to_a_date_are_no_words() -> None:
    pdf = laid_out('<p class="line">Engineer <span class="date">2024</span>')
    assert texts(pdf) == ["Engineer", "2024"]
    assert " ." in only(pdf).text


def test_text_in_forms_is_read_in_its_turn() -> None:
    made = writer(show(20, 50, "before") + "/X Do\n" + show(20, 90, "after"))
    form(made, show(20, 70, "inside"))
    assert texts(saved(made)) == ["before", "inside", "after"]


def test_a_form_scales_the_size_of_its_text() -> None:
    made = writer("/X Do")
    form(made, show(20, 70, "inside"), Matrix=ArrayObject(map(FloatObject, (0.5, 0, 0, 0.5, 0, 0))))
    assert word_of(saved(made), "inside").style.size == 5


def test_a_size_is_the_one_that_is_seen() -> None:
    pdf = drawn("q 1.5 0 0 1.5 0 0 cm BT /F 8 Tf 2 0 0 2 20 100 Tm (large) Tj ET Q")
    assert word_of(pdf, "large").style.size == 24


def test_text_that_is_turned_has_its_size() -> None:
    words = only(drawn("BT /F 10 Tf 0 1 -1 0 100 100 Tm (upward) Tj ET")).words
    assert "".join(word.text for word in words) == "upward"
    assert {word.style.size for word in words} == {10}


def test_a_font_is_bold_by_its_name() -> None:
    pdf = drawn(show(20, 50, "plain") + show(20, 70, "strong", font="B"))
    styles = {word.text: word.style for word in only(pdf).words}
    assert (styles["plain"].font, styles["plain"].is_bold) == ("Helvetica", False)
    assert (styles["strong"].font, styles["strong"].is_bold) == ("Helvetica-Bold", True)


def test_a_font_that_is_embedded_goes_without_the_tag_of_its_subset() -> None:
    styles = {word.text: word.style for word in only(laid_out("<p>plain <b>strong</b>")).words}
    assert not styles["plain"].is_bold
    assert styles["strong"].is_bold
    assert all("+" not in style.font and "Source" in style.font for style in styles.values())


def test_a_font_is_bold_by_its_weight() -> None:
    def renamed(made: PdfWriter) -> None:
        font = makers.font_of(made, "")
        descendants: Any = font["/DescendantFonts"]
        inner = descendants[0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        for item, key in ((font, "/BaseFont"), (inner, "/BaseFont"), (descriptor, "/FontName")):
            item[NameObject(key)] = NameObject("/ABCDEF+Odd")
        descriptor[NameObject("/StemV")] = FloatObject(180)

    pdf = makers.edited(renamed, lambda: laid_out("<p>strong"))()
    assert word_of(pdf, "strong").style.font == "Odd"
    assert word_of(pdf, "strong").style.is_bold


def test_content_that_is_marked_has_its_number_and_says_what_is_furniture() -> None:
    inside = "/P <</MCID 7>> BDC\n" + show(20, 50, "text") + "EMC\n"
    foot = "/Artifact <</Type /Pagination>> BDC\n" + show(20, 390, "foot") + "EMC\n"
    found = {word.text: (word.content, word.is_artifact) for word in only(drawn(inside + foot)).words}
    assert found == {"text": (7, False), "foot": (-1, True)}


def test_a_picture_has_its_place_and_its_pixels() -> None:
    css = "img { position: absolute; left: 30pt; top: 40pt; width: 50pt; height: 100pt }"
    pdf = laid_out(f'<img alt="" src="{makers.portrait(20, 40)}">', css)
    [picture] = only(pdf).pictures
    assert picture.pixels == (20, 40)
    box = picture.box
    assert [box.width, box.height] == pytest.approx([50, 100])
    assert [box.left, box.top] == pytest.approx([20 + 30, 20 + 40])


def test_paths_are_counted() -> None:
    page = only(drawn("10 10 20 20 re f\n50 50 20 20 re f"))
    assert (page.paths, page.words) == (2, ())


def test_an_empty_page_has_nothing_on_it() -> None:
    page = only(drawn(""))
    assert (page.paths, page.words, page.pictures) == (0, (), ())
    assert page.box == Box(0, 0, SIDE, SIDE)


def with_link(rect: tuple[float, float, float, float], uri: str = "https://example.org/") -> bytes:
    made = writer(show(20, 50, "link"))
    annotation = makers.named(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Link"),
        Rect=ArrayObject(map(FloatObject, rect)),
        A=makers.action("URI", URI=makers.pdf_text(uri)),
    )
    inner = makers.named(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Link"),
        Rect=ArrayObject(map(FloatObject, rect)),
        A=makers.action("Named", N=NameObject("/NextPage")),
    )
    made.pages[0][NameObject("/Annots")] = ArrayObject([annotation, inner])
    return saved(made)


def test_a_link_has_its_place_and_leads_somewhere() -> None:
    assert only(with_link((20, 340, 60, 360))).links == (Link("https://example.org/", Box(20, 40, 60, 60)),)


def test_a_link_whose_rectangle_is_turned_over_has_the_same_place() -> None:
    assert only(with_link((60, 360, 20, 340))).links == only(with_link((20, 340, 60, 360))).links


def test_a_link_whose_rectangle_is_upside_down_has_the_same_place() -> None:
    assert only(with_link((20, 360, 60, 340))).links == only(with_link((20, 340, 60, 360))).links


def test_links_of_a_page_that_is_laid_out_lie_over_their_words() -> None:
    page = only(laid_out('<p>see <a href="https://example.org/a?b=c">example.org</a>'))
    [link] = page.links
    [word] = [word for word in page.words if word.text == "example.org"]
    assert link.uri == "https://example.org/a?b=c"
    assert word.box.within(link.box).area > 0.8 * word.box.area


def test_each_page_is_read() -> None:
    found = pages(laid_out("<p>one<p style='break-before: page'>two"))
    assert [[word.text for word in page.words] for page in found] == [["one"], ["two"]]


def test_a_box_that_is_turned_inside_out_covers_nothing() -> None:
    apart = Box(0, 0, 10, 10).within(Box(20, 20, 30, 30))
    assert apart.area == 0
    assert Box(0, 0, 10, 10).around(Box(20, 20, 30, 30)) == Box(0, 0, 30, 30)


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n", b"\0" * 2000])
def test_what_is_no_pdf_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="it is damaged, or no PDF"):
        pages(content)


def test_a_pdf_that_wants_a_password_is_unreadable() -> None:
    made = writer(show(20, 50, "secret"))
    made.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(UnreadableError, match="it wants a password"):
        pages(saved(made))


def test_a_document_is_closed_after_an_error() -> None:
    holder: list[Any] = []
    with pytest.raises(ZeroDivisionError), opened(placed((20, 50, "a"))) as document:  # noqa: PT012
        holder.append(document)
        raise ZeroDivisionError
    assert holder[0].raw is None


SMALL = placed((20, 50, "Ada Example"), (20, 70, "Engineer at Acme"))
LAID = laid_out('<p>Ada <a href="https://example.org/">example.org</a>')


@given(st.sampled_from([SMALL, LAID]), st.integers(0, 2**20), st.integers(1, 40), st.integers(0, 255))
@example(SMALL, 79, 6, 0)
@settings(max_examples=60, deadline=None)
def test_damage_makes_a_pdf_unreadable_or_changes_its_words(pdf: bytes, at: int, length: int, flip: int) -> None:
    try:
        found = pages(damaged(pdf, at, length, flip))
    except UnreadableError:
        return
    assert all([word.order for word in page.words] == [*range(len(page.words))] for page in found)
