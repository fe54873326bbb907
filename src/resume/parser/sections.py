"""Splits the rows of a résumé into its head and its sections, by their headings.

A heading is known by its words, or looks and stands as those do that are known by their words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final, TypeAlias

from resume.document.lines import body_size
from resume.document.values import Line
from resume.parser import headings
from resume.parser.rows import Row

NEAR: Final = 3.0
"""Points by which the left edges of what stands below each other may differ."""

WRAPPED: Final = 1.6
"""Sizes by which the lines of one heading are apart at most."""

KNOWN: Final = 0.34
"""The share of the headings of one look that must be known for the others to be headings too."""

HEAD: Final = 2
"""Rows at the top in which names and positions stand, however much they look like headings."""

NAME: Final = 1.3
"""How much larger than headings the name is, which begins what a narrow column has been painted before."""

Look: TypeAlias = tuple[str, float, bool, bool]
"""A font, its size, whether it is bold, whether all is in capitals."""


@dataclass(slots=True)
class Section:
    """A heading and the rows below it, which reach from `left` to `right`; the first has none, and is the head."""

    kind: str
    heading: str
    rows: list[Row] = field(default_factory=list)
    page: int = 1
    left: float = inf
    right: float = -inf

    def add(self, row: Row) -> None:
        """Put a row below its last one."""
        self.rows.append(row)
        self.left, self.right = min(self.left, row.box.left), max(self.right, row.right)

    def covers(self, row: Row) -> bool:
        """Say whether a row stands below or above its rows, not beside them."""
        return not self.rows or (row.box.left < self.right and row.right > self.left)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What may be a heading: the first part of `rows` rows from `index` on."""

    index: int
    rows: int
    text: str
    part: Line
    is_alone: bool
    kind: str | None

    @property
    def look(self) -> Look:
        style = self.part.words[0].style
        return style.font, self.part.size, self.part.is_bold, self.text.isupper()


def split(rows: Sequence[Row]) -> tuple[Section, ...]:
    """Give the head, and the sections in their order; what goes on in a column of the next page goes to its section."""
    chosen = {heading.index: heading for heading in _headings(rows)}
    sections = [Section("", "")]
    skip = 0
    tallest = max((heading.part.size for heading in chosen.values()), default=inf)
    for index, row in enumerate(rows):
        heading = chosen.get(index)
        if heading:
            sections.append(Section(heading.kind or "", heading.text, page=row.page))
            skip = heading.rows
        elif sections[-1].kind and row.size > tallest * NAME:
            sections.append(Section("", "", page=row.page))
        rest = row.parts[1:] if skip else row.parts
        skip = max(skip - 1, 0)
        if rest:
            _section_of(row, sections).add(row.only(rest))
    return tuple(sections)


def _section_of(row: Row, sections: Sequence[Section]) -> Section:
    current = sections[-1]
    if current.page == row.page or current.covers(row):
        return current
    return next((section for section in reversed(sections[1:]) if section.covers(row) and section.rows), current)


def _headings(rows: Sequence[Row]) -> list[_Heading]:
    candidates = [*_candidates(rows, body_size(part for row in rows for part in row.parts))]
    looks = _looks(candidates)
    chosen: list[_Heading] = []
    end = -1
    for heading in candidates:
        if heading.index <= end:
            continue
        if heading.look in looks and (heading.kind or (heading.index >= HEAD and _stands_like(heading, candidates))):
            chosen.append(heading)
            end = heading.index + heading.rows - 1
    return chosen


def _stands_like(heading: _Heading, candidates: Sequence[_Heading]) -> bool:
    """Say whether an unknown heading looks and stands like known ones, most things of that look being headings."""
    alike = [other for other in candidates if other.look == heading.look]
    known = [other for other in alike if other.kind]
    beside = [other for other in known if abs(other.part.box.left - heading.part.box.left) < NEAR]
    centred = [other for other in known if abs(_middle(other.part) - _middle(heading.part)) < NEAR]
    is_alone = heading.is_alone or not all(other.is_alone for other in known)
    return is_alone and len(known) >= KNOWN * len(alike) and bool(beside or centred)


def _middle(part: Line) -> float:
    return (part.box.left + part.box.right) / 2


def _looks(candidates: Sequence[_Heading]) -> set[Look]:
    """Give the looks that headings have: that of most kinds of section, and those that are like it."""
    kinds: dict[Look, set[str]] = {}
    for heading in candidates:
        if heading.kind:
            kinds.setdefault(heading.look, set()).add(heading.kind)
    if not kinds:
        return set()
    main = max(kinds, key=lambda look: (len(kinds[look]), look[1]))
    return {look for look in kinds if look == main or len(kinds[look]) >= 3 or _is_kin(look, main)}  # noqa: PLR2004


def _is_kin(look: Look, main: Look) -> bool:
    """Say whether headings of two looks may be those of a column and of a narrower one beside it."""
    return look[2:] == main[2:] and (look[3] or look[1] >= main[1])


def _candidates(rows: Sequence[Row], size: float) -> Iterator[_Heading]:
    for index, row in enumerate(rows):
        part = row.parts[0]
        if row.is_bullet or not headings.is_set_apart(part, size) or _is_label(row):
            continue
        text, count = part.text, 1
        for below in rows[index + 1 : index + 3]:
            if not _goes_on(part, text, rows[index + count - 1], below, size):
                break
            longer = f"{text} {below.parts[0].text}"
            if len(longer) > headings.LONGEST:
                break
            text, count = longer, count + 1
        if count > 1 and headings.kind(part.text) and not headings.kind(text):
            text, count = part.text, 1
        is_alone = len(row.parts) == 1
        kind = headings.kind(text)
        if is_alone or kind or count == 1:
            yield _Heading(index, count, text.lstrip("#§▪■•| ").strip(), part, is_alone, kind)


def _is_label(row: Row) -> bool:
    """Say whether a row is a label with its value on the same line."""
    return row.parts[0].text.endswith(":") and len(row.parts) > 1


def _goes_on(first: Line, text: str, above: Row, below: Row, size: float) -> bool:
    """Say whether a heading goes on in the next row: it looks the same, and nothing else does there."""
    part = below.parts[0]
    same = part.words[0].style == first.words[0].style and part.is_upper == first.is_upper
    near = part.page == first.page and 0 < part.baseline - above.baseline < WRAPPED * first.size
    if not (same and near and abs(part.box.left - first.box.left) < NEAR and headings.is_set_apart(part, size)):
        return False
    joined = f"{text} {part.text}"
    return part.text.startswith("(") or not headings.kind(text) or headings.is_standard(joined)
