"""Keeps things in real folders, damages them, and makes the file system refuse."""

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resume import cache

KEY, CONTENT = "a key, ä \udcff", b"what was made\0" * 1000


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RESUME_CACHE_DIR", str(tmp_path / "caches/own"))
    return tmp_path / "caches/own"


def entry(place: Path) -> Path:
    [path] = (path for path in place.rglob("*") if path.is_file())
    return path


def test_what_is_kept_is_found_again_under_its_kind_and_key(place: Path) -> None:
    assert cache.load("things", KEY) is None
    cache.save("things", KEY, b"before")
    cache.save("things", KEY, CONTENT)
    assert cache.load("things", KEY) == CONTENT
    assert cache.load("things", "another") is None
    assert cache.load("others", KEY) is None
    assert stat.S_IMODE(place.stat().st_mode) == stat.S_IMODE(entry(place).parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry(place).stat().st_mode) == 0o600


def test_parts_are_read_of_what_is_kept(place: Path) -> None:
    assert cache.opened("things", KEY) is None
    cache.save("things", KEY, CONTENT)
    with cache.opened("things", KEY) or pytest.fail("nothing is kept") as file:
        start = file.tell()
        assert file.read(10) == CONTENT[:10]
        file.seek(start + 100)
        assert file.read() == CONTENT[100:]
    assert entry(place)


def test_nothing_is_kept_where_there_is_to_be_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("RESUME_CACHE_DIR", "")
    cache.save("things", KEY, CONTENT)
    assert cache.load("things", KEY) is None
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="they have other places, and no XDG variables")
@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [("XDG_CACHE_HOME", "{}/xdg", "xdg"), ("XDG_CACHE_HOME", "relative", "home/.cache"), ("HOME", "relative", None)],
)
def test_the_place_is_that_of_the_system(
    variable: str, value: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.delenv("RESUME_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(variable, value.format(tmp_path))
    cache.save("things", KEY, CONTENT)
    found = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("resume-builder")]
    assert found == ([f"{expected}/resume-builder"] if expected else [])
    assert cache.load("things", KEY) == (CONTENT if expected else None)


@pytest.mark.parametrize("position", [0, 40, -1])
def test_a_damaged_entry_is_none(position: int, place: Path) -> None:
    cache.save("things", KEY, CONTENT)
    content = bytearray(entry(place).read_bytes())
    content[position] ^= 1
    entry(place).write_bytes(content)
    assert cache.load("things", KEY) is None


@pytest.mark.parametrize("length", [0, 31, 32, 500])
def test_a_torn_entry_is_none(length: int, place: Path) -> None:
    cache.save("things", KEY, CONTENT)
    os.truncate(entry(place), length)
    assert cache.load("things", KEY) is None


def test_an_entry_is_none_of_another_key(place: Path) -> None:
    cache.save("things", KEY, CONTENT)
    mine = entry(place)
    cache.save("things", "another", b"")
    [other] = {*mine.parent.iterdir()} - {mine}
    mine.replace(other)
    assert cache.load("things", "another") is None


OTHERS: dict[str, Callable[[Path], object]] = {
    "belongs to another user": lambda path: os.chown(path, 12345, -1),
    "may be written by others": lambda path: path.chmod(0o777),
}
AS_ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("how", [pytest.param("belongs to another user", marks=AS_ROOT), "may be written by others"])
def test_what_is_of_others_is_not_used(how: str, level: int, place: Path) -> None:
    cache.save("things", KEY, CONTENT)
    path = entry(place)
    OTHERS[how]([path, path.parent, place][level])
    assert cache.opened("things", KEY) is None
    assert cache.load("things", KEY) is None
    if level:
        cache.save("things", "another", CONTENT)
        assert entry(place) == path


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_link_is_not_used(level: int, place: Path) -> None:
    cache.save("things", KEY, CONTENT)
    path = entry(place)
    link = [path, path.parent, place][level]
    moved = link.rename(place.parent / "moved")
    link.symlink_to(moved)
    assert cache.opened("things", KEY) is None
    assert cache.load("things", KEY) is None


@pytest.mark.parametrize("blocked", ["", "own", "own/things"])
def test_a_file_in_the_way_is_left_and_is_no_error(blocked: str, place: Path) -> None:
    path = place.parent / blocked
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mine")
    cache.save("things", KEY, CONTENT)
    assert cache.load("things", KEY) is None
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("named", ["/proc/caches", "/dev/full", "x" * 300, "~nobody/caches"])
def test_a_place_that_cannot_be_is_no_error(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "~nobody").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RESUME_CACHE_DIR", named)
    cache.save("things", KEY, CONTENT)
    assert cache.opened("things", KEY) is None
    assert cache.load("things", KEY) is None


def test_a_full_disk_leaves_the_entry_before_and_nothing_else(place: Path) -> None:
    cache.save("things", KEY, b"before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        cache.save("things", KEY, CONTENT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert cache.load("things", KEY) == b"before"
    assert entry(place)


def test_the_oldest_entries_go_and_nothing_that_is_not_of_the_cache(place: Path) -> None:
    cache.save("things", "first", CONTENT)
    folder = entry(place).parent
    (folder / "letter.txt").write_bytes(b"mine")
    (folder / "dead.tmp").write_bytes(b"of a process that was killed")
    for path in folder.iterdir():
        os.utime(path, ns=(1, 1))
    keys = [f"key {number}" for number in range(cache.LIMIT)]
    for key in keys:
        cache.save("things", key, CONTENT)
    assert cache.load("things", "first") is None
    assert not (folder / "dead.tmp").exists()
    assert (folder / "letter.txt").read_bytes() == b"mine"
    assert all(cache.load("things", key) == CONTENT for key in keys)


def test_a_content_comes_in_parts_where_it_can_be_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.save("things", KEY, (CONTENT[start : start + 1000] for start in range(0, len(CONTENT), 1000)))
    assert cache.load("things", KEY) == CONTENT
    place.chmod(0o777)
    asked: list[bytes] = []
    cache.save("things", KEY, map(asked.append, [b""]))  # type: ignore[arg-type]
    monkeypatch.setenv("RESUME_CACHE_DIR", "")
    cache.save("things", KEY, map(asked.append, [b""]))  # type: ignore[arg-type]
    assert asked == []


def test_a_kind_may_have_a_limit_of_its_own(place: Path) -> None:
    for number in range(4):
        cache.save("things", f"key {number}", CONTENT, 2)
        os.utime(next(path for path in place.rglob("*.kept") if path.stat().st_mtime_ns > 9), ns=(1, number))
    assert [cache.load("things", f"key {number}") for number in range(4)] == [None, None, CONTENT, CONTENT]


def test_many_processes_write_one_entry_and_each_reads_one_whole(place: Path) -> None:
    code = """
from resume import cache
for number in range(100):
    cache.save("things", "key", b"%d " % number * 5000)
    found = cache.load("things", "key")
    assert found and len({*found.split()}) == 1, found
"""
    processes = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert [path.suffix for path in entry(place).parent.iterdir()] == [".kept"]
