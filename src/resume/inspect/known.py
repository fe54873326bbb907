"""What is known of the résumé that a PDF was made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from resume.inspect.evidence import Evidence
from resume.inspect.found import Found
from resume.model.places import Places
from resume.view.page import Entry, Text, View
from resume.view.reading import Stream, streams
from resume.view.words import Words


@dataclass(frozen=True, slots=True)
class Known:
    """What a page was to show, in which words, and where each text stands in the source."""

    view: View
    words: Words
    places: Places

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.view.head.name)

    @property
    def email(self) -> str:
        """The e-mail address; empty where there is none."""
        return self._contact("email")

    @property
    def phone(self) -> str:
        """The telephone number; empty where there is none."""
        return self._contact("phone")

    @property
    def streams(self) -> tuple[Stream, ...]:
        """All texts in the order in which they are to be read."""
        return streams(self.view)

    @property
    def has_limit(self) -> bool:
        """Say whether the source says how many pages there may be."""
        return ("page", "limit") in self.places.values

    def titled(self) -> Iterator[tuple[Text, Text]]:
        """Give the title of each entry with its date."""
        sections = chain(self.view.sections, self.view.aside)
        for entry in chain.from_iterable(section.entries for section in sections):
            yield from _titled(entry)

    def _contact(self, kind: str) -> str:
        sections = chain(self.view.sections, self.view.aside)
        contacts = chain(self.view.head.contacts, chain.from_iterable(section.contacts for section in sections))
        return next((str(contact.text) for contact in contacts if contact.kind == kind), "")


Rule: TypeAlias = Callable[[Evidence], Iterator[Found]]
OfKnown: TypeAlias = Callable[[Evidence, Known | None], Iterator[Found]]
"""A rule, and one that also holds what was to be printed against the PDF, where that is known."""


def _titled(entry: Entry) -> Iterator[tuple[Text, Text]]:
    title = entry.title or entry.organization
    if title and entry.date:
        yield title, entry.date
    for position in entry.positions:
        yield from _titled(position)
