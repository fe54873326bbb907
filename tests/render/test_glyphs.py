"""Characters that no font has, each at its place."""

from pathlib import Path

import pytest

from resume.build.request import Request
from resume.build.road import build
from resume.themes.shelf import Chosen

RUNE, OTHER = "\N{RUNIC LETTER FEHU FEOH FE F}", "\N{UGARITIC LETTER ALPA}"


def said(folder: Path, source: str) -> list[tuple[int, int, str]]:
    """Give the line, column and message of each character that no font has."""
    outcome = build(Request(source.encode(), "resume.yaml", folder, (Chosen("classic"),), output=folder))
    assert outcome.paths == []
    assert {item.code for item in outcome.diagnostics.items} == {"missing-glyph"}
    return [(i.span.line, i.span.column, i.message) for i in outcome.diagnostics.in_order() if i.span]


@pytest.mark.parametrize(
    ("source", "at"),
    [
        (f"basics:\n  name: A{RUNE}\n", (2, 10)),
        (f'basics:\n  name: "A{RUNE}"\n', (2, 11)),
        (f"basics:\n  name: Ada\n  summary: >-\n    one\n    **two** {RUNE}\n", (5, 13)),
        (f"basics: {{name: Ada}}\nskills:\n- keywords: [Go, {RUNE}]\n", (3, 18)),
        (f"basics: {{name: Ada}}\nwork:\n- highlights:\n  - text: '[x {RUNE}](https://e.org)'\n", (4, 15)),
        (f"basics: {{name: Ada, summary: S.}}\nsections:\n- summary: {RUNE}\n", (3, 12)),
        (f"basics: {{name: Ada}}\ncustom:\n  more: {{title: {RUNE}, items: [x]}}\n", (3, 17)),
        ('basics:\n  name: "A\\u16A0"\n', (2, 9)),
    ],
)
def test_a_character_that_no_font_has_is_named_where_it_stands(
    tmp_path: Path, source: str, at: tuple[int, int]
) -> None:
    """Where it is escaped, that is the whole text."""
    assert said(tmp_path, source) == [(*at, f'the font "EB Garamond" has no glyph for {RUNE} (U+16A0)')]


def test_each_character_is_named_once_in_each_text(tmp_path: Path) -> None:
    found = said(tmp_path, f"basics:\n  name: {RUNE}{OTHER} {RUNE}\n  label: {RUNE}\n")
    assert [(line, column) for line, column, _ in found] == [(2, 9), (2, 10), (3, 10)]


def test_a_text_that_is_not_shown_needs_no_font(tmp_path: Path) -> None:
    source = f"basics: {{name: Ada, summary: S., image: {RUNE}}}\nx-note: {RUNE}\n# {RUNE}\n"
    outcome = build(Request(source.encode(), "resume.yaml", tmp_path, (Chosen("classic"),), output=tmp_path))
    assert outcome.diagnostics.items == []
