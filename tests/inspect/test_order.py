"""What is read elsewhere than it stands, and the order that it is held against."""

from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.pages import At, laid_out, placed
from tests.inspect.faults import makers

from resume.inspect import order
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found
from resume.inspect.sequence import longest_rising

PROSE = "many words that stand in a line"
SIDE = ["Python", "Go", "SQL", "Rust", "Java"]

Weighed = list[tuple[int, int]]


@given(st.lists(st.tuples(st.integers(-5, 8), st.integers(1, 6)), max_size=9))
def test_what_is_kept_rises_and_nothing_that_does_weighs_more(items: Weighed) -> None:
    numbers, weights = [number for number, _ in items], [weight for _, weight in items]
    kept = longest_rising(numbers, weights)
    assert kept == sorted({*kept})
    assert all(numbers[left] < numbers[right] for left, right in pairwise(kept))
    ways = chain.from_iterable(combinations(range(len(items)), count) for count in range(len(items) + 1))
    rising = [way for way in ways if all(numbers[left] < numbers[right] for left, right in pairwise(way))]
    assert sum(weights[index] for index in kept) == max(sum(weights[index] for index in way) for way in rising)


@given(st.lists(st.integers(), unique=True, max_size=40))
def test_what_rises_is_kept_whole(numbers: list[int]) -> None:
    assert longest_rising(sorted(numbers), [1] * len(numbers)) == [*range(len(numbers))]


@pytest.mark.parametrize(
    ("numbers", "weights", "kept"),
    [
        ([], [], []),
        ([7], [1], [0]),
        ([3, 1, 2], [1, 1, 1], [1, 2]),
        ([3, 1, 2], [9, 1, 1], [0]),
        ([1, 1, 1], [1, 3, 2], [1]),
        ([5, 1, 2, 6, 3], [1, 1, 1, 1, 2], [1, 2, 4]),
    ],
)
def test_what_weighs_most_is_kept(numbers: list[int], weights: list[int], kept: list[int]) -> None:
    assert longest_rising(numbers, weights) == kept


def found(pdf: bytes) -> list[Found]:
    return [*order.check(Evidence("resume.pdf", pdf, thorough=False), None)]


def said(*items: At) -> list[str]:
    assert all(item.code == "moved-text" and item.severity == "error" for item in found(placed(*items)))
    return [item.message for item in found(placed(*items))]


def lines(count: int = 8, *, x: float = 20, top: float = 80, name: str = "Line") -> list[At]:
    return [(x, top + 14 * index, f"{name} {index} {PROSE}") for index in range(count)]


def test_lines_that_are_painted_downwards_are_in_order() -> None:
    assert said(*lines()) == []


def test_a_line_that_is_painted_last_and_stands_first_is_moved() -> None:
    first, *rest = lines()
    assert said(*rest, first) == [
        f'"Line 0 {PROSE}" stands above "Line 1 {PROSE}", but is read long after it',
    ]


def test_a_line_that_is_painted_first_and_stands_last_is_moved() -> None:
    *rest, last = lines()
    assert said(last, *rest) == [f'"Line 7 {PROSE}" stands below "Line 6 {PROSE}", but is read before it']


def test_several_moved_lines_are_counted() -> None:
    first, second, *rest = lines()
    assert said(*rest, first, second) == [
        f'"Line 0 {PROSE}" stands above "Line 2 {PROSE}", but is read long after it; so it is with 1 more',
    ]


def test_of_what_is_moved_the_words_are_given_with_their_page() -> None:
    first, *rest = lines()
    [item] = found(placed(*rest, first))
    assert item.page == 1
    assert " ".join(word.text for word in item.words) == f"Line 0 {PROSE}"
    assert item.hint == order.HINT


DATED = [(20, 80, "Engineer, Acme"), *lines(top=94), (20, 220, "Developer, Initech"), *lines(6, top=234)]
DATES: list[At] = [(340, 80, "2021"), (340, 220, "2018")]


