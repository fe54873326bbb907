"""Runs builds in processes of their own, which find loaded what they need and can be ended at any time."""

import gc
import json
import os
import resource
import select
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

from resume import files

MEMORY: Final = 4 * 2**30
"""Bytes of addresses that a build may take; one of this repository's résumé takes 0.6 GiB."""

LENGTH: Final = 8
"""Bytes of the number that says how long the values of an answer are; it is 0 behind the last answer."""

LARGEST: Final = 100_000_000
"""Bytes of a part of an answer."""

ANSWERS: Final = 100
"""Questions that one process answers before another takes its place."""

SHOWING: Final = 0.05
"""Seconds after an answer in which it is shown: what a build leaves is collected then, or before the next question."""

IDLE: Final = b"."

Answer: TypeAlias = tuple[dict[str, Any], list[bytes]]
"""Values that JSON has, and bytes."""

Work: TypeAlias = Callable[[Any, bytes], Iterator[Answer]]
"""Answers a question, a value that JSON has with bytes, by one or several answers, each as soon as it is known."""


class Nursery:
    """A process that has loaded what builds need, and forks others that answer questions.

    Of each kind of question one is worked at a time: the next one ends it, and another process takes its place.
    Whatever a build does to itself, the nursery and who asks it stand.
    """

    def __init__(self, work: Work, warm: Callable[[], object], folder: Path) -> None:
        """Start it; what is temporary stands in `folder`. `warm` is done beside the first answer."""
        self._orders, theirs = socket.socketpair()
        self.process = os.fork()
        if not self.process:
            self._orders.close()
            _nurse(theirs, work, warm, folder)
        _lead(self.process)
        theirs.close()

    def ask(self, kind: int) -> socket.socket:
        """Give what a question is written to, as `asked` has it, and its answers are read from, as `answers` does.

        Raises `OSError` where the nursery has ended.
        """
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._orders, [bytes([kind])], [theirs.fileno()])
        except OSError:
            ours.close()
            raise
        ours.settimeout(0)
        return ours

    def stop(self, kind: int) -> None:
        """End what answers a question of this kind, if anything does."""
        with suppress(OSError):  # nothing does any more
            self._orders.send(bytes([kind]))

    def end(self) -> None:
        """End it at once, and all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        self._orders.close()


def _lead(process: int) -> None:
    """Let a process lead a group of its own: what a terminal interrupts is who asks, and all of it can be ended.

    Both it and who started it do so, since neither knows which comes first.
    """
    with suppress(PermissionError, ProcessLookupError):
        os.setpgid(process, process)


def asked(question: object, content: bytes = b"") -> bytes:
    """Give a question and its bytes as they are sent; what sends them ends with them."""
    return json.dumps(question).encode() + b"\n" + content


async def answers(read: Callable[[int], Awaitable[bytes]]) -> AsyncIterator[Answer]:
    """Read the answers to a question by what reads so many bytes; raises `EOFError`, as that does, if they are torn."""

    async def part(length: int) -> bytes:
        if length > LARGEST:
            raise EOFError
        return await read(length)

    while length := int.from_bytes(await read(LENGTH)):
        values, lengths = json.loads(await part(length))
        yield values, [await part(length) for length in lengths]


def _nurse(orders: socket.socket, work: Work, warm: Callable[[], object], folder: Path) -> NoReturn:
    """Fork a process for each order, until nobody gives any."""
    _lead(0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    files.keep_temporaries_in(folder)
    gc.freeze()
    running: dict[int, _Running] = {}
    is_warm = False
    with suppress(OSError):
        while True:
            order, handed, _, _ = socket.recv_fds(orders, 1, 1)
            if not order:
                break
            kind = order[0]
            if kind in running and not (handed and running[kind].takes(handed)):
                running.pop(kind).reap()
            if handed and kind not in running:
                running[kind] = _started(work, folder / str(kind), (orders.fileno(), *handed))
                socket.send_fds(running[kind].line, [order], handed)
            for descriptor in handed:
                os.close(descriptor)
            if not is_warm:
                is_warm = True
                with suppress(Exception):
                    warm()
                gc.freeze()
    for one in running.values():
        one.reap()
    files.empty(folder)
    os._exit(0)


@dataclass(frozen=True, slots=True)
class _Running:
    """A process that answers, the line to it, and the folder of what it leaves."""

    process: int
    line: socket.socket
    folder: Path

    def takes(self, handed: Sequence[int]) -> bool:
        """Hand it the next question if it has answered the last one, and lives; it is warmer than a new one."""
        try:
            return bool(self.line.recv(1, socket.MSG_DONTWAIT)) and bool(socket.send_fds(self.line, [IDLE], handed))
        except OSError:
            return False

    def reap(self) -> None:
        """End it if it has not ended, and delete what it left."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self.line.close()
        files.empty(self.folder)


def _started(work: Work, folder: Path, strange: Iterable[int]) -> _Running:
    """Fork a process that answers questions; the descriptors that are `strange` to it are closed there."""
    files.make_folder(folder)
    ours, theirs = socket.socketpair()
    process = os.fork()
    if process:
        theirs.close()
        return _Running(process, ours, folder)
    ours.close()
    for descriptor in strange:
        os.close(descriptor)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files.keep_temporaries_in(folder)
    gc.disable()
    try:
        for left in reversed(range(ANSWERS)):
            order, handed, _, _ = socket.recv_fds(theirs, 1, 1)
            if not order:
                break
            with socket.socket(fileno=handed[0]) as asking:
                _answer(asking, work, theirs if left else None)
            select.select([theirs], [], [], SHOWING)
            gc.collect()
    finally:
        os._exit(0)


def _answer(asking: socket.socket, work: Work, line: socket.socket | None) -> None:
    """Answer a question, and say on the line that another one can come, if it can."""
    question, _, content = b"".join(iter(lambda: asking.recv(2**16), b"")).partition(b"\n")
    with suppress(OSError):  # who does not wait any more
        for values, parts in work(json.loads(question), content):
            head = json.dumps([values, [*map(len, parts)]]).encode()
            asking.sendall(b"".join([len(head).to_bytes(LENGTH), head, *parts]))
    if line:
        line.send(IDLE)  # before who asked knows, and asks the next one
    with suppress(OSError):
        asking.sendall(bytes(LENGTH))
