"""Makes the view of a résumé: its head, and its sections in the order that the source chose."""

from collections.abc import Iterator
from dataclasses import replace

from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.model.resume import SECTIONS, Resume
from resume.view.entries import ROWS, custom, entries
from resume.view.head import head
from resume.view.markdown import Run
from resume.view.page import Section, Text, View
from resume.view.texts import Texts
from resume.view.words import Words


def build(resume: Resume, words: Words, places: Places, diagnostics: Diagnostics) -> View:
    """Make the view of a résumé in a language; links inside its texts are checked here."""
    texts = Texts(words, places, diagnostics)
    sections = tuple(_sections(resume, texts))
    skills = (text for section in sections if section.kind == "skills" for row in section.rows for text in row.texts)
    return View(
        language=words.language,
        title=f"{resume.basics.name} - {words.document}",
        head=head(resume.basics, texts),
        sections=sections,
        keywords=tuple(dict.fromkeys(map(str, skills))),
    )


def _sections(resume: Resume, texts: Texts) -> Iterator[Section]:
    """Give the sections that have content."""
    chosen = {choice.id: (index, choice.title) for index, choice in enumerate(resume.sections)}
    for identifier in chosen or (*SECTIONS, *resume.custom):
        index, title = chosen.get(identifier, (0, None))
        section = _section(identifier, texts.text(title, "sections", index, identifier), resume, texts)
        if section.prose or section.entries or section.rows:
            yield replace(section, title=replace(section.title, is_heading=True))


def _section(identifier: str, heading: Text | None, resume: Resume, texts: Texts) -> Section:
    if identifier in resume.custom:
        own = resume.custom[identifier]
        path = ("custom", identifier)
        heading = heading or texts.text(own.title, *path, "title") or Text((Run(identifier),), path)
        return Section(identifier, "custom", heading, entries=tuple(custom(own.items, texts, *path, "items")))
    heading = heading or Text((Run(texts.words.headings[identifier]),), (identifier,))
    section = Section(identifier, identifier, heading)
    if identifier == "summary":
        return replace(section, prose=texts.prose(resume.basics.summary, "basics", "summary"))
    if identifier in ROWS:
        return replace(section, rows=tuple(ROWS[identifier](resume, texts)))
    return replace(section, entries=tuple(entries(identifier, resume, texts)))
