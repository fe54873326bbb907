"""Runs tasks in processes beside this one, each within its time and memory."""

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from resume import files
from resume.batch.job import Result, Task
from resume.diagnostics import Diagnostics

RECYCLED: Final = 500
"""Tasks after which a process is replaced by a new one: what its libraries never give back goes with it."""

START: Final = "fork" if sys.platform == "linux" else "spawn"
"""How a process is started, in the words of `multiprocessing`: where that is safe, as a copy of this one."""

MEBIBYTE: Final = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may take: seconds by the clock, and MiB of the process's address space."""

    seconds: float = 60.0
    mebibytes: int = 2048


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    scratch: Path
    number: int | None = None
    task: Task | None = None
    given: int = 0


class Pool:
    """Processes that do tasks: as many as `count`, each forked from this one, where all is loaded already.

    On Linux, that is; elsewhere forking a process that has loaded its system's libraries is not safe, and they
    load all anew.
    """

    def __init__(
        self, work: Callable[[Task], Result], count: int, limits: Limits, scratch: Path, start: str = START
    ) -> None:
        self._work = work
        self._limits = limits
        self._scratch = scratch
        self._context = multiprocessing.get_context(start)
        self._started = 0
        self._workers: list[_Worker] = []
        for _ in range(count):
            self._start()

    @property
    def free(self) -> int:
        """How many tasks could be given now."""
        return sum(worker.number is None for worker in self._workers)

    @property
    def is_busy(self) -> bool:
        """Say whether a result is to come."""
        return self.free < len(self._workers)

    def give(self, number: int, task: Task) -> None:
        """Give a task to a free process; its result will have this number."""
        worker = next(worker for worker in self._workers if worker.number is None)
        worker.number, worker.task = number, task
        worker.given += 1
        with suppress(OSError):  # it has died; `wait` finds it so
            worker.pipe.send(task)

    def wait(self, seconds: float) -> Iterator[tuple[int, Result]]:
        """Give what results there are, after so many seconds at the latest; of a process that died, what it died of."""
        ready = wait([worker.pipe for worker in self._workers], seconds)
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            try:
                result: Result | None = worker.pipe.recv()
            except (EOFError, OSError):
                result = None
            number, task = worker.number, worker.task
            worker.number = worker.task = None
            if result is None or result.may_pass or worker.given >= RECYCLED:
                self._replace(worker)
            if number is not None and task is not None:
                yield number, result or self._lost(task, worker.process.exitcode)

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            self._end(worker)
        self._workers = []

    def _start(self) -> None:
        here, there = self._context.Pipe()
        self._started += 1
        scratch = self._scratch / str(self._started)
        is_copied = self._context.get_start_method() == "fork"  # with all ends of pipes that are open here
        others = [*(worker.pipe for worker in self._workers), here] if is_copied else []
        given = (there, self._work, self._limits, scratch, others)
        process = self._context.Process(target=_serve, args=given, daemon=True)  # type: ignore[attr-defined]
        process.start()
        there.close()
        self._workers.append(_Worker(process, here, scratch))

    def _replace(self, worker: _Worker) -> None:
        self._end(worker)
        self._workers.remove(worker)
        self._start()

    def _end(self, worker: _Worker) -> None:
        worker.pipe.close()
        if worker.number is not None:
            worker.process.kill()
        worker.process.join()
        files.delete_folder(worker.scratch)

    def _lost(self, task: Task, exit_code: int | None) -> Result:
        diagnostics = Diagnostics()
        if sys.platform != "win32" and exit_code == -signal.SIGALRM:
            message = f"{task.source.file}: it was not done after {self._limits.seconds:g} s"
            diagnostics.error(
                "batch-time", message, hint="allow it more with `--timeout`, or find what never ends in it"
            )
        else:
            how = f"by signal {-exit_code}" if exit_code and exit_code < 0 else f"with code {exit_code}"
            diagnostics.error("batch-crash", f"{task.source.file}: the process that built it ended {how}")
        return Result({}, tuple(diagnostics.items), may_pass=True)


def _serve(
    pipe: Connection, work: Callable[[Task], Result], limits: Limits, scratch: Path, others: list[Connection]
) -> None:
    """Do tasks until there are no more, or until whoever gives them has gone."""
    for other in others:  # a copy of an end keeps its pipe open
        other.close()
    files.keep_temporaries_in(scratch)
    _limit_memory(limits)
    gc.disable()
    gc.freeze()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        result = within(task, work, limits)
        try:
            pipe.send(result)
        except OSError:
            return
        gc.collect(1)  # once a task, when it is done: 3 % faster than now and then, and it takes less memory


def within(task: Task, work: Callable[[Task], Result], limits: Limits) -> Result:
    """Do a task in this process, which ends where that takes too long."""
    _alarm(limits.seconds)
    try:
        return work(task)
    except MemoryError:
        return _too_large(task, limits)
    finally:
        _alarm(0)


def _alarm(seconds: float) -> None:
    """Let the system end this process after some time, wherever it then is, and whoever still watches it."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(limits: Limits) -> None:
    if sys.platform == "linux":  # macOS takes the limit and does not hold to it
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = limits.mebibytes * MEBIBYTE
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)  # which a process may not raise
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _too_large(task: Task, limits: Limits) -> Result:
    diagnostics = Diagnostics()
    message = f"{task.source.file}: it takes more than {limits.mebibytes} MiB of memory"
    diagnostics.error("batch-memory", message, hint="allow it more with `--memory`, or find what is so large in it")
    return Result({}, tuple(diagnostics.items), may_pass=True)
