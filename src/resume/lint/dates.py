"""Judges the dates of a résumé: their precision, their sequence, gaps and overlaps."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from resume.diagnostics import Diagnostics, Path
from resume.model.parts import Dated
from resume.model.places import Places
from resume.model.resume import Resume
from resume.model.values import Date

SECTIONS: Final = ("work", "education", "volunteer", "projects")
IN_SEQUENCE: Final = ("work", "education")
PRECISION: Final = ("a year", "a month", "a day")

GAP: Final = 6
"""Months between two jobs from which on a reader asks what was in between."""

OVERLAP: Final = 1
"""Months by which two jobs may overlap while one hands over."""


def check(resume: Resume, places: Places, diagnostics: Diagnostics) -> None:
    """Check the dates of all sections that have them."""
    for section in SECTIONS:
        entries: tuple[Dated, ...] = getattr(resume, section)
        _precision(section, entries, places, diagnostics)
        if section in IN_SEQUENCE:
            _sequence(section, entries, places, diagnostics)
    _continuity(resume.work, places, diagnostics)


def _dates(section: str, entries: tuple[Dated, ...]) -> Iterator[tuple[Path, Date]]:
    for index, entry in enumerate(entries):
        for key, date in (("startDate", entry.start_date), ("endDate", entry.end_date)):
            if isinstance(date, Date):
                yield (section, index, key), date


def _precision(section: str, entries: tuple[Dated, ...], places: Places, diagnostics: Diagnostics) -> None:
    found = [(path, bool(date.month) + bool(date.day)) for path, date in _dates(section, entries)]
    counts = Counter(precision for _, precision in found)
    if len(counts) <= 1:
        return
    usual = max(counts, key=lambda precision: (counts[precision], precision == 1))
    for path, precision in found:
        if precision != usual:
            message = f"this date names {PRECISION[precision]}, but most of `{section}` name {PRECISION[usual]}"
            diagnostics.warning("date-precision", message, places.span(path))


def _sequence(section: str, entries: tuple[Dated, ...], places: Places, diagnostics: Diagnostics) -> None:
    """Hold that the latest comes first, as every reader expects."""
    starts = [(index, entry.start_date) for index, entry in enumerate(entries) if entry.start_date]
    for (_, earlier), (index, date) in pairwise(starts):
        if earlier.is_before(date):
            message = "this began later than what stands above it; the latest comes first"
            diagnostics.warning("date-sequence", message, places.span((section, index, "startDate")))


def _continuity(jobs: tuple[Dated, ...], places: Places, diagnostics: Diagnostics) -> None:
    dated = [
        (_month(job.start_date), _month(job.end_date) if isinstance(job.end_date, Date) else None, index)
        for index, job in enumerate(jobs)
        if job.start_date and job.start_date.month
    ]
    dated.sort()
    for (_, end, _), (start, _, index) in pairwise(dated):
        span = places.span(("work", index, "startDate"))
        if end is not None and start - end - 1 >= GAP:
            message = f"there are {start - end - 1} months between this job and the one before it"
            diagnostics.warning("date-gap", message, span, hint="say what was in between, if it helps you")
        elif end is not None and end - start > OVERLAP:
            message = f"this job overlaps the one before it by {end - start} months"
            diagnostics.warning("date-overlap", message, span)


def _month(date: Date) -> int:
    return date.year * 12 + (date.month or 12) - 1
