"""How far a theme lets its spacing and size be moved, for a résumé to fit its pages."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field

from resume.model.values import Problem, Text, millimetres
from resume.themes.options import NUMBER, Declared

POINT: Final = 25.4 / 72
"""Millimetres in a point."""

LEAST_SIZE: Final = 9.0
"""Points; what is smaller, a recruiter who reads a hundred pages a day puts aside."""

LEAST_MARGIN: Final = 12.0
"""Millimetres; thumbs and printers take what is outside of it."""


def points(length: str) -> float:
    """Give a length in points; 0 where it is none."""
    return round((millimetres(length) or 0) / POINT, 4)


def _length(value: str) -> str:
    if not millimetres(value):
        raise Problem("option_value", "`{text}` is not a length with a unit such as `10pt`", {"text": value})
    return value


def _number(value: str) -> str:
    if not NUMBER.fullmatch(value):
        raise Problem("option_value", "`{text}` is not a number", {"text": value})
    return value


def _size(value: str) -> str:
    if points(value) < LEAST_SIZE:
        message = "text of {text} is hard to read; the size may be {least} at the least"
        raise Problem("fit_bound", message, {"text": value, "least": f"{LEAST_SIZE:g}pt"})
    return value


def _margin(value: str) -> str:
    if (millimetres(value) or 0) < LEAST_MARGIN:
        message = "a margin of {text} is too narrow; it may be {least} at the least"
        raise Problem("fit_bound", message, {"text": value, "least": f"{LEAST_MARGIN:g}mm"})
    return value


Length = Annotated[Text, AfterValidator(_length)]
Number = Annotated[Text, AfterValidator(_number)]


class Sizes(Declared):
    """The least size that text may be set in, and the ideal one, up to which it grows where there is room."""

    least: Annotated[Length, AfterValidator(_size)] | None = None
    ideal: Annotated[Length, AfterValidator(_size)] | None = None


class Numbers(Declared):
    """The least value of a number, and the ideal one, up to which it grows where there is room."""

    least: Number | None = None
    ideal: Number | None = None


class Margins(Declared):
    """The least margin."""

    least: Annotated[Length, AfterValidator(_margin)] | None = None


class Fit(Declared):
    """How far the options of spacing and size may be moved, and the margins; what has no bound stays."""

    density: Numbers = Field(default_factory=Numbers)
    leading: Numbers = Field(default_factory=Numbers)
    margin: Margins = Field(default_factory=Margins)
    size: Sizes = Field(default_factory=Sizes)

    def over(self, other: "Fit") -> "Fit":
        """Give these bounds, and those of another where this has none."""
        merged = {
            name: getattr(other, name).model_copy(update=getattr(self, name).model_dump(exclude_unset=True))
            for name in type(self).model_fields
        }
        return Fit(**merged)

    def contrary(self) -> list[tuple[str, str, str]]:
        """Give the names of those whose least value is more than the ideal one, with both."""
        pairs = (("density", self.density), ("leading", self.leading), ("size", self.size))
        return [
            (name, bounds.least, bounds.ideal)
            for name, bounds in pairs
            if bounds.least and bounds.ideal and measure(bounds.least) > measure(bounds.ideal)
        ]


def measure(value: str) -> float:
    """Give a number, or a length in points."""
    return float(value) if NUMBER.fullmatch(value) else points(value)
