"""Keeps what is wanted of a document by its tags, and leaves out the rest."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from resume.diagnostics import Path
from resume.model.parts import EXTENSIONS
from resume.model.resume import SECTIONS
from resume.source import nodes

NOT_CONTENT: Final = ("meta", "x-", "variants", "builds", "theme", "page", "check", "sections", "$")
"""The beginnings of the document's keys that hold nothing to be chosen."""

ITEMS: Final = {"highlights", "keywords", "courses", "roles", "items"}
"""Keys whose lists make an entry; of which none is left, the entry says nothing."""

ROWS: Final = {"skills", "interests", "languages"}


@dataclass(frozen=True, slots=True)
class Tags:
    """Which tagged parts are wanted: those with a tag of `include`, or all where it is empty; none of `exclude`.

    What has no tags is wanted in any case, and what is `private` where it need not be `public`.
    """

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    public: bool = False

    def want(self, node: nodes.Node) -> bool:
        """Say whether a part is wanted."""
        if not isinstance(node, nodes.Mapping):
            return True
        private = node.get("private")
        if self.public and isinstance(private, nodes.Scalar) and private.text in nodes.TRUE:
            return False
        tags = {*tags_of(node)}
        return not tags or (not tags & self.exclude and (not self.include or bool(tags & self.include)))


@dataclass(frozen=True, slots=True)
class Left:
    """A part that was left out, and where it stands in the whole document."""

    path: Path
    node: nodes.Node


def tags_of(node: nodes.Mapping) -> list[str]:
    """Give the tags of a part."""
    tags = node.get("tags")
    items = tags.items if isinstance(tags, nodes.Sequence) else ()
    return [tag.text.strip() for tag in items if isinstance(tag, nodes.Scalar)]


def keep(root: nodes.Mapping, tags: Tags) -> tuple[nodes.Mapping, list[Left]]:
    """Give the document with what is wanted, and what was left out.

    The tags of a section stand in `sections`, or on the custom section itself.
    """
    left: list[Left] = []
    unwanted = {*_unwanted_sections(root, tags)}
    entries = []
    for key, value in root.entries:
        path: Path = (key.text,)
        if key.text.startswith(NOT_CONTENT):
            entries.append((key, value))
        elif key.text in unwanted:
            left.append(Left(path, value))
        elif key.text == "custom" and isinstance(value, nodes.Mapping):
            entries.append((key, _custom(value, unwanted, tags, left)))
        else:
            entries.append((key, _kept(value, path, tags, left)))
    kept = nodes.Mapping(tuple(entries), root.span)
    basics = kept.get("basics")
    if "summary" in unwanted and isinstance(basics, nodes.Mapping) and (summary := basics.get("summary")):
        left.append(Left(("basics", "summary"), summary))
        kept = kept.holding(next(key for key, _ in kept.entries if key.text == "basics"), basics.without("summary"))
    return _unlisted(kept, {path[1] for path in (item.path for item in left) if path[:1] == ("custom",)}), left


def shown(root: nodes.Mapping) -> nodes.Mapping:
    """Give the document without the content of sections that its order of sections does not list, as no page has it."""
    chosen = root.get("sections")
    listed = {_listed(choice) for choice in chosen.items} if isinstance(chosen, nodes.Sequence) else set()
    gone = {name for name in SECTIONS if name not in listed} if listed else set()
    entries: list[tuple[nodes.Scalar, nodes.Node]] = []
    for key, value in root.without(*gone).entries:
        inner = value
        if key.text == "basics" and "summary" in gone and isinstance(value, nodes.Mapping):
            inner = value.without("summary")
        elif key.text == "custom" and listed and isinstance(value, nodes.Mapping):
            own = (name.text for name, _ in value.entries if not name.text.startswith(EXTENSIONS))
            inner = value.without(*(name for name in own if name not in listed))
        entries.append((key, inner))
    return nodes.Mapping(tuple(entries), root.span)


