"""Dates in words."""

import pytest

from resume.model.values import PRESENT, read_date
from resume.view.words import english

NBSP = "\N{NO-BREAK SPACE}"
TO = "\N{EN DASH}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2025", "2025"),
        ("2025-09", "Sep 2025"),
        ("2025-09-17", "Sep 17, 2025"),
        ("2025-09-07", "Sep 7, 2025"),
        ("2024-01", "Jan 2024"),
        ("2024-12", "Dec 2024"),
        ("0987", "0987"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_written(written: str, shown: str) -> None:
    assert english().date(read_date(written)) == shown.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2022-08", "2023-04", f"Aug 2022 {TO} Apr 2023"),
        ("2022-08", PRESENT, f"Aug 2022 {TO} Present"),
        ("2022-08", None, f"Aug 2022 {TO} Present"),
        ("2022", None, f"2022 {TO} Present"),
        ("2022", "2023", f"2022{TO}2023"),
        ("2022", "2023-04", f"2022 {TO} Apr 2023"),
        ("2022-08-01", "2022-08-31", f"Aug 1, 2022 {TO} Aug 31, 2022"),
        ("2022-08", "2022-08", "Aug 2022"),
        ("2022", "2022", "2022"),
        (None, "2023-04", "Apr 2023"),
        (None, PRESENT, "Present"),
        (None, None, ""),
    ],
)
def test_a_range_has_its_ends_and_goes_on_where_it_has_none(start: str | None, end: str | None, shown: str) -> None:
    first = read_date(start) if start else None
    last = read_date(end) if end and end != PRESENT else end
    assert english().range(first, last).replace(NBSP, " ") == shown


def test_a_range_breaks_at_its_dash_and_nowhere_else() -> None:
    text = english().range(read_date("2022-08"), read_date("2023-04"))
    assert text.split(" ") == [f"Aug{NBSP}2022", TO, f"Apr{NBSP}2023"]
