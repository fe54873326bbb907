"""The ledger: who has which job, for how long, and what becomes of it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests import command

from resume.batch.job import Result, Source, Task, Wish, wish
from resume.batch.ledger import Leased, Ledger
from resume.batch.run import LEASE, Again, run, scratch
from resume.files import FileError
from resume.tailor.tailor import Choice, File

HOW = Wish()


def source(place: str, content: str = "basics: {name: Ada}\n", file: str = "") -> Source:
    return Source(place, file or f"{place}.yaml", "/people", content.encode())


def enlist(ledger: Ledger, *sources: Source, how: Wish = HOW, version: str = "1") -> int:
    return ledger.enlist(sources, ["classic", "modern"], [], [], how, version)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path, make=True)) as opened:
        opened.begin(0)
        enlist(opened, source("ada"), source("bob"))
        yield opened


@pytest.fixture
def other(ledger: Ledger, tmp_path: Path) -> Iterator[Ledger]:
    assert ledger.number
    with closing(Ledger(tmp_path)) as opened:
        opened.begin(0)
        yield opened


def taken(ledger: Ledger, now: float = 0) -> Leased:
    job = ledger.take(now, LEASE)
    assert job is not None
    return job


def test_each_job_is_taken_once(ledger: Ledger, other: Ledger) -> None:
    jobs = [taken(each).task for each in (ledger, other, ledger, other)]
    assert [(job.source.place, job.theme) for job in jobs] == [
        ("ada", "classic"),
        ("ada", "modern"),
        ("bob", "classic"),
        ("bob", "modern"),
    ]
    assert ledger.take(0, LEASE) is None
    assert ledger.counts() == {"waiting": 0, "running": 4, "done": 0, "failed": 0}


def test_a_lease_that_is_not_renewed_expires_and_what_comes_after_is_not_taken(ledger: Ledger, other: Ledger) -> None:
    job = taken(ledger)
    ledger.renew(LEASE / 2, LEASE)
    other.free(LEASE + 1)
    assert taken(other, LEASE + 1).number != job.number
    other.free(2 * LEASE)
    again = taken(other, 2 * LEASE)
    assert again.number == job.number
    assert not ledger.done(job, {"late.pdf": b"late"}, "[]", 1)
    assert not ledger.failed(job, "[]", 1, None)
    assert other.done(again, {"right.pdf": b"right"}, "[]", 1)
    [entry] = ledger.entries(("done",))
    assert [path for path, _, _ in entry.outputs] == ["right.pdf"]


def test_what_is_there_already_stays_as_it_is_unless_it_has_changed(ledger: Ledger) -> None:
    ledger.done(taken(ledger), {}, "[]", 1)
    assert enlist(ledger, source("ada"), source("bob")) == 0
    assert ledger.counts()["done"] == 1
    assert enlist(ledger, source("ada", "basics: {name: Eve}\n")) == 2
    assert ledger.counts()["done"] == 0
    assert b"Eve" in taken(ledger).task.source.content
    assert enlist(ledger, source("bob"), how=replace(HOW, trim=True)) == 2
    assert enlist(ledger, source("bob"), how=replace(HOW, trim=True), version="2") == 2
    assert enlist(ledger, source("bob"), how=replace(HOW, formats=("txt",)), version="2") == 2
    assert sum(ledger.counts().values()) == 6


def test_what_changed_while_it_was_done_is_done_again(ledger: Ledger) -> None:
    job = taken(ledger)
    enlist(ledger, source("ada", "basics: {name: Eve}\n"))
    assert not ledger.done(job, {}, "[]", 1)
    assert ledger.counts()["waiting"] == 4


def test_what_may_pass_waits_twice_as_long_each_time(ledger: Ledger) -> None:
    again = Again(attempts=4, seconds=3)
    assert [again.at(100, attempts) for attempts in (1, 2, 3, 4)] == [103, 106, 112, None]
    job = taken(ledger)
    ledger.failed(job, "[]", 1, 103)
    for _ in range(3):
        taken(ledger, 102)
    assert ledger.take(102, LEASE) is None
    assert (taken(ledger, 103).number, ledger.take(103, LEASE)) == (job.number, None)


def test_a_file_has_one_job(ledger: Ledger) -> None:
    first, second = taken(ledger), taken(ledger)
    ledger.done(first, {"ada/cv.pdf": b""}, "[]", 1)
    assert ledger.clash(second, ["ada/cv.pdf"]) == "ada/cv.pdf"
    assert ledger.clash(first, ["ada/cv.pdf"]) == ""


def test_two_sources_have_not_the_same_folder(ledger: Ledger) -> None:
    with pytest.raises(FileError, match=r"^other/Ada.yaml and ada.yaml would both be built in Ada/"):
        enlist(ledger, source("Ada", file="other/Ada.yaml"))


def test_a_source_is_the_same_whatever_the_path_to_it_is_called(ledger: Ledger) -> None:
    assert enlist(ledger, source("ada", file="/people/ada.yaml")) == 0


def test_all_may_be_done_again(ledger: Ledger) -> None:
    ledger.done(taken(ledger), {}, "[]", 1)
    ledger.failed(taken(ledger), "[]", 1, None)
    assert ledger.retry(("failed",)) == 1
    assert ledger.retry(("failed", "done")) == 1
    assert ledger.counts() == {"waiting": 4, "running": 0, "done": 0, "failed": 0}


def test_a_wish_is_read_as_it_was_written() -> None:
    choice = Choice(variant="a", tags=("b", "c"), public=True, redact=("photo",))
    whole = Wish(("pdf", "txt"), False, True, True, ("a=b",), (File("x.yaml", b"\xff"),), choice)  # noqa: FBT003
    assert wish(whole.text()) == whole


def test_a_disk_that_is_full_is_said_so(ledger: Ledger) -> None:
    ledger._database.execute("PRAGMA max_page_count = 1")  # noqa: SLF001 - as if the disk ended there
    with pytest.raises(FileError, match="database or disk is full"):
        enlist(ledger, *(source(f"person-{number}", "x" * 5000) for number in range(400)))
    assert ledger.counts()["waiting"] == 4


class Slow:
    """A crew that stands still while another run frees its job, and then gives the results of both times."""

    def __init__(self, other: Ledger) -> None:
        self.other = other
        self.given: list[int] = []
        self.free, self.is_busy = 1, True

    def give(self, number: int, task: Task) -> None:
        assert task.source.place
        self.given.append(number)

    def wait(self, seconds: float) -> Iterator[tuple[int, Result]]:
        assert seconds
        if self.free and len(self.given) < 5:
            self.free = 5 - len(self.given)
            self.other.free(2 * LEASE)
            return
        self.free, self.is_busy = 0, False
        yield from ((number, Result({f"{number}.txt": b""})) for number in self.given)


def test_a_run_that_takes_its_own_job_twice_settles_it_once(ledger: Ledger, other: Ledger) -> None:
    scratch(ledger, ledger.number).mkdir()
    crew = Slow(other)
    settled = [*run(ledger, crew, Again(), lambda: 0.0)]
    assert len(crew.given) > len({*crew.given}) == 4
    assert len(settled) == ledger.counts()["done"] == 4


def test_what_is_no_ledger_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "out/.batch").mkdir(parents=True)
    (tmp_path / "out/.batch/ledger.sqlite3").write_text("planted, and no database at all", encoding="utf-8")
    process = command.run(tmp_path, "jobs", "status", "out")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot use out/.batch/ledger.sqlite3: file is not a database\n"


def test_a_batch_that_cannot_be_written_in_is_said_so(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path / "out", make=True)):
        pass
    (tmp_path / "out/.batch/alive").unlink()
    (tmp_path / "out/.batch/alive").mkdir()
    process = command.run(tmp_path, "jobs", "status", "out")
    assert (process.returncode, process.stderr) == (2, "error: cannot write out/.batch/alive: is a directory\n")
