"""Takes the values of another tool's file one by one, so that what nobody took is known."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias, Union

from resume.diagnostics import Diagnostics, Span
from resume.source import nodes
from resume.source.nodes import Mapping, Node, Scalar, Sequence

NOWHERE: Final = Span("", 1, 1, 1, 2)
KEPT: Final = "x-"
"""What a key begins with that is anyone's: an unknown one, `K`, is kept as `x-K` in the same place."""

Kind = Literal["lost", "kept", "changed"]


@dataclass(frozen=True, slots=True)
class Said(Scalar):
    """A text that knows where it was said: `cv.sections.experience[0].company`."""

    origin: str = ""


Tree: TypeAlias = Union[dict[str, "Tree"], list["Tree"], Node, None]  # noqa: UP007 - names itself
"""A résumé in the making: text as `Said`, and nodes for what is kept as it stands."""


@dataclass(frozen=True, slots=True)
class Note:
    """What became of a value that was not simply taken over.

    It is `lost` where the résumé does not have it, `kept` where it has it under a key that is not shown, and
    `changed` where it is said in another way.
    """

    kind: Kind
    path: str
    value: str
    said: str
    place: Span | None = None


@dataclass(slots=True)
class Report:
    """Collects what became of values, and what is wrong with the file.

    `items` are the mappings that values are taken from.
    """

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    notes: list[Note] = field(default_factory=list)
    items: list["Item"] = field(default_factory=list)

    def lose(self, path: str, node: Node, said: str) -> None:
        """Note each text within a value as lost."""
        self._note("lost", path, node, said)

    def keep(self, path: str, node: Node, key: str) -> None:
        """Note each text within a value as kept under a key that is not shown."""
        self._note("kept", path, node, f"kept as `{key}`, which is not shown")

    def change(self, text: Said, said: str) -> None:
        """Note that a text is said in another way."""
        self.notes.append(Note("changed", text.origin, text.text, said, _place(text)))

    def close(self) -> None:
        """Note as lost whatever nobody took."""
        for item in self.items:
            item.lose("nothing reads it")

    def _note(self, kind: Kind, path: str, node: Node, said: str) -> None:
        for where, scalar in leaves(path, node):
            self.notes.append(Note(kind, where, scalar.text, said, _place(scalar)))


class Item:
    """A mapping of another tool's file, whose values are taken by their keys. Empty ones are as if not there."""

    def __init__(self, node: Mapping, path: str, report: Report) -> None:
        self.path, self.report, self.span = path, report, node.span
        self._left: dict[str, Node] = {}
        report.items.append(self)
        for key, value in node.entries:
            if is_empty(value):
                report.notes.append(Note("changed", self.at(key.text), "", "empty: left out", key.span))
            else:
                self._left[key.text] = value

    def at(self, key: str) -> str:
        """Give the path of a key."""
        return step(self.path, key)

    def left(self) -> list[str]:
        """List the keys that nobody took yet, in their order."""
        return [*self._left]

    def node(self, name: str) -> Node | None:
        """Take a value as it stands."""
        return self._left.pop(name, None)

    def text(self, *names: str) -> Said | None:
        """Take the text of the first of the keys that has one."""
        for name in names:
            value = self._left.get(name)
            if isinstance(value, Scalar):
                return said(self._left.pop(name), self.at(name))
        return None

    def texts(self, name: str) -> list[Said]:
        """Take a list of texts, or one alone."""
        found = []
        for path, value in self.several(name):
            if isinstance(value, Scalar):
                found.append(said(value, path))
            else:
                self.report.lose(path, value, "this is no text")
        return found

    def item(self, name: str) -> "Item":
        """Take a mapping; an empty one where there is none."""
        value = self._left.get(name)
        if isinstance(value, Mapping):
            return Item(self._left.pop(name), self.at(name), self.report)  # type: ignore[arg-type]
        return Item(Mapping((), self.span), self.at(name), self.report)

    def items(self, name: str) -> list["Item"]:
        """Take a list of mappings."""
        found = []
        for path, value in self.several(name):
            if isinstance(value, Mapping):
                found.append(Item(value, path, self.report))
            else:
                self.report.lose(path, value, "this has no keys")
        return found

    def several(self, name: str) -> list[tuple[str, Node]]:
        """Take the values of a list, or one alone, with their paths."""
        value = self._left.pop(name, None)
        match value:
            case None:
                return []
            case Sequence(items):
                paths = ((f"{self.at(name)}[{index}]", item) for index, item in enumerate(items))
                return [(path, item) for path, item in paths if not is_empty(item)]
            case _:
                return [(self.at(name), value)]

    def rest(self, beside: Collection[str] = ()) -> dict[str, Tree]:
        """Take all that is left, to be kept in the same place, `beside` other keys."""
        kept: dict[str, Tree] = {}
        for name in self.left():
            value = self._left.pop(name)
            key = free(name, {*self._left, *beside, *kept})
            kept[key] = value
            if key != name:
                self.report.keep(self.at(name), value, key)
        return kept

    def lose(self, why: str) -> None:
        """Take all that is left, to be reported as lost."""
        for name in self.left():
            self.report.lose(self.at(name), self._left.pop(name), why)


