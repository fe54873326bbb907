"""Makes the view of a résumé: its head, and its sections in the order that the source chose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from resume.diagnostics import Diagnostics, Path
from resume.model.places import Places
from resume.model.resume import CONTACT, SECTIONS, Resume
from resume.view.entries import ROWS, custom, entries
from resume.view.head import head
from resume.view.markdown import Run
from resume.view.page import NARROW, Head, Section, Text, View
from resume.view.texts import Texts
from resume.view.words import Words


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a theme puts sections, by their ids: before all others, or into a sidebar.

    The contacts, which stand in the head otherwise, can be put like a section.
    """

    first: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


AS_WRITTEN: Final = Placement()


def build(
    resume: Resume, words: Words, places: Places, diagnostics: Diagnostics, placement: Placement = AS_WRITTEN
) -> View:
    """Make the view of a résumé in a language; links inside its texts are checked here."""
    texts = Texts(words, places, diagnostics)
    narrow = replace(texts, characters=NARROW)
    top = head(resume.basics, narrow if CONTACT in placement.aside else texts)
    sections = {section.id: section for section in _sections(resume, texts, narrow, placement.aside)}
    skills = (
        text for section in sections.values() if section.kind == "skills" for row in section.rows for text in row.texts
    )
    keywords = tuple(dict.fromkeys(map(str, skills)))
    if CONTACT in (*placement.first, *placement.aside) and top.contacts and CONTACT not in sections:
        sections[CONTACT] = _contact(top, words)
        top = replace(top, contacts=())
    first = [*_taken(placement.first, sections)]
    aside = tuple(_taken(placement.aside, sections))
    return View(
        language=words.language,
        direction=words.direction,
        title=f"{resume.basics.name} - {words.document}",
        head=top,
        sections=(*first, *sections.values()),
        aside=aside,
        keywords=keywords,
    )


def _taken(identifiers: Iterable[str], sections: dict[str, Section]) -> Iterator[Section]:
    """Take sections out of those that are still to be placed."""
    for identifier in identifiers:
        if identifier in sections:
            yield sections.pop(identifier)


def _contact(top: Head, words: Words) -> Section:
    """Make a section of the contacts."""
    title = Text((Run(words.headings[CONTACT]),), ("basics",), is_heading=True)
    return Section(CONTACT, CONTACT, title, contacts=top.contacts)


def _sections(resume: Resume, texts: Texts, narrow: Texts, aside: tuple[str, ...]) -> Iterator[Section]:
    """Give the sections that have content; those for a sidebar in narrow texts."""
    chosen = {choice.id: (index, choice.title) for index, choice in enumerate(resume.sections)}
    for identifier in chosen or (*SECTIONS, *resume.custom):
        index, title = chosen.get(identifier, (0, None))
        fitting = narrow if identifier in aside else texts
        path = next(path for path in _titles(index, identifier) if path in texts.places.values or path[-1] == "title")
        section = _section(identifier, fitting.text(title, *path), resume, fitting)
        if section.prose or section.entries or section.rows:
            yield replace(section, title=replace(section.title, is_heading=True))


def _titles(index: int, identifier: str) -> tuple[Path, Path]:
    """Give the paths at which a section's heading may stand: `- work: Jobs`, or `- {id: work, title: Jobs}`."""
    return ("sections", index, identifier), ("sections", index, "title")


def _section(identifier: str, heading: Text | None, resume: Resume, texts: Texts) -> Section:
    if identifier in resume.custom:
        own = resume.custom[identifier]
        path = ("custom", identifier)
        heading = heading or texts.text(own.title, *path, "title") or Text((Run(identifier),), path)
        return Section(identifier, "custom", heading, entries=tuple(custom(own.items, texts, *path, "items")))
    at = ("basics", "summary") if identifier == "summary" else (identifier,)
    heading = heading or Text((Run(texts.words.headings[identifier]),), at)
    section = Section(identifier, identifier, heading)
    if identifier == "summary":
        return replace(section, prose=texts.prose(resume.basics.summary, *at))
    if identifier in ROWS:
        return replace(section, rows=tuple(ROWS[identifier](resume, texts)))
    return replace(section, entries=tuple(entries(identifier, resume, texts)))
