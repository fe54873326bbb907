"""Knows the names of months, and the words for what goes on, in all languages that there are."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from resume.view import words
from resume.view.words import Words

PARTICLES: Final = {"de", "del", "m", "d", "\u0433", "\u0440", "g", "gada", "năm", "ค.ศ", "ta\u2019", "ta'"}
"""What stands beside the names of months in patterns of CLDR, such as the year's own word."""

ELISION: Final = re.compile(r"^d[\u2019']")
HOLE: Final = re.compile(r"\{[^}]*\}")
NUMERAL: Final = re.compile(r"[年년]")

ALSO: Final = {
    "en": {"sept": 9},
    "de": {"jän": 1, "jänner": 1, "feber": 2, "mrz": 3, "sep": 9},
    "es": {"sep": 9, "set": 9, "setiembre": 9},
    "fr": {"fev": 2, "fév": 2, "juil": 7, "juill": 7, "aout": 8, "dec": 12},
    "pt": {"fev": 2, "abr": 4, "ago": 8, "set": 9, "out": 10, "dez": 12},
}
"""Names that people write besides those of CLDR."""

PRESENT: Final = ("present", "current", "currently", "now", "today", "ongoing", "to date", "date", "till date")
PRESENT_ELSEWHERE: Final = (
    *(
        "heute",
        "jetzt",
        "aktuell",
        "laufend",
        "dato",
        "aujourd'hui",
        "aujourd\u2019hui",
        "présent",
        "maintenant",
        "ce jour",
    ),
    *("en cours", "actuel", "actualidad", "la actualidad", "actualmente", "presente", "hoy", "attuale", "in corso"),
    *("oggi", "atual", "atualmente", "hoje", "nu", "heden", "obecnie", "teraz"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A month by one of its names; which a language may use as its short one, its long one, or both."""

    month: int
    is_short: bool
    is_long: bool


def spoken(language: str) -> tuple[Words, ...]:
    """Give the words of a language and of English, or of all languages where none is named."""
    tags = words.names() if not language else (language, words.ENGLISH)
    return tuple(found for tag in dict.fromkeys(tags) if (found := words.find(tag)))


@cache
def names(language: str) -> dict[str, Name]:
    """Give the months by their names in small letters, without a closing full stop.

    Where languages contradict each other, as with `listopad`, the one asked for is right, else the first.
    """
    found: dict[str, Name] = {}
    for known in spoken(language):
        own: dict[str, Name] = {}
        for style in ("short", "long"):
            patterns = known.styles[style]
            for month, pattern in chain(enumerate(patterns.months, 1), enumerate(patterns.days, 1)):
                name = _name(pattern)
                if name:
                    before = own.get(name, Name(month, is_short=False, is_long=False))
                    own[name] = Name(month, before.is_short or style == "short", before.is_long or style == "long")
        for name, month in ALSO.get(known.language.partition("-")[0], {}).items():
            own.setdefault(name, Name(month, is_short=True, is_long=False))
        found = own | found
    return found


@cache
def present(language: str) -> tuple[str, ...]:
    """Give the words for what goes on, the longest first."""
    own = {known.present.lower() for known in spoken(language)}
    return tuple(sorted({*own, *PRESENT, *PRESENT_ELSEWHERE}, key=lambda word: (-len(word), word)))


def _name(pattern: str) -> str:
    """Take the name of the month out of a pattern; nothing where it has none but a number."""
    if NUMERAL.search(pattern):
        return ""
    tokens = [token.strip(".,،") for token in HOLE.sub(" ", pattern).split()]
    kept = [ELISION.sub("", token) for token in tokens if token and token.lower() not in PARTICLES]
    name = " ".join(kept).lower()
    return name if any(map(str.isalpha, name)) else ""
