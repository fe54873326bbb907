"""The ledger: who has which job, for how long, and what becomes of it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests import command

from resume.batch.job import Result, Source, Task, Wish, wish
from resume.batch.ledger import Leased, Ledger, TakenError
from resume.batch.records import Wanted
from resume.batch.run import LEASE, Again, run, scratch
from resume.batch.sources import sources
from resume.files import FileError, written
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
    """Another run, which asks for the same."""
    assert ledger.number
    with closing(Ledger(tmp_path)) as opened:
        opened.begin(0)
        assert enlist(opened, source("ada"), source("bob")) == 0
        yield opened


def done(ledger: Ledger, job: Leased, *paths: str) -> bool:
    """Settle a job as done with some files, which are not written."""
    return ledger.done(job, dict.fromkeys(paths, b"made"), "[]", 1, lambda _: None)


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
    assert not done(ledger, job, "late.pdf")
    assert not ledger.failed(job, "[]", 1, None)
    assert done(other, again, "right.pdf")
    [entry] = ledger.entries(("done",))
    assert [path for path, _, _ in entry.outputs] == ["right.pdf"]


def test_what_is_there_already_stays_as_it_is_unless_it_has_changed(ledger: Ledger) -> None:
    done(ledger, taken(ledger))
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
    assert not done(ledger, job)
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


def test_a_file_has_one_job_of_a_run(ledger: Ledger) -> None:
    first, second = taken(ledger), taken(ledger)
    assert done(ledger, first, "ada/cv.pdf")
    with pytest.raises(TakenError, match=r"^ada/cv\.pdf$"):
        done(ledger, second, "ada/cv.pdf", "ada/cv.txt")
    assert ledger.counts()["running"] == 1
    assert [entry.outputs for entry in ledger.entries()].count(()) == 3


def test_a_file_that_another_run_asked_for_is_taken_over_and_that_job_is_done_anew(
    ledger: Ledger, tmp_path: Path
) -> None:
    assert done(ledger, taken(ledger), "ada/cv.pdf")
    with closing(Ledger(tmp_path)) as later:
        later.begin(0)
        enlist(later, source("ada"), how=replace(HOW, formats=("pdf", "txt")))
        assert done(later, taken(later), "ada/cv.pdf", "ada/cv.txt")
        assert [len(entry.outputs) for entry in Ledger(tmp_path).entries()] == [0, 0, 0, 0, 2, 0]
    assert enlist(ledger, source("ada"), source("bob")) == 1
    again = taken(ledger)
    assert (again.task.source.place, again.task.theme) == ("ada", "classic")
    assert done(ledger, again, "ada/cv.pdf")


def test_what_a_run_does_not_ask_for_it_neither_does_nor_counts(ledger: Ledger, tmp_path: Path) -> None:
    ledger.failed(taken(ledger), "[]", 1, None)
    with closing(Ledger(tmp_path)) as later:
        later.begin(0)
        enlist(later, source("bob"))
        assert {taken(later).task.source.place for _ in range(2)} == {"bob"}
        assert later.take(0, LEASE) is None
        assert later.counts() == {"waiting": 0, "running": 2, "done": 0, "failed": 0}
        assert [entry.place for entry in later.entries()] == ["bob", "bob"]
    assert Ledger(tmp_path).counts() == {"waiting": 1, "running": 2, "done": 0, "failed": 1}


def test_two_sources_of_a_run_have_not_the_same_folder(ledger: Ledger) -> None:
    with pytest.raises(FileError, match=r"^other/Ada.yaml and ada.yaml would both be built in Ada/"):
        enlist(ledger, source("Ada", file="other/Ada.yaml"))


def test_nor_have_those_of_two_runs_that_are_alive(ledger: Ledger, tmp_path: Path) -> None:
    assert ledger.number
    with closing(Ledger(tmp_path)) as later:
        later.begin(0)
        with pytest.raises(FileError, match=r"^other/Ada.yaml and ada.yaml would both be built in Ada/"):
            enlist(later, source("Ada", file="other/Ada.yaml"))


def test_nor_have_two_that_are_links_of_one_name_to_one_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"basics: {{name: {name}}}\n", encoding="utf-8")
        (tmp_path / name).mkdir()
        (tmp_path / name / "cv.yaml").symlink_to(tmp_path / f"{name}.yaml")
    one, two = (str(tmp_path / name / "cv.yaml") for name in ("one", "two"))
    with closing(Ledger(tmp_path / "out", make=True)) as opened:
        opened.begin(0)
        assert enlist(opened, *sources([one, one], tmp_path / "out", Wanted())) == 2
        with pytest.raises(FileError, match="would both be built in cv/; rename one of them"):
            enlist(opened, *sources([two], tmp_path / "out", Wanted()))


@pytest.mark.parametrize(("name", "row"), [("ada.yaml", ""), ("people.csv", "#2.json")])
def test_what_was_made_of_a_source_that_is_still_there_is_no_other_ones(tmp_path: Path, name: str, row: str) -> None:
    """It would be deleted; a source that is the same is a copy, as of all with the batch's folder."""
    for place in ("before", "after"):
        (tmp_path / place).mkdir()
        (tmp_path / place / name).touch()
    before, copy = (
        Source("ada", f"{place}/{name}{row}", str(tmp_path / place), b"{}") for place in ("before", "after")
    )
    with closing(Ledger(tmp_path, make=True)) as first:
        first.begin(0)
        enlist(first, before)
    with closing(Ledger(tmp_path)) as second:
        second.begin(0)
        with pytest.raises(FileError, match=f"^after/{name}{row} and before/{name}{row} would both be built in ada/"):
            enlist(second, replace(copy, content=b"[]"))
        assert enlist(second, copy) == 2
    (tmp_path / "after" / name).unlink()
    with closing(Ledger(tmp_path)) as third:
        third.begin(0)
        assert enlist(third, replace(before, content=b"[]")) == 2


