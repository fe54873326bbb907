"""The search for the setting and the omissions with which a text fits: on made-up texts, without a page."""

from collections.abc import Callable, Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.build.search import FULL, LAYOUTS, fewest, loosest

IDEAL, OWN, TIGHTEST = -1.0, 0.0, 2.0

Steps = list[tuple[float, float]]
STEPS = st.lists(st.tuples(st.floats(IDEAL, TIGHTEST), st.floats(0.005, 0.6)), min_size=0, max_size=40)


def stepwise(steps: Steps, least: float, tried: list[float]) -> Callable[[float], float]:
    """Make a text that gets longer by some share of a page at each step on the way to the ideal; note what is tried."""

    def measure(tightness: float) -> float:
        tried.append(tightness)
        return least + sum(size for at, size in steps if tightness < at)

    return measure


@given(steps=STEPS, least=st.floats(0.05, 4), limit=st.integers(1, 3))
def test_a_text_fits_where_the_tightest_setting_does_after_few_layouts(steps: Steps, least: float, limit: int) -> None:
    tried: list[float] = []
    measure = stepwise(steps, least, tried)
    found = loosest(measure, limit, IDEAL, OWN, TIGHTEST)
    assert len(tried) == len({*tried}) <= LAYOUTS
    assert IDEAL <= found <= TIGHTEST
    assert found in tried
    fits = measure(found) <= limit
    assert fits == (measure(TIGHTEST) <= limit)
    assert fits or found == TIGHTEST


@given(steps=STEPS, least=st.floats(0.05, 3), limit=st.integers(1, 3))
def test_what_fits_is_never_made_tighter_and_takes_no_more_pages(steps: Steps, least: float, limit: int) -> None:
    measure = stepwise(steps, least, [])
    own = measure(OWN)
    if own <= limit:
        found = loosest(measure, limit, IDEAL, OWN, TIGHTEST)
        assert found <= OWN
        assert -(-measure(found) // 1) == -(-own // 1)


@given(steps=STEPS, least=st.floats(0.05, 3), limit=st.integers(1, 3))
def test_the_same_text_is_always_set_the_same(steps: Steps, least: float, limit: int) -> None:
    measure = stepwise(steps, least, [])
    assert loosest(measure, limit, IDEAL, OWN, TIGHTEST) == loosest(measure, limit, IDEAL, OWN, TIGHTEST)


@pytest.mark.parametrize("own", [1.02, 1.1, 1.3, 1.6, 1.9])
def test_the_page_is_full_in_the_end(own: float) -> None:
    tried: list[float] = []

    def measure(tightness: float) -> float:
        tried.append(tightness)
        return (
            round((own - (own - 0.9) * (tightness / TIGHTEST) ** 0.7) * 60) / 60 if tightness > 0 else own - tightness
        )

    found = loosest(measure, 1, IDEAL, OWN, TIGHTEST)
    assert FULL - 1 / 60 <= measure(found) <= 1


def test_what_is_full_is_laid_out_once() -> None:
    tried: list[float] = []
    assert loosest(stepwise([], 0.99, tried), 1, IDEAL, OWN, TIGHTEST) == OWN
    assert tried == [OWN]


# What is left out.


HEIGHTS = st.lists(st.floats(0, 60), min_size=1, max_size=40)


def freeing(heights: Sequence[float], worth: float, over: float, tried: list[int]) -> Callable[[int], float]:
    sums = [0.0, *accumulate(heights)]

    def measure(count: int) -> float:
        tried.append(count)
        return over - worth * sums[count]

    return measure


@given(heights=HEIGHTS, worth=st.floats(0.3, 2), over=st.floats(1, 600))
def test_enough_is_left_out_if_there_is_enough(heights: list[float], worth: float, over: float) -> None:
    tried: list[int] = []
    measure = freeing(heights, worth, over, tried)
    count = fewest(measure, heights, over, 4)
    assert len(tried) <= 4
    if count is None:
        assert measure(len(heights)) > 0
    else:
        assert count in tried
        assert measure(count) <= 0


@given(heights=HEIGHTS, over=st.floats(1, 600))
def test_no_more_is_left_out_than_must_be_where_heights_are_true(heights: list[float], over: float) -> None:
    measure = freeing(heights, 1, over, [])
    count = fewest(measure, heights, over, 4)
    if count is not None:
        assert measure(count) <= 0 < measure(count - 1)


def test_without_a_layout_left_nothing_is_said_to_fit() -> None:
    assert fewest(freeing([9.0], 1, 5, []), [9.0], 5, 0) is None
