"""Takes a posting apart: what is asked for, what is wished for, and what is boilerplate and left out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from resume import files
from resume.diagnostics import Diagnostics
from resume.posting.words import keys, words
from resume.source import compose, nodes
from resume.source.text import LINE_BREAK

ASKED, WISHED, BOILERPLATE, OTHER, OPENING = "asked", "wished", "boilerplate", "other", "opening"

LONGEST: Final = 8
"""Words of a heading; what is longer is a sentence."""

FEW: Final = 2
"""Words that may follow a known heading in a line that nothing else marks as one."""

WRAPPED: Final = 60
"""Characters from which on a line may have been broken only because it was full."""

BULLET: Final = re.compile(r"\s*(?:[-*+\u2022\u00b7\u2013\u25aa\u25cf\u25e6\u2023o]|\d{1,2}[.)])\s+")
MARKED: Final = re.compile(r"#{1,6}\s.*|(\*\*|__)[^*_]+\1:?|[^a-z]*")
SENTENCE_END: Final = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+(?=[^\W\d_])")
ADDRESS: Final = re.compile(
    r"\b[a-z]+://\S+|(?<!\S)\S[^\s@]*@\S+\.\w+|\bwww\.\S+|\b[a-z\d-]{1,63}\.(?:com|org|net|io|ai|co|de|fr|es|eu)\b(?:/\S*)?"
    r"|\(\s*[mwdfhx](?:\s*[/|]\s*[mwdfhx])+\s*\)|\b[HF]/[HF]\b"
)
"""Addresses on the web, and the marks that a posting is for every gender: `(m/w/d)`, `H/F`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the posting from a line on; `breaks` are the places in its text where further lines begin.

    `is_asked` says that it stands under a heading of what is asked or wished for, and `is_required` that it is no wish.
    """

    text: str
    line: int
    breaks: tuple[int, ...]
    is_asked: bool
    is_required: bool

    def line_at(self, place: int) -> int:
        """Give the 1-based line of the posting in which a character of the piece stands."""
        return self.line + bisect_right(self.breaks, place)


def pieces(posting: str) -> list[Piece]:
    """Give the sentences of a posting, without its boilerplate and the headings that are known.

    Where something stands under a heading of what is asked, what stands above all headings is of the company, and is
    left out but for the title.
    """
    section = OPENING
    found: list[Piece] = []
    opening = 0
    for number, text in _paragraphs(LINE_BREAK.split(posting)):
        plain = ADDRESS.sub(lambda match: "|" * len(match[0]), text)
        kind, rest = _heading(plain, is_first=not found)
        if kind and not words(rest) and (kind != OTHER or found):
            opening = len(found) if section == OPENING else opening
            section = kind if kind != OTHER or section in {WISHED, OPENING} else section
        if kind == ASKED and section == BOILERPLATE:
            section = ASKED
        is_dropped = kind == BOILERPLATE or (section == BOILERPLATE and kind not in {ASKED, WISHED})
        is_heading = kind not in {"", OTHER} and not words(rest)
        if is_heading or is_dropped or _says(plain, "notices"):
            continue
        for start, sentence in _sentences(plain):
            is_wish = kind == WISHED or (section == WISHED and kind != ASKED) or _says(sentence, "wishes")
            before = text.count("\n", 0, start)
            breaks = tuple(match.end() for match in re.finditer("\n", sentence))
            found.append(Piece(sentence, number + before, breaks, bool({section, kind} & {ASKED, WISHED}), not is_wish))
    is_sure = any(piece.is_asked and piece.is_required for piece in found)
    return [piece for index, piece in enumerate(found) if index == 0 or index >= opening or not is_sure]


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Give the lines with their 1-based numbers; one that was broken only because it was full is put together."""
    number, text = 1, ""
    for index, line in enumerate(lines, 1):
        last = text.rpartition("\n")[2]
        if (
            len(last) >= WRAPPED
            and line.strip()[:1].islower()
            and not BULLET.match(line)
            and last.rstrip()[-1:].isalnum()
        ):
            text += f"\n{line}"
            continue
        if text.strip():
            yield number, text
        number, text = index, line
    if text.strip():
        yield number, text


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _heading(text: str, *, is_first: bool) -> tuple[str, str]:
    """Give the kind of section that a line opens, and what follows its colon; no kind where it is no heading.

    `Location: Berlin` is one too, of its own line alone.
    """
    bullet = BULLET.match(text)
    body = text[bullet.end() if bullet else 0 :].strip()
    head, colon, rest = body.partition(":")
    count = len(keys(head))
    if not 0 < count <= LONGEST:
        return "", ""
    marked = (not is_first and MARKED.fullmatch(body) is not None and len(head) >= LONGEST) or body.startswith("#")
    known = _kind(head, is_marked=bool(colon) or marked, is_first=is_first)
    if bullet or (colon and words(rest)):
        return (known, rest) if colon and known and words(rest) else ("", "")
    if not (colon or marked or known) or (body.endswith((".", "!", ",", ";")) and not known):
        return "", ""
    return known or (OTHER if colon or marked else ""), ""


def _kind(head: str, *, is_marked: bool, is_first: bool) -> str:
    """Give the kind of the longest known heading in one; in a line without marks it must be most of it."""
    said = keys(head)
    spelt = [word.text for word in words(head)]
    for size in range(len(said), 0, -1):
        for at in range(len(said) - size + 1):
            kind = _headings().get(said[at : at + size], "")
            after = spelt[at + size :]
            is_most = at == 0 and (len(after) <= FEW if size > 1 else all(word[:1].isupper() for word in after))
            if kind and (size == len(said) or (not is_first and (is_marked or is_most))):
                return kind
    return ""


def _says(text: str, name: str) -> bool:
    said = f" {' '.join(keys(text))} "
    return any(f" {phrase} " in said for phrase in _phrases(name))


@cache
def _headings() -> Mapping[tuple[str, ...], str]:
    return {keys(str(phrase)): kind for kind in (BOILERPLATE, WISHED, ASKED) for phrase in data("headings")[kind]}


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(" ".join(keys(str(phrase))) for phrase in data("headings")[name])


@cache
def data(name: str) -> Any:
    """Give what a data file of this package holds, by its name without the ending."""
    path = Path(__file__).parent / f"{name}.yaml"
    root = compose.parse(files.read(path).decode(), str(path), Diagnostics())
    return nodes.plain(root) if root else {}
