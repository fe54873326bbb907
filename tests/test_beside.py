"""Work that is done in a process beside this one, and what is done where that fails."""

import os
import signal
from collections.abc import Callable
from functools import partial
from typing import NoReturn

import pytest

from resume.beside import beside

HERE = os.getpid()


def test_a_result_comes_from_another_process() -> None:
    process, found = beside(lambda: (os.getpid(), {"words": ["Ada", "Example"], "pages": 2}))()
    assert process != os.getpid()
    assert found == {"words": ["Ada", "Example"], "pages": 2}


def test_work_begins_before_its_result_is_wanted() -> None:
    reading, writing = os.pipe()
    wait = beside(lambda: os.write(writing, b"begun"))
    assert os.read(reading, 5) == b"begun"
    assert wait() == 5
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("found", [None, "", 0, [], b"\xff" * 3_000_000], ids=["none", "text", "zero", "list", "large"])
def test_any_result_is_given_as_it_is(found: object) -> None:
    process, result = beside(lambda: (os.getpid(), found))()
    assert process != os.getpid()
    assert result == found


def test_an_exception_is_raised_where_the_result_is_wanted() -> None:
    def fail() -> NoReturn:
        raise ValueError(f"in {'the parent' if os.getpid() == HERE else 'the child'}")

    wait = beside(fail)
    with pytest.raises(ValueError, match="in the parent"):
        wait()


def dies() -> str:
    if os.getpid() != HERE:
        os._exit(3)
    return "done here"


def is_killed() -> str:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def fails_beside() -> str:
    if os.getpid() != HERE:
        raise MemoryError
    return "done here"


def leaves() -> str:
    if os.getpid() != HERE:
        raise SystemExit(1)
    return "done here"


@pytest.mark.parametrize("work", [dies, is_killed, fails_beside, leaves])
def test_what_is_not_done_beside_is_done_here(work: Callable[[], str]) -> None:
    assert beside(work)() == "done here"


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_what_pickle_cannot_carry_is_found_here(size: int) -> None:
    def give() -> tuple[str, Callable[[], str]]:
        return "x" * size, lambda: "carried"

    text, carried = beside(give)()
    assert (len(text), carried()) == (size, "carried")


def test_no_process_is_left_after_its_result() -> None:
    process = beside(os.getpid)()
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_no_process_is_left_that_died() -> None:
    reading, writing = os.pipe()

    def work() -> None:
        os.write(writing, f"{os.getpid()};".encode())
        if os.getpid() != HERE:
            os._exit(1)

    beside(work)()
    process, here = map(int, os.read(reading, 100).decode().strip(";").split(";"))
    os.close(reading)
    os.close(writing)
    assert here == HERE
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_nothing_stays_open() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    os.close(writing)
    beside(lambda: "result")()
    assert os.pipe() == (reading, writing)
    os.close(reading)
    os.close(writing)


def test_several_may_run_at_once() -> None:
    waits = [beside(partial(pow, number, 2)) for number in range(4)]
    assert [wait() for wait in reversed(waits)] == [9, 4, 1, 0]


def test_without_fork_the_work_is_done_when_its_result_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    done: list[int] = []
    wait = beside(lambda: done.append(os.getpid()))
    assert done == []
    wait()
    assert done == [HERE]
