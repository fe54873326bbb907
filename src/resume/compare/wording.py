"""Finds which words of a text changed."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

TOKEN: Final = re.compile(
    r"\s+|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
"""Words with the marks at them, and the spaces between; Chinese and Japanese have none, and count by character."""

WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that is the same before and after, or is not."""

    before: str
    after: str

    @property
    def is_kept(self) -> bool:
        """Say whether it stayed."""
        return self.before == self.after


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Give two texts as stretches that stayed and stretches that changed, in turn."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Piece] = []
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        piece = Piece("".join(old[start:end]), "".join(new[other_start:other_end]))
        while found and _joins(found, piece):
            last = found.pop()
            piece = Piece(last.before + piece.before, last.after + piece.after)
        found.append(piece)
    return tuple(found)


def _joins(found: list[Piece], piece: Piece) -> bool:
    """Say whether a piece belongs to the last one: changes with nothing but a space between are one."""
    last = found[-1]
    if not last.is_kept and not piece.is_kept:
        return True
    return not last.before.strip() and last.is_kept and not piece.is_kept and len(found) > 1


def words(text: str) -> Counter[str]:
    """Count the words of a text, each by as many as it has letters: long ones say more."""
    counts: Counter[str] = Counter()
    for word in WORD.findall(text.casefold()):
        counts[word] += len(word)
    return counts


def likeness(before: Counter[str], after: Counter[str]) -> float:
    """Give the share of two texts' words that both have (Dice's coefficient): 1 for the same words, 0 for none."""
    total = before.total() + after.total()
    return 2 * sum(min(count, after[word]) for word, count in before.items() if word in after) / total if total else 0.0


def folded(text: str) -> str:
    """Give the letters and digits of a text alone, without case: `Node.js` is `NodeJS`."""
    return "".join(_letters(text)) or text


def _letters(text: str) -> Iterator[str]:
    return (character for character in text.casefold() if character.isalnum() or character in "+#")
