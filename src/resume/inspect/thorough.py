"""Names the rules that take their time, or whose findings are warnings: those of a check."""

from typing import Final

from resume.inspect import (
    agreement,
    container,
    dates,
    headings,
    pages,
    repeats,
    structure,
    typefaces,
    visibility,
)
from resume.inspect.known import OfKnown, Rule

RULES: Final[tuple[Rule, ...]] = (
    visibility.seen,
    container.check,
    typefaces.check,
    agreement.check,
    structure.check,
)
OF_KNOWN: Final[tuple[OfKnown, ...]] = (dates.check, headings.check, pages.check, repeats.check)
