"""Diagnostics: collected, counted, put in order; a misspelt word leads to the one that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.diagnostics import Diagnostic, Diagnostics, Label, Span, did_you_mean

HERE = Span("resume.yaml", 7, 14, 7, 21)
THERE = Span("resume.yaml", 6, 16, 6, 23)


def test_an_error_keeps_all_that_is_said_of_it() -> None:
    diagnostics = Diagnostics()
    labels = (Label(THERE, "starts here"),)
    diagnostics.error("date-order", "too early", HERE, label="ends here", labels=labels, notes=("a", "b"), hint="do")
    assert diagnostics.items == [
        Diagnostic("error", "date-order", "too early", HERE, "ends here", labels, ("a", "b"), "do"),
    ]


def test_a_warning_keeps_all_that_is_said_of_it() -> None:
    diagnostics = Diagnostics()
    diagnostics.warning("theme-css", "ignored", HERE, notes=("a",), hint="do")
    assert diagnostics.items == [Diagnostic("warning", "theme-css", "ignored", HERE, notes=("a",), hint="do")]


def test_a_problem_may_have_no_place() -> None:
    diagnostics = Diagnostics()
    diagnostics.error("no-theme", "there is no theme `x`")
    assert diagnostics.items[0].span is None


def test_warnings_fail_a_request_only_where_they_are_counted() -> None:
    diagnostics = Diagnostics()
    assert not diagnostics.has_errors()
    assert not diagnostics.has_errors(strict=True)
    diagnostics.warning("theme-css", "ignored")
    assert not diagnostics.has_errors()
    assert diagnostics.has_errors(strict=True)
    diagnostics.error("page-limit", "two pages")
    assert diagnostics.has_errors()
    assert diagnostics.has_errors(strict=True)


def at(line: int, column: int, file: str = "resume.yaml") -> Span:
    return Span(file, line, column, line, column + 1)


def test_problems_are_ordered_by_file_line_and_column_and_those_without_a_place_are_last() -> None:
    spans = [None, at(10, 1), at(9, 20), at(9, 3), at(2, 1, "themes/serif/style.css"), at(1, 1, "overlay.yaml")]
    diagnostics = Diagnostics()
    for span in spans:
        diagnostics.warning("x", "y", span)
    assert [item.span for item in diagnostics.in_order()] == [
        at(1, 1, "overlay.yaml"),
        at(9, 3),
        at(9, 20),
        at(10, 1),
        at(2, 1, "themes/serif/style.css"),
        None,
    ]


def test_problems_of_one_place_stay_in_the_order_they_were_found_in() -> None:
    diagnostics = Diagnostics()
    for code in ("b", "a", "c"):
        diagnostics.error(code, "", HERE)
    assert [item.code for item in diagnostics.in_order()] == ["b", "a", "c"]


def test_a_problem_found_twice_is_told_once() -> None:
    diagnostics = Diagnostics()
    for _ in range(2):
        diagnostics.error("a", "x", HERE)
        diagnostics.error("a", "y", HERE)
        diagnostics.warning("a", "x", HERE)
    assert [(item.severity, item.message) for item in diagnostics.in_order()] == [
        ("error", "x"),
        ("error", "y"),
        ("warning", "x"),
    ]


KEYS = ["name", "position", "url", "startDate", "endDate", "summary", "highlights", "countryCode"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("postion", "position"),
        ("positoin", "position"),
        ("nmae", "name"),
        ("Name", "name"),
        ("start_date", "startDate"),
        ("start-date", "startDate"),
        ("Start Date", "startDate"),
        ("STARTDATE", "startDate"),
        ("enddate", "endDate"),
        ("country_code", "countryCode"),
        ("sumary", "summary"),
        ("highlight", "highlights"),
    ],
)
def test_a_misspelt_word_leads_to_the_one_that_was_meant(word: str, meant: str) -> None:
    assert did_you_mean(word, KEYS) == f"did you mean `{meant}`?"


@pytest.mark.parametrize("word", ["", "zodiac", "x", "grade", "日本"])
def test_a_word_like_no_other_leads_nowhere(word: str) -> None:
    assert did_you_mean(word, KEYS) == ""
    assert did_you_mean(word, KEYS, "look it up") == "look it up"


@given(st.text(), st.lists(st.text(), max_size=5))
def test_what_is_suggested_is_one_of_the_known_words(word: str, known: list[str]) -> None:
    assert did_you_mean(word, known) in {"", *(f"did you mean `{each}`?" for each in known)}
