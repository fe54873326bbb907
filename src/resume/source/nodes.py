"""The nodes of a document: text, lists and mappings, each with its place in the file."""

import re
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias

from resume.diagnostics import Span

NULLS = {"", "~", "null", "Null", "NULL"}
TRUE = {"true", "True", "TRUE"}
FALSE = {"false", "False", "FALSE"}
INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
FLOAT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")
"""Numbers as YAML 1.2.2 §10.2, the JSON schema, has them: 0123, +1 and .5 stay text."""

MAX_DIGITS = 4300
"""What `int` takes by default (https://docs.python.org/3/library/stdtypes.html#int-max-str-digits)."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text as the file has it; what it means is for the schema to say."""

    text: str
    span: Span
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Say whether nothing was written: an empty value, `~` or `null`."""
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Node, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file; no key occurs twice."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    span: Span

    def get(self, name: str) -> "Node | None":
        """Give the value of a key; none where there is no such key."""
        return next((value for key, value in self.entries if key.text == name), None)

    def without(self, *names: str) -> "Mapping":
        """Give the mapping without some keys."""
        return Mapping(tuple(entry for entry in self.entries if entry[0].text not in names), self.span)

    def holding(self, key: Scalar, value: "Node") -> "Mapping":
        """Give the mapping with a value in the place of that which the key has, or behind all others."""
        held = {name.text: (name, inner) for name, inner in self.entries}
        held[key.text] = (key, value)
        return Mapping(tuple(held.values()), self.span)


Node: TypeAlias = Scalar | Sequence | Mapping


def without_keys(mapping: Mapping, start: str) -> Mapping:
    """Give a mapping without all keys, at whatever depth, that start so."""
    kept = ((key, value) for key, value in mapping.entries if not key.text.startswith(start))
    return Mapping(tuple((key, _without_keys(value, start)) for key, value in kept), mapping.span)


def _without_keys(node: Node, start: str) -> Node:
    match node:
        case Sequence(items, span):
            return Sequence(tuple(_without_keys(item, start) for item in items), span)
        case Mapping():
            return without_keys(node, start)
        case _:
            return node


def plain(node: Node) -> object:
    """Give the value that JSON has for a node."""
    match node:
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}
        case _:
            return _plain_scalar(node)


def _plain_scalar(scalar: Scalar) -> object:
    text = scalar.text
    if not scalar.plain:
        return text
    if scalar.is_null:
        return None
    if text in TRUE or text in FALSE:
        return text in TRUE
    if INTEGER.match(text) and len(text) <= MAX_DIGITS:
        return int(text)
    return float(text) if FLOAT.match(text) and isfinite(float(text)) else text


def describe(node: Node) -> str:
    """Name the kind of a node in a sentence."""
    match node:
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"
        case Scalar() if node.is_null:
            return "empty"
        case _:
            return "text"