def free(name: str, taken: Collection[str]) -> str:
    """Give the key that an unknown one is kept under, and that nothing else has."""
    key = name if name.startswith(KEPT) else KEPT + name
    while key in taken:
        key = KEPT + key
    return key


def step(path: str, key: str) -> str:
    """Give the path of a key below another one."""
    shown = key if re.fullmatch(r"[\w $-]+", key) else f"`{key}`"
    return f"{path}.{shown}" if path else shown


def said(node: Node | None, path: str) -> Said:
    """Give a scalar as a text that knows where it was said."""
    assert isinstance(node, Scalar)  # noqa: S101 - its callers have looked
    return Said(node.text, node.span, node.plain, path)


def reworded(text: Said, words: str) -> Said:
    """Give other words for a text that is said in the same place."""
    return replace(text, text=words)


def joined(separator: str, *texts: Said | None) -> Said | None:
    """Join those texts that are there."""
    present = [text for text in texts if text]
    return reworded(present[0], separator.join(text.text for text in present)) if present else None


def is_empty(node: Node) -> bool:
    """Say whether nothing was written."""
    match node:
        case Scalar(text):
            return node.is_null or not text.strip()
        case Sequence(items):
            return all(map(is_empty, items))
        case Mapping(entries):
            return all(is_empty(value) for _, value in entries)


def leaves(path: str, node: Node) -> Iterator[tuple[str, Scalar]]:
    """Give the texts within a value with their paths."""
    match node:
        case Scalar():
            yield path, node
        case Sequence(items):
            for index, item in enumerate(items):
                yield from leaves(f"{path}[{index}]", item)
        case Mapping(entries):
            for key, value in entries:
                yield from leaves(step(path, key.text), value)


def pruned(tree: Tree) -> Tree:
    """Leave out what is not there."""
    match tree:
        case dict():
            inner = ((key, pruned(value)) for key, value in tree.items())
            return {key: value for key, value in inner if not _is_nothing(value)}
        case list():
            return [value for value in map(pruned, tree) if not _is_nothing(value)]
        case _:
            return tree


def _is_nothing(tree: Tree) -> bool:
    return not tree.text.strip() if isinstance(tree, Said) else tree in (None, [], {})


def noded(tree: Tree) -> Node:
    """Give a résumé in the making as nodes; its texts need no quotes, since the schema says what they are."""
    match tree:
        case dict():
            pairs = [(key, noded(value)) for key, value in tree.items()]
            held = tuple((Scalar(key, value.span), value) for key, value in pairs)
            return Mapping(held, held[0][1].span if held else NOWHERE)
        case list():
            items = tuple(map(noded, tree))
            return Sequence(items, items[0].span if items else NOWHERE)
        case Said(text, span):
            return Scalar(text, span, plain=text not in nodes.NULLS)
        case None:
            return Scalar("", NOWHERE)
        case _:
            return tree


def _place(scalar: Scalar) -> Span | None:
    return scalar.span if scalar.span.file else None
