"""Reads the files of a ZIP archive, within bounds, from bytes into bytes."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from resume.diagnostics import Diagnostics, Span

MOST_FILES: Final = 5_000
"""A complete export of LinkedIn's has some 50."""

MOST_BYTES: Final = 20_000_000
"""Of one file, and of all that are read."""

OUTSIDE: Final = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
"""Names that lead out of the folder in which an archive is unpacked (CWE-22)."""

ENCRYPTED: Final = 0x1
"""The bit of a file's flags that says so (APPNOTE.TXT 6.3.10 §4.4.4)."""

DAMAGED: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
DAMAGED_TOO: Final = (ValueError, OverflowError, IndexError)
"""What `zipfile` raises for an archive that is not as it should be."""


def read(content: bytes, file: str, wanted: Callable[[str], bool], diagnostics: Diagnostics) -> dict[str, bytes | None]:
    """Give the files of an archive by their names, with the content of those that are wanted.

    Nothing is unpacked to a disk. An archive with more in it than an export has, that is encrypted, or that has names
    that lead out of it, is refused with an error, whole.
    """
    found: dict[str, bytes | None] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            reason = _refused(infos, wanted)
            for info in infos if not reason else ():
                found[info.filename] = None
                if wanted(info.filename):
                    total += info.file_size
                    found[info.filename] = archive.read(info)
    except (*DAMAGED, *DAMAGED_TOO) as error:
        reason = f"it is damaged: {error}"
    if reason:
        diagnostics.error("import-archive", f"this archive is not read: {reason}", Span(file, 1, 1, 1, 2))
        return {}
    return found


def _refused(infos: list[zipfile.ZipInfo], wanted: Callable[[str], bool]) -> str:
    if len(infos) > MOST_FILES:
        return f"it has {len(infos):,} files; the limit is {MOST_FILES:,}"
    outside = next((info.filename for info in infos if OUTSIDE.search(info.orig_filename)), "")
    if outside:
        return f"the name {outside!a} leads out of it"
    if any(info.flag_bits & ENCRYPTED for info in infos):
        return "it is encrypted"
    size = sum(info.file_size for info in infos if wanted(info.filename))
    if size > MOST_BYTES:
        return f"what would be read of it has {size:,} bytes; the limit is {MOST_BYTES:,}"
    return ""
