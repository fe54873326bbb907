"""Countries by their names: made from CLDR by Babel, kept in languages/countries.json.

`make languages` runs this file to write it.
"""

import json
import sys
from collections import defaultdict

import pytest
from babel import Locale

from resume.importers import whereabouts
from resume.importers.taken import NOWHERE, Report, Said
from resume.view import words

LOCALES = {"pt": "pt_PT", "pt-BR": "pt_BR", "zh": "zh_Hans_CN", "zh-TW": "zh_Hant_TW"}
NONE = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""What CLDR has beside countries."""


def generated() -> str:
    """Give the text of languages/countries.json: a line a country, of names that two have neither."""
    spoken: dict[str, dict[str, None]] = defaultdict(dict)
    countries = defaultdict(set)
    for tag in sorted(words.names(), key=lambda tag: (tag != words.ENGLISH, tag)):
        for code, name in Locale.parse(LOCALES.get(tag, tag.replace("-", "_"))).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NONE:
                spoken[code][name] = None
                countries[name.casefold()].add(code)
    lines = []
    for code in sorted(spoken):
        names = [name for name in spoken[code] if len(countries[name.casefold()]) == 1]
        lines.append(f"{json.dumps(code)}: {json.dumps(names, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def test_the_countries_are_those_of_cldr() -> None:
    """If not, because Babel has a newer CLDR or there is a new language, run `make languages`."""
    assert (words.FOLDER / "countries.json").read_text(encoding="utf-8") == generated()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("日本", "JP"),
        ("türkiye", "TR"),
        ("Turkey", "TR"),
        ("USA", "US"),
        ("Bosnia and Herzegovina", "BA"),
        ("Côte d'Ivoire", "CI"),
        ("Atlantis", ""),
        ("Kongo", ""),
    ],
)
def test_a_country_is_known_by_its_name(name: str, code: str) -> None:
    assert whereabouts.code(name) == code


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("San Francisco, CA", {"city": "San Francisco", "region": "CA"}),
        ("Istanbul, Türkiye", {"city": "Istanbul", "countryCode": "TR"}),
        ("Portland, Oregon, United States", {"city": "Portland", "region": "Oregon", "countryCode": "US"}),
        ("Atlanta, Georgia", {"city": "Atlanta", "region": "Georgia"}),
        ("Berlin", {"city": "Berlin"}),
        ("Remote", {"city": "Remote"}),
    ],
)
def test_a_line_is_read_whole(line: str, parts: dict[str, str]) -> None:
    found = whereabouts.location(Said(line, NOWHERE, origin="cv.location"), Report())
    assert {key: value.text for key, value in found.items() if isinstance(value, Said)} == parts


if __name__ == "__main__":
    sys.stdout.write(generated())
