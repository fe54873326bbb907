"""Compares the sections of two résumés: which there are, their order and headings, and what is in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from resume.compare.change import SETTINGS, Change, Side
from resume.compare.document import exact
from resume.compare.match import Item, match
from resume.compare.parts import Pair, Spot, entries, fields
from resume.diagnostics import Path
from resume.model.places import Places
from resume.model.resume import SECTIONS

SUMMARY = "summary"
TITLE: Path = ("title",)


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a résumé; `choices` are its `sections` by their ids, with the place of each."""

    data: dict[str, Any]
    places: Places
    choices: dict[str, int]

    @property
    def shown(self) -> list[str]:
        """The ids of the sections that stand on the page, in order."""
        order = self.choices or (*SECTIONS, *self.custom)
        return [name for name in order if self.content(name)]

    @property
    def custom(self) -> dict[str, Any]:
        """The sections of one's own."""
        custom: dict[str, Any] = self.data.get("custom", {})
        return custom

    def content(self, name: str) -> Any:
        """Give what stands in a section."""
        if name == SUMMARY:
            return self.data["basics"].get(SUMMARY)
        return self.custom[name].get("items") if name in self.custom else self.data.get(name)

    def place(self, name: str) -> Path:
        """Say where a section's content is."""
        if name == SUMMARY:
            return "basics", SUMMARY
        return ("custom", name, "items") if name in self.custom else (name,)

    def choice(self, name: str) -> dict[str, Any] | None:
        """Give what `sections` says of a section but its id; none where it does not list it."""
        if name not in self.choices:
            return None
        listed: dict[str, Any] = self.data["sections"][self.choices[name]]
        return {key: value for key, value in listed.items() if key != "id"}

    def own(self, name: str) -> dict[str, Any] | None:
        """Give what a section of one's own says of itself; none where it is not there."""
        if name not in self.custom:
            return None
        return {key: value for key, value in self.custom[name].items() if key != "items"}

    def holder(self, holder: str, name: str) -> Path:
        """Say where a section's `choice`, or what it says of its `own`, stands."""
        return ("custom", name) if holder == "own" else ("sections", self.choices.get(name, 0))

    def heading(self, name: str) -> tuple[str, str]:
        """Give the heading that the résumé itself sets, and whether a `choice` or its `own` title is it."""
        for holder in ("choice", "own"):
            held = getattr(self, holder)(name) or {}
            if title := held.get("title"):
                return title, holder
        return "", ""

    def side(self, name: str) -> Side:
        """Give a section as a side of a change."""
        path: Path = ("sections", self.choices[name]) if name in self.choices else self.place(name)
        tags = (self.choice(name) or {}).get("tags") or (self.own(name) or {}).get("tags", ())
        return Side(path, self.places.span(path), self.heading(name)[0] or name, self.content(name), tuple(tags))


def outline(data: dict[str, Any], places: Places) -> Outline:
    """Give the sections of a résumé."""
    return Outline(data, places, {choice["id"]: index for index, choice in enumerate(data.get("sections", ()))})


def sections(before: Outline, after: Outline) -> Iterator[Change]:
    """Compare all sections, in the order of the later résumé."""
    found = match(*([Item((name,)) for name in held.shown] for held in (before, after)))
    moved = {after.shown[other] for _, other in found.moved}
    outer: list[Change] = []
    for name in _names(before, after):
        there = [_is_there(name, held, other) for held, other in ((before, after), (after, before))]
        of_section: list[Change] = []
        if there == [True, False]:
            of_section.append(Change("removed", "section", name, before.side(name), None))
        elif there == [False, True]:
            of_section.append(Change("added", "section", name, None, after.side(name)))
        elif name in moved:
            of_section.append(Change("moved", "section", name, before.side(name), after.side(name)))
        outer += of_section
        yield from of_section
        yield from _said_of(name, before, after, is_lone=there[0] != there[1])
        yield from _content(name, before, after)
    silent = ({*before.choices} ^ {*after.choices}) - {*before.shown, *after.shown}
    if silent or (not outer and [*before.choices] != [*after.choices]):
        yield _order(before, after)


def _is_there(name: str, held: Outline, other: Outline) -> bool:
    """Say whether a section stands on the page, or one of one's own, with nothing in it in either, in the source."""
    is_empty = not held.content(name) and not other.content(name)
    return name in held.custom if is_empty else name in held.shown


def _order(before: Outline, after: Outline) -> Change:
    """Tell of lists of sections that differ, though the page does not."""
    path: Path = ("sections",)
    old, new = (
        Side(path, held.places.span(path), ", ".join(held.choices), [*held.choices]) if held.choices else None
        for held in (before, after)
    )
    return Change(
        "changed" if old and new else "added" if new else "removed", "setting", SETTINGS, old, new, field="sections"
    )


def _names(before: Outline, after: Outline) -> list[str]:
    """Give all sections: those of the later résumé, and each other one behind that which it followed."""
    orders = [[*dict.fromkeys((*held.shown, *held.choices, *SECTIONS, *held.custom))] for held in (before, after)]
    names = orders[1]
    for previous, name in zip(["", *orders[0]], orders[0], strict=False):
        if name not in names:
            names.insert(names.index(previous) + 1 if previous in names else 0, name)
    return names


def _said_of(name: str, before: Outline, after: Outline, *, is_lone: bool) -> Iterator[Change]:
    """Compare headings, and what else `sections`, or a section of one's own, says of a section."""
    (old, old_holder), (new, new_holder) = before.heading(name), after.heading(name)
    is_renamed = old != new and not is_lone
    if is_renamed:
        yield Change("renamed", "section", name, before.side(name), after.side(name))
    for holder in ("choice", "own"):
        one, other = (getattr(held, holder)(name) for held in (before, after))
        if is_lone and (one is None or other is None):
            continue
        paths = before.holder(holder, name), after.holder(holder, name)
        said = ("title",) if is_renamed and holder in {old_holder, new_holder} else ()
        yield from fields(Pair(one, other, paths, (before.places, after.places)).less(*said), Spot(name))


def _content(name: str, before: Outline, after: Outline) -> Iterator[Change]:
    one, other = before.content(name), after.content(name)
    pair = Pair(one, other, (before.place(name), after.place(name)), (before.places, after.places))
    if name != SUMMARY:
        yield from entries(pair, name)
    elif exact(one) != exact(other):
        old, new = ({SUMMARY: text} if text else None for text in (one, other))
        yield from fields(Pair(old, new, (("basics",), ("basics",)), pair.places), Spot(SUMMARY))
