"""Judges whether the letters of words stand together."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, listed, quoted
from resume.scripts import OTHER, unspaced

SPACED: Final = re.compile(r"(?<!\S)(?:[^\W\d_] +){3,}[^\W\d_](?!\S)")
"""Letters one by one: what readers make of a word whose letters stand apart."""


def check(evidence: Evidence) -> Iterator[Found]:
    """Find words whose letters stand so far apart that a reader takes each for a word."""
    found: dict[str, list[str]] = {}
    for reader, pages in evidence.readers.items():
        for match in chain.from_iterable(map(SPACED.finditer, pages)):
            if not (OTHER.search(match[0]) and unspaced().search(match[0])):  # in those, a letter may be a word
                found.setdefault("".join(match[0].split()).casefold(), []).append(reader)
    if found:
        words = [quoted(" ".join(word)) for word in found]
        readers = list(dict.fromkeys(chain.from_iterable(found.values())))
        message = f"{listed(readers)} read{'s' * (len(readers) == 1)} {listed(words)}: letters stand too far apart"
        yield Found("letter-spacing", message, hint="use no more `letter-spacing` than 0.08em")
