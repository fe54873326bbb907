"""What headings mean, in which language they are, and which lines look like one."""

import pytest

from resume.document.values import Box, Line, Style, Word
from resume.parser import headings
from resume.view import words


def line(text: str, size: float = 10.0, *, is_bold: bool = False) -> Line:
    style = Style("Any", size, is_bold)
    return Line(tuple(Word(word, Box(0, 0, 9, 9), 9, style, n) for n, word in enumerate(text.split())), 1, 9)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Experience", "work"),
        ("PROFESSIONAL EXPERIENCE:", "work"),
        ("Technical Stack (Production-Oriented)", "skills"),
        ("# Technical Stack", "skills"),
        ("Selected Systems Projects", "projects"),
        ("S K I L L S", "skills"),
        ("Skills & Tools", "skills"),
        ("Awards and Honours", "awards"),
        ("Education / Training", "education"),
        ("Beruflicher Werdegang", "work"),
        ("Compétences techniques", "skills"),
        ("Formación académica", "education"),
        ("職歴", "work"),
        ("About Me", "summary"),
        ("Volunteer Experience", "volunteer"),
        ("Current Focus Areas", None),
        ("Beyond Engineering", None),
        ("I have a lot of experience with skills and projects in education", None),
        ("", None),
        ("—", None),
    ],
)
def test_a_heading_says_what_stands_below_it(text: str, kind: str | None) -> None:
    assert headings.kind(text) == kind


@pytest.mark.parametrize("language", words.names())
def test_the_headings_of_every_language_are_known(language: str) -> None:
    known = words.find(language)
    assert known is not None
    for kind in ("work", "education", "skills"):
        assert headings.kind(known.headings[kind]) == kind


@pytest.mark.parametrize(
    ("text", "is_standard"),
    [
        ("Work Experience", True),
        ("SKILLS", True),
        ("Selected Systems Projects", False),
        ("Technical Stack (Production-Oriented)", False),
        ("Beyond Engineering", False),
        ("Summary of Qualifications", True),
    ],
)
def test_a_usual_heading_is_told_from_one_of_ones_own(text: str, is_standard: bool) -> None:  # noqa: FBT001 - a case
    assert headings.is_standard(text) is is_standard


def test_headings_are_set_apart_from_the_text() -> None:
    assert headings.is_set_apart(line("Experience", is_bold=True), 10)
    assert headings.is_set_apart(line("EXPERIENCE"), 10)
    assert headings.is_set_apart(line("Experience", 12), 10)
    assert not headings.is_set_apart(line("Experience"), 10)
    assert not headings.is_set_apart(line("Led a team of four, and then of eight people.", is_bold=True), 10)
    assert not headings.is_set_apart(line("Acme 2019", is_bold=True), 10)


def test_the_language_is_that_of_most_headings() -> None:
    assert headings.language(["Berufserfahrung", "Ausbildung", "Kenntnisse", "Projects"]) == "de"
    assert headings.language(["Experience", "Education"]) == "en"
    assert headings.language(["Whatever"]) == ""
