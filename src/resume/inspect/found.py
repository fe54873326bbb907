"""What a rule finds in a PDF: what it is, how bad, and where."""

from dataclasses import dataclass

from resume.diagnostics import Severity
from resume.document.values import Line, Word


@dataclass(frozen=True, slots=True)
class Found:
    """Something odd about a PDF, at some words of a page; pages count from 1, and 0 is the whole file."""

    code: str
    message: str
    severity: Severity = "error"
    page: int = 0
    words: tuple[Word, ...] = ()
    notes: tuple[str, ...] = ()
    hint: str = ""


def at(line: Line) -> tuple[int, tuple[Word, ...]]:
    """Give where a line is, as `Found` wants it."""
    return line.page, line.words


def quoted(text: str, most: int = 60) -> str:
    """Quote a text, cut off where it is long."""
    return f'"{text}"' if len(text) <= most else f'"{text[:most].rstrip()}…"'


def listed(items: list[str], most: int = 3) -> str:
    """Name the first of some things, and how many more there are."""
    shown = ", ".join(items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown
