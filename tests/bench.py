"""Times `resume build` against a plain script that gives the same page to WeasyPrint; run by `make bench`.

Whole processes are timed, in turn, so that what else the machine does falls on each alike. Of each round
the ratio is taken, and of the ratios the median.
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("resume")
ROUNDS = 11
PLAIN = 'import sys\nfrom weasyprint import HTML\nHTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")\n'

BUILD, UNCHECKED, SCRIPT = "resume build", "resume build --no-check", "plain WeasyPrint"


class Run(NamedTuple):
    """What one process took: seconds by the clock, and MiB of memory at its peak."""

    seconds: float
    mebibytes: float


def measure(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command whose output does not matter to its end; raises `RuntimeError` where it fails."""
    start = time.perf_counter()
    child = os.fork()
    if not child:
        os.chdir(folder)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        os.execv(command[0], [str(word) for word in command])  # noqa: S606 - there is no shell to be had
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10  # getrusage(2): bytes there, KiB on Linux
    return Run(seconds, used.ru_maxrss / unit)


def rounds(folder: Path) -> dict[str, list[Run]]:
    """Run all three in turn, after a round to warm up."""
    source = ROOT / "resume.yaml"
    page, script = folder / "page.html", folder / "plain.py"
    script.write_text(PLAIN, encoding="utf-8")
    measure([COMMAND, "build", source, "-o", page], folder)
    commands: Mapping[str, Sequence[str | Path]] = {
        BUILD: [COMMAND, "build", source, "-o", folder / "build.pdf"],
        UNCHECKED: [COMMAND, "build", source, "-o", folder / "unchecked.pdf", "--no-check"],
        SCRIPT: [sys.executable, script, page, folder / "plain.pdf"],
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, command in commands.items():
            run = measure(command, folder)
            if number:
                runs[name].append(run)
    return runs


def ratio(runs: Mapping[str, Sequence[Run]], one: str, other: str, field: int) -> float:
    """Give the median of what one takes of what the other does in the same round."""
    return median(a[field] / b[field] for a, b in zip(runs[one], runs[other], strict=True))


def table(runs: Mapping[str, Sequence[Run]]) -> str:
    lines = [
        f"{'':24} {'seconds':^23} {'MiB at the peak':^23}",
        f"{'':24} " + f"{'median':>7} {'min':>7} {'max':>7} " * 2,
    ]
    for name, of in runs.items():
        cells = ""
        for field, form in ((0, "7.3f"), (1, "7.1f")):
            values = [run[field] for run in of]
            cells += " ".join(format(value, form) for value in (median(values), min(values), max(values))) + " "
        lines.append(f"{name:24} {cells}")
    lines.append("")
    for name in (BUILD, UNCHECKED):
        of_time, of_memory = (ratio(runs, name, SCRIPT, field) for field in (0, 1))
        lines.append(f"{name} / {SCRIPT}: {of_time:.2f} of the time, {of_memory:.2f} of the memory")
    lines.append(f"the check: {1 - ratio(runs, UNCHECKED, BUILD, 0):.1%} of a build's time")
    return "\n".join(line.rstrip() for line in lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        found = rounds(Path(place))
    about = f"{ROUNDS} rounds in turn, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    sys.stdout.write(f"{about}\n\n{table(found)}\n")
