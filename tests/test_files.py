"""Reads and writes real files, and makes the file system refuse."""

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from resume import files

OLD, NEW = b"the old content", b"the new content"


def entries(folder: Path) -> dict[str, bytes | None]:
    """Give all that is in a folder by its relative name: a file's content, none for a folder."""
    found = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes() for path in found}


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """Let no file grow larger, as on a device that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


# Writing.


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    files.write(tmp_path / "output/classic/cv.pdf", NEW)
    assert entries(tmp_path) == {"output": None, "output/classic": None, "output/classic/cv.pdf": NEW}


def test_a_link_stays_and_leads_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/cv.pdf").write_bytes(OLD)
    (tmp_path / "cv.pdf").symlink_to("shared/cv.pdf")
    files.write(tmp_path / "cv.pdf", NEW)
    assert (tmp_path / "cv.pdf").is_symlink()
    assert (tmp_path / "shared/cv.pdf").read_bytes() == NEW
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["cv.pdf", "cv.pdf", "shared"]


@pytest.mark.parametrize("through_a_link", [False, True])
def test_what_is_no_file_is_left_as_it_is(tmp_path: Path, *, through_a_link: bool) -> None:
    """As root, one could replace `/dev/stdout`."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    place = tmp_path / ("link" if through_a_link else "pipe")
    with pytest.raises(files.FileError, match="it is no file that could be replaced"):
        files.write_all({tmp_path / "cv.pdf": NEW, place: NEW})
    assert (tmp_path / "pipe").is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(OLD)
    files.write(tmp_path / "cv.pdf", NEW)
    assert entries(tmp_path) == {"cv.pdf": NEW}


def test_who_reads_a_file_while_it_is_replaced_reads_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(OLD)
    with path.open("rb") as reader:
        files.write(path, NEW)
        assert reader.read() == OLD
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_mode_is_what_the_umask_leaves(tmp_path: Path, mask: int, mode: int) -> None:
    with umask(mask):
        files.write(tmp_path / "cv.pdf", NEW)
    assert stat.S_IMODE((tmp_path / "cv.pdf").stat().st_mode) == mode


def test_a_write_that_fails_half_way_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(OLD)
    with no_more_than(100_000), pytest.raises(files.FileError, match=r"cannot write .*cv\.pdf: file too large"):
        files.write(tmp_path / "cv.pdf", bytes(1_000_000))
    assert entries(tmp_path) == {"cv.pdf": OLD}


def test_where_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(OLD)
    contents = {tmp_path / "1.pdf": NEW, tmp_path / "2.pdf": bytes(1_000_000), tmp_path / "3.pdf": NEW}
    with no_more_than(100_000), pytest.raises(files.FileError, match=r"2\.pdf"):
        files.write_all(contents)
    assert entries(tmp_path) == {"1.pdf": OLD}


def test_a_file_is_written_by_way_of_the_folder_that_is_named(tmp_path: Path) -> None:
    """What a killed process leaves is then where nobody looks for files."""
    way = tmp_path / "way"
    with pytest.raises(files.FileError, match="no such file"), files.written({tmp_path / "there/new": NEW}, way):
        raise AssertionError
    way.mkdir()
    with files.written({tmp_path / "there/new": NEW}, way) as put:
        assert [*way.iterdir()]
        put()
    assert entries(tmp_path) == {"there": None, "there/new": NEW, "way": None}


def test_what_is_written_and_not_put_in_its_place_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(OLD)
    with files.written({tmp_path / "cv.pdf": NEW, tmp_path / "cv.txt": NEW}):
        pass
    assert entries(tmp_path) == {"cv.pdf": OLD}


