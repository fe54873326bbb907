"""Looks which words of a page a person can see."""

import math
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final

from resume.document.content import opened, walk
from resume.document.values import Box, Page, Word

SCALE: Final = 2.0
"""Pixels a point, with which the strokes of small letters keep most of their contrast."""

CONTRAST: Final = 1.5
"""The contrast (WCAG 2.2, "contrast ratio") below which nobody sees a letter."""

X_HEIGHT: Final = 0.45
"""The share of its size that small letters are high: where they are, no letter of another line reaches."""

BLACK_ON_WHITE: Final = 21.0
STEPS: Final = 255 / math.log(BLACK_ON_WHITE)
"""Levels of a picture whose differences are the logarithms of contrasts."""


def unseen(pdf: bytes, pages: Iterable[Page]) -> tuple[frozenset[Word], ...]:
    """Give the words of each page that do not change how it looks.

    A page is rendered with its text and without: what is white on white, transparent, covered, clipped or
    painted in no colour at all makes no difference. Words out of the page are not among them. Raises
    `content.UnreadableError`.
    """
    chops = import_module("PIL.ImageChops")
    levels = [*map(_level, range(256))]
    found = []
    with opened(pdf) as document:
        for shown, page in zip(document, pages, strict=True):
            full = _picture(shown).point(levels)
            _hide_text(shown)
            difference = chops.difference(full, _picture(shown).point(levels))
            found.append(frozenset(word for word in page.words if _is_unseen(word, page, difference)))
    return tuple(found)


def _picture(page: Any) -> Any:
    return page.render(scale=SCALE, grayscale=True, may_draw_forms=False).to_pil()


def _hide_text(page: Any) -> None:
    raw = import_module("pypdfium2.raw")
    for kind, item, _ in walk(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            raw.FPDFPageObj_SetIsActive(item, False)  # noqa: FBT003 - C takes no keywords


def _is_unseen(word: Word, page: Page, difference: Any) -> bool:
    box = word.box.within(page.box)
    if not any(map(str.isalnum, word.text)) or box.width <= 0 or box.area < word.box.area / 2:
        return False
    body = Box(box.left, word.baseline - X_HEIGHT * word.style.size, box.right, word.baseline).within(page.box)
    if body.area <= 0:  # it stands upright, or upside down
        body = box
    pixels = (math.floor(body.left * SCALE), math.floor(body.top * SCALE))
    ends = (math.ceil(body.right * SCALE), math.ceil(body.bottom * SCALE))
    _, strongest = difference.crop((*pixels, *ends)).getextrema()
    return bool(strongest < STEPS * math.log(CONTRAST))


def _level(value: int) -> int:
    """Give the logarithm of a grey's relative luminance (WCAG 2.2), as a level."""
    share = value / 255
    luminance = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB, IEC 61966-2-1
    return round(STEPS * math.log((luminance + 0.05) / 0.05))
