"""Reads files that hold many résumés: JSON Lines, and CSV with a shape that says what its columns are."""

import csv
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from resume import files
from resume.batch.columns import columns, filled
from resume.batch.job import Source
from resume.diagnostics import did_you_mean
from resume.source.nodes import Mapping

OTHER_COMMAS: Final = ";\t|"
"""What some programs write between the cells of what they call CSV; RFC 4180 has commas."""

CHARACTERS: Final = 100
BYTES: Final = 200
"""The longest name of a record's folder, as UTF-8; ext4, APFS and others take 255 bytes, or as many characters."""


FEW: Final = 3
"""First lines that are looked at; where none is an object, none of thousands is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How records are read: which column or key names each, without one its line; and the `shape` of a row."""

    identity: str | None = None
    shape: Mapping | None = None


def _json_lines(path: Path, wanted: Wanted) -> Iterator[Source]:
    lines = _said(path)
    first = [*islice(lines, FEW)]
    if len(first) == FEW and not any(_is_object(line) for _, line in first):
        message = f"none of its first {FEW} lines is a JSON object; a file of one résumé ends with .yaml or .json"
        raise files.FileError(f"cannot read {path}: {message}")
    for number, line in chain(first, lines):
        identity = _of_key(line, wanted.identity) if wanted.identity else ""
        yield _source(path, number, identity, line)


def _said(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give the lines that are not empty, each with its number."""
    for number, whole in enumerate(files.lines(path), start=1):
        line = whole.removeprefix(BOM_UTF8) if number == 1 else whole  # which is the file's, not a record's
        if line.strip():
            yield number, line


def _is_object(line: bytes) -> bool:
    """Say whether a line looks like a JSON object; what is wrong in it is said of it alone."""
    text = line.strip()
    return text.startswith(b"{") and text.endswith(b"}")


def _of_key(line: bytes, key: str) -> str:
    """Give the value of a key, `basics.email`, in a line of JSON; of one that cannot be read, nothing."""
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    for name in key.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _csv(path: Path, wanted: Wanted) -> Iterator[Source]:
    if wanted.shape is None:
        raise files.FileError(f"cannot read {path}: name with --map the file that says what its columns are")
    csv.field_size_limit(files.READ_LIMIT)
    reader = csv.reader(_texts(path), strict=True)
    rows = enumerate(map(_trimmed, reader), start=1)
    try:
        names = next((cells for _, cells in rows if cells), [])
        _check(path, names, wanted.shape, wanted.identity)
        for number, cells in rows:
            if len(cells) > len(names):
                raise files.FileError(f"cannot read {path}: row {number} has more cells than there are columns")
            row = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
            if cells:
                content = json.dumps(filled(wanted.shape, row), ensure_ascii=False).encode()
                yield _source(path, number, row[wanted.identity] if wanted.identity else "", content)
    except csv.Error as error:
        raise files.FileError(f"cannot read {path}: line {reader.line_num}: {error}") from None


def _trimmed(cells: list[str]) -> list[str]:
    """Strip cells, and leave out the empty ones at the end, of which tables have many."""
    stripped = [cell.strip() for cell in cells]
    while stripped and not stripped[-1]:
        stripped.pop()
    return stripped


def _texts(path: Path) -> Iterator[str]:
    for number, line in enumerate(files.lines(path), start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            message = f"line {number} is not UTF-8 text; save it as CSV UTF-8"
            raise files.FileError(f"cannot read {path}: {message}") from None


def _check(path: Path, names: list[str], shape: Mapping, identity: str | None) -> None:
    """Refuse a table whose columns are not told apart, or a shape with columns that it does not have."""
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise files.FileError(f"cannot read {path}: two columns are called `{twice}`")
    if len(names) == 1 and any(other in names[0] for other in OTHER_COMMAS):
        raise files.FileError(
            f"cannot read {path}: its first line has no commas; save it with commas between the cells"
        )
    asked = {name: f" ({text.span.file}:{text.span.line})" for name, text in columns(shape)}
    if identity:
        asked.setdefault(identity, "")
    for name, where in asked.items():
        if name not in names:
            hint = did_you_mean(name, names, f"there are {', '.join(names) or 'none'}")
            raise files.FileError(f"cannot read {path}: it has no column `{name}`{where}; {hint}")


def _source(path: Path, number: int, identity: str, content: bytes) -> Source:
    """Name a record; its ending says that it is JSON, which foreign tools write as they like."""
    place = f"{named(path)}/{_safe(identity) or f'{number:06}'}"
    return Source(place, f"{path}#{number}.json", str(path.resolve().parent), content)


def named(path: Path) -> str:
    """Call a folder as a file is, without the ending; what is nothing else than dots keeps it."""
    return path.stem if path.stem.strip(".") else path.name


def _safe(identity: str) -> str:
    """Turn any text into the name of a folder, no longer than file systems take."""
    composed = normalize("NFC", identity.strip())  # which some systems take for the same name (UAX #15)
    safe = "".join(c if c.isalnum() or c in "-_.@+" else "-" for c in composed).lstrip(".")[:CHARACTERS]
    return safe.encode()[:BYTES].decode(errors="ignore")


READERS: Final[dict[str, Callable[[Path, Wanted], Iterator[Source]]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".csv": _csv,
}
"""The readers of files that hold many résumés, by their endings."""
