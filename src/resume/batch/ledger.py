"""Holds every job of a batch in an SQLite file: what it is, how far it is, what came of it."""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Final, Literal

from resume import files
from resume.batch import statements as sql
from resume.batch.alive import Lifeline
from resume.batch.job import FOLDER, Source, Task, Wish, wish
from resume.batch.places import has_stayed, is_another
from resume.batch.reads import Beside

State = Literal["waiting", "running", "done", "failed"]
STATES: Final[tuple[State, ...]] = ("waiting", "running", "done", "failed")

AT_ONCE: Final = 500
"""Sources that are written down in one transaction."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A job that this run has taken, to be tried for the `attempts`th time; no two have the same `lease` of it."""

    number: int
    lease: int
    task: Task
    attempts: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A job as the ledger has it; `said` is JSON, and `outputs` are paths with SHA-256 and size in bytes."""

    outputs: tuple[tuple[str, str, int], ...]
    number: int
    file: str
    place: str
    theme: str
    variant: str
    language: str
    formats: str
    state: State
    attempts: int
    seconds: float | None
    said: str


class LedgerError(files.FileError):
    """A ledger cannot be used."""


class TakenError(Exception):
    """The path of a job's file is that of another job's, which this run asks for too."""


class Ledger:
    """The ledger of one batch; `number` is that of this run, which sees and takes the jobs that it asks for.

    Who only looks, and begins no run, sees all.
    Whoever opens it may end at any moment: each step is a transaction, and a job that was taken and not settled
    is free again once its run is dead or its lease has expired. Raises `LedgerError`.
    """

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        self.folder = folder / FOLDER
        self._path = self.folder / "ledger.sqlite3"
        self.number = 0
        if make:
            files.make_folder(self.folder)
        elif not self._path.is_file():
            raise LedgerError(f"cannot read {self._path}: there is no batch in {folder}")
        self._lifeline = Lifeline(self.folder / "alive")
        with self._lifeline.alone(), self._failures():
            self._database = sqlite3.connect(self._path, timeout=60, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")  # two that do so at once do not wait for each other
            self._database.execute("PRAGMA synchronous = NORMAL")  # a job that power takes away is done again
        with self._transaction() as database:
            found = database.execute("PRAGMA user_version").fetchone()[0]
            if found == 0:
                for statement in sql.SCHEMA.split(";"):
                    database.execute(statement)
            elif found != sql.VERSION:
                raise LedgerError(f"cannot read {self._path}: another version of this program wrote it")
            database.execute("CREATE TEMP VIEW mine AS SELECT * FROM job")

    def begin(self, now: float) -> None:
        """Enter a run, which is alive from now on for as long as this process is."""
        with self._transaction() as database:
            self.number = database.execute("INSERT INTO runner (begun) VALUES (?)", (now,)).lastrowid or 0
            self._lifeline.hold(self.number)
            for statement in sql.ASKED.split(";"):
                database.execute(statement)

    def close(self) -> None:
        """Let the file go, and end the run."""
        if self.number:
            with self._transaction() as database:
                database.execute("DELETE FROM runner WHERE number = ?", (self.number,))
        with self._failures():
            self._database.close()

    # What is to be done.

    def enlist(
        self,
        sources: Iterable[Source],
        themes: Sequence[str],
        variants: Sequence[str],
        languages: Sequence[str],
        how: Wish,
        version: str,
    ) -> int:
        """Ask for the jobs of some sources; one that is there is left as it is, unless it has changed.

        It has where its source, what is read beside that, what is wished of it or the `version` of the program has.
        Gives how many wait for that. Raises `files.FileError` for two sources that would share a place, and where
        another run that is alive has still to build one by another wish.
        """
        text = how.text()
        wished = sha256(text.encode()).hexdigest()
        ways = [*product(themes or ("",), variants or ("",), languages or ("",))]
        formats = " ".join(how.formats)
        beside = Beside(how)
        added = 0
        for some in _batched(sources):
            reads = [beside.digests(source, themes or ("",)) for source in some]
            with self._transaction() as database:
                database.execute("INSERT OR IGNORE INTO wish VALUES (?, ?)", (wished, text))
                is_shared = self._is_shared(database)
                for source, read in zip(some, reads, strict=True):
                    number = self._source(database, source)
                    where = f"{version} {wished} {source.place}\n{source.folder}\n"
                    same = sha256(where.encode() + source.content).hexdigest()
                    digests = {theme: sha256(f"{same} {digest}".encode()).hexdigest() for theme, digest in read.items()}
                    jobs = [(number, *way, formats, wished, digests[way[0]]) for way in ways]
                    if is_shared and any(database.execute(sql.OTHERWISE, job[:6]).fetchone() for job in jobs):
                        message = f"another batch builds {source.place}/ with other options; wait until it has ended"
                        raise LedgerError(f"cannot use {self._path}: {message}")
                    added += sum(database.execute(sql.ENLIST, job).rowcount for job in jobs)
                    database.executemany(sql.ASK, [job[:5] for job in jobs])
        return added

    def _source(self, database: sqlite3.Connection, source: Source) -> int:
        values = (source.place, source.file, source.folder, zlib.compress(source.content))
        asked = "SELECT number, file, folder, content FROM source WHERE place = ?"
        found = database.execute(asked, (source.place,)).fetchone()
        if found is None:
            inserted = database.execute("INSERT INTO source (place, file, folder, content) VALUES (?, ?, ?, ?)", values)
            number = inserted.lastrowid or 0
        else:
            number, *before = found
            is_ours = database.execute("SELECT 1 FROM placed WHERE source = ?", (number,)).fetchone() is not None
            known, now = Source(source.place, *before), replace(source, content=values[-1])
            if is_another(known, now) if is_ours else has_stayed(known, now, is_shared=self._is_shared(database)):
                message = f"{source.file} and {known.file} would both be built in {source.place}/; rename one of them"
                raise files.FileError(message)
            database.execute(sql.MOVE, (*values, number, *values))
        database.execute("INSERT OR IGNORE INTO placed VALUES (?)", (number,))
        return int(number)

    def _is_shared(self, database: sqlite3.Connection) -> bool:
        """Say whether another run is alive, as far as is known."""
        runs = [number for (number,) in database.execute("SELECT number FROM runner") if number != self.number]
        return not all(map(self._lifeline.is_dead, runs))

    def take(self, now: float, lease: float) -> Leased | None:
        """Take the next job that waits, for `lease` seconds; each is taken by one run only."""
        with self._transaction() as database:
            found = database.execute(sql.NEXT, (now,)).fetchone()
            if found is None:
                return None
            number, leases, attempts, theme, variant, language, text, place, file, folder, content = found
            database.execute(sql.TAKE, (leases + 1, attempts + 1, self.number, now + lease, number))
        source = Source(place, file, folder, zlib.decompress(content))
        return Leased(number, leases + 1, Task(source, theme, variant, language, wish(text)), attempts + 1)

    def renew(self, now: float, lease: float) -> None:
        """Hold what this run has taken for longer."""
        with self._transaction() as database:
            values = (now + lease, self.number)
            database.execute("UPDATE job SET until = ? WHERE state = 'running' AND runner = ?", values)

    def free(self, now: float) -> list[int]:
        """Let jobs wait again whose run is dead, or whose lease has expired; give the numbers of dead runs.

        A run that was only stopped finds its lease gone when it settles the job.
        """
        with self._transaction() as database:
            known = [number for (number,) in database.execute("SELECT number FROM runner")]
            dead = [number for number in known if self._lifeline.is_dead(number)]
            for number in dead:
                database.execute(f"{sql.FREE} runner = ?", (number,))
                database.execute("DELETE FROM runner WHERE number = ?", (number,))
            database.execute(f"{sql.FREE} until < ?", (now,))
        return dead

    # What came of it.

    def done(
        self,
        job: Leased,
        outputs: Mapping[str, bytes],
        said: str,
        seconds: float,
        put: Callable[[dict[str, str]], None],
    ) -> bool:
        """Settle a job that is done, and `put` its files in their places; without its lease, do nothing.

        `put` is given what the job had made before and makes no more: paths with SHA-256. A file that another job
        has written becomes this one's, and that job is done anew when it is asked for again.
        Raises `TakenError` where this run asks for that too, and what `put` raises.
        """
        with self._transaction() as database:
            if not self._settled(database, job, ("done", 0.0, said, seconds)):
                return False
            before = dict(database.execute("SELECT path, sha256 FROM output WHERE job = ?", (job.number,)).fetchall())
            database.execute("DELETE FROM output WHERE job = ?", (job.number,))
            for path, made in outputs.items():
                self._take_over(database, path)
                row = (path, job.number, sha256(made).hexdigest(), len(made))
                database.execute("INSERT INTO output VALUES (?, ?, ?, ?)", row)
            put({path: digest for path, digest in before.items() if path not in outputs})
        return True

    def _take_over(self, database: sqlite3.Connection, path: str) -> None:
        found = database.execute("SELECT job FROM output WHERE path = ?", (path,)).fetchone()
        if found is None:
            return
        if database.execute("SELECT 1 FROM mine WHERE number = ?", found).fetchone():
            raise TakenError(path)
        database.execute("UPDATE job SET digest = '' WHERE number = ?", found)
        database.execute("DELETE FROM output WHERE path = ?", (path,))

    def failed(self, job: Leased, said: str, seconds: float, again: float | None) -> bool:
        """Settle a job that failed; where it may pass another time, it waits until then."""
        state = "failed" if again is None else "waiting"
        with self._transaction() as database:
            return self._settled(database, job, (state, again or 0.0, said, seconds))

    def _settled(self, database: sqlite3.Connection, job: Leased, values: tuple[str, float, str, float]) -> bool:
        return bool(database.execute(sql.SETTLE, (*values, job.number, job.lease)).rowcount)

    def retry(self, states: Sequence[State]) -> int:
        """Let jobs wait again as if they had never been tried; give how many."""
        marks = ", ".join("?" * len(states))
        with self._transaction() as database:
            statement = f"UPDATE job SET state = 'waiting', attempts = 0, after = 0 WHERE state IN ({marks})"  # noqa: S608
            return int(database.execute(statement, states).rowcount)

    # What is known of it.

    def counts(self) -> dict[State, int]:
        """Count the jobs of each state."""
        with self._failures():
            found = dict(self._database.execute("SELECT state, count(*) FROM mine GROUP BY state").fetchall())
        return {state: found.get(state, 0) for state in STATES}

    def entries(self, states: Sequence[State] = STATES) -> Iterator[Entry]:
        """Give the jobs of some states, in the order in which they were written down."""
        last = 0
        while True:
            with self._failures():
                found = self._database.execute(sql.ENTRIES, (last, AT_ONCE)).fetchall()
            if not found:
                return
            last = found[-1][0]
            for row in found:
                if row[7] in states:
                    with self._failures():
                        outputs = self._database.execute(sql.OUTPUTS, (row[0],)).fetchall()
                    yield Entry(tuple(outputs), *row)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._failures():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                if self._database.in_transaction:  # where the disk is full, SQLite has ended it itself
                    self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LedgerError(f"cannot use {self._path}: {error}") from None


def _batched(sources: Iterable[Source]) -> Iterator[list[Source]]:
    some: list[Source] = []
    for source in sources:
        some.append(source)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some
