"""Sets single values of a document from outside its file."""

from collections.abc import Sequence
from typing import Final

from resume.diagnostics import Diagnostics, Span
from resume.source import nodes

COMMAND_LINE: Final = "--set"
"""What spans call the text of the settings, of which each is a line."""


def apply(root: nodes.Mapping, settings: Sequence[str], diagnostics: Diagnostics) -> nodes.Mapping:
    """Set values, each written `PATH=VALUE`, with dots between the keys and indices of a path.

    Their spans point into the settings, so that whatever is wrong with a value is said at its place.
    """
    if settings:
        diagnostics.texts[COMMAND_LINE] = "\n".join(settings)
    for number, setting in enumerate(settings, start=1):
        path, _, value = setting.partition("=")
        start = len(path) + 2
        scalar = nodes.Scalar(
            value, Span(COMMAND_LINE, number, start, number, max(len(setting), start) + 1), plain=False
        )
        changed = _set(root, _keys(path, number), scalar, diagnostics)
        root = changed if isinstance(changed, nodes.Mapping) else root
    return root


def _keys(path: str, number: int) -> list[nodes.Scalar]:
    keys, column = [], 1
    for key in path.split("."):
        span = Span(COMMAND_LINE, number, column, number, column + max(len(key), 1))
        keys.append(nodes.Scalar(key, span))
        column += len(key) + 1
    return keys


def _set(
    node: nodes.Node | None, keys: list[nodes.Scalar], value: nodes.Scalar, diagnostics: Diagnostics
) -> nodes.Node:
    """Give the node with the value at the end of the keys; what is not there yet is made."""
    if not keys:
        return value
    key, *rest = keys
    match node:
        case nodes.Mapping(entries, span):
            pass
        case nodes.Sequence(items, span) if key.text.isdecimal() and int(key.text) < len(items):
            at = int(key.text)
            return nodes.Sequence((*items[:at], _set(items[at], rest, value, diagnostics), *items[at + 1 :]), span)
        case nodes.Sequence(items):
            message = f"there is no item `{key.text}` here; items count from 0, and there are {len(items)}"
            diagnostics.error("setting-path", message, key.span)
            return node
        case nodes.Scalar() if not node.is_null:  # `theme: modern` is short for its name
            entries, span = ((nodes.Scalar("name", node.span), node),), node.span
        case _:
            entries, span = (), value.span
    held = {name.text: (name, inner) for name, inner in entries}
    inner = held.get(key.text, (key, None))[1]
    held[key.text] = (key, _set(inner, rest, value, diagnostics))
    return nodes.Mapping(tuple(held.values()), span)
