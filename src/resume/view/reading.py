"""The texts of a résumé in the order in which they are read."""

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from resume.view.page import Entry, Prose, Row, Section, Text, View

Group: TypeAlias = tuple[Text, ...]
"""Texts that stand together, in whatever order a theme gives them."""


def groups(view: View) -> Iterator[Group]:
    """Give the texts of a résumé in reading order.

    The name comes first. Of an entry, its title, dates and whatever else stands in its heading come
    before its first paragraph or bullet, and all of it before the next entry.
    """
    head = view.head
    yield (head.name,)
    yield _group(head.label, head.tagline, *(contact.text for contact in head.contacts))
    for section in view.sections:
        yield _group(section.title)
        yield from _section(section)


def _section(section: Section) -> Iterator[Group]:
    yield from _prose(section.prose)
    for row in section.rows:
        yield _row(row)
    for entry in section.entries:
        yield from _entry(entry)


def _row(row: Row) -> Group:
    return _group(row.name, row.level, *row.texts)


def _entry(entry: Entry) -> Iterator[Group]:
    details = chain.from_iterable(detail.texts for detail in entry.details)
    yield _group(entry.title, entry.organization, entry.description, entry.date, entry.location, entry.url, *details)
    yield from _prose(entry.summary)
    for highlight in entry.highlights:
        yield (highlight,)
    for position in entry.positions:
        yield from _entry(position)


def _prose(prose: Prose | None) -> Iterator[Group]:
    for text in prose.texts() if prose else ():
        yield (text,)


def _group(*texts: Text | None) -> Group:
    """Put texts into a group; one that was put together counts by its parts."""
    return tuple(part for text in texts if text for part in text.parts or (text,))
