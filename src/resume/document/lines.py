"""Reads a page as it looks: lines from top to bottom, column after column."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate, chain, groupby, pairwise
from math import inf
from operator import attrgetter
from typing import Final, TypeAlias

from resume.document.values import Box, Line, Page, Word, middle

GUTTER: Final = 12.0
"""Points that keep columns, and the parts of a line, apart."""

REACH: Final = 0.4
"""The share of a page's height that two columns stand beside each other."""

LEAST: Final = 2
"""Parts of lines of each of two columns, at least, that stand beside the other."""

MOST: Final = 0.7
"""The share of the parts of one of two columns that stand beside the other."""

SHIFT: Final = 0.35
"""The share of the size by which baselines of one line may differ."""

ELLIPSIS: Final = ("..", "...")
"""Dots that are text; others lead to a date."""

SHARED, SPARSE = 0.8, 0.4
"""The share of its parts that stand on lines of the text beside them, which makes a column one of notes.

Of the first lines of notes in a sparse one, which may have headings on lines of their own, less is enough.
"""

YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

DENSE: Final = 0.7
"""The share of lines that follow each other closely from which on a column is no sparse one.

Notes of two lines come to a half, those of three to two thirds.
"""

ALIGNED: Final = 1.0
"""Points by which baselines of what stands on one line differ at most; those of two columns coincide by chance."""

NOTE: Final = 30
"""Letters and digits that most notes have at most: dates, places, labels, headings in the margin."""

APART: Final = 1.6
"""Sizes by which the baselines of notes are apart at least; what is nearer is one note on several lines."""

Region: TypeAlias = tuple[Line, ...]
"""Parts of lines that are read one after the other: those of a column, or of what goes across all columns."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """The space between two columns, from `top` to `bottom`; the second begins at `x`.

    `start` and `end` are of the parts of lines beside it.

    `has_notes` says that the first column holds notes to the second one, such as dates or headings.
    """

    x: float
    start: int
    end: int
    top: float
    bottom: float
    has_notes: bool

    @property
    def height(self) -> float:
        """How high the columns stand beside each other."""
        return self.bottom - self.top


def regions(page: Page, number: int = 1) -> tuple[Region, ...]:
    """Give the parts of a page in which lines follow each other, each with the parts of its lines.

    Parts of one line are those that more than `GUTTER` keeps apart: a title, and its date at the right.
    """
    return tuple(_regions([*_parts(page.words, number)]))


def lines(found: Iterable[Region]) -> tuple[Line, ...]:
    """Give the lines of a page's regions from top to bottom, column after column."""
    return tuple(
        Line((*chain.from_iterable(part.words for part in row),), row[0].page, row[0].baseline)
        for region in found
        for row in rows(region)
    )


def painted(page: Page, number: int = 1) -> Iterator[Region]:
    """Give the lines of a page, each by its parts, in the order in which they are painted."""
    for run in _runs(page.words):
        if parts := tuple(_parted(run, number)):
            yield parts


