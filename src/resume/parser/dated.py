"""Finds the dates of an entry in its row: those that stand at an edge, or between separators."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from resume.document.values import Line, Word
from resume.parser import dates
from resume.parser.rows import Row

LONG: Final = 110
"""Characters from which on a row is prose."""

INDENT: Final = 4.0
"""Points by which lists are indented at least."""

EDGE: Final = re.compile(r"[\s,;|·•()\[\]:\u2010-\u2015/-]*")
OPEN: Final = re.compile(r"[-\u2010-\u2015~\uff5e]\s*\Z")
SENTENCE: Final = re.compile(r"[\w)]{3,}[.!?]\Z")


def date_of(row: Row, language: str, *, day_first: bool | None) -> dates.Found | None:
    """Give the dates that stand in a row as those of an entry do: at an edge, or between separators."""
    is_prose = len(row.text) > LONG + INDENT or bool(SENTENCE.search(row.text))
    best: dates.Found | None = None
    for part in () if row.is_bullet else row.parts:
        for found in dates.find(part.text, language, day_first=day_first):
            is_apart = found.dates.text == part.text if is_prose else _is_apart(part.text, found)
            if is_apart and (best is None or (found.dates.start and not best.dates.start)):
                best = found
    return best


def without_dates(part: Line, language: str) -> tuple[Line, ...]:
    """Give what of a part stands before its dates, and behind them."""
    spans = [(found.start, found.end) for found in dates.find(part.text, language) if _is_apart(part.text, found)]
    pieces: list[list[Word]] = [[]]
    at = 0
    for word in part.words:
        if any(at < end and at + len(word.text) > start for start, end in spans):
            pieces.append([])
        else:
            pieces[-1].append(word)
        at += len(word.text) + 1
    return tuple(Line(tuple(piece), part.page, part.baseline) for piece in pieces if piece)


def _is_apart(text: str, found: dates.Found) -> bool:
    before, behind = text[: found.start], text[found.end :]
    at_start, at_end = not before.strip(" (,|·"), not behind.strip(" ),|·.")
    if found.dates.start:
        return at_start or at_end or bool(re.search(r"[,|·(\u2013\u2014]\s*\Z", before))
    return (at_start and (at_end or bool(EDGE.match(behind)))) or (
        at_end and bool(re.search(r"[,|·(\u2013\u2014:]\s*\Z", before))
    )


def mended(rows: Sequence[Row], language: str) -> Iterator[Row]:
    """Put dates together that go on below, in a column of their own."""
    skip: Row | None = None
    for index, row in enumerate(rows):
        if row is skip:
            skip = None
            if len(row.parts) > 1:
                yield row.only(row.parts[1:])
            continue
        first, below = row.parts[0], rows[index + 1] if index + 1 < len(rows) else None
        joined = f"{first.text} {below.parts[0].text}" if below else ""
        if below and OPEN.search(first.text) and abs(below.box.left - row.box.left) < first.size:
            found = dates.find(joined, language)
            if found and found[0].end > len(first.text) and found[0].start == 0:
                words = (*first.words, *below.parts[0].words)
                yield row.only((Line(words, first.page, first.baseline), *row.parts[1:]))
                skip = below
                continue
        yield row
