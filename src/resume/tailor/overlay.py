"""Lays a partial résumé over a source; each value keeps the place where it is written."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from resume.diagnostics import Diagnostics, did_you_mean
from resume.model.resume import NAMES, SECTIONS
from resume.source import nodes
from resume.source.compose import first_line

APPENDED: Final = "+"
"""The end of a key whose list is added to the one that is there: `highlights+`."""

ENTRY_LISTS: Final = {*SECTIONS, "profiles"}
"""The keys of lists of entries; a custom section's is `items`, which holds bullets too."""

Keys: TypeAlias = tuple[str, ...]


def merged(base: nodes.Node | None, over: nodes.Node, diagnostics: Diagnostics, keys: Keys = ()) -> nodes.Node:
    """Lay one value over another, at the keys that lead there.

    Mappings are merged by key. Of lists of entries, those are merged that have the same `id` or, without
    one, the same name and start date; others are added behind. Any other list, and text, takes the place
    of what is there; a list whose key ends with `+` is added behind it.
    """
    match base, over:
        case nodes.Mapping(), nodes.Mapping():
            return merged_mappings(base, over, diagnostics, keys)
        case nodes.Scalar(), nodes.Mapping() if keys == ("theme",) and not base.is_null:
            return merged(written_out(base), over, diagnostics, keys)
        case nodes.Sequence(), nodes.Sequence() if _are_entries(over, keys):
            return _merged_entries(base, over, diagnostics, keys)
        case _:
            return over


def merged_mappings(
    base: nodes.Mapping, over: nodes.Mapping, diagnostics: Diagnostics, keys: Keys = ()
) -> nodes.Mapping:
    """Lay one mapping over another."""
    result = base
    for key, value in over.entries:
        name = key.text.removesuffix(APPENDED)
        held = base.get(name)
        if name == key.text:
            new = value if held is None else merged(held, value, diagnostics, (*keys, name))
            result = result.holding(key, new)
        else:
            result = result.holding(nodes.Scalar(name, key.span), _appended(held, key, value, diagnostics))
    return result


def _appended(base: nodes.Node | None, key: nodes.Scalar, value: nodes.Node, diagnostics: Diagnostics) -> nodes.Node:
    match base, value:
        case ((None | nodes.Sequence()), nodes.Sequence(items, span)):
            return nodes.Sequence((*(base.items if base else ()), *items), base.span if base else span)
        case nodes.Scalar(), nodes.Sequence() if base.is_null:
            return value
        case _:
            wrong = value if base is None or isinstance(base, nodes.Sequence) else base
            message = f"`{key.text}` adds to a list, but there is {nodes.describe(wrong)}"
            diagnostics.error("overlay-list", message, key.span)
            return base or value


def written_out(theme: nodes.Node) -> nodes.Node:
    """Write out `theme: modern`, which is short for the theme's name."""
    if not isinstance(theme, nodes.Scalar) or theme.is_null:
        return theme
    return nodes.Mapping(((nodes.Scalar("name", theme.span), theme),), theme.span)


def identifier(node: nodes.Node) -> str:
    """Give an entry's `id`; empty where it has none."""
    return _text(node, "id")


def _text(node: nodes.Node, key: str) -> str:
    value = node.get(key) if isinstance(node, nodes.Mapping) else None
    return value.text.strip() if isinstance(value, nodes.Scalar) and not value.is_null else ""


def _name(node: nodes.Node) -> str:
    return next((text for text in (_text(node, key) for key in NAMES) if text), "")


def _are_entries(over: nodes.Sequence, keys: Keys) -> bool:
    """Say whether a list is one of entries: by where it stands, or since each of its items has an `id`."""
    all_mappings = bool(over.items) and all(isinstance(item, nodes.Mapping) for item in over.items)
    of_section = keys[-1:] in {(name,) for name in ENTRY_LISTS} or (keys[:1] == ("custom",) and keys[-1] == "items")
    return all_mappings and (of_section or all(identifier(item) for item in over.items))


def _merged_entries(base: nodes.Sequence, over: nodes.Sequence, diagnostics: Diagnostics, keys: Keys) -> nodes.Sequence:
    items = [*base.items]
    for item in over.items:
        at = _match(items[: len(base.items)], item, diagnostics, keys)
        if at is None:
            items.append(item)
        elif at >= 0:
            items[at] = merged(items[at], item, diagnostics, (*keys, "-"))
    return nodes.Sequence(tuple(items), base.span)


def _match(items: Sequence[nodes.Node], item: nodes.Node, diagnostics: Diagnostics, keys: Keys) -> int | None:
    """Find the entry that an overlay's means: its index, none where it is a new one, -1 where that is not clear."""
    section, span, name, start = keys[-1], first_line(item.span), _name(item), _text(item, "startDate")
    if wanted := identifier(item):
        ids = [identifier(held) for held in items]
        if wanted in ids:
            return ids.index(wanted)
        if not name:
            message = f"no entry of `{section}` has the id `{wanted}`"
            diagnostics.error("overlay-entry", message, span, hint=did_you_mean(wanted, filter(None, ids)))
            return -1
    elif not name:
        message = "this entry says neither `id` nor its name, so that it is not clear which one is meant"
        diagnostics.error("overlay-entry", message, span)
        return -1
    alike = [
        index
        for index, held in enumerate(items)
        if _name(held).casefold() == name.casefold()
        and (not start or _text(held, "startDate") == start)
        and (not wanted or not identifier(held))
    ]
    if len(alike) > 1:
        message = f"{len(alike)} entries of `{section}` are called {name}"
        hint = "say which one is meant: give them an `id`, or add its `startDate`"
        diagnostics.error("overlay-entry", message, span, hint=hint)
        return -1
    return alike[0] if alike else None
