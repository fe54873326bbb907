"""Says which parts of a page may be left out, in which order, and gives the page without them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from pydantic import BaseModel

from resume.diagnostics import Path
from resume.model.resume import Resume
from resume.view.page import Entry, Prose, Row, Section, Text, View

WHOLE: Final = {"custom", "awards", "certificates", "publications", "references"}
"""The sections whose entries may go as they are; those of others go only where their priority is below 0."""

KEPT: Final = {"skills"}
"""The sections of which a row stays."""

Priority = Callable[[Path], int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """What may be left out: an entry, a row, a bullet or a profile; `texts` are all that is in it."""

    path: Path
    priority: int
    texts: tuple[Text, ...]
    in_aside: bool = False

    def __str__(self) -> str:
        return str(self.texts[0])


def priority(resume: Resume, path: Path) -> int | None:
    """Give the priority that a source gives to what stands at a path; none where it gives none."""
    value: object = resume
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) else None
        else:
            value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
    found = getattr(value, "priority", None) if isinstance(value, BaseModel) else None
    return found if isinstance(found, int) else None


def parts(view: View, priority: Priority) -> list[Part]:
    """List what may be left out, what is to go first at the beginning.

    That is what has the lowest priority, without one 0; among equals, what comes later, and bullets before
    their entry. What has no priority may go if it is a bullet, an item of a section of one's own, a row, an
    award, a certificate, a publication or a reference. Of the bullets of an entry one stays, of the rows of
    skills one too: the most important, among equals the first. A priority below 0 lets anything go.
    """
    found = [*_profiles(view, priority)]
    for section in view.sections:
        found += _of_section(section, priority)
    for section in view.aside:
        found += (replace(part, in_aside=True) for part in _of_section(section, priority))
    found.reverse()
    found.sort(key=lambda part: part.priority)
    first: dict[Path, Part] = {}
    for part in found:
        if not _is_within(part.path, first):
            first[part.path] = part
    return [*first.values()]


def without(view: View, gone: Collection[Path]) -> View:
    """Give a page without what stands at some paths; a section that has nothing left goes with its heading."""
    sections = tuple(_thinned(view.sections, gone))
    aside = tuple(_thinned(view.aside, gone))
    contacts = tuple(contact for contact in view.head.contacts if not _is_within(contact.text.path, gone))
    skills = (row for section in chain(sections, aside) if section.kind == "skills" for row in section.rows)
    named = {str(text) for row in skills for text in row.texts}
    keywords = tuple(word for word in view.keywords if word in named)
    head = replace(view.head, contacts=contacts)
    return replace(view, head=head, sections=sections, aside=aside, keywords=keywords)


def _is_within(path: Path, gone: Collection[Path]) -> bool:
    return any(path[:length] in gone for length in range(1, len(path) + 1))


def _profiles(view: View, priority: Priority) -> Iterator[Part]:
    sections = chain(view.sections, view.aside)
    for contact in (*view.head.contacts, *chain.from_iterable(section.contacts for section in sections)):
        path = contact.text.path[:3]
        wished = priority(path)
        if wished is not None and wished < 0:
            yield Part(path, wished, contact.text.parts or (contact.text,))


def _of_section(section: Section, priority: Priority) -> Iterator[Part]:
    """Give what may go of a section, in the order of the page, each entry before its bullets."""
    rows = [Part(_row_path(row), priority(_row_path(row)) or 0, (*_of_row(row),)) for row in section.rows]
    yield from _but_one(rows) if section.kind in KEPT else rows
    for entry in section.entries:
        if entry.is_bullets:
            yield from _bullets(entry, priority)
        for item in entry.positions or (() if entry.is_bullets else (entry,)):
            path = _entry_path(item, section.kind)
            wished = priority(path)
            if path and (section.kind in WHOLE or (wished is not None and wished < 0)):
                yield Part(path, wished or 0, (*_of_entry(item),))
            yield from _but_one([*_bullets(item, priority)])


def _bullets(entry: Entry, priority: Priority) -> Iterator[Part]:
    for text in entry.highlights:
        yield Part(text.path, priority(text.path) or 0, (text,))


def _but_one(parts: list[Part]) -> Iterator[Part]:
    """Give all but the most important; that one too, if even it is to go."""
    kept = max(parts, key=lambda part: part.priority, default=None)
    yield from (part for part in parts if part is not kept or part.priority < 0)


def _row_path(row: Row) -> Path:
    return next(_of_row(row)).path[:2]


def _of_row(row: Row) -> Iterator[Text]:
    yield from _present(row.name, row.level, *row.texts)


def _entry_path(entry: Entry, kind: str) -> Path:
    first = next(_of_entry(entry), None)
    return first.path[: 4 if kind == "custom" else 2] if first else ()


def _of_entry(entry: Entry) -> Iterator[Text]:
    heading = (entry.title, entry.organization, entry.description, entry.date, entry.location, entry.url)
    yield from _present(*heading, *chain.from_iterable(detail.texts for detail in entry.details))
    yield from _of_prose(entry.summary)
    yield from entry.highlights


def _of_prose(prose: Prose | None) -> Iterator[Text]:
    yield from prose.texts() if prose else ()


def _present(*texts: Text | None) -> Iterator[Text]:
    for text in texts:
        yield from (text.parts or (text,)) if text else ()


def _thinned(sections: tuple[Section, ...], gone: Collection[Path]) -> Iterator[Section]:
    for section in sections:
        rows = tuple(row for row in section.rows if not _is_within(_row_path(row), gone))
        entries = tuple(_without_entries(section.entries, section.kind, gone))
        contacts = tuple(contact for contact in section.contacts if not _is_within(contact.text.path, gone))
        if section.prose or rows or entries or contacts:
            yield replace(section, rows=rows, entries=entries, contacts=contacts)


def _without_entries(entries: tuple[Entry, ...], kind: str, gone: Collection[Path]) -> Iterator[Entry]:
    for entry in entries:
        positions = tuple(_without_entries(entry.positions, kind, gone))
        highlights = tuple(text for text in entry.highlights if not _is_within(text.path, gone))
        bereft = (entry.positions and not positions) or (entry.is_bullets and not highlights)
        itself = not entry.positions and not entry.is_bullets and _is_within(_entry_path(entry, kind), gone)
        if not (bereft or itself):
            yield replace(entry, positions=positions, highlights=highlights)
