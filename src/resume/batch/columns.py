"""Fills the cells of a row into the shape of a résumé."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from resume.source import nodes
from resume.source.nodes import Node, Scalar, Sequence

COLUMN: Final = re.compile(r"\{([^{}]+)\}")
"""How a text says that the cell of a column stands there."""

PLACE: Final = re.compile(rf"( ?){COLUMN.pattern}")
"""The same with the space before it, which goes with an empty cell."""

SPLIT: Final = "split"
AT: Final = "at"
"""The keys of what takes a cell apart: `{split: "{Skills}", at: ";"}`."""


@dataclass(frozen=True, slots=True)
class _Nothing:
    """What is left of a text whose cells are all empty."""


NOTHING: Final = _Nothing()


def filled(shape: nodes.Mapping, row: Mapping[str, str]) -> object:
    """Give a résumé as JSON has it: `shape`, with each `{Column}` in its texts replaced by that cell of the row.

    A text whose cells are all empty is left out, and so is a list or a mapping that holds nothing else than
    such texts and fixed ones.
    """
    found = _filled(shape, row)
    return {} if found is NOTHING else found


def columns(node: Node) -> Iterator[tuple[str, Scalar]]:
    """Give the columns that a shape names, each with the text that does."""
    match node:
        case Sequence(items):
            for item in items:
                yield from columns(item)
        case nodes.Mapping(entries):
            for _, value in entries:
                yield from columns(value)
        case Scalar(text):
            for name in COLUMN.findall(text):
                yield name, node


def _filled(node: Node, row: Mapping[str, str]) -> object:
    match node:
        case Scalar(text):
            return _text(node, row) if COLUMN.search(text) else nodes.plain(node)
        case nodes.Mapping() if _is_split(node):
            return _parts(node, row)
        case Sequence(items):
            found = [_filled(item, row) for item in items]
            kept = [value for value in found if value is not NOTHING]
            return NOTHING if _is_empty(found, items) else kept
        case nodes.Mapping(entries):
            values = {key.text: _filled(value, row) for key, value in entries}
            left = {key: value for key, value in values.items() if value is not NOTHING}
            return NOTHING if _is_empty(values.values(), [value for _, value in entries]) else left


def _is_empty(values: Collection[object], given: Collection[Node]) -> bool:
    """Say whether all that could have been filled was not."""
    asked = [value for value, node in zip(values, given, strict=True) if any(True for _ in columns(node))]
    return bool(asked) and all(value is NOTHING for value in asked)


def _text(scalar: Scalar, row: Mapping[str, str]) -> object:
    cells = [row[name].strip() for name in COLUMN.findall(scalar.text)]
    if not any(cells):
        return NOTHING
    return PLACE.sub(lambda found: found[1] + cell if (cell := row[found[2]].strip()) else "", scalar.text).strip()


def _is_split(node: nodes.Mapping) -> bool:
    return {key.text for key, _ in node.entries} in ({SPLIT}, {SPLIT, AT}) and isinstance(node.get(SPLIT), Scalar)


def _parts(node: nodes.Mapping, row: Mapping[str, str]) -> object:
    text, at = node.get(SPLIT), node.get(AT)
    whole = _text(text, row) if isinstance(text, Scalar) else NOTHING
    if not isinstance(whole, str):
        return NOTHING
    parts = whole.split(at.text if isinstance(at, Scalar) and at.text else ",")
    return [part.strip() for part in parts if part.strip()] or NOTHING
