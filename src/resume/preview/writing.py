"""Writes what was chosen under some keys of a source, and changes nothing else of its text."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from resume.diagnostics import Diagnostic, Diagnostics, Span
from resume.mend import mended
from resume.source import compose, emit
from resume.source.nodes import NULLS, Node, Scalar, plain
from resume.source.nodes import Mapping as Keys
from resume.source.text import LINE_BREAK

THEME: Final = "theme"
NAME: Final = "name"
"""What a theme is that is written as a text alone."""


def written(text: str, file: str, chosen: Mapping[str, Mapping[str, str]], dropped: frozenset[str]) -> str | None:
    """Give the text with the values chosen under each key of it, and without the options `dropped` of the theme.

    Nothing is given where it cannot be done without a change to something else.
    """
    made: str | None = text
    for key, values in chosen.items():
        if made is not None and values:
            made = _under(key, made, file, values, dropped if key == THEME else frozenset())
    return made


def options(text: str, file: str) -> frozenset[str]:
    """Give the names of the options that a source chooses."""
    root = compose.parse(text, file, Diagnostics())
    found = _values(THEME, root.get(THEME) if root else None)
    return frozenset(found or ()) - {NAME}


def _under(key: str, text: str, file: str, chosen: Mapping[str, str], dropped: frozenset[str]) -> str | None:
    """Write values under one key."""
    root = compose.parse(text, file, Diagnostics())
    had = _values(key, root.get(key)) if root else None
    if root is None or had is None:
        return None
    wanted = {name: value for name, value in had.items() if name not in dropped} | {**chosen}
    edits = [*_Text(text, root).edits(key, chosen, dropped)]
    made, done = mended(text, file, [Diagnostic("warning", key, "", span, fix=fix) for span, fix in edits])
    after = compose.parse(made, file, Diagnostics())
    if after is None or len(done) < len(edits):
        return None
    is_kept = plain(after.without(key)) == plain(root.without(key))
    return made if is_kept and _values(key, after.get(key)) == wanted else None


def _values(key: str, node: Node | None) -> dict[str, object] | None:
    """Give what is written under a key; a text alone is the theme's name. Of what else may be there, nothing is."""
    match node:
        case Keys(entries):
            return {name.text: value.text if isinstance(value, Scalar) else plain(value) for name, value in entries}
        case Scalar(text) if not node.is_null:
            return {NAME: text} if key == THEME else None
        case None | Scalar():
            return {}
        case _:
            return None


