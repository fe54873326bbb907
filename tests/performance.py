"""Measures it all, and writes docs/performance.md; run by `make bench`, for about ten minutes.

`make bench PEERS="--peer 'rendercv=rendercv render cv.yaml'"` puts another program beside ours. With `--quick` it takes
minutes, measures too little to mean anything, and prints what it would write.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests import bench, bench_batch, bench_preview, bench_warm
from tests.batch import endurance, endurance_cluster
from tests.figures import ROOT, Table

PAGE = ROOT / "docs/performance.md"

INTRODUCTION = """\
# Performance

`make bench` has measured all of this, in one run, and written this page.

{machine} When it began, {load:.1f} processes ran beside it.

What is compared runs in turn, so that whatever else the machine does falls on each alike. Of each round the ratio is
taken, and of the ratios the median; beside it stands the least time, and the least time of processors, which suffer
less from what else runs. Every PDF is PDF/UA-1, whoever makes it; its pages look the same, but of the dots that lead to
a date plain WeasyPrint paints each by itself, and `resume` 16 at once.
"""


class Size(NamedTuple):
    """How much is measured: rounds, edits, résumés."""

    rounds: int
    edits: int
    batch: int
    endured: int
    kills: int
    between: float
    cluster: int


WHOLE = Size(rounds=21, edits=31, batch=1000, endured=1000, kills=6, between=8, cluster=500)
QUICK = Size(rounds=2, edits=3, batch=40, endured=60, kills=2, between=4, cluster=20)


def machine() -> str:
    """Say what it is measured on."""
    model = platform.machine()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in ("WeasyPrint", "pydyf", "distributed"))
    system = f"{platform.system()} {platform.release()}"
    return (
        f"{os.cpu_count()} processors ({model}), {gibibytes:.0f} GiB of memory, {system}; Python "
        f"{platform.python_version()}, {versions}."
    )


def tables(size: Size, peers: Mapping[str, str]) -> Iterator[Table]:
    yield bench.measured(size.rounds, peers)
    yield bench_warm.loading(size.rounds)
    yield bench_warm.measured(size.edits)
    yield bench_warm.phases(size.edits)
    yield bench_preview.measured()
    yield bench_batch.measured(size.batch)
    yield endurance.endured(size.endured, 0, "pdf", size.kills, size.between)
    yield endurance_cluster.endured(size.cluster)


def written(found: list[Table], load: float) -> str:
    """Write the page: first what is held to a limit, then all tables."""
    goals = [goal.row() for goal in chain.from_iterable(table.goals for table in found)]
    about = "What is held to a limit. The limits are aims, which no test asserts: machines differ too much."
    first = Table("Limits", about, ("", "limit", "found", "kept"), goals)
    return "\n".join(
        [INTRODUCTION.format(machine=machine(), load=load), *(each.markdown() for each in (first, *found))]
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--peer", dest="peers", type=bench.peer, action="append", default=[], metavar="NAME=COMMAND")
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    found = []
    for table in tables(QUICK if asked.quick else WHOLE, dict(asked.peers)):
        sys.stderr.write(f"{table.markdown()}\n")
        found.append(table)
    page = written(found, load)
    if asked.quick:
        sys.stdout.write(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
