"""Finds dates, and ranges of them, in a text of any language that there are words for.

The patterns are those of CLDR, ISO 8601, and what open-resume's parser and affinda's and Europass's guides call usual:
a month and a year, a year alone, numbers with slashes, dots and hyphens, joined by a dash or a word.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from resume.model.values import PRESENT
from resume.parser import months
from resume.parser.fields import Dates

Y: Final = r"(?P<y>19[5-9]\d|20\d\d)"
"""Years from 1950 to 2099: other numbers are none."""

AFTER: Final = r"(?:\.?\s?(?:\u0433|\u0440|g)\.(?!\w)|\s?[年년])?"
"""The year's own word, in Bulgarian, Russian, Ukrainian, Latvian, Chinese, Japanese, Korean."""

SOLID: Final = r"(?<![\w$€£#+])(?<!\d[.,/])"
END: Final = r"(?![\w%])(?![.,/]\d)"
D: Final = r"(?P<d>\d{1,2})"
M: Final = r"(?P<m>\d{1,2})"

NUMERIC: Final = {
    "YYYY-MM": rf"{SOLID}{Y}-(?P<m>\d\d)(?:-(?P<d>\d\d))?{END}",
    "YYYY/MM": rf"{SOLID}{Y}/(?P<m>\d\d)(?:/(?P<d>\d\d))?{END}",
    "YYYY. MM.": rf"{SOLID}{Y}\.\s?{M}\.(?:\s?(?P<d>\d\d?)\.)?(?![\w%])",
    "YYYY年MM月": rf"{SOLID}{Y}\s?[年년]\s?{M}\s?[月월](?:\s?(?P<d>\d\d?)\s?[日일])?",
    "DD/MM/YYYY": rf"{SOLID}{D}(?P<s>\s?[./-]\s?){M}(?P=s){Y}{AFTER}{END}",
    "MM/YYYY": rf"{SOLID}{M}(?P<s>\.\s?|[/-]){Y}{AFTER}{END}",
    "MM / YYYY": rf"{SOLID}{M}(?P<s>\s/\s){Y}{END}",
}
"""Dates in numbers. Where day and month have one form, the language says which is which."""

SEASON: Final = rf"(?i:\b(?:spring|summer|fall|autumn|winter|expected|class of))\s+{Y}{END}"

JOINT: Final = (
    r"\.?\s*(?i:[-\u2010-\u2015\u2212~\uff5e\u301c→]|to|until|till|through|thru|bis|à|au|al?|até|hasta|tot|do|до|تا)\s*"
)
JOIN: Final = re.compile(JOINT)
"""What stands between the beginning of a range and its end."""

LAST_YEAR: Final = re.compile(rf"{Y}{AFTER}{END}")
SHORT_END: Final = re.compile(r"\s?[-\u2013/]\s?(\d\d)(?![\w/.-])")
SINCE: Final = re.compile(r"\b(?:since|seit|depuis|desde|dal|sinds|od|from|ab)\s+\Z", re.IGNORECASE)

BEFORE: Final = re.compile(
    r"(?:\A|[(\[,|·•:;>~\uff5e\u2010-\u2015-]|\b(?:in|since|from|to|until|seit|ab|von|bis|depuis|de|à|desde|a|dal|od|do|of|em|en))\s*\Z",
    re.IGNORECASE,
)
BEHIND: Final = re.compile(
    r"\s*(?:\Z|[)\],|·•;]|:(?!\S)|[~\uff5e\u2010-\u2015-]|\.(?:\s|\Z)|(?:to|until|bis|à|au|a|al|até|hasta|tot|do|до|تا)\b)",
    re.IGNORECASE,
)
"""What a year alone stands between: `500+ 2023` or `2000 people` are numbers."""

RANGED: Final = (re.compile(rf"{Y}{AFTER}{JOINT}\Z"), re.compile(rf"{JOINT}{Y}|\s?[-/\u2013]\s?\d\d(?!\d)"))
"""What comes before the second year of a range, and behind the first one."""

