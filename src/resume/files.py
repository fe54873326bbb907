"""Reads and writes files: whole, inside the folders they belong to, in one step."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

READ_LIMIT = 20_000_000
"""Bytes; no source, theme or picture of a résumé is larger."""

_unfinished: set[Path] = set()
"""The files and folders that are there only until something is finished."""


class FileError(Exception):
    """A file cannot be read or written; the message says which and why."""


def read(path: Path) -> bytes:
    """Read a regular file whole, or a pipe up to the limit; raises `FileError`."""
    try:
        with path.open("rb") as file:
            return file.read(READ_LIMIT)
    except (OSError, ValueError) as error:
        raise FileError(f"cannot read {path}: {reason(error)}") from None


def read_inside(folder: Path, name: str) -> bytes | None:
    """Read a file of a folder, or nothing where there is none; a link out of the folder is refused."""
    path = folder / name
    if not path.is_file():
        return None
    if not is_inside(path, [folder]):
        raise FileError(f"cannot read {path}: it leads out of its folder")
    return read(path)


def is_inside(path: Path, folders: list[Path]) -> bool:
    """Say whether a path, links followed, lies in one of the folders."""
    resolved = path.resolve()
    return any(resolved.is_relative_to(folder.resolve()) for folder in folders)


def write(path: Path, content: bytes) -> None:
    """Put a file in its place; see `write_all`."""
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Put files in their places, their folders made where there are none; raises `FileError`.

    All are written beside their places before the first one is moved there. Whatever interrupts it, in
    each place is either the old file whole or the new one. The mode is what the umask leaves of 666.
    """
    temporaries = {path: path.parent / f".{os.urandom(8).hex()}.tmp" for path in contents}
    path = Path()
    try:
        for path, temporary in temporaries.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            _unfinished.add(temporary)
            with temporary.open("xb") as file:
                file.write(contents[path])
                file.flush()
                os.fsync(file.fileno())
        for path, temporary in temporaries.items():
            temporary.replace(path)
    except (OSError, ValueError) as error:
        raise FileError(f"cannot write {path}: {reason(error)}") from None
    finally:
        _delete(temporaries.values())


def write_new(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files that must not be there yet, all or none of them; raises `FileError`."""
    paths = {folder / name: content for name, content in contents.items()}
    for path in paths:
        if path.exists() or path.is_symlink():
            raise FileError(f"cannot write {path}: it is there already, and is left as it is")
    write_all(paths)
    return [*paths]


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is there for as long as it is used."""
    from tempfile import mkdtemp

    folder = Path(mkdtemp(prefix="resume-"))
    _unfinished.add(folder)
    try:
        yield folder
    finally:
        _delete([folder])


def delete_unfinished() -> None:
    """Delete what is there only until something is finished, for a process that ends before that."""
    _delete([*_unfinished])


def _delete(paths: Iterable[Path]) -> None:
    from shutil import rmtree

    for path in _unfinished.intersection(paths):
        if path.is_dir():
            rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        _unfinished.discard(path)


def reason(error: OSError | ValueError) -> str:
    """Say why a file operation failed, in lower case and without the path."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]
