"""Keeps what was asked of the file system, with the answers, so that the same can be asked again.

Where each answer is what it was, so is all that was made by them: build systems call this a verifying trace (Mokhov,
Mitchell, Peyton Jones: Build Systems à la Carte, ICFP 2018, §4.2.2).
"""

import os
import stat
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Final, TypeAlias

Answers: TypeAlias = dict[str, dict[str, str]]
"""The kinds of questions; of each, what was asked about, with the answer."""

CONTENT: Final = "content"
STATE: Final = "state"
"""The two ways to tell whether a file is still the same."""

LARGE: Final = 100_000
"""Bytes; of a file that has more, the state is kept: a font has some hundred thousand."""

YOUNG: Final = 2_000_000_000
"""Nanoseconds; what changed so shortly before may change again, and its state be the same.

FAT counts time in steps of so many, others in shorter ones. In git's index, such an entry is racily clean.
"""


class Trace:
    """The questions asked since a moment, in nanoseconds since the epoch, with the answers.

    It is not sound where a question had two answers, or its answer would not be known again.
    """

    def __init__(self, began: int) -> None:
        self.answers: Answers = {}
        self.is_sound = True
        self._began = began

    def add(self, kind: str, about: str, answer: str) -> None:
        """Keep an answer."""
        if self.answers.setdefault(kind, {}).setdefault(about, answer) != answer:
            self.is_sound = False

    def add_content(self, about: str, content: bytes, found: os.stat_result) -> None:
        """Keep what was read of a file, and its state before that."""
        if not stat.S_ISREG(found.st_mode):
            self.is_sound = False
        elif len(content) < LARGE or is_young(found, self._began):
            self.add(CONTENT, about, digest(content))
        else:
            self.add(STATE, about, state(found))

    def add_state(self, about: str, found: os.stat_result | None) -> None:
        """Keep the state of a file or folder that others read, or that there is none."""
        if found and is_young(found, self._began):
            self.is_sound = False
        self.add(STATE, about, state(found))


_kept: list[Trace] = []
"""The trace that is kept, if one is."""


def begin(now: int) -> Trace:
    """Keep what this process asks from now on, in nanoseconds since the epoch."""
    _kept[:] = [Trace(now)]
    return _kept[0]


def end() -> None:
    """Keep no more of what this process asks."""
    _kept.clear()


def kept() -> list[Trace]:
    """Give the trace that is kept, if one is."""
    return _kept


def holds(answers: Answers, ask: Mapping[str, Callable[[str], str]]) -> bool:
    """Ask again, each kind of question by its function, and say whether each answer is what it was."""
    return all(ask[kind](about) == answer for kind in answers for about, answer in answers[kind].items())


def is_young(found: os.stat_result, now: int) -> bool:
    """Say whether a file or folder changed so shortly before a moment, in nanoseconds, that it may again, unseen."""
    return max(found.st_mtime_ns, found.st_ctime_ns) > now - YOUNG


def digest(content: bytes) -> str:
    """Tell contents apart."""
    return sha256(content).hexdigest()


def state(found: os.stat_result | None) -> str:
    """Tell states apart; no program sets the time of a file's last change of status (POSIX.1-2024, XBD 4.12)."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}" if found else ""
