"""Finds the words and phrases that stand out from the common language of postings."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from resume.posting.frequency import ENGLISH, NOUNS, zipf
from resume.posting.text import data
from resume.posting.words import Word, folded, keys, stem

LETTERS: Final = re.compile("[A-Za-z\u00c0-\u024f]{3,}")
GAP: Final = re.compile("[ \t\n\u00a0]+|[-\u2010\u2011]")

COMMONEST: Final = 6.0
"""The Zipf value from which on a word has no weight at all: those above it are articles and prepositions."""

FUNCTION: Final = 5.5
"""The Zipf value from which on a word is part of no phrase."""

ENOUGH: Final = 3.0
"""The salience, times said x mean rarity, from which on a phrase stands out: once a word that no list of common words
has, twice one that is said 30 times in a million."""

SINGLE: Final = 1.5
"""How rare a word must be that stands alone, however often it is said."""

RARE: Final = 2.0
"""How rare each word of a phrase must be that is said once."""

LONGEST: Final = 3
"""Words of a phrase."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words that follow each other in a piece of the posting, by its number."""

    piece: int
    words: tuple[Word, ...]


def rarity(phrase: Sequence[Word], language: str) -> float:
    """Give how rare words are on average, from 0 to 3: what their Zipf values lack to `COMMONEST`."""
    return sum(max(0.0, COMMONEST - zipf(folded(word.text), language)) for word in phrase) / len(phrase)


def has_list(language: str) -> bool:
    """Say whether it is known which words of a language say nothing in a posting."""
    return language in data("generic")


def forms(phrase: Sequence[Word]) -> tuple[str, ...]:
    """Give what phrases that are the same have in common: their keys, and of one word its stem."""
    found = tuple(word.key for word in phrase)
    return (stem(found[0]),) if len(found) == 1 else found


def runs(text: str, free: Sequence[Word], language: str) -> Iterator[tuple[Word, ...]]:
    """Give the longest rows of words of a sentence between which only spaces and hyphens stand, and nothing generic."""
    row: list[Word] = []
    for word in free:
        if row and not GAP.fullmatch(text, row[-1].end, word.start):
            yield tuple(row)
            row = []
        if _says_something(word, language):
            row.append(word)
        elif row:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


def _says_something(word: Word, language: str) -> bool:
    if not LETTERS.fullmatch(word.text) or zipf(folded(word.text), language) >= FUNCTION:
        return False
    is_verb = language in NOUNS and word.text.islower()
    return not (is_verb or stem(word.key) in _generic(language) or word.key.endswith("ly"))


def outstanding(rows: Sequence[Row], language: str) -> Iterator[list[Row]]:
    """Give the phrases that stand out, each with all its places, the longest first; no place is of two phrases."""
    taken: set[tuple[int, int]] = set()
    said_in = Counter(key for row in rows for key in {word.key for word in row.words})
    for size in range(LONGEST, 0, -1):
        places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for number, row in enumerate(rows):
            for at in range(len(row.words) - size + 1):
                if not taken & _covered(number, at, size):
                    places.setdefault(forms(row.words[at : at + size]), []).append((number, at))
        for found in places.values():
            free = [place for place in found if not taken & _covered(*place, size)]
            phrases = [Row(rows[number].piece, rows[number].words[at : at + size]) for number, at in free]
            is_whole = len(free) == 1 and len(rows[free[0][0]].words) == size and not _recurs(phrases[0], said_in)
            if phrases and _is_enough(phrases, language, is_whole=is_whole):
                taken.update(*(_covered(*place, size) for place in free))
                yield phrases


def _recurs(row: Row, said_in: Mapping[str, int]) -> bool:
    """Say whether a word of a row stands in another one too, and so by itself; it is known in how many it stands."""
    return any(said_in[word.key] > 1 for word in row.words)


def _covered(number: int, at: int, size: int) -> set[tuple[int, int]]:
    return {(number, index) for index in range(at, at + size)}


def _is_enough(phrases: Sequence[Row], language: str, *, is_whole: bool) -> bool:
    """Say whether a phrase stands out; one that is said once must be no part of another, and each word of it rare."""
    first = phrases[0].words
    rarities = [rarity((word,), language) for word in first]
    if len(phrases) > 1:
        return len(phrases) * rarity(first, language) >= ENOUGH and (len(first) > 1 or rarities[0] >= SINGLE)
    if len(first) > 1:
        return language == ENGLISH and is_whole and min(rarities) >= RARE
    return language == ENGLISH and first[0].text.islower() and rarities[0] >= ENOUGH


@cache
def _generic(language: str) -> frozenset[str]:
    listed = (str(word) for name in (language, "en") for word in data("generic").get(name, ()))
    return frozenset(stem(key) for word in listed for key in keys(word))
