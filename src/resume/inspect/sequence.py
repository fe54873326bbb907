"""Finds what keeps an order."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(numbers: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Give the indices of numbers that rise, chosen so that their weights are the greatest in all."""
    ranks = sorted({*numbers})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    links: list[tuple[int, int]] = []
    for index, number in enumerate(numbers):
        rank = bisect_left(ranks, number)
        weight, last = max(best[: rank + 1], key=lambda item: item[0])
        links.append((index, last))
        best[rank + 1] = max(best[rank + 1], (weight + weights[index], len(links) - 1), key=lambda item: item[0])
    _, at = max(best, key=lambda item: item[0])
    chosen: list[int] = []
    while at >= 0:
        index, at = links[at]
        chosen.append(index)
    return chosen[::-1]