DIGITS_BESIDE: Final = (re.compile(r"\d\s?[-./\u2013]\s?\Z"), re.compile(r"\s?[-./]\s?\d"))
MONTHS: Final = 12
DAYS: Final = 31
BOTH: Final = "M YYYY"
"""The style of a name that is both short and long: `May 2025`."""


@dataclass(frozen=True, slots=True)
class Found:
    """Dates in a text from the character `start` to before `end`, and how each of them is written.

    Styles are `YYYY`, `MM/YYYY`, `MM.YYYY`, `YYYY-MM`, `Mon YYYY`, `Month YYYY` and the like; those with a day have a
    `DD`. See `styles`.
    """

    start: int
    end: int
    dates: Dates
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Date:
    start: int
    end: int
    iso: str
    style: str


def find(text: str, language: str = "", *, day_first: bool | None = None) -> tuple[Found, ...]:
    """Find the dates of a text in their order, those of a range together.

    Months are named in `language`, a BCP 47 tag, and in English; without one, in any language that there is.
    `day_first` says that 01/02/2025 is in February; without it the language does.
    """
    if not re.search(r"(?:19[5-9]|20\d)\d|['\u2019]\d\d", text):
        return ()
    month_first = language.partition("-")[0] in {"", "en", "mt"} if day_first is None else not day_first
    return tuple(_joined(text, [*_dates(text, language, month_first)], language))


def styles(found: Iterable[Found]) -> frozenset[str]:
    """Give the styles of dates that are used; a name such as `May` is as short or as long as the others are."""
    used = {style for item in found for style in item.styles}
    named = {style for style in used if style != BOTH and style.startswith("Mon")}
    return frozenset(used - {BOTH} if named else used)


def _dates(text: str, language: str, month_first: bool) -> Iterator[_Date]:  # noqa: FBT001 - it is handed on
    taken: list[_Date] = []
    for pattern, read in _patterns(language):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            date = read(match, month_first)
            if date is not None:
                taken.append(date)
    yield from sorted(taken, key=lambda date: date.start)


Read = Callable[[re.Match[str], bool], "_Date | None"]


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Read], ...]:
    known = months.names(language)
    name = "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))
    month = rf"(?<!\w)(?P<n>{name})(?!\w)\.?[,،]?"
    day = r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th|er|º)?[.,]?\s+(?:de\s+|ta[\u2019']\s+|d[\u2019'])?)?"
    year = rf"(?:\s+|\s*['\u2019]?)(?:del?\s+|d[\u2019']|năm\s+|ค\.ศ\.\s+)?{Y}"
    short = r"\s*['\u2019](?P<yy>\d\d)"
    named = (
        rf"{SOLID}{Y}\.?(?:\s+[mg]\.|\s+gada)?,?\s+{day}{month}(?:\s+(?P<d2>\d{{1,2}})\b\.?(?:\s+d\.)?)?(?!\s*['\u2019]?\d)",
        rf"{month}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{Y}{END}",
        rf"(?<![\w/-]){day}{month}{year}{AFTER}{END}",
        rf"{month}{short}{END}",
        rf"{month}(?=\s*[-\u2013\u2014]\s*(?:{name})\.?,?\s+{Y})",
    )
    reading = [(re.compile(pattern), _numeric(style)) for style, pattern in NUMERIC.items()]
    reading[4:4] = [(re.compile(pattern, re.IGNORECASE), _named(known)) for pattern in named]
    return (*reading, (re.compile(SEASON), _year("Season YYYY")), (re.compile(rf"{SOLID}{Y}{AFTER}"), _year("YYYY")))