def rows(region: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """Give the parts of each line of a region."""
    for _, row in groupby(region, key=lambda part: part.baseline):
        yield tuple(row)


def columns(page: Page) -> Gutter | None:
    """Find two columns of text that stand beside each other over `REACH` of a page's height."""
    found = _gutter([*_parts(page.words, 1)])
    return found if found and not found.has_notes and found.height > REACH * page.box.height else None


def _regions(parts: list[Line]) -> Iterator[Region]:
    """Split parts of lines into what stands above two columns, these, and what stands below."""
    found = _gutter(parts)
    if found is None:
        if parts:
            yield tuple(parts)
        return
    yield from _regions(parts[: found.start])
    left, right = _sides(parts[found.start : found.end], found.x)
    for band in _bands(left, right) if found.has_notes else ((left, right),):
        for side in band:
            yield from _regions(side)
    yield from _regions(parts[found.end :])


def _bands(notes: list[Line], text: list[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Give each note with the text that stands beside and below it."""
    starts = [note.baseline for note in _starts(notes)]
    for top, bottom in pairwise([-inf, *starts, inf]):
        yield tuple([part for part in side if top <= part.baseline < bottom] for side in (notes, text))  # type: ignore[misc]


def _gutter(parts: Sequence[Line]) -> Gutter | None:
    """Find the highest space between two columns; `parts` are sorted by lines.

    Notes at the right, such as dates, are no column: they belong to the lines that they stand on.
    """
    best: Gutter | None = None
    lined = [*rows(parts)]
    for x in sorted({round(part.box.left, 1) for part in parts}):
        for start, end in _uncrossed(lined, x):
            left, right = _sides(parts[start:end], x)
            if not left or len({part.baseline for part in right}) <= 1:
                continue
            tops, ends = (
                [outer(edge(part.box) for part in side) for side in (left, right)]
                for outer, edge in ((min, attrgetter("top")), (max, attrgetter("bottom")))
            )
            top, bottom = max(tops), min(ends)
            if bottom - top <= (best.height if best else 0) or _are_notes(right, left):
                continue
            inside = [sum(top <= part.baseline <= bottom for part in side) for side in (left, right)]
            shares = [count / len(side) for count, side in zip(inside, (left, right), strict=True)]
            has_notes = _are_notes(left, right)
            if max(shares) >= MOST and min(inside) >= (1 if has_notes else LEAST):
                best = Gutter(x, start, end, top, bottom, has_notes)
    return best


def _uncrossed(lined: Sequence[Region], x: float) -> Iterator[tuple[int, int]]:
    """Give the first and last of parts in a row none of whose lines goes over the gutter before `x`."""
    starts = [0, *accumulate(map(len, lined))]
    extents = ((row, part.box) for row, parts in enumerate(lined) for part in parts)
    crossed = dict.fromkeys(row for row, box in extents if box.left < x - 1 and box.right > x - GUTTER)
    for before, after in pairwise([-1, *crossed, len(lined)]):
        if after - before > 1:
            yield starts[before + 1], starts[after]


def _sides(parts: Sequence[Line], x: float) -> tuple[list[Line], list[Line]]:
    left = [part for part in parts if part.box.left < x - 1]
    return left, [part for part in parts if part.box.left >= x - 1]


def _are_notes(parts: Sequence[Line], beside: Sequence[Line]) -> bool:
    """Say whether parts are short, and are dates or stand on lines of the text beside them."""
    if middle(part.letters for part in parts) > NOTE or _width(parts) > _width(beside):
        return False
    lines_beside = sorted(part.words[0].baseline for part in beside)
    starts = [*_starts(parts)]
    if sum(bool(YEAR.search(part.text)) for part in parts) >= SPARSE * len(starts):
        return True
    is_dense = len(parts) - len(starts) >= DENSE * len(parts)
    noted = parts if is_dense else starts
    shared = sum(_is_on(part.words[0].baseline, lines_beside) for part in noted)
    return shared >= (SHARED if is_dense else SPARSE) * len(noted)


def _width(parts: Sequence[Line]) -> float:
    return reduce(Box.around, (part.box for part in parts)).width


def _starts(notes: Sequence[Line]) -> Iterator[Line]:
    """Give the first lines of notes."""
    yield notes[0]
    yield from (note for before, note in pairwise(notes) if note.baseline - before.baseline > APART * before.size)


def _is_on(baseline: float, lines_beside: list[float]) -> bool:
    at = bisect_left(lines_beside, baseline - ALIGNED)
    return at < len(lines_beside) and lines_beside[at] <= baseline + ALIGNED


def _parts(words: Iterable[Word], number: int) -> Iterator[Line]:
    """Give the parts of all lines, from top to bottom, and within a line as it is read."""
    for row in _rows_of(words):
        yield from _split(row, number)


def _split(row: Iterable[Word], number: int) -> Iterator[Line]:
    """Give the parts of one line as it is read."""
    parts = [*_parted(sorted(row, key=lambda word: word.box.left), number)]
    if is_right_to_left(word for part in parts for word in part.words):
        parts = [replace(part, words=part.words[::-1]) for part in reversed(parts)]
    yield from parts


def _parted(words: Iterable[Word], number: int) -> Iterator[Line]:
    """Part the words of a line where more than `GUTTER` is between them; leaders are none."""
    parts: list[list[Word]] = []
    for word in _without_leaders(words):
        last = parts[-1][-1].box if parts else None
        if last is None or word.box.left - last.right > GUTTER or last.left - word.box.right > GUTTER:
            parts.append([])
        parts[-1].append(word)
    largest = max((word for part in parts for word in part), key=lambda word: word.style.size, default=None)
    for part in parts:
        yield Line(tuple(part), number, largest.baseline if largest else 0.0)


def _rows_of(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Put words on one baseline together; small ones may stand higher or lower."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if row and word.baseline - row[0].baseline > SHIFT * max(word.style.size, row[0].style.size, 1):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _runs(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Put words together that are painted in turn and stand on one line."""
    run: list[Word] = []
    for word in words:
        if run and abs(word.baseline - run[-1].baseline) > SHIFT * max(word.style.size, run[-1].style.size, 1):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _without_leaders(row: Iterable[Word]) -> Iterator[Word]:
    for is_dots, words in groupby(row, key=lambda word: not word.text.strip(".")):
        group = [*words]
        if not is_dots or (len(group) == 1 and group[0].text in ELLIPSIS):
            yield from group


def body_size(found: Iterable[Line]) -> float:
    """Give the size in points that most characters of some lines have."""
    sizes: Counter[float] = Counter()
    for line in found:
        for word in line.words:
            sizes[word.style.size] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def is_right_to_left(words: Iterable[Word]) -> bool:
    """Say whether most letters are of a script that runs from right to left (UAX #9)."""
    texts = [word.text for word in words]
    turned = [c for text in texts if has_right_to_left(text) for c in text if c.isalpha() and _is_turned(c)]
    return bool(turned) and len(turned) * 2 > sum(map(str.isalpha, "".join(texts)))


def has_right_to_left(text: str) -> bool:
    """Say whether a text has a character of a script that runs from right to left (UAX #9); most are ASCII."""
    return not text.isascii() and any(map(_is_turned, text))


def _is_turned(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"}
