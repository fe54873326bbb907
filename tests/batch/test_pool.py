"""The processes of a batch: what one does when a task ends it, and when it has done its share."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from resume.batch.job import Result, Source, Task, Wish
from resume.batch.pool import RECYCLED, START, Limits, Pool

pytestmark = pytest.mark.wide

SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither SIGKILL nor SIGALRM")

STARTS = ["fork", "spawn"] if START == "fork" else [START]
"""How processes can be started here: on Linux as elsewhere too, so that what macOS does is tested."""

WAIT = 30.0

SHORT = 1.0
"""Seconds given to a task that never ends, and in its pool to those that end at once."""


def work(task: Task) -> Result:
    """Do what a task's theme says: end the process in one of several ways, or tell which one it is."""
    match task.theme:
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hang":
            while True:
                pass
        case "grow":
            return Result({"grown": bytes(10**10)})
        case _:
            pass
    return Result({"pid": str(os.getpid()).encode()})


Opened = Callable[..., AbstractContextManager[Pool]]


@pytest.fixture(params=STARTS)
def pool(tmp_path: Path, request: pytest.FixtureRequest) -> Opened:
    """Give what opens a pool, which leaves nothing behind."""

    @contextmanager
    def opened(seconds: float = WAIT, count: int = 1) -> Iterator[Pool]:
        made = Pool(work, count, Limits(seconds, mebibytes=4096), tmp_path, request.param)
        yield made
        made.close()
        assert [*tmp_path.iterdir()] == []

    return opened


def task(theme: str) -> Task:
    return Task(Source("ada", "ada.yaml", "/people", b""), theme, "", "", Wish())


def done(pool: Pool, theme: str) -> Result:
    pool.give(7, task(theme))
    assert pool.is_busy
    [(number, result)] = pool.wait(WAIT)
    assert number == 7
    return result


@pytest.mark.parametrize(
    ("theme", "code", "said"),
    [
        pytest.param(
            *("crash", "batch-crash", "ada.yaml: the process that built it ended by signal 9"),
            marks=SIGNALS,
        ),
        ("exit", "batch-crash", "ada.yaml: the process that built it ended with code 3"),
        pytest.param(*("hang", "batch-time", "ada.yaml: it was not done after 1 s"), marks=SIGNALS),
        pytest.param(
            *("grow", "batch-memory", "ada.yaml: it takes more than 4096 MiB of memory"),
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory"),
        ),
    ],
)
def test_what_ends_a_process_fails_and_may_pass_and_another_takes_its_place(
    pool: Opened, theme: str, code: str, said: str
) -> None:
    with pool(SHORT if theme == "hang" else WAIT) as opened:
        before = done(opened, "").files["pid"]
        result = done(opened, theme)
        assert [(item.code, item.message) for item in result.items] == [(code, said)]
        assert (result.files, result.may_pass) == ({}, True)
        assert done(opened, "").files["pid"] != before


def test_a_process_is_replaced_when_it_has_done_its_share(pool: Opened) -> None:
    with pool() as opened:
        processes = [done(opened, "").files["pid"] for _ in range(RECYCLED + 1)]
    assert len({*processes[:RECYCLED]}) == 1
    assert processes[-1] != processes[0]


@SIGNALS
def test_one_that_hangs_does_not_keep_the_others_waiting(pool: Opened) -> None:
    with pool(SHORT, count=2) as opened:
        opened.give(1, task("hang"))
        assert done(opened, "").is_done
        [(number, result)] = opened.wait(WAIT)
        assert (number, result.is_done, opened.free) == (1, False, 2)


@SIGNALS
def test_a_process_that_ends_between_two_tasks_is_replaced(pool: Opened) -> None:
    with pool() as opened:
        os.kill(int(done(opened, "").files["pid"]), signal.SIGKILL)
        assert [*opened.wait(WAIT)] == []
        assert done(opened, "").is_done
