"""Counts words that come so often that a reader takes them for bait."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]{4,}")

SHARE, LEAST = 0.04, 12
"""The share of all words from which on one is stuffed in, and how often it must stand there at least."""

COMMON: Final = {
    *("with", "that", "this", "from", "have", "were", "their", "they", "which", "when", "than", "into", "over", "more"),
    *("also", "such", "using", "while"),
}


def stuffed(texts: Sequence[str]) -> Iterator[tuple[int, re.Match[str], str]]:
    """Find such words: give which of the texts has the first one, where, and what is to be said."""
    words = [(index, match) for index, text in enumerate(texts) for match in WORD.finditer(text)]
    counts = Counter(match[0].casefold() for _, match in words)
    for word, count in counts.items():
        if count >= LEAST and count > SHARE * len(words) and word not in COMMON:
            index, match = next(pair for pair in words if pair[1][0].casefold() == word)
            share = f"{count / len(words):.0%} of its words"
            yield index, match, f"`{match[0]}` stands in this résumé {count} times, which is {share}"
