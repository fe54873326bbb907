"""Finds who somebody is and how they are reached: name, e-mail, phone, links, where they live.

The name is the largest text at the top that is made of letters alone, as open-resume's scoring of features has it
(extract-profile: name, e-mail, phone, location, url).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from resume.document.values import Link, Page
from resume.model.values import EMAIL
from resume.parser import dates, headings
from resume.parser.rows import Row
from resume.parser.titles import TITLES
from resume.view import words

MAIL: Final = re.compile(r"[^@\s<>()\[\],;:|·]+@[^@\s<>()\[\],;:|·]+\.[^@\s<>()\[\],;:.|·]+")
PHONE: Final = re.compile(r"(?<![\w@/.-])(?:\+|00)?\(?\d[\d\s()./\u2010-\u2013-]{5,20}\d(?![\w@-])")
PHONE_DIGITS: Final = range(7, 16)
"""Digits of a number: E.164 has at most 15, and local ones have seven."""

ADDRESS: Final = re.compile(
    r"(?<![@\w.-])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/[^\s|·,;()]*)?(?![\w@])", re.IGNORECASE
)
FILE: Final = re.compile(
    r"\.(?:js|py|net|md|io\.js|yaml|json|html|css|sh)\Z|\A(?:b|m|ph|dr|prof|st|dipl|e)\.", re.IGNORECASE
)
"""What looks like a host and is none: Node.js, B.Sc."""

NAME: Final = re.compile(r"[^\W\d_][\w'\u2019.\-]*(?:[\s,]+[^\W\d_][\w'\u2019.\-]*|\s+\([^\W\d_]+\)){0,5}\Z")
TOP: Final = 60
"""Rows in which the name is painted: a narrow column may come before it."""

SEPARATOR: Final = re.compile(r"\s+[·|•\u2013—⋄◆/]\s+|\s*[|·•]\s*|\t")
PLACE: Final = re.compile(r"[^\W\d_][\w.'\u2019\- ]+,\s*[^\W\d_][\w.'\u2019\- ]+")
LABEL: Final = re.compile(r"\A[^\W\d_][\w\- ]{1,14}:\s+")
WEB: Final = re.compile(r"https?:", re.IGNORECASE)


def email(texts: Iterable[str]) -> str:
    """Give the first e-mail address."""
    found = (match[0].rstrip(".") for text in texts for match in MAIL.finditer(text))
    return next((one for one in found if EMAIL.match(one)), "")


def phone(texts: Iterable[str]) -> str:
    """Give the first phone number: digits enough that are no dates, and not of an address."""
    for text in texts:
        rest = ADDRESS.sub(_blank, MAIL.sub(_blank, text))
        for match in PHONE.finditer(rest):
            number = match[0].strip()
            if number.count("(") != number.count(")"):
                number = number.strip("()") if number.count("(") > number.count(")") else number.rstrip(")")
            count = sum(map(str.isdigit, number))
            if (
                count in PHONE_DIGITS
                and not dates.find(number, words.ENGLISH)
                and not re.fullmatch(r"\d{4}\s?[-\u2013]\s?\d{4}", number)
            ):
                return number
    return ""


def links(rows: Sequence[Row], pages: Sequence[Page]) -> tuple[str, ...]:
    """Give the links of some rows: the URLs that they lead to, and addresses that are only written."""
    uris = [*dict.fromkeys(uri for row in rows for uri in _uris(row, pages))]
    shown = [match[0].rstrip(".") for row in rows for match in ADDRESS.finditer(MAIL.sub(_blank, row.text))]
    plain = [_bare(uri) for uri in uris]
    written = (one for one in shown if not FILE.search(_bare(one)) and not any(_bare(one) in uri for uri in plain))
    return (*uris, *dict.fromkeys(written))


def name(rows: Sequence[Row]) -> tuple[str, int]:
    """Give the name, and how many rows from the top it ends; the largest text that can be one is it."""
    top = [(index, row) for index, row in enumerate(rows[:TOP]) if row.page == 1 and _is_name(row.parts[0].text)]
    if not top:
        return "", 0
    index, row = max(top, key=lambda item: (item[1].size, item[1].words[0].style.is_bold, -item[0]))
    text, end = row.parts[0].text, index + 1
    below = rows[end] if end < len(rows) else None
    if len(row.parts) > 1 and all(part.size == row.size and _is_name(part.text) for part in row.parts):
        text = row.text
    elif (
        below
        and below.words[0].style == row.words[0].style
        and _is_name(f"{text} {below.text}")
        and len(text.split()) == 1
    ):
        text, end = f"{text} {below.text}", end + 1
    return text, end


def label(rows: Sequence[Row]) -> str:
    """Give the position that somebody names below their name: the first row that is no contact."""
    for row in rows[:3]:
        text = row.parts[0].text
        if not (MAIL.search(text) or ADDRESS.search(text) or phone([text])) and row.parts[0].letters > 2:  # noqa: PLR2004
            return text
    return ""


def location(rows: Iterable[Row]) -> str:
    """Give where somebody lives: what has a comma between words, or a postal code, among the contacts."""
    for row in rows:
        for text in (piece for part in row.parts for piece in SEPARATOR.split(part.text)):
            plain = LABEL.sub("", text.strip(" ,"))
            if "@" not in plain and PLACE.search(plain) and len(plain) <= 80 and not ADDRESS.search(plain):  # noqa: PLR2004
                return plain
    return ""


def _is_name(text: str) -> bool:
    plain = text.strip()
    if not NAME.match(plain) or len(plain) > headings.LONGEST or "@" in plain:
        return False
    return headings.kind(plain) is None and plain.casefold() not in _documents()


@cache
def _documents() -> frozenset[str]:
    """Give what résumés are called, which stands at the top of many."""
    return frozenset(TITLES | {known.document.casefold() for tag in words.names() if (known := words.find(tag))})


def _uris(row: Row, pages: Sequence[Page]) -> Iterator[str]:
    for link in pages[row.page - 1].links:
        if WEB.match(link.uri) and any(
            _is_on(link, word.box.left, word.box.right, word.baseline) for word in row.words
        ):
            yield link.uri


def _is_on(link: Link, left: float, right: float, baseline: float) -> bool:
    middle = (left + right) / 2
    return link.box.left <= middle <= link.box.right and link.box.top <= baseline - 1 <= link.box.bottom


def _bare(address: str) -> str:
    return re.sub(r"\A(?:https?://)?(?:www\.)?|/\Z", "", address.casefold())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
