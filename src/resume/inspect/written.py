"""Proves that what is written for other readers than those of PDFs holds every text of a résumé, in order."""

from resume.diagnostics import Diagnostics
from resume.inspect.findings import report
from resume.inspect.known import Known
from resume.inspect.proof import astray


def check(medium: str, text: str, known: Known, diagnostics: Diagnostics) -> None:
    """Hold the text that a reader finds in a medium, such as `Word document`, against the résumé it was made of.

    What is not there whole, or not in order, is `lost-text` or `text-order`, as in a PDF. No script is misread:
    unlike a PDF, these media say characters and not glyphs.
    """
    report(astray(known.streams, (text,), known.words), {}, (), known.places, diagnostics, medium)