class _Text:
    """A text in which something is to be written: its lines, and how it writes mappings and line ends."""

    def __init__(self, text: str, root: Keys) -> None:
        self.root = root
        self.lines = LINE_BREAK.split(text)
        end = LINE_BREAK.search(text)
        self.end = end[0] if end else "\n"
        self.is_json = self._is_flow(root)

    def edits(self, key: str, chosen: Mapping[str, str], dropped: frozenset[str]) -> Iterator[tuple[Span, str]]:
        """Give the stretches to change, and what is to stand there."""
        theirs = self.root.get(key)
        match theirs:
            case None if self.is_json:
                yield from self._added_in_line(self.root, {key: self._line(chosen)}, frozenset())
            case None:
                start = self.end if self.lines[-1] else ""
                yield self._end(), f"{start}{self.end}{key}: {self._line(chosen)}{self.end}"
            case Keys():
                yield from self._changed(theirs, chosen)
                new = {name: value for name, value in chosen.items() if theirs.get(name) is None}
                if self._is_flow(theirs):
                    yield from self._dropped_in_line(theirs, dropped)
                    values = {name: self._value(value, in_flow=True) for name, value in new.items()}
                    yield from self._added_in_line(theirs, values, dropped)
                else:
                    yield from self._dropped_lines(theirs, dropped)
                    yield from self._added_lines(theirs, new, dropped)
            case Scalar() if theirs.is_null and not theirs.text:
                name = next(name for name, _ in self.root.entries if name.text == key)
                yield _at(name.span.file, name.span.end_line, name.span.end_column + 1), f" {self._line(chosen)}"
            case Scalar(text) if not theirs.is_null:
                yield theirs.span, self._line({NAME: text, **chosen})
            case _:
                yield theirs.span, self._line(chosen)

    def _changed(self, theirs: Keys, chosen: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
        """Put other values in the place of those that are there."""
        for name, value in theirs.entries:
            if isinstance(value, Scalar) and value.text != chosen.get(name.text, value.text):
                yield value.span, self._value(chosen[name.text], in_flow=self._is_flow(theirs))

    def _added_lines(self, theirs: Keys, new: Mapping[str, str], dropped: frozenset[str]) -> Iterator[tuple[Span, str]]:
        """Add lines below the last value of one line that stays; without such a one, above the first key."""
        indent = " " * (theirs.span.column - 1)
        lines = [f"{indent}{name}: {self._value(value)}" for name, value in new.items()]
        above = [value.span.end_line for value in _kept(theirs, dropped) if value.span.line == value.span.end_line]
        if lines and above:
            end = len(self.lines[above[-1] - 1]) + 1
            yield _at(theirs.span.file, above[-1], end), "".join(f"{self.end}{line}" for line in lines)
        elif lines:
            yield _at(theirs.span.file, theirs.span.line, 1), "".join(f"{line}{self.end}" for line in lines)

    def _added_in_line(
        self, theirs: Keys, new: Mapping[str, str], dropped: frozenset[str]
    ) -> Iterator[tuple[Span, str]]:
        """Add to a mapping in braces; where each of its keys has a line, these have one too."""
        kept = _kept(theirs, dropped)
        entries = [f"{json.dumps(name) if self.is_json else name}: {value}" for name, value in new.items()]
        if entries and kept:
            end = kept[-1].span
            last = theirs.entries[-1][0].span
            before = self.lines[last.line - 1][: last.column - 1]
            line = self.lines[end.end_line - 1]
            rest = line[end.end_column - 1 :].strip()
            has_lines = theirs.span.line < last.line and not before.strip() and (not rest or rest[0] in ",#")
            if not has_lines:
                yield _at(end.file, end.end_line, end.end_column), "".join(f", {entry}" for entry in entries)
                return
            if not rest.startswith(","):
                yield _at(end.file, end.end_line, end.end_column), ","
            added = ",".join(f"{self.end}{before}{entry}" for entry in entries)
            yield _at(end.file, end.end_line, len(line) + 1), added
        elif entries:
            yield _at(theirs.span.file, theirs.span.line, theirs.span.column + 1), ", ".join(entries)

    def _dropped_lines(self, theirs: Keys, dropped: frozenset[str]) -> Iterator[tuple[Span, str]]:
        """Take whole lines out; what comes after a value of several lines, up to the next key, stays."""
        for name, value in theirs.entries:
            if name.text not in dropped:
                continue
            last = value.span.end_line - (value.span.end_column == 1)
            while last > name.span.line and (not (line := self.lines[last - 1].strip()) or line.startswith("#")):
                last -= 1
            over = last < len(self.lines)
            end = (last + 1, 1) if over else (last, len(self.lines[-1]) + 1)
            yield Span(name.span.file, name.span.line, 1, *end), ""

    def _dropped_in_line(self, theirs: Keys, dropped: frozenset[str]) -> Iterator[tuple[Span, str]]:
        """Take entries out with the commas before them; the first ones, with those after them."""
        is_kept = [name.text not in dropped for name, _ in theirs.entries]
        first = is_kept.index(True) if True in is_kept else len(is_kept)
        if 0 < first < len(is_kept):
            yield _between(theirs.entries[0][0].span, theirs.entries[first][0].span, to=_start), ""
        elif first:
            yield _between(theirs.entries[0][0].span, theirs.entries[-1][1].span), ""
        for number in range(first + 1, len(is_kept)):
            if not is_kept[number]:
                before, value = theirs.entries[number - 1][1].span, theirs.entries[number][1].span
                yield Span(value.file, before.end_line, before.end_column, value.end_line, value.end_column), ""

    def _line(self, values: Mapping[str, str]) -> str:
        """Write a mapping on one line."""
        if self.is_json:
            return json.dumps(values, ensure_ascii=False)
        if values.keys() == {NAME}:
            return self._value(values[NAME])
        return "{" + ", ".join(f"{name}: {self._value(value, in_flow=True)}" for name, value in values.items()) + "}"

    def _value(self, value: str, *, in_flow: bool = False) -> str:
        if self.is_json:
            return json.dumps(value, ensure_ascii=False)
        return f'"{value}"' if value in NULLS else emit.inline(value, in_flow=in_flow)

    def _is_flow(self, node: Keys) -> bool:
        line = self.lines[node.span.line - 1] if self.lines else ""
        return line[node.span.column - 1 : node.span.column] == "{"

    def _end(self) -> Span:
        return _at(self.root.span.file, len(self.lines), len(self.lines[-1]) + 1)


def _kept(theirs: Keys, dropped: frozenset[str]) -> list[Node]:
    return [value for name, value in theirs.entries if name.text not in dropped]


def _at(file: str, line: int, column: int) -> Span:
    return Span(file, line, column, line, column)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column


def _between(one: Span, other: Span, to: Callable[[Span], tuple[int, int]] = _end) -> Span:
    return Span(one.file, *_start(one), *to(other))
