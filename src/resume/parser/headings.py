"""Knows what sections of a résumé are called, and how headings are set.

The vocabulary is in `headings.yaml` and in the words of all languages that there are. That headings are bold or in
capitals, alone on their line and short is open-resume's rule (parse-resume-from-pdf, step 3).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from resume import files
from resume.diagnostics import Diagnostics
from resume.document.values import Line
from resume.source import compose, nodes
from resume.view import words

KINDS: Final = Path(__file__).with_name("headings.yaml")

LONGEST: Final = 48
"""Characters of a heading at most."""

MOST_WORDS: Final = 6
STANDARD_WORDS: Final = 3
"""Words that a heading has at most which every parser knows."""

LARGER: Final = 1.05
"""How much larger than the text a heading is that is set apart by its size."""

PRECEDENCE: Final = (
    *("work", "education", "skills", "projects", "volunteer", "publications", "certificates", "awards", "languages"),
    *("interests", "references", "contact", "summary"),
)
"""Which kind a phrase is of that two languages use for different ones: `Experience` is work."""


def kind(text: str) -> str | None:
    """Say what stands under a heading, by JSON Resume's names of sections; nothing where it is not known.

    Case, punctuation and what stands in parentheses do not count. A heading that is longer than what is known is what
    its last words say, as `Selected Systems Projects` is, or its first ones before a comma, dash, or ampersand.
    """
    plain = _plain(text)
    if not plain or len(plain) > LONGEST or len(plain.split()) > MOST_WORDS:
        return None
    known = _vocabulary()
    if plain in known:
        return known[plain]
    parts = [part for part in map(_plain, re.split(r"\s[-\u2013\u2014|/]\s|[&,/:]", text)) if part]
    found = [known[part] for part in parts if part in known]
    if found:
        return found[0]
    tail = plain.split()
    return next((known[rest] for rest in (" ".join(tail[at:]) for at in range(1, len(tail))) if rest in _heads()), None)


def is_standard(text: str) -> bool:
    """Say whether every parser knows a heading: as a whole it is a usual one, of `STANDARD_WORDS` at most."""
    plain = _plain(re.sub(r"[()]", " ", text))
    return plain in _vocabulary() and len(plain.split()) <= STANDARD_WORDS


def is_set_apart(line: Line, size: float) -> bool:
    """Say whether a line looks like a heading over text of that size: short, and bold, in capitals or larger."""
    text = line.text
    if (
        not line.letters > 1
        or len(text) > LONGEST
        or len(text.split()) > MOST_WORDS
        or re.search(r"[.;,@]\Z|\d{4}", text)
    ):
        return False
    cased = any(c.isupper() or c.islower() for c in text)
    return line.is_bold or (cased and line.is_upper) or line.size > size * LARGER


def language(texts: Iterable[str]) -> str:
    """Guess the language of a résumé by the headings that it uses: that of most of them, English where it is one."""
    votes: Counter[str] = Counter()
    for text in texts:
        votes.update(_speakers().get(_plain(text), ()))
    best = max(votes.values(), default=0)
    tied = [tag for tag, count in votes.items() if count == best]
    return words.ENGLISH if words.ENGLISH in tied else min(tied, default="")


def _plain(text: str) -> str:
    """Write a heading in small letters, its punctuation and what is in parentheses left out."""
    text = re.sub(r"\([^)]*\)?", " ", unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"(?<=\b\w)\s(?=\w\b)", "", text) if re.fullmatch(r"(\w\s+)+\w", text.strip()) else text
    return " ".join(re.sub(r"\s*[&+]\s*", " and ", text).translate(_SPACES).split())


_SPACES: Final = {
    code: " " for code in range(0x3000) if unicodedata.category(chr(code))[0] in "PS" and chr(code) != "&"
}


@cache
def _vocabulary() -> dict[str, str]:
    found: dict[str, str] = {}
    phrases = _phrases()
    for name in PRECEDENCE:
        for phrase in phrases.get(name, ()):
            found.setdefault(_plain(phrase), name)
    for _, name, phrase in _translated():
        found.setdefault(_plain(phrase), name)
    return found


@cache
def _heads() -> frozenset[str]:
    """Give the phrases that a longer heading may end with."""
    vague = {
        "personal",
        "summary",
        "community",
        "service",
        "details",
        "work",
        "software",
        "tools",
        "training",
        "technology",
    }
    return frozenset(phrase for phrase in _vocabulary() if len(phrase) > 3 and phrase not in vague)  # noqa: PLR2004


@cache
def _speakers() -> dict[str, frozenset[str]]:
    """Give the languages of headings; those of the file that no language has for its own are of none."""
    found: dict[str, set[str]] = {}
    for tag, _, phrase in _translated():
        found.setdefault(_plain(phrase), set()).add(tag)
    return {phrase: frozenset(tags) for phrase, tags in found.items()}


def _translated() -> Iterator[tuple[str, str, str]]:
    for tag in words.names():
        known = words.find(tag)
        for name, phrase in known.headings.items() if known else ():
            yield tag, name, phrase


@cache
def _phrases() -> dict[str, list[str]]:
    root = compose.parse(files.read(KINDS).decode(), str(KINDS), Diagnostics())
    return nodes.plain(root) if root else {}  # type: ignore[return-value]
