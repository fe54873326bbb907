"""Gives a résumé as headings, paragraphs and lists, for formats that have no theme's layout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, TypeAlias

from resume.view.markdown import List, Paragraph, Run, Runs
from resume.view.page import Contact, Detail, Entry, Prose, Row, Section, Text, View
from resume.view.words import Words

BETWEEN: Final = " · "
ENTRY: Final = 3
"""The level of an entry's title, below the name and the section's heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 for the name, 2 for a section, 3 and 4 for what is in it."""

    runs: Runs
    level: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines that stand together: ways to reach the person, groups of skills."""

    lines: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines about what the heading above names: what it is, when and where it was, what belongs to it."""

    lines: tuple[Runs, ...]


Piece: TypeAlias = Heading | Lines | Facts | Paragraph | List


def article(view: View, words: Words) -> Iterator[Piece]:
    """Give the pieces of a résumé from top to bottom, what a theme puts in its sidebar last."""
    head = view.head
    yield Heading(head.name.runs, 1)
    if about := tuple(text.runs for text in (head.label, head.tagline) if text):
        yield Facts(about)
    yield from _contacts(head.contacts, words)
    for section in chain(view.sections, view.aside):
        yield from _section(section, words)


def _section(section: Section, words: Words) -> Iterator[Piece]:
    yield Heading(section.title.runs, ENTRY - 1)
    yield from _prose(section.prose)
    yield from _contacts(section.contacts, words)
    if section.rows:
        yield Lines(tuple(_row(row, words) for row in section.rows))
    for entry in section.entries:
        yield from _entry(entry, words, ENTRY)


def _contacts(contacts: Iterable[Contact], words: Words) -> Iterator[Piece]:
    lines = tuple((_plain(f"{contact.label}{words.colon} "), *contact.text.runs) for contact in contacts)
    if lines:
        yield Lines(lines)


def _row(row: Row, words: Words) -> Runs:
    level = (_plain(f" {words.parentheses[0]}"), *row.level.runs, _plain(words.parentheses[1])) if row.level else ()
    named = (*_strong(row.name), *level)
    colon = (_plain(f"{words.colon} "),) if named and row.texts else ()
    return (*named, *colon, *_joined(row.texts, words.comma))


def _entry(entry: Entry, words: Words, level: int) -> Iterator[Piece]:
    titles = [text for text in (entry.title, entry.organization) if text]
    if titles:
        yield Heading(_joined(titles, words.comma), level)
    facts = _joined((text for text in (entry.date, entry.location, entry.url) if text), BETWEEN)
    description = entry.description.runs if entry.description else ()
    details = _between((_detail(detail, words) for detail in entry.details), BETWEEN)
    if lines := tuple(filter(None, (facts, description, details))):
        yield Facts(lines)
    yield from _prose(entry.summary)
    if entry.highlights:
        yield List(tuple((Paragraph(text.runs),) for text in entry.highlights))
    for position in entry.positions:
        yield from _entry(position, words, level + 1)


def _detail(detail: Detail, words: Words) -> Runs:
    label = (_plain(f"{detail.label}{words.colon} "),) if detail.label else ()
    return (*label, *_joined(detail.texts, words.comma))


def _prose(prose: Prose | None) -> Iterator[Piece]:
    yield from prose.blocks if prose else ()


def _strong(text: Text | None) -> Runs:
    return tuple(replace(run, strong=True) for run in text.runs) if text else ()


def _joined(texts: Iterable[Text], between: str) -> Runs:
    return _between((text.runs for text in texts), between)


def _between(pieces: Iterable[Runs], between: str) -> Runs:
    joined: list[Run] = []
    for piece in pieces:
        joined += [*([_plain(between)] if joined else []), *piece]
    return tuple(joined)


def _plain(text: str) -> Run:
    return Run(text)
