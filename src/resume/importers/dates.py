"""Reads the dates of other tools' files, in whatever language and form they have."""

import re
from typing import Final

from pydantic_core import PydanticCustomError

from resume.importers.taken import Report, Said, Tree, reworded
from resume.model.values import PRESENT, read_date
from resume.parser import dates, months
from resume.parser.fields import Dates

TIMESTAMP: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d\S*\Z")
"""A day with a time of day (RFC 3339 §5.6), which no résumé says."""

EITHER_WAY: Final = re.compile(r"\D*(\d\d?)\s?[/-]\s?(\d\d?)\s?[/-]\s?\d{4}\D*\Z")
"""Day and month in numbers, in an order that only the writer knows."""

TWELVE: Final = 12
DASH: Final = " \N{EN DASH} "


def single(text: str, language: str = "") -> str:
    """Read a date as ISO 8601 writes it, or `present`; nothing where it is not sure.

    `language` is that of the file, where it says one. `01/02/2020` is sure in a language other than English only.
    """
    text = text.strip()
    if _is_iso(text):
        return text
    stamp = TIMESTAMP.match(text)
    if stamp and _is_iso(stamp[1]):
        return stamp[1]
    if text.casefold().rstrip(".") in months.present(""):
        return PRESENT
    found = _whole(text, language)
    return found.end if found and not found.start and _is_iso(found.end) else ""


def _whole(text: str, language: str) -> Dates | None:
    """Read a text that is dates from its beginning to its end."""
    either = EITHER_WAY.match(text)
    if either and language.partition("-")[0] in {"", "en"}:
        first, second = int(either[1]), int(either[2])
        if first != second and first <= TWELVE and second <= TWELVE:
            return None
    found = dates.find(text, language)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    return None if any(style.startswith("Season") for style in found[0].styles) else found[0].dates


def period(
    start: Said | None, end: Said | None, whole: Said | None, report: Report, language: str = ""
) -> dict[str, Tree]:
    """Give the dates of an entry in our keys.

    `whole` is a date, or text, that outranks the other two. What cannot be read stays text, under `dates`.
    """
    first, last = _read(start, language), _read(end, language)
    if whole:
        return _of_text(whole, start, end, report, language)
    backwards = bool(first and last and last != PRESENT != first and read_date(last).is_before(read_date(first)))
    unread = [text for text, iso in ((start, first), (end, last)) if text and (not iso or backwards)]
    if first == PRESENT and start:
        unread.append(start)
    for text in unread:
        why = "its end is before its start" if backwards else "it cannot be read as a date"
        report.change(text, f"kept as text under `dates`, since {why}")
    dated: dict[str, Tree] = {
        key: _as(text, iso, report)
        for key, text, iso in (("startDate", start, first), ("endDate", end, last))
        if text and iso and text not in unread
    }
    said = [text for text in (start, end) if text]
    if unread:
        dated["dates"] = reworded(said[0], DASH.join(text.text.strip() for text in said))
    return dated


def day(text: Said | None, key: str, report: Report, language: str = "") -> dict[str, Tree]:
    """Give the day of an entry that has no other date; what cannot be read is kept as `x-…`."""
    if text is None:
        return {}
    iso = _read(text, language)
    if iso and iso != PRESENT:
        return {key: _as(text, iso, report)}
    report.keep(text.origin, text, f"x-{key}")
    return {f"x-{key}": text}


def _of_text(whole: Said, start: Said | None, end: Said | None, report: Report, language: str) -> dict[str, Tree]:
    iso = _read(whole, language)
    if iso and iso != PRESENT and not (start or end):
        return {"endDate": _as(whole, iso, report)}
    ranged = _whole(whole.text.strip(), language)
    if ranged and ranged.start and not (start or end) and _is_iso(ranged.start):
        report.change(whole, f"read as {ranged.start} to {ranged.end}")
        return {"startDate": reworded(whole, ranged.start), "endDate": reworded(whole, ranged.end)}
    return {**period(start, end, None, report, language), "dates": whole}


def _as(text: Said, iso: str, report: Report) -> Said:
    if iso != text.text.strip() and iso != text.text.strip().casefold():
        report.change(text, f"read as {iso}")
    return reworded(text, iso)


def _read(text: Said | None, language: str) -> str:
    return single(text.text, language) if text else ""


def _is_iso(text: str) -> bool:
    try:
        read_date(text)
    except PydanticCustomError:
        return False
    return True
