"""Makes the entries and rows of each kind of section."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from resume.model.parts import CustomItem
from resume.model.resume import Resume, Work
from resume.view.page import Entry, Row
from resume.view.texts import Texts, joined


def work(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the jobs; consecutive ones with the same employer are one entry with several positions."""
    for name, group in groupby(enumerate(resume.work), lambda job: job[1].name):
        jobs = [*group]
        if len(jobs) == 1 or name is None:
            yield from (_position(job, texts, "work", index) for index, job in jobs)
        else:
            yield _employer(jobs, texts)


def _position(job: Work, texts: Texts, *path: str | int) -> Entry:
    title = texts.text(job.position, *path, "position")
    name = texts.text(job.name, *path, "name")
    return Entry(
        title=title or name,
        organization=name if title else None,
        description=texts.text(job.description, *path, "description"),
        date=texts.range(job, *path),
        location=texts.text(job.location, *path, "location"),
        url=texts.link(job.url, *path, "url"),
        summary=texts.prose(job.summary, *path, "summary"),
        highlights=texts.highlights(job.highlights, *path, "highlights"),
    )


def _employer(jobs: list[tuple[int, Work]], texts: Texts) -> Entry:
    """Give an employer with its positions; what they all say of it is said once."""
    held = [replace(_position(job, texts, "work", index), organization=None) for index, job in jobs]
    employer = Entry(title=texts.text(jobs[0][1].name, "work", jobs[0][0], "name"))
    if len({str(position.description) for position in held}) == 1:
        employer = replace(employer, description=held[0].description)
        held = [replace(position, description=None) for position in held]
    if len({str(position.location) for position in held}) == 1:
        employer = replace(employer, location=held[0].location)
        held = [replace(position, location=None) for position in held]
    if len({str(position.url) for position in held}) == 1:
        employer = replace(employer, url=held[0].url)
        held = [replace(position, url=None) for position in held]
    unnamed = (
        replace(item, title=None) if job.position is None else item for (_, job), item in zip(jobs, held, strict=True)
    )
    return replace(employer, positions=tuple(unnamed))


