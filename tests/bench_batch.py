"""Times `resume batch` against a plain loop over warm processes that give the same pages to WeasyPrint.

Started by hand: `python -m tests.bench_batch 1000`. All are run in turn, as often as `--rounds` says. Of `resume batch`
it is the whole command, from its start to its end; of the plain loop, what is between the first page and the last.
"""

import argparse
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import NamedTuple

from tests.batch.endurance import children
from tests.batch.people import person
from tests.figures import COMMAND, ROOT, Goal, Table, Timed, ratio
from tests.pages import page

BATCH, UNCHECKED, ALONE = "`resume batch --jobs 2`", "the same with `--no-check`", "`resume batch --jobs 1 --no-check`"
KEPT, NAIVE = "plain loop, fonts and sheets kept", "plain loop, all made anew for each page"
OURS: Mapping[str, Sequence[str]] = {
    BATCH: ("--jobs", "2"),
    UNCHECKED: ("--jobs", "2", "--no-check"),
    ALONE: ("--jobs", "1", "--no-check"),
}
THEIRS = {NAIVE: "naive", KEPT: "kept"}
"""In this order, so that what ours is held against runs just before ours."""
SETTLED = 5.0
"""Seconds after which a process has loaded what it keeps."""


class Memory(NamedTuple):
    """MiB that a worker of the batch took, when it had settled and when it was last seen."""

    first: float
    last: float


def resident(process: int) -> float:
    """Give how many MiB a process takes (proc(5))."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def used() -> float:
    """Give the seconds of processors that processes took which have been waited for."""
    took = os.times()
    return took.children_user + took.children_system


def batch(words: list[str | Path]) -> tuple[Timed, list[Memory]]:
    """Run a batch; give what it took, and the memory of each of its workers that lived long enough."""
    seen: dict[int, Memory] = {}
    since: dict[int, float] = {}
    before, begun = used(), time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            now = time.perf_counter()
            for worker in children(process.pid):
                if now - since.setdefault(worker, now) >= SETTLED and (size := resident(worker)):
                    seen[worker] = Memory(seen[worker].first if worker in seen else size, size)
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
        seconds = time.perf_counter() - begun
    assert process.returncode == 0
    return Timed(seconds, used() - before), [*seen.values()]


def loop(pages: Path, out: Path, how: str) -> Timed:
    """Run the plain loop by two processes."""
    words: list[str | Path] = [sys.executable, "-m", "tests.batch.plain", pages, out, how, "2"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return Timed(*map(float, said.split()))


def measured(people: int, rounds: int) -> Table:
    """Run them all in turn."""
    runs: dict[str, list[Timed]] = {name: [] for name in (*OURS, *THEIRS)}
    memory: list[Memory] = []
    with tempfile.TemporaryDirectory() as place:
        folder, pages, out = Path(place, "people"), Path(place, "pages"), Path(place, "out")
        folder.mkdir()
        for number in range(people):
            (folder / f"{number:05}.yaml").write_text(person(number), encoding="utf-8")
        made = [page(file.read_bytes(), file, Path(place)) for file in sorted(folder.iterdir())]
        pages.write_bytes(pickle.dumps(made))
        distinct = len({sheet for each in made for sheet in each.sheets})
        for _ in range(rounds):
            for name, how in THEIRS.items():
                out.mkdir()
                runs[name].append(loop(pages, out, how))
                assert len([*out.iterdir()]) == people
                rmtree(out)
            for name, options in OURS.items():
                timed, seen = batch([COMMAND, "batch", folder, "-o", out, *options])
                runs[name].append(timed)
                assert len([*out.rglob("*.pdf")]) == people
                memory += seen if name == BATCH else []
                rmtree(out)
    return table(runs, memory, people, distinct)


def table(runs: Mapping[str, Sequence[Timed]], memory: Sequence[Memory], people: int, distinct: int) -> Table:
    seconds = {name: [run.seconds for run in of] for name, of in runs.items()}
    rows = [
        (
            name,
            f"{median(seconds[name]):.1f} s",
            f"{people / min(seconds[name]):.1f}",
            f"{min(run.processor for run in of) / people * 1000:.0f} ms",
            f"{ratio(seconds[name], seconds[KEPT]):.2f}",
        )
        for name, of in runs.items()
    ]
    goals = [
        Goal(f"{BATCH}, of a plain warm loop", ratio(seconds[BATCH], seconds[KEPT]), 1.15),
        Goal("the same with `--no-check`", ratio(seconds[UNCHECKED], seconds[KEPT]), 1.15),
        Goal(
            "one worker's time, of that of two, without the check", ratio(seconds[ALONE], seconds[UNCHECKED]), least=1.8
        ),
    ]
    if memory:
        first, last = (median(each) for each in zip(*memory, strict=True))
        most = max(one.last / one.first for one in memory) - 1
        rows.append(
            ("a worker's memory, settled and at its end", f"{first:.0f}, {last:.0f} MiB", "", "", f"{most:+.0%}")
        )
    about = (
        f"`python -m tests.bench_batch`: {people:,} résumés of one to four employers, in five languages, six themes, "
        f"of which {distinct} sheets are different; {len(runs[BATCH])} rounds in turn. Of `resume batch` the whole "
        "command is timed: it reads YAML, writes a ledger, and brings each file safely to the disk. Of the plain "
        "loop, a `multiprocessing.Pool(2)` that is given finished HTML, it is the loop alone."
    )
    return Table("A batch", about, ("", "median", "a second", "processor time each", "of the plain loop"), rows, goals)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    sys.stdout.write(measured(asked.people, asked.rounds).markdown())


if __name__ == "__main__":
    main()
