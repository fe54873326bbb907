"""Takes jobs from a ledger, has them done, writes what was made: until no job is left."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import Final, Protocol

from resume import files
from resume.batch import account
from resume.batch.job import Result, Task
from resume.batch.ledger import Leased, Ledger, LedgerError, TakenError
from resume.build import road
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
    """Do the jobs that a run asks for, those of runs that died too, until none is left, not even with other runs.

    `clock` gives seconds since a moment that all runs share. Raises `files.FileError` where the ledger fails, or no
    space is left.
    """
    taken: dict[int, tuple[Leased, float]] = {}  # by numbers of this run's own, as it may have a job twice
    looked = renewed = clock()
    _free(ledger, looked)
    while True:
        _give(ledger, crew, taken, clock)
        if not crew.is_busy:
            counts = ledger.counts()
            if not counts["waiting"] and not counts["running"]:
                return
        for number, result in crew.wait(PAUSE if crew.free else LEASE / 4):
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
        number = max(taken, default=0) + 1
        taken[number] = job, clock()
        crew.give(number, job.task)


def _free(ledger: Ledger, now: float) -> None:
    """Free the jobs of dead runs, and delete what these were in the middle of."""
    for number in ledger.free(now):
        files.delete_folder(scratch(ledger, number))


def scratch(ledger: Ledger, number: int) -> Path:
    """Give the folder for what a run has begun."""
    return ledger.folder / str(number)


def _settle(ledger: Ledger, job: Leased, result: Result, again: Again, now: float, seconds: float) -> Settled | None:
    """Write what was made, and say so in the ledger; nothing is done where another run has taken the job."""
    if result.full:
        raise files.FullError(result.full)
    if result.is_done:
        paths = tuple(ledger.folder.parent / path for path in result.files)
        try:
            return Settled(job.task, result, paths) if _written(ledger, job, result, seconds) else None
        except (LedgerError, files.FullError):  # of which no job is to blame
            raise
        except TakenError as path:
            message = f"{path} was already written by another job; give one of the themes another `name`"
            result = _failed(result, "theme-name", message)
        except files.FileError as error:
            result = _failed(result, "unwritten-file", str(error))
    at = again.at(now, job.attempts) if result.may_pass else None
    settled = ledger.failed(job, account.text(result.items), seconds, at)
    return Settled(job.task, result, again=at is not None) if settled else None


def _written(ledger: Ledger, job: Leased, result: Result, seconds: float) -> bool:
    folder = ledger.folder.parent
    made = {folder / path: content for path, content in result.files.items()}
    road.guard(made, result.sources)
    with files.written(made, scratch(ledger, ledger.number)) as put:

        def replace(outdated: Mapping[str, str]) -> None:
            put()
            for path, digest in outdated.items():
                kept = (*made, *result.sources)  # of those made one may have this very name in other letter case
                if not any(files.is_same(folder / path, other) for other in kept):
                    files.delete_if(folder / path, partial(_has, digest))

        return ledger.done(job, result.files, account.text(result.items), seconds, replace)


def _has(digest: str, file: BufferedReader) -> bool:
    return file_digest(file, "sha256").hexdigest() == digest


def _failed(result: Result, code: str, message: str) -> Result:
    diagnostics = Diagnostics([*result.items])
    diagnostics.error(code, message)
    return Result({}, tuple(diagnostics.items))