def _numeric(style: str) -> Read:
    def read(match: re.Match[str], month_first: bool) -> _Date | None:  # noqa: FBT001 - as `_dates` calls it
        groups = match.groupdict()
        separator = (groups.get("s") or "/").strip()
        month, day = int(groups["m"]), int(groups.get("d") or 0)
        written = style
        if style == "DD/MM/YYYY":
            if (month_first and separator != "." and day <= MONTHS) or month > MONTHS:
                month, day, written = day, month, "MM/DD/YYYY"
        elif day:
            written = {"YYYY年MM月": "YYYY年MM月DD日", "YYYY. MM.": "YYYY. MM. DD."}.get(style, f"{style}{style[4]}DD")
        return _date(match, month, day, written.replace("/", separator) if "s" in groups else written)

    return read


def _named(known: dict[str, months.Name]) -> Read:
    def read(match: re.Match[str], month_first: bool) -> _Date | None:  # noqa: ARG001, FBT001 - as `_dates` calls it
        groups = match.groupdict()
        name = known.get(match["n"].lower())
        if name is None:
            return None
        day = groups.get("d") or groups.get("d2") or ""
        style = "M" if name.is_short and name.is_long else "Mon" if name.is_short else "Month"
        if day:
            style = f"DD {style}" if match.start("n") > match.start("d" if groups.get("d") else "d2") else f"{style} DD"
        style = f"YYYY {style}" if groups.get("y") and match.start("y") < match.start("n") else f"{style} YYYY"
        return _date(match, name.month, int(day or 0), style)

    return read


def _year(style: str) -> Read:
    def read(match: re.Match[str], month_first: bool) -> _Date | None:  # noqa: ARG001, FBT001 - as `_dates` calls it
        text, start, end = match.string, match.start(), match.end()
        if style == "YYYY":
            before, behind = text[max(start - 24, 0) : start], text[end : end + 24]
            second, first = RANGED[0].search(before), RANGED[1].match(behind)
            if not second and (DIGITS_BESIDE[0].search(before) or not (first or BEFORE.search(before))):
                return None
            if not first and (DIGITS_BESIDE[1].match(behind) or not (second or BEHIND.match(behind))):
                return None
            if re.match(r"\w", behind):
                return None
        return _date(match, 0, 0, style)

    return read


def _date(match: re.Match[str], month: int, day: int, style: str) -> _Date | None:
    if month > MONTHS or day > DAYS or (day and not month) or (match.groupdict().get("m") and not month):
        return None
    groups = match.groupdict()
    year = groups.get("y") or ""
    if not year:
        short = groups["yy"]
        year = f"19{short}" if int(short) >= 70 else f"20{short}"  # noqa: PLR2004 - POSIX reads two digits so from 69 on
    iso = year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    return _Date(match.start(), match.end(), iso, style)


def _joined(text: str, found: list[_Date], language: str) -> Iterator[Found]:
    """Put the dates of each range together, and the word for what goes on."""
    index = 0
    while index < len(found):
        first = found[index]
        start, end, last = first.start, first.end, ""
        used: tuple[str, ...] = (first.style,)
        index += 1
        join = JOIN.match(text, end)
        since = SINCE.search(text, 0, start)
        short = SHORT_END.match(text, end) if first.style == "YYYY" else None
        going = _present(text, join.end(), language) if join else 0
        if join and index < len(found) and found[index].start == join.end():
            last, end, used = found[index].iso, found[index].end, (first.style, found[index].style)
            index += 1
        elif going:
            last, end = PRESENT, going
        elif join and first.style != "YYYY" and (year := LAST_YEAR.match(text, join.end())):
            last, end, used = year["y"], year.end(), (first.style, "YYYY")
        elif short and int(short[1]) > int(first.iso[2:4]):
            last, end = first.iso[:2] + short[1], short.end()
        elif since:
            last, start = PRESENT, since.start()
        whole = text[start:end]
        dates = Dates(first.iso, last, whole) if last else Dates("", first.iso, whole)
        yield Found(start, end, dates, used)


def _present(text: str, at: int, language: str) -> int:
    """Say where the word for what goes on ends that begins there; 0 where there is none."""
    match = _going(language).match(text, at)
    return match.end() if match else 0


@cache
def _going(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, months.present(language)))})(?!\w)", re.IGNORECASE)
