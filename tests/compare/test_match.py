"""Holds what is matched with what, and which words of a text changed."""

from collections import Counter

import pytest

from resume.compare.match import Item, Matched, match
from resume.compare.wording import folded, likeness, pieces, words

REWORDED = {
    "Optimized **production ETL pipelines**, reducing end-to-end runtime by ~13%": (
        "Cut the runtime of production ETL pipelines by a seventh"
    ),
    "Reduced UI latency by ~30% through rendering & backend optimization": (
        "Optimized rendering and backend, cutting UI latency by 30 %"
    ),
    "负责后端系统的设计": "负责后端平台的设计",
}


def texts(*bullets: str) -> list[Item]:
    return [Item(("", bullet), words(bullet)) for bullet in bullets]


@pytest.mark.parametrize("before", REWORDED)
def test_a_bullet_is_matched_with_its_later_wording(before: str) -> None:
    others = [bullet for bullet in REWORDED.values() if bullet != REWORDED[before]]
    assert match(texts(before), texts(*others, REWORDED[before])).pairs == ((0, 2),)


def test_bullets_of_different_things_are_not_matched() -> None:
    found = match(texts(*REWORDED), texts("Taught a course on queues", "Spoke at five conferences"))
    assert found == Matched((), (0, 1, 2), (0, 1), frozenset())


def test_of_what_is_alike_the_nearest_are_matched() -> None:
    found = match(
        texts("Wrote the test suite", "Wrote the test plan"), texts("Wrote the test docs", "Wrote the test kits")
    )
    assert found.pairs == ((0, 0), (1, 1))


def test_the_nearest_counts_by_what_is_not_matched_yet() -> None:
    before = texts("Taught a course on queues", "Wrote the test suite")
    after = texts("Wrote the test docs", "Wrote the test kits")
    assert match(before, after).pairs == ((1, 1),)
    assert match(after, before).pairs == ((1, 1),)


def test_of_what_is_the_same_the_first_is_the_first() -> None:
    found = match(texts("Same", "Same", "Other"), texts("Same", "Other"))
    assert (found.pairs, found.gone, found.moved) == (((0, 0), (2, 1)), (1,), frozenset())


def test_what_moved_is_as_little_as_can_be() -> None:
    found = match(texts("a", "b", "c", "d", "e"), texts("e", "a", "b", "c", "d"))
    assert found.moved == {(4, 0)}


def test_what_goes_or_comes_moves_nothing() -> None:
    assert match(texts("a", "b", "c"), texts("x", "b", "c", "y")).moved == frozenset()


def test_a_name_alone_is_the_last_resort() -> None:
    before = [Item(("", "acme 2018"), Counter(), "acme"), Item(("", "acme 2020"), Counter(), "acme")]
    after = [Item(("", "acme 2020"), Counter(), "acme"), Item(("", "acme 2017"), Counter(), "acme")]
    assert {*match(before, after).pairs} == {(1, 0), (0, 1)}


def test_likeness_is_the_same_both_ways() -> None:
    for one, other in REWORDED.items():
        assert likeness(words(one), words(other)) == likeness(words(other), words(one))
    assert likeness(words("test test test plan"), words("plan test")) == likeness(
        words("plan test"), words("test test test plan")
    )
    assert likeness(words("Go"), words("go")) == 1
    assert likeness(words(""), words("")) == 0


def test_names_are_told_apart_that_differ_by_their_signs() -> None:
    assert folded("Node.js") == folded("NodeJS")
    assert len({folded("C"), folded("C++"), folded("C#"), folded("→")}) == 4


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Cut cost by 10%", "Cut cost by 12%", [("Cut cost by ", "Cut cost by "), ("10%", "12%")]),
        ("Led a team", "Led a small team", [("Led a ", "Led a "), ("", "small "), ("team", "team")]),
        ("Wrote old code", "Made new code", [("Wrote old", "Made new"), (" code", " code")]),
        ("后端系统", "后端平台", [("后端", "后端"), ("系统", "平台")]),
        ("a", "b", [("a", "b")]),
        ("same", "same", [("same", "same")]),
    ],
)
def test_words_that_changed_are_found_among_those_that_stayed(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    found = pieces(before, after)
    assert [(piece.before, piece.after) for piece in found] == expected
    assert "".join(piece.before for piece in found) == before
    assert "".join(piece.after for piece in found) == after
