"""Moves a theme's spacing and size between the bounds that it states."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from resume.model.values import four_sides, millimetres
from resume.themes.bounds import measure
from resume.themes.load import Theme

IDEAL, OWN, SPACED, TIGHTEST = -1.0, 0.0, 1.0, 2.0
"""Tightness: all as it is ideal; as the theme is; spacing at its least; size at its least too."""

MARGINS_FROM: Final = 0.6
"""The tightness at which gaps are at their least, and margins begin to give way."""

STEPS: Final[Mapping[str, tuple[float, str]]] = {"density": (0.01, ""), "leading": (0.01, ""), "size": (0.05, "pt")}
"""What is moved in which steps, and its unit."""

MARGIN_STEP: Final = 0.1


def at(theme: Theme, margin: str, tightness: float, *, margin_is_wished: bool) -> tuple[Theme, str]:
    """Give a theme as loose or tight as `tightness` says, from `IDEAL` to `TIGHTEST`, and its margin.

    What the source chose stays, and so does what is beyond its bound already. At `OWN` nothing moves.
    """
    options = {**theme.options, **dict(_moved(theme, tightness))}
    share = min(max((tightness - MARGINS_FROM) / (SPACED - MARGINS_FROM), 0), 1)
    if not margin_is_wished and share and theme.fit.margin.least:
        margin = _narrowed(margin, millimetres(theme.fit.margin.least) or 0, share)
    return replace(theme, options=options), margin


def _moved(theme: Theme, tightness: float) -> Iterator[tuple[str, str]]:
    for name, (step, unit) in STEPS.items():
        bounds = getattr(theme.fit, name)
        start = tightness - SPACED if name == "size" else tightness / MARGINS_FROM
        share = min(max(start, 0), 1) if tightness > OWN else -tightness
        limit = bounds.least if tightness > OWN else bounds.ideal
        own = theme.options.get(name)
        if own is None or limit is None or name in theme.wished or not share:
            continue
        value, bound = measure(own), measure(limit)
        end = min(value, bound) if tightness > OWN else max(value, bound)
        if end != value:
            yield name, f"{_stepped(value, end, share, step):g}{unit}"


def _stepped(start: float, end: float, share: float, step: float) -> float:
    """Give what lies between two values at some share of the way, rounded, and not beyond the end."""
    value = round(round((start + share * (end - start)) / step) * step, 4)
    return max(value, end) if end < start else min(value, end)


def _narrowed(margin: str, least: float, share: float) -> str:
    """Give the four sides of a margin on their way to the least one, in millimetres; narrower ones stay."""
    sides = []
    for side in four_sides(margin):
        width = millimetres(side) or 0
        sides.append(f"{_stepped(width, least, share, MARGIN_STEP):g}mm" if width > least else side)
    return " ".join(sides)
