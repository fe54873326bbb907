"""`resume batch` as its user meets it: killed and gone on with, with what hangs and breaks, by several at once."""

import json
import os
import pty
import random
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest
from tests import command
from tests.batch.people import person
from tests.batch.poison import POISONS, plant
from tests.command import COMMAND, Finished

from resume.batch.run import LEASE
from resume.build.request import Request
from resume.build.road import make

COUNT = 40
KILLS = 3


def lone(file: Path, place: Path) -> dict[Path, bytes]:
    """Build one résumé by itself, as the batch does."""
    request = Request(file.read_bytes(), str(file), file.parent, output=place, apart=True, check=False)
    made = make(request).made
    assert made
    return made


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    for number in range(COUNT):
        (folder / f"person-{number:02}.yaml").write_text(person(number, longest=1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(people: Path) -> dict[Path, bytes]:
    """Build each person's résumé alone: the files by their paths in the batch's folder."""
    made: dict[Path, bytes] = {}
    for file in people.iterdir():
        made |= lone(file, Path(file.stem))
    return made


def started(people: Path, out: Path, *arguments: str) -> "subprocess.Popen[str]":
    words: list[str | Path] = [COMMAND, "batch", people, "-o", out, "--no-check", "--jobs", "2", *arguments]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def outputs(out: Path) -> dict[Path, bytes]:
    """Read all that a batch left, but what it keeps for itself."""
    files = [file for file in out.rglob("*") if file.is_file() and not file.is_relative_to(out / ".batch")]
    return {file.relative_to(out): file.read_bytes() for file in files}


def entries(out: Path) -> list[dict[str, object]]:
    process = command.run(out, "jobs", "list", out, "--format", "json")
    assert process.returncode == 0
    return [json.loads(line) for line in process.stdout.splitlines()]


def workers(process: "subprocess.Popen[str]") -> list[int]:
    """List the children of a process (proc(5))."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="utf-8")
    return [int(child) for child in children.split()]


def kill(process: "subprocess.Popen[str]", chance: random.Random, *, whole: bool) -> list[str]:
    """Kill a batch at a random moment after it has made a few files, or first one of its workers; give what it made."""
    assert process.stdout
    made = [process.stdout.readline() for _ in range(chance.randint(2, 7))]
    if not whole:
        os.kill(chance.choice(workers(process)), signal.SIGKILL)
        made += [process.stdout.readline() for _ in range(chance.randint(1, 3))]
    try:
        process.wait(chance.random() / 5)
    except subprocess.TimeoutExpired:
        process.kill()
    rest, said = process.communicate()  # which ends when its last worker does
    assert "Traceback" not in said
    return [*"".join(made).split(), *rest.split()]


@pytest.mark.wide
@pytest.mark.skipif(sys.platform != "linux", reason="/proc says which processes are its workers")
def test_a_batch_that_is_killed_again_and_again_goes_on(people: Path, alone: dict[Path, bytes], tmp_path: Path) -> None:
    """None is lost, none built twice, none torn, and each is what it would be alone."""
    chance = random.Random(8)  # noqa: S311 - the same moments each time
    printed: list[str] = []
    for number in range(KILLS):
        printed += kill(started(people, tmp_path), chance, whole=number != 1)
        for path, content in outputs(tmp_path).items():
            assert content == alone[path]
    last = started(people, tmp_path)
    rest, said = last.communicate(timeout=LEASE * 0.75)  # it waits for no lease of those that are dead
    assert last.returncode == 0, said
    printed += rest.split()
    assert len(printed) == len({*printed}) >= COUNT - 2 * KILLS  # what was recorded and not yet printed
    assert outputs(tmp_path) == alone
    assert {path.name for path in (tmp_path / ".batch").iterdir()} == {"ledger.sqlite3", "alive"}
    found = entries(tmp_path)
    assert [entry["state"] for entry in found] == ["done"] * COUNT
    again = command.run(people, "batch", people, "-o", tmp_path, "--no-check")
    assert (again.returncode, again.stdout) == (0, "")
    assert f"{COUNT} of {COUNT} jobs were settled before" in again.stderr


@pytest.mark.wide
def test_several_batches_at_once_share_the_work(people: Path, alone: dict[Path, bytes], tmp_path: Path) -> None:
    some = [str(people / f"person-0{number}.yaml") for number in range(6)]
    words: list[str | Path] = [COMMAND, "batch", *some, "-o", tmp_path, "--no-check", "--jobs", "1"]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    printed = [process.communicate()[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert len(printed[0]) + len(printed[1]) == len({*printed[0], *printed[1]}) == len(some)
    assert outputs(tmp_path) == {path: content for path, content in alone.items() if path.parts[0] < "person-06"}


# What fails.


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Finished]:
    """Build résumés: one that crashes, two that hang, one that is too large, one that is wrong, two that are right."""
    folder = tmp_path_factory.mktemp("poisoned")
    plant(folder, {name: name for name in POISONS})
    (folder / "wrong.yaml").write_text("basics: {name: Ada, emial: ada@example.org}\n", encoding="utf-8")
    for name in ("first", "second"):
        (folder / f"{name}.yaml").write_text("basics: {name: Ada Example}\n", encoding="utf-8")
    limits = ("--timeout", "2", "--memory", "1024", "--attempts", "2", "--backoff", "0", "--jobs", "2")
    return folder, command.run(folder, "batch", ".", "-o", "out", *limits, "--report", "report.jsonl")


def test_what_crashes_or_hangs_or_grows_fails_alone(poisoned: tuple[Path, Finished]) -> None:
    folder, process = poisoned
    assert process.returncode == 1
    made = [f"out/{name}/classic/Ada-Example-Resume.pdf" for name in ("first", "second")]
    assert sorted(process.stdout.split()) == made
    assert process.stderr.splitlines()[-1].startswith("2 done, 5 failed in ")
    found = {}
    for line in (folder / "report.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        codes = [item["code"] for item in entry["diagnostics"]]
        attempts = entry["attempts"] if entry["state"] == "failed" else 1  # a slow machine may need one more
        found[entry["source"]] = (entry["state"], attempts, codes, len(entry["files"]))
    assert found == {
        **{f"{name}.yaml": ("failed", 2, [poison.code], 0) for name, poison in POISONS.items()},
        "first.yaml": ("done", 1, [], 1),
        "second.yaml": ("done", 1, [], 1),
        "wrong.yaml": ("failed", 1, ["unknown-key"], 0),
    }


def test_what_failed_is_listed_and_tried_again_when_that_is_wanted(poisoned: tuple[Path, Finished]) -> None:
    folder, _ = poisoned
    listed = command.run(folder, "jobs", "list", "out", "--failed").stdout
    assert "failed wrong\n  wrong.yaml:1:21: error[unknown-key]: " in listed
    assert "failed huge\n  error[batch-memory]: huge.yaml: it takes more than 1024 MiB of memory\n" in listed
    status = command.run(folder, "jobs", "status", "out")
    assert (status.returncode, status.stdout) == (0, "waiting 0\nrunning 0\ndone 2\nfailed 5\n")
    (folder / "wrong.yaml").write_text("basics: {name: Ada Right}\n", encoding="utf-8")
    again = command.run(folder, "batch", "huge.yaml", "first.yaml", "-o", "out")
    assert (again.returncode, again.stdout) == (1, "")
    assert "\n1 of them failed; `resume jobs retry out` lets those be tried again\n" in again.stderr
    mended = command.run(folder, "batch", "wrong.yaml", "first.yaml", "-o", "out")
    assert (mended.returncode, mended.stdout) == (0, "out/wrong/classic/Ada-Right-Resume.pdf\n")
    retried = command.run(folder, "jobs", "retry", "out")
    assert (retried.returncode, retried.stdout) == (0, "")
    assert command.run(folder, "jobs", "status", "out").stdout == "waiting 4\nrunning 0\ndone 3\nfailed 0\n"


def test_a_folder_without_a_batch_is_no_batch(tmp_path: Path) -> None:
    process = command.run(tmp_path, "jobs", "status")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot read output/.batch/ledger.sqlite3: there is no batch in output\n"


def test_what_cannot_be_written_and_what_another_job_has_written_fails(tmp_path: Path) -> None:
    for name in ("mine", "also"):
        theme = tmp_path / "themes" / name
        theme.mkdir(parents=True)
        (theme / "theme.yaml").write_text("name: mine\ndescription: Planted.\nextends: classic\n", encoding="utf-8")
    (tmp_path / "ada.yaml").write_text("basics: {name: Ada}\n", encoding="utf-8")
    (tmp_path / "out/ada").mkdir(parents=True)
    (tmp_path / "out/ada/swiss").write_text("in the way", encoding="utf-8")
    themes = [word for name in ("mine", "also", "swiss", "modern") for word in ("-t", name)]
    process = command.run(tmp_path, "batch", "ada.yaml", "-o", "out", "-f", "txt", "--jobs", "1", *themes)
    made = [f"out/ada/{name}/Ada-Resume.txt" for name in ("mine", "modern")]
    assert (process.returncode, process.stdout.split()) == (1, made)
    assert "ada · also: failed\n  error[theme-name]: ada/mine/Ada-Resume.txt was already written" in process.stderr
    assert "ada · swiss: failed\n  error[unwritten-file]: cannot write out/ada/swiss/Ada-Resume.txt" in process.stderr


def test_what_a_job_makes_no_more_is_deleted_unless_somebody_changed_it(tmp_path: Path) -> None:
    source = tmp_path / "ada.yaml"
    words = ("batch", "ada.yaml", "-o", "out", "-f", "png", "-f", "txt", "--jobs", "1", "-t", "swiss", "--no-check")
    long = "\n".join(f"  - {{name: Employer {number}, position: Engineer}}" for number in range(60))
    source.write_text(f"basics: {{name: Ada}}\nwork:\n{long}\n", encoding="utf-8")
    assert command.run(tmp_path, *words).returncode == 0
    folder = tmp_path / "out/ada/swiss"
    assert {"Ada-Resume.txt", "Ada-Resume-1.png", "Ada-Resume-2.png"} <= {file.name for file in folder.iterdir()}
    (folder / "Ada-Resume-2.png").write_bytes(b"mine")
    (folder / "other.txt").write_bytes(b"mine")
    source.write_text("basics: {name: Ada Byron}\nwork: [{name: Employer, position: Engineer}]\n", encoding="utf-8")
    assert command.run(tmp_path, *words).returncode == 0
    left = {file.name for file in folder.iterdir()}
    assert left == {"Ada-Byron-Resume.txt", "Ada-Byron-Resume.png", "Ada-Resume-2.png", "other.txt"}


def test_a_file_that_cannot_be_read_is_no_fault_of_ours(tmp_path: Path) -> None:
    (tmp_path / "themes/mine").mkdir(parents=True)
    (tmp_path / "themes/mine/theme.yaml").write_text("name: mine\ndescription: .\nextends: classic\n", encoding="utf-8")
    with (tmp_path / "themes/mine/style.css").open("wb") as sheet:
        sheet.truncate(30_000_000)
    (tmp_path / "ada.yaml").write_text("basics: {name: Ada}\n", encoding="utf-8")
    process = command.run(tmp_path, "batch", "ada.yaml", "-o", "out", "--jobs", "1", "-t", "mine")
    assert process.returncode == 1
    assert "error[batch-file]: ada.yaml: cannot read " in process.stderr
    assert "themes/mine/style.css: it is larger than" in process.stderr


def test_no_job_takes_the_place_of_its_source(tmp_path: Path) -> None:
    source = tmp_path / "out/ada/classic/Ada-Resume.json"
    source.parent.mkdir(parents=True)
    source.write_text('{"basics": {"name": "Ada"}}', encoding="utf-8")
    (tmp_path / "ada.json").symlink_to(source)
    process = command.run(tmp_path, "batch", "ada.json", "-o", "out", "-f", "json", "--jobs", "1", "-t", "classic")
    assert process.returncode == 1
    assert "error[unwritten-file]: out/ada/classic/Ada-Resume.json is a source" in process.stderr
    assert source.read_text(encoding="utf-8") == '{"basics": {"name": "Ada"}}'


def test_what_a_job_made_and_is_its_source_now_stays(tmp_path: Path) -> None:
    words = ("batch", "ada.json", "-o", "out", "-f", "json", "--jobs", "1", "-t", "classic")
    (tmp_path / "ada.json").write_text('{"basics": {"name": "Ada"}}', encoding="utf-8")
    assert command.run(tmp_path, *words).returncode == 0
    made = tmp_path / "out/ada/classic/Ada-Resume.json"
    content = made.read_bytes()
    (tmp_path / "ada.json").unlink()
    (tmp_path / "ada.json").symlink_to(made)
    assert command.run(tmp_path, *words, "--set", "basics.name=Eve").returncode == 0
    assert made.with_name("Eve-Resume.json").is_file()
    assert made.read_bytes() == content


@pytest.mark.parametrize("name", ["ada.yaml", "out/.batch/ledger.sqlite3", "people.jsonl", "out", "/dev/null"])
def test_a_report_takes_no_other_files_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "ada.yaml").write_text("basics: {name: Ada}\n", encoding="utf-8")
    (tmp_path / "people.jsonl").write_text('{"basics": {"name": "Ada"}}\n', encoding="utf-8")
    words = ("batch", "ada.yaml", "-o", "out", "-f", "txt", "--jobs", "1", "--report")
    for _ in range(2):
        assert command.run(tmp_path, *words, "new/report.jsonl").returncode == 0
    before = outputs(tmp_path)
    process = command.run(tmp_path, *words, name, "--theme", "swiss")
    said = f"error: --report {name}: that is something else than a report; name another file\n"
    assert (process.returncode, process.stdout, process.stderr) == (2, "", said)
    assert outputs(tmp_path) == before


def test_what_all_has_in_it_is_built_once(tmp_path: Path) -> None:
    source = "basics: {name: Ada, label: {en: Engineer, de: Ingenieurin}}\nvariants: {lead: {label: Lead}}\n"
    (tmp_path / "ada.yaml").write_text(source, encoding="utf-8")
    words = ("batch", "ada.yaml", "-o", "out", "-f", "txt", "--jobs", "1")
    every = command.run(tmp_path, *words, "--variant", "all", "--variant", "lead", "--lang", "de", "--lang", "all")
    assert (every.returncode, len(every.stdout.split())) == (0, 2)
    twice = command.run(tmp_path, *words, "--lang", "de", "--lang", "DE")
    assert (twice.returncode, len(twice.stdout.split())) == (0, 1)


@pytest.mark.parametrize("limits", [("--timeout", "nan"), ("--timeout", "inf"), ("--backoff", "inf"), ("-o", "-")])
def test_what_is_no_limit_and_no_folder_is_refused(tmp_path: Path, limits: tuple[str, str]) -> None:
    (tmp_path / "ada.yaml").write_text("basics: {name: Ada}\n", encoding="utf-8")
    process = command.run(tmp_path, "batch", "ada.yaml", *limits)
    assert (process.returncode, process.stdout) == (2, "")
    assert {path.name for path in tmp_path.iterdir()} == {"ada.yaml"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_worker_keeps_to_less_memory_where_the_system_gives_less(tmp_path: Path) -> None:
    (tmp_path / "ada.yaml").write_text("basics: {name: Ada}\n", encoding="utf-8")
    shell = f"ulimit -v 4000000; exec {COMMAND} batch ada.yaml -o out -f txt --jobs 1 --memory 1000000"
    unprivileged = ("setpriv", "--bounding-set=-sys_resource") if os.geteuid() == 0 else ()
    process = subprocess.run(
        [*unprivileged, "bash", "-c", shell], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (process.returncode, process.stdout) == (0, "out/ada/classic/Ada-Resume.txt\n")


OWN_DISK = ("unshare", "--user", "--map-root-user", "--mount", "bash", "-c", "mount -t tmpfs -o size=400k none out")


def test_a_disk_that_is_full_fails_no_job(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"ada-{number}.yaml").write_text("basics: {name: Ada}\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    if not which("unshare") or subprocess.run(OWN_DISK, cwd=tmp_path, capture_output=True, check=False).returncode:
        pytest.skip("this system lets no user mount a disk")
    batch = f"{COMMAND} batch 'ada-*.yaml' -o out --no-check --jobs 1 >/dev/null; echo $?; {COMMAND} jobs status out"
    words = [*OWN_DISK[:-1], f"{OWN_DISK[-1]} && {batch}; mount -o remount,size=9m out && {batch}"]
    process = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert process.stderr.startswith("error: cannot ")
    first, second = process.stdout.split("failed 0\n")[:2]
    assert first.startswith("2\nwaiting ")
    assert second == "0\nwaiting 0\nrunning 0\ndone 12\n"


def test_a_terminal_shows_how_far_it_is(people: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    words: list[str | Path] = [COMMAND, "batch", *sorted(people.iterdir())[:8], "-o", tmp_path, "-f", "txt", "-j", "1"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        with suppress(OSError):  # how Linux says that nobody writes to it any more
            while part := os.read(ours, 4096):
                said += part
    os.close(ours)
    assert process.returncode == 0
    assert re.search(rb"\[\d/8\] \d+\.\d a second, \d\.\d s left\r\x1b\[K", said)
    assert re.search(rb"8 done, 0 failed in \d+\.\d s, \d+\.\d a second\r\n\Z", said)
