"""Gives a résumé as plain values, each written in one way, so that equal values say the same."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from resume.diagnostics import Path
from resume.model import load
from resume.model.parts import Highlight
from resume.model.places import Places
from resume.model.resume import Resume
from resume.model.values import Date
from resume.source import nodes

WORDS: Final = ("keywords", "courses", "roles")
"""Keys of lists of words, each plain or a bullet with tags; the model has their text alone."""


def document(loaded: load.Loaded) -> dict[str, Any]:
    """Give all that a résumé says, without what it leaves to defaults; a word is `{text: …}`, as a bullet is."""
    return {key: _written_out(value, (key,), loaded.places) for key, value in _of_part(loaded.resume).items()}


def leaves(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Give the values at the ends of all paths; a list of texts is one."""
    if isinstance(value, dict) and value:
        return {at: leaf for key, inner in value.items() for at, leaf in leaves(inner, (*path, key)).items()}
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return {at: leaf for index, item in enumerate(value) for at, leaf in leaves(item, (*path, index)).items()}
    return {path: value}


def exact(value: Any) -> str:
    """Write a value so that two are the same text where they are the same: to Python, `1` is `True`."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def said(value: Any) -> str:
    """Write a value that stands at the end of a path as people do."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return exact(value)


def _plain(value: Any) -> Any:
    match value:
        case BaseModel():
            return _of_part(value)
        case Date():
            return str(value)
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case tuple() | list():
            return [_plain(inner) for inner in value]
        case _:
            return value


def _of_part(part: BaseModel) -> dict[str, Any]:
    """Give what a part says; what is anyone's stands among it."""
    values: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name == "extensions":
            values |= value
        elif value != field.get_default(call_default_factory=True):
            values[field.alias or name] = _plain(value)
    return values | (part.model_extra or {})


def _written_out(value: Any, path: Path, places: Places) -> Any:
    """Give the words of a section's entries what the model has not of them."""
    if path[0] not in Resume.model_fields or path[0] in {"meta", "variants", "builds"}:
        return value
    if isinstance(value, dict):
        return {key: _written_out(inner, (*path, key), places) for key, inner in value.items()}
    if isinstance(value, list):
        return [_written_out(inner, (*path, index), places) for index, inner in enumerate(value)]
    is_word = isinstance(value, str) and isinstance(path[-1], int) and path[-2] in WORDS
    return _word(value, places.values.get(path)) if is_word else value


def _word(text: str, node: nodes.Node | None) -> dict[str, Any]:
    if not isinstance(node, nodes.Mapping):
        return {"text": text}
    return _of_part(Highlight.model_validate(load.read(node)[0]))
