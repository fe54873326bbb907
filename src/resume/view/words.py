"""The words that are not the résumé's own: headings, months, labels, in the languages there are."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from resume import files
from resume.diagnostics import Diagnostics
from resume.model.values import PRESENT, Date
from resume.source import compose, nodes

FOLDER: Final = Path(__file__).parents[1] / "languages"
ENGLISH: Final = "en"

KIN: Final = {
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "mo": "ro",
    "zh-hant": "zh-TW",
    "zh-hk": "zh-TW",
    "zh-mo": "zh-TW",
}
"""Tags whose words are another's: older codes (IANA's registry of language subtags), and near relatives."""

STYLES: Final = ("short", "long", "numeric", "iso")
"""How dates are written: `Sep 2025`, `September 2025`, `09/2025`, `2025-09`, as the language does."""

GREEK_PAIRS: Final = {"άι": "ΑΪ", "άυ": "ΑΫ", "όι": "ΟΪ", "όυ": "ΟΫ", "έυ": "ΗΫ"}
GREEK_MARKS: Final = "[\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0345]"

DASH: Final = re.compile(r"\s*[-\N{EN DASH}]\s*")


@dataclass(frozen=True)
class Dates:
    """The patterns of one style of dates, by the month, from CLDR."""

    months: tuple[str, ...]
    days: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """A language's words; `language` is its BCP 47 tag, `direction` that of its lines."""

    language: str
    name: str
    direction: str
    document: str
    present: str
    study: str
    colon: str
    comma: str
    parentheses: tuple[str, str]
    headings: Mapping[str, str]
    labels: Mapping[str, str]
    levels: Mapping[str, str]
    letter: Mapping[str, str]
    year: str
    between: str
    styles: Mapping[str, Dates]
    style: str = "short"

    @property
    def right_to_left(self) -> bool:
        """Say whether lines run from right to left."""
        return self.direction == "rtl"

    def in_style(self, style: str) -> "Words":
        """Give the words with dates in another style; one of `STYLES`."""
        return replace(self, style=style)

    def date(self, date: Date) -> str:
        """Write a date as precisely as it was given; its parts are not torn apart at a line's end."""
        if self.style == "iso":
            return str(date)
        if not date.month:
            return self.year.format(y=f"{date.year:04}").replace(" ", "\N{NO-BREAK SPACE}")
        patterns = self.styles[self.style]
        pattern = (patterns.days if date.day else patterns.months)[date.month - 1]
        return pattern.format(y=f"{date.year:04}", d=date.day).replace(" ", "\N{NO-BREAK SPACE}")

    def capitals(self, text: str) -> str:
        """Write a text in capitals as CSS Text 3 §2.1.1 wants of `text-transform`, and WeasyPrint does it.

        Greek loses its accents (CLDR, el-Upper), and the Turkish `i` keeps its dot.
        """
        match self.language.partition("-")[0].lower():
            case "el":
                for pair, capital in GREEK_PAIRS.items():
                    text = text.replace(pair, capital)
                text = unicodedata.normalize("NFC", re.sub(GREEK_MARKS, "", unicodedata.normalize("NFD", text)))
            case "tr" | "az":
                text = text.replace("i", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}")
            case _:
                pass
        return text.upper()

    def range(self, start: Date | None, end: Date | str | None) -> str:
        """Write a range of dates; a beginning without an end goes on."""
        if end == PRESENT or (end is None and start is not None):
            last = self.present
        else:
            last = self.date(end) if isinstance(end, Date) else ""
        first = self.date(start) if start else ""
        if not (first and last) or first == last:
            return first or last
        spaced = not (first + last).isdigit()
        dash = " \N{EN DASH} " if spaced else "\N{EN DASH}"
        return DASH.sub(dash, self.between).format(first, last)


def find(tag: str) -> Words | None:
    """Give the words of a language by its tag, or by what is left of it without its last parts (RFC 4647 §3.4)."""
    parts = tag.split("-")
    known = {name.casefold(): name for name in names()} | KIN
    for length in range(len(parts), 0, -1):
        name = known.get("-".join(parts[:length]).casefold())
        if name:
            return replace(_read(name), language=tag)
    return None


def english() -> Words:
    """Give the words of English."""
    return _read(ENGLISH)


@cache
def names() -> tuple[str, ...]:
    """List the languages there are, by their tags."""
    return tuple(sorted(Path(name).stem for name in files.names(FOLDER) if name.endswith(".yaml")))


@cache
def _dates() -> Any:
    return json.loads(files.read(FOLDER / "dates.json"))


@cache
def _read(name: str) -> Words:
    path = FOLDER / f"{name}.yaml"
    root = compose.parse(files.read(path).decode(), str(path), Diagnostics())
    data: Any = nodes.plain(root) if root else {}
    dates = _dates()[name]
    styles = {style: Dates(*map(tuple, dates[style])) for style in STYLES if style in dates}
    data["parentheses"] = tuple(data["parentheses"])
    return Words(language=name, **data, year=dates["year"], between=dates["range"], styles=styles)
