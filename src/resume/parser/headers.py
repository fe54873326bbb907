"""Splits the rows of a section into entries, and gives the rows that head each: those around its dates.

A date tells where an entry is (open-resume, divideSectionIntoSubsections); without one, bold rows and gaps do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from resume.document.values import Line
from resume.parser import dates
from resume.parser.dated import INDENT, LONG, SENTENCE, date_of, mended
from resume.parser.fields import Dates
from resume.parser.rows import Row

MOST_ABOVE: Final = 3
"""Rows of an entry above the one with its date, at most."""

MOST_BELOW: Final = 2
"""Rows below it that may belong to its head."""

WIDER: Final = 1.12
"""How much larger the gap before an entry is than those within it."""

DETAIL: Final = re.compile(r"[^\W\d_][\w\- ]{1,18}(?::(?:\s|\Z)|\uff1a)")
"""A label, as of a grade or of courses."""


@dataclass(frozen=True, slots=True)
class Header:
    """The rows that head an entry, that numbered `anchor` with its dates; `is_bare` if nothing stands below."""

    rows: tuple[Row, ...]
    anchor: int
    dates: Dates
    is_bare: bool = False


def headers(rows: Sequence[Row], language: str, *, day_first: bool | None) -> tuple[Header, ...]:
    """Give the heads of the entries of a section in their order."""
    whole = [*mended(rows, language)]
    found = {
        index: date
        for index, row in enumerate(whole)
        if (date := date_of(row, language, day_first=day_first)) is not None
    }
    lefts = [_left(whole[index], date) for index, date in found.items() if date.dates.start]
    if lefts:
        edge = min((left for left in lefts if left < inf), default=-inf) + INDENT
        found = {
            index: date
            for index, date in found.items()
            if date.dates.start or _left(whole[index], date) < edge or _is_alone(whole[index], date)
        }
    return tuple(_dated(whole, found)) if found else tuple(_undated(whole))


def _dated(rows: Sequence[Row], found: dict[int, dates.Found]) -> Iterator[Header]:
    anchors = [*found]
    starts: list[int] = []
    opening = found[anchors[0]].dates.text == rows[anchors[0]].parts[0].text.strip(" ()") and not anchors[0]
    for number, anchor in enumerate(anchors):
        if opening:  # dates stand before what they belong to
            starts.append(anchor)
            continue
        floor = anchors[number - 1] + 1 if number else 0
        start = _start(rows, anchor, floor, is_first=not number)
        above = anchors[0] - starts[0] if starts else 0
        if above and start == anchor and anchor - floor >= above:
            start = _like_first(rows, anchor, above, starts[0])
        starts.append(start)
    for number, anchor in enumerate(anchors):
        start = starts[number]
        stop = starts[number + 1] if number + 1 < len(anchors) else len(rows)
        if number == 0 and start > 0:
            yield from _undated(rows[:start])
        end = anchor + 1
        left = min(_left(row, found.get(index)) for index, row in enumerate(rows[start : anchor + 1], start))
        while end < min(stop, anchor + 1 + MOST_BELOW) and _is_below(rows[end], left):
            end += 1
        header = Header(tuple(rows[start:end]), anchor - start, found[anchor].dates, end == stop)
        yield _unwrapped(header, max(row.right for row in rows))
        yield from _between(rows[end:stop], rows[start])


def _like_first(rows: Sequence[Row], anchor: int, above: int, first: int) -> int:
    """Say where an entry begins that has as many rows above its date as the first one has, if they are like those."""
    own = rows[anchor - above : anchor]
    is_beside = abs(own[0].box.left - rows[first].box.left) < INDENT
    is_alike = is_beside and own[0].words[0].style == rows[first].words[0].style and all(map(is_head, own))
    return anchor - above if is_alike else anchor


def _is_below(row: Row, left: float) -> bool:
    """Say whether a row below the date may be of the head: it is neither indented like a list nor led by a label."""
    return is_head(row) and row.box.left < left + INDENT and not DETAIL.match(row.text)


def _left(row: Row, found: dates.Found | None) -> float:
    """Give where the text of a row begins, its dates aside."""
    texts = [part.box.left for part in row.parts if found is None or part.text.strip(" ()") != found.dates.text]
    return min(texts, default=inf)


def _is_alone(row: Row, found: dates.Found) -> bool:
    """Say whether the dates are a part of their own."""
    return any(part.text.strip(" ()") == found.dates.text for part in row.parts)


def _start(rows: Sequence[Row], anchor: int, floor: int, *, is_first: bool) -> int:
    """Say with which row an entry begins whose date stands in the row `anchor`."""
    best = anchor
    for index in range(anchor - 1, max(floor, anchor - MOST_ABOVE) - 1, -1):
        row = rows[index]
        if not is_head(row):
            break
        before = rows[index - 1] if index else None
        wide = row.gap > WIDER * rows[index + 1].gap > 0
        within = before is not None and is_head(before) and 0 < row.gap <= rows[index + 1].gap
        emphasized = row.words[0].style.is_bold and not within
        indented = (
            before is not None and before.box.left > row.box.left + 3 and row.box.left <= rows[anchor].box.left + 1
        )
        turned = rows[index + 1].page != row.page or row.gap == 0
        after_text = before is not None and not is_head(before)
        if (
            (is_first and index == 0)
            or wide
            or emphasized
            or ((indented or turned) and after_text and row.text[:1].isupper())
        ):
            best = index
    return best


def _between(rows: Sequence[Row], like: Row) -> Iterator[Header]:
    """Give entries without dates that stand among dated ones and look like them."""
    for index, row in enumerate(rows):
        is_alike = row.words[0].style == like.words[0].style and abs(row.box.left - like.box.left) < 3  # noqa: PLR2004
        if index and is_alike and row.words[0].style.is_bold and is_head(row) and row.gap > WIDER * _usual(rows):
            yield Header((row,), 0, Dates())


def _usual(rows: Sequence[Row]) -> float:
    gaps = sorted(row.gap for row in rows if row.gap > 0)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _undated(rows: Sequence[Row]) -> Iterator[Header]:
    """Give entries by what begins bold, or stands alone above a list."""
    heads = [index for index, row in enumerate(rows) if is_head(row)]
    bold = [index for index in heads if rows[index].words[0].style.is_bold]
    usual = _usual(rows)
    starts = bold or [
        index for index in heads if not index or rows[index - 1].is_bullet or rows[index].gap > WIDER * usual
    ]
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(rows)
        end = start + 1
        while end < min(stop, start + 1 + MOST_BELOW) and is_head(rows[end]):
            end += 1
        yield Header(tuple(rows[start:end]), 0, Dates(), end == stop)


def is_head(row: Row) -> bool:
    """Say whether a row may be of an entry's head: short, no bullet, no sentence."""
    return not row.is_bullet and len(row.text) <= LONG and not SENTENCE.search(row.text)


def _unwrapped(header: Header, right: float) -> Header:
    """Put rows of a head together that are one text too long for its line."""
    rows: list[Row] = []
    anchor = header.anchor
    for index, row in enumerate(header.rows):
        above = rows[-1] if rows else None
        if above and _is_continued(above, row, right, is_above=index <= header.anchor):
            last = above.parts[-1]
            words = (*last.words, *row.parts[0].words)
            rows[-1] = above.only((*above.parts[:-1], Line(words, last.page, last.baseline), *row.parts[1:]))
            anchor -= index <= header.anchor
        else:
            rows.append(row)
    return replace(header, rows=tuple(rows), anchor=anchor)


def _is_continued(above: Row, row: Row, right: float, *, is_above: bool) -> bool:
    """Say whether a row of a head goes on with the text above it, for which there was no room there."""
    part = above.parts[-1]
    if above.text.endswith((",", "·", "|")):
        return is_above or abs(row.box.left - part.box.left) < INDENT
    first, last = row.words[0], part.words[-1]
    is_full = part.box.right + first.box.width + row.size / 4 > right
    is_below = abs(row.box.left - part.box.left) < INDENT and len(above.text) > LONG / 3
    return is_full and is_below and first.style == last.style and not row.text[:1].isdigit()
