"""Searches for the loosest setting, and the fewest omissions, with which a text fits its pages."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import inf
from typing import Final

LAYOUTS: Final = 6
"""How many times a page may be laid out until it fits."""

FULL: Final = 0.98
"""The share of the last page from which on it is full enough."""

NEAR: Final = 0.03
"""How near two settings are that look alike."""

AIM: Final = 0.99
"""The share of the last page that is aimed at; lines and blocks come in steps, and a little over is a page more."""

CAUTION: Final = (1.0, 1.15, 1.6, inf)
"""By how much more than what seems needed is left out, the fewer layouts remain; with the last one, all that may go."""

Measure = Callable[[float], float]
"""Gives how much a setting takes, in pages: those before the last one, and the share of the last one."""


def loosest(measure: Measure, limit: int, ideal: float, own: float, tightest: float) -> float:
    """Give the loosest setting with which the text fits so many pages, the tightest if none does.

    Settings are numbers from `ideal` to `tightest`, and the tighter, the less is taken. Where the `own` one
    fits, it is only made looser while it takes as many pages as it did. `measure` is called `LAYOUTS` times
    at most, and for no setting twice.
    """
    taken = measure(own)
    if taken <= limit:
        pages = -int(-taken // 1)
        if taken >= pages - 1 + FULL:
            return own
        wide = measure(ideal)
        return ideal if wide <= pages else between(measure, pages, (ideal, wide), (own, taken), LAYOUTS - 2)
    least = measure(tightest)
    if least > limit:
        return tightest
    return between(measure, limit, (own, taken), (tightest, least), LAYOUTS - 2)


def between(
    measure: Measure, limit: int, over: tuple[float, float], fitting: tuple[float, float], budget: int
) -> float:
    """Give the loosest setting between one that is over and one that fits, each with what it takes.

    That is closed in on by false position; where one side stays put, it weighs half (the Illinois rule;
    M. Dowell and P. Jarratt, A modified regula falsi method, BIT 11, 1971).
    """
    goal = limit - 1 + AIM
    above, below = over[1] - goal, fitting[1] - goal
    fitted: bool | None = None
    for _ in range(budget):
        width = fitting[0] - over[0]
        if fitting[1] >= limit - 1 + FULL or width <= NEAR:
            break
        share = above / (above - below) if above > 0 > below else 0.5
        tried = over[0] + min(max(share, 0.1), 0.9) * width
        taken = measure(tried)
        if taken <= limit:
            above /= 2 if fitted is True else 1
            fitting, below, fitted = (tried, taken), taken - goal, True
        else:
            below /= 2 if fitted is False else 1
            over, above, fitted = (tried, taken), taken - goal, False
    return fitting[0]


def fewest(measure: Callable[[int], float], heights: Sequence[float], over: float, budget: int) -> int | None:
    """Give how many of some parts, taken from the first on, are to go for a text to fit; none where all do not help.

    `heights` are about what each takes, and `over` is by how much the text is too long; `measure` gives that
    for so many parts left out, below 0 what is free. It is called `budget` times at most.
    """
    sums = [0.0, *accumulate(heights)]
    few, many, room, worth = 0, None, 0.0, 1.0
    for caution in CAUTION[-budget:] if budget else ():
        if many is None:
            wanted = sums[few] + over / worth * caution
            tried = max(min(bisect_left(sums, wanted), len(heights)), few + 1)
        elif room:
            tried = max(bisect_left(sums, sums[many] - room), few + 1)
        else:
            tried = (few + many) // 2
        if tried in {few, many} or tried > len(heights):
            break
        measured = measure(tried)
        if measured <= 0:
            many, room = tried, -measured
        elif many is not None:
            few, room = tried, 0.0
        else:
            freed = sums[tried] - sums[few]
            worth = min(max((over - measured) / freed if freed else 1.0, 0.25), 1.0)
            few, over = tried, measured
    return many
