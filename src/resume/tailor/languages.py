"""Picks one language of texts that are written in several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic_core import PydanticCustomError

from resume.diagnostics import Path, Span
from resume.model.values import check_language
from resume.source import nodes
from resume.source.compose import first_line

PRIMARY: Final = re.compile(r"[a-z]{2}(-|\Z)")
"""Languages of ISO 639-1, in lower case: `- IT: led the team` is a bullet that lacks its quotation marks."""

LET_BE: Final = ("meta", "x-")
"""The beginnings of keys whose values are anyone's."""

PROSE: Final = {"summary", "description", "label", "tagline", "reference", "text"}
"""The fields of running text, which a résumé in another language has in that language."""

BULLETS: Final = "highlights"
LEAST_WORDS: Final = 3
"""Words of what is running text; less may be a name."""


@dataclass(slots=True)
class Picked:
    """A document in one language, the places of texts that are not in it, and how many there are in all."""

    root: nodes.Mapping
    missing: list[tuple[Path, Span]] = field(default_factory=list)
    texts: int = 0


def spoken(root: nodes.Mapping) -> list[str]:
    """List the languages that texts of a document are written in, in the order in which they occur."""
    return [*dict.fromkeys(key.text for node in _translated(root, ()) for key, _ in node.entries)]


def pick(root: nodes.Mapping, language: str, own: str) -> Picked:
    """Give the document in a language, which is `own` where it says nothing else.

    A text that is not written in it is given in one that is near (`de` for `de-CH`), else in `own`, else in
    the first that there is. Where some texts are translated into the language, running text that is written
    once counts as not translated.
    """
    several = spoken(root)
    picked = Picked(root)
    if several:
        is_translated = any(_is_near(tag, language) for tag in several) and not _is_near(language, own)
        picked.root = _in_mapping(root, (), (language, own), picked, watched=is_translated)
    return picked


def is_translations(node: nodes.Node, path: Path) -> bool:
    """Say whether a value is a text in several languages: `{en: …, de: …}`."""
    of_order = path[-2:-1] == ("sections",) and isinstance(path[-1], int)  # `- it: IT Skills` is a section
    if not isinstance(node, nodes.Mapping) or not node.entries or of_order:
        return False
    keys = [key.text for key, _ in node.entries]
    return (
        keys != ["id"] and all(isinstance(value, nodes.Scalar) for _, value in node.entries) and all(map(_is_tag, keys))
    )


def _is_tag(text: str) -> bool:
    try:
        return bool(PRIMARY.match(text)) and check_language(text) == text
    except PydanticCustomError:
        return False


def _is_near(tag: str, wanted: str) -> bool:
    return tag == wanted or wanted.startswith(f"{tag}-") or tag.startswith(f"{wanted}-")


def _translated(node: nodes.Node, path: Path) -> Iterator[nodes.Mapping]:
    match node:
        case nodes.Mapping() if is_translations(node, path):
            yield node
        case nodes.Mapping(entries):
            for key, value in entries:
                if not key.text.startswith(LET_BE):
                    yield from _translated(value, (*path, key.text))
        case nodes.Sequence(items):
            for index, item in enumerate(items):
                yield from _translated(item, (*path, index))
        case _:
            pass


def _in_mapping(
    node: nodes.Mapping, path: Path, wanted: tuple[str, str], picked: Picked, *, watched: bool
) -> nodes.Mapping:
    entries = (
        (
            key,
            value
            if key.text.startswith(LET_BE)
            else _picked(value, (*path, key.text), wanted, picked, watched=watched),
        )
        for key, value in node.entries
    )
    return nodes.Mapping(tuple(entries), node.span)


def _picked(node: nodes.Node, path: Path, wanted: tuple[str, str], picked: Picked, *, watched: bool) -> nodes.Node:
    match node:
        case nodes.Mapping() if is_translations(node, path):
            return _chosen(node, path, wanted, picked)
        case nodes.Mapping():
            inside = watched and path[0] != "variants"
            return _in_mapping(node, path, wanted, picked, watched=inside)
        case nodes.Sequence(items, span):
            inner = (_picked(item, (*path, index), wanted, picked, watched=watched) for index, item in enumerate(items))
            return nodes.Sequence(tuple(inner), span)
        case _:
            if watched and _is_prose(node, path):
                picked.texts += 1
                picked.missing.append((path, first_line(node.span)))
            return node


def _is_prose(node: nodes.Scalar, path: Path) -> bool:
    is_bullet = isinstance(path[-1], int) and path[-2:-1] in {(BULLETS,), ("items",)}
    return (is_bullet or path[-1] in PROSE) and len(node.text.split()) >= LEAST_WORDS


def _chosen(node: nodes.Mapping, path: Path, wanted: Sequence[str], picked: Picked) -> nodes.Node:
    """Give a text in the first language wanted that there is of it."""
    texts = {key.text: value for key, value in node.entries if not (isinstance(value, nodes.Scalar) and value.is_null)}
    found = [
        next((tag for tag in (language, *texts) if tag in texts and _is_near(tag, language)), "") for language in wanted
    ]
    if path[0] != "variants":
        picked.texts += 1
        picked.missing += [] if found[0] else [(path, first_line(node.span))]
    chosen = next(filter(None, [*found, *texts]), "")
    return texts.get(chosen, nodes.Scalar("", node.span))
