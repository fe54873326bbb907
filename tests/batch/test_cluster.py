"""`resume batch --dask` on a cluster of this machine, whose workers share no folder with the batch."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from tests.batch.people import person
from tests.command import COMMAND

from resume.batch.job import Task, Wish
from resume.batch.records import Wanted
from resume.batch.sources import sources
from resume.build.road import make

CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, *[worker.pid for worker in cluster.workers.values()], flush=True)
        sys.stdin.read()
"""
THEME = "name: mine\ndescription: Planted.\nextends: swiss\n"
SOURCE = "basics: {name: Ada Example, image: ada.png}\ntheme: {name: mine, photo: round}\n"


@contextmanager
def cluster(folder: Path) -> Iterator[list[str]]:
    """Give the address of a cluster's scheduler, then the processes of its workers."""
    script = folder / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    with subprocess.Popen(
        [sys.executable, script],
        cwd=elsewhere,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert process.stdin
        yield process.stdout.readline().split()
        process.stdin.close()


@pytest.mark.wide
def test_a_cluster_builds_what_one_machine_would_even_where_a_worker_is_lost(tmp_path: Path) -> None:
    people = tmp_path / "people"
    theme = people / "themes/mine"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text(THEME, encoding="utf-8")
    (theme / "style.css").write_text("h1 { color: #8c1d40 }\n", encoding="utf-8")
    Image.new("RGB", (600, 600), "teal").save(people / "ada.png")
    (people / "ada.yaml").write_text(SOURCE, encoding="utf-8")
    (people / "wrong.yaml").write_text("basics: {}\n", encoding="utf-8")
    for number in range(12):
        (people / f"person-{number:02}.yaml").write_text(person(number, longest=1), encoding="utf-8")
    out = tmp_path / "out"
    with cluster(tmp_path) as (address, *workers):
        words: list[str | Path] = [COMMAND, "batch", people, "-o", out, "--dask", address, "--no-check"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as batch:
            assert batch.stdout
            made = batch.stdout.readline()
            os.kill(int(workers[0]), signal.SIGKILL)
            rest, said = batch.communicate()
    assert batch.returncode == 1, said
    assert said.splitlines()[-1].startswith("13 done, 1 failed in ")
    assert "wrong: failed\n" in said
    found = {file.relative_to(out): file.read_bytes() for file in out.rglob("*.pdf")}
    assert {str(out / path) for path in found} == {*made.split(), *rest.split()}
    alone: dict[Path, bytes] = {}
    for source in sources([str(people)], out, Wanted()):
        alone |= make(Task(source, "", "", "", Wish(check=False)).request()).made
    assert found == alone
    assert Path("ada/mine/Ada-Example-Resume.pdf") in found


@pytest.mark.wide
def test_a_cluster_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "ada.yaml").write_text("basics: {name: Ada}\n", encoding="utf-8")
    process = subprocess.run(
        [COMMAND, "batch", "ada.yaml", "--dask", "tcp://127.0.0.1:9"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.startswith("error: cannot reach the Dask scheduler at tcp://127.0.0.1:9: ")
