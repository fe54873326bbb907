"""What a theme can do wrong, and that a build notices it at its line of the résumé."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from resume.build.request import Request
from resume.build.road import build
from resume.themes.shelf import Chosen

pytestmark = pytest.mark.wide

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "resume.yaml").read_text(encoding="utf-8")

Readers = Mapping[str, Callable[[bytes], str]]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


FAULTS = {
    "floated-date": ".date { float: right } .dates-right .date::before { content: none }",
    "absolute-date": ".date { position: absolute; right: 0 } .dates-right .date::before { content: none }",
    "letter-spaced-heading": "h2 { letter-spacing: .3em }",
    "hidden-contacts": ".contacts { display: none }",
}


def planted(folder: Path, css: str, template: str = "", extends: str = "classic") -> Chosen:
    """Make a theme with a fault."""
    theme = folder / "planted"
    theme.mkdir()
    (theme / "theme.yaml").write_text(f"name: planted\ndescription: has a fault\nextends: {extends}\n")
    (theme / "style.css").write_text(css)
    if template:
        (theme / "resume.html.j2").write_text(template)
    return Chosen(str(theme), by_path=True)


def found(folder: Path, theme: Chosen) -> list[tuple[str, str]]:
    """Build with the theme: the codes reported, each with the line of resume.yaml that it points at."""
    outcome = build(Request(SOURCE.encode(), "resume.yaml", folder, (theme,), output=folder))
    assert not outcome.paths
    lines = SOURCE.splitlines()
    return [
        (item.code, lines[item.span.line - 1].strip() if item.span else "") for item in outcome.diagnostics.in_order()
    ]


@pytest.mark.parametrize("fault", ["floated-date", "absolute-date"])
def test_a_date_out_of_its_line_is_noticed(tmp_path: Path, fault: str) -> None:
    items = found(tmp_path, planted(tmp_path, FAULTS[fault]))
    assert ("text-order", "startDate: 2024-02") in items
    assert {code for code, _ in items} == {"text-order"}


def test_a_letter_spaced_heading_is_noticed(tmp_path: Path) -> None:
    assert ("lost-text", "- work: Professional Experience") in found(
        tmp_path, planted(tmp_path, FAULTS["letter-spaced-heading"])
    )


def test_hidden_contacts_are_noticed(tmp_path: Path) -> None:
    assert found(tmp_path, planted(tmp_path, FAULTS["hidden-contacts"])) == [
        ("lost-text", "email: vbabariy@stevens.edu"),
        ("lost-text", "url: https://www.linkedin.com/in/vidhi-babariya-1b7210210"),
        ("lost-text", "url: https://github.com/Vid-02"),
    ]


def test_a_section_that_a_template_leaves_out_is_noticed(tmp_path: Path) -> None:
    template = """{% extends "base/resume.html.j2" %}{% block sections %}{% endblock %}"""
    items = found(tmp_path, planted(tmp_path, "", template))
    assert ("lost-text", "- studyType: MS") in items
    assert ("lost-text", "- summary: About Me") in items


HIDDEN = {
    ".organization { display: none }": ["institution: Stevens Institute of Technology", "name: Handshake AI"],
    ".date { visibility: hidden }": ["startDate: 2025-09", "startDate: 2024-02", "startDate: 2023-11"],
    ".prose { display: none }": ["summary: |"],
    ".label { text-transform: uppercase }": [
        "label: Software Engineer - Backend, Distributed Systems & ML Infrastructure"
    ],
    ".prose { hyphens: auto; text-align: justify }": ["summary: |"],
}


@pytest.mark.parametrize("css", HIDDEN)
def test_what_a_theme_hides_or_changes_is_noticed_at_its_line(tmp_path: Path, css: str) -> None:
    items = found(tmp_path, planted(tmp_path, css))
    assert {code for code, _ in items} == {"lost-text"}
    assert {*HIDDEN[css]} <= {line for _, line in items}


def test_a_heading_in_capitals_is_no_fault(tmp_path: Path, readers: Readers) -> None:
    theme = planted(tmp_path, "h2 { text-transform: uppercase; letter-spacing: .04em }")
    outcome = build(Request(SOURCE.encode(), "resume.yaml", tmp_path, (theme,), output=tmp_path))
    assert outcome.diagnostics.items == []
    assert {name: "ABOUTME" in squeeze(read(outcome.paths[0].read_bytes())) for name, read in readers.items()} == (
        dict.fromkeys(readers, True)
    )


def test_a_glyph_that_only_the_theme_wants_is_noticed(tmp_path: Path) -> None:
    items = found(tmp_path, planted(tmp_path, 'h2::before { content: "\\16A0" }'))
    assert {code for code, _ in items} == {"missing-glyph"}


def test_an_outside_marker_breaks_the_order_for_readers_in_stream_order(tmp_path: Path, readers: Readers) -> None:
    css = "ul { list-style: disc outside; padding-left: 1.2em } li { padding: 0; text-indent: 0 }"
    css += "li::before { content: none }"
    theme = planted(tmp_path, css)
    outcome = build(Request(SOURCE.encode(), "resume.yaml", tmp_path, (theme,), output=tmp_path, check=False))
    text = readers["pypdf"](outcome.paths[0].read_bytes())
    assert "• Designed" not in " ".join(text.split())
