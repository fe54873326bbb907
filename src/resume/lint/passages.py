"""Finds the passages of a résumé that people read, each with where its characters stand in the file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from resume.diagnostics import Path, Span
from resume.model.places import Places
from resume.source.nodes import Scalar
from resume.source.text import LINE_BREAK

SETTINGS: Final = {"theme", "page", "meta", "language", "variants", "check", "$schema"}
"""Keys of the root that hold no text of the résumé."""

NO_PROSE: Final = {
    *("url", "email", "phone", "image", "countryCode", "postalCode", "username", "network", "tags", "priority"),
    *("private", "startDate", "endDate", "date", "releaseDate", "dates", "id", "score"),
}
"""Keys whose values are no sentences or names to be judged as such."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the résumé as YAML reads it, and the lines that it stands in."""

    path: Path
    text: str
    around: Span
    source: str

    @property
    def is_bullet(self) -> bool:
        """Say whether this is a highlight, or a bullet of a section of one's own."""
        match self.path:
            case (*_, "highlights", int()) | (*_, "highlights", int(), "text"):
                return True
            case ("custom", _, "items", int()) | ("custom", _, "items", int(), "text"):
                return True
            case _:
                return False

    @property
    def entry(self) -> Path:
        """The path of what the passage belongs to: the entry that has it among its highlights, or else the section."""
        steps = [*self.path]
        while steps and steps[-1] not in {"highlights", "items"}:
            steps.pop()
        return tuple(steps) or self.path[:-1]

    def span(self, start: int, end: int) -> tuple[Span, bool]:
        """Give the span of some of the characters, and whether it holds just these, so that they can be replaced.

        Where the file writes them otherwise, with escapes or on several lines, it is that of the whole passage.
        """
        wanted = self.text[start:end]
        number = self.text.count(wanted, 0, start)
        found = [*_occurrences(self.source, self.around, wanted)] if wanted else []
        if len(found) != self.text.count(wanted):
            return self.around, False
        return found[number], True


def passages(places: Places, texts: Mapping[str, str]) -> Iterator[Passage]:
    """Give the passages of a document in the order of its keys."""
    for path, node in places.values.items():
        if not isinstance(node, Scalar) or not path or path[0] in SETTINGS or node.is_null or not node.text.strip():
            continue
        names = [step for step in path if isinstance(step, str)]
        is_id = path[0] == "sections" and isinstance(path[-1], int)
        if names[-1] in NO_PROSE or is_id or any(name.startswith("x-") for name in names):
            continue
        yield Passage(path, node.text, node.span, texts.get(node.span.file, ""))


def _occurrences(source: str, around: Span, wanted: str) -> Iterator[Span]:
    """Find a piece of text in the lines of a span, as often as it stands there."""
    lines = _lines(source)
    for number in range(around.line, min(around.end_line, len(lines)) + 1):
        line = lines[number - 1]
        start = around.column - 1 if number == around.line else 0
        end = around.end_column - 1 if number == around.end_line else len(line)
        for match in re.finditer(re.escape(wanted), line[:end]):
            if match.start() >= start:
                at = match.start() + 1
                yield Span(around.file, number, at, number, at + len(wanted))


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return LINE_BREAK.split(text)
