"""Judges the words of a résumé: which come too often, which no word list knows."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from resume import repetition
from resume.lint.found import Found
from resume.lint.passages import Passage

LOWER: Final = re.compile(r"(?<![\w.@/#+-])[a-z]{4,}(?![\w@/#+.-]*\w)")

ADDRESS: Final = re.compile(r"\w+://\S+|\S+@\S+|`[^`]*`")
"""Addresses and code, whose words no list has."""

SUFFIXES: Final = (
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ies", "y"),
    ("ied", "y"),
    ("ly", ""),
)


def stuffed(passages: Sequence[Passage]) -> Iterator[Found]:
    """Find words that come so often that a reader takes them for bait."""
    for index, match, message in repetition.stuffed([passage.text for passage in passages]):
        yield Found("keyword-stuffing", message, passages[index], *match.span())


def misspelt(passages: Sequence[Passage], known: Collection[str]) -> Iterator[Found]:
    """Find lower-case words that are neither in a word list nor formed from one that is."""
    seen: set[str] = set()
    for passage in passages:
        for match in LOWER.finditer(ADDRESS.sub(_blank, passage.text)):
            word = match[0]
            if word not in seen and not _is_known(word, known):
                yield Found("spelling", f"no word list knows `{word}`", passage, *match.span())
            seen.add(word)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_known(word: str, known: Collection[str]) -> bool:
    if word in known:
        return True
    stems = (word.removesuffix(suffix) + ending for suffix, ending in SUFFIXES if word.endswith(suffix))
    return any(stem in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known) for stem in stems)
