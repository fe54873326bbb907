"""Reads JSON Resume (https://jsonresume.org/schema), the keys of its versions 0 to 1.3."""

from typing import Final, get_origin

from resume.diagnostics import Path
from resume.importers import dates
from resume.importers.taken import KEPT, Note, Report, Said, Tree, free, is_empty, leaves, said, step
from resume.model import fields
from resume.model.resume import SECTIONS, Resume
from resume.source.nodes import Mapping, Node, Scalar, Sequence
from resume.tailor.languages import is_translations

FORMER: Final = {
    ("basics", "picture"): "image",
    ("basics", "website"): "url",
    ("work", "company"): "name",
    ("work", "website"): "url",
    ("volunteer", "website"): "url",
    ("education", "gpa"): "score",
    ("publications", "website"): "url",
    ("projects", "website"): "url",
    ("languages", "level"): "fluency",
}
"""Keys of version 0 (https://github.com/jsonresume/resume-schema, CHANGELOG), and what they are called now."""

THEIRS: Final = ("basics", *SECTIONS[1:])
"""What is JSON Resume's; other keys that we know were written for this tool, and are let be."""

DAYS: Final = ("date", "releaseDate")


def read(root: Mapping, report: Report) -> dict[str, Tree]:
    """Give the résumé: keys that there are in their order, unknown ones as `x-…` in the same place."""
    tree: dict[str, Tree] = {}
    for key, value in _renamed(root, (), "", report):
        tree[key] = _value(value, (key,), key, report) if key in THEIRS else value
    return tree


def _mapping(node: Mapping, path: Path, origin: str, report: Report) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    places: dict[str, str] = {}
    former = {FORMER.get((str(path[0]), key.text)): key.text for key, _ in node.entries}
    for key, value in _renamed(node, path, origin, report):
        places[key] = step(origin, key if node.get(key) is value else former.get(key, key))
        tree[key] = value if key.startswith(KEPT) else _value(value, (*path, key), places[key], report)
    return _dated(tree, report)


def _dated(tree: dict[str, Tree], report: Report) -> dict[str, Tree]:
    """Read the dates of an entry; those stand where its first one stood."""
    for key in DAYS:
        if isinstance(tree.get(key), Said):
            tree = _put(tree, (key,), dates.day(_text(tree[key]), key, report))
    if "dates" in tree or not any(isinstance(tree.get(key), Said) for key in ("startDate", "endDate")):
        return tree
    found = dates.period(_text(tree.get("startDate")), _text(tree.get("endDate")), None, report)
    return _put(tree, ("startDate", "endDate"), found)


def _put(tree: dict[str, Tree], keys: tuple[str, ...], found: dict[str, Tree]) -> dict[str, Tree]:
    result: dict[str, Tree] = {}
    for key, value in tree.items():
        if key in keys and isinstance(value, Said):
            kept = {name: inner for name, inner in found.items() if name == key or name not in keys}
            result |= {name: inner for name, inner in kept.items() if name not in result}
        else:
            result[key] = value
    return result


def _text(value: Tree) -> Said | None:
    return value if isinstance(value, Said) else None


def _renamed(node: Mapping, path: Path, origin: str, report: Report) -> list[tuple[str, Node]]:
    """Give keys with values, as they are called now; empty ones are left out."""
    known = fields.keys_of(Resume, path)
    is_open = get_origin(fields.at(Resume, path)) is dict
    full = {key.text for key, value in node.entries if not is_empty(value)}
    found: dict[str, Node] = {}
    for key, value in node.entries:
        name, place = key.text, step(origin, key.text)
        now = FORMER.get((str(path[0]), name)) if path else None
        if is_empty(value):
            report.notes.append(Note("changed", place, "", "empty: left out", key.span))
        elif name in known or is_open or name.startswith(KEPT):
            found[name] = value
        elif now in known and now not in full:
            found[str(now)] = value
            for where, scalar in leaves(place, value):
                report.change(said(scalar, where), f"`{name}` is called `{now}` now")
        else:
            key_kept = free(name, {other.text for other, _ in node.entries})
            found[key_kept] = value
            report.keep(place, value, key_kept)
    return [*found.items()]


def _value(node: Node, path: Path, origin: str, report: Report) -> Tree:
    match node:
        case Mapping() if is_translations(node, path):
            return node
        case Mapping():
            return _mapping(node, path, origin, report)
        case Sequence(items):
            full = [(index, item) for index, item in enumerate(items) if not is_empty(item)]
            return [_value(item, (*path, 0), f"{origin}[{index}]", report) for index, item in full]
        case Scalar():
            return said(node, origin)
