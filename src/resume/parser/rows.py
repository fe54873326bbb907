"""Puts the lines of a document into rows of parts, as they are painted, without what repeats on every page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from resume.document.lines import painted
from resume.document.values import Box, Line, Page, Word

BULLET: Final = re.compile(r"[•‣◦●▪▫■□◆◇○·∙\u2043➢➤►▸✓✔*\u2013—-]\Z|[•‣◦●▪■◆○➢➤►▸✓✔]")
"""What a list's item begins with: a mark that is a word of its own, or one that text never begins with."""

FOOT: Final = re.compile(
    r"(?:\S.*[\s·|,\u2013-])?(?:page|seite|p\.)?\s*\d{1,2}(?:\s*(?:/|of|von|sur|de)\s*\d{1,2})?\Z", re.IGNORECASE
)
RUNNING: Final = 8
"""Words of a running head at most."""

MARGIN: Final = 0.09
"""The share of a page's height at its top and bottom where running heads and page numbers stand."""


@dataclass(frozen=True)
class Row:
    """Parts of one line that a space keeps apart; `gap` is how far it is below the row before it, in sizes."""

    parts: tuple[Line, ...]
    gap: float = 0.0

    @cached_property
    def text(self) -> str:
        """Its words with a space between."""
        return " ".join(part.text for part in self.parts)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, of all parts."""
        return tuple(word for part in self.parts for word in part.words)

    @property
    def page(self) -> int:
        """The number of its page."""
        return self.parts[0].page

    @property
    def baseline(self) -> float:
        """Where it stands."""
        return self.parts[0].baseline

    @cached_property
    def box(self) -> Box:
        """What its first part covers."""
        return self.parts[0].box

    @property
    def right(self) -> float:
        """Where its last part ends."""
        return max(part.box.right for part in self.parts)

    @property
    def size(self) -> float:
        """The size of its first part, in points."""
        return self.parts[0].size

    @property
    def is_bullet(self) -> bool:
        """Say whether it begins with the mark of a list's item."""
        return bool(BULLET.match(self.words[0].text)) and len(self.text) > 1

    def only(self, parts: Iterable[Line]) -> "Row":
        """Give the row with some of its parts."""
        return Row(tuple(parts), self.gap)


def rows(pages: Sequence[Page]) -> tuple[Row, ...]:
    """Give the rows of all pages in the order in which they are painted."""
    found: list[Row] = []
    for number, page in enumerate(pages, 1):
        own = [Row(parts) for parts in painted(page, number)]
        found += [row for row in own if not _is_running(row, page)] if len(pages) > 1 else own
    return tuple(_spaced(_without_repeated(found, pages)))


def _is_running(row: Row, page: Page) -> bool:
    """Say whether a row at the top or bottom of a later page is its number, alone or with a name."""
    is_outside = row.baseline < MARGIN * page.box.height or row.baseline > (1 - MARGIN) * page.box.height
    return (
        is_outside
        and len(row.text.split()) <= RUNNING
        and bool(FOOT.match(row.text))
        and not re.search(r"\d{3}", row.text)
    )


def _without_repeated(found: list[Row], pages: Sequence[Page]) -> list[Row]:
    """Leave out what stands at one height on several pages: all but the first, which may be the head itself."""
    seen: set[tuple[str, int]] = set()
    kept: list[Row] = []
    for row in found:
        height = pages[row.page - 1].box.height
        is_outside = row.baseline < MARGIN * height or row.baseline > (1 - MARGIN) * height
        key = re.sub(r"\d+", "#", row.text), round(row.baseline / 4)
        if not (is_outside and key in seen):
            kept.append(row)
        if is_outside:
            seen.add(key)
    return kept


def _spaced(found: Sequence[Row]) -> Iterator[Row]:
    if found:
        yield Row(found[0].parts, 9.0)
    for before, row in pairwise(found):
        is_next = row.page == before.page and row.baseline > before.baseline
        size = max(row.size, 1.0)
        yield Row(row.parts, (row.baseline - before.baseline) / size if is_next else 0.0)
