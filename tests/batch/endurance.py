"""Builds very many résumés, killing the batch and its workers all the while, and says whether all is as it should be.

Started by hand: `python -m tests.batch.endurance 5000 --kills 20`. The seed of the kills is fixed. Among the résumés
are some that crash, hang, or take all memory. Each file made is held against a build of that résumé alone.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.batch import lone
from tests.batch.people import THEMES, person
from tests.batch.poison import POISONS, plant
from tests.figures import COMMAND, Table

SAMPLE = 20
"""Jobs that the command `resume build` builds once more; all are built once more in processes of Python."""

LIMIT = 10
"""Seconds for a job."""

KILLED = "batch-crash"
"""What is said of a job whose worker was killed."""


@dataclass
class Kills:
    """What was killed, what was printed meanwhile, and what was there after a kill.

    Of each file that was there it is `seen` what was in it, and of each that was `settled`, when it was written.
    """

    runs: int = 0
    workers: int = 0
    printed: list[str] = field(default_factory=list)
    seen: dict[Path, str] = field(default_factory=dict)
    settled: dict[Path, int] = field(default_factory=dict)

    def look(self, out: Path) -> None:
        """See what is there that was not before."""
        self.seen |= {path: digest(path) for path in made(out) if path not in self.seen}
        paths = {out / file["path"] for entry in lone.entries(out) for file in entry["files"]}
        self.settled |= {path: path.stat().st_mtime_ns for path in paths - self.settled.keys()}

    def twice(self) -> list[str]:
        """Give the files that were written again after they were done, or were printed twice."""
        again = [str(path) for path, written in self.settled.items() if path.stat().st_mtime_ns != written]
        return again + [path for path, count in Counter(self.printed).items() if count > 1]


def children(process: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def run(words: list[str | Path], chance: random.Random, kills: Kills, seconds: float) -> bool:
    """Run the batch for some seconds, killing workers of it now and then, then it; say whether it ended before that."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.DEVNULL)
        end = time.monotonic() + seconds
        while process.poll() is None and (left := end - time.monotonic()) > 0:
            with suppress(subprocess.TimeoutExpired):
                process.wait(min(left, chance.uniform(0, seconds)))
            if time.monotonic() < end and (victims := children(process.pid)):
                os.kill(chance.choice(victims), signal.SIGKILL)
                kills.workers += 1
        has_ended = process.poll() is not None
        process.kill()
        process.wait()
        kills.runs += not has_ended
        out.seek(0)
        kills.printed += out.read().split()
    return has_ended


def made(out: Path) -> Iterator[Path]:
    """Give the files that a batch has made."""
    return (path for path in out.rglob("*") if path.is_file() and ".batch" not in path.parts)


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def prepare(folder: Path, people: int) -> None:
    """Write the résumés, with a poisoned one of each kind in their midst."""
    folder.mkdir()
    for number in range(people):
        (folder / f"{number:05}.yaml").write_text(person(number), encoding="utf-8")
    plant(folder, {name: f"{people * (n + 1) // 5:05}-{name}" for n, name in enumerate(POISONS)})


def endured(people: int, themes: int, wanted: str, kills: int, between: float) -> Table:
    """Build them, killing as often as is wanted, `between` so many seconds by the mean; then judge what is there."""
    chance = random.Random(5)  # noqa: S311 - the same moments each time
    done = Kills()
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "people"), Path(place, "out")
        prepare(folder, people)
        named = [word for name in THEMES[:themes] for word in ("-t", name)]
        words: list[str | Path] = [
            COMMAND,
            "batch",
            folder,
            "-o",
            out,
            "-f",
            wanted,
            "--jobs",
            "2",
            "--backoff",
            "0",
            *named,
        ]
        words += ["--timeout", str(LIMIT)]
        begun = time.monotonic()
        while done.runs < kills and not run(words, chance, done, chance.uniform(1, 2 * between)):
            done.look(out)
        ended = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", check=False)
        seconds = time.monotonic() - begun
        done.printed += ended.stdout.split()
        return judged(out, done, seconds, chance)


def judged(out: Path, kills: Kills, seconds: float, chance: random.Random) -> Table:
    """Count what is as it should be, and what is not."""
    left = sorted(path.name for path in (out / ".batch").iterdir())
    entries = lone.entries(out)
    states = Counter(entry["state"] for entry in entries)
    good = [entry for entry in entries if entry["state"] == "done"]
    bad = {(Path(entry["source"]).stem.partition("-")[2], entry["state"]) for entry in entries} - {("", "done")}
    codes = {
        name: {item["code"] for e in entries if name in e["source"] for item in e["diagnostics"]} for name in POISONS
    }
    alone = bad == {(name, "failed") for name in POISONS}
    alone = alone and all(codes[name] <= {poison.code, KILLED} for name, poison in POISONS.items())
    final = {out / file["path"]: file["sha256"] for entry in good for file in entry["files"]}
    there = {path: digest(path) for path in made(out)}
    torn = [path for path in kills.seen if kills.seen[path] != final.get(path)]
    torn += [path for path in there.keys() | final.keys() if there.get(path) != final.get(path)]
    begun = time.monotonic()
    unlike = lone.unlike(good)
    took = time.monotonic() - begun
    sample = min(SAMPLE, len(good))
    rows = [
        ("killed by SIGKILL", f"{kills.runs} times the batch, {kills.workers} times a worker"),
        ("jobs done", f"{states['done']:,} of {len(entries):,}"),
        ("jobs failed", f"{len(entries) - states['done']}: {', '.join(sorted(name for name, _ in bad)) or 'none'}"),
        ("what was to fail, and nothing else, failed, as what it was", "yes" if alone else f"no: {bad} {codes}"),
        ("jobs done twice", str(len(kills.twice()))),
        ("files that were ever torn", f"{len(torn)} of {len(there):,}"),
        ("files unlike a lone build's, made in one process of Python", f"{len(unlike)} of {len(final):,}"),
        ("files unlike those of `resume build`", f"{len([*lone.unlike_command(good, sample, chance)])} of {sample}"),
        ("left in the batch's own folder", ", ".join(left)),
        ("seconds, those between kills and for starting anew too", f"{seconds:.0f}"),
        ("seconds for the same builds alone, one after the other in two processes", f"{took:.0f}"),
        ("bytes of ledger", f"{(out / '.batch/ledger.sqlite3').stat().st_size:,}"),
    ]
    about = (
        f"`python -m tests.batch.endurance`: {len(entries):,} jobs by two workers. These were killed at random "
        f"moments, and so was the batch, which was then run again; {LIMIT} seconds for a job."
    )
    return Table("Killed again and again", about, ("", "found"), rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("--themes", type=int, default=0, help="Each in so many themes; otherwise in its own.")
    parser.add_argument("--format", default="pdf")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--between", type=float, default=8.0, help="Mean seconds between two kills of the batch.")
    asked = parser.parse_args()
    sys.stdout.write(endured(asked.people, asked.themes, asked.format, asked.kills, asked.between).markdown())


if __name__ == "__main__":
    main()
