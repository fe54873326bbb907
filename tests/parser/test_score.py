"""How what was parsed is compared with what the source says."""

import pytest

from resume.parser.fields import Dates, Fields, Job, School
from resume.parser.score import Score, compare, overall


def scores(parsed: Fields, said: Fields) -> dict[str, Score]:
    return {score.field: score for score in compare(parsed, said)}


def test_what_is_recovered_counts_and_what_is_lost_or_made_up_is_named() -> None:
    said = Fields(name="Ada", skills=("SQL", "Go", "C++"))
    found = scores(Fields(name="Ada", skills=("SQL", "Rust"), phone="555 010 2030"), said)
    assert found["skills"] == Score("skills", ("SQL", "Go", "C++"), ("SQL", "Rust"), 1, 3, ("Rust",))
    assert found["skills"].lost == ("Go", "C++")
    assert found["skills"].share == pytest.approx(1 / 3)
    assert (found["phone"].total, found["phone"].extra, found["phone"].share) == (0, ("555 010 2030",), 1.0)
    assert overall([*found.values()]) == pytest.approx(2 / 4)


def test_fields_that_neither_has_are_left_out() -> None:
    assert [*scores(Fields(), Fields(email="a@b.co"))] == ["email"]
    assert overall(()) == 1


@pytest.mark.parametrize(
    ("parsed", "said"),
    [
        (Fields(name="ADA  LOVELACE"), Fields(name="Ada Lovelace")),
        (Fields(name="Zoe\u0308 O\u2019Hara"), Fields(name="Zoë O'Hara")),
        (Fields(skills=("A \N{EN DASH} B",)), Fields(skills=("A - B",))),
        (Fields(links=("https://www.github.com/ada/",)), Fields(links=("github.com/ada",))),
        (Fields(phone="(555) 010-2030"), Fields(phone="555 010 2030")),
    ],
)
def test_differences_that_no_reader_sees_do_not_count(parsed: Fields, said: Fields) -> None:
    assert overall(compare(parsed, said)) == 1


def test_the_same_employer_twice_must_be_found_twice() -> None:
    said = Fields(jobs=(Job("Engineer", "Acme"), Job("Lead", "Acme")))
    found = scores(Fields(jobs=(Job("Engineer", "Acme"), Job("Lead", ""))), said)
    assert found["employers"].lost == ("Acme",)
    assert found["job titles"].lost == ()


def test_dates_are_compared_with_their_beginning_and_end() -> None:
    said = Fields(schools=(School("MIT", "BSc", Dates("2014", "2018")),))
    found = scores(Fields(schools=(School("MIT", "BSc", Dates("", "2018", "2018")),)), said)
    assert found["education dates"].lost == ("2014/2018",)
