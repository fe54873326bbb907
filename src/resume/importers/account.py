"""Says what became of the values of an imported file, for people or for programs."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from resume.importers.recognise import NAMES, Kind
from resume.importers.taken import Note

KINDS: Final = {
    "lost": "has no place in the résumé",
    "kept": "is kept, but not shown",
    "changed": "is said in another way",
}
FEW: Final = 3
"""Notes of a sort that are said one by one."""

LONG: Final = 60
VERSION: Final = 1


def as_text(kind: Kind, notes: Sequence[Note]) -> str:
    """Lay out an account, what is lost first; of many that changed in the same way, the first one."""
    lines = [f"read as {NAMES[kind]}"]
    for name, meaning in KINDS.items():
        of_it = [note for note in _in_order(notes) if note.kind == name]
        if of_it:
            lines.append(f"{name} ({meaning}): {len(of_it)}")
            lines += [f"  {line}" for line in (_grouped(of_it) if name == "changed" else map(_line, of_it))]
    return "\n".join(lines)


def as_json(kind: Kind, notes: Iterable[Note]) -> str:
    """Lay out an account as JSON."""
    items = []
    for note in _in_order(notes):
        item: dict[str, object] = {"kind": note.kind, "path": note.path, "value": note.value, "outcome": note.said}
        if note.place:
            item |= {"file": note.place.file, "line": note.place.line, "column": note.place.column}
        items.append(item)
    return json.dumps({"version": VERSION, "format": kind, "notes": items}, indent=2, ensure_ascii=False)


def _in_order(notes: Iterable[Note]) -> list[Note]:
    """Give notes by their places; those of tables in the order in which these are read."""
    return sorted(
        notes, key=lambda note: (note.place.file, note.place.line, note.place.column) if note.place else ("", 0, 0)
    )


def _grouped(notes: Iterable[Note]) -> Iterator[str]:
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(re.sub(r"\d[\d-]*", "#", note.said), []).append(note)
    for of_a_sort in groups.values():
        if len(of_a_sort) <= FEW:
            yield from map(_line, of_a_sort)
        else:
            yield f"{_line(of_a_sort[0])}; and {len(of_a_sort) - 1} more like it"


def _line(note: Note) -> str:
    words = " ".join(note.value.split())
    shown = words if len(words) <= LONG else f"{words[:LONG].rstrip()}…"
    return f"{note.path}: {note.said}" + (f" ({shown})" if shown else "")
