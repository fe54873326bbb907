"""Sets single values of a document from outside its place in the file."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from resume.diagnostics import Diagnostics, Path, Span
from resume.model import fields
from resume.model.resume import Resume
from resume.source import compose, nodes
from resume.tailor import overlay

COMMAND_LINE: Final = "--set"
"""What spans call the text of the settings, of which each is a line."""

INDEX: Final = re.compile(r"\d{1,6}\Z", re.ASCII)
COLLECTION: Final = ("[", "{")


class _PathError(Exception):
    """A path leads nowhere; the message says why, and the span which of its keys."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


def apply(root: nodes.Mapping, settings: Sequence[str], diagnostics: Diagnostics) -> nodes.Mapping:
    """Set values, each written `PATH=VALUE`, with dots between the keys, indices and ids of a path.

    Where the model has a list or a mapping, `[…]` and `{…}` are read as YAML. Spans point into the
    settings, so that whatever is wrong with a value is said at its place. A path that leads nowhere is
    reported, and sets nothing.
    """
    if settings:
        diagnostics.texts[COMMAND_LINE] = "\n".join(settings)
    for number, setting in enumerate(settings, start=1):
        path, _, text = setting.partition("=")
        start = len(path) + 2
        end = max(len(setting), start) + 1
        value = _value(text, path, Span(COMMAND_LINE, number, start, number, end), diagnostics)
        if value is not None:
            key = nodes.Scalar(path, Span(COMMAND_LINE, number, 1, number, len(path) + 1))
            root = put(root, key, value, diagnostics)
    return root


def put(root: nodes.Mapping, path: nodes.Scalar, value: nodes.Node, diagnostics: Diagnostics) -> nodes.Mapping:
    """Set the value at a path; a mapping is laid over the one that is there."""
    keys = [*_keys(path)]
    try:
        return _in_mapping(_lifted(root, keys), keys, value, diagnostics)
    except _PathError as error:
        diagnostics.error("setting-path", str(error), error.span)
        return root


def _value(text: str, path: str, span: Span, diagnostics: Diagnostics) -> nodes.Node | None:
    steps: Path = tuple(int(key) if INDEX.match(key) else key for key in path.split("."))
    if text.startswith(COLLECTION) and not fields.is_text(Resume, steps):
        return compose.value(text, span, diagnostics)
    return nodes.Scalar(text, span, plain=False)


def _keys(path: nodes.Scalar) -> Iterator[nodes.Scalar]:
    """Split a path at its dots; each key knows its place, where the path is written as it is."""
    span = path.span
    as_written = span.end_column - span.column == len(path.text)
    column = span.column
    for key in path.text.split("."):
        end = column + max(len(key), 1)
        yield nodes.Scalar(key, Span(span.file, span.line, column, span.line, end) if as_written else span)
        column += len(key) + 1


def _lifted(root: nodes.Mapping, keys: Sequence[nodes.Scalar]) -> nodes.Mapping:
    """Write out `theme: modern`, which is short for the theme's name, where another of its keys is set."""
    if keys[0].text != "theme" or len(keys) == 1:
        return root
    entries = [(key, overlay.written_out(value) if key.text == "theme" else value) for key, value in root.entries]
    return nodes.Mapping(tuple(entries), root.span)


def _set(
    node: nodes.Node | None, keys: Sequence[nodes.Scalar], value: nodes.Node, diagnostics: Diagnostics
) -> nodes.Node:
    """Give the node with the value at the end of the keys; mappings that are not there yet are made."""
    if not keys:
        is_laid_over = isinstance(node, nodes.Mapping) and isinstance(value, nodes.Mapping)
        return overlay.merged(node, value, diagnostics) if is_laid_over else value
    key = keys[0]
    match node:
        case nodes.Mapping():
            return _in_mapping(node, keys, value, diagnostics)
        case nodes.Sequence(items, span):
            at = _index(key, items)
            changed = _set(items[at], keys[1:], value, diagnostics)
            return nodes.Sequence((*items[:at], changed, *items[at + 1 :]), span)
        case nodes.Scalar() if not node.is_null:
            raise _PathError(f"there is no key `{key.text}` here, but text", key.span)
        case _ if INDEX.match(key.text):
            raise _PathError(f"there is no item `{key.text}` here; the list is not there", key.span)
        case _:
            return _in_mapping(nodes.Mapping((), value.span), keys, value, diagnostics)


def _index(key: nodes.Scalar, items: Sequence[nodes.Node]) -> int:
    """Find the item of a list that a key means: by its `id`, or by its number."""
    ids = [overlay.identifier(item) for item in items]
    if key.text in ids:
        return ids.index(key.text)
    if INDEX.match(key.text) and int(key.text) < len(items):
        return int(key.text)
    message = f"there is no item `{key.text}` here; items count from 0, and there are {len(items)}"
    raise _PathError(message, key.span)


def _in_mapping(
    node: nodes.Mapping, keys: Sequence[nodes.Scalar], value: nodes.Node, diagnostics: Diagnostics
) -> nodes.Mapping:
    return node.holding(keys[0], _set(node.get(keys[0].text), keys[1:], value, diagnostics))
