"""Compares the parts of a section: its entries, their fields, bullets and keywords."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from resume.compare.change import Change, Side, What
from resume.compare.document import WORDS, exact, leaves, said
from resume.compare.match import Item, match
from resume.compare.wording import folded, words
from resume.diagnostics import Path
from resume.model.places import Places
from resume.model.resume import NAMES

BULLETS: Final = "highlights"
DATES: Final = ("startDate", "endDate", "date", "releaseDate", "dates")
CHOOSING: Final = ("id", "tags", "priority", "private")
"""The fields by which a part is chosen or left out; what they say stands on no page."""

PROSE: Final = ("text", "label", "tagline", "summary", "description", "reference")

ItemKind = Literal["entry", "bullet", "keyword"]


@dataclass(frozen=True, slots=True)
class Spot:
    """The section and the entry that parts are in, and what a field is of."""

    section: str
    entry: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A value of two résumés with its paths, and where each has its places; what is not there is none."""

    before: Any
    after: Any
    paths: tuple[Path, Path]
    places: tuple[Places, Places]

    def at(self, key: str) -> "Pair":
        """Give what two mappings have under a key."""
        before, after = ((value or {}).get(key) for value in (self.before, self.after))
        return Pair(before, after, ((*self.paths[0], key), (*self.paths[1], key)), self.places)

    def less(self, *keys: str) -> "Pair":
        """Give two mappings without some keys."""
        held = [value and {key: value[key] for key in value if key not in keys} for value in (self.before, self.after)]
        return replace(self, before=held[0] or None, after=held[1] or None)

    def items(self, one: int, other: int) -> "Pair":
        """Give an item of each of two lists."""
        return Pair(self.before[one], self.after[other], ((*self.paths[0], one), (*self.paths[1], other)), self.places)

    def old(self, text: str, below: Path = (), value: Any = None) -> Side:
        """Give the earlier side, or what is below it."""
        return _side(self.places[0], (*self.paths[0], *below), text, value)

    def new(self, text: str, below: Path = (), value: Any = None) -> Side:
        """Give the later side, or what is below it."""
        return _side(self.places[1], (*self.paths[1], *below), text, value)


def _side(places: Places, path: Path, text: str, value: Any) -> Side:
    tags = value.get("tags", ()) if isinstance(value, dict) else ()
    return Side(path, places.span(path), text, value, tuple(tags))


def called(entry: dict[str, Any]) -> str:
    """Say what an entry is called: its position and employer, its subject and school, or whatever it has."""
    named = next((said(entry[key]) for key in NAMES if key in entry), "")
    more = [said(entry[key]) for key in ("position", "studyType", "area") if key in entry]
    parts = dict.fromkeys([*more, named] if named else more)
    return ", ".join(parts) or next((said(leaf) for leaf in leaves(entry).values()), "")


def _names(items: Sequence[dict[str, Any]]) -> list[str]:
    """Give what items are called, or say; of entries that are called the same, with the start."""
    names = [called(item) if is_entry(item) else said(item["text"]) for item in items]
    starts = [said(item["startDate"]) if is_entry(item) and "startDate" in item else "" for item in items]
    return [
        f"{name} ({start})" if start and names.count(name) > 1 else name
        for name, start in zip(names, starts, strict=True)
    ]


def is_entry(item: dict[str, Any]) -> bool:
    """Say whether an item is an entry; else it is a bullet or a keyword, which is text."""
    return "text" not in item


def fields(pair: Pair, spot: Spot, *, setting: bool = False) -> Iterator[Change]:
    """Compare two mappings field by field."""
    before, after = ({} if value is None else leaves(value) for value in (pair.before, pair.after))
    for path in dict.fromkeys((*after, *before)):
        if path in before and path in after and exact(before[path]) == exact(after[path]):
            continue
        texts = [said(held[path]) if path in held else "" for held in (before, after)]
        if texts[0] == texts[1]:
            texts = [exact(held[path]) for held in (before, after)]
        old = pair.old(texts[0], path, before[path]) if path in before else None
        new = pair.new(texts[1], path, after[path]) if path in after else None
        kind: Literal["added", "removed", "changed"] = "changed" if old and new else "added" if new else "removed"
        dotted = ".".join(map(str, path))
        what: What = "setting" if setting else _what(path)
        yield Change(kind, what, spot.section, old, new, spot.entry, dotted, spot.of)


def _what(path: Path) -> What:
    if path[-1:] and path[-1] in DATES:
        return "date"
    return "text" if path[-1:] and path[-1] in PROSE else "field"


def entries(pair: Pair, section: str) -> Iterator[Change]:
    """Compare two lists of entries, or of entries and bullets."""
    yield from _listed(pair, Spot(section), "entry")


def _listed(pair: Pair, spot: Spot, kind: ItemKind) -> Iterator[Change]:
    old, new = pair.before or [], pair.after or []
    found = match(*([_item(item, kind) for item in items] for items in (old, new)))
    names = _names(old), _names(new)
    partners = {other: one for one, other in found.pairs}
    for one in found.gone:
        what = _kind_of(old[one], kind)
        gone = pair.old(names[0][one], (one,), old[one])
        yield Change("removed", what, spot.section, gone, None, gone.text if what == "entry" else spot.entry)
    for other, name in enumerate(names[1]):
        what = _kind_of(new[other], kind)
        entry = name if what == "entry" else spot.entry
        if other not in partners:
            yield Change("added", what, spot.section, None, pair.new(name, (other,), new[other]), entry)
            continue
        both = pair.items(partners[other], other)
        if (partners[other], other) in found.moved:
            sides = both.old(names[0][partners[other]], value=both.before), both.new(name, value=both.after)
            yield Change("moved", what, spot.section, *sides, entry)
        yield from _inside(both, spot, what, name)


def _kind_of(item: dict[str, Any], kind: ItemKind) -> ItemKind:
    return kind if kind != "entry" or is_entry(item) else "bullet"


def _item(item: dict[str, Any], kind: ItemKind) -> Item:
    identifier = str(item.get("id", ""))
    if is_entry(item):
        start = next((said(item[key]) for key in DATES if key in item), "")
        name = next((said(item[key]) for key in NAMES if key in item), "").casefold()
        texts = " ".join(said(leaf) for path, leaf in leaves(item).items() if path[0] not in CHOOSING)
        return Item((identifier, exact(item), f"{name}\n{start}" if name and start else ""), words(texts), name)
    text = said(item["text"])
    known = (identifier, text, folded(text))
    return Item(known) if kind == "keyword" else Item(known, words(text))


def _inside(both: Pair, spot: Spot, what: ItemKind, name: str) -> Iterator[Change]:
    """Compare two versions of one item, which is called so."""
    before, after = both.before, both.after
    rest = both
    if is_entry(before) or is_entry(after):
        spot = Spot(spot.section, name)
    else:
        if before["text"] != after["text"]:
            old, new = both.old(before["text"], value=before), both.new(after["text"], value=after)
            yield Change("reworded", what, spot.section, old, new, spot.entry)
        rest = both.less("text")
        spot = Spot(spot.section, spot.entry, after["text"])
    lists = [key for key in (BULLETS, *WORDS) if before.get(key) or after.get(key)]
    yield from fields(rest.less(*lists), spot)
    for key in lists:
        yield from _listed(both.at(key), spot, "bullet" if key == BULLETS else "keyword")
