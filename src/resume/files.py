"""Reads and writes files: whole, inside the folders they belong to, in one step."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

READ_LIMIT = 20_000_000
"""Bytes; no source, theme or picture of a résumé is larger."""


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
    """Put a file in its place in one step, its folder made where there is none; raises `FileError`.

    Whatever interrupts it, either the old file is there whole or the new one is. The mode is what
    the umask leaves of 666.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except (OSError, ValueError) as error:
        raise FileError(f"cannot write {path}: {reason(error)}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_new(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files that must not be there yet, all or none of them; raises `FileError`."""
    paths = {folder / name: content for name, content in contents.items()}
    for path in paths:
        if path.exists() or path.is_symlink():
            raise FileError(f"cannot write {path}: it is there already, and is left as it is")
    written: list[Path] = []
    try:
        for path, content in paths.items():
            write(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def reason(error: OSError | ValueError) -> str:
    """Say why a file operation failed, in lower case and without the path."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]


def _umask() -> int:
    """Read the umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
