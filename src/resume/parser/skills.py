"""Takes the rows of a section of skills apart into single ones, their labels left out."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Final

from resume.parser.rows import BULLET, Row

LABEL: Final = re.compile(r"\A(?:[^,:\uff1a]{1,48}[:\uff1a])(?:\s|\Z|(?<=\uff1a))")
BETWEEN: Final = re.compile(r"\s*[,;、\uff0c\uff1b]\s*|\s+[·|•‧∙/]\s+|\s*[|•]\s*")
LEVEL: Final = re.compile(r"\A\s*(?:\([^)]*\)|\uff08[^\uff09]*\uff09)?\s*[:\uff1a]\s*|\A\((?:[^)]*)\)\Z")
"""What follows a label: how well it is known, and a colon."""

UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
COLUMN: Final = 12.0
"""Points by which rows of one column may be indented."""

SIDE: Final = 2.0
"""Points by which a row must be indented to go on with the one above it."""


def skills(rows: Sequence[Row]) -> tuple[str, ...]:
    """Give the skills in their order, each once."""
    found = (skill for text in _groups(rows) for skill in _split(text))
    return tuple(dict.fromkeys(skill for skill in found if any(map(str.isalnum, skill))))


def _groups(rows: Sequence[Row]) -> Iterator[str]:
    """Put rows together that are one list: those below a full row, behind a comma, or in an open parenthesis."""
    plain = any(not word.style.is_bold for row in rows for word in row.words)
    text, above = "", None
    for row in rows:
        first, *others = _pieces(row) if plain else [part.text for part in row.parts]
        if len(others) == 1 and "," in others[0] and "," not in first:  # a table of labels and lists
            first, *others = others
        right = max(other.right for other in rows if abs(other.box.left - row.box.left) < COLUMN)
        if above is not None and _goes_on(text, above, row, right):
            text += first if UNSPACED.search(text[-1:]) and UNSPACED.match(first) else f" {first}"
        else:
            yield text
            text = first
        for piece in others:
            yield text
            text = piece
        above = row
    yield text


def _pieces(row: Row) -> list[str]:
    """Give the texts of the parts of a row, without a label in bold before what is not."""
    pieces: list[str] = []
    for part in row.parts:
        words = [*dropwhile(lambda word: word.style.is_bold, part.words)]
        rest = " ".join(word.text for word in words)
        bold = " ".join(word.text for word in part.words[: len(part.words) - len(words)])
        is_label = not rest or bold.endswith((":", "\uff1a")) or LEVEL.match(rest)
        pieces.append(LEVEL.sub("", rest, count=1) if is_label else part.text)
    return pieces


def _goes_on(text: str, above: Row, row: Row, right: float) -> bool:
    if row.is_bullet or row.page != above.page or row.gap <= 0 or above.parts[-1].is_bold:
        return False
    if text.endswith((",", "、", "/", "&", ":")) or text.count("(") > text.count(")"):
        return not (_starts_label(row) and not text.endswith(":"))
    if _starts_label(row):
        return False
    first = row.words[0].box
    is_full = above.right + first.width + row.size / 4 > right
    return is_full and (
        re.search(r"[,、]", text) is not None
        or bool(UNSPACED.search(text))
        or row.box.left > above.box.left + SIDE
        or ":" in text
    )


def _starts_label(row: Row) -> bool:
    """Say whether a row begins with a label: with a colon, or in bold before what is not."""
    is_mixed = row.words[0].style.is_bold and not all(word.style.is_bold for word in row.words)
    return is_mixed or bool(LABEL.match(row.text)) or row.text.endswith(":")


def _split(text: str) -> Iterator[str]:
    for piece in re.split(r"\s+[·|]\s+(?=[^,:·|]{1,40}:\s)", text):
        plain = piece.strip()
        first, _, rest = plain.partition(" ")
        if rest and BULLET.match(first):
            plain = rest
        plain = LABEL.sub("", plain, count=1).strip()
        yield from _outside(plain)


def _outside(text: str) -> Iterator[str]:
    """Split at commas that no parenthesis is around."""
    depth, start = 0, 0
    for match in re.finditer(rf"[()\uff08\uff09]|{BETWEEN.pattern}", text):
        if match[0] in "(\uff08":
            depth += 1
        elif match[0] in ")\uff09":
            depth -= 1
        elif depth <= 0:
            yield text[start : match.start()].strip(" .")
            start = match.end()
    yield text[start:].strip().removesuffix(".") if start else text[start:].strip()