def test_a_date_that_is_painted_behind_its_title_is_in_order() -> None:
    first, *rest = DATED
    assert said(first, DATES[0], *rest[:8], rest[8], DATES[1], *rest[9:]) == []


def test_a_date_that_is_painted_long_after_its_title_is_moved() -> None:
    assert said(*DATED, *DATES) == [
        '"2021" stands on the line of "Engineer, Acme", but is read long after it; so it is with 1 more',
    ]


def test_a_date_that_is_painted_before_its_title_is_moved() -> None:
    assert said(DATES[0], *DATED) == ['"2021" stands on the line of "Engineer, Acme", but is read before it']


def test_a_bullet_that_is_painted_after_its_text_is_moved() -> None:
    items = [(30.0, y, text) for _, y, text in lines()]
    assert said(*items, (20, 94, "*")) == [
        f'"*" stands on the line of "Line 1 {PROSE}", but is read long after it',
    ]


def test_text_in_the_margins_may_be_painted_at_any_time() -> None:
    assert said((20, 390, "Page 1 of 1"), *lines()) == []
    assert said(*lines(), (20, 20, "Ada Example")) == []


def test_text_from_right_to_left_may_be_painted_at_any_time() -> None:
    letters = "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5"
    face = makers.lookalikes(tuple(zip(letters, "abcdef", strict=True)))
    css = f"{face} p {{ position: absolute; right: 20pt }}"
    body = "".join(
        f'<p dir="rtl" class="odd" style="top: {top}pt">\u05d0\u05d1 \u05d2\u05d3</p>' for top in (120, 80, 160, 40)
    )
    assert found(laid_out(body, css)) == []


def sidebar(x: float) -> list[At]:
    return [(x, 60 + 17 * index, f"{text} {index}") for index, text in enumerate(SIDE * 3)]


def main(x: float) -> list[At]:
    return [(x, 54 + 13 * index, f"M{index} {PROSE} beside it") for index in range(21)]


@pytest.mark.parametrize(("narrow", "wide"), [(20, 130), (320, 20)], ids=["at the left", "at the right"])
def test_a_sidebar_is_to_be_painted_after_the_column_beside_it(narrow: float, wide: float) -> None:
    assert said(*main(wide), *sidebar(narrow)) == []
    assert said(*sidebar(narrow), *main(wide)) == [
        'the column that begins with "Python 0 Go 1 SQL 2" is read before the one beside it'
    ]


def test_of_two_columns_alike_the_left_one_is_to_be_painted_first() -> None:
    left = [(20.0, 54 + 13 * index, f"L{index} {PROSE}") for index in range(21)]
    right = [(220.0, 60 + 13 * index, f"R{index} {PROSE}") for index in range(20)]
    assert said(*left, *right) == []
    assert said(*right, *left) == [
        'the column that begins with "R0 many words that stand in" is read before the one beside it'
    ]


def test_columns_that_are_painted_across_are_moved() -> None:
    left = [(20.0, 54 + 13 * index, f"L{index} {PROSE}") for index in range(20)]
    right = [(220.0, 60 + 13 * index, f"R{index} {PROSE}") for index in range(20)]
    head = (20.0, 40.0, "Ada Example, who writes a line that goes across both of the columns below")
    assert said(*left, *right, head)


def test_cells_of_a_table_may_be_painted_one_after_the_other() -> None:
    cell = [(20.0, 80 + 14 * index, f"{text} in the first cell here") for index, text in enumerate(SIDE)]
    other = [(220.0, 80 + 14 * index, f"{text} and {PROSE}") for index, text in enumerate(SIDE)]
    assert said(*cell, *other) == []


def test_each_page_is_looked_at() -> None:
    body = '<p>one<p style="break-before: page">below<p>next<p style="position: relative; top: -60pt">above'
    [item] = found(laid_out(body, "@page { margin: 120pt }"))
    assert item.page == 2
    assert item.message.startswith('"above" stands above ')
