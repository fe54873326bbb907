"""Reads the sections of RenderCV, whose entries are of nine kinds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from resume.importers import dates, texts
from resume.importers.taken import Item, Report, Said, Tree, is_empty, joined, reworded, said
from resume.model.resume import CONTACT, SECTIONS
from resume.parser import headings
from resume.source.nodes import Mapping, Node, Scalar
from resume.view import words

KINDS: Final = {
    "bullet": "bullet",
    "number": "number",
    "reversed_number": "reversed_number",
    "label": "one-line",
    "company": "experience",
    "institution": "education",
    "title": "publication",
    "name": "normal",
}
"""The key that an entry of each kind has, and no other kind."""

HOMES: Final = {
    "text": ("summary",),
    "one-line": ("skills", "languages", "interests"),
    "experience": ("work", "volunteer"),
    "education": ("education",),
    "publication": ("publications",),
    "normal": ("projects", "certificates", "awards"),
}
"""Our sections that have a place for entries of a kind."""

ROOM: Final = {"certificates": {"name", "date", "url"}, "awards": {"name", "date", "url", "summary"}}
"""What sections have a place for whose entries are small; more than that makes a section of its own."""

USUAL: Final = {"experience": "work", "education": "education", "publication": "publications"}
"""Where entries of a kind go, whatever their section is called."""

SMALL: Final = {"a", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "like", "near", "nor", "of"}
SMALL_TOO: Final = {"off", "on", "onto", "or", "over", "so", "than", "that", "to", "upon", "when", "with", "yet"}
LINKED: Final = re.compile(r"\[([^\]]+)\]\((\S+?)\)\Z")
DOI: Final = "https://doi.org/"


@dataclass(slots=True)
class _Reading:
    """What all sections are read with."""

    language: str
    keywords: list[str]
    report: Report

    def prose(self, text: Said | None) -> Said | None:
        """Set keywords in bold."""
        if text is None:
            return None
        return reworded(text, texts.bold(text.text, self.keywords))

    def period(self, item: Item) -> dict[str, Tree]:
        start, end, date = item.text("start_date"), item.text("end_date"), item.text("date")
        return dates.period(start, end, date, self.report, self.language)

    def common(self, item: Item) -> dict[str, Tree]:
        """Take what most entries have behind their own fields."""
        return {
            "location": item.text("location"),
            **self.period(item),
            "summary": self.prose(item.text("summary")),
            "highlights": [self.prose(text) for text in item.texts("highlights")],
        }


def read(sections: Item, language: str, keywords: list[str], report: Report) -> dict[str, Tree]:
    """Give all sections in their order, and what order that is; a summary stands under `summary`."""
    reading = _Reading(language, keywords, report)
    known = words.find(language or words.ENGLISH) or words.english()
    order: list[Tree] = []
    custom: dict[str, Tree] = {}
    tree: dict[str, Tree] = {"summary": None, "sections": order}
    for key in sections.left():
        entries = sections.several(key)
        if not entries:
            continue
        heading = Said(title(key), entries[0][1].span, origin=sections.at(key))
        kinds = {_kind(node) for _, node in entries}
        kind = kinds.pop() if len(kinds) == 1 else "mixed"
        home = _home(
            kind, heading.text, [node for _, node in entries], {*tree} - {"summary" if not tree["summary"] else ""}
        )
        if home:
            found = [_BUILT_IN[home](node, path, reading) for path, node in entries]
            texts_of = [text for text in found if isinstance(text, Said)]
            tree[home] = joined("\n\n", *texts_of) if home == "summary" else found
            usual = heading.text == known.headings[home]
            order.append(reworded(heading, home) if usual else {home: heading})
            continue
        name = _identifier(heading.text, {*custom})
        numbered = reworded(heading, kind) if kind in {"number", "reversed_number"} else None
        if numbered:
            report.change(heading, "its numbers became bullets; `x-entries` says what they were")
        items = [_custom(node, path, reading) for path, node in entries]
        custom[name] = {"title": heading, "x-entries": numbered, "items": items}
        order.append(reworded(heading, name))
    return {**tree, "custom": custom}


def title(key: str) -> str:
    """Give the heading that RenderCV makes of a key: `selected_honors` is Selected Honors."""
    if " " in key or any(character.isupper() for character in key):
        return key
    names = key.split("_")
    return " ".join(name if name in SMALL | SMALL_TOO else name[:1].upper() + name[1:] for name in names)


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "text"
    keys = {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()
    return next((kind for key, kind in KINDS.items() if key in keys), "mixed")


def _home(kind: str, heading: str, entries: list[Node], taken: set[str]) -> str:
    """Find the section of ours that entries belong in, with all that they say; each is there once."""
    meant = headings.kind(heading)
    fitting = [name for name in HOMES.get(kind, ()) if name == meant]
    if not fitting and meant not in SECTIONS and kind in USUAL:
        fitting = [USUAL[kind]]
    if not fitting or fitting[0] in taken:
        return ""
    room = ROOM.get(fitting[0])
    said_there = {
        key.text for node in entries if isinstance(node, Mapping) for key, value in node.entries if not is_empty(value)
    }
    return fitting[0] if room is None or said_there <= room else ""


def _identifier(heading: str, taken: set[str]) -> str:
    name = re.sub(r"[\W_]+", "-", heading.casefold()).strip("-") or "section"
    others = {*SECTIONS, CONTACT, *taken}
    numbered = (f"{name}-{number}" for number in range(2, len(others) + 3))
    return name if name not in others else next(other for other in numbered if other not in others)


def _work(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    return {"position": item.text("position"), "name": item.text("company"), **reading.common(item)} | item.rest()


def _volunteer(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    held: dict[str, Tree] = {"position": item.text("position"), "organization": item.text("company")}
    return held | reading.common(item) | item.rest()


def _education(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    held: dict[str, Tree] = {key: item.text(name) for key, name in (("studyType", "degree"), ("area", "area"))}
    return held | {"institution": item.text("institution")} | reading.common(item) | item.rest()


def _project(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    held = {**_named(item), **reading.common(item)}
    place = held.pop("location")
    if isinstance(place, Said):
        reading.report.keep(place.origin, place, "x-location")
        held["x-location"] = place
    return held | item.rest()


def _certificate(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    return _named(item) | dates.day(item.text("date"), "date", reading.report, reading.language) | item.rest()


def _award(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    named = _named(item)
    held: dict[str, Tree] = {"title": named["name"], "url": named.get("url")}
    held |= dates.day(item.text("date"), "date", reading.report, reading.language)
    return held | {"summary": reading.prose(item.text("summary"))} | item.rest()


def _publication(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    return _published(item, reading, "publisher") | item.rest()


def _published(item: Item, reading: _Reading, publisher: str) -> dict[str, Tree]:
    authors = item.texts("authors")
    doi = item.text("doi")
    url = item.text("url") or (reworded(doi, DOI + doi.text) if doi else None)
    named = reworded(authors[0], ", ".join(author.text for author in authors)) if authors else None
    if doi and url and doi.text not in url.text:
        reading.report.keep(doi.origin, doi, "x-doi")
    day = dates.day(
        item.text("date"), "releaseDate" if publisher == "publisher" else "date", reading.report, reading.language
    )
    return {
        "name": item.text("title"),
        publisher: item.text("journal"),
        **day,
        "url": url,
        "summary": joined("\n\n", named, reading.prose(item.text("summary"))),
        "x-doi": doi if doi and url and doi.text not in url.text else None,
    }


def _skill(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    name, details = item.text("label"), item.text("details")
    keywords: list[Tree] = [reworded(details, word) for word in texts.words(details.text)] if details else []
    return {"name": name, "keywords": keywords} | item.rest()


def _language(node: Node, path: str, reading: _Reading) -> Tree:
    item = _item(node, path, reading)
    return {"language": item.text("label"), "fluency": item.text("details")} | item.rest()


def _summary(node: Node, path: str, reading: _Reading) -> Tree:
    return reading.prose(said(node, path))


_BUILT_IN: Final[dict[str, Callable[[Node, str, _Reading], Tree]]] = {
    "summary": _summary,
    "work": _work,
    "volunteer": _volunteer,
    "education": _education,
    "projects": _project,
    "certificates": _certificate,
    "awards": _award,
    "publications": _publication,
    "skills": _skill,
    "interests": _skill,
    "languages": _language,
}


def _item(node: Node, path: str, reading: _Reading) -> Item:
    assert isinstance(node, Mapping)  # noqa: S101 - its kind was told by its keys
    return Item(node, path, reading.report)


def _named(item: Item) -> dict[str, Tree]:
    """Take a name; one that is a link as a whole gives the address too."""
    name = item.text("name")
    linked = LINKED.match(name.text.strip()) if name else None
    if name and linked:
        return {"name": reworded(name, linked[1]), "url": item.text("url") or reworded(name, linked[2])}
    return {"name": name, "url": item.text("url")}


def _custom(node: Node, path: str, reading: _Reading) -> Tree:
    """Give an item of a section of one's own: a bullet, a paragraph, or an entry."""
    if isinstance(node, Scalar):
        return {"summary": reading.prose(said(node, path))}
    if not isinstance(node, Mapping):
        reading.report.lose(path, node, "this is no entry")
        return None
    item = _item(node, path, reading)
    match _kind(node):
        case "bullet" | "number" | "reversed_number":
            text = reading.prose(item.text("bullet", "number", "reversed_number"))
            others = item.rest()
            return {"text": text, **others} if others else text
        case "one-line":
            label, details = item.text("label"), item.text("details")
            shown = reworded(label, f"**{label.text}:**") if label else None
            text, others = joined(" ", shown, reading.prose(details)), item.rest()
            return {"text": text, **others} if others else text
        case kind:
            return {**_headed(kind, item, reading), **item.rest()}


def _headed(kind: str, item: Item, reading: _Reading) -> dict[str, Tree]:
    match kind:
        case "experience":
            held: dict[str, Tree] = {"position": item.text("position"), "organization": item.text("company")}
        case "education":
            held = {
                "name": joined(", ", item.text("degree"), item.text("area")),
                "organization": item.text("institution"),
            }
        case "publication":
            return _published(item, reading, "organization")
        case _:
            held = {"position": item.text("position"), **_named(item)}
    return held | reading.common(item)
