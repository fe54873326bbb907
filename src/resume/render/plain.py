"""Writes a résumé as plain text, as web forms want it pasted."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from wcwidth import wrap

from resume.view.article import Facts, Heading, Lines, Piece, article
from resume.view.markdown import Block, List, Paragraph, Runs
from resume.view.page import View
from resume.view.words import Words

WIDTH: Final = 80
"""Columns; letters of East Asian scripts take two."""

SECTION: Final = 2
BULLET: Final = "- "


def text(view: View, words: Words) -> str:
    """Write a résumé as lines of at most `WIDTH` columns, but for a word that is longer.

    Headings of sections are in the capitals of the language.
    """
    lines: list[str] = []
    before: Piece | None = None
    for piece in article(view, words):
        if lines:
            lines += [""] * _gap(before, piece)
        lines += _lines(piece, words)
        before = piece
    return "\n".join(lines) + "\n"


def _gap(before: Piece | None, piece: Piece) -> int:
    """Say how many empty lines stand between two pieces: what belongs to a heading follows it at once."""
    if isinstance(piece, Heading) and piece.level == SECTION:
        return 2
    if isinstance(piece, Heading):
        return 1
    is_below_title = isinstance(before, Heading) and before.level != SECTION
    return 0 if is_below_title or (isinstance(piece, List) and isinstance(before, Facts | Paragraph)) else 1


def _lines(piece: Piece, words: Words) -> Iterator[str]:
    match piece:
        case Heading(runs, level):
            said = _said(runs)
            yield from _wrapped(words.capitals(said) if level == SECTION else said)
        case Lines(lines) | Facts(lines):
            for line in lines:
                yield from _wrapped(_said(line), "", "  ")
        case _:
            yield from _block(piece, "")


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Paragraph(runs):
            yield from _wrapped(_said(runs), indent, indent)
        case List(items, ordered, start):
            for number, item in enumerate(items, start=start):
                yield from _item(item, f"{indent}{f'{number}. ' if ordered else BULLET}")


def _item(item: tuple[Block, ...], mark: str) -> Iterator[str]:
    indent = " " * len(mark)
    lines = [line for block in item for line in _block(block, indent)]
    if lines:
        yield mark + lines[0].removeprefix(indent)
        yield from lines[1:]


def _wrapped(said: str, first: str = "", following: str = "") -> Iterator[str]:
    """Break a text into lines at its spaces, and within words only in scripts that have none between them."""
    lines = wrap(
        said,
        WIDTH,
        initial_indent=first,
        subsequent_indent=following,
        break_on_hyphens=False,
        break_long_words=any(c.isalpha() and unicodedata.east_asian_width(c) in {"W", "F"} for c in said),
    )
    for line in lines:
        yield line.replace("\N{NO-BREAK SPACE}", " ")


def _said(runs: Runs) -> str:
    return "".join(run.text for run in runs)
