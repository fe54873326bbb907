"""Writes down what a theme is and what may be chosen of it."""

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from resume.model.ours import NONE
from resume.themes.load import Theme
from resume.themes.options import Option

WIDTH: Final = 100
PLACEMENTS: Final = ("first", "sidebar")
"""The options that say where sections stand."""

KINDS: Final = {
    "color": "a CSS colour",
    "length": "a length such as 10pt",
    "number": "a number",
    "boolean": "true or false",
    "font": "a font family",
    "palette": "a palette's name",
    "sections": "ids of sections",
}


def data(theme: Theme) -> dict[str, Any]:
    """Give what there is to know of a theme as values that JSON has."""
    return {
        "name": theme.name,
        "description": theme.description,
        "extends": extends(theme),
        "page": {"size": theme.page_size, "margin": theme.page_margin},
        "fonts": {**theme.fonts},
        "palettes": {name: {**values} for name, values in theme.palettes.items()},
        "placement": {option: [*theme.sections(option)] for option in PLACEMENTS if option in theme.options},
        "fit": bounds(theme),
        "options": {name: _option(option, value(theme, name)) for name, option in theme.declared.items()},
    }


def text(theme: Theme) -> str:
    """Lay the same out for people, in lines of at most `WIDTH` characters."""
    lines = [theme.name, *_filled(theme.description, ""), ""]
    for label, rows in _head(theme):
        lines += _rows(label, rows)
    lines += ["", "options"]
    for name, option in theme.declared.items():
        lines += _filled(f"{kind(option)}; default {value(theme, name)}", f"  {name:<14}", " " * 16)
        lines += _filled(option.meaning, " " * 16)
    return "\n".join(line.rstrip() for line in lines)


def kind(option: Option) -> str:
    """Say in words which values an option takes."""
    return " | ".join(option.choices) if option.type == "choice" else KINDS[option.type or "color"]


def value(theme: Theme, name: str) -> str:
    """Give the value that an option has where nothing is chosen."""
    return theme.options[name] if name in theme.options else theme.fonts[name.partition("-")[2]]


def extends(theme: Theme) -> list[str]:
    """Name the themes that a theme extends, the nearest first."""
    return [folder.name for folder in theme.folders[1:]]


def bounds(theme: Theme) -> dict[str, dict[str, str]]:
    """Give the bounds between which a theme's spacing and size are moved for a résumé to fit its pages."""
    return {name: stated for name, stated in theme.fit.model_dump(exclude_none=True).items() if stated}


def _between(name: str, stated: dict[str, str]) -> str:
    """Say the bounds of one of them: `size 9pt to 11pt`, `margin from 12mm`."""
    if "least" not in stated:
        return f"{name} to {stated['ideal']}"
    return f"{name} {stated['least']} to {stated['ideal']}" if "ideal" in stated else f"{name} from {stated['least']}"


def _option(option: Option, default: str) -> dict[str, Any]:
    choices = {"choices": [*option.choices]} if option.choices else {}
    return {"type": option.type, **choices, "default": default, "meaning": option.meaning}


def _head(theme: Theme) -> Iterator[tuple[str, list[str]]]:
    yield "extends", [", ".join(extends(theme)) or NONE]
    yield "page", [f"{theme.page_size}, margin {theme.page_margin}"]
    yield "fonts", [f"{role}: {family}" for role, family in theme.fonts.items()] or [NONE]
    for option in PLACEMENTS:
        if option in theme.options:
            yield option, [", ".join(theme.sections(option)) or NONE]
    palettes = [
        f"{name}: {', '.join(f'{option} {chosen}' for option, chosen in values.items())}"
        for name, values in theme.palettes.items()
    ]
    yield "palettes", palettes or [NONE]
    yield "fit", [", ".join(_between(name, stated) for name, stated in bounds(theme).items()) or NONE]


def _rows(label: str, rows: list[str]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield from _filled(row, f"{'' if number else label:<10}", " " * 12)


def _filled(words: str, before: str, behind: str | None = None) -> list[str]:
    """Break a text into lines, the first one after `before`, the others after `behind`."""
    behind = " " * len(before) if behind is None else behind
    return textwrap.wrap(words, WIDTH, initial_indent=before, subsequent_indent=behind, break_on_hyphens=False) or [
        before
    ]
