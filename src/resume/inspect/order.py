"""Judges whether a PDF's text is read in the order in which it stands on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise
from typing import Final

from resume.document.lines import NOTE, has_right_to_left, is_right_to_left, rows
from resume.document.values import Line, Word, middle
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, quoted
from resume.inspect.known import Known
from resume.inspect.sequence import longest_rising

APART: Final = 120
"""Characters that may be read between two texts that stand beside each other, such as a title and its date."""

NARROW: Final = 0.75
"""The share of the other's width up to which a column is a sidebar."""

HINT: Final = "let nothing float or stand outside the flow: text is read as it is painted"


@dataclass(frozen=True, slots=True)
class Moved:
    """A part of a line that is read elsewhere than it stands; `beside` is its neighbour."""

    part: Line
    beside: Line


def check(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Find what is painted, and so read, before or after what stands around it; once for each column.

    Within a column lines are to follow each other downwards, and what stands at the right of a text is to be
    read within `APART` characters after it. Of two columns, the wider one is to be read first. How lines from
    right to left are painted says nothing of how they are read; such pages are left out.

    Where it is known in which order texts are to be read, `prove` holds them to it. What is left then is what
    a theme adds to them, such as bullets.
    """
    for number, page in enumerate(evidence.pages, start=1):
        if is_right_to_left(page.words) or (known and known.words.right_to_left):
            continue
        bodies = [
            [part for part in region if not evidence.is_furniture(part)] for region in evidence.regions[number - 1]
        ]
        for body in bodies:
            moved = [*chain.from_iterable(map(_within, body))] if known else [*_in_region(body, page.words)]
            if moved:
                yield _said(moved, number)
        if known is None:
            yield from _between([body for body in bodies if body], number)
            yield from _columns(evidence, number)


def _between(regions: list[list[Line]], number: int) -> Iterator[Found]:
    """Find a part of a page that is read after another one that begins below its end."""
    for upper, lower in combinations(regions, 2):
        is_above = max(part.box.bottom for part in upper) <= min(part.baseline for part in lower)
        if is_above and middle(map(_first, upper)) > middle(map(_first, lower)):
            yield _said([Moved(upper[0], lower[0])], number)
            return


def _said(moved: list[Moved], number: int) -> Found:
    part, beside = moved[0].part, moved[0].beside
    same = part.baseline == beside.baseline
    where = "stands on the line of" if same else "stands below" if part.baseline > beside.baseline else "stands above"
    late = _first(part) > _first(beside)
    when = "long after it" if late else "before it" if same or part.baseline > beside.baseline else "long before it"
    many = f"; so it is with {len(moved) - 1} more" if len(moved) > 1 else ""
    message = f"{quoted(part.text)} {where} {quoted(beside.text)}, but is read {when}{many}"
    return Found("moved-text", message, page=number, words=part.words, hint=HINT)


def _columns(evidence: Evidence, number: int) -> Iterator[Found]:
    """Find a narrow column that is read before the wide one, which holds the name and what matters most."""
    found = evidence.columns[number - 1]
    if found is None:
        return
    left, right = (
        [
            word
            for word in evidence.pages[number - 1].words
            if is_left == (word.box.right < found.x) and found.top <= word.baseline <= found.bottom
        ]
        for is_left in (True, False)
    )
    narrow, wide = sorted((left, right), key=_width)
    if _width(narrow) < NARROW * _width(wide):
        first, second = narrow, wide
    else:
        first, second = right, left
    if middle(word.order for word in first) < middle(word.order for word in second):
        words = tuple(first[:6])
        message = (
            f"the column that begins with {quoted(' '.join(w.text for w in words))} is read before the one beside it"
        )
        hint = "let the main column come first in the document"
        yield Found("moved-text", message, page=number, words=words, hint=hint)


def _width(words: Sequence[Word]) -> float:
    return max(word.box.right for word in words) - min(word.box.left for word in words)


def _in_region(region: Sequence[Line], words: Sequence[Word]) -> Iterator[Moved]:
    """Give the parts of a region that are read elsewhere than they stand."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + (len(word.text) + 1 if word.text.strip(".") else 0))
    lines = [*rows(region)]
    heads = [row[0] for row in lines]
    for part in region:
        yield from _within(part)
    for row in lines:
        for left, right in pairwise(row):
            between = starts[_first(right)] - starts[_last(left) + 1]
            if between < 0 or (between > APART and not _is_cell(left, right, region)):
                small, large = sorted((left, right), key=lambda part: part.letters)
                yield Moved(small, large)
    kept = {*longest_rising([_first(head) for head in heads], [head.letters + 1 for head in heads])}
    for index, head in enumerate(heads):
        if index not in kept:
            near = min(kept, key=lambda other: abs(other - index))
            yield Moved(head, heads[near])


def _within(part: Line) -> Iterator[Moved]:
    """Give a piece of a part of a line that is read elsewhere than the rest, such as a bullet beside its text."""
    if has_right_to_left(part.text):
        return
    for index, (left, right) in enumerate(pairwise(part.words), start=1):
        if not 0 < right.order - left.order <= APART:
            pieces = [replace(part, words=part.words[:index]), replace(part, words=part.words[index:])]
            small, large = sorted(pieces, key=lambda piece: piece.letters)
            yield Moved(small, large)
            return


def _is_cell(left: Line, right: Line, region: Sequence[Line]) -> bool:
    """Say whether what is read between two parts of a line stands below the left one, as in the cells of a table."""
    between = [part for part in region if _last(left) < _first(part) < _first(right)]
    right_column = [part for part in region if part.box.left >= right.box.left - 1]
    is_prose = any(part.letters > NOTE for part in right_column)
    return is_prose and all(part.box.right <= right.box.left for part in between)


def _first(part: Line) -> int:
    return min(word.order for word in part.words)


def _last(part: Line) -> int:
    return max(word.order for word in part.words)
