"""Which words of a page nobody can see."""

import pytest
from pypdf.generic import RectangleObject
from tests.document.pages import drawn, form, laid_out, placed, saved, show, writer
from tests.inspect.faults import makers

from resume.document import content, ink
from resume.document.content import UnreadableError


def unseen(pdf: bytes) -> set[str]:
    [words] = ink.unseen(pdf, content.pages(pdf))
    return {word.text for word in words}


SEEN = show(20, 50, "seen")
HIDDEN = show(20, 80, "hidden")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 g\n", "0 g\n"),
        ("0.97 g\n", "0 g\n"),
        ("3 Tr\n", "0 Tr\n"),
        ("q 0 0 10 10 re W n\n", "Q\n"),
        ("", "1 g 15 310 100 30 re f 0 g\n"),
        ("q 0 g 15 310 100 30 re f\n", "Q\n"),
    ],
    ids=["white", "nearly-white", "no-ink", "clipped", "covered", "black-on-black"],
)
def test_what_changes_nothing_on_the_page_is_unseen(before: str, after: str) -> None:
    assert unseen(drawn(SEEN + before + HIDDEN + after)) == {"hidden"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("0.6 g\n", "0 g\n"),
        ("0 g 15 310 100 30 re f 1 g\n", ""),
        ("0.8 g 15 310 100 30 re f 0 g\n", ""),
        ("1 g 15 310 100 30 re f 0 g\n", ""),
    ],
    ids=["black", "grey", "white-on-black", "black-on-grey", "white-below"],
)
def test_what_can_be_read_is_seen(before: str, after: str) -> None:
    assert unseen(drawn(SEEN + before + HIDDEN + after)) == set()


@pytest.mark.parametrize("css", ["opacity: 0", "opacity: .05", "color: #fff", "color: transparent"])
def test_what_a_sheet_makes_invisible_is_unseen(css: str) -> None:
    assert unseen(laid_out(f'<p>seen <span style="display: inline-block; {css}">hidden</span>')) == {"hidden"}


def test_what_is_painted_on_a_layer_that_is_off_is_unseen() -> None:
    made = drawn("".join(text.replace("BT ", "BT\n") for text in (SEEN, HIDDEN)))
    pdf = makers.edited(makers.hidden_layer, lambda: made)()
    assert unseen(pdf) == {"hidden"}


def test_marks_and_what_is_off_the_page_are_left_out() -> None:
    assert unseen(drawn("1 g\n" + show(20, 50, "..,") + show(-300, 80, "beside"))) == set()


def test_text_in_a_form_is_looked_at_too() -> None:

    made = writer(SEEN + "/X Do\n")
    form(made, "1 g\n" + HIDDEN)
    assert unseen(saved(made)) == {"hidden"}


def test_small_letters_in_light_colours_are_seen() -> None:
    assert unseen(drawn("0.5 g\n" + show(20, 50, "footnote", size=5))) == set()


def test_what_is_unseen_is_so_close_below_other_letters_too() -> None:
    pdf = drawn(show(20, 80, "gypsy quay jogging") + "1 g\n" + show(20, 89, "hidden"))
    assert unseen(pdf) == {"hidden"}


def test_pages_are_looked_at_one_by_one() -> None:
    pdf = laid_out('<p>seen<p style="break-before: page; color: #fff">hidden')
    assert [{word.text for word in words} for words in ink.unseen(pdf, content.pages(pdf))] == [set(), {"hidden"}]


def test_words_have_their_places_in_the_visible_part_of_the_page() -> None:

    made = writer(SEEN + "1 g\n" + HIDDEN)
    made.pages[0].cropbox = RectangleObject((15, 200, 300, 380))
    assert unseen(saved(made)) == {"hidden"}


def test_what_is_no_pdf_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        ink.unseen(b"no PDF", content.pages(placed((20, 50, "a"))))
