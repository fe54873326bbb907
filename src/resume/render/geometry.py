"""Measures where text stands on the pages that WeasyPrint laid out."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

ZERO_WIDTH_SPACE: Final = "\u200b"
"""What WeasyPrint makes of a `wbr`."""

TOLERANCE: Final = 1.5
"""CSS pixels by which a text may stand out of its column: what rounding makes of a line that is just full."""


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
    box = document.pages[-1]._page_box  # noqa: SLF001 - it has no public name
    boxes = import_module("weasyprint.formatting_structure.boxes")
    body = (child for child in box.children if not isinstance(child, boxes.MarginBox))
    texts = [text for child in body for text, _ in _texts(child, child)]
    bottom = max((text.position_y + text.height for text in texts), default=box.content_box_y())
    lines = {round(text.position_y + text.baseline) for text in texts}
    return LastPage(len(lines), (bottom - box.content_box_y()) / box.height)


def _beyond(page: Any) -> Iterator[str]:
    for picture in page.descendants():
        right = picture.position_x + picture.margin_width()
        is_cut = picture.position_x < -TOLERANCE or right > page.margin_width() + TOLERANCE
        if picture.element_tag == "img" and is_cut:
            yield str(picture.element.get("alt", "a picture"))
    for text, column in _texts(page, page):
        left, right = text.position_x, text.position_x + text.width
        start = column.padding_box_x()
        end = start + column.padding_width()
        outside = left < -TOLERANCE or right > page.margin_width() + TOLERANCE
        below = text.position_y + text.height > page.margin_height() + TOLERANCE
        past_end = left < start - TOLERANCE if column.style["direction"] == "rtl" else right > end + TOLERANCE
        if outside or below or past_end:
            yield " ".join(text.text.split())


def _texts(box: Any, column: Any) -> Iterator[tuple[Any, Any]]:
    """Give the text boxes within a box, each with the block that its lines are broken in."""
    boxes = import_module("weasyprint.formatting_structure.boxes")
    if isinstance(box, boxes.TextBox):
        if box.text.strip(f" \n\t{ZERO_WIDTH_SPACE}"):
            yield box, column
        return
    if isinstance(box, boxes.BlockContainerBox):
        column = box
    if str(getattr(box, "element_tag", "")).endswith("::marker"):  # it is meant to stand outside
        return
    for child in getattr(box, "children", ()):
        yield from _texts(getattr(child, "_box", child), column)
