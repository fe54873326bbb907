"""Judges whether the letters of words stand together."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, listed, quoted

SPACED: Final = re.compile(r"(?<!\S)(?:[^\W\d_] +){3,}[^\W\d_](?!\S)")
"""Letters one by one: what readers make of a word whose letters stand apart."""

UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts in which each may be a word."""


def check(evidence: Evidence) -> Iterator[Found]:
    """Find words whose letters stand so far apart that a reader takes each for a word."""
    found: dict[str, list[str]] = {}
    for reader, pages in evidence.readers.items():
        for match in chain.from_iterable(map(SPACED.finditer, pages)):
            if not UNSPACED.search(match[0]):
                found.setdefault("".join(match[0].split()).casefold(), []).append(reader)
    if found:
        words = [quoted(" ".join(word)) for word in found]
        readers = list(dict.fromkeys(chain.from_iterable(found.values())))
        message = f"{listed(readers)} read{'s' * (len(readers) == 1)} {listed(words)}: letters stand too far apart"
        yield Found("letter-spacing", message, hint="use no more `letter-spacing` than 0.08em")
