"""Knows countries by their names, and reads where someone lives from one line."""

import json
from functools import cache
from typing import Final

from resume import files
from resume.importers.taken import Report, Said, Tree, reworded
from resume.view.words import FOLDER

ALSO: Final = {
    "usa": "US",
    "u.s.": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "turkey": "TR",
    "czech republic": "CZ",
    "russian federation": "RU",
    "viet nam": "VN",
    "korea": "KR",
    "republic of korea": "KR",
    "hong kong": "HK",
    "macao": "MO",
    "macau": "MO",
    "myanmar": "MM",
    "burma": "MM",
    "ivory coast": "CI",
    "palestine": "PS",
    "swaziland": "SZ",
    "macedonia": "MK",
    "congo": "CG",
    "republic of the congo": "CG",
    "democratic republic of the congo": "CD",
    "the netherlands": "NL",
    "cabo verde": "CV",
    "east timor": "TL",
    "vatican": "VA",
}
"""Names that people and other tools use besides those of CLDR."""

REGIONS: Final = {"georgia", "jersey"}
"""Countries whose name is that of a state's or a shorter one of it: behind a city, they may be either."""


def code(name: str) -> str:
    """Give the code (ISO 3166-1 alpha-2) of a country by its name in any language; nothing where none has it."""
    return _codes().get(_folded(name), "")


def country(name: Said | None, report: Report) -> Said | None:
    """Give the code of a country; a name that none has stays as it is."""
    found = code(name.text) if name else ""
    if name is None or not found:
        return name
    report.change(name, f"read as the country code {found}")
    return reworded(name, found)


def location(line: Said | None, report: Report) -> dict[str, Tree]:
    """Read one line, `City, Region, Country`, in the keys of a location; nothing of it is left out."""
    if line is None:
        return {}
    parts = [part.strip() for part in line.text.split(",") if part.strip()]
    found = code(parts[-1]) if len(parts) > 1 and _folded(parts[-1]) not in REGIONS else ""
    if found:
        report.change(line, f"its country is read as {found}")
        parts.pop()
    city, *others = parts or [line.text]
    return {
        "city": reworded(line, city),
        "region": reworded(line, ", ".join(others)) if others else None,
        "countryCode": reworded(line, found) if found else None,
    }


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("&", "and").replace("\u2019", "'").split())


@cache
def _codes() -> dict[str, str]:
    names: dict[str, list[str]] = json.loads(files.read(FOLDER / "countries.json"))
    return {_folded(name): country for country, spoken in names.items() for name in spoken} | ALSO
