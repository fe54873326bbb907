"""Rules of what variants choose by: tags, ids, each other."""

from collections.abc import Iterable, Iterator
from typing import Any

from resume.diagnostics import Diagnostics, Label, Path, Span, did_you_mean
from resume.model.parts import EXTENSIONS
from resume.model.places import Places
from resume.model.variants import ALL, NAME, NONE

VARIANTS = "variants"
CHOOSING = ("include", "exclude")
RESERVED = {ALL: "all of them", NONE: "the source as it is"}


def check(data: dict[str, Any], places: Places, diagnostics: Diagnostics) -> None:
    """Check a document's data, whether or not all of it is valid."""
    variants = data.get(VARIANTS)
    named = {
        name: variant
        for name, variant in (variants.items() if isinstance(variants, dict) else ())
        if name != EXTENSIONS and isinstance(variant, dict)
    }
    tags = {tag: path for tag, path in _tags(data, ()) if path[0] != VARIANTS}
    _check_names(named, places, diagnostics)
    _check_tags(named, tags, places, diagnostics)
    _check_lineage(named, places, diagnostics)
    _check_builds(data.get("builds"), named, places, diagnostics)
    _check_ids(data, (), places, diagnostics)


def _check_names(variants: Iterable[str], places: Places, diagnostics: Diagnostics) -> None:
    for name in variants:
        message = ""
        if name in {ALL, NONE}:
            message = f"`{name}` cannot be the name of a variant: it stands for {RESERVED[name]}"
        elif not NAME.match(name):
            message = f"`{name}` cannot be the name of a variant, which is of letters, digits, `-` and `_`"
        if message:
            diagnostics.error("variant-name", message, places.key((VARIANTS, name)))


def _check_tags(
    variants: dict[str, dict[str, Any]], tags: dict[str, Path], places: Places, diagnostics: Diagnostics
) -> None:
    chosen: set[str] = set()
    for name, variant in variants.items():
        for key in CHOOSING:
            for index, tag in _texts(variant.get(key)):
                chosen.add(tag)
                if tag not in tags:
                    message = f"the variant `{name}` names the tag `{tag}`, which nothing has"
                    span = places.span((VARIANTS, name, key, index))
                    diagnostics.error("variant-tag", message, span, hint=did_you_mean(tag, tags))
    for tag, path in tags.items():
        near = did_you_mean(tag, chosen & tags.keys()) if tag not in chosen else ""
        if near:
            diagnostics.warning("unused-tag", f"no variant names the tag `{tag}`", places.span(path), hint=near)


def _check_lineage(variants: dict[str, dict[str, Any]], places: Places, diagnostics: Diagnostics) -> None:
    for name, variant in variants.items():
        parent = variant.get("extends")
        if parent is None or not isinstance(parent, str):
            continue
        span = places.span((VARIANTS, name, "extends"))
        if parent not in variants:
            hint = did_you_mean(parent, variants)
            diagnostics.error("unknown-variant", f"there is no variant `{parent}` to extend", span, hint=hint)
        elif name in [*_ancestors(name, variants)]:
            diagnostics.error("variant-cycle", f"the variant `{name}` extends itself through `{parent}`", span)


def _ancestors(name: str, variants: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Give those that a variant extends, each once."""
    seen: set[str] = set()
    parent = variants[name].get("extends")
    while isinstance(parent, str) and parent in variants and parent not in seen:
        seen.add(parent)
        yield parent
        parent = variants[parent].get("extends")


def _check_builds(
    builds: object, variants: dict[str, dict[str, Any]], places: Places, diagnostics: Diagnostics
) -> None:
    for number, build in enumerate(builds if isinstance(builds, list) else ()):
        for index, name in _texts(build.get(VARIANTS) if isinstance(build, dict) else None):
            if name not in {*variants, ALL, NONE}:
                span = places.span(("builds", number, VARIANTS, index))
                hint = did_you_mean(name, (*variants, ALL, NONE))
                diagnostics.error("unknown-variant", f"there is no variant `{name}`", span, hint=hint)


def _check_ids(value: object, path: Path, places: Places, diagnostics: Diagnostics) -> None:
    """Check that no two entries of a list have one id."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {EXTENSIONS, "meta", "sections", VARIANTS}:
                _check_ids(inner, (*path, key), places, diagnostics)
        return
    first: dict[str, Span] = {}
    for index, item in enumerate(value if isinstance(value, list) else ()):
        _check_ids(item, (*path, index), places, diagnostics)
        identifier = item.get("id") if isinstance(item, dict) else None
        if not isinstance(identifier, str):
            continue
        span = places.span((*path, index, "id"))
        if identifier in first:
            label = Label(first[identifier], "first here")
            message = f"two entries have the id `{identifier}`"
            diagnostics.error("duplicate-id", message, span, label="again here", labels=(label,))
        first.setdefault(identifier, span)


def _texts(value: object) -> Iterator[tuple[int, str]]:
    for index, text in enumerate(value if isinstance(value, list) else ()):
        if isinstance(text, str):
            yield index, text.strip()


def _tags(value: object, path: Path) -> Iterator[tuple[str, Path]]:
    """Give all tags with their paths."""
    if isinstance(value, dict):
        for index, tag in _texts(value.get("tags")):
            yield tag, (*path, "tags", index)
        for key, inner in value.items():
            if key not in {EXTENSIONS, "meta", "tags"}:
                yield from _tags(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _tags(inner, (*path, index))
