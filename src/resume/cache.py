"""Keeps what can be made again, in a folder that may be emptied at any time.

Whatever goes wrong with it is no error: then there is no cache. A kind is a format: what is written in another way
is of another kind, since versions of this program share the folder.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Final

PLACE: Final = "RESUME_CACHE_DIR"
"""The environment variable that names the folder; empty, there is no cache."""

NAME: Final = "resume-builder"

LIMIT: Final = 256
"""How many entries of a kind are kept, unless its owner says another number."""

KEPT, UNFINISHED = ".kept", ".tmp"

DIGEST: Final = hashlib.sha256().digest_size


def load(kind: str, key: str) -> bytes | None:
    """Give what was saved of a kind under a key, whole and as it was, or nothing."""
    file = opened(kind, key)
    if file is None:
        return None
    with file, suppress(OSError):
        file.seek(0)
        entry = file.readall()
        content = entry[DIGEST:]
        digest = _digest(key)
        digest.update(content)
        return content if entry[:DIGEST] == digest.digest() else None
    return None


def opened(kind: str, key: str) -> FileIO | None:
    """Open what was saved of a kind under a key, to read parts of it: that they are as they were is not checked."""
    root = place()
    if root is None:
        return None
    path = _path(root / kind, key)
    try:
        if not _are_own(root, path.parent, path):
            return None
        file = path.open("rb", buffering=0)
        file.seek(DIGEST)
    except (OSError, ValueError):
        return None
    return file


def save(kind: str, key: str, content: bytes | Iterable[bytes], limit: int = LIMIT) -> None:
    """Keep something of a kind under a key, in one step, and let go of the oldest where there are more than a limit.

    Parts of a content are asked for only where they can be kept.
    """
    root = place()
    if root is None:
        return
    path = _path(root / kind, key)
    temporary = path.with_name(os.urandom(8).hex() + UNFINISHED)
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        for folder in (root, path.parent):
            folder.mkdir(0o700, exist_ok=True)
        if _are_own(root, path.parent):
            temporary.touch(0o600, exist_ok=False)
            with temporary.open("wb") as file:
                digest = _digest(key)
                file.seek(DIGEST)
                for part in [content] if isinstance(content, bytes) else content:
                    digest.update(part)
                    file.write(part)
                file.seek(0)
                file.write(digest.digest())
            temporary.replace(path)
            _prune(path.parent, limit)
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            temporary.unlink()


def place() -> Path | None:
    """Give the folder that the environment names, or that the system has for such things; nothing for no cache.

    It is that of the XDG Base Directory Specification 0.8, of Apple's File System Programming Guide, or of Windows'
    known folders.
    """
    named = os.environ.get(PLACE)
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        caches = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        caches = "~/Library/Caches"
    else:
        caches = os.environ.get("XDG_CACHE_HOME", "")
        caches = caches if Path(caches).is_absolute() else "~/.cache"
    try:
        folder = Path(caches).expanduser()
    except RuntimeError:  # this user has no home
        return None
    return folder / NAME if folder.is_absolute() else None


def _are_own(*paths: Path) -> bool:
    """Say whether files and folders, no links, are this user's, and nobody else may write to them.

    What another one plants there could be run. Windows has a folder for each user, and does not tell by the mode.
    """
    for path in paths:
        found = path.lstat()
        if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
            return False
        if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
            return False
    return True


def _path(folder: Path, key: str) -> Path:
    return folder / (hashlib.sha256(_bytes(key)).hexdigest() + KEPT)


def _digest(key: str) -> "hashlib._Hash":
    """Begin to tell apart what is kept: by the key, and by what comes after it."""
    return hashlib.sha256(_bytes(key) + b"\0")


def _bytes(key: str) -> bytes:
    return key.encode(errors="surrogatepass")  # an argument of the command is not always text


def _prune(folder: Path, limit: int) -> None:
    """Delete the oldest entries, and the oldest of what was never finished, where there are more than a limit."""
    entries = [path for path in folder.iterdir() if path.suffix in {KEPT, UNFINISHED}]
    if len(entries) <= limit:
        return
    aged = []
    for path in entries:
        with suppress(FileNotFoundError):  # another process was faster
            aged.append((path.lstat().st_mtime_ns, path))
    for _, path in sorted(aged)[:-limit]:
        path.unlink(missing_ok=True)
