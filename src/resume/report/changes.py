"""Lays out what differs between two résumés, as text for a terminal, and as data for programs."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from resume.compare.change import Change, Side
from resume.compare.wording import Piece, pieces
from resume.report.terminal import RESET, printable

SIGNS: Final = {"added": "+", "removed": "-", "moved": ">", "reworded": "~", "renamed": "~", "changed": "~"}
STYLES: Final = {"+": "\x1b[32m", "-": "\x1b[31m", ">": "\x1b[36m", "~": "\x1b[33m", "head": "\x1b[1m"}

LONGEST: Final = 100
"""Characters of a text that are shown where it is only named."""

KEPT, AROUND = 70, 30
"""Characters of what stayed that are shown as a whole; of more, those that are shown beside a change."""

SHARED: Final = 0.3
"""The share of a text that must have stayed for its changes to be shown in it; else it is shown whole, twice."""

Groups: TypeAlias = dict[str, dict[str, list[Change]]]
"""Changes by their sections, and by the entries in these."""


def data(before: str, after: str, changes: Iterable[Change]) -> dict[str, Any]:
    """Give it as values that JSON has; docs/diff.schema.json says what is in it."""
    return {"version": 1, "before": before, "after": after, "changes": [*map(_object, changes)]}


def _object(change: Change) -> dict[str, Any]:
    told = {"kind": change.kind, "what": change.what, "section": change.section}
    told |= {key: value for key in ("entry", "of", "field", "origin") if (value := getattr(change, key))}
    return {**told, "before": _side(change.before), "after": _side(change.after)}


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    place = {"path": [*side.path], "file": side.span.file, "line": side.span.line, "column": side.span.column}
    return {**place, "text": side.text, "tags": [*side.tags], "value": side.value}


def text(before: str, after: str, changes: Iterable[Change], *, colour: bool = False) -> Iterator[str]:
    """Give the lines: a change each, under the section and the entry that it is in."""

    def paint(style: str, said: str) -> str:
        return f"{STYLES[style]}{said}{RESET}" if colour and said else said

    yield paint("-", printable(f"--- {before}"))
    yield paint("+", printable(f"+++ {after}"))
    for section, group in grouped(changes).items():
        yield ""
        yield paint("head", printable(section))
        for entry, inner in group.items():
            if entry:
                yield printable(f"  {entry}")
            for change in inner:
                sign = SIGNS[change.kind]
                yield f"{'    ' if entry else '  '}{paint(sign, sign)} {line(change, colour=colour)}"


def grouped(changes: Iterable[Change]) -> Groups:
    """Give changes by their sections, and by the entries in these; what is of an entry as a whole stands alone."""
    found: Groups = {}
    for change in changes:
        entry = "" if change.what == "entry" else change.entry
        found.setdefault(change.section, {}).setdefault(entry, []).append(change)
    return {section: dict(sorted(group.items(), key=lambda pair: bool(pair[0]))) for section, group in found.items()}


def line(change: Change, *, colour: bool = False) -> str:
    """Say what changed, in a line; a mark for its kind stands before it."""
    before, after = change.before, change.after
    name = _named(change)
    if change.kind == "moved" and before and after:
        return f"{printable(short(after.text))} {_moved(change, before, after)}"
    if before and after:
        return f"{name}{wording(before.text, after.text, colour=colour)}"
    return f"{name}{printable(short(change.side.text))}{_tagged(change.side)}"


def _named(change: Change) -> str:
    """Say what a change is of, with a colon, where that does not go without saying."""
    match change.what:
        case "section":
            named = "heading" if change.kind == "renamed" else "section"
        case "keyword":
            named = str(change.side.path[-2]).removesuffix("s")
        case "entry" | "bullet":
            named = ""
        case _:
            named = change.field
    of = f" of “{short(change.of, LONGEST // 2)}”" if change.of else ""
    return printable(f"{named}{of}: ") if named or of else ""


def _moved(change: Change, before: Side, after: Side) -> str:
    if change.origin:
        return printable(f"(moved from {change.origin})")
    return "(section moved)" if change.what == "section" else f"(moved: {_place(before)} → {_place(after)})"


def _place(side: Side) -> str:
    return str(int(side.path[-1]) + 1)


def _tagged(side: Side) -> str:
    return printable(f" (tags: {', '.join(side.tags)})") if side.tags else ""


def short(said: str, longest: int = LONGEST) -> str:
    """Give a text on one line, with its end left out where it is long."""
    one = " ".join(said.split())
    return one if len(one) <= longest else f"{one[:longest].rstrip()}…"


def wording(before: str, after: str, *, colour: bool = False) -> str:
    """Say how a text was reworded: `[old → new]` among what stayed, or old and new as a whole."""
    found = pieces(" ".join(before.split()), " ".join(after.split()))
    kept = sum(len(piece.before) for piece in found if piece.is_kept)
    if not found or kept < SHARED * max(len(before), len(after)) or not any(not piece.is_kept for piece in found):
        return _changed(Piece(before.strip(), after.strip()), colour=colour, whole=True)
    said = []
    for index, piece in enumerate(found):
        if piece.is_kept:
            said.append(printable(_around(piece.before, index == 0, index == len(found) - 1)))
        else:
            said.append(_changed(piece, colour=colour))
    return "".join(said)


def _around(kept: str, is_first: bool, is_last: bool) -> str:  # noqa: FBT001 - where a stretch stands
    if len(kept) <= KEPT:
        return kept
    last, first = kept.rfind(" ", 0, AROUND) + 1, kept.find(" ", len(kept) - AROUND)
    start = "" if is_first else kept[: last or AROUND]
    end = "" if is_last else kept[first if first >= 0 else len(kept) - AROUND :]
    return f"{start}…{end}"


def _changed(piece: Piece, *, colour: bool, whole: bool = False) -> str:
    """Show a stretch that changed; the spaces at its ends stay outside."""
    old, new = (printable(" ".join(said.split())) for said in (piece.before, piece.after))
    if colour:
        old, new = (f"{STYLES[sign]}{said}{RESET}" if said else "" for sign, said in (("-", old), ("+", new)))
    if whole:
        return f"{old} → {new}"
    spaces = piece.before or piece.after
    inner = f"{old} → {new}" if old and new else f"- {old}" if old else f"+ {new}"
    lead = " " if spaces[:1].isspace() else ""
    return f"{lead}[{inner}]{' ' if spaces[-1:].isspace() else ''}"
