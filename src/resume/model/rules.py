"""Rules that concern more than one value: the order of dates, sections that are spoken of."""

from collections.abc import Collection, Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from resume.diagnostics import Diagnostics, Label, Path, Span, did_you_mean
from resume.model import choices
from resume.model.parts import EXTENSIONS
from resume.model.places import Places
from resume.model.resume import SECTIONS
from resume.model.values import PRESENT, Date, read_date


def check(data: dict[str, Any], places: Places, diagnostics: Diagnostics) -> None:
    """Check a document's data, whether or not all of it is valid."""
    _check_dates(data, places, diagnostics)
    _check_sections(data, places, diagnostics)
    choices.check(data, places, diagnostics)


def _check_dates(data: dict[str, Any], places: Places, diagnostics: Diagnostics) -> None:
    for path, mapping in _mappings(data, ()):
        start, end = _date(mapping.get("startDate")), _date(mapping.get("endDate"))
        if path[0] == "meta" or start is None or end is None or not end.is_before(start):
            continue
        job = path[0] == "work"
        start_span = places.span((*path, "startDate"))
        diagnostics.error(
            "date-order",
            f"this {'job' if job else 'entry'} ends before it starts",
            places.span((*path, "endDate")),
            label="ends here",
            labels=(Label(start_span, "starts here"),),
            hint=f"for {'a job you still hold' if job else 'what still goes on'}, write `endDate: {PRESENT}`",
        )


def _check_sections(data: dict[str, Any], places: Places, diagnostics: Diagnostics) -> None:
    custom = data.get("custom")
    own = [key for key in custom if key != EXTENSIONS] if isinstance(custom, dict) else []
    for identifier in own:
        if identifier in SECTIONS:
            message = f"`{identifier}` is a built-in section; a custom one must have an id of its own"
            diagnostics.error("section-id", message, places.key(("custom", identifier)))
    known = dict.fromkeys((*SECTIONS, *own))
    listed = _check_order(("sections",), data.get("sections"), known, places, diagnostics)
    for identifier in known if listed else ():
        path = content(identifier)
        if identifier not in listed and path in places.keys and _get(data, path):
            message = f"`{identifier}` has content, but `sections` does not list it: it is left out"
            diagnostics.warning("unlisted-section", message, places.key(path), hint=f"add `- {identifier}`")
    variants = data.get("variants")
    for name, variant in variants.items() if isinstance(variants, dict) else ():
        if name != EXTENSIONS and isinstance(variant, dict):
            _check_order(("variants", name, "sections"), variant.get("sections"), known, places, diagnostics)


def _check_order(
    path: Path, chosen: object, known: Collection[str], places: Places, diagnostics: Diagnostics
) -> Collection[str]:
    """Check an order of sections, and give those that it lists."""
    listed: dict[str, Span] = {}
    for identifier, span in _choices(path, chosen, places):
        if identifier not in known:
            hint = did_you_mean(identifier, known, "a section of your own stands under `custom:`")
            diagnostics.error("unknown-section", f"there is no section `{identifier}`", span, hint=hint)
        elif identifier in listed:
            first = Label(listed[identifier], "first here")
            message = f"the section `{identifier}` is listed twice"
            diagnostics.error("duplicate-section", message, span, label="again here", labels=(first,))
        else:
            listed[identifier] = span
    return listed


def _choices(path: Path, chosen: object, places: Places) -> Iterator[tuple[str, Span]]:
    """Give the sections that an order lists, with their places; what is no choice is reported elsewhere."""
    for index, choice in enumerate(chosen if isinstance(chosen, list) else ()):
        if isinstance(choice, str):
            yield choice, places.span((*path, index))
        elif isinstance(choice, dict) and isinstance(choice.get("id"), str):
            yield choice["id"], places.span((*path, index, "id"))
        elif isinstance(choice, dict) and len(choice) == 1:
            [identifier] = choice
            if identifier.strip() and identifier != EXTENSIONS:
                yield identifier, places.key((*path, index, identifier))


def content(identifier: str) -> Path:
    """Give the path at which a section's content stands."""
    if identifier == "summary":
        return ("basics", "summary")
    return (identifier,) if identifier in SECTIONS else ("custom", identifier)


def _get(data: Any, path: Path) -> object:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _date(text: object) -> Date | None:
    try:
        return read_date(text) if isinstance(text, str) else None
    except PydanticCustomError:
        return None


def _mappings(value: object, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(value, dict):
        if path:
            yield path, value
        for key, inner in value.items():
            if key != EXTENSIONS:
                yield from _mappings(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _mappings(inner, (*path, index))
