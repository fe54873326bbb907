"""Adds publications to a resume.yaml, and changes nothing else of its text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from resume.diagnostics import Diagnostics, Span
from resume.importers.taken import Note
from resume.model import load
from resume.source import compose, emit
from resume.source.nodes import Mapping, Node, Scalar, Sequence, plain
from resume.source.text import LINE_BREAK

KEY: Final = "publications"
INDENT: Final = 2
EMPTY: Final = re.compile(rf"""(["']?{KEY}["']?\s*:)((?:\s*(?:\[\s*\]|null|~))?)\s*(?:#.*)?\Z""")


@dataclass(slots=True)
class Added:
    """A text with publications added, and what was there already; none where it could not be done."""

    text: str | None = None
    notes: list[Note] = field(default_factory=list)


def add(text: str, file: str, wanted: Sequence, diagnostics: Diagnostics) -> Added:
    """Add those publications that are not there yet behind those that are.

    One is there if another has its address, or its name; where another has its `id` alone, it is added without one.
    """
    root = compose.parse(text, file, diagnostics)
    if root is None or diagnostics.has_errors():
        return Added()
    there = root.get(KEY)
    new, notes = _new(wanted, there)
    if not new.items:
        return Added(text, notes)
    written = _written(text, root, there, new)
    if written is None or not _is_addition(root, written, new, file):
        place = there.span if there else root.span
        message = "publications cannot be added to this file without a change to what it has"
        hint = f"write its list under `{KEY}:`, each entry behind a `-` on a line of its own"
        diagnostics.error("import-into", message, compose.first_line(place), hint=hint)
        return Added(None, notes)
    after = Diagnostics()
    again = compose.parse(written, file, after)
    if again:
        load.load(again, after)
    diagnostics.texts[file] = written
    diagnostics.items += [
        item for item in after.items if item.code == "unlisted-section" and f"`{KEY}`" in item.message
    ]
    return Added(written, notes)


def _new(wanted: Sequence, there: Node | None) -> tuple[Sequence, list[Note]]:
    known: dict[str, set[str]] = {"id": set(), "url": set(), "name": set()}
    for item in there.items if isinstance(there, Sequence) else ():
        _remember(item, known)
    items: list[Node] = []
    notes: list[Note] = []
    for item in wanted.items:
        names = _names(item)
        if any(names[key] and names[key] in known[key] for key in ("url", "name")):
            said = "is there already, and is left as it is"
            notes.append(Note("changed", names["id"], names["name"], said, item.span))
            continue
        kept = item
        if names["id"] in known["id"] and isinstance(item, Mapping):
            notes.append(Note("lost", names["id"], names["id"], "another publication has this `id`", item.span))
            kept = item.without("id")
        _remember(kept, known)
        items.append(kept)
    return Sequence(tuple(items), wanted.span), notes


def _remember(item: Node, known: dict[str, set[str]]) -> None:
    for key, value in _names(item).items():
        known[key] |= {value} - {""}


def _names(item: Node) -> dict[str, str]:
    """Give what tells a publication from others, but for case, punctuation and the scheme of an address."""
    texts = {key: item.get(key) if isinstance(item, Mapping) else None for key in ("id", "url", "name")}
    found = {key: value.text.strip().casefold() if isinstance(value, Scalar) else "" for key, value in texts.items()}
    found["url"] = re.sub(r"^https?://(www\.|dx\.)?|/$", "", found["url"])
    found["name"] = " ".join(re.findall(r"\w+", found["name"]))
    return found


def _written(text: str, root: Mapping, there: Node | None, new: Sequence) -> str | None:
    """Put publications in their place; nothing where it is not on lines of its own."""
    source = _source(text)
    if source.character(root.span) == "{":
        return None
    match there:
        case None:
            return source.appended(new)
        case Sequence(items) if items and source.character(there.span) == "-":
            return source.behind(there, new)
        case Sequence(items) if not items:
            return source.in_place(root, new)
        case Scalar() if there.is_null:
            return source.in_place(root, new)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class _Source:
    """A text with its lines, and where each of them starts."""

    text: str
    lines: list[str]
    starts: list[int]

    @property
    def end(self) -> str:
        """What the first line ends with."""
        found = LINE_BREAK.search(self.text)
        return found[0] if found else "\n"

    def character(self, span: Span) -> str:
        return self.lines[span.line - 1][span.column - 1 : span.column]

    def appended(self, new: Sequence) -> str:
        before = [] if not self.lines[-1] else [""]
        empty = [] if len(self.lines) > 1 and not self.lines[-2].strip() else [""]
        return self.text + self.end.join([*before, *empty, f"{KEY}:", *_lines(new, INDENT), ""])

    def behind(self, there: Sequence, new: Sequence) -> str:
        last = _last(there)
        at = last.end_line if last.end_column > 1 else last.end_line - 1
        while at > 1 and not self.lines[at - 1].strip():
            at -= 1
        apart = any(not self.lines[item.span.line - 2].strip() for item in there.items[1:])
        return self.inserted(at, [*([""] if apart else []), *_lines(new, there.span.column - 1)])

    def inserted(self, at: int, lines: list[str]) -> str:
        """Put lines behind the first `at` ones."""
        added = self.end.join(lines)
        if at >= len(self.starts):
            return self.text + self.end + added + self.end
        return self.text[: self.starts[at]] + added + self.end + self.text[self.starts[at] :]

    def in_place(self, root: Mapping, new: Sequence) -> str | None:
        """Write a list where the key has an empty one, or nothing."""
        line = next(key.span.line for key, _ in root.entries if key.text == KEY)
        found = EMPTY.match(self.lines[line - 1])
        if not found:
            return None
        start = self.starts[line - 1]
        kept = self.text[: start + found.end(1)] + self.text[start + found.end(2) :]
        return _source(kept).inserted(line, _lines(new, INDENT))


def _source(text: str) -> _Source:
    return _Source(text, LINE_BREAK.split(text), [0, *(match.end() for match in LINE_BREAK.finditer(text))])


def _lines(new: Sequence, indent: int) -> list[str]:
    return emit.entries(new, indent).removesuffix("\n").split("\n")


def _last(node: Node) -> Span:
    """Give the span of the last text within a node."""
    match node:
        case Sequence(items) if items:
            return _last(items[-1])
        case Mapping(entries) if entries:
            return _last(entries[-1][1])
        case _:
            return node.span


def _is_addition(before: Mapping, written: str, new: Sequence, file: str) -> bool:
    """Say whether the text is read as it was before, with nothing more than the new ones."""
    after = compose.parse(written, file, Diagnostics())
    if after is None:
        return False
    had, has = before.get(KEY), after.get(KEY)
    rest = plain(before.without(KEY)) == plain(after.without(KEY))
    return rest and _entries(has) == [*_entries(had), *(plain(item) for item in new.items)]


def _entries(node: Node | None) -> Iterable[object]:
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else []
