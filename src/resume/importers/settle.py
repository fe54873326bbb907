"""Sets aside what the model refuses, so that what was imported builds."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from resume.diagnostics import Path
from resume.importers.taken import KEPT, Report, Said, Tree, leaves, noded, pruned, reworded
from resume.model import load
from resume.model.resume import Resume
from resume.model.values import check_url
from resume.source.nodes import Mapping
from resume.tailor import languages
from resume.view import markdown, words

NOT_MARKDOWN = ("email", "phone", "url", "image", "network", "username", "id", "startDate", "endDate", "date", "dates")

PASSES = 20
"""More than there are levels in a résumé: each pass settles all that is wrong on one."""


def settled(tree: dict[str, Tree], report: Report) -> dict[str, Tree]:
    """Give a résumé that the model takes, but for a name that is missing.

    What it refuses stays beside its place, under `x-…`, and is noted. So is the mark-up of a link that may not be.
    """
    tree = _as_mapping(pruned(_without_links(tree, report)))
    for _ in range(PASSES):
        refused = _refused(tree)
        if not refused:
            break
        for path in sorted(
            refused, key=lambda path: [(isinstance(step, int), str(step).zfill(9)) for step in path], reverse=True
        ):
            _set_aside(tree, path, report)
        tree = _as_mapping(pruned(tree))
    for path in [*_second_ids(tree, ())]:
        _set_aside(tree, path, report)
    return tree


def _second_ids(tree: Tree, path: Path) -> Iterator[Path]:
    """Give the paths of ids that an entry before has in the same list."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if not key.startswith(KEPT):
                yield from _second_ids(value, (*path, key))
    seen: set[str] = set()
    for index, value in enumerate(tree if isinstance(tree, list) else ()):
        yield from _second_ids(value, (*path, index))
        name = value.get("id") if isinstance(value, dict) else None
        if isinstance(name, Said):
            if name.text.strip() in seen:
                yield (*path, index, "id")
            seen.add(name.text.strip())


def _refused(tree: dict[str, Tree]) -> set[Path]:
    """Give the paths of what the model refuses."""
    root = noded(tree)
    data, _ = load.read(spoken(root) if isinstance(root, Mapping) else Mapping((), root.span))
    try:
        Resume.model_validate(data)
    except ValidationError as error:
        found = {(detail["type"], tuple(detail["loc"])) for detail in error.errors(include_url=False)}
    else:
        return set()
    nameless = {("basics",), ("basics", "name")}
    return {
        path[:-1] if kind == "missing" else path for kind, path in found if not (kind == "missing" and path in nameless)
    } - {()}


def spoken(root: Mapping) -> Mapping:
    """Give a document in one of its languages, as it is validated."""
    return languages.pick(root, words.ENGLISH, words.ENGLISH).root


def _set_aside(tree: dict[str, Tree], path: Path, report: Report) -> None:
    """Put a value under `x-…` in the mapping around it; an item of a list leaves the list for that."""
    steps: list[tuple[Any, str | int]] = []
    at: Any = tree
    for step in path:
        if isinstance(at, list) and isinstance(step, int):
            inside = step < len(at)
        else:
            inside = isinstance(at, dict) and step in at
        if not inside:
            break
        steps.append((at, step))
        at = at[step]
    if not steps:
        return
    holder, last = steps[-1]
    value = holder.pop(last)
    around, key = next((holder, step) for holder, step in reversed(steps) if isinstance(holder, dict))
    name = f"{KEPT}{key}"
    many = isinstance(holder, list)
    if name in around:
        before = around[name]
        around[name] = [value, *(before if isinstance(before, list) else [before])]
    else:
        around[name] = [value] if many else value
    node = noded(value)
    for said in _texts(value):
        report.keep(said.origin, said, name)
    if not _texts(value):
        for where, scalar in leaves(".".join(map(str, path)), node):
            report.keep(where, scalar, name)


def _texts(tree: Tree) -> list[Said]:
    match tree:
        case Said():
            return [tree]
        case dict():
            return [text for value in tree.values() for text in _texts(value)]
        case list():
            return [text for value in tree for text in _texts(value)]
        case _:
            return []


def _without_links(tree: Tree, report: Report, key: str = "") -> Tree:
    """Show the mark-up of links that no résumé may have as text."""
    match tree:
        case dict():
            return {
                name: value if name.startswith(KEPT) else _without_links(value, report, name)
                for name, value in tree.items()
            }
        case list():
            return [_without_links(value, report, key) for value in tree]
        case Said() if key not in NOT_MARKDOWN and "](" in tree.text and not all(map(_may_be, _addresses(tree.text))):
            report.change(tree, "its links lead where none may; they are shown as text")
            return reworded(tree, tree.text.replace("](", "\\]("))
        case _:
            return tree


def _addresses(text: str) -> list[str]:
    found: list[str] = []
    waiting: list[Any] = [*markdown.blocks(text)]
    while waiting:
        block = waiting.pop()
        if isinstance(block, markdown.Paragraph):
            found += [run.href for run in block.runs if run.href]
        else:
            waiting += [inner for item in block.items for inner in item]
    return found


def _may_be(url: str) -> bool:
    try:
        check_url(url)
    except PydanticCustomError:
        return False
    return True


def _as_mapping(tree: Tree) -> dict[str, Tree]:
    return tree if isinstance(tree, dict) else {}
