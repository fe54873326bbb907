"""Dates in the languages and forms that other tools' files have them in; what is not sure stays text."""

from typing import Any

import pytest

from resume.importers import dates
from resume.importers.taken import NOWHERE, Report, Said


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020", "2020"),
        ("2020-09", "2020-09"),
        ("1948", "1948"),
        ("2014-09-01T00:00:00.000Z", "2014-09-01"),
        ("Apr 1, 2015", "2015-04-01"),
        ("Sep 2020", "2020-09"),
        ("Sept. 2020", "2020-09"),
        ("2015年4月", "2015-04"),
        ("2015年4月1日", "2015-04-01"),
        ("2020년 3월", "2020-03"),
        ("März 2020", "2020-03"),
        ("janv. 2018", "2018-01"),
        ("abr. de 2021", "2021-04"),
        ("4 мая 2020 г.", "2020-05-04"),  # noqa: RUF001
        ("مارس 2020", "2020-03"),
        ("31/12/2020", "2020-12-31"),
        ("present", "present"),
        ("Heute", "present"),
        ("現在", "present"),
        ("aujourd\u2019hui", "present"),
        ("Summer 2023", ""),
        ("2020-13", ""),
        ("Feb 30, 2020", ""),
        ("01/02/2020", ""),
        ("about 2019", ""),
        ("Q3 2020", ""),
        ("2018 - 2020", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_where_it_is_sure(text: str, iso: str) -> None:
    assert dates.single(text) == iso


def test_a_language_says_what_is_day_and_what_is_month() -> None:
    assert [dates.single("01/02/2020", language) for language in ("de", "en", "")] == ["2020-02-01", "", ""]


def said(text: str | None) -> Said | None:
    return Said(text, NOWHERE, origin=text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "whole", "expected"),
    [
        ("Sep 2020", None, None, {"startDate": "2020-09"}),
        ("Sep 2020", "Present", None, {"startDate": "2020-09", "endDate": "present"}),
        ("2019", "Summer 2020", None, {"startDate": "2019", "dates": "2019 – Summer 2020"}),  # noqa: RUF001
        ("2020-05", "2019-04", None, {"dates": "2020-05 – 2019-04"}),  # noqa: RUF001
        ("now", None, None, {"dates": "now"}),
        (None, None, "2021", {"endDate": "2021"}),
        (None, None, "2018 – 2020", {"startDate": "2018", "endDate": "2020"}),  # noqa: RUF001
        (None, None, "Fall 2023", {"dates": "Fall 2023"}),
        ("2020", "2021", "Two years", {"startDate": "2020", "endDate": "2021", "dates": "Two years"}),
        (None, None, None, {}),
    ],
)
def test_a_period_keeps_what_it_says(start: Any, end: Any, whole: Any, expected: dict[str, str]) -> None:
    found = dates.period(said(start), said(end), said(whole), Report())
    assert {key: value.text for key, value in found.items() if isinstance(value, Said)} == expected


def test_what_is_read_or_not_is_accounted_for() -> None:
    report = Report()
    dates.period(said("Sep 2020"), said("Summer 2021"), None, report)
    dates.day(said("sometime"), "date", report)
    assert [(note.kind, note.path) for note in report.notes] == [
        ("changed", "Summer 2021"),
        ("changed", "Sep 2020"),
        ("kept", "sometime"),
    ]
