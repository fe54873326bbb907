"""Asks the file system again what a trace has kept."""

from collections.abc import Callable, Mapping
from pathlib import Path

from resume import files, trace


def holds(answers: trace.Answers, others: Mapping[str, Callable[[str], str]]) -> bool:
    """Say whether all is as a trace has it; `others` give the answers of others than the file system."""
    ask: dict[str, Callable[[str], str]] = {
        trace.CONTENT: _content,
        trace.STATE: files.version,
        "file": lambda about: str(files.is_file(Path(about))),
        "folder": lambda about: str(files.is_folder(Path(about))),
        "place": lambda about: str(files.resolved(Path(about))),
        "names": lambda about: str(files.names(Path(about))),
        "same": lambda about: str(files.is_same(*map(Path, about.split("\0")))),
    }
    try:
        return trace.holds(answers, {**ask, **others})
    except OSError:
        return False


def _content(about: str) -> str:
    """Tell a file's content, empty where it cannot be read; from a pipe nothing is: who comes after wants it."""
    path = Path(about)
    try:
        return trace.digest(files.read(path)) if files.is_file(path) else ""
    except files.FileError:
        return ""
