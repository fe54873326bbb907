"""Makes the entries and rows of each kind of section."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final, TypeAlias

from pydantic.alias_generators import to_camel

from resume.model.parts import CustomItem, Dated
from resume.model.parts import Entry as Item
from resume.model.resume import Education, Project, Resume, Work
from resume.view.page import Detail, Entry, Row, Text
from resume.view.texts import Texts, joined
from resume.view.words import Words

Step: TypeAlias = str | int

CEFR: Final = re.compile(r"\b[ABC][12]\b", re.IGNORECASE)
NATIVE: Final = ("native", "mother tongue", "first language")

HEADINGS: Final = {
    "volunteer": ("position", "organization"),
    "projects": ("name", "entity"),
    "awards": ("title", "awarder"),
    "certificates": ("name", "issuer"),
    "publications": ("name", "publisher"),
    "references": ("name", ""),
}
"""The fields of an item that are its title and its organization, by JSON Resume's sections."""


def entries(kind: str, resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the entries of one of JSON Resume's sections."""
    if kind == "work":
        yield from _work(resume, texts)
        return
    for index, item in enumerate(getattr(resume, kind)):
        if isinstance(item, Education):
            yield _education(item, texts, kind, index)
        else:
            title, organization = HEADINGS[kind]
            headings = (_field(item, title, texts, kind, index), _field(item, organization, texts, kind, index))
            yield _entry(item, headings, texts, kind, index)


def _entry(item: Item, headings: tuple[Text | None, Text | None], texts: Texts, *path: Step) -> Entry:
    """Make an entry under its title and organization, of what such items have; one alone is the title."""
    title, organization = headings
    prose = next((name for name in ("summary", "reference") if getattr(item, name, None)), "summary")
    return Entry(
        title=title or organization,
        organization=organization if title else None,
        description=_field(item, "description", texts, *path),
        date=_date(item, texts, *path),
        location=_field(item, "location", texts, *path),
        url=texts.link(getattr(item, "url", None), *path, "url"),
        details=_details(item, texts, *path),
        summary=texts.prose(getattr(item, prose, None), *path, prose),
        highlights=texts.highlights(getattr(item, "highlights", ()), *path, "highlights"),
    )


def _field(item: Item, name: str, texts: Texts, *path: Step) -> Text | None:
    return texts.text(getattr(item, name, None), *path, to_camel(name))


def _date(item: Item, texts: Texts, *path: Step) -> Text | None:
    """Give the day of an item, or its beginning and end."""
    for name in ("date", "release_date"):
        if day := getattr(item, name, None):
            return texts.day(day, *path, to_camel(name))
    return texts.range(item, *path) if isinstance(item, Dated) else None


def _details(item: Item, texts: Texts, *path: Step) -> tuple[Detail, ...]:
    details: list[Detail] = []
    if isinstance(item, Education):
        details += texts.detail("score", texts.plain(item.score, *path, "score"))
        details += texts.detail("courses", *texts.texts(item.courses, *path, "courses"))
    if isinstance(item, Project):
        details += texts.detail("roles", *texts.texts(item.roles, *path, "roles"))
        details += texts.detail("type", texts.plain(item.type, *path, "type"))
    if isinstance(item, Project | CustomItem):
        details += texts.detail("keywords", *texts.texts(item.keywords, *path, "keywords"))
    return tuple(details)


def _education(item: Education, texts: Texts, *path: Step) -> Entry:
    study = (_field(item, "study_type", texts, *path), _field(item, "area", texts, *path))
    title = joined(study, texts.words.study, *path)
    return _entry(item, (title, _field(item, "institution", texts, *path)), texts, *path)


def _work(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the jobs; consecutive ones with the same employer are one entry with several positions."""
    for name, group in groupby(enumerate(resume.work), lambda job: job[1].name):
        jobs = [*group]
        if len(jobs) == 1 or name is None:
            yield from (_position(job, texts, "work", index) for index, job in jobs)
        else:
            yield _employer(jobs, texts)


def _position(job: Work, texts: Texts, *path: Step) -> Entry:
    return _entry(job, (_field(job, "position", texts, *path), _field(job, "name", texts, *path)), texts, *path)


def _employer(jobs: list[tuple[int, Work]], texts: Texts) -> Entry:
    """Give an employer with its positions; what they all say of it is said once."""
    held = [
        replace(
            _position(job, texts, "work", index),
            title=_field(job, "position", texts, "work", index),
            organization=None,
        )
        for index, job in jobs
    ]
    employer = Entry(title=_field(jobs[0][1], "name", texts, "work", jobs[0][0]))
    if len({str(position.description) for position in held}) == 1:
        employer = replace(employer, description=held[0].description)
        held = [replace(position, description=None) for position in held]
    if len({str(position.location) for position in held}) == 1:
        employer = replace(employer, location=held[0].location)
        held = [replace(position, location=None) for position in held]
    if len({str(position.url) for position in held}) == 1:
        employer = replace(employer, url=held[0].url)
        held = [replace(position, url=None) for position in held]
    return replace(employer, positions=tuple(held))


def custom(items: tuple[CustomItem, ...], texts: Texts, *path: Step) -> Iterator[Entry]:
    """Give the entries of a section of one's own; consecutive bullets are one entry without a title."""
    for is_bullet, group in groupby(enumerate(items), lambda item: item[1].text is not None):
        if is_bullet:
            bullets = (texts.text(item.text, *path, index) for index, item in group)
            yield Entry(highlights=tuple(bullet for bullet in bullets if bullet))
        else:
            yield from (_custom(item, texts, *path, index) for index, item in group)


def _custom(item: CustomItem, texts: Texts, *path: Step) -> Entry:
    position = _field(item, "position", texts, *path)
    name = _field(item, "name", texts, *path)
    organization = _field(item, "organization", texts, *path)
    held = joined((name if position else None, organization), texts.words.comma, *path)
    return _entry(item, (position or name, held), texts, *path)


def skills(resume: Resume, texts: Texts) -> Iterator[Row]:
    """Give the groups of skills."""
    for index, item in enumerate(resume.skills):
        path = ("skills", index)
        words = texts.texts(item.keywords, *path, "keywords")
        yield Row(_field(item, "name", texts, *path), _field(item, "level", texts, *path), words)


def languages(resume: Resume, texts: Texts) -> Iterator[Row]:
    """Give the languages spoken."""
    for index, item in enumerate(resume.languages):
        path = ("languages", index)
        fluency = _field(item, "fluency", texts, *path)
        level = cefr(item.fluency or "", texts.words)
        yield Row(_field(item, "language", texts, *path), None, (fluency,) if fluency else (), level)


def cefr(fluency: str, words: Words) -> str:
    """Find the level of the Common European Framework (Council of Europe, 2001, §3.3) that a fluency names."""
    level = CEFR.search(fluency)
    if level:
        return level[0].upper()
    mother_tongue = {words.levels["native"].casefold(), *NATIVE}
    return "native" if any(word in fluency.casefold() for word in mother_tongue) else ""


def interests(resume: Resume, texts: Texts) -> Iterator[Row]:
    """Give the interests."""
    for index, item in enumerate(resume.interests):
        path = ("interests", index)
        yield Row(_field(item, "name", texts, *path), None, texts.texts(item.keywords, *path, "keywords"))


ROWS: Final[dict[str, Callable[[Resume, Texts], Iterator[Row]]]] = {
    "skills": skills,
    "languages": languages,
    "interests": interests,
}
"""The sections that are rows."""
