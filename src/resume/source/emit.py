"""Writes nodes as YAML that people like to read and `compose` reads back as it was."""

import io
import json
import re
import textwrap
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, Final

import yaml

from resume.source.nodes import NULLS, Mapping, Node, Scalar, Sequence, plain

WIDTH: Final = 100
"""Characters of a line, where its text can be broken."""

STEP: Final = 2
TALL: Final = 4
"""Lines from which on mappings that follow each other have an empty line between them."""

UNPRINTABLE: Final = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What stands in double quotes only, as an escape: YAML 1.2.2 §5.1, and the line breaks of YAML 1.1 §4.2."""


def written(root: Mapping, head: str = "", flow: Collection[str] = ()) -> str:
    """Write a document below `head`, its first comment.

    Text needs no quotes where it can do without them: long text is folded, text of several lines stands as a block.
    Lists of text that stand under one of the keys `flow` are written `[a, b]` where they fit on a line. A scalar that
    is not `plain` is quoted where it would be read as a number, a truth value or nothing.
    """
    return "\n".join([*([head, ""] if head else []), *_Writer(flow).document(root), ""])


def entries(items: Sequence, indent: int, flow: Collection[str] = ()) -> str:
    """Write the items of a list, each behind a `-` that stands `indent` characters from the margin."""
    return "\n".join([*_Writer(flow).items(items, indent), ""])


class _Writer:
    """Writes lines; `indent` is how far from the margin they begin."""

    def __init__(self, flow: Collection[str]) -> None:
        self.flow = flow

    def document(self, root: Mapping) -> Iterator[str]:
        before = 0
        for key, value in root.entries:
            lines = [*self.entry(key.text, value, 0)]
            if before > 1 or (len(lines) > 1 and before):
                yield ""
            yield from lines
            before = len(lines)

    def entry(self, key: str, value: Node, indent: int) -> Iterator[str]:
        start = f"{' ' * indent}{inline(key)}:"
        match value:
            case Scalar():
                yield from _scalar(value, f"{start} ", indent + STEP)
            case Sequence(items) if not items:
                yield f"{start} []"
            case Mapping(pairs) if not pairs:
                yield f"{start} {{}}"
            case Sequence() if key in self.flow and (line := _flow(value, start)):
                yield line
            case Sequence():
                yield start
                yield from self.items(value, indent + STEP)
            case Mapping(pairs):
                yield start
                written = [[*self.entry(name.text, inner, indent + STEP)] for name, inner in pairs]
                yield from _apart(written, may_be=all(isinstance(inner, Mapping) for _, inner in pairs))

    def items(self, value: Sequence, indent: int) -> Iterator[str]:
        written = [[*self.item(item, indent)] for item in value.items]
        yield from _apart(written, may_be=all(isinstance(item, Mapping) for item in value.items))

    def item(self, item: Node, indent: int) -> Iterator[str]:
        start = f"{' ' * indent}- "
        match item:
            case Scalar():
                yield from _scalar(item, start, indent + STEP)
            case Sequence(items) if not items:
                yield f"{start}[]"
            case Mapping(pairs) if not pairs:
                yield f"{start}{{}}"
            case Sequence():
                yield from _behind(start, self.items(item, indent + STEP))
            case Mapping(pairs):
                lines = (line for name, inner in pairs for line in self.entry(name.text, inner, indent + STEP))
                yield from _behind(start, lines)


def _apart(written: list[list[str]], *, may_be: bool) -> Iterator[str]:
    """Put an empty line between mappings of which one is tall."""
    apart = may_be and any(len(lines) >= TALL for lines in written)
    for index, lines in enumerate(written):
        if apart and index:
            yield ""
        yield from lines


def _behind(start: str, lines: Iterator[str]) -> Iterator[str]:
    """Put the first line behind the mark of an item."""
    yield start + next(lines)[len(start) :]
    yield from lines


def _flow(value: Sequence, start: str) -> str:
    """Write a list of text on one line; nothing where it is none, or does not fit."""
    if not all(isinstance(item, Scalar) and "\n" not in item.text for item in value.items):
        return ""
    words = [_quoted(item, in_flow=True) for item in value.items if isinstance(item, Scalar)]
    line = f"{start} [{', '.join(words)}]"
    return line if len(line) <= WIDTH else ""


def _scalar(scalar: Scalar, start: str, indent: int) -> Iterator[str]:
    text = scalar.text
    if "\n" in text and _can_be_a_block(text):
        yield f"{start}|" + ("" if text.endswith("\n") else "-")
        for line in text.removesuffix("\n").split("\n"):
            yield f"{' ' * indent}{line}" if line else ""
        return
    line = start + _quoted(scalar)
    if len(line) <= WIDTH or "\n" in text or not _can_be_a_block(text) or "  " in text or " " not in text:
        yield line
        return
    yield f"{start}>-"
    width = max(WIDTH - indent, WIDTH // 2)
    for part in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False, expand_tabs=False):
        yield f"{' ' * indent}{part}"


def _can_be_a_block(text: str) -> bool:
    """Say whether a text can stand below its key, as its lines are."""
    ends_once = not text.endswith("\n\n")
    tight = not any(line != line.strip(" ") and line != line.rstrip(" ") for line in text.split("\n"))
    return ends_once and tight and not text.startswith((" ", "\n")) and not UNPRINTABLE.search(text)


def _quoted(scalar: Scalar, *, in_flow: bool = False) -> str:
    """Write a scalar on one line, in quotes where without them it would be something else."""
    text = scalar.text
    would_be = plain(Scalar(text, scalar.span))
    if scalar.plain and text in NULLS and text:
        return text
    if not scalar.plain and not isinstance(would_be, str):
        return f'"{text}"'
    return inline(text, in_flow=in_flow)


def inline(text: str, *, in_flow: bool = False) -> str:
    """Write a text on one line, without quotes where YAML allows it; `in_flow`, where it stands in `[…]` or `{…}`."""
    if text == "<<" or not text:
        return f'"{text}"'
    analysis = _emitter().analyze_scalar(text)
    allowed = analysis.allow_flow_plain if in_flow else analysis.allow_block_plain
    if allowed and not analysis.multiline and not UNPRINTABLE.search(text):
        return text
    if ('"' in text or "\\" in text) and "'" not in text and "\n" not in text and not UNPRINTABLE.search(text):
        return f"'{text}'"
    return UNPRINTABLE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}"


@cache
def _emitter() -> Any:
    return yaml.emitter.Emitter(io.StringIO(), allow_unicode=True)
