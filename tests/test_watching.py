"""Builds that go on, in real processes: each change of what they read is seen, and nothing else is."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from tests.command import COMMAND

from resume import files, retrace, trace
from resume.cli import watching

SOURCE = """\
basics: {name: Ada Example, label: Engineer}
theme: {name: mine}
work:
  - {position: Engineer, name: Northwind, startDate: 2022-03, highlights: [Shipped it]}
"""

DONE = "waiting for a change"


class Watch:
    """A command that watches, and what it says."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [COMMAND, *arguments, "-w"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )

    def said(self) -> str:
        """Wait until it is done once more, and give what it said meanwhile."""
        lines: list[str] = []
        assert self.process.stderr
        for line in self.process.stderr:
            if DONE in line:
                return "".join(lines)
            lines.append(line)
        raise AssertionError(f"it has ended: {lines}")

    def has_begun(self) -> bool:
        """Say whether the system is to tell it of changes (inotify(7))."""
        with suppress(OSError):  # of a file that was closed meanwhile
            described = Path(f"/proc/{self.process.pid}/fdinfo").glob("*")
            return any("inotify wd:" in about.read_text(encoding="ascii") for about in described)
        return False

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """End it; give its exit code, and the paths it printed."""
        self.process.send_signal(number)
        out, _ = self.process.communicate(timeout=30)
        return self.process.returncode, out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "resume.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "themes/mine").mkdir(parents=True)
    theme = "name: mine\ndescription: A test.\nextends: classic\n"
    (tmp_path / "themes/mine/theme.yaml").write_text(theme, encoding="utf-8")
    (tmp_path / "themes/mine/style.css").write_text("h1 { color: #111111 }", encoding="utf-8")
    (tmp_path / "more.yaml").write_text("basics: {label: Nurse}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    made = Watch(folder, "build", "--overlay", "more.yaml", "-o", "out.pdf", "-f", "pdf")
    yield made
    if made.process.poll() is None:
        made.end()


def edit(path: Path, before: str, after: str, *, whole: bool = False) -> None:
    """Change a text in a file, in its place or, as many editors do, by another file that takes its place."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    target = path.with_name(f"{path.name}~") if whole else path
    target.write_text(text.replace(before, after), encoding="utf-8")
    if whole:
        target.replace(path)


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("resume.yaml", "Shipped it", "Shipped all of it"),
        ("more.yaml", "Nurse", "Midwife"),
        ("themes/mine/style.css", "#111111", "#aa0000"),
        ("themes/mine/theme.yaml", "classic", "compact"),
    ],
)
def test_a_change_of_what_it_reads_is_built(
    folder: Path, watch: Watch, file: str, before: str, after: str, *, whole: bool
) -> None:
    watch.said()
    first = (folder / "out.pdf").read_bytes()
    edit(folder / file, before, after, whole=whole)
    watch.said()
    assert (folder / "out.pdf").read_bytes() != first


NOT_UTF_8 = b"caf\xe9"
"""As an old disk or archive has names, in Latin-1."""


@pytest.mark.skipif(not Path("/proc/self/fdinfo").is_dir(), reason="/proc says when it watches")
def test_a_change_is_seen_where_the_name_of_a_file_is_not_utf_8(folder: Path, watch: Watch) -> None:
    watch.said()
    for number in range(4):
        while number < 2 and not watch.has_begun():
            assert watch.process.poll() is None
        Path(os.fsdecode(bytes(folder / str(number)) + NOT_UTF_8)).write_bytes(b"")
        edit(folder / "resume.yaml", "Shipped", f"Shipped {number}")
        assert watch.said() == ""


def test_a_change_is_seen_where_that_of_the_folder_is_not(tmp_path: Path) -> None:
    place = Path(os.fsdecode(bytes(tmp_path / "x") + NOT_UTF_8)) / "resume.yaml"
    place.parent.mkdir()
    place.write_text(SOURCE, encoding="utf-8")
    kept = trace.begin(time.time_ns())
    files.read(place)
    trace.end()
    change = threading.Timer(0.1, edit, (place, "Shipped", "Shipped all of"))
    change.start()
    watching._wait(kept.answers)  # noqa: SLF001 - a command could be changed before it has begun to wait
    change.join()
    assert not retrace.holds(kept.answers, {})


def test_a_picture_that_was_missing_is_seen_when_it_is_there(folder: Path, watch: Watch) -> None:
    watch.said()
    edit(folder / "themes/mine/theme.yaml", "classic", "modern")
    watch.said()
    edit(folder / "resume.yaml", "label: Engineer", "label: Engineer, image: me.png", whole=True)
    assert "me.png cannot be read" in watch.said()
    Image.new("RGB", (300, 300), "navy").save(folder / "now.png")
    (folder / "now.png").replace(folder / "me.png")
    assert "error" not in watch.said()


def test_mistakes_are_said_and_mended(folder: Path, watch: Watch) -> None:
    watch.said()
    edit(folder / "resume.yaml", "label", "lable")
    assert "did you mean `label`?" in watch.said()
    (folder / "more.yaml").unlink()
    assert "cannot read more.yaml" in watch.said()
    (folder / "more.yaml").write_text("basics: {label: Nurse}\n", encoding="utf-8")
    watch.said()
    edit(folder / "resume.yaml", "lable", "label")
    assert "error" not in watch.said()
    assert watch.end() == (128 + signal.SIGINT, "out.pdf\n" * 2)


def test_what_it_does_not_read_changes_nothing(folder: Path, watch: Watch) -> None:
    watch.said()
    first = (folder / "out.pdf").read_bytes()
    (folder / "notes.txt").write_text("to do")
    (folder / "resume.yaml").touch()
    edit(folder / "resume.yaml", "Shipped it", "Shipped all of it")
    watch.said()
    assert (folder / "out.pdf").read_bytes() != first
    assert watch.end() == (128 + signal.SIGINT, "out.pdf\n" * 2)


def test_an_interrupt_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "letter.md").write_text("---\nsubject: Hello\n---\n\nDear all,\n", encoding="utf-8")
    (folder / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    made = Watch(folder, "letter", "letter.md", "-o", "letter.pdf")
    assert made.said() == ""
    assert made.end(signal.SIGTERM) == (128 + signal.SIGTERM, "letter.pdf\n")
    assert [*(folder / "tmp").iterdir()] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "-"), "standard input is none"),
        (("build", "nothing.yaml"), "cannot read nothing.yaml"),
        (("build", "--all", "--lang", "de"), "--all builds what the source lists"),
        (("build", "--overlay", "nothing.yaml"), "cannot read nothing.yaml"),
    ],
)
def test_what_can_never_work_ends_at_once(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = subprocess.run(
        [COMMAND, *arguments, "-w"], cwd=folder, capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_what_cannot_be_read_is_said_once_and_what_cannot_be_asked_ends_nothing(folder: Path, watch: Watch) -> None:
    watch.said()
    sheet = folder / "themes/mine/style.css"
    with (folder / "large").open("wb") as large:
        large.truncate(30_000_000)
    (folder / "large").replace(sheet)
    assert "style.css: it is larger than 20 MB" in watch.said()
    sheet.write_text("h1 { color: #222222 }", encoding="utf-8")
    assert watch.said() == ""
    edit(folder / "resume.yaml", "name: mine", f"name: {'o' * 300}")
    assert "file name too long" in watch.said()
    edit(folder / "resume.yaml", f"name: {'o' * 300}", "name: mine")
    assert watch.said() == ""
