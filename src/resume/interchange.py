"""Turns a résumé into JSON Resume 1.x and back: what that has no place for stands under `x-…` keys."""

import json
from dataclasses import replace
from typing import Any, Final, TypeAlias

from resume.diagnostics import Diagnostics
from resume.model import resume as ours
from resume.model.load import load
from resume.model.parts import EXTENSIONS, Part
from resume.model.values import PRESENT
from resume.source import compose, nodes

Data: TypeAlias = dict[str, Any]

MODELS: Final[dict[str, type[Part]]] = {
    "": ours.Resume,
    "basics": ours.Basics,
    "location": ours.Location,
    "profiles": ours.Profile,
    "work": ours.Work,
    "volunteer": ours.Volunteer,
    "education": ours.Education,
    "awards": ours.Award,
    "certificates": ours.Certificate,
    "publications": ours.Publication,
    "skills": ours.Skill,
    "languages": ours.SpokenLanguage,
    "interests": ours.Interest,
    "references": ours.Reference,
    "projects": ours.Project,
}
"""The mappings that JSON Resume has, by the key that they stand under."""

BEYOND: Final[dict[str, tuple[str, ...]]] = {
    "": ("language", "sections", "custom", "theme", "page", "check", "variants", "builds"),
    "basics": ("tagline",),
    "volunteer": ("location",),
    "education": ("location", "summary", "highlights"),
    "awards": ("url",),
    "projects": ("summary",),
}
"""What these mappings have here and not in JSON Resume (schema 1.3.1), beside what all entries have."""

OF_ENTRIES: Final = ("id", "tags", "priority", "private", "dates")

TYPED: Final = ("priority", "private", "public", "limit")
"""Keys of ours whose values are numbers, or true or false."""

FILE: Final = "resume.json"
"""What it is called where a PDF holds it."""

FOREIGN: Final = "x-json-resume"
"""The key of what a file of JSON Resume said that there is no place for here."""

WORDS: Final = ("highlights", "keywords", "courses", "roles")
"""Lists of texts, of which each may be a mapping with `text` here."""


def outward(root: nodes.Node, kind: str = "") -> Data:
    """Give a résumé's document as JSON Resume; or a mapping of it, whose `kind` is one of `MODELS`.

    Texts are as they were written. A field of ours, such as `tagline`, stands under `x-tagline`, in the place that
    it has here, and so does a value that JSON Resume cannot hold, such as a list of bullets with tags: beside what
    it can hold of it. What stands under `FOREIGN` goes back to where it came from.
    """
    return _outward(root, kind) if isinstance(root, nodes.Mapping) else {}


def text(root: nodes.Node) -> str:
    """Write a résumé's document as a file of JSON Resume."""
    return json.dumps(outward(root), ensure_ascii=False, indent=2) + "\n"


def gives_back(content: str, resume: ours.Resume) -> bool:
    """Say whether JSON that `outward` made, once it is read again, is a résumé."""
    root = compose.parse(content, "written.json", Diagnostics())
    loaded = load(inward(root), Diagnostics()) if root else None
    return loaded is not None and loaded.resume == resume


def _outward(node: nodes.Mapping, kind: str) -> Data:
    found: Data = {}
    beyond = _beyond(kind)
    foreign = node.get(FOREIGN)
    for key, value in node.without(FOREIGN).entries:
        name = key.text
        if name in beyond:
            found[EXTENSIONS + name] = _kept(value, name)
        elif name == "endDate" and isinstance(value, nodes.Scalar) and value.text.casefold() == PRESENT:
            found[EXTENSIONS + name] = PRESENT
        else:
            found[name] = _value(name, value, kind)
            if name in WORDS and isinstance(value, nodes.Sequence):
                words = [item.text if isinstance(item, nodes.Scalar) else _kept(item) for item in value.items]
                found |= {EXTENSIONS + name: words} if words != found[name] else {}
    return {**(outward(foreign, kind) if foreign else {}), **found}


def _kept(node: nodes.Node, name: str = "") -> Any:
    """Give the value of a key of ours: text, in quotes or not, but where the key is one of `TYPED`."""
    match node:
        case nodes.Sequence(items):
            return [_kept(item, name) for item in items]
        case nodes.Mapping(entries):
            return {
                key.text: nodes.plain(value) if key.text.startswith(EXTENSIONS) else _kept(value, key.text)
                for key, value in entries
            }
        case nodes.Scalar(said):
            return nodes.plain(node) if name in TYPED or node.is_null else said


def _value(name: str, node: nodes.Node, kind: str) -> Any:
    match node:
        case nodes.Mapping() if name in MODELS and name != "meta":
            return _outward(node, name)
        case nodes.Sequence(items) if name in MODELS or name in WORDS:
            return [_value(name, item, kind) for item in items]
        case nodes.Mapping() if name in WORDS and node.get("text"):
            return _value(name, node.get("text") or node, kind)
        case nodes.Scalar(said) if not node.is_null and (name in WORDS or name in _names(kind)):
            return said
        case _:
            return nodes.plain(node)


def inward(root: nodes.Mapping) -> nodes.Mapping:
    """Give back the document that `outward` made a JSON Resume of.

    A value under `x-…` takes the place of what JSON Resume holds of it, unless that was changed since.
    """
    return _inward(root, "")


def _inward(node: nodes.Mapping, kind: str) -> nodes.Mapping:
    found: dict[str, tuple[nodes.Scalar, nodes.Node]] = {}
    for key, value in node.entries:
        name = key.text.removeprefix(EXTENSIONS)
        if key.text == name:
            found.setdefault(name, (key, _within(value, name)))
        elif _is_ours(name, value, kind, node):
            found[name] = (replace(key, text=name), value)
        else:
            found[key.text] = (key, value)
    return nodes.Mapping(tuple(found.values()), node.span)


def _is_ours(name: str, value: nodes.Node, kind: str, around: nodes.Mapping) -> bool:
    """Say whether what stands under `x-` and a name is what `outward` puts there."""
    if name == "endDate":
        return nodes.plain(value) == PRESENT and around.get(name) is None
    if name in WORDS and name not in _beyond(kind):
        return name in _names(kind) and _value(name, value, kind) == _value(name, around.get(name) or value, kind)
    return name in _beyond(kind)


def _within(node: nodes.Node, name: str) -> nodes.Node:
    """Turn a mapping that JSON Resume has, or each in a list."""
    match node:
        case nodes.Mapping() if name in MODELS:
            return _inward(node, name)
        case nodes.Sequence(items, span) if name in MODELS:
            turned = (_inward(item, name) if isinstance(item, nodes.Mapping) else item for item in items)
            return nodes.Sequence(tuple(turned), span)
        case _:
            return node


def _beyond(kind: str) -> set[str]:
    entries = OF_ENTRIES if kind not in {"", "basics", "location"} else ()
    return {*BEYOND.get(kind, ()), *entries}


def _names(kind: str) -> set[str]:
    """Give the keys of a mapping whose values are text, or lists of it, in JSON Resume."""
    return {field.alias or name for name, field in MODELS[kind].model_fields.items()} - _beyond(kind) - {"meta"}
