"""Finds where the texts of a résumé stand on its pages."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain, groupby
from typing import Final

from resume.compare.wording import TOKEN
from resume.diagnostics import Path
from resume.document.values import Box, Page, Word
from resume.view.page import Text, View
from resume.view.reading import streams

DATES: Final = ("startDate", "endDate", "dates")
"""Fields that a theme sees as one text, which has the path of one of them."""

SHIFT: Final = 0.5
"""The share of its height by which the baselines of a line's words may differ."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word, or a character of a script without spaces, and where it stands; pages count from 1."""

    page: int
    text: str
    box: Box
    baseline: float

    def part(self, start: int, end: int) -> "Place":
        """Give some of its characters; they are taken to be equally wide."""
        share = self.box.width / len(self.text)
        box = self.box._replace(left=self.box.left + start * share, right=self.box.left + end * share)
        return replace(self, text=self.text[start:end], box=box)


@dataclass(frozen=True, slots=True)
class Located:
    """A text of the résumé with its words on the pages."""

    text: Text
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of all pages in the order of painting; `origins` are their places, and which character.

    `borders` are where a word begins, be it after a mark alone, and the end.
    """

    text: str
    places: tuple[Place, ...]
    origins: tuple[tuple[int, int], ...]
    borders: frozenset[int]

    def occurrences(self, wanted: str) -> list[tuple[int, int]]:
        """Give where a text stands; within words only where no words are it, as in scripts without spaces."""
        found = []
        at = self.text.find(wanted)
        while at >= 0:
            found.append((at, at + len(wanted)))
            at = self.text.find(wanted, at + 1)
        return [pair for pair in found if self.borders.issuperset(pair)] or found

    def between(self, start: int, end: int) -> Iterator[Place]:
        """Give the places of some letters; of a word of which not all are meant, those alone."""
        for index, group in groupby(self.origins[start:end], key=lambda origin: origin[0]):
            offsets = [offset for _, offset in group]
            place = self.places[index]
            first, last = _ends(place.text)
            whole = offsets[0] == first and offsets[-1] == last
            yield place if whole else place.part(offsets[0], offsets[-1] + 1)


def located(view: View, pages: Sequence[Page]) -> tuple[Located, ...]:
    """Find the texts of a view on the pages that were made of it; what is not found stands nowhere.

    Of several places with the same words, that one is taken which is next to the text before.
    """
    letters = _letters(pages)
    found: list[Located] = []
    taken: set[int] = set()
    at = 0
    for text in chain.from_iterable(chain.from_iterable(streams(view))):
        wanted = _folded(str(text))
        free = [pair for pair in letters.occurrences(wanted) if pair[0] not in taken] if wanted else []
        if free:
            start, end = min(free, key=lambda pair: (abs(pair[0] - at), pair[0]))
            taken.update(range(start, end))
            found.append(Located(text, tuple(letters.between(start, end))))
            at = end
    return tuple(found)


def at(path: Path, found: Iterable[Located]) -> list[Located]:
    """Give the texts of what stands at a path of the résumé."""
    held = [*found]
    inside = [item for item in held if item.text.path[: len(path)] == path]
    if not inside and path[-1:] and path[-1] in DATES:
        inside = [item for item in held if item.text.path[:-1] == path[:-1] and item.text.path[-1] in DATES]
    if not inside and path[:1] == ("basics",):  # of an address or a profile, several fields may be one text
        inside = [item for item in held if item.text.path == path[:-1]]
    return inside


def heading(section: str, view: View, found: Iterable[Located]) -> list[Located]:
    """Give the heading of a section."""
    titles = [held.title for held in (*view.sections, *view.aside) if held.id == section]
    return [item for item in found if any(item.text is title for title in titles)]


def lines(places: Iterable[Place]) -> list[tuple[int, Box]]:
    """Give the pages and boxes of words, those of one line together."""
    runs: list[list[Place]] = []
    for place in places:
        if not runs or not _is_beside(runs[-1][-1], place):
            runs.append([])
        runs[-1].append(place)
    return [(run[0].page, reduce(Box.around, (place.box for place in run))) for run in runs]


def _is_beside(place: Place, other: Place) -> bool:
    height = max(place.box.height, other.box.height)
    apart = max(other.box.left - place.box.right, place.box.left - other.box.right)
    is_on = place.page == other.page and abs(place.baseline - other.baseline) <= SHIFT * height
    return is_on and apart <= 2 * height


def _letters(pages: Sequence[Page]) -> _Letters:
    texts: list[str] = []
    places: list[Place] = []
    origins: list[tuple[int, int]] = []
    borders: set[int] = set()
    for number, page in enumerate(pages, start=1):
        for place in chain.from_iterable(_tokens(word, number) for word in page.words if not word.is_artifact):
            previous = -2
            for offset, character in enumerate(place.text):
                if not (letters := _folded(character)):
                    continue
                if offset > previous + 1:
                    borders.add(len(origins))
                previous = offset
                texts.append(letters)
                origins += [(len(places), offset)] * len(letters)
            places.append(place)
    return _Letters("".join(texts), tuple(places), tuple(origins), frozenset({*borders, len(origins)}))


def _tokens(word: Word, page: int) -> Iterator[Place]:
    whole = Place(page, word.text, word.box, word.baseline)
    tokens = [*TOKEN.finditer(word.text)]
    yield from [whole] if len(tokens) == 1 else (whole.part(*token.span()) for token in tokens)


def _ends(text: str) -> tuple[int, int]:
    """Give the first and last letter of a text by their numbers."""
    letters = [offset for offset, character in enumerate(text) if _folded(character)]
    return letters[0], letters[-1]


def _folded(text: str) -> str:
    """Give the letters, digits and signs of names such as `C++` alone, without case.

    Each character is taken by itself, so that it is known which letters are its own.
    """
    folded = "".join(unicodedata.normalize("NFKC", character).casefold() for character in text)
    return "".join(character for character in folded if character.isalnum() or character in "+#")
