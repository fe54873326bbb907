"""Judges whether a PDF says the same over and over."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Final

from resume import repetition
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, at, quoted
from resume.inspect.known import Known

TWICE: Final = 2
LETTERS: Final = 25
"""How often a line of so many letters may stand there."""


def check(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Find words and lines that come too often; where the source is known, it is judged itself."""
    if known:
        return
    lines = [line for line in chain.from_iterable(evidence.lines) if not evidence.is_furniture(line)]
    for index, _, message in repetition.stuffed([line.text for line in lines]):
        yield Found("keyword-stuffing", message, "warning", *at(lines[index]))
    counts = Counter(line.text for line in lines if line.letters >= LETTERS)
    for text, count in counts.items():
        if count > TWICE:
            line = next(line for line in lines if line.text == text)
            yield Found("keyword-stuffing", f"the line {quoted(text)} stands there {count} times", "warning", *at(line))
