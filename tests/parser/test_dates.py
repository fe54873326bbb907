"""Which dates are found in a text, in which style; and what is none."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.model.values import PRESENT, Date
from resume.parser import dates
from resume.view import words


def found(text: str, language: str = "") -> list[tuple[str, str]]:
    return [(item.dates.start, item.dates.end) for item in dates.find(text, language)]


@pytest.mark.parametrize(
    ("text", "start", "end", "style"),
    [
        ("Sep 2025 \N{EN DASH} Nov 2025", "2025-09", "2025-11", "Mon YYYY"),
        ("Sept. 2020 - Current", "2020-09", PRESENT, "Mon YYYY"),
        ("September 2020 to Present", "2020-09", PRESENT, "Month YYYY"),
        ("May \N{EN DASH} Aug 2021", "2021-05", "2021-08", "Mon YYYY"),
        ("Sep '25", "", "2025-09", "Mon YYYY"),
        ("09/2025 \N{EN DASH} 11/2025", "2025-09", "2025-11", "MM/YYYY"),
        ("9/2019-10/2020", "2019-09", "2020-10", "MM/YYYY"),
        ("09.2019 \N{EM DASH} now", "2019-09", PRESENT, "MM.YYYY"),
        ("2025-09 \N{EN DASH} present", "2025-09", PRESENT, "YYYY-MM"),
        ("2025-09-01", "", "2025-09-01", "YYYY-MM-DD"),
        ("02/13/2020 \N{EN DASH} Today", "2020-02-13", PRESENT, "MM/DD/YYYY"),
        ("13/02/2020", "", "2020-02-13", "DD/MM/YYYY"),
        ("1. 3. 2020 \N{EN DASH} 5. 4. 2021", "2020-03-01", "2021-04-05", "DD.MM.YYYY"),
        ("12 September 2020", "", "2020-09-12", "DD Month YYYY"),
        ("Feb 1, 2020 \N{EN DASH} Present", "2020-02-01", PRESENT, "Mon DD YYYY"),
        ("12 de septiembre de 2020 \N{EN DASH} actualidad", "2020-09-12", PRESENT, "DD Month YYYY"),
        ("seit 03/2021", "2021-03", PRESENT, "MM/YYYY"),
        ("du 03/2020 au 04/2021", "2020-03", "2021-04", "MM/YYYY"),
        ("2020年9月~現在", "2020-09", PRESENT, "YYYY年MM月"),
        ("2019\N{EN DASH}2021", "2019", "2021", "YYYY"),
        ("2019-21", "2019", "2021", "YYYY"),
        ("1990-2099 and 1949", "1990", "2099", "YYYY"),
        ("Stanford (2019)", "", "2019", "YYYY"),
        ("Class of 2022", "", "2022", "Season YYYY"),
        ("Summer 2021", "", "2021", "Season YYYY"),
    ],
)
def test_a_date_is_found_with_how_it_is_written(text: str, start: str, end: str, style: str) -> None:
    [item] = dates.find(text)
    assert (item.dates.start, item.dates.end) == (start, end)
    assert dates.styles([item]) == {style}
    assert item.dates.text == text[item.start : item.end]


@pytest.mark.parametrize(
    "text",
    [
        *("500+ 2023", "10-12 people", "ISO 27001", "call 555-2020", "+1 415 2020 1999", "CA 94105", "2000 people"),
        *("NeurIPS 2022", "$2020", "1,2020", "GPA 3.9/4.0", "1949", "2100", "v2019.04b", "0x2020", "2020%", "13/2020x"),
        *("in 2019 we", "2001:db8::1", "", "Present", "May the force", "https://example.com/2020/x", "Sep 20255"),
    ],
)
def test_numbers_that_are_no_dates_are_let_be(text: str) -> None:
    assert found(text) == []


def test_a_language_says_which_month_a_name_is_and_whether_the_day_comes_first() -> None:
    assert found("listopad 2020", "hr") == [("", "2020-10")]
    assert found("listopad 2020", "pl") == [("", "2020-11")]
    assert found("01/02/2020", "en") == [("", "2020-01-02")]
    assert found("01/02/2020", "fr") == [("", "2020-02-01")]
    assert [item.dates.end for item in dates.find("01/02/2020", "en", day_first=True)] == ["2020-02-01"]
    assert found("the set 2020", "it") == [("", "2020-09")]
    assert found("the set 2020", "en") == []


def test_a_name_that_is_short_and_long_is_as_the_others_are() -> None:
    written = [*dates.find("May 2020"), *dates.find("June 2021")]
    assert dates.styles(written) == {"Month YYYY"}
    assert dates.styles([*written, *dates.find("Aug 2021")]) == {"Month YYYY", "Mon YYYY"}
    assert dates.styles(dates.find("May 2020")) == {"M YYYY"}


def test_dates_stand_in_their_order_with_their_places() -> None:
    text = "Acme (2015\N{EN DASH}2017), then Globex, March 2018 \N{EN DASH} today."
    assert [text[item.start : item.end] for item in dates.find(text)] == [
        "2015\N{EN DASH}2017",
        "March 2018 \N{EN DASH} today",
    ]


def any_date() -> st.SearchStrategy[Date]:
    days = st.builds(Date, st.integers(1950, 2099), st.integers(1, 12), st.integers(1, 28))
    months = st.builds(Date, st.integers(1950, 2099), st.integers(1, 12))
    return st.one_of(days, months, st.builds(Date, st.integers(1950, 2099)))


@settings(deadline=None)  # the first example reads the words of its language
@given(
    language=st.sampled_from(words.names()),
    style=st.sampled_from(words.STYLES),
    start=st.none() | any_date(),
    end=any_date() | st.just(PRESENT),
)
def test_dates_are_found_again_in_every_language_and_style(
    language: str, style: str, start: Date | None, end: Date | str
) -> None:
    known = words.find(language)
    assert known is not None
    if start is None and end == PRESENT:
        return
    text = known.in_style(style).range(start, end).replace("\N{NO-BREAK SPACE}", " ")
    first = "" if str(start or "") == str(end) else str(start or "")
    assert found(text, language) == [(first, str(end))]


@settings(deadline=None)  # the first example reads the words of its language
@given(
    st.text(
        alphabet=st.sampled_from(" -/.,'()0129AMaepnrtyS\N{EN DASH}年月\N{RIGHT SINGLE QUOTATION MARK}"), max_size=60
    )
    | st.text()
)
def test_any_text_can_be_searched(text: str) -> None:
    items = dates.find(text)
    assert all(0 <= item.start < item.end <= len(text) for item in items)
    assert all(before.end <= after.start for before, after in pairwise(items))
