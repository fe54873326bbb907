"""Tells which runs of a batch are still alive, by locks that a process loses when it ends, however it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resume import files

_ours: set[tuple[Path, int]] = set()
"""The locks of this process, for which the system would not tell it that they are taken."""


class Lifeline:
    """A file of which every run on a ledger holds the byte of its own number.

    Locks of POSIX (fcntl(2)) go with the process that holds them, and no child inherits them. Where there are
    none, no run is known to be dead, and its leases must expire. Raises `files.FileError`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise files.FileError(f"cannot write {path}: {files.reason(error)}") from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other process do the same meanwhile, where there are locks; byte 0 is no run's."""
        with suppress(ImportError, OSError):
            import fcntl

            fcntl.lockf(self._file, fcntl.LOCK_EX, 1, 0)
        try:
            yield
        finally:
            with suppress(ImportError, OSError):
                import fcntl

                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, 0)

    def hold(self, number: int) -> None:
        """Show that the run of this number lives, for as long as this process does."""
        _ours.add((self._path, number))
        self._is_free(number)

    def is_dead(self, number: int) -> bool:
        """Say whether the run of a number is known to have ended."""
        if (self._path, number) in _ours or not self._is_free(number):
            return False
        import fcntl

        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, number)
        return True

    def _is_free(self, number: int) -> bool:
        """Take the byte of a number, if nobody holds it."""
        try:
            import fcntl
        except ImportError:
            return False
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
        except OSError:
            return False
        return True