def test_what_another_run_has_still_to_build_is_not_changed_by_other_options(ledger: Ledger, other: Ledger) -> None:
    with pytest.raises(FileError, match="another batch builds bob/ with other options; wait until it has ended"):
        enlist(other, source("bob"), how=replace(HOW, trim=True))
    for _ in range(4):
        done(ledger, taken(ledger))
    assert enlist(other, source("bob"), how=replace(HOW, trim=True)) == 2


def test_a_source_of_a_run_that_has_ended_may_have_moved(tmp_path: Path) -> None:
    """As its line in a table does, or its whole folder; what is said of it is said of where it is now."""
    with closing(Ledger(tmp_path, make=True)) as first:
        first.begin(0)
        enlist(first, source("ada"))
    with closing(Ledger(tmp_path)) as later:
        later.begin(0)
        assert enlist(later, replace(source("ada", file="team.csv#7"), folder="/elsewhere")) == 2
        assert (taken(later).task.source.file, taken(later).task.source.folder) == ("team.csv#7", "/elsewhere")
    with closing(Ledger(tmp_path)) as last:
        last.begin(0)
        assert enlist(last, replace(source("Ada", file="team.csv#7"), folder="/elsewhere")) == 2
        assert taken(last).task.source.place == "Ada"


def test_a_source_is_the_same_whatever_the_path_to_it_is_called(ledger: Ledger) -> None:
    assert enlist(ledger, source("ada", file="/people/ada.yaml")) == 0


def test_all_may_be_done_again(ledger: Ledger) -> None:
    done(ledger, taken(ledger))
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
    """A crew of which one stands still while something happens to its job, and then gives its result first."""

    def __init__(self, happens: Callable[[], object]) -> None:
        self.still = [happens]
        self.given: list[tuple[int, Task]] = []
        self.names: list[str] = []
        self.free, self.is_busy = 1, False

    def give(self, number: int, task: Task) -> None:
        assert number not in dict(self.given)
        self.given.append((number, task))
        self.names.append(task.name)
        self.free, self.is_busy = self.free - 1, True

    def wait(self, seconds: float) -> Iterator[tuple[int, Result]]:
        assert seconds
        if self.still:
            self.still.pop()()
            self.free = 4
            return
        given, self.given, self.free, self.is_busy = self.given, [], 5, False
        for number, task in given:
            yield number, Result({f"{task.source.place}-{task.theme}.txt": task.source.content})


def outcome(ledger: Ledger, crew: Slow) -> tuple[list[str], dict[str, bytes]]:
    """Run the jobs of a ledger; give which were settled, and what is there then."""
    place = scratch(ledger, ledger.number)
    place.mkdir()
    settled = [each.task.name for each in run(ledger, crew, Again(), lambda: 0.0)]
    place.rmdir()
    return settled, {path.name: path.read_bytes() for path in ledger.folder.parent.glob("*.txt")}


def test_a_run_that_takes_its_own_job_twice_settles_it_once(ledger: Ledger, other: Ledger) -> None:
    crew = Slow(lambda: other.free(2 * LEASE))
    settled, made = outcome(ledger, crew)
    assert len(crew.names) > len({*crew.names}) == 4
    assert len(settled) == len({*settled}) == len(made) == ledger.counts()["done"] == 4


def test_what_changed_while_a_run_built_it_is_what_is_there(ledger: Ledger, other: Ledger) -> None:
    new = source("ada", "basics: {name: Eve}\n")
    settled, made = outcome(ledger, Slow(lambda: enlist(other, new)))
    assert len(settled) == ledger.counts()["done"] == 4
    assert made["ada-classic.txt"] == made["ada-modern.txt"] == new.content
    assert enlist(ledger, new, source("bob")) == 0


def test_a_run_that_has_lost_a_job_writes_nothing_of_it(ledger: Ledger, other: Ledger) -> None:
    new = source("ada", "basics: {name: Eve}\n")

    def build_it() -> None:
        enlist(other, new)
        for job in (taken(other), taken(other)):
            path = f"{job.task.source.place}-{job.task.theme}.txt"
            content = job.task.source.content
            with written({other.folder.parent / path: content}) as put:
                assert other.done(job, {path: content}, "[]", 1, lambda _, put=put: put())  # type: ignore[misc]

    settled, made = outcome(ledger, Slow(build_it))
    assert settled == ["bob · classic", "bob · modern"]
    assert made["ada-classic.txt"] == made["ada-modern.txt"] == new.content


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
