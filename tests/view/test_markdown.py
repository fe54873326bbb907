"""Inline Markdown and blocks; all else that CommonMark knows is text."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.view.markdown import Block, List, Paragraph, Run, blocks, inline


def strong(text: str) -> Run:
    return Run(text, strong=True)


def paragraph(*runs: str | Run) -> Paragraph:
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs))


def items(*texts: str) -> tuple[tuple[Block, ...], ...]:
    return tuple((paragraph(text),) for text in texts)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", [Run("plain")]),
        ("a **b** c", [Run("a "), strong("b"), Run(" c")]),
        ("__b__ _i_", [strong("b"), Run(" "), Run("i", emphasis=True)]),
        (
            "*i **both** i*",
            [Run("i ", emphasis=True), Run("both", strong=True, emphasis=True), Run(" i", emphasis=True)],
        ),
        ("***both***", [Run("both", strong=True, emphasis=True)]),
        ("**bold**text", [strong("bold"), Run("text")]),
        ("`a*b*`", [Run("a*b*", code=True)]),
        ("`` a`b ``", [Run("a`b", code=True)]),
        ("**`x`**", [Run("x", strong=True, code=True)]),
    ],
)
def test_bold_italic_and_code_are_runs(text: str, runs: list[Run]) -> None:
    assert inline(text) == tuple(runs)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("[x](https://e.org)", [Run("x", href="https://e.org")]),
        ('[x](https://e.org "title")', [Run("x", href="https://e.org")]),
        ("see [x **y**](https://e.org).", [Run("see "), Run("x ", href="https://e.org")]),
        ("**[x](https://e.org)**", [Run("x", strong=True, href="https://e.org")]),
        ("<https://e.org/x>", [Run("https://e.org/x", href="https://e.org/x")]),
        ("<ada@e.org>", [Run("ada@e.org", href="mailto:ada@e.org")]),
        ("[x](javascript:alert)", [Run("x", href="javascript:alert")]),
    ],
)
def test_links_are_runs_with_their_address(text: str, runs: list[Run]) -> None:
    """One that may not be is kept, so that it can be reported."""
    assert inline(text)[: len(runs)] == tuple(runs)


def test_a_link_keeps_the_marks_of_its_text() -> None:
    assert inline("[x **y**](https://e.org).")[1:] == (Run("y", strong=True, href="https://e.org"), Run("."))


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "a < b > c",
        "&amp; &copy; &#65; AT&T",
        "snake_case_name",
        "2 * 3 * 4",
        "**not closed",
        "not opened*",
        "[brackets]",
        "[x][y] [x]: y",
        "~~struck~~",
        "https://e.org/a_b_c",
        "C:\\Users",
        "# not a heading",
        "* not a list",
        "- not a list",
        "1. not a list",
        "> not a quotation",
    ],
)
def test_what_is_not_ours_is_text(text: str) -> None:
    assert inline(text) == (Run(text),)


@pytest.mark.parametrize("text", ["a\nb", "a  \nb", "a\\\nb"])
def test_a_line_break_is_a_space(text: str) -> None:
    assert inline(text) == (Run("a b"),)


def test_an_image_is_a_link() -> None:
    assert inline("![x](https://e.org/x.png)") == (Run("!"), Run("x", href="https://e.org/x.png"))


def words(marks: str) -> st.SearchStrategy[str]:
    """Give words of letters and marks, a space between them."""
    word = st.text(st.one_of(st.sampled_from(marks), st.sampled_from("aZ9éß工🎨")), min_size=1, max_size=12)
    return st.lists(word, min_size=1, max_size=5).map(" ".join)


@settings(deadline=None)
@given(words(string.punctuation))
def test_any_mark_can_be_escaped(text: str) -> None:
    """CommonMark 0.31 §2.4: any ASCII punctuation."""
    escaped = re.sub(f"[{re.escape(string.punctuation)}]", r"\\\g<0>", text)
    assert inline(escaped) == (Run(text),)


@settings(deadline=None)
@given(words("*_`~\\<>[]#&!|-+"))
def test_no_letter_is_lost_whatever_the_marks(text: str) -> None:
    shown = "".join(run.text for run in inline(text))
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]


# Blocks.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", [paragraph("one")]),
        ("  one\n", [paragraph("one")]),
        ("one\n\ntwo **b**", [paragraph("one"), paragraph("two ", strong("b"))]),
        ("one\ntwo", [paragraph("one two")]),
        ("- a\n- b", [List(items("a", "b"))]),
        ("* a\n* b\n", [List(items("a", "b"))]),
        ("- a\n\n- b", [List(items("a", "b"))]),
        ("1. a\n2. b", [List(items("a", "b"), ordered=True)]),
        ("before\n- a\n\nafter", [paragraph("before"), List(items("a")), paragraph("after")]),
        ("- a\n\n  b", [List(((paragraph("a"), paragraph("b")),))]),
    ],
)
def test_paragraphs_and_lists_are_blocks(text: str, expected: list[Block]) -> None:
    assert blocks(text) == tuple(expected)


def test_a_list_can_stand_in_an_item() -> None:
    nested = blocks("- a\n  - b\n    1. c\n  - d\n- e")
    inner = List(((paragraph("b"), List(items("c"), ordered=True)), *items("d")))
    assert nested == (List(((paragraph("a"), inner), *items("e"))),)


@pytest.mark.parametrize(("text", "start"), [("3. c\n4. d", 3), ("2019. c\n2020. d", 2019), ("0) c\n1) d", 0)])
def test_a_list_keeps_the_number_that_it_begins_with(text: str, start: int) -> None:
    assert blocks(text) == (List(items("c", "d"), ordered=True, start=start),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# one", "# one"),
        ("one\n---", "one ---"),
        ("---", "---"),
        ("> one", "> one"),
        ("    one", "one"),
        ("<div>one</div>", "<div>one</div>"),
        ("a | b\n--|--\n1 | 2", "a | b --|-- 1 | 2"),
        ("[x]: https://e.org", "[x]: https://e.org"),
        ("-one", "-one"),
        ("1.5 years", "1.5 years"),
    ],
)
def test_blocks_that_are_not_ours_are_text(text: str, shown: str) -> None:
    assert blocks(text) == (paragraph(shown),)


def test_bold_does_not_go_over_to_the_next_paragraph() -> None:
    assert blocks("**a\n\nb**") == (paragraph("**a"), paragraph("b**"))