def test_a_file_in_parts_is_written_as_they_come_and_none_is_kept(tmp_path: Path) -> None:
    part = 1_000_000
    tracemalloc.start()
    files.write(tmp_path / "report", (bytes(part) for _ in range(40)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "report").stat().st_size == 40 * part
    assert peak < 5 * part


def test_where_the_parts_of_a_file_end_too_early_the_old_file_stays(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield NEW
        raise files.FileError("cannot read the ledger")

    (tmp_path / "report").write_bytes(OLD)
    with pytest.raises(files.FileError, match="cannot read the ledger"):
        files.write(tmp_path / "report", parts())
    assert entries(tmp_path) == {"report": OLD}


def test_a_file_of_any_size_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"one\ntwo\r\n\nfour")
    assert [*files.lines(path)] == [b"one\n", b"two\r\n", b"\n", b"four"]
    with pytest.raises(files.FileError, match=r"^cannot read .*: no such file"):
        [*files.lines(tmp_path / "missing")]


def test_a_write_into_a_folder_that_is_a_file_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(OLD)
    with pytest.raises(files.FileError) as raised:
        files.write(tmp_path / "output/cv.pdf", NEW)
    assert str(raised.value) == f"cannot write {tmp_path}/output/cv.pdf: file exists"
    assert entries(tmp_path) == {"output": OLD}


def test_a_write_onto_a_folder_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").mkdir()
    with pytest.raises(files.FileError) as raised:
        files.write_all({tmp_path / "other.pdf": NEW, tmp_path / "cv.pdf": NEW})
    assert str(raised.value) == f"cannot write {tmp_path}/cv.pdf: it is a folder"
    assert entries(tmp_path) == {"cv.pdf": None}


@pytest.mark.parametrize("name", ["x" * 300, "nul\0.pdf"])
def test_a_name_that_no_file_can_have_is_an_error_and_no_traceback(tmp_path: Path, name: str) -> None:
    with pytest.raises(files.FileError, match="cannot write "):
        files.write(tmp_path / name, NEW)
    assert entries(tmp_path) == {}


def test_new_files_are_written_together(tmp_path: Path) -> None:
    made = files.write_new(tmp_path / "cv", {"resume.yaml": NEW, ".github/workflows/resume.yml": NEW})
    assert made == [tmp_path / "cv/resume.yaml", tmp_path / "cv/.github/workflows/resume.yml"]
    assert [path.read_bytes() for path in made] == [NEW, NEW]


@pytest.mark.parametrize("there", ["file", "folder", "link", "broken link"])
def test_where_one_of_the_new_files_is_there_already_none_is_written(tmp_path: Path, there: str) -> None:
    last = tmp_path / "last.yaml"
    match there:
        case "file":
            last.write_bytes(OLD)
        case "folder":
            last.mkdir()
        case "link":
            (tmp_path / "elsewhere").write_bytes(OLD)
            last.symlink_to(tmp_path / "elsewhere")
        case _:
            last.symlink_to(tmp_path / "nowhere")
    before = entries(tmp_path) if there != "broken link" else None
    with pytest.raises(files.FileError, match=r"last\.yaml: it is there already, and is left as it is"):
        files.write_new(tmp_path, {"first.yaml": NEW, "last.yaml": NEW})
    assert not (tmp_path / "first.yaml").exists()
    assert before is None or entries(tmp_path) == before
    assert not (tmp_path / "nowhere").exists()


# What is there only for a while.


def test_a_temporary_folder_goes_with_its_content(tmp_path: Path) -> None:
    with files.temporary_folder() as folder:
        (folder / "inner").mkdir()
        (folder / "inner/file").write_bytes(NEW)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()
    assert entries(tmp_path) == {}


def test_a_temporary_folder_goes_when_what_used_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), files.temporary_folder() as folder:
        (folder / "file").write_bytes(bytes(1 // 0))
    assert not folder.exists()


def test_a_process_that_ends_early_can_delete_what_is_unfinished(tmp_path: Path) -> None:
    """Files that are finished stay."""
    program = """
import os, sys
from pathlib import Path
from resume import files

files.write(Path("finished"), b"whole")
with files.temporary_folder() as folder:
    (folder / "file").write_bytes(b"half")
    files.delete_unfinished()
    print(folder.exists(), *os.listdir("."), sep="\\n")
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", "finished"]


# Reading.


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_bytes(NEW)
    assert files.read(tmp_path / "resume.yaml") == NEW


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.yaml", os.strerror(errno.ENOENT)),
        ("folder", os.strerror(errno.EISDIR)),
        ("file/inner.yaml", os.strerror(errno.ENOTDIR)),
        ("loop", os.strerror(errno.ELOOP)),
        ("x" * 300, os.strerror(errno.ENAMETOOLONG)),
        ("nul\0.yaml", "embedded null byte"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_why(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(files.FileError) as raised:
        files.read(tmp_path / name)
    assert str(raised.value) == f"cannot read {tmp_path / name}: {reason[0].lower()}{reason[1:]}"


def test_a_file_of_more_than_the_limit_is_refused_and_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(bytes(files.READ_LIMIT))
    assert len(files.read(path)) == files.READ_LIMIT
    with path.open("ab") as file:
        file.write(b"%")
    with pytest.raises(files.FileError) as raised:
        files.read(path)
    assert str(raised.value) == f"cannot read {path}: it is larger than 20 MB"


def test_of_a_file_without_end_no_more_than_the_limit_is_read() -> None:
    with pytest.raises(files.FileError, match="cannot read /dev/zero: it is larger than 20 MB"):
        files.read(Path("/dev/zero"))


def test_a_file_inside_its_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_bytes(NEW)
    (tmp_path / "link.css").symlink_to("style.css")
    assert files.read_inside(tmp_path, "style.css") == NEW
    assert files.read_inside(tmp_path, "link.css") == NEW


@pytest.mark.parametrize("name", ["missing.css", "folder"])
def test_where_a_folder_has_no_such_file_there_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    assert files.read_inside(tmp_path, name) is None


@pytest.mark.parametrize("name", ["link.css", "../outside/secret.css", "linked/secret.css"])
def test_a_file_outside_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.css").write_bytes(OLD)
    (inside / "link.css").symlink_to(outside / "secret.css")
    (inside / "linked").symlink_to(outside)
    with pytest.raises(files.FileError, match="it leads out of its folder"):
        files.read_inside(inside, name)


def test_a_folder_is_told_from_one_whose_name_begins_alike(tmp_path: Path) -> None:
    assert files.is_inside(tmp_path / "theme/style.css", [tmp_path / "other", tmp_path / "theme"])
    assert not files.is_inside(tmp_path / "theme-of-others/style.css", [tmp_path / "theme"])


def test_a_folder_that_is_reached_by_a_link_holds_its_files(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "theme")
    assert files.is_inside(tmp_path / "linked/style.css", [tmp_path / "theme"])
    assert files.is_inside(tmp_path / "theme/style.css", [tmp_path / "linked"])
