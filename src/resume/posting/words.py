"""Takes text apart into words, and says which words are the same.

`C++`, `C#`, `.NET` and `Node.js` are one word each. Hyphens, slashes and apostrophes stand between words, so that
`event-driven` and `event driven` are the same two.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

WORD: Final = re.compile(
    r"(?:(?<![\w.])\.(?=[A-Z]))?"
    r"[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:\.[^\W_](?:[^\W_]|[\u0300-\u036f])*)*"
    r"(?:\+\+|[+#](?!\w))?"
)

INSIDE: Final = re.compile("[\\s\u00a0]{0,2}[-\u2010\u2011\u2013/&'\u2019]?[\\s\u00a0]{0,2}")
"""What may stand between two words of one name."""

SHORTEST: Final = 4
"""Letters of a word from which on its ending may be one: `APIs` has a plural, `AWS` has none."""

SHORTEST_STEM: Final = 4
"""Letters that `-ing` and `-ed` must leave: `string` is no form of `str`."""

HISSING: Final = ("ches", "shes", "sses", "xes", "zes")
NO_PLURAL: Final = "ss"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, from `start` to `end` of its text; `key` is the same for all its cases and plurals."""

    text: str
    key: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Give the words of a text in their sequence."""
    return tuple(Word(match[0], singular(folded(match[0])), *match.span()) for match in WORD.finditer(text))


def keys(text: str) -> tuple[str, ...]:
    """Give the keys of a text's words, which two ways to write one name have in common."""
    return tuple(word.key for word in words(text))


def folded(text: str) -> str:
    """Give a text without its case; its accents stay, composed (NFC)."""
    return unicodedata.normalize("NFC", text).casefold()


def singular(word: str) -> str:
    """Give a folded word without the ending of an English plural.

    What is no plural loses its `s` too, as `Kubernetes` does: the result is for comparing, not for reading.
    """
    if len(word) < SHORTEST or not word.endswith("s") or word.endswith(NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > SHORTEST:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(HISSING) else word[:-1]


def stem(key: str) -> str:
    """Give what the forms of an English verb have in common: `monitor`, `monitored` and `monitoring`.

    The rules are of suffixes alone: a doubled consonant before the ending is one, a mute `e` is none.
    """
    for ending in ("ing", "ed"):
        rest = key.removesuffix(ending)
        if rest != key and len(rest) >= SHORTEST_STEM and set(rest) & set("aeiouy"):
            return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "aeiouls" else rest
    return key[:-1] if key.endswith("e") and len(key) > SHORTEST_STEM else key


def joined(text: str, first: Word, second: Word) -> bool:
    """Say whether two words that follow each other may be of one name: no comma or bracket is between them."""
    return INSIDE.fullmatch(text, first.end, second.start) is not None
