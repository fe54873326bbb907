"""Reads and writes files: whole, inside the folders they belong to, in one step."""

import atexit
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

from resume import trace

Answer = TypeVar("Answer")

READ_LIMIT = 20_000_000
"""Bytes; no source, theme or picture of a résumé is larger."""

FULL = (errno.ENOSPC, errno.EDQUOT)
"""How systems say that no space is left (POSIX.1-2024, errno.h)."""

_unfinished: set[Path] = set()
"""The files and folders that are there only until something is finished."""


class FileError(Exception):
    """A file cannot be read or written; the message says which and why."""


class FullError(FileError):
    """A file cannot be written, and no other could be there: no space is left."""


def read(path: Path) -> bytes:
    """Read a file whole; raises `FileError`, also for one that is larger than the limit."""
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            content = file.read(READ_LIMIT + 1)
    except (OSError, ValueError) as error:
        _kept(trace.CONTENT, str(path), "")
        raise failure("read", path, error) from None
    if len(content) > READ_LIMIT:
        _kept(trace.CONTENT, str(path), "")
        raise FileError(f"cannot read {path}: it is larger than {READ_LIMIT // 1_000_000} MB")
    for kept in trace.kept():
        kept.add_content(str(path), content, found)
    return content


def lent(path: Path) -> Path:
    """Give the path of a file to who reads it by itself."""
    keep_states([str(path)])
    return path


def keep_states(paths: Iterable[str]) -> None:
    """Keep the states of files and folders that are read by others, where a trace is kept."""
    for kept in trace.kept():
        for path in paths:
            kept.add_state(path, _state(path))


def lines(path: Path) -> Iterator[bytes]:
    """Read a file line by line, of whatever size it is; raises `FileError`."""
    with _named("read", path), path.open("rb") as file:
        while line := file.readline(READ_LIMIT):
            yield line


def read_inside(folder: Path, name: str) -> bytes | None:
    """Read a file of a folder, or nothing where there is none; a link out of the folder is refused."""
    path = folder / name
    if not is_file(path):
        return None
    if not is_inside(path, [folder]):
        raise FileError(f"cannot read {path}: it leads out of its folder")
    return read(path)


def version(path: Path | str) -> str:
    """Give what tells that a file is another one than it was, short of reading it; nothing where there is none."""
    return trace.state(_state(str(path)))


def entries(folder: str) -> frozenset[str] | None:
    """Give the names of what is in a folder, which is not kept in a trace; nothing where there is another thing."""
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 - of some hundred, a `Path` takes more time than the system
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError):
        return None


def settled(path: str, now: int) -> str | None:
    """Give the version of a file or folder, unless it changed so shortly before a moment that it may again, unseen."""
    found = _state(path)
    return None if found and trace.is_young(found, now) else trace.state(found)


def is_inside(path: Path, folders: list[Path]) -> bool:
    """Say whether a path, links followed, lies in one of the folders."""
    place = resolved(path)
    return any(place.is_relative_to(resolved(folder)) for folder in folders)


def is_same(path: Path, other: Path) -> bool:
    """Say whether two paths lead to one file or folder that is there."""
    one, another = _state(str(path)), _state(str(other))
    return _kept("same", f"{path}\0{other}", bool(one and another and os.path.samestat(one, another)))


def is_file(path: Path) -> bool:
    """Say whether there is a file, links followed."""
    return _kept("file", str(path), path.is_file())


def is_folder(path: Path) -> bool:
    """Say whether there is a folder, links followed."""
    return _kept("folder", str(path), path.is_dir())


def is_there(path: Path) -> bool:
    """Say whether there is anything, be it a link that leads nowhere; that is not kept in a trace."""
    return os.path.lexists(path)


def resolved(path: Path) -> Path:
    """Give a path without the links in it; of a circle of links, one of these."""
    return _kept("place", str(path), Path(os.path.realpath(path)))


def names(folder: Path) -> tuple[str, ...]:
    """List what is in a folder; one that is not there has nothing in it."""
    return _kept("names", str(folder), tuple(sorted(path.name for path in folder.glob("*"))))


