"""Holds a résumé against a posting: which of what is asked for it says, where, and which it does not."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resume.posting import phrases, skills, terms
from resume.posting.terms import Asked
from resume.posting.words import Word, folded, joined, words


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a résumé's text, and how to find it: `resume.yaml:12:9`, `page 1, line 4`."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Term:
    """What a posting asks for.

    `name` is how the posting writes it: its most frequent spelling, of several the first. `weight`, above 0, is how
    much it counts, `times` how often the posting says it, however it writes it, and `posting_lines` are where, from 1
    on. It `is_required` if it stands somewhere that is not marked as a mere wish. `places` are where the résumé says
    it, none if it does not, and `said_as` how it writes it there if otherwise than `name`. `why` says why it is a term.
    """

    name: str
    weight: float
    times: int
    is_required: bool
    posting_lines: tuple[int, ...]
    places: tuple[str, ...]
    said_as: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a posting in a language asks for, by weight, then by its first line in the posting."""

    language: str
    terms: tuple[Term, ...]

    @property
    def said(self) -> tuple[Term, ...]:
        """The terms that the résumé says."""
        return tuple(term for term in self.terms if term.places)

    @property
    def missing(self) -> tuple[Term, ...]:
        """The terms that the résumé does not say."""
        return tuple(term for term in self.terms if not term.places)

    @property
    def share(self) -> float:
        """The share of what is asked for that the résumé says, by weight, from 0 to 1; 1 if nothing is asked for."""
        missing = sum(term.weight for term in self.missing)
        return 1 - missing / sum(term.weight for term in self.terms) if missing else 1.0


@dataclass(frozen=True, slots=True)
class _Read:
    """A line of the résumé with its words, and each skill that it says as it writes it."""

    line: Line
    words: tuple[Word, ...]
    skills: tuple[tuple[str, str], ...]


def cover(posting: str, lines: Sequence[Line], language: str) -> Coverage:
    """Find what a posting asks for, and where the lines of a résumé say it.

    `language` is the résumé's BCP 47 tag; a posting in English is read as one all the same. A name that goes on in
    the next line of the résumé is not found: lines are best whole paragraphs.
    """
    language, asked = terms.find(posting, language)
    read = [_read(line) for line in lines]
    return Coverage(language, tuple(_term(item, read) for item in asked))


def _read(line: Line) -> _Read:
    said = words(line.text)
    hits = skills.said(line.text)
    return _Read(
        line,
        said,
        tuple((hit.alias.skill, line.text[said[hit.first].start : said[hit.last - 1].end]) for hit in hits),
    )


def _term(asked: Asked, read: Sequence[_Read]) -> Term:
    found = [(line.line.place, text) for line in read for text in _said(asked, line)]
    places = tuple(dict.fromkeys(place for place, _ in found))
    texts = dict.fromkeys(" ".join(text.split()) for _, text in found)
    said_as = tuple(text for text in texts if folded(text) != folded(asked.name))
    return Term(
        asked.name,
        asked.weight,
        asked.times,
        asked.is_required,
        asked.lines,
        places,
        said_as,
        asked.why,
    )


def _said(asked: Asked, line: _Read) -> Iterator[str]:
    """Give the texts with which a line says what is asked for."""
    if asked.skill:
        yield from (text for skill, text in line.skills if skill == asked.skill)
        return
    size = len(asked.forms)
    for at in range(len(line.words) - size + 1):
        phrase = line.words[at : at + size]
        text = line.line.text[phrase[0].start : phrase[-1].end]
        is_same = tuple(word.key for word in phrase) == asked.forms or phrases.forms(phrase) == asked.forms
        is_one = all(joined(line.line.text, *pair) for pair in itertools.pairwise(phrase))
        if is_same and is_one and not (asked.is_exact and text.islower()):
            yield text
