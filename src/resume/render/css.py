"""Writes the style sheets that a page is laid out by."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resume import files, fonts
from resume.diagnostics import Diagnostics
from resume.fonts import Face
from resume.model.values import four_sides
from resume.render import families
from resume.themes.load import STYLE, Theme

SIDES: Final = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet; `file` is empty for those that are made of the theme's settings."""

    text: str
    folder: Path
    file: str = ""


def settings(theme: Theme, fallbacks: Iterable[str], page_size: str, page_margin: str) -> Sheet:
    """Give the sheet of a theme's settings: its options as custom properties, and the paper.

    `fallbacks` are families for characters that the theme's own lack.
    """
    variables = _variables(theme, fallbacks, four_sides(page_margin))
    return Sheet("\n".join([variables, _page(page_size, page_margin)]), theme.folders[0])


def faces(theme: Theme, fallbacks: Iterable[str]) -> Sheet:
    """Give the sheet that declares the fonts; it stays as it is whatever the settings are."""
    return Sheet("\n".join(_font_faces(theme, fallbacks)), theme.folders[0])


def sheets(theme: Theme, fallbacks: Iterable[str], diagnostics: Diagnostics, name: str = STYLE) -> list[Sheet]:
    """Give the sheets of a theme's family that have a name, from the most general to the most particular."""
    sheets = []
    for folder in reversed(theme.folders):
        content = files.read_inside(folder, name)
        if content is not None:
            sheet = Sheet(content.decode(errors="replace"), folder, str(folder / name))
            diagnostics.texts[sheet.file] = sheet.text
            families.check(sheet.text, sheet.file, {*theme.fonts.values(), *fallbacks}, diagnostics)
            sheets.append(sheet)
    return sheets


def _font_faces(theme: Theme, fallbacks: Iterable[str]) -> Iterable[str]:
    for family in dict.fromkeys((*theme.fonts.values(), *fallbacks)):
        for face in fonts.faces(family):
            yield font_face(face, face.path.as_uri())


def font_face(face: Face, url: str) -> str:
    """Declare a face, which is to be loaded from a URL."""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; src: url("{url}") }}'
    )


def _variables(theme: Theme, fallbacks: Iterable[str], margins: Iterable[str]) -> str:
    """Write options, margins and font families as custom properties of the root."""
    lines = [f"  --{name}: {value};" for name, value in theme.options.items()]
    lines += [f"  --margin-{side}: {margin};" for side, margin in zip(SIDES, margins, strict=True)]
    for role, family in theme.fonts.items():
        families = ", ".join(f'"{name}"' for name in (family, *fallbacks))
        lines.append(f"  --font-{role}: {families};")
    return "\n".join([":root {", *lines, "}"])


def _page(size: str, margin: str) -> str:
    return f"@page {{ size: {size}; margin: {margin} }}"
