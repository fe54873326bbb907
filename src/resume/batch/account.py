"""Writes down what was said of a job, and tells of jobs for people and for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from resume import files
from resume.batch.ledger import Entry
from resume.diagnostics import Diagnostic, Span
from resume.report import machine, terminal


def text(items: Iterable[Diagnostic]) -> str:
    """Write diagnostics as JSON, which `said` reads."""
    return json.dumps([machine.record(item) for item in items], ensure_ascii=False)


def said(written: str) -> Iterator[str]:
    """Give a line for each diagnostic that was written down."""
    for found in json.loads(written):
        span = None
        if "file" in found:
            span = Span(*(found[key] for key in ("file", "line", "column", "endLine", "endColumn")))
        yield terminal.short(Diagnostic(found["severity"], found["code"], found["message"], span))


def lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Give a line of JSON for each job."""
    for entry in entries:
        yield f"{json.dumps(record(entry), ensure_ascii=False)}\n".encode()


def is_report(path: Path) -> bool:
    """Say whether a file is what `lines` wrote, or empty; raises `files.FileError`."""
    first = next(files.lines(path), b"")
    try:
        found = json.loads(first) if first else {}
    except (ValueError, RecursionError):
        return False
    return not first or (isinstance(found, dict) and {"state", "attempts", "diagnostics"} <= found.keys())


def record(entry: Entry) -> Mapping[str, Any]:
    """Give a job as values that JSON has."""
    return {
        "source": entry.file,
        "folder": entry.place,
        "theme": entry.theme or None,
        "variant": entry.variant or None,
        "language": entry.language or None,
        "formats": entry.formats.split(),
        "state": entry.state,
        "attempts": entry.attempts,
        "seconds": None if entry.seconds is None else round(entry.seconds, 3),
        "files": [{"path": path, "sha256": digest, "bytes": size} for path, digest, size in entry.outputs],
        "diagnostics": json.loads(entry.said),
    }
