"""Text of other tools as Markdown of ours: as it is, in paragraphs and lists, with words in bold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.importers import texts
from resume.view import markdown


@settings(max_examples=80, deadline=None)
@given(st.text("ab *_`[]()<>\\-+.1#&!\n", max_size=20))
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    shown = markdown.inline(texts.plain(line))
    assert "".join(run.text for run in shown) == line
    assert not any(run.strong or run.emphasis or run.code or run.href for run in shown)


@settings(max_examples=80, deadline=None)
@given(st.text("ab *_`[]()-+.1", max_size=20))
def test_plain_text_alone_is_one_paragraph(text: str) -> None:
    line = " ".join(text.split())
    found = markdown.blocks(texts.plain(line)) if line else ()
    assert [type(block) for block in found] == [markdown.Paragraph] * bool(line)


@pytest.mark.parametrize(
    ("text", "summary", "bullets"),
    [
        ("One line", "One line", []),
        ("• a\n• b", "", ["a", "b"]),
        ("Before:\n- a\n– b", "Before:", ["a", "b"]),  # noqa: RUF001
        ("•a\nafter", "- a\n\nafter", []),
        ("a\nb\n\nc", "a\n\nb\n\nc", []),
        ("-5 degrees", "-5 degrees", []),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("", "", []),
    ],
)
def test_paragraphs_and_bullets_are_told_apart(text: str, summary: str, bullets: list[str]) -> None:
    assert texts.prose(text) == (summary, bullets)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- a\n- b\n", ["a", "b"]),
        ("* a\n  goes on\n* b", ["a goes on", "b"]),
        ("- a\n\n- b", ["a", "b"]),
        ("- a\n  - nested", []),
        ("Before\n- a", []),
        ("- a\nafter", []),
        ("1. a", []),
        ("", []),
    ],
)
def test_a_pure_list_is_known(text: str, items: list[str]) -> None:
    assert texts.items(text) == items


def test_words_are_split_outside_of_parentheses() -> None:
    assert texts.words("C, Python (asyncio, typing), [a, b](c), d、e;") == [
        "C",
        "Python (asyncio, typing)",
        "[a, b](c)",
        "d",
        "e",
    ]


def test_keywords_are_set_in_bold_once() -> None:
    assert (
        texts.bold("eBPF, eBPFs, **eBPF**, [eBPF](x), `eBPF`", ["eBPF", ""])
        == "**eBPF**, eBPFs, **eBPF**, [eBPF](x), `eBPF`"
    )
