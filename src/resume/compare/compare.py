"""Compares two résumés by their structure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resume.compare.change import BASICS, SETTINGS, Change
from resume.compare.document import document, exact
from resume.compare.parts import Pair, Spot, entries, fields
from resume.compare.sections import SUMMARY, outline, sections
from resume.model.load import Loaded
from resume.model.resume import SECTIONS

OF_PAGE = ("basics", "sections", "custom", *SECTIONS)
PROFILES = "profiles"


def compare(before: Loaded, after: Loaded, without: Sequence[str] = ()) -> tuple[Change, ...]:
    """Give all that differs between two résumés, but for what stands under the keys `without`.

    First comes what is of the head, then the sections in the order of the later résumé, then the settings.
    """
    old, new = (
        {key: value for key, value in document(loaded).items() if key not in without} for loaded in (before, after)
    )
    whole = Pair(old, new, ((), ()), (before.places, after.places))
    outlines = outline(old, before.places), outline(new, after.places)
    return tuple(
        _across(
            [
                *_basics(whole.at(BASICS)),
                *sections(*outlines),
                *fields(whole.less(*OF_PAGE), Spot(SETTINGS), setting=True),
            ]
        )
    )


def _basics(pair: Pair) -> Iterator[Change]:
    yield from fields(pair.less(SUMMARY, PROFILES), Spot(BASICS))
    yield from entries(pair.at(PROFILES), BASICS)


def _across(changes: list[Change]) -> list[Change]:
    """Say of what was removed here and added there that it moved; it stands where it is now."""
    gone: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.kind == "removed" and change.before and change.what in {"entry", "bullet"}:
            gone.setdefault((change.what, exact(change.before.value)), []).append(change)
    moved: dict[int, Change] = {}
    for change in changes:
        if change.kind == "added" and change.after and change.what in {"entry", "bullet"}:
            found = gone.get((change.what, exact(change.after.value)))
            if found:
                origin = found.pop(0)
                moved[id(origin)] = origin
                place = (
                    origin.section
                    if change.what == "entry" or not origin.entry
                    else f"{origin.section}, {origin.entry}"
                )
                moved[id(change)] = replace(change, kind="moved", before=origin.before, origin=place)
    return [moved.get(id(change), change) for change in changes if moved.get(id(change)) is not change]
