"""Gives what the source of a résumé says, in the fields that the parser finds."""

from collections.abc import Iterator

from resume.model.parts import Dated
from resume.model.resume import SECTIONS, Location, Resume
from resume.model.values import PRESENT, Date
from resume.parser import dates
from resume.parser.fields import Dates, Fields, Job, School
from resume.view import markdown
from resume.view.texts import address, cleaned
from resume.view.words import Words


def said(resume: Resume, words: Words) -> Fields:
    """Give the fields that pages of a résumé show: those of its basics, and of the sections chosen."""
    shown = {choice.id: choice.title for choice in resume.sections} or dict.fromkeys((*SECTIONS, *resume.custom))
    basics = resume.basics
    urls = (basics.url, *(profile.url for profile in basics.profiles))
    return Fields(
        name=cleaned(basics.name),
        label=plain(basics.label),
        email=basics.email or "",
        phone=cleaned(basics.phone or ""),
        location=_location(basics.location or Location()),
        links=tuple(address(url) for url in urls if url and url.lower().startswith("http")),
        jobs=tuple(_jobs(resume, words)) if "work" in shown else (),
        schools=tuple(_schools(resume, words)) if "education" in shown else (),
        skills=tuple(dict.fromkeys(_skills(resume))) if "skills" in shown else (),
        headings=tuple(_heading(name, title, resume, words) for name, title in shown.items() if _has(name, resume)),
    )


def plain(text: str | None) -> str:
    """Give a text without its Markdown, as a page shows it."""
    runs = markdown.inline(cleaned(text)) if text else ()
    return " ".join("".join(run.text for run in runs).split())


def span(entry: Dated, language: str) -> Dates:
    """Give when an entry was, as a page shows it: one date that both begins and ends it is shown once."""
    if entry.dates:
        found = dates.find(entry.dates, language)
        return found[0].dates if found else Dates(text=entry.dates)
    start, end = str(entry.start_date or ""), entry.end_date
    last = str(end) if isinstance(end, Date) else PRESENT if end == PRESENT or start else ""
    return Dates("" if start == last else start, last)


def _jobs(resume: Resume, words: Words) -> Iterator[Job]:
    for job in resume.work:
        yield Job(plain(job.position), plain(job.name), span(job, words.language), plain(job.location))


def _schools(resume: Resume, words: Words) -> Iterator[School]:
    for item in resume.education:
        degree = words.study.join(filter(None, (plain(item.study_type), plain(item.area))))
        yield School(plain(item.institution), degree, span(item, words.language))


def _skills(resume: Resume) -> Iterator[str]:
    for skill in resume.skills:
        yield from map(plain, skill.keywords or filter(None, (skill.name,)))


def _location(location: Location) -> str:
    region = " ".join(filter(None, (location.region, location.postal_code)))
    return ", ".join(filter(None, (location.address, location.city, region, location.country_code)))


def _heading(name: str, title: str | None, resume: Resume, words: Words) -> str:
    if name in resume.custom:
        return plain(title or resume.custom[name].title) or name
    return plain(title) or words.headings[name]


def _has(name: str, resume: Resume) -> bool:
    if name in resume.custom:
        return bool(resume.custom[name].items)
    return bool(resume.basics.summary if name == "summary" else getattr(resume, name))
