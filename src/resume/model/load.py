"""Validates the nodes of a source file into a résumé, with a diagnostic for each problem."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from resume.diagnostics import Diagnostics, Path, Span
from resume.model import problems, rules
from resume.model.parts import EXTENSIONS
from resume.model.places import Places
from resume.model.resume import Resume
from resume.source import nodes

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A résumé with its places."""

    resume: Resume
    places: Places


def load(root: nodes.Mapping, diagnostics: Diagnostics) -> Loaded | None:
    """Validate a document; every problem of the file is reported in one run, and then there is no résumé.

    In a `.json` source, which others wrote, an unknown key is a warning, and the key is kept.
    """
    data, places = read(root)
    lenient = root.span.file.endswith(".json")
    resume = validate(Resume, data, places, diagnostics, lenient=lenient)
    rules.check(data, places, diagnostics)
    return None if resume is None or diagnostics.has_errors() else Loaded(resume, places)


def read(root: nodes.Mapping) -> tuple[dict[str, Any], Places]:
    """Give a document's data, with empty values left out and `x-…` keys set aside, and its places.

    The paths of the places are those of the data.
    """
    values: dict[Path, nodes.Node] = {}
    keys: dict[Path, Span] = {}
    return _mapping(root, (), values, keys), Places(values, keys)


def validate(
    model: type[ModelT],
    data: dict[str, Any],
    places: Places,
    diagnostics: Diagnostics,
    *,
    lenient: bool = False,
) -> ModelT | None:
    """Validate data read from a file; with `lenient`, unknown keys are set aside with a warning."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
    unknown = [detail for detail in details if lenient and detail["type"] == "extra_forbidden"]
    if unknown:
        for detail in unknown:
            _set_aside(data, detail, places, diagnostics)
        return validate(model, data, places, diagnostics)
    for detail in details:
        problems.report(detail, model, places, diagnostics)
    return None


def _set_aside(data: dict[str, Any], detail: ErrorDetails, places: Places, diagnostics: Diagnostics) -> None:
    *parents, key = detail["loc"]
    holder: Any = data
    for step in parents:
        holder = holder[step]
    holder.pop(key)
    holder.setdefault(EXTENSIONS, {})[key] = nodes.plain(places.values[tuple(detail["loc"])])
    where = problems.holder(tuple(parents), "a résumé")
    diagnostics.warning("unknown-key", f"{where} no key `{key}`; it is not shown", places.key(tuple(detail["loc"])))


def _mapping(node: nodes.Mapping, path: Path, values: dict[Path, nodes.Node], keys: dict[Path, Span]) -> dict[str, Any]:
    values[path] = node
    data: dict[str, Any] = {}
    extensions: dict[str, Any] = {}
    for key, value in node.entries:
        keys[*path, key.text] = key.span
        if key.text.startswith(EXTENSIONS):
            extensions[key.text] = nodes.plain(value)
            continue
        read_value = _value(value, (*path, key.text), values, keys)
        if read_value is not None:
            data[key.text] = read_value
    if extensions:
        data[EXTENSIONS] = extensions
    return data


def _value(node: nodes.Node, path: Path, values: dict[Path, nodes.Node], keys: dict[Path, Span]) -> object:
    values[path] = node
    match node:
        case nodes.Scalar(text):
            return None if node.is_null or not text.strip() else text
        case nodes.Mapping() if path == ("meta",):  # anyone's: whatever it holds is carried along
            return nodes.plain(node)
        case nodes.Mapping():
            return _mapping(node, path, values, keys)
        case nodes.Sequence(items):
            return list(_items(items, path, values, keys))


def _items(
    items: tuple[nodes.Node, ...], path: Path, values: dict[Path, nodes.Node], keys: dict[Path, Span]
) -> Iterator[object]:
    index = 0
    for item in items:
        value = _value(item, (*path, index), values, keys)
        if value is not None:
            yield value
            index += 1
