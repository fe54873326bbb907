"""Says of which files the running program consists."""

import os
import re
import sys
from pathlib import Path
from typing import Final

from resume import files

MAPPED: Final = Path("/proc/self/maps")
"""Where Linux says which files are in a process's memory (proc_pid_maps(5))."""

LIBRARY: Final = re.compile(rb"/.*\.so.*")

GONE: Final = " (deleted)"
"""What comes there after the name of a file that is in memory alone."""

FOUND_BY: Final = "/etc/ld.so.cache"
"""Where the linker looks which libraries there are (ld.so(8)); it is written when one is installed."""


def parts() -> set[str]:
    """Give the paths of the program: modules, native libraries, and the folders where these were found.

    When a package is installed or removed, the folder changes that it is in. Raises `files.FileError` where the system
    does not say which libraries are loaded, or another one has taken the place of one of them.
    """
    specs = [module.__spec__ for module in [*sys.modules.values()] if getattr(module, "__spec__", None)]
    modules = {str(spec.origin) for spec in specs if spec and spec.has_location}
    folders = {os.path.dirname(module) for module in modules}  # noqa: PTH120 - of a thousand, a `Path` takes its time
    libraries = {os.fsdecode(found[0]) for line in files.lines(MAPPED) if (found := LIBRARY.search(line))}
    for library in libraries:
        if library.endswith(GONE):
            raise files.FileError(f"cannot read {library}: another one has taken its place")
    return {*modules, *folders, *libraries, *sys.path, *_types(), sys.executable, FOUND_BY}


def _types() -> list[str]:
    """Give the files in which the system says what the endings of files mean, where they were read."""
    return [*sys.modules["mimetypes"].knownfiles] if "mimetypes" in sys.modules else []
