"""Holds every job of a batch in an SQLite file: what it is, how far it is, what came of it."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Final, Literal

from resume import files
from resume.batch.alive import Lifeline
from resume.batch.job import Source, Task, Wish, wish
from resume.batch.reads import Beside

State = Literal["waiting", "running", "done", "failed"]
STATES: Final[tuple[State, ...]] = ("waiting", "running", "done", "failed")

FOLDER: Final = ".batch"
"""The folder, in that of the batch, of all that is not output."""

VERSION: Final = 1
SCHEMA: Final = f"""
CREATE TABLE runner (number INTEGER PRIMARY KEY AUTOINCREMENT, begun REAL NOT NULL);
CREATE TABLE source (
  number INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE COLLATE NOCASE, file TEXT NOT NULL, folder TEXT NOT NULL,
  content BLOB NOT NULL
);
CREATE TABLE wish (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE job (
  number INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, theme TEXT NOT NULL, variant TEXT NOT NULL,
  language TEXT NOT NULL, formats TEXT NOT NULL, wish TEXT NOT NULL REFERENCES wish, digest TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', attempts INTEGER NOT NULL DEFAULT 0, after REAL NOT NULL DEFAULT 0,
  runner INTEGER, until REAL, seconds REAL, said TEXT NOT NULL DEFAULT '[]',
  UNIQUE (source, theme, variant, language, formats)
);
CREATE INDEX job_by_state ON job (state, after);
CREATE TABLE output (
  path TEXT PRIMARY KEY, job INTEGER NOT NULL REFERENCES job, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX output_by_job ON output (job);
PRAGMA user_version = {VERSION};
"""

AT_ONCE: Final = 500
"""Sources that are written down in one transaction."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A job that this run has taken, for the `attempts`th time that anyone has."""

    number: int
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


class Ledger:
    """The ledger of one batch; `number` is that of this run, where it takes jobs.

    Whoever opens it may end at any moment: each step is a transaction, and a job that was taken and not settled
    is free again once its run is dead or its lease has expired. Raises `files.FileError`.
    """

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        self.folder = folder / FOLDER
        self._path = self.folder / "ledger.sqlite3"
        self.number = 0
        if make:
            files.make_folder(self.folder)
        elif not self._path.is_file():
            raise files.FileError(f"cannot read {self._path}: there is no batch in {folder}")
        self._lifeline = Lifeline(self.folder / "alive")
        with self._lifeline.alone(), self._failures():
            self._database = sqlite3.connect(self._path, timeout=60, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")  # two that do so at once do not wait for each other
            self._database.execute("PRAGMA synchronous = NORMAL")  # a job that power takes away is done again
        with self._transaction() as database:
            found = database.execute("PRAGMA user_version").fetchone()[0]
            if found == 0:
                for statement in SCHEMA.split(";"):
                    database.execute(statement)
            elif found != VERSION:
                raise files.FileError(f"cannot read {self._path}: another version of this program wrote it")

    def begin(self, now: float) -> None:
        """Enter a run, which is alive from now on for as long as this process is."""
        with self._transaction() as database:
            self.number = database.execute("INSERT INTO runner (begun) VALUES (?)", (now,)).lastrowid or 0
            self._lifeline.hold(self.number)

    def close(self) -> None:
        """Let the file go."""
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
        """Write down the jobs of some sources; one that is there is left as it is, unless it has changed.

        It has where its source, what is read beside that, what is wished of it or the `version` of the program has.
        Gives how many wait that did not before.
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
                for source, read in zip(some, reads, strict=True):
                    number = self._source(database, source)
                    same = sha256(f"{version} {wished} {source.folder}\n".encode() + source.content).hexdigest()
                    digests = {theme: sha256(f"{same} {digest}".encode()).hexdigest() for theme, digest in read.items()}
                    jobs = [(number, *way, formats, wished, digests[way[0]]) for way in ways]
                    added += sum(database.execute(ENLIST, job).rowcount for job in jobs)
        return added

    def _source(self, database: sqlite3.Connection, source: Source) -> int:
        found = database.execute("SELECT number, file, folder FROM source WHERE place = ?", (source.place,)).fetchone()
        if found and (Path(found[1]).name, found[2]) != (Path(source.file).name, source.folder):
            message = f"{source.file} and {found[1]} would both be built in {source.place}/; rename one of them"
            raise files.FileError(message)
        values = (source.place, source.file, source.folder, zlib.compress(source.content))
        if found:
            changed = (values[-1], found[0], values[-1])
            database.execute("UPDATE source SET content = ? WHERE number = ? AND content != ?", changed)
            return int(found[0])
        done = database.execute("INSERT INTO source (place, file, folder, content) VALUES (?, ?, ?, ?)", values)
        return done.lastrowid or 0

    def take(self, now: float, lease: float) -> Leased | None:
        """Take the next job that waits, for `lease` seconds; each is taken by one run only."""
        with self._transaction() as database:
            found = database.execute(NEXT, (now,)).fetchone()
            if found is None:
                return None
            number, attempts, theme, variant, language, text, place, file, folder, content = found
            database.execute(
                "UPDATE job SET state = 'running', attempts = ?, runner = ?, until = ? WHERE number = ?",
                (attempts + 1, self.number, now + lease, number),
            )
        source = Source(place, file, folder, zlib.decompress(content))
        return Leased(number, Task(source, theme, variant, language, wish(text)), attempts + 1)

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
                database.execute(f"{FREE} runner = ?", (number,))
                database.execute("DELETE FROM runner WHERE number = ?", (number,))
            database.execute(f"{FREE} until < ?", (now,))
        return dead

    # What came of it.

    def clash(self, job: Leased, paths: Iterable[str]) -> str:
        """Give the first of some paths that another job has written, or nothing."""
        for path in paths:
            found = self._one("SELECT path FROM output WHERE path = ? AND job != ?", (path, job.number))
            if found:
                return str(found[0])
        return ""

    def done(self, job: Leased, outputs: Mapping[str, bytes], said: str, seconds: float) -> bool:
        """Settle a job that is done; where this run has lost its lease, nothing is changed."""
        with self._transaction() as database:
            if not self._settled(database, job, ("done", 0.0, said, seconds)):
                return False
            database.execute("DELETE FROM output WHERE job = ?", (job.number,))
            rows = [(path, job.number, sha256(made).hexdigest(), len(made)) for path, made in outputs.items()]
            database.executemany("INSERT INTO output VALUES (?, ?, ?, ?)", rows)
        return True

    def failed(self, job: Leased, said: str, seconds: float, again: float | None) -> bool:
        """Settle a job that failed; where it may pass another time, it waits until then."""
        state = "failed" if again is None else "waiting"
        with self._transaction() as database:
            return self._settled(database, job, (state, again or 0.0, said, seconds))

    def _settled(self, database: sqlite3.Connection, job: Leased, values: tuple[str, float, str, float]) -> bool:
        still_ours = (job.number, self.number, job.attempts)
        return bool(database.execute(SETTLE, (*values, *still_ours)).rowcount)

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
            found = dict(self._database.execute("SELECT state, count(*) FROM job GROUP BY state").fetchall())
        return {state: found.get(state, 0) for state in STATES}

    def entries(self, states: Sequence[State] = STATES) -> Iterator[Entry]:
        """Give the jobs of some states, in the order in which they were written down."""
        last = 0
        while True:
            with self._failures():
                found = self._database.execute(ENTRIES, (last, AT_ONCE)).fetchall()
            if not found:
                return
            last = found[-1][0]
            for row in found:
                if row[7] in states:
                    with self._failures():
                        outputs = self._database.execute(OUTPUTS, (row[0],)).fetchall()
                    yield Entry(tuple(outputs), *row)

    def _one(self, statement: str, values: Sequence[object]) -> tuple[object, ...] | None:
        with self._failures():
            found: tuple[object, ...] | None = self._database.execute(statement, values).fetchone()
            return found

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
            raise files.FileError(f"cannot use {self._path}: {error}") from None


ENLIST: Final = """
INSERT INTO job (source, theme, variant, language, formats, wish, digest) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source, theme, variant, language, formats) DO UPDATE
SET wish = excluded.wish, digest = excluded.digest, state = 'waiting', attempts = 0, after = 0
WHERE digest != excluded.digest
"""
NEXT: Final = """
SELECT job.number, attempts, theme, variant, language, text, place, file, folder, content
FROM job JOIN source ON source.number = job.source JOIN wish ON wish.digest = job.wish
WHERE job.number = (SELECT number FROM job WHERE state = 'waiting' AND after <= ? ORDER BY after, number LIMIT 1)
"""
FREE: Final = "UPDATE job SET state = 'waiting', attempts = attempts - 1, runner = NULL WHERE state = 'running' AND"
"""A job whose run was ended has not failed."""
SETTLE: Final = """
UPDATE job SET state = ?, after = ?, said = ?, seconds = ?, runner = NULL
WHERE number = ? AND state = 'running' AND runner = ? AND attempts = ?
"""
ENTRIES: Final = """
SELECT job.number, file, place, theme, variant, language, formats, state, attempts, seconds, said
FROM job JOIN source ON source.number = job.source WHERE job.number > ? ORDER BY job.number LIMIT ?
"""
OUTPUTS: Final = "SELECT path, sha256, bytes FROM output WHERE job = ? ORDER BY path"


def _batched(sources: Iterable[Source]) -> Iterator[list[Source]]:
    some: list[Source] = []
    for source in sources:
        some.append(source)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some
