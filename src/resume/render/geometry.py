"""Measures where text stands on the pages that WeasyPrint laid out."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

ZERO_WIDTH_SPACE: Final = "\u200b"
"""What WeasyPrint makes of a `wbr`."""

BLANK: Final = f" \n\t{ZERO_WIDTH_SPACE}"

TOLERANCE: Final = 1.5
"""CSS pixels by which a text may stand out of its column: what rounding makes of a line that is just full."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines that a paragraph, a bullet or a heading has: their text, and the height they take in CSS pixels.

    `text` is in the form that `plain` gives; `pages` are those it stands on, counted from 1.
    """

    text: str
    height: float
    pages: frozenset[int]


@dataclass(frozen=True, slots=True)
class LastPage:
    """How many lines stand on the last page, and the share of its height that they reach down to."""

    lines: int
    share: float


def beyond(document: Any) -> list[str]:
    """Give the texts that stand out of their page or go past the end of their column: they are cut off or overprinted.

    Where its line begins, a text may stand out of its column: so bullets and first lines hang.
    """
    return [*dict.fromkeys(text for page in document.pages for text in _beyond(page._page_box))]  # noqa: SLF001 - it has no public name


def last_page(document: Any) -> LastPage:
    """Measure the last page; running heads and feet do not count."""
    return _measured(document.pages[-1])


def over(document: Any, pages: int) -> tuple[int, float]:
    """Give how many lines stand after so many pages, and the height in CSS pixels by which the text is too long.

    What the last of those pages has left counts for it, so that the height is negative where all fits.
    """
    free = sum(_height(page) * (1 - _measured(page).share) for page in document.pages[pages - 1 : pages])
    beyond = [(_measured(page), _height(page)) for page in document.pages[pages:]]
    return sum(last.lines for last, _ in beyond), sum(last.share * height for last, height in beyond) - free


def blocks(document: Any) -> list[Block]:
    """Give the blocks of a document, whole where they go over pages, in the order in which they are painted."""
    boxes = import_module("weasyprint.formatting_structure.boxes")
    found: dict[int, list[tuple[str, float, int]]] = {}
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants():  # noqa: SLF001 - it has no public name
            lines = [child for child in getattr(box, "children", ()) if isinstance(child, boxes.LineBox)]
            is_drawn = "::" in str(box.element_tag)  # a bullet, which counts with its line
            if isinstance(box, boxes.BlockContainerBox) and lines and not is_drawn:
                text = "".join(text.text for line in lines for text, _ in _texts(line, box))
                found.setdefault(id(box.element), []).append((text, box.margin_height(), number))
    return [
        Block(
            plain("".join(text for text, _, _ in pieces)),
            sum(height for _, height, _ in pieces),
            frozenset(number for _, _, number in pieces),
        )
        for pieces in found.values()
    ]


def texts(page: Any) -> Iterator[Any]:
    """Give the boxes of the texts on a page, without bullets that stand outside."""
    box = page._page_box  # noqa: SLF001 - it has no public name
    yield from (text for text, _ in _texts(box, box))


def plain(text: str) -> str:
    """Write a text so that it can be found whatever a page does with its spaces and capitals."""
    return "".join(text.replace(ZERO_WIDTH_SPACE, "").split()).casefold()


def _measured(page: Any) -> LastPage:
    box = page._page_box  # noqa: SLF001 - it has no public name
    boxes = import_module("weasyprint.formatting_structure.boxes")
    body = (child for child in box.children if not isinstance(child, boxes.MarginBox))
    texts = [text for child in body for text, _ in _texts(child, child)]
    bottom = max((text.position_y + text.height for text in texts), default=box.content_box_y())
    lines = {round(text.position_y + text.baseline) for text in texts}
    return LastPage(len(lines), (bottom - box.content_box_y()) / box.height)


def _height(page: Any) -> float:
    return float(page._page_box.height)  # noqa: SLF001 - it has no public name


def _beyond(page: Any) -> Iterator[str]:
    width, height = page.margin_width() + TOLERANCE, page.margin_height() + TOLERANCE
    for picture in (box for box in page.descendants() if box.element_tag == "img"):
        if picture.position_x < -TOLERANCE or picture.position_x + picture.margin_width() > width:
            yield str(picture.element.get("alt", "a picture"))
    for text, column in _texts(page, page):
        left, right = text.position_x, text.position_x + text.width
        start = column.padding_box_x()
        end = start + column.padding_width()
        outside = left < -TOLERANCE or right > width
        below = text.position_y + text.height > height
        past_end = left < start - TOLERANCE if column.style["direction"] == "rtl" else right > end + TOLERANCE
        if outside or below or past_end:
            yield " ".join(text.text.split())


def _texts(box: Any, column: Any) -> Iterator[tuple[Any, Any]]:
    """Give the text boxes within a box, each with the block that its lines are broken in."""
    boxes = import_module("weasyprint.formatting_structure.boxes")
    left = [(box, column)]
    while left:
        box, column = left.pop()
        if isinstance(box, boxes.TextBox):
            if box.text.strip(BLANK):
                yield box, column
        elif not str(getattr(box, "element_tag", "")).endswith("::marker"):  # it is meant to stand outside
            column = box if isinstance(box, boxes.BlockContainerBox) else column
            left += [(getattr(child, "_box", child), column) for child in reversed(getattr(box, "children", ()))]
