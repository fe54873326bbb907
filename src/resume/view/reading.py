"""The texts of a résumé in the order in which they are read."""

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from resume.view.page import Entry, Head, Letter, Prose, Row, Section, Text, View

Group: TypeAlias = tuple[Text, ...]
"""Texts that stand together, in whatever order a theme gives them."""


Stream: TypeAlias = tuple[Group, ...]
"""Groups that are read one after the other."""


def streams(view: View) -> tuple[Stream, ...]:
    """Give the texts of a résumé in reading order: those of the page, and those of its sidebar.

    The two have no order between them, since a page's sidebar comes before the next page.
    """
    return (*_main(view),), (*chain.from_iterable(map(_titled, view.aside)),)


def _main(view: View) -> Iterator[Group]:
    """Give what is not in the sidebar.

    A letter is before all else, and then the name. Of an entry, its title, dates and whatever else stands in its
    heading come before its first paragraph or bullet, and all of it before the next entry.
    """
    if view.letter:
        yield from _letter(view.letter)
    if view.letter is None or view.letter.encloses:
        yield from _head(view.head)
        yield from chain.from_iterable(map(_titled, view.sections))


def _head(head: Head) -> Iterator[Group]:
    yield (head.name,)
    yield _group(head.label, head.tagline, *(contact.text for contact in head.contacts))


def _letter(letter: Letter) -> Iterator[Group]:
    yield from _head(letter.head)
    for line in (letter.date, *letter.recipient, letter.subject, letter.opening):
        yield _group(line)
    yield from chain.from_iterable(map(_prose, letter.body))
    for line in (letter.closing, letter.signature, *letter.enclosures):
        yield _group(line)


def _titled(section: Section) -> Iterator[Group]:
    yield _group(section.title)
    yield from _prose(section.prose)
    for contact in section.contacts:
        yield _group(contact.text)
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
