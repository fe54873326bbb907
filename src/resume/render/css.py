"""Writes the style sheets that a page is laid out by."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from resume import files, fonts
from resume.themes import STYLE, Theme


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet; `file` is empty for the one that is made of the theme's settings."""

    text: str
    folder: Path
    file: str = ""


def sheets(theme: Theme, fallbacks: Iterable[str], page_size: str, page_margin: str) -> list[Sheet]:
    """Give the style sheets of a page, from the most general to the most particular.

    `fallbacks` are families for characters that the theme's own lack.
    """
    settings = "\n".join([*_font_faces(theme, fallbacks), _variables(theme, fallbacks), _page(page_size, page_margin)])
    sheets = [Sheet(settings, theme.folders[0])]
    for folder in reversed(theme.folders):
        content = files.read_inside(folder, STYLE)
        if content is not None:
            sheets.append(Sheet(content.decode(errors="replace"), folder, str(folder / STYLE)))
    return sheets


def _font_faces(theme: Theme, fallbacks: Iterable[str]) -> Iterable[str]:
    for family in dict.fromkeys((*theme.fonts.values(), *fallbacks)):
        for face in fonts.faces(family):
            yield (
                f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
                f'font-style: {face.style}; src: url("{face.path.as_uri()}") }}'
            )


def _variables(theme: Theme, fallbacks: Iterable[str]) -> str:
    """Write options and font families as custom properties of the root."""
    lines = [f"  --{name}: {value};" for name, value in theme.options.items()]
    for role, family in theme.fonts.items():
        families = ", ".join(f'"{name}"' for name in (family, *fallbacks))
        lines.append(f"  --font-{role}: {families};")
    return "\n".join([":root {", *lines, "}"])


def _page(size: str, margin: str) -> str:
    return f"@page {{ size: {size}; margin: {margin} }}"
