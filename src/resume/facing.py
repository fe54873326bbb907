"""Makes a page that shows the PDFs of two versions side by side, with the changes marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias

from resume import exhibition, marks
from resume.build.page import own_theme
from resume.build.request import Outcome, Printed
from resume.build.typeset import in_theme
from resume.compare.change import Change, Side
from resume.diagnostics import Diagnostics
from resume.document.content import opened, pages
from resume.document.values import Box
from resume.marks import Located, Place
from resume.report import changes as report
from resume.versions import Version

TEMPLATE: Final = Path(__file__).with_name("facing.html.j2")

DPI: Final = 120
"""What makes a page some 1000 pixels wide: half a wide screen, on which it is read."""

LETTERS: Final = ("L", "R")
"""What tells the marks of the earlier side from those of the later one."""

PERCENT: Final = 100

MARGIN: Final = 15
"""Per cent of a page's width within which what begins has only the margin before it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on a page, in per cent of it; `number` is that of the change, and the first one has a `name`.

    `is_inner` marks words that changed in a text that is marked.
    """

    number: int
    change: Change
    left: float
    top: float
    width: float
    height: float
    name: str = ""
    is_inner: bool = False

    @property
    def is_within(self) -> bool:
        """Say whether it stands within the page, so that there is text before it."""
        return self.left > MARGIN


@dataclass(frozen=True, slots=True)
class Leaf:
    """The picture of a page with its marks."""

    picture: str
    width: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A change as the list has it: its number, sign and words, and the names of its first marks by side."""

    number: int
    change: Change
    sign: str
    text: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Laid:
    """One side laid out: its PDF, and where its texts stand."""

    printed: Printed
    located: tuple[Located, ...]
    boxes: tuple[Box, ...]

    def places(self, change: Change, side: Side | None) -> list[Located]:
        """Give the texts of a change's side."""
        if side is None or change.what == "setting":
            return []
        if change.what == "section":
            return marks.heading(change.section, self.printed.known.view, self.located)
        return marks.at(side.path, self.located)


_Found: TypeAlias = tuple[list[tuple[int, Mark]], list[tuple[int, Mark]]]
"""The marks of both sides, each with its page."""


def page(before: Version, after: Version, changes: Sequence[Change], diagnostics: Diagnostics) -> bytes:
    """Make the page, one file that loads nothing else.

    Where a PDF cannot be made, errors are reported, and the page is empty.
    """
    laid = [_laid(version, diagnostics) for version in (before, after)]
    if laid[0] is None or laid[1] is None or diagnostics.has_errors():
        return b""
    old, new = laid[0], laid[1]
    found: _Found = ([], [])
    numbers = count(1)
    groups = {
        section: {
            entry: [_listed(next(numbers), change, (old, new), found) for change in inside]
            for entry, inside in group.items()
        }
        for section, group in report.grouped(changes).items()
    }
    leaves = [_leaves(side, marked) for side, marked in zip((old, new), found, strict=True)]
    spreads = [
        tuple(side[number] if number < len(side) else None for side in leaves)
        for number in range(max(map(len, leaves)))
    ]
    title = f"{before.name} → {after.name}"
    return exhibition.filled(
        TEMPLATE,
        title=title,
        names=(before.name, after.name),
        groups=groups,
        count=len(changes),
        spreads=spreads,
        signs=report.SIGNS,
    )


def _listed(number: int, change: Change, sides: tuple[_Laid, _Laid], found: _Found) -> Listed:
    """Find a change on the pages of both sides, and mark it there."""
    names: dict[str, str] = {}
    texts = sides[0].places(change, change.before), sides[1].places(change, change.after)
    inner = _inner(*texts) if change.kind in {"reworded", "changed", "renamed"} else ([], [])
    for letter, side, held, words, marked in zip(LETTERS, sides, texts, inner, found, strict=True):
        made = [*_boxed(number, change, _words(held), side.boxes, name=f"{letter}{number}")]
        made += _boxed(number, change, words, side.boxes, is_inner=True)
        marked.extend(made)
        if made:
            names[letter] = f"{letter}{number}"
    return Listed(number, change, report.SIGNS[change.kind], report.line(change), names)


def _laid(version: Version, diagnostics: Diagnostics) -> _Laid | None:
    request, tailored = version.request, version.tailored
    outcome = Outcome(diagnostics)
    chosen = request.themes[0] if request.themes else own_theme(tailored.loaded)
    for _ in in_theme(chosen, version.words, request, tailored, outcome):
        pass
    if not outcome.printed:
        return None
    [printed] = outcome.printed.values()
    read = pages(printed.pdf)
    return _Laid(printed, marks.located(printed.known.view, read), tuple(leaf.box for leaf in read))


def _words(texts: Sequence[Located]) -> list[Place]:
    return [place for item in texts for place in item.places]


def _inner(before: Sequence[Located], after: Sequence[Located]) -> tuple[list[Place], list[Place]]:
    """Give the words that changed within a text; none where nothing of it stayed."""
    old, new = _words(before), _words(after)
    texts, others = ([place.text for place in side] for side in (old, new))
    changed: tuple[list[Place], list[Place]] = ([], [])
    for kind, start, end, other_start, other_end in SequenceMatcher(None, texts, others, autojunk=False).get_opcodes():
        if kind != "equal":
            changed[0].extend(old[start:end])
            changed[1].extend(new[other_start:other_end])
    return ([], []) if len(changed[0]) == len(old) or len(changed[1]) == len(new) else changed


def _boxed(
    number: int,
    change: Change,
    places: Sequence[Place],
    boxes: Sequence[Box],
    *,
    name: str = "",
    is_inner: bool = False,
) -> Iterator[tuple[int, Mark]]:
    for index, (leaf, box) in enumerate(marks.lines(places)):
        whole = boxes[leaf - 1]
        across, down = PERCENT / whole.width, PERCENT / whole.height
        left, top = round(box.left * across, 2), round(box.top * down, 2)
        width, height = round(box.width * across, 2), round(box.height * down, 2)
        yield leaf, Mark(number, change, left, top, width, height, "" if index else name, is_inner)


def _leaves(side: _Laid, marked: Sequence[tuple[int, Mark]]) -> list[Leaf]:
    with opened(side.printed.pdf) as document:
        pictures = [exhibition.picture(drawn, DPI) for drawn in document]
    return [
        Leaf(*picture, tuple(mark for number, mark in marked if number == leaf))
        for leaf, picture in enumerate(pictures, start=1)
    ]
