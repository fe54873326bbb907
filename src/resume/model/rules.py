"""Rules that concern more than one value: the order of dates, sections that are spoken of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from resume.diagnostics import Diagnostics, Label, Path, did_you_mean
from resume.model.resume import EXTENSIONS, SECTIONS
from resume.model.values import PRESENT, Date, read_date

if TYPE_CHECKING:
    from resume.model.load import Places


def check(data: dict[str, Any], places: "Places", diagnostics: Diagnostics) -> None:
    """Check a document's data, whether or not all of it is valid."""
    _check_dates(data, places, diagnostics)
    _check_sections(data, places, diagnostics)


def _check_dates(data: dict[str, Any], places: "Places", diagnostics: Diagnostics) -> None:
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


def _check_sections(data: dict[str, Any], places: "Places", diagnostics: Diagnostics) -> None:
    chosen = data.get("sections")
    custom = data.get("custom")
    own = [key for key in custom if key != EXTENSIONS] if isinstance(custom, dict) else []
    for identifier in own:
        if identifier in SECTIONS:
            message = f"`{identifier}` is a built-in section; a custom one must have an id of its own"
            diagnostics.error("section-id", message, places.key(("custom", identifier)))
    if not isinstance(chosen, list):
        return
    known = [*SECTIONS, *own]
    first: dict[str, Path] = {}
    for index, choice in enumerate(chosen):
        path: Path = ("sections", index)
        if isinstance(choice, dict) and len(choice) == 1:
            [identifier] = choice
            span = places.key((*path, identifier))
        elif isinstance(choice, str):
            identifier, span = choice, places.span(path)
        else:
            continue
        if identifier == EXTENSIONS or not identifier.strip():
            continue
        if identifier not in known:
            hint = did_you_mean(identifier, known, "a section of your own stands under `custom:`")
            diagnostics.error("unknown-section", f"there is no section `{identifier}`", span, hint=hint)
        elif identifier in first:
            label = Label(places.span(first[identifier]), "first here")
            message = f"the section `{identifier}` is listed twice"
            diagnostics.error("duplicate-section", message, span, label="again here", labels=(label,))
        else:
            first[identifier] = path
    for identifier in known:
        path = _content(identifier)
        if chosen and identifier not in first and path in places.keys and _get(data, path):
            message = f"`{identifier}` has content, but `sections` does not list it: it is left out"
            diagnostics.warning("unlisted-section", message, places.key(path), hint=f"add `- {identifier}`")


def _content(identifier: str) -> Path:
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
    match value:
        case dict():
            if path:
                yield path, value
            for key, inner in value.items():
                if key != EXTENSIONS:
                    yield from _mappings(inner, (*path, key))
        case list():
            for index, inner in enumerate(value):
                yield from _mappings(inner, (*path, index))
