"""Takes jobs from a ledger, has them done, writes what was made: until no job is left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from resume import files
from resume.batch import account
from resume.batch.job import Result, Task
from resume.batch.ledger import Leased, Ledger
from resume.diagnostics import Diagnostics

LEASE: Final = 60.0
"""Seconds for which a job is taken; it is held for longer while its run lives."""

PAUSE: Final = 0.1
"""Seconds after which is looked again for a job, where none can be taken now."""


class Crew(Protocol):
    """Whoever does tasks."""

    @property
    def free(self) -> int:
        """How many tasks could be given now."""

    @property
    def is_busy(self) -> bool:
        """Say whether a result is to come."""

    def give(self, number: int, task: Task) -> None:
        """Give a task; its result will have this number."""

    def wait(self, seconds: float) -> Iterator[tuple[int, Result]]:
        """Give what results there are, after so many seconds at the latest."""


@dataclass(frozen=True, slots=True)
class Again:
    """How often a job is tried at most, and after how many seconds the first time again; then twice as many."""

    attempts: int = 3
    seconds: float = 1.0

    def at(self, now: float, attempts: int) -> float | None:
        """Say when what failed so many times is tried again, if it is."""
        return now + self.seconds * 2.0 ** (attempts - 1) if attempts < self.attempts else None


@dataclass(frozen=True, slots=True)
class Settled:
    """A job that came to an end, or will be tried `again`; its files are `paths`."""

    task: Task
    result: Result
    paths: tuple[Path, ...] = ()
    again: bool = False


def run(ledger: Ledger, crew: Crew, again: Again, clock: Callable[[], float]) -> Iterator[Settled]:
    """Do the jobs of a ledger, those of runs that died too, until none is left, not even with other runs.

    `clock` gives seconds since a moment that all runs share. Raises `files.FileError` where the ledger fails.
    """
    taken: dict[int, tuple[Leased, float]] = {}
    looked = renewed = clock()
    _free(ledger, looked)
    while True:
        _give(ledger, crew, taken, clock)
        if not crew.is_busy:
            counts = ledger.counts()
            if not counts["waiting"] and not counts["running"]:
                return
        for number, result in crew.wait(PAUSE if crew.free else LEASE / 4):
            if number not in taken:  # it was taken a second time, after this run had stood still for too long
                continue
            job, started = taken.pop(number)
            ended = clock()
            _give(ledger, crew, taken, clock)  # whoever is free works on while the files are written
            settled = _settle(ledger, job, result, again, ended, ended - started)
            if settled:
                yield settled
        now = clock()
        if now - renewed > LEASE / 4:
            ledger.renew(now, LEASE)
            renewed = now
        if crew.free and now - looked > PAUSE:
            _free(ledger, now)
            looked = now


def _give(ledger: Ledger, crew: Crew, taken: dict[int, tuple[Leased, float]], clock: Callable[[], float]) -> None:
    """Take as many jobs as can be given now, and give them."""
    while crew.free and (job := ledger.take(clock(), LEASE)):
        taken[job.number] = job, clock()
        crew.give(job.number, job.task)


def _free(ledger: Ledger, now: float) -> None:
    """Free the jobs of dead runs, and delete what these were in the middle of."""
    for number in ledger.free(now):
        files.delete_folder(scratch(ledger, number))


def scratch(ledger: Ledger, number: int) -> Path:
    """Give the folder for what a run has begun."""
    return ledger.folder / str(number)


def _settle(ledger: Ledger, job: Leased, result: Result, again: Again, now: float, seconds: float) -> Settled | None:
    """Write what was made, then say so in the ledger; nothing is given where another run has taken the job."""
    result = _written(ledger, job, result) if result.is_done else result
    said = account.text(result.items)
    if result.is_done:
        settled = ledger.done(job, result.files, said, seconds)
        paths = tuple(ledger.folder.parent / path for path in result.files)
        return Settled(job.task, result, paths) if settled else None
    at = again.at(now, job.attempts) if result.may_pass else None
    settled = ledger.failed(job, said, seconds, at)
    return Settled(job.task, result, again=at is not None) if settled else None


def _written(ledger: Ledger, job: Leased, result: Result) -> Result:
    diagnostics = Diagnostics([*result.items])
    if path := ledger.clash(job, result.files):
        message = f"{path} was already written by another job; give one of the themes another `name`"
        diagnostics.error("theme-name", message)
        return Result({}, tuple(diagnostics.items))
    made = {ledger.folder.parent / path: content for path, content in result.files.items()}
    try:
        files.write_all(made, scratch(ledger, ledger.number))
    except files.FileError as error:
        diagnostics.error("unwritten-file", str(error))
        return Result({}, tuple(diagnostics.items))
    return result
