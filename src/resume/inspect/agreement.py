"""Judges whether readers of different families find the same words in a PDF."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from resume.diagnostics import Severity
from resume.document.lines import is_right_to_left
from resume.inspect.evidence import LAYOUT, Evidence
from resume.inspect.found import Found, listed, quoted
from resume.inspect.tokens import tokens

WORD: Final = 3
"""Letters from which on a word counts."""

ALIKE, FAR = 0.98, 0.9
"""The Jaccard index of the words of two readers that is expected, and below which one of them has lost text."""

SAMPLE: Final = 6


def check(evidence: Evidence) -> Iterator[Found]:
    """Find readers that disagree, or that cannot read the file at all.

    Lines from right to left pdfminer always gives in the order in which they are painted.
    """
    if evidence.thorough and isinstance(evidence.mined, str):
        message = f"pdfminer, which many programs read PDFs with, cannot read it: {evidence.mined}"
        yield Found("readers-differ", message, hint="export it anew, or print it to a new PDF")
    turned = is_right_to_left(word for page in evidence.pages for word in page.words)
    readers = {name: pages for name, pages in evidence.readers.items() if not (turned and name == LAYOUT)}
    words = {name: _words(pages) for name, pages in readers.items()}
    for (first, one), (second, other) in combinations(words.items(), 2):
        union = (one | other).total()
        alike = (one & other).total() / union if union else 1.0
        if alike >= ALIKE:
            continue
        message = f"of the words that {first} and {second} read, {1 - alike:.0%} are not the same"
        notes = [_only(first, one - other), _only(second, other - one)]
        severity: Severity = "error" if alike < FAR else "warning"
        yield Found("readers-differ", message, severity, notes=tuple(note for note in notes if note))


def _words(pages: tuple[str, ...]) -> Counter[str]:
    letters = (re.sub(r"\W|\d", "", token) for page in pages for token in tokens(page))
    return Counter(word.casefold() for word in letters if len(word) >= WORD)


def _only(reader: str, words: Counter[str]) -> str:
    shown = [quoted(word) for word in sorted(words, key=lambda word: (-words[word], word))]
    return f"only {reader} reads {listed(shown, SAMPLE)}" if shown else ""
