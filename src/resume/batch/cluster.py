"""Runs tasks on a Dask cluster, whose machines need to share no disk."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any, Final

from resume import files
from resume.batch.job import Result, Task
from resume.batch.pool import Limits, within
from resume.batch.reads import picture, pictures
from resume.diagnostics import Diagnostics
from resume.themes.shelf import builtin_folder, lineage, named

THEMES: Final = "themes"

IN_STOCK: Final = 2
"""Tasks that each thread of the cluster has at once: one in work, one on the way."""

_one: Final = Lock()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task with the files that it needs, by their paths from the source's folder."""

    task: Task
    files: Mapping[str, bytes]


def opened(parcel: Parcel, work: Callable[[Task], Result], limits: Limits) -> Result:
    """Do a task on a machine of the cluster; one after the other, as WeasyPrint is not made for threads."""
    with _one, files.temporary_folder() as folder:
        files.write_all({folder / name: content for name, content in parcel.files.items()})
        task = replace(parcel.task, source=replace(parcel.task.source, folder=str(folder)))
        return within(task, work, limits)


class Cluster:
    """A crew as `run` wants it: tasks travel with their files, and bytes come back."""

    def __init__(self, work: Callable[[Task], Result], address: str, limits: Limits) -> None:
        from distributed import Client

        self._work = work
        self._limits = limits
        try:
            self._client: Any = Client(address, timeout="10s")
        except OSError as error:
            raise files.FileError(f"cannot reach the Dask scheduler at {address}: {error}") from None
        self._pending: dict[int, Any] = {}
        self._ended: SimpleQueue[int] = SimpleQueue()

    @property
    def free(self) -> int:
        """How many tasks could be given now."""
        threads: int = sum(self._client.nthreads().values())
        return max(IN_STOCK * threads - len(self._pending), 0)

    @property
    def is_busy(self) -> bool:
        """Say whether a result is to come."""
        return bool(self._pending)

    def give(self, number: int, task: Task) -> None:
        """Give a task; its result will have this number."""
        future = self._client.submit(opened, packed(task), self._work, self._limits, pure=False)
        self._pending[number] = future
        future.add_done_callback(lambda _: self._ended.put(number))

    def wait(self, seconds: float) -> Iterator[tuple[int, Result]]:
        """Give what results there are, after so many seconds at the latest."""
        while True:
            try:
                number = self._ended.get(timeout=seconds)
            except Empty:
                return
            yield number, _result(self._pending.pop(number))
            seconds = 0.0  # of those that have come in the meantime, all

    def close(self) -> None:
        """Let the cluster go."""
        self._client.close()


def _result(future: Any) -> Result:
    from distributed import KilledWorker

    diagnostics = Diagnostics()
    try:
        found: Result = future.result()
    except KilledWorker:
        # Dask has tried it on several; what only waited on a worker that another task ended is among them
        diagnostics.error("batch-crash", "several workers in turn ended in the middle of it")
        return Result({}, tuple(diagnostics.items), may_pass=True)
    except (CancelledError, OSError) as error:
        diagnostics.error("batch-crash", f"the cluster lost it: {error or type(error).__name__}")
        return Result({}, tuple(diagnostics.items), may_pass=True)
    return found


def packed(task: Task) -> Parcel:
    """Pack a task with the pictures and themes that it may need; a theme that was named by its path goes by name."""
    folder = Path(task.source.folder)
    found = dict(_in_folder(folder / THEMES, THEMES))
    if named(task.theme).by_path:
        for declared in lineage(named(task.theme), folder, Diagnostics()) or ():
            if declared.folder.parent != builtin_folder():
                found |= _in_folder(declared.folder, f"{THEMES}/{declared.folder.name}")
        task = replace(task, theme=Path(task.theme).name)
    for path in filter(_can_travel, pictures(task.source, task.wish)):
        if (content := picture(folder, path)) is not None:
            found[path] = content
    return Parcel(task, found)


def _can_travel(path: str) -> bool:
    """Say whether a path means the same in any folder."""
    return ":" not in path and not Path(path).is_absolute() and ".." not in Path(path).parts


@cache
def _in_folder(folder: Path, called: str) -> Mapping[str, bytes]:
    """Read a folder whole; once, for all tasks."""
    paths = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    return {f"{called}/{path.relative_to(folder).as_posix()}": files.read(path) for path in paths}
