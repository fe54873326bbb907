"""Finds what is written like a name: with inner capitals, digits or marks, in capitals, or with one in mid-sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from resume.posting.frequency import NOUNS, zipf
from resume.posting.text import data
from resume.posting.words import Word, folded, keys, words

MARKED: Final = re.compile(
    r"[^\W\d_]+\d[\w.]*|[^\W\d_]{1,}(?:\+\+|\+|#)|\w{2,}\.js|[a-z]+[A-Z]\w*|[A-Z]+[a-z]+[A-Z]\w*|[A-Z]{2,}[a-rt-z]\w*"
)
"""`H100`, `Q#`, `D3.js`, `vLLM`, `ClickHouse`, `MLflow`."""

ACRONYM: Final = re.compile(r"[A-Z]{2,6}s?")
CAPITALISED: Final = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}")

COMMON: Final = 3.5
"""The Zipf value from which on a capital makes no name: towns and first names are more frequent."""

SHOUTED: Final = 0.5
"""The share of a sentence's words in capitals, or begun with one, from which on capitals say nothing in it."""

FEW: Final = 3
"""Words of a sentence of which nothing can be told by their share."""

SENTENCE_STARTS: Final = frozenset('-.!?:;\u2022\u2013\u2014*"\u201c\u201e')
LISTED: Final = re.compile(r"\s*[,/)]")

_WORD = r"[A-Z][\w&.'\u2019-]{0,40}"
_OWN = rf"({_WORD}(?:[ \t]{_WORD}){{0,2}}[ \t]?)"
EMPLOYER: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?:^|[.!?]\s+){_OWN}\s?\b(?:is|are|ist|est|es)\s(?:an?|the|one|ein|eine|un|une|una|le|la)\b",
        rf"\b(?:[Aa]t|[Jj]oin|[Jj]oining|[Bb]ei(?: der)?|[Cc]hez|[Rr]ejoindre|[Rr]ejoignez)[ \t*_]+{_OWN}",
        rf"^[^\w\n]*(?:About|[Üü]ber|À propos d[e'\u2019]|Sobre)[ \t]*{_OWN}[^\w\n]*$",
        rf"^[^\w\n]*(?:Company|Employer|Firma|Unternehmen|Entreprise|Empresa):[ \t]*{_OWN}",
        rf"{_OWN}\b(?:Inc|LLC|Ltd|GmbH|AG|SARL|S\.A)\b",
    )
)
"""Where a posting says who writes it: `Acme is a`, `at Acme`, `About Acme`, `Company: Acme`, `Acme GmbH`."""


def employer(posting: str) -> frozenset[str]:
    """Give the keys of the words of the name of who writes a posting, so far as it says it.

    Names that a dictionary knows well stay out, so that `at Scale` takes nothing from the rest.
    """
    names = [match[1] for pattern in EMPLOYER for match in pattern.finditer(posting)]
    said = (word for name in names for word in words(name))
    return frozenset(word.key for word in said if zipf(folded(word.text), "en") < COMMON + 1)


def find(text: str, free: Sequence[Word], language: str) -> Iterator[tuple[Word, ...]]:
    """Find the names in a sentence among the words that are `free`, since no skill's name holds them."""
    said = words(text)
    capitals = sum(word.text[:1].isupper() for word in said)
    shouted = len(said) > FEW and capitals > SHOUTED * len(said) and "," not in text
    row: list[Word] = []
    for word in free:
        if ACRONYM.fullmatch(word.text) or MARKED.fullmatch(word.text):
            yield from _name(row, language)
            row = []
            if not _is_noise(word) and not (shouted and word.text.isupper() and len(said) > 1):
                yield (word,)
            continue
        is_capital = CAPITALISED.fullmatch(word.text) is not None and not word.text.isupper()
        continues = bool(row) and text[row[-1].end : word.start].isspace()
        if not continues:
            yield from _name(row, language)
            row = []
        if is_capital and not shouted and language not in NOUNS and (continues or _is_inside(text, word, language)):
            row.append(word)
        elif continues:
            yield from _name(row, language)
            row = []
    yield from _name(row, language)


def _is_inside(text: str, word: Word, language: str) -> bool:
    """Say whether a word's capital is its own, and not that of a sentence's beginning."""
    before = text[: word.start].rstrip()
    if before and before[-1] not in SENTENCE_STARTS:
        return True
    return LISTED.match(text, word.end) is not None and zipf(folded(word.text), language) < COMMON


def _name(row: Sequence[Word], language: str) -> Iterator[tuple[Word, ...]]:
    """Give a row of capitalised words as a name, if one of them is rare and none is noise."""
    if row and not any(map(_is_noise, row)) and any(zipf(folded(word.text), language) < COMMON for word in row):
        yield tuple(row)


def _is_noise(word: Word) -> bool:
    return word.key in _noise()


@cache
def _noise() -> frozenset[str]:
    return frozenset(key for name in data("generic")["names"] for key in keys(str(name)))
