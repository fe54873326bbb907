"""Judges the pages of a PDF: how many they are, their size, how full, and what stands at their ends."""

from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from typing import Final

from resume.document.lines import body_size
from resume.document.values import Box, Line, Page, Word
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, at, quoted
from resume.inspect.known import Known
from resume.parser import dates, headings
from resume.parser.rows import BULLET

MOST: Final = 2
"""Pages of a résumé."""

FULL: Final = 0.25
"""The share of a last page's height that its text reaches down to."""

MM: Final = 72 / 25.4
EDGE: Final = 6 * MM
"""Points that printers leave free."""

PAPERS: Final = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}
ROUNDING: Final = 2.0

DPI, PHOTO_DPI = 72, 300
"""Units of a page, and dots an inch that a printer can show."""

HEAVY: Final = 40_000
"""Pixels from which on it matters how many a picture has."""


def check(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Find what is odd about the pages; how many there may be, the source may say itself."""
    yield from _count(evidence, known)
    yield from _boxes(evidence.pages)
    yield from _ends(evidence)
    for number, page in enumerate(evidence.pages, start=1):
        yield from _columns(evidence, number)
        yield from _edges(page, number)
        yield from _pictures(page, number)


def _count(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    pages = evidence.pages
    if len(pages) > MOST and not (known and known.has_limit):
        yield Found("page-count", f"it has {len(pages)} pages; recruiters expect {MOST} at most", "warning")
    last = _body(pages[-1]) if pages else None
    if len(pages) > 1 and last and (share := last.bottom / pages[-1].box.height) < FULL:
        yield Found("page-fill", f"page {len(pages)} is {share:.0%} full", "warning", len(pages))


def _boxes(pages: tuple[Page, ...]) -> Iterator[Found]:
    sizes = list(dict.fromkeys((round(page.box.width), round(page.box.height)) for page in pages))
    if len(sizes) > 1:
        shown = " and ".join(f"{width} by {height} pt" for width, height in sizes)
        yield Found("page-box", f"its pages are of several sizes: {shown}", "warning")
    elif sizes and not any(_is_paper(sizes[0], paper) for paper in PAPERS.values()):
        width, height = sizes[0]
        message = f"its pages are {width} by {height} pt, which is neither {' nor '.join(PAPERS)}"
        yield Found("page-box", message, "warning", hint="a printer has no such paper")


def _is_paper(size: tuple[int, int], paper: tuple[float, float]) -> bool:
    return all(abs(length - wanted) <= ROUNDING for length, wanted in zip(size, paper, strict=True))


def _ends(evidence: Evidence) -> Iterator[Found]:
    """Find headings and titles that stand last on their page, apart from what they head."""
    bodies = [[line for line in page if not evidence.is_furniture(line)] for page in evidence.lines]
    for body, following in pairwise(bodies):
        if not body or not following:
            continue
        last = body[-1]
        if headings.kind(last.text) and headings.is_set_apart(last, body_size(body)):
            message = f"the heading {quoted(last.text)} stands last on page {last.page}, apart from its text"
            yield Found("stranded-heading", message, "warning", *at(last))
        elif _is_bullet(following[0]) and not _is_bullet(last) and _is_title(last):
            message = f"{quoted(last.text)} stands last on page {last.page}, apart from its first bullet"
            yield Found("stranded-heading", message, "warning", *at(last))


def _is_bullet(line: Line) -> bool:
    return len(line.words) > 1 and bool(BULLET.match(line.words[0].text))


def _is_title(line: Line) -> bool:
    """Say whether a line is the title of an entry, by the dates at its end."""
    return any(found.end >= len(line.text.rstrip(")")) for found in dates.find(line.text))


def _columns(evidence: Evidence, number: int) -> Iterator[Found]:
    if found := evidence.columns[number - 1]:
        message = f"page {number} has two columns of text, which some readers read across"
        note = f"the second one begins {found.x / MM:.0f} mm from the left"
        yield Found("columns", message, "warning", number, notes=(note,), hint="one column is read by all alike")


def _edges(page: Page, number: int) -> Iterator[Found]:
    body = _body(page)
    if body is None:
        return
    sheet = page.box
    near = min(
        body.left, body.top, sheet.right - body.right, sheet.bottom - max(word.baseline for word in _words(page))
    )
    if -ROUNDING <= near < EDGE:
        message = f"text stands {max(near, 0) / MM:.1f} mm from the edge of page {number}; printers leave 6 mm free"
        yield Found("page-box", message, "warning", number)


def _pictures(page: Page, number: int) -> Iterator[Found]:
    for picture in page.pictures:
        width, height = picture.pixels
        dpi = DPI * width / picture.box.width if picture.box.width > 0 else 0
        if dpi > PHOTO_DPI * 1.5 and width * height > HEAVY:
            message = f"a picture on page {number} has {dpi:.0f} dots an inch; more than {PHOTO_DPI} nobody sees"
            yield Found("image-resolution", message, "warning", number, hint="scale it down")


def _body(page: Page) -> Box | None:
    return reduce(Box.around, (word.box for word in _words(page))) if any(_words(page)) else None


def _words(page: Page) -> Iterator[Word]:
    return (word for word in page.words if any(map(str.isalnum, word.text)) and not word.is_artifact)