def volunteer(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the unpaid work."""
    for index, item in enumerate(resume.volunteer):
        path = ("volunteer", index)
        title = texts.text(item.position, *path, "position")
        organization = texts.text(item.organization, *path, "organization")
        yield Entry(
            title=title or organization,
            organization=organization if title else None,
            date=texts.range(item, *path),
            location=texts.text(item.location, *path, "location"),
            url=texts.link(item.url, *path, "url"),
            summary=texts.prose(item.summary, *path, "summary"),
            highlights=texts.highlights(item.highlights, *path, "highlights"),
        )


def education(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the courses of study."""
    for index, item in enumerate(resume.education):
        path = ("education", index)
        study = texts.text(item.study_type, *path, "studyType")
        area = texts.text(item.area, *path, "area")
        title = joined((study, area), texts.words.study, *path)
        institution = texts.text(item.institution, *path, "institution")
        yield Entry(
            title=title or institution,
            organization=institution if title else None,
            date=texts.range(item, *path),
            location=texts.text(item.location, *path, "location"),
            url=texts.link(item.url, *path, "url"),
            details=(
                *texts.detail("score", texts.plain(item.score, *path, "score")),
                *texts.detail("courses", *texts.texts(item.courses, *path, "courses")),
            ),
            summary=texts.prose(item.summary, *path, "summary"),
            highlights=texts.highlights(item.highlights, *path, "highlights"),
        )


def projects(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the projects."""
    for index, item in enumerate(resume.projects):
        path = ("projects", index)
        yield Entry(
            title=texts.text(item.name, *path, "name"),
            organization=texts.text(item.entity, *path, "entity"),
            description=texts.text(item.description, *path, "description"),
            date=texts.range(item, *path),
            url=texts.link(item.url, *path, "url"),
            details=(
                *texts.detail("roles", *texts.texts(item.roles, *path, "roles")),
                *texts.detail("type", texts.plain(item.type, *path, "type")),
                *texts.detail("keywords", *texts.texts(item.keywords, *path, "keywords")),
            ),
            summary=texts.prose(item.summary, *path, "summary"),
            highlights=texts.highlights(item.highlights, *path, "highlights"),
        )


def awards(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the prizes."""
    for index, item in enumerate(resume.awards):
        path = ("awards", index)
        yield Entry(
            title=texts.text(item.title, *path, "title"),
            organization=texts.text(item.awarder, *path, "awarder"),
            date=texts.day(item.date, *path, "date"),
            url=texts.link(item.url, *path, "url"),
            summary=texts.prose(item.summary, *path, "summary"),
        )


def certificates(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give the certificates."""
    for index, item in enumerate(resume.certificates):
        path = ("certificates", index)
        yield Entry(
            title=texts.text(item.name, *path, "name"),
            organization=texts.text(item.issuer, *path, "issuer"),
            date=texts.day(item.date, *path, "date"),
            url=texts.link(item.url, *path, "url"),
        )


def publications(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give what was published."""
    for index, item in enumerate(resume.publications):
        path = ("publications", index)
        yield Entry(
            title=texts.text(item.name, *path, "name"),
            organization=texts.text(item.publisher, *path, "publisher"),
            date=texts.day(item.release_date, *path, "releaseDate"),
            url=texts.link(item.url, *path, "url"),
            summary=texts.prose(item.summary, *path, "summary"),
        )


def references(resume: Resume, texts: Texts) -> Iterator[Entry]:
    """Give what others say."""
    for index, item in enumerate(resume.references):
        yield Entry(
            title=texts.text(item.name, "references", index, "name"),
            summary=texts.prose(item.reference, "references", index, "reference"),
        )


def skills(resume: Resume, texts: Texts) -> Iterator[Row]:
    """Give the groups of skills."""
    for index, item in enumerate(resume.skills):
        path = ("skills", index)
        yield Row(
            name=texts.text(item.name, *path, "name"),
            level=texts.text(item.level, *path, "level"),
            texts=texts.texts(item.keywords, *path, "keywords"),
        )


def languages(resume: Resume, texts: Texts) -> Iterator[Row]:
    """Give the languages spoken."""
    for index, item in enumerate(resume.languages):
        path = ("languages", index)
        fluency = texts.text(item.fluency, *path, "fluency")
        yield Row(name=texts.text(item.language, *path, "language"), level=None, texts=(fluency,) if fluency else ())


def interests(resume: Resume, texts: Texts) -> Iterator[Row]:
    """Give the interests."""
    for index, item in enumerate(resume.interests):
        path = ("interests", index)
        yield Row(
            name=texts.text(item.name, *path, "name"),
            level=None,
            texts=texts.texts(item.keywords, *path, "keywords"),
        )


def custom(items: tuple[CustomItem, ...], texts: Texts, *path: str | int) -> Iterator[Entry]:
    """Give the entries of a section of one's own; consecutive bullets are one entry without a title."""
    for is_bullet, group in groupby(enumerate(items), lambda item: item[1].text is not None):
        if is_bullet:
            bullets = (texts.text(item.text, *path, index) for index, item in group)
            yield Entry(highlights=tuple(bullet for bullet in bullets if bullet))
        else:
            yield from (_custom(item, texts, *path, index) for index, item in group)


def _custom(item: CustomItem, texts: Texts, *path: str | int) -> Entry:
    position = texts.text(item.position, *path, "position")
    name = texts.text(item.name, *path, "name")
    organization = texts.text(item.organization, *path, "organization")
    held = joined((name if position else None, organization), ", ", *path)
    return Entry(
        title=position or name or organization,
        organization=held if position or name else None,
        description=texts.text(item.description, *path, "description"),
        date=texts.day(item.date, *path, "date") or texts.range(item, *path),
        location=texts.text(item.location, *path, "location"),
        url=texts.link(item.url, *path, "url"),
        details=texts.detail("keywords", *texts.texts(item.keywords, *path, "keywords")),
        summary=texts.prose(item.summary, *path, "summary"),
        highlights=texts.highlights(item.highlights, *path, "highlights"),
    )


ENTRIES: Final[dict[str, Callable[[Resume, Texts], Iterator[Entry]]]] = {
    "work": work,
    "volunteer": volunteer,
    "education": education,
    "projects": projects,
    "awards": awards,
    "certificates": certificates,
    "publications": publications,
    "references": references,
}
ROWS: Final[dict[str, Callable[[Resume, Texts], Iterator[Row]]]] = {
    "skills": skills,
    "languages": languages,
    "interests": interests,
}
"""How the content of each of JSON Resume's sections is made; `summary` is prose."""