def _unlisted(root: nodes.Mapping, gone: Container[object]) -> nodes.Mapping:
    """Leave sections of one's own that are gone out of the order of sections too, where they would be unknown."""
    custom = root.get("custom")
    there = {key.text for key, _ in custom.entries} if isinstance(custom, nodes.Mapping) else set()
    entries: list[tuple[nodes.Scalar, nodes.Node]] = []
    for key, value in root.entries:
        if key.text == "sections" and isinstance(value, nodes.Sequence):
            items = (item for item in value.items if (name := _listed(item)) in there or name not in gone)
            entries.append((key, nodes.Sequence(tuple(items), value.span)))
        else:
            entries.append((key, value))
    return nodes.Mapping(tuple(entries), root.span)


def _listed(choice: nodes.Node) -> str:
    """Give the id of a section as the order of sections writes it: alone, as a key, or under `id`."""
    if isinstance(choice, nodes.Mapping):
        held = choice.get("id") or next((key for key, _ in choice.entries), choice)
        return held.text if isinstance(held, nodes.Scalar) else ""
    return choice.text if isinstance(choice, nodes.Scalar) else ""


def _unwanted_sections(root: nodes.Mapping, tags: Tags) -> Iterator[str]:
    chosen = root.get("sections")
    for choice in chosen.items if isinstance(chosen, nodes.Sequence) else ():
        identifier = choice.get("id") if isinstance(choice, nodes.Mapping) else None
        if isinstance(identifier, nodes.Scalar) and not tags.want(choice):
            yield identifier.text


def _custom(node: nodes.Mapping, unwanted: Iterable[str], tags: Tags, left: list[Left]) -> nodes.Mapping:
    entries = []
    for key, value in node.entries:
        path = ("custom", key.text)
        if key.text in unwanted or not tags.want(value):
            left.append(Left(path, value))
        else:
            entries.append((key, _kept(value, path, tags, left)))
    return nodes.Mapping(tuple(entries), node.span)


def _kept(node: nodes.Node, path: Path, tags: Tags, left: list[Left]) -> nodes.Node:
    match node:
        case nodes.Mapping(entries, span):
            inner = ((key, _kept(value, (*path, key.text), tags, left)) for key, value in entries)
            return nodes.Mapping(tuple(inner), span)
        case nodes.Sequence(items, span):
            return nodes.Sequence(tuple(_items(items, path, tags, left)), span)
        case _:
            return node


def _items(items: Iterable[nodes.Node], path: Path, tags: Tags, left: list[Left]) -> Iterator[nodes.Node]:
    for index, item in enumerate(items):
        here = (*path, index)
        before = len(left)
        kept = _kept(item, here, tags, left) if tags.want(item) else None
        if kept is None or (path[-1] in ROWS and _is_emptied(item, kept)):
            del left[before:]
            left.append(Left(here, item))
        else:
            yield kept


def _is_emptied(before: nodes.Node, after: nodes.Node) -> bool:
    """Say whether the last word of a row was left out."""
    if not (isinstance(before, nodes.Mapping) and isinstance(after, nodes.Mapping)):
        return False
    held, kept = before.get("keywords"), after.get("keywords")
    return isinstance(held, nodes.Sequence) and bool(held.items) and isinstance(kept, nodes.Sequence) and not kept.items


def counts(root: nodes.Mapping) -> dict[str, int]:
    """Count the parts of each section: entries, bullets, keywords; a summary is one."""
    found: dict[str, int] = {}
    basics, custom = root.get("basics"), root.get("custom")
    if isinstance(basics, nodes.Mapping) and basics.get("summary"):
        found["summary"] = 1
    sections = [(name, root.get(name)) for name in SECTIONS]
    if isinstance(custom, nodes.Mapping):
        sections += [(key.text, value) for key, value in custom.entries]
    return found | {name: count for name, value in sections if value and (count := _count(value))}


def _count(node: nodes.Node) -> int:
    match node:
        case nodes.Mapping(entries):
            return sum(_count(value) for key, value in entries if key.text in ITEMS)
        case nodes.Sequence(items):
            return sum(1 + _count(item) for item in items)
        case _:
            return 0
