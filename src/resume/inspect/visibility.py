"""Judges whether people see what machines read, and machines read what people see."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from resume.document.values import Page, Picture, Word
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, listed, quoted
from resume.inspect.known import Known

TINY: Final = 4.0
"""Points below which nobody reads a text."""

TEXT: Final = 50
"""Letters and digits that a page of text has at least; a last one may be shorter."""

DRAWN: Final = 2000
"""Paths on a page without text from which on they are letters drawn as outlines."""

PICTURES: Final = 0.05
"""The share of a page that pictures may cover, besides a photo."""

PHOTO: Final = 0.12
"""The share of a page that a photo covers at most."""

PHOTO_SHAPE: Final = (0.6, 1.4)
"""How wide for its height a photo is."""

SLACK: Final = 1.0
"""Points by which a letter's box may stand out of the page: what is left free around its glyph."""


def readable(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Find pages whose text is a picture: a scan, or letters drawn as outlines.

    Where it is known which texts there should be, they are looked for themselves.
    """
    if known:
        return
    for number, page in enumerate(evidence.pages, start=1):
        letters = sum(map(str.isalnum, page.text))
        least = 1 if 1 < number == len(evidence.pages) else TEXT
        drawn = page.paths > DRAWN
        if letters < least and (page.pictures or drawn):
            what = "outlines of letters" if drawn and not page.pictures else "a picture"
            message = f"page {number} is {what}: no machine reads a word of it"
            yield Found("no-text", message, page=number, hint="export the document as text, not as a scan or as paths")
            continue
        if letters == 0 and not page.pictures:
            yield Found("no-text", f"page {number} has no text", page=number)
        covered = _covered(page)
        if covered >= PICTURES:
            message = f"pictures cover {covered:.0%} of page {number}; what is written in them, no machine reads"
            yield Found("text-picture", message, page=number, hint="write as text what they say")


def seen(evidence: Evidence) -> Iterator[Found]:
    """Find words that machines read and people do not see."""
    for number, (page, hidden) in enumerate(zip(evidence.pages, evidence.unseen, strict=False), start=1):
        words = [word for word in page.words if word in hidden and word.style.size >= TINY]
        yield from _each("hidden-text", words, number, "is read by machines, but nobody sees it")


def sizes(evidence: Evidence) -> Iterator[Found]:
    """Find words that are too small to be read."""
    for number, page in enumerate(evidence.pages, start=1):
        words = [w for w in page.words if 0 < w.style.size < TINY and any(map(str.isalnum, w.text))]
        yield from _each("tiny-text", words, number, f"is smaller than {TINY:g} pt: machines read it, people cannot")


def inside(evidence: Evidence) -> Iterator[Found]:
    """Find words that stand beside their page."""
    for number, page in enumerate(evidence.pages, start=1):
        outside = [word for word in page.words if _is_out(word, page)]
        yield from _each("off-page", outside, number, "stands out of the page")


def _each(code: str, words: Iterable[Word], number: int, what: str) -> Iterator[Found]:
    """Report words, those that follow each other at once, and at most three times a page."""
    runs = [
        tuple(word for _, word in run) for _, run in groupby(enumerate(words), key=lambda pair: pair[1].order - pair[0])
    ]
    for run in runs[:3]:
        text = " ".join(word.text for word in run)
        yield Found(code, f"{quoted(text)} {what}", page=number, words=run)
    if len(runs) > 3:  # noqa: PLR2004 - as above
        rest = [quoted(" ".join(word.text for word in run), 20) for run in runs[3:]]
        yield Found(code, f"so it is with {listed(rest)}", page=number, words=runs[3])


def _is_out(word: Word, page: Page) -> bool:
    box, sheet = word.box, page.box
    beside = box.left < -SLACK or box.right > sheet.right + SLACK
    is_out = beside or word.baseline < 0 or word.baseline > sheet.bottom
    return is_out and any(map(str.isalnum, word.text))


def _covered(page: Page) -> float:
    """Give the share of a page that its pictures cover, but for one that can be a photo."""
    areas = [(picture.box.within(page.box).area / page.box.area, picture) for picture in page.pictures]
    photos = [area for area, picture in areas if area <= PHOTO and _is_photo(picture)]
    return sum(area for area, _ in areas) - max(photos, default=0)


def _is_photo(picture: Picture) -> bool:
    low, high = PHOTO_SHAPE
    return picture.box.height > 0 and low <= picture.box.width / picture.box.height <= high
