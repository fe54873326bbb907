"""Splits the text of pages into what a reader cannot change, and finds texts in it."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from resume.scripts import OTHER, turn, unspaced

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
"""A word, or one mark. Lines are broken at spaces and after marks, which splits no token."""

IGNORED = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f]")
"""Default-ignorable characters (Unicode 16 §5.21), such as those that join and choose emoji."""

FURNITURE = 24
"""Tokens that running heads and feet may add where a text goes over to the next page."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens that a reader found, and where among them pages begin.

    `between` is how many tokens may stand between two parts of a text on each side of a page's beginning.
    """

    tokens: list[str]
    breaks: list[int]
    places: dict[str, list[int]]
    between: int = FURNITURE

    def occurrences(self, words: list[str]) -> list[tuple[int, int]]:
        """Give where a text begins and ends, each time it occurs; it may go over to the next page."""
        if not words:
            return []
        found = ((start, self._end(words, start)) for start in self.places.get(words[0], ()))
        return [(start, end) for start, end in found if end]

    def _end(self, words: list[str], start: int) -> int:
        whole = start + len(words)
        if self.tokens[start:whole] == words:
            return whole
        at = start
        for word in words:
            if self.tokens[at : at + 1] != [word]:
                at = self._resume(word, at)
                if not at:
                    return 0
            at += 1
        return at

    def _resume(self, word: str, at: int) -> int:
        """Find where a text goes on after the foot of its page and the head of the next one."""
        index = bisect_left(self.breaks, at)
        if index == len(self.breaks) or self.breaks[index] - at > self.between:
            return 0
        start = self.breaks[index]
        return next((i for i in range(start, min(start + self.between, len(self.tokens))) if self.tokens[i] == word), 0)


def read(pages: Sequence[str], between: int = FURNITURE) -> Reading:
    """Split the text of pages into tokens."""
    split = [tokens(page) for page in pages]
    joined = [*chain.from_iterable(split)]
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(joined):
        places[token].append(index)
    ends = [sum(map(len, split[:n])) for n in range(1, len(split))]
    return Reading(joined, ends, places, between)


def tokens(text: str) -> list[str]:
    """Split a text into what a reader cannot change: words and marks, without regard to white space.

    Of scripts that break a line within what looks like a word, each character is a token.
    """
    if not text.isascii():
        text = IGNORED.sub("", unicodedata.normalize("NFC", text))
    if OTHER.search(text):
        text = unspaced().sub(r" \g<0> ", turn().sub(" ", text))
    return TOKEN.findall(text)
