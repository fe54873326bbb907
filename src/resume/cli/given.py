"""Reads what a command is given besides files: standard input, the day."""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TextIO

from resume import trace

Day = tuple[int, int, int]
"""Year, month and day."""


def standard_input() -> bytes:
    """Read standard input; one that the shell closed is empty."""
    content = _all_of(sys.stdin)
    for kept in trace.kept():
        kept.add("input", "", trace.digest(content))
    return content


@cache
def _all_of(stream: TextIO | None) -> bytes:
    """Read a stream once: there is nothing left in it for who asks next."""
    return stream.buffer.read() if stream else b""


def today() -> Day:
    """Give the day that it is here."""
    from datetime import datetime

    now = datetime.now().astimezone()
    day = (now.year, now.month, now.day)
    for kept in trace.kept():
        kept.add("day", "", str(day))
    return day


ASK: Final[Mapping[str, Callable[[str], str]]] = {
    "input": lambda _: trace.digest(standard_input()),
    "day": lambda _: str(today()),
}
"""How a trace is asked of these again."""
