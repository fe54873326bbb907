"""Asks the file system, changes it, and asks again whether all is as it was."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resume import files, retrace, trace

LARGE = b"x" * trace.LARGE


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    yield
    trace.kept().clear()


def later() -> int:
    """Give a moment at which what is written now is no longer young."""
    return time.time_ns() + 2 * trace.YOUNG


def asked(ask: Callable[[], object], began: int) -> trace.Trace:
    found = trace.begin(began)
    ask()
    trace.kept().clear()
    return found


def test_a_small_file_counts_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    found = asked(lambda: files.read(path), later())
    assert {*found.answers} == {trace.CONTENT}
    os.utime(path, ns=(1, 1))
    assert retrace.holds(found.answers, {})
    path.write_bytes(b"two")
    assert not retrace.holds(found.answers, {})


def replaced(path: Path) -> None:
    path.with_name("other").write_bytes(LARGE)
    path.with_name("other").replace(path)


def written(path: Path) -> None:
    path.write_bytes(LARGE)


@pytest.mark.parametrize("change", [replaced, written])
def test_a_large_file_counts_by_its_state(tmp_path: Path, change: Callable[[Path], None]) -> None:
    path = tmp_path / "file"
    path.write_bytes(LARGE)
    found = asked(lambda: files.read(path), later())
    assert {*found.answers} == {trace.STATE}
    assert retrace.holds(found.answers, {})
    before = path.stat()
    while path.stat().st_ctime_ns == before.st_ctime_ns:  # the clock of files ticks some hundred times a second
        change(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not retrace.holds(found.answers, {})


def test_a_large_file_that_changed_just_now_counts_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(LARGE)
    os.utime(path, ns=(1, 1))  # which the time of its last change of status does not follow
    assert {*asked(lambda: files.read(path), time.time_ns()).answers} == {trace.CONTENT}


def test_what_others_read_counts_only_if_it_is_old(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"one")
    assert asked(lambda: files.lent(tmp_path / "file"), later()).is_sound
    assert not asked(lambda: files.lent(tmp_path / "file"), time.time_ns()).is_sound
    gone = asked(lambda: files.lent(tmp_path / "none"), time.time_ns())
    assert gone.is_sound
    assert retrace.holds(gone.answers, {})
    (tmp_path / "none").write_bytes(b"")
    assert not retrace.holds(gone.answers, {})


def test_two_answers_to_a_question_are_none(tmp_path: Path) -> None:
    def ask() -> None:
        assert not files.is_file(tmp_path / "file")
        (tmp_path / "file").write_bytes(b"one")
        assert files.is_file(tmp_path / "file")

    assert not asked(ask, later()).is_sound


QUESTIONS: dict[str, Callable[[Path], object]] = {
    "file": lambda path: files.is_file(path / "file"),
    "folder": lambda path: files.is_folder(path / "file"),
    "names": files.names,
    "place": lambda path: files.resolved(path / "file"),
    "same": lambda path: files.is_same(path / "file", path / "other"),
    "inside": lambda path: files.read_inside(path, "file"),
}


def nothing(path: Path) -> None:
    (path / "file").unlink()


def a_folder(path: Path) -> None:
    nothing(path)
    (path / "file").mkdir()


def a_link(path: Path) -> None:
    nothing(path)
    (path / "file").symlink_to("other")


def a_circle(path: Path) -> None:
    nothing(path)
    (path / "file").symlink_to("file")


SEEN: dict[Callable[[Path], None], set[str]] = {
    nothing: {"file", "names", "inside"},
    a_folder: {"file", "folder", "inside"},
    a_link: {"place", "same", "inside"},
    a_circle: {"file", "inside"},
}


@pytest.mark.parametrize("change", SEEN)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_change_is_seen_by_what_asked_about_it(tmp_path: Path, question: str, change: Callable[[Path], None]) -> None:
    (tmp_path / "file").write_bytes(b"one")
    (tmp_path / "other").write_bytes(b"two")
    found = asked(lambda: QUESTIONS[question](tmp_path), later())
    assert retrace.holds(found.answers, {})
    change(tmp_path)
    assert retrace.holds(found.answers, {}) == (question not in SEEN[change])


def test_a_pipe_is_not_read_to_know_it_again(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    path.write_bytes(b"one")
    found = asked(lambda: files.read(path), later())
    path.unlink()
    os.mkfifo(path)
    both = os.open(path, os.O_RDWR)
    os.write(both, b"one")
    before = signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waits for a pipe"))
    signal.alarm(5)
    assert not retrace.holds(found.answers, {})
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
    assert os.read(both, 3) == b"one"
    os.close(both)
