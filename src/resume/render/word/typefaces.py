"""Tells Word of the families of a theme: how high their lines are, and what stands in for one that is not there."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from markupsafe import Markup

from resume import files, fonts
from resume.render.word.markup import part, w

STAND_INS: Final = {
    "Amiri": ("Traditional Arabic", "roman"),
    "EB Garamond": ("Garamond", "roman"),
    "Fontin": ("Georgia", "roman"),
    "Gentium Book Plus": ("Cambria", "roman"),
    "IBM Plex Mono": ("Consolas", "modern"),
    "Lato": ("Calibri", "swiss"),
    "Mukta": ("Nirmala UI", "swiss"),
    "Noto Sans": ("Segoe UI", "swiss"),
    "Open Sans": ("Segoe UI", "swiss"),
    "Open Sauce Sans": ("Segoe UI", "swiss"),
    "Poppins": ("Century Gothic", "swiss"),
    "Raleway": ("Century Gothic", "swiss"),
    "Roboto": ("Arial", "swiss"),
    "Source Sans 3": ("Calibri", "swiss"),
    "Ubuntu": ("Trebuchet MS", "swiss"),
    "XCharter": ("Cambria", "roman"),
    "Noto Sans JP": ("Yu Gothic", "swiss"),
    "Noto Sans KR": ("Malgun Gothic", "swiss"),
    "Noto Sans SC": ("Microsoft YaHei", "swiss"),
    "Noto Sans Arabic": ("Arial", "swiss"),
    "Noto Sans Hebrew": ("Arial", "swiss"),
    "Noto Sans Thai": ("Leelawadee UI", "swiss"),
    "Noto Sans Devanagari": ("Nirmala UI", "swiss"),
    "Noto Sans Tamil": ("Nirmala UI", "swiss"),
}
"""The family nearest to one among those that come with Word, and its kind (ECMA-376-1 §17.18.30)."""

TYPOGRAPHIC: Final = 1 << 7
"""`USE_TYPO_METRICS` of `fsSelection` (OpenType 1.9.1, OS/2)."""


def table(families: Iterable[str]) -> bytes:
    """Write the part of the fonts that the document names."""
    return part("fonts", *(_font(family) for family in dict.fromkeys(families)))


def _font(family: str) -> Markup:
    other, kind = STAND_INS.get(family, ("Arial", "swiss"))
    pitch = "fixed" if kind == "modern" else "variable"
    return w("font", w("altName", val=other), w("family", val=kind), w("pitch", val=pitch), name=family)


@cache
def line(family: str) -> float:
    """Give how high a line of a family is, as a multiple of its size, where nothing else is said.

    Word takes a line's height as a multiple of that, and CSS of the size.
    """
    from fontTools.ttLib import TTFont

    if family not in fonts.FAMILIES | fonts.FALLBACKS:
        return 1.2
    with TTFont(files.lent(next(fonts.faces(family)).path), lazy=True) as font:
        metrics = font["OS/2"]
        if metrics.fsSelection & TYPOGRAPHIC:
            height = metrics.sTypoAscender - metrics.sTypoDescender + metrics.sTypoLineGap
        else:
            height = metrics.usWinAscent + metrics.usWinDescent
        return float(height / font["head"].unitsPerEm)
