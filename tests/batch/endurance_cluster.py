"""Builds many résumés on a Dask cluster of two workers, one of which is lost midway, and says whether all is well.

Started by hand: `python -m tests.batch.endurance_cluster 500`.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from distributed import Client
from tests.batch import lone
from tests.batch.endurance import children
from tests.batch.people import person
from tests.figures import COMMAND, Table

DASK = COMMAND.with_name("dask")
HOST = ("--host", "127.0.0.1")
PATIENCE = 60.0


@contextmanager
def started(folder: Path, *words: str | Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a process of the cluster, in a folder where there is nothing of the batch; end it, and those it started."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([DASK, *words], cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def address(file: Path) -> str:
    """Give the address that a scheduler writes down once it can be reached."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, ValueError):
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise TimeoutError(f"there is no scheduler after {PATIENCE} s")


def lose(nanny: int) -> None:
    """Kill a worker with the process that would start another one in its place."""
    workers = children(nanny)
    assert workers
    for process in (nanny, *workers):
        os.kill(process, signal.SIGKILL)


def endured(people: int) -> Table:
    """Build them, lose a worker when half of them are done, and judge what is there."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder, out, elsewhere = (Path(place, name) for name in ("people", "out", "elsewhere"))
        folder.mkdir()
        elsewhere.mkdir()
        for number in range(people):
            (folder / f"{number:05}.yaml").write_text(person(number), encoding="utf-8")
        known = elsewhere / "scheduler.json"
        begin = ("scheduler", *HOST, "--port", "0", "--no-dashboard", "--scheduler-file", known)
        stack.enter_context(started(elsewhere, *begin))
        scheduler = address(known)
        join = ("worker", scheduler, *HOST, "--nworkers", "1", "--nthreads", "1", "--no-dashboard")
        lost, _ = [stack.enter_context(started(elsewhere, *join)) for _ in range(2)]
        with Client(scheduler) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
        words: list[str | Path] = [COMMAND, "batch", folder, "-o", out, "--dask", scheduler]
        begun = time.monotonic()
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as batch:
            assert batch.stdout
            printed = [batch.stdout.readline() for _ in range(people // 2)]
            half = time.monotonic() - begun
            lose(lost.pid)
            printed += batch.stdout.readlines()
        seconds = time.monotonic() - begun
        entries = lone.entries(out)
        unlike = lone.unlike(entry for entry in entries if entry["state"] == "done")
        states = Counter(entry["state"] for entry in entries)
        rows = [
            ("jobs done", f"{states['done']} of {people}"),
            ("jobs done twice", str(len(printed) - len({*printed}))),
            ("files unlike a lone build's", f"{len(unlike)} of {len(printed)}"),
            ("exit code", str(batch.returncode)),
            ("seconds for the first half, by two workers", f"{half:.0f}"),
            ("seconds for the second half, by the one that was left", f"{seconds - half:.0f}"),
        ]
    about = (
        f"`python -m tests.batch.endurance_cluster`: {people} jobs on a Dask scheduler with two workers, all on one "
        "machine. When half were done, one worker was lost: it and its nanny were ended by SIGKILL."
    )
    return Table("A cluster that loses a worker", about, ("", "found"), rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    sys.stdout.write(endured(parser.parse_args().people).markdown())


if __name__ == "__main__":
    main()
