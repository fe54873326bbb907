"""Finds quotation marks and apostrophes of two kinds in one résumé."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from resume.lint.found import Found
from resume.lint.passages import Passage

CODE: Final = re.compile(r"`[^`]*`")
STRAIGHT: Final = re.compile("(?<=\\w)'(?=\\w)|\"")
CURLY: Final = re.compile("(?<=\\w)\u2019(?=\\w)|[\u201c\u201d]")
OPENS: Final = re.compile(r"[\s(\[\u2013\u2014-]\Z")


def mixed(passages: Sequence[Passage]) -> Iterator[Found]:
    """Find the marks of the kind that is rarer: straight ones as typewriters have them, or curly ones."""
    straight = [(passage, match) for passage in passages for match in STRAIGHT.finditer(_without_code(passage.text))]
    curly = [(passage, match) for passage in passages for match in CURLY.finditer(passage.text)]
    if not straight or not curly:
        return
    few = straight if len(straight) <= len(curly) else curly
    kinds = ("straight", "curly") if few is straight else ("curly", "straight")
    for passage, match in few:
        start, end = match.span()
        meant = _curly(passage.text, start) if few is straight else ("'" if match[0] == "\u2019" else '"')
        is_quoted = meant == '"'  # in a quoted scalar it would have to be escaped
        message = f"this mark is {kinds[0]}, but most are {kinds[1]}"
        yield Found("mixed-quotes", message, passage, start, end, fix=None if is_quoted else meant)


def _curly(text: str, at: int) -> str:
    if text[at] == "'":
        return "\u2019"
    return "\u201c" if at == 0 or OPENS.search(text[:at]) else "\u201d"


def _without_code(text: str) -> str:
    """Blank out code, in which marks are straight."""
    return CODE.sub(lambda match: " " * len(match[0]), text)
