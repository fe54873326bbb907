"""What measurements have in common: processes that are timed, ratios of what was timed in turn, tables of it."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("resume")


class Timed(NamedTuple):
    """Seconds by the clock, and of processors."""

    seconds: float
    processor: float


class Run(NamedTuple):
    """What a process took, with those that it started and waited for: seconds by the clock, of processors; peak MiB."""

    seconds: float
    processor: float
    mebibytes: float


class Goal(NamedTuple):
    """What was measured, and what it is to be at most, or at least."""

    what: str
    found: float
    most: float = inf
    least: float = -inf

    def row(self) -> tuple[str, ...]:
        limit = f"≤ {self.most:.2f}" if self.most < inf else f"≥ {self.least:.2f}"
        return self.what, limit, f"{self.found:.2f}", "yes" if self.least <= self.found <= self.most else "no"


class Table(NamedTuple):
    """Figures with what they are of, a column each; `about` says how they were measured."""

    title: str
    about: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    goals: Sequence[Goal] = ()

    def markdown(self) -> str:
        lines = [self.head, ["---", *["---:"] * (len(self.head) - 1)], *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"## {self.title}\n\n{self.about}\n\n{table}\n"


def measure(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command whose output does not matter to its end; raises `RuntimeError` where it fails."""
    start = time.perf_counter()
    child = os.fork()
    if not child:
        os.chdir(folder)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        os.execvpe(command[0], [str(word) for word in command], {**os.environ, **(environment or {})})  # noqa: S606
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10  # getrusage(2): bytes there, KiB on Linux
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def ratio(some: Sequence[float], others: Sequence[float]) -> float:
    """Give the median of what the one took of what the other did in the same round."""
    return median(a / b for a, b in zip(some, others, strict=True))
