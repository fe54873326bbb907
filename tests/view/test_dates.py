"""The dates of each language: made from CLDR by Babel, kept in languages/dates.json.

`make languages` runs this file to write it.
"""

import json
import re
import sys
from datetime import date
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton

from resume.view import words

LOCALES = {"pt": "pt_PT", "pt-BR": "pt_BR", "zh": "zh_Hans_CN", "zh-TW": "zh_Hant_TW"}
"""What CLDR calls the languages that it calls otherwise."""

SKELETONS = {"short": ("yMMM", "yMMMd"), "long": ("yMMMM", "yMMMMd"), "numeric": ("yM", "yMd")}
BIDI_MARKS = re.compile("[\u200e\u200f\u061c]")


def patterns(locale: Locale, skeleton: str) -> list[str]:
    """Write out the pattern of a skeleton for each month, with `{d}` and `{y}` where day and year stand."""
    numeric = "MMM" not in skeleton
    found = []
    for month in range(1, 13):
        day = date(2345, month, 28)
        is_full = skeleton == "yMMMMd"  # a skeleton that CLDR has in few languages; the format is there in all
        written = format_date(day, "long", locale) if is_full else format_skeleton(skeleton, day, locale=locale)
        text = BIDI_MARKS.sub("", written)
        text = re.sub(r"\s", " ", text).replace("2345", "{y}", 1)
        if numeric:
            text = re.sub(rf"(?<!\d)0?{month}(?!\d)", f"{month:02}", text, count=1)
        padded = numeric or "05" in format_skeleton(skeleton, date(2345, month, 5), locale=locale).replace("2345", "")
        text = re.sub(r"(?<!\d)28(?!\d)", "{d:02}" if padded and not is_full else "{d}", text, count=1)
        found.append(text)
    return found


def dates(name: str) -> dict[str, Any]:
    locale = Locale.parse(LOCALES.get(name, name.replace("-", "_")))
    between = locale.interval_formats[None]
    year = BIDI_MARKS.sub("", format_skeleton("y", date(2345, 1, 1), locale=locale)).replace("2345", "{y}")
    styles = {style: [patterns(locale, skeleton) for skeleton in pair] for style, pair in SKELETONS.items()}
    return {"year": year, "range": between, **styles}


def generated() -> str:
    """Give the text of languages/dates.json."""
    lines = (f"{json.dumps(name)}: {json.dumps(dates(name), ensure_ascii=False)}" for name in words.names())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def test_the_dates_are_those_of_cldr() -> None:
    """If not, because Babel has a newer CLDR or there is a new language, run `make languages`."""
    assert (words.FOLDER / "dates.json").read_text(encoding="utf-8") == generated()


@pytest.mark.parametrize("name", words.names())
def test_every_pattern_has_its_year_and_day(name: str) -> None:
    styles = dates(name)
    for style in SKELETONS:
        months, days = styles[style]
        assert all(re.fullmatch(r"[^{}]*\{y\}[^{}]*", pattern) for pattern in months)
        assert all(pattern.count("{y}") == 1 and re.search(r"\{d(:02)?\}", pattern) for pattern in days)
        assert len({*months}) == len({*days}) == 12


if __name__ == "__main__":
    sys.stdout.write(generated())
