"""Sets single values of a document from outside its file."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from resume.diagnostics import Diagnostics, Span
from resume.source import nodes

COMMAND_LINE: Final = "--set"
"""What spans call the text of the settings, of which each is a line."""


INDEX: Final = re.compile(r"\d{1,6}\Z", re.ASCII)


class _PathError(Exception):
    """A path leads nowhere; the message says why, and the span which of its keys."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


def apply(root: nodes.Mapping, settings: Sequence[str], diagnostics: Diagnostics) -> nodes.Mapping:
    """Set values, each written `PATH=VALUE`, with dots between the keys and indices of a path.

    Their spans point into the settings, so that whatever is wrong with a value is said at its place. A
    path that leads nowhere is reported, and sets nothing.
    """
    if settings:
        diagnostics.texts[COMMAND_LINE] = "\n".join(settings)
    for number, setting in enumerate(settings, start=1):
        path, _, value = setting.partition("=")
        start = len(path) + 2
        end = max(len(setting), start) + 1
        scalar = nodes.Scalar(value, Span(COMMAND_LINE, number, start, number, end), plain=False)
        keys = [*_keys(path, number)]
        try:
            root = _in_mapping(_lifted(root, keys), keys, scalar)
        except _PathError as error:
            diagnostics.error("setting-path", str(error), error.span)
    return root


def _keys(path: str, number: int) -> Iterator[nodes.Scalar]:
    column = 1
    for key in path.split("."):
        yield nodes.Scalar(key, Span(COMMAND_LINE, number, column, number, column + max(len(key), 1)))
        column += len(key) + 1


def _lifted(root: nodes.Mapping, keys: Sequence[nodes.Scalar]) -> nodes.Mapping:
    """Write out `theme: modern`, which is short for the theme's name, where another of its keys is set."""
    if keys[0].text != "theme" or len(keys) == 1:
        return root
    entries = []
    for key, value in root.entries:
        is_short = key.text == "theme" and isinstance(value, nodes.Scalar) and not value.is_null
        named = nodes.Mapping(((nodes.Scalar("name", value.span), value),), value.span)
        entries.append((key, named if is_short else value))
    return nodes.Mapping(tuple(entries), root.span)


def _set(node: nodes.Node | None, keys: Sequence[nodes.Scalar], value: nodes.Scalar) -> nodes.Node:
    """Give the node with the value at the end of the keys; mappings that are not there yet are made."""
    if not keys:
        return value
    key = keys[0]
    match node:
        case nodes.Mapping():
            return _in_mapping(node, keys, value)
        case nodes.Sequence(items, span):
            if not INDEX.match(key.text) or int(key.text) >= len(items):
                message = f"there is no item `{key.text}` here; items count from 0, and there are {len(items)}"
                raise _PathError(message, key.span)
            at = int(key.text)
            return nodes.Sequence((*items[:at], _set(items[at], keys[1:], value), *items[at + 1 :]), span)
        case nodes.Scalar() if not node.is_null:
            raise _PathError(f"there is no key `{key.text}` here, but text", key.span)
        case _ if INDEX.match(key.text):
            raise _PathError(f"there is no item `{key.text}` here; the list is not there", key.span)
        case _:
            return _in_mapping(nodes.Mapping((), value.span), keys, value)


def _in_mapping(node: nodes.Mapping, keys: Sequence[nodes.Scalar], value: nodes.Scalar) -> nodes.Mapping:
    held = {name.text: (name, inner) for name, inner in node.entries}
    key = keys[0]
    inner = held[key.text][1] if key.text in held else None
    held[key.text] = (key, _set(inner, keys[1:], value))
    return nodes.Mapping(tuple(held.values()), node.span)
