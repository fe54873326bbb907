"""Reads a résumé from its pages as an applicant-tracking system does: lines, then sections, then fields."""

import re
from collections.abc import Sequence
from typing import Final

from resume.document.values import Page
from resume.parser import contact, dates, entries, headings, sections, skills
from resume.parser.fields import Fields
from resume.parser.headers import headers, is_head
from resume.parser.rows import Row, rows
from resume.parser.sections import Section

DAY_MONTH: Final = re.compile(r"(?<!\d)(\d\d?)/(\d\d?)/(?:19|20)\d\d")
YEAR: Final = re.compile(r"(?:19|20)\d\d")
MONTHS: Final = 12


def parse(pages: Sequence[Page]) -> Fields:
    """Give the fields of a résumé; where a rule finds nothing, the field is empty."""
    found = rows(pages)
    split = sections.split(found)
    first = next((index for index, section in enumerate(split) if section.kind), len(split))
    language = _language(split)
    day_first = _day_first(found)
    head = _head(split[: first or 1])
    contacts = [row for section in split if section.kind == "contact" for row in section.rows]
    texts = [part.text for row in (*head, *contacts, *found) for part in row.parts]
    name, below = contact.name(found)
    jobs = [headers(rows, language, day_first=day_first) for rows in _of(split, "work")]
    schools = [headers(rows, language, day_first=day_first) for rows in _of(split, "education")]
    return Fields(
        name=name,
        label=contact.label(found[below:]) if name else "",
        email=contact.email(texts),
        phone=contact.phone(texts[: len(texts) - sum(len(row.parts) for row in found)] or texts),
        location=contact.location((*contacts, *head)),
        links=contact.links((*head, *contacts), pages),
        jobs=tuple(job for heads in jobs for job in entries.jobs(heads, language)),
        schools=tuple(school for heads in schools for school in entries.schools(heads, language)),
        skills=tuple(skill for rows in _of(split, "skills") for skill in skills.skills(rows)),
        headings=tuple(section.heading for section in split if section.heading),
    )


def _language(split: Sequence[Section]) -> str:
    """Give the language of the headings, or none where the dates are in another one than these."""
    language = headings.language(section.heading for section in split)
    dated = [row for kind in ("work", "education") for rows in _of(split, kind) for row in rows]
    unread = [row.text for row in dated if is_head(row) and YEAR.search(row.text) and not _reads(row.text, language)]
    return "" if any(_reads(text, "") for text in unread) else language


def _reads(text: str, language: str) -> bool:
    """Say whether a range of dates that is written in a text can be read in a language."""
    return any(found.dates.start for found in dates.find(text, language))


def _head(split: Sequence[Section]) -> list[Row]:
    """Give the rows above the first heading or, where no contact stands there, above the first one that is known."""
    if contact.email(row.text for row in split[0].rows):
        return split[0].rows
    return [row for section in split for row in section.rows]


def _of(split: Sequence[Section], kind: str) -> list[list[Row]]:
    return [section.rows for section in split if section.kind == kind and section.rows]


def _day_first(found: Sequence[Row]) -> bool | None:
    """Tell from the dates themselves whether the day comes first; nothing where none can only be one of both."""
    for row in found:
        for match in DAY_MONTH.finditer(row.text):
            if int(match[1]) > MONTHS:
                return True
            if int(match[2]) > MONTHS:
                return False
    return None