def _kept(kind: str, about: str, answer: Answer) -> Answer:
    """Keep an answer, where a trace is kept, and give it."""
    for kept in trace.kept():
        kept.add(kind, about, str(answer))
    return answer


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - of some thousand, a `Path` takes more time than the system
    except (OSError, ValueError):
        return None


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put a file in its place; see `write_all`."""
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes | Iterable[bytes]]) -> None:
    """Put files in their places; see `written`."""
    with written(contents) as put:
        put()


@contextmanager
def written(
    contents: Mapping[Path, bytes | Iterable[bytes]], by_way_of: Path | None = None
) -> Iterator[Callable[[], None]]:
    """Write files, and give what puts them in their places, their folders made where there are none.

    A content in parts, of whatever size it is, is written as they come.
    All are written beside their places, or in a folder of the same file system, before the first one is moved
    there. Whatever interrupts it, in each place is either the old file whole or the new one. The mode is what
    the umask leaves of 666. A link stays, and the file that it leads to is replaced; devices and pipes are refused.
    Both steps raise `FileError`.
    """
    temporaries: dict[Path, Path] = {}

    def put() -> None:
        for path, temporary in temporaries.items():
            with _named("write", path):
                temporary.replace(os.path.realpath(path))

    try:
        for path, content in contents.items():
            with _named("write", path):
                place = Path(os.path.realpath(path))
                place.parent.mkdir(parents=True, exist_ok=True)
                if path.is_dir():
                    raise IsADirectoryError(21, "it is a folder")
                if path.exists() and not path.is_file():
                    raise FileExistsError(17, "it is no file that could be replaced")
                temporaries[path] = (by_way_of or place.parent) / f".{os.urandom(8).hex()}.tmp"
                _unfinished.add(temporaries[path])
                with temporaries[path].open("xb") as file:
                    file.writelines([content] if isinstance(content, bytes) else content)
                    file.flush()
                    os.fsync(file.fileno())
        yield put
    finally:
        _delete(temporaries.values())


def delete_if(path: Path, is_known: Callable[[BufferedReader], bool]) -> None:
    """Delete a file, but no link, whose content is one that is known; raises `FileError`."""
    with _named("delete", path):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                known = is_known(file)
            if known:
                path.unlink()


def write_new(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files that must not be there yet, all or none of them; raises `FileError`."""
    paths = {folder / name: content for name, content in contents.items()}
    for path in paths:
        if is_there(path):
            raise FileError(f"cannot write {path}: it is there already, and is left as it is")
    write_all(paths)
    return [*paths]


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is there for as long as it is used."""
    folder = make_temporary_folder()
    try:
        yield folder
    finally:
        delete_temporary_folder(folder)


def make_temporary_folder() -> Path:
    """Make a folder that is there until it is deleted, or the process ends."""
    from tempfile import gettempdir

    folder = Path(gettempdir()) / f"resume-{os.urandom(8).hex()}"
    _unfinished.add(folder)  # before it is there, so that whatever ends the process finds it
    folder.mkdir(mode=0o700)
    return folder


def delete_temporary_folder(folder: Path) -> None:
    """Delete a temporary folder, if this process has made it."""
    _delete([folder])


def keep_temporaries_in(folder: Path) -> None:
    """Let this process, just forked from another one, put what it makes for a while in a folder of its own."""
    import tempfile

    _unfinished.clear()  # what the other one has begun is for that one to delete
    make_folder(folder)
    tempfile.tempdir = str(folder)


def make_folder(folder: Path) -> None:
    """Make a folder where there is none; raises `FileError`."""
    with _named("write", folder):
        folder.mkdir(parents=True, exist_ok=True)


def delete_folder(folder: Path) -> None:
    """Delete a folder with all that is in it, as far as that can be done."""
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def empty(folder: Path) -> None:
    """Delete all that is in a folder."""
    for path in folder.iterdir():
        delete_folder(path)


def delete_unfinished() -> None:
    """Delete what is there only until something is finished, for a process that ends."""
    _delete([*_unfinished])


atexit.register(delete_unfinished)


def _delete(paths: Iterable[Path]) -> None:
    for path in _unfinished.intersection(paths):
        if path.is_dir():
            delete_folder(path)
        else:
            path.unlink(missing_ok=True)
        _unfinished.discard(path)


def reason(error: OSError | ValueError) -> str:
    """Say why a file operation failed, in lower case and without the path."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]


def failure(doing: str, path: Path | str, error: OSError | ValueError) -> FileError:
    """Say what failed with which file, as an error of its kind."""
    kind = FullError if isinstance(error, OSError) and error.errno in FULL else FileError
    return kind(f"cannot {doing} {path}: {reason(error)}")


@contextmanager
def _named(doing: str, path: Path) -> Iterator[None]:
    """Say of what fails which file it is."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise failure(doing, path, error) from None
