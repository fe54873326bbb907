"""Times `resume batch` against a plain loop over warm processes that give the same pages to WeasyPrint.

Started by hand: `python -m tests.bench_batch 1000`. Of `resume batch` it is the whole command, from its start to its
end; of the plain loop, what is between the first page and the last. All run together, but one at a time: each for a
moment in which the others stand still.
"""

import argparse
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.batch import plain
from tests.batch.endurance import children
from tests.batch.people import person
from tests.figures import COMMAND, ROOT, Goal, Table, Timed
from tests.pages import page

BATCH, UNCHECKED, ALONE = "`resume batch --jobs 2`", "the same with `--no-check`", "`resume batch --jobs 1 --no-check`"
KEPT, NAIVE = "plain loop, fonts and sheets kept", "plain loop, all made anew for each page"
OURS: Mapping[str, Sequence[str]] = {
    BATCH: ("--jobs", "2"),
    UNCHECKED: ("--jobs", "2", "--no-check"),
    ALONE: ("--jobs", "1", "--no-check"),
}
THEIRS = {NAIVE: "naive", KEPT: "kept"}
TURN = 2.0
"""Seconds for which one runs, before it is the next one's turn."""

SETTLED = 2
"""Turns after which a process has loaded what it keeps."""


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


def started(words: Sequence[str | Path]) -> "subprocess.Popen[bytes]":
    """Start a command that stands still with all that it starts; one that says when it is ready, once it is."""
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout
    if words[0] == sys.executable:
        assert process.stdout.readline() == plain.READY
        process.stdin.write(b"\n")
        process.stdin.flush()
    os.killpg(process.pid, signal.SIGSTOP)
    return process


def in_turn(running: dict[str, "subprocess.Popen[bytes]"]) -> tuple[dict[str, Timed], list[Memory]]:
    """Let commands run to their ends by turns; give what each took, and the memory of the workers of `BATCH`."""
    found = {name: Timed(0.0, 0.0) for name in running}
    seen: dict[int, list[float]] = {}
    while running:
        for name, process in [*running.items()]:
            before, begun = used(), time.perf_counter()
            os.killpg(process.pid, signal.SIGCONT)
            with suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=TURN)
                del running[name]
                assert process.returncode == 0
            if name in running:
                os.killpg(process.pid, signal.SIGSTOP)
            took, processor = found[name]
            found[name] = Timed(took + time.perf_counter() - begun, processor + used() - before)
            for worker in children(process.pid) if name == BATCH else ():
                seen.setdefault(worker, []).append(resident(worker))
    return found, [Memory(sizes[SETTLED], sizes[-1]) for sizes in seen.values() if len(sizes) > SETTLED + 1]


def measured(people: int) -> Table:
    """Run them all."""
    with tempfile.TemporaryDirectory() as place:
        folder, pages = Path(place, "people"), Path(place, "pages")
        folder.mkdir()
        for number in range(people):
            (folder / f"{number:05}.yaml").write_text(person(number), encoding="utf-8")
        made = [page(file.read_bytes(), file, Path(place)) for file in sorted(folder.iterdir())]
        pages.write_bytes(pickle.dumps(made))
        distinct = len({sheet for each in made for sheet in each.sheets})
        out = {name: Path(place, f"out-{number}") for number, name in enumerate((*OURS, *THEIRS))}
        words: dict[str, Sequence[str | Path]] = {
            name: [COMMAND, "batch", folder, "-o", out[name], *options] for name, options in OURS.items()
        }
        for name, how in THEIRS.items():
            out[name].mkdir()
            words[name] = [sys.executable, "-m", "tests.batch.plain", pages, out[name], how, "2"]
        found, memory = in_turn({name: started(each) for name, each in words.items()})
        assert {len([*made_by.rglob("*.pdf")]) for made_by in out.values()} == {people}
    return table(found, memory, people, distinct)


def table(found: Mapping[str, Timed], memory: Sequence[Memory], people: int, distinct: int) -> Table:
    ratio = {name: of.seconds / found[KEPT].seconds for name, of in found.items()}
    rows = [
        (
            name,
            f"{of.seconds:.1f} s",
            f"{people / of.seconds:.1f}",
            f"{of.processor / people * 1000:.0f} ms",
            f"{ratio[name]:.2f}",
        )
        for name, of in found.items()
    ]
    goals = [
        Goal(f"{BATCH}, of a plain warm loop", ratio[BATCH], 1.15),
        Goal("the same with `--no-check`", ratio[UNCHECKED], 1.15),
        Goal("one worker's time, of that of two, without the check", ratio[ALONE] / ratio[UNCHECKED], least=1.8),
    ]
    if memory:
        first, last = (median(each) for each in zip(*memory, strict=True))
        most = max(one.last / one.first for one in memory) - 1
        rows.append(
            ("a worker's memory, settled and at its end", f"{first:.0f}, {last:.0f} MiB", "", "", f"{most:+.0%}")
        )
    about = (
        f"`python -m tests.bench_batch`: {people:,} résumés of one to four employers, in five languages, six themes, "
        f"of which {distinct} sheets are different. All of these run together, but one at a time: each for "
        f"{TURN:g} seconds in which the others stand still. Of `resume batch` the whole command is timed: it reads "
        "YAML, writes a ledger, and brings each file safely to the disk. Of the plain loop, a "
        "`multiprocessing.Pool(2)` that is given finished HTML, it is the loop alone."
    )
    return Table("A batch", about, ("", "time", "a second", "processor time each", "of the plain loop"), rows, goals)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    sys.stdout.write(measured(parser.parse_args().people).markdown())


if __name__ == "__main__":
    main()
