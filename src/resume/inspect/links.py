"""Judges the links of a PDF: whether they lead anywhere, and are read without being clicked."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from resume.document.values import Link, Page
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, quoted

SCHEMES: Final = ("http", "https", "mailto", "tel")
ADDRESS: Final = re.compile(r"\w\.\w{2,}|@|\d{3,}")
"""What an address that is written out has in it."""


def check(evidence: Evidence) -> Iterator[Found]:
    """Find links that a reader should not follow, and those whose address only a click shows."""
    for number, page in enumerate(evidence.pages, start=1):
        for uri, links in _grouped(page).items():
            words = tuple(word for word in page.words if any(word.box.is_on(link.box) for link in links))
            text = " ".join(word.text for word in words)
            scheme = urlsplit(uri).scheme.lower()
            if scheme not in SCHEMES:
                message = f"a link leads to {quoted(uri)}; links may be {', '.join(SCHEMES)}"
                yield Found("url-scheme", message, page=number, words=words)
            elif not words and not any(picture.box.is_on(link.box) for link in links for picture in page.pictures):
                message = f"the link to {quoted(uri)} lies on no text: whoever clicks on its text gets nowhere"
                yield Found("link-text", message, "warning", number)
            elif words and not _is_told(uri, text, page):
                message = f"{quoted(text)} leads to {quoted(uri)}, which whoever reads the text alone does not see"
                yield Found("link-text", message, "warning", number, words, hint="write the address out")


def _grouped(page: Page) -> dict[str, list[Link]]:
    """Give the rectangles of each link; one that goes over lines has several."""
    found: dict[str, list[Link]] = {}
    for link in page.links:
        found.setdefault(link.uri, []).append(link)
    return found


def _is_told(uri: str, text: str, page: Page) -> bool:
    """Say whether the text of a link holds its address, or the host of it, or its page has it elsewhere."""
    parts = urlsplit(uri)
    said = _bare(text)
    if parts.scheme == "tel":
        return re.sub(r"\D", "", parts.path)[-7:] in re.sub(r"\D", "", said)
    wanted = parts.path if parts.scheme == "mailto" else parts.netloc.removeprefix("www.")
    return wanted.casefold() in said or (not ADDRESS.search(said) and wanted.casefold() in _bare(page.text))


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
