"""Finds the names of known skills in a text, however they are written."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from resume.posting.text import data
from resume.posting.words import Word, joined, keys, words

VERSION: Final = re.compile(r"(?<=[^\W\d_]{3})\d+(?:\.\d+)*\Z")
"""The number behind a name that is the same without it: `Python3`, `Java17`."""

BESIDE: Final = re.compile(r"\s*(?:[,/;|&()\u2022\u00b7+]|\s(?:and|or|und|oder|et|ou|y|o)\s)+\s*")
"""What stands between the names of a list."""

SENTENCE_ENDS: Final = frozenset(".!?:")
LIST_WORDS: Final = {"and", "or", "und", "oder", "et", "ou", "y", "o"}
AFTER_NAME: Final = LIST_WORDS | {
    "experience",
    "knowledge",
    "skill",
    "developer",
    "engineer",
    "programming",
    "expertise",
}
"""Words, by their keys, that follow a name which begins a sentence; another makes it a verb: `Express yourself`."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A way to write a skill's name; `is_cased`: only just so, `needs_company`: only beside another skill."""

    skill: str
    text: str
    keys: tuple[str, ...]
    is_soft: bool
    is_cased: bool
    needs_company: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An alias in a text: the words from `first` up to `last`, which is not one of them."""

    alias: Alias
    first: int
    last: int


def find(text: str) -> list[Hit]:
    """Find the known skills of a text, the longest name at each place, in their sequence."""
    spoken = words(text)
    found: list[Hit] = []
    place = 0
    while place < len(spoken):
        hit = next(_at(text, spoken, place), None)
        if hit:
            found.append(hit)
        place = hit.last if hit else place + 1
    return [hit for group in _lists(text, spoken, found) for hit in _meant(text, spoken, group)]


def said(text: str) -> list[Hit]:
    """Find the skills that a text says: those of `find`, and those whose names are part of a longer one.

    `AWS Lambda` says `AWS` too, and `Spring Boot` says `Spring`; `Go-to-market` does not say `Go`.
    """
    spoken = words(text)
    found = []
    for hit in find(text):
        inner = (part for place in range(hit.first, hit.last) for part in _at(text, spoken, place))
        parts = [part for part in inner if part.last <= hit.last and part.alias.skill != hit.alias.skill]
        found += [hit, *(part for part in parts if not part.alias.is_cased or _is_apart(text, spoken, part))]
    return found


def _is_apart(text: str, spoken: Sequence[Word], hit: Hit) -> bool:
    """Say whether nothing but spaces are around a name."""
    around = text[: spoken[hit.first].start][-1:] + text[spoken[hit.last - 1].end :][:1]
    return not around.strip()


def _at(text: str, spoken: Sequence[Word], place: int) -> Iterator[Hit]:
    for key in dict.fromkeys((spoken[place].key, VERSION.sub("", spoken[place].key))):
        for alias in _aliases().get(key, ()):
            last = place + len(alias.keys)
            if last <= len(spoken) and _fits(text, spoken[place:last], alias):
                yield Hit(alias, place, last)


def _fits(text: str, spoken: Sequence[Word], alias: Alias) -> bool:
    if any(word.key != key for word, key in zip(spoken[1:], alias.keys[1:], strict=True)):
        return False
    if not all(joined(text, *pair) for pair in itertools.pairwise(spoken)):
        return False
    return not alias.is_cased or VERSION.sub("", text[spoken[0].start : spoken[-1].end]) == alias.text


def _meant(text: str, spoken: Sequence[Word], group: Sequence[Hit]) -> Iterator[Hit]:
    """Give the names of a list that are no mere words in it: those that are words too need others, or to be alone."""
    is_all = group[0].first == 0 and group[-1].last == len(spoken)
    has_company = is_all or not all(hit.alias.needs_company for hit in group)
    for hit in group:
        if has_company if hit.alias.needs_company else _is_name(text, spoken, hit):
            yield hit


def _is_name(text: str, spoken: Sequence[Word], hit: Hit) -> bool:
    """Say whether what is written like a skill is no verb that begins a sentence."""
    if not hit.alias.is_cased or hit.alias.text[:2].isupper() or hit.last == len(spoken):
        return True
    following = spoken[hit.last]
    is_opening = (
        hit.first == 0 or text[spoken[hit.first - 1].end : spoken[hit.first].start].strip()[:1] in SENTENCE_ENDS
    )
    is_verb = following.text.islower() and following.key not in AFTER_NAME
    return not (is_opening and is_verb and joined(text, spoken[hit.last - 1], following))


def _lists(text: str, spoken: Sequence[Word], found: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Put together the hits of the same list: only commas and the like, or `and`, are between them."""
    group: list[Hit] = []
    for hit in found:
        if group and not BESIDE.fullmatch(text, spoken[group[-1].last - 1].end, spoken[hit.first].start):
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


@cache
def _aliases() -> Mapping[str, tuple[Alias, ...]]:
    """Give all aliases by the key of their first word, the longest first."""
    table = data("skills")
    cased, company = ({*map(str, table[name])} for name in ("cased", "company"))
    by_first: dict[str, list[Alias]] = {}
    for group, skills in (*table["skills"].items(), ("soft", table["soft"])):
        for skill, others in skills.items():
            for text in (skill, *map(str, others)):
                alias = Alias(skill, text, keys(text), group == "soft", text in cased | company, text in company)
                by_first.setdefault(alias.keys[0], []).append(alias)
    return {key: tuple(sorted(aliases, key=lambda alias: -len(alias.keys))) for key, aliases in by_first.items()}
