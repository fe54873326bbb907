"""Judges the dates of a PDF: whether machines read them, in one style, beside what they date."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Final

from resume.diagnostics import Severity
from resume.document.values import Line
from resume.inspect.evidence import LAYOUT, STREAM, Evidence
from resume.inspect.found import Found, at, listed, quoted
from resume.inspect.known import Known
from resume.inspect.tokens import Reading, read, tokens
from resume.parser import dates

APART: Final = 120
"""Characters that may stand between the title of an entry and its date."""

LOOSE: Final = {"YYYY", "Season YYYY"}
"""Styles that go with any other: nobody knows the month of everything."""

ODD: Final = re.compile(r"(?<![\w/.-])(?:['\N{RIGHT SINGLE QUOTATION MARK}]\d\d|\d{1,2}[/.]\d{1,2}[/.]\d\d)(?![\w/.-])")
"""Years of two digits, which stand for no century, and dates in which nobody knows what is the day."""


def check(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Find dates that parsers do not read, that are written in several ways, or are read far from their titles."""
    language = known.words.language if known else evidence.objects.language if evidence.objects else ""
    lines = [*chain.from_iterable(evidence.lines)]
    yield from _styles(lines, language)
    if known is None:
        yield from _unreadable(lines, language)
    else:
        yield from _unread(known)
        yield from _apart(evidence, known)


def _styles(lines: list[Line], language: str) -> Iterator[Found]:
    found = [(line, item) for line in lines for item in dates.find(line.text, language) if _is_beside(line, item)]
    used = dates.styles([item for _, item in found]) - LOOSE
    if len(used) <= 1:
        return
    counts = Counter(style for _, item in found for style in item.styles if style in used)
    usual = max(sorted(counts), key=lambda style: counts[style])
    odd = next((line, item) for line, item in found if {*item.styles} & (used - {usual}))
    message = f"{quoted(odd[1].dates.text)} is written otherwise than most dates, which are {usual}"
    notes = (f"styles: {', '.join(f'{style} ({count})' for style, count in counts.most_common())}",)
    yield Found("date-style", message, "warning", *at(odd[0]), notes=notes, hint="write all dates in one way")


def _is_beside(line: Line, found: dates.Found) -> bool:
    """Say whether dates stand at an end of their line, as those of entries do, and not within a sentence."""
    return not line.text[: found.start].strip(" (") or not line.text[found.end :].strip(" ).")


def _unreadable(lines: list[Line], language: str) -> Iterator[Found]:
    odd: list[tuple[Line, str]] = []
    for line in lines:
        spans = [(item.start, item.end) for item in dates.find(line.text, language)]
        for match in ODD.finditer(line.text):
            if not any(start <= match.start() < end for start, end in spans):
                odd.append((line, match[0]))
                break
    if odd:
        many = f", and {len(odd) - 1} more," if len(odd) > 1 else ""
        message = f"{quoted(odd[0][1])}{many} is no date that parsers read"
        yield Found("unreadable-date", message, "error", *at(odd[0][0]), hint="write `Sep 2023`, `09/2023` or `2023`")


def _unread(known: Known) -> Iterator[Found]:
    """Find dates of entries, written as a free text, in which a parser sees none."""
    written = [str(date) for _, date in known.titled()]
    odd = [quoted(text) for text in written if not dates.find(text, known.words.language)]
    if odd:
        message = f"{listed(odd)}: parsers see no date in that"
        yield Found("unreadable-date", message, "warning")


def _apart(evidence: Evidence, known: Known) -> Iterator[Found]:
    """Find titles whose dates some reader gives elsewhere."""
    apart: dict[tuple[str, str], list[str]] = {}
    for reader, pages in evidence.readers.items():
        if reader != STREAM and known.words.right_to_left:
            continue
        reading = read(pages)
        for title, date in dict.fromkeys((str(title), str(date)) for title, date in known.titled()):
            distance = _distance(reading, title, date)
            if distance is not None and distance > APART:
                apart.setdefault((title, date), []).append(reader)
    for (name, when), readers in apart.items():
        message = f"{quoted(when)} is read far from {quoted(name)} by {listed(readers)}"
        severity: Severity = "warning" if readers == [LAYOUT] else "error"
        yield Found("date-apart", message, severity, hint="let titles and dates follow each other in the template")


def _distance(reading: Reading, title: str, date: str) -> int | None:
    """Give the characters between a title and the nearest of its date, leaders left out; nothing where one is lost."""
    titles, found = reading.occurrences(tokens(title)), reading.occurrences(tokens(date))
    gaps = [
        (end, start) if end <= start else (after, before)
        for before, end in titles
        for start, after in found
        if end <= start or after <= before
    ]
    return min((sum(map(len, _without_leaders(reading.tokens[end:start]))) for end, start in gaps), default=None)


def _without_leaders(between: list[str]) -> Iterator[str]:
    return (item for item in between if item != ".")
