"""What a rule finds in a passage: what it is, where, and what should stand there where that is sure."""

from dataclasses import dataclass

from resume.lint.passages import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """Something odd about the characters from `start` to `end` of a passage; `fix` is what they should be."""

    code: str
    message: str
    passage: Passage
    start: int
    end: int
    hint: str = ""
    fix: str | None = None
