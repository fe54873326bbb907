"""Builds alone, one by one, what a batch has built, to hold its files against."""

import json
import multiprocessing
import random
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.command import COMMAND

from resume.batch.job import Source, Task, Wish

Entry = Mapping[str, Any]
"""A job as `resume jobs list --format json` gives it."""


def entries(out: Path) -> list[Entry]:
    """Give the jobs of a batch."""
    words: list[str | Path] = [COMMAND, "jobs", "list", out, "--format", "json"]
    listed = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
    return [json.loads(line) for line in listed.splitlines()]


def unlike(done: Iterable[Entry], processes: int = 2) -> list[str]:
    """Give the files of jobs that are not, byte for byte, those of a build in which there is nothing else.

    The builds are made in processes that do one after the other.
    """
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return [path for paths in pool.imap_unordered(_unlike, done, chunksize=16) for path in paths]


def _unlike(entry: Entry) -> list[str]:
    from resume.build.road import make

    file = Path(entry["source"])
    source = Source(entry["folder"], str(file), str(file.resolve().parent), file.read_bytes())
    wish = Wish(formats=tuple(entry["formats"]), check=False)
    outcome = make(Task(source, entry["theme"] or "", entry["variant"] or "", entry["language"] or "", wish).request())
    made = {path.as_posix(): sha256(content).hexdigest() for path, content in outcome.made.items()}
    found = {file["path"]: file["sha256"] for file in entry["files"]}
    return [path for path in made.keys() | found.keys() if made.get(path) != found.get(path)]


def unlike_command(done: list[Entry], count: int, chance: random.Random) -> Iterator[str]:
    """Give the files of some jobs that are not those which `resume build` makes, a process for each."""
    for entry in chance.sample(done, count):
        with tempfile.TemporaryDirectory() as place:
            words = [COMMAND, "build", entry["source"], "-o", f"{place}/", "-f", ",".join(entry["formats"])]
            words += ["-t", entry["theme"]] if entry["theme"] else []
            subprocess.run(words, capture_output=True, check=True)
            made = {sha256(path.read_bytes()).hexdigest() for path in Path(place).rglob("*") if path.is_file()}
        yield from (file["path"] for file in entry["files"] if file["sha256"] not in made)
