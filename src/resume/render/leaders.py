"""Paints the dots of a leader, which lead from a title to its date, many as one text.

WeasyPrint paints each dot by itself, with a tag of its own. That is a tenth of the time and of the size of a résumé,
and of a list of 90 dated publications 40 % of the time and more than half of the size; readers take two to three times
as long to read that (measured).
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

TOGETHER: Final = 16
"""How many make one text: PDF has widths in thousandths of an em, and what is lost by that adds up along a text."""

TOLERANCE: Final = 0.25
"""CSS pixels by which one text may be wider or narrower than its parts, as when letters of two are kerned."""


def join(document: Any) -> None:
    """Join the dots of each leader of a document that is laid out; those that would then move stay as they are."""
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - it has no public name
            if getattr(box, "is_leader", False) and len(box.children) > 1:
                with suppress(AttributeError, TypeError, ValueError):  # of a WeasyPrint that lays out otherwise
                    box.children = tuple(_joined(sorted(box.children, key=lambda text: text.position_x)))


def _joined(texts: Sequence[Any]) -> Iterator[Any]:
    for start in range(0, len(texts), TOGETHER):
        some = texts[start : start + TOGETHER]
        one = _one(some)
        yield from [one] if one else some


def _one(texts: Sequence[Any]) -> Any | None:
    """Give the text that stands for some, side by side in one style, if one does."""
    first, last = texts[0], texts[-1]
    text = "".join(each.text for each in texts)
    split = import_module("weasyprint.text.line_break").split_first_line
    layout, _, _, width, *_ = split(text, first.style, None, None, 0)
    whole = last.position_x + last.width - first.position_x
    if abs(whole - width) > TOLERANCE:
        return None
    layout.max_width = width + 1  # which WeasyPrint asks for where an ellipsis is to show that a line is cut
    one = first.copy()
    one.text, one.pango_layout, one.width = text, layout, width
    return one
