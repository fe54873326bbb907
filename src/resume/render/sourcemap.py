"""Finds where on the pages that WeasyPrint laid out each text of a résumé stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import groupby, repeat
from typing import Any, Final, TypeAlias

from resume.diagnostics import Path
from resume.document.values import Box
from resume.render import geometry
from resume.view import anchors

POINTS: Final = 0.75
"""A CSS pixel in points (CSS Values 4 §6.2)."""

HYPHENS: Final = "-\N{HYPHEN}"
"""What WeasyPrint puts at the end of a line where a word is hyphenated."""

MADE: Final = re.compile("::(?!first-l)")
"""What no text of the template is in: content that a style sheet makes, before an element or after it."""

LINE: Final = 0.5
"""The share of the lower one's height by which boxes of one line stand beside each other."""

Written: TypeAlias = tuple[tuple[Any, str], ...]
"""The texts of a parsed page with their marks, in their order, each with the element that it stands in."""


@dataclass(frozen=True, slots=True)
class Area:
    """A line of a text, or what of it stands in a line; pages count from 1."""

    path: Path
    page: int
    box: Box


def unmarked(root: Any) -> Written:
    """Take the marks out of a parsed page, so that it is what it is without any, and give its texts with them."""
    written = (*_written(root),)
    for element in root.iter():
        element.text = anchors.bare(element.text or "")
        element.tail = anchors.bare(element.tail or "")
        for name, value in element.items():
            element.set(name, anchors.bare(value))
    return written


def areas(document: Any, written: Written) -> tuple[Area, ...]:
    """Give where the texts of a page stand of which the document is the layout.

    They come in the order of the pages' boxes. A text over several lines, or pages, has an area in each, as high as
    its line: what a font's tallest letters would take may be higher, and reach into other lines.
    """
    found: list[Area] = []
    for area in _found(document, written):
        last = found[-1] if found else None
        if last and (last.path, last.page) == (area.path, area.page) and _is_beside(last.box, area.box):
            found[-1] = Area(area.path, area.page, last.box.around(area.box))
        else:
            found.append(area)
    return tuple(found)


@dataclass(slots=True)
class _Element:
    """The letters that stand in an element itself, and how many of them boxes have taken.

    `of` has for each the path of the text that it is of; what the template itself says has none.
    """

    said: str = ""
    of: list[Path] = field(default_factory=list)
    taken: int = 0

    def paths(self, text: str) -> list[Path | None]:
        """Take the letters of a box, and give the path of each character; spaces have none.

        Letters may have been made capitals. What is shown again on each page, such as the head of a table, begins anew.
        """
        letters = _letters(text)
        if text.isascii() and self.said.startswith(letters, self.taken):  # as most are
            of = iter(self.of[self.taken : self.taken + len(letters)])
            self.taken += len(letters)
            return [None if character.isspace() else next(of) for character in text]
        return [self._path(_letters(character)) for character in text]

    def _path(self, letters: str) -> Path | None:
        path: Path | None = None
        for letter in letters:
            at = self.taken % len(self.of)
            path = self.of[at]
            if letter != self.said[at] and letter in HYPHENS:
                return self.of[at - 1]
            self.taken += 1
        return path


def _found(document: Any, written: Written) -> Iterator[Area]:
    elements = _elements(written)
    for number, page in enumerate(document.pages, start=1):
        for box in geometry.texts(page):
            element = elements.get(box.element)
            if element and not MADE.search(box.element_tag):
                for path, left, right in _extents(box, element.paths(box.text)):
                    sides = (left, box.position_y, right, box.position_y + box.margin_height())
                    yield Area(path, number, Box(*(side * POINTS for side in sides)))


def _elements(written: Written) -> dict[Any, _Element]:
    """Give the elements of a page in which texts of the résumé stand."""
    found: dict[Any, _Element] = {}
    path: Path = ()
    for element, text in written:
        here = found.setdefault(element, _Element())
        for begun, stretch in anchors.stretches(text):
            path = path if begun is None else begun
            letters = _letters(stretch)
            here.said += letters
            here.of += repeat(path, len(letters))
    return {element: of for element, of in found.items() if any(of.of)}


def _written(element: Any) -> Iterator[tuple[Any, str]]:
    """Give the texts of a tree in their order, each with the element that it stands in."""
    if isinstance(element.tag, str):  # and is no comment
        yield element, element.text or ""
        for child in element:
            yield from _written(child)
            yield element, child.tail or ""


def _letters(text: str) -> str:
    """Give the letters of a text in a form that capitals have too."""
    plain = geometry.plain(text)
    if plain.isascii():
        return plain
    return "".join(letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))


def _extents(box: Any, paths: Sequence[Path | None]) -> Iterator[tuple[Path, float, float]]:
    """Give the paths of the texts in a box, each with its left and right in CSS pixels."""
    said = {path for path in paths if path is not None}
    if len(said) == 1:
        yield from ((path, box.position_x, box.position_x + box.width) for path in said if path)
        return
    for path, glyphs in groupby(_glyphs(box, paths), lambda glyph: glyph[0]):
        if path:
            extents = [*glyphs]
            yield path, extents[0][1], extents[-1][2]


def _glyphs(box: Any, paths: Sequence[Path | None]) -> Iterator[tuple[Path, float, float]]:
    """Give the glyphs of a box from left to right, each with its path and its extent; but not spaces."""
    text = import_module("weasyprint.text.ffi")
    by_byte = [path for path, character in zip(paths, box.text, strict=True) for _ in character.encode()]
    box.pango_layout.reactivate(box.style)  # as WeasyPrint does before it draws them
    x = box.position_x
    run = box.pango_layout.get_first_line()[0].runs[0]
    while run != text.ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        for number in range(glyphs.num_glyphs):
            at = item.offset + glyphs.log_clusters[number]
            width = glyphs.glyphs[number].geometry.width * text.FROM_UNITS
            path = by_byte[at] if at < len(by_byte) else None
            if path is not None:
                yield path, x, x + width
            x += width
        run = run.next
    box.pango_layout.deactivate()


def _is_beside(one: Box, other: Box) -> bool:
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > LINE * min(one.height, other.height)
