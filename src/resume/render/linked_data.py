"""Describes the person of a résumé in the vocabulary of https://schema.org, as JSON-LD."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from resume.model.resume import Education, Location, Resume, Work
from resume.model.values import PRESENT
from resume.view import markdown
from resume.view.texts import cleaned

Thing: TypeAlias = dict[str, Any]

CONTEXT: Final = "https://schema.org"


def element(resume: Resume) -> str:
    """Write the description as the `script` element that search engines look for (JSON-LD 1.1 §7.1)."""
    data = json.dumps({"@context": CONTEXT, **person(resume)}, ensure_ascii=False, indent=1)
    return f'<script type="application/ld+json">\n{data.replace("<", chr(92) + "u003c")}\n</script>'


def person(resume: Resume) -> Thing:
    """Give the person; what is not known is left out."""
    basics = resume.basics
    profiles = [profile.url for profile in basics.profiles if profile.url]
    return _thing(
        "Person",
        name=_plain(basics.name),
        jobTitle=_plain(basics.label),
        description=_plain(basics.summary),
        email=basics.email,
        telephone=basics.phone,
        url=basics.url,
        sameAs=profiles,
        address=_address(basics.location or Location()),
        worksFor=[*map(_job, resume.work)],
        alumniOf=[*map(_study, resume.education)],
        hasCredential=[
            _thing(
                "EducationalOccupationalCredential",
                name=_plain(item.name),
                url=item.url,
                recognizedBy=_thing("Organization", name=_plain(item.issuer)),
            )
            for item in resume.certificates
        ],
        award=[*_names(item.title for item in resume.awards)],
        knowsAbout=[*_names(word for skill in resume.skills for word in skill.keywords or (skill.name,))],
        knowsLanguage=[*_names(item.language for item in resume.languages)],
    )


def _job(item: Work) -> Thing:
    """Give a job: an organization in a role with its time (https://schema.org/OrganizationRole)."""
    return _thing(
        "OrganizationRole",
        worksFor=_thing("Organization", name=_plain(item.name), url=item.url),
        roleName=_plain(item.position),
        startDate=_date(item.start_date),
        endDate=_date(item.end_date),
    )


def _study(item: Education) -> Thing:
    return _thing(
        "OrganizationRole",
        alumniOf=_thing("EducationalOrganization", name=_plain(item.institution), url=item.url),
        roleName=", ".join(_names((item.study_type, item.area))),
        startDate=_date(item.start_date),
        endDate=_date(item.end_date),
    )


def _address(location: Location) -> Thing:
    return _thing(
        "PostalAddress",
        streetAddress=location.address,
        postalCode=location.postal_code,
        addressLocality=location.city,
        addressRegion=location.region,
        addressCountry=location.country_code,
    )


def _thing(kind: str, **properties: Any) -> Thing:
    """Give a thing with those properties that it has; nothing where it has none."""
    known = {name: value for name, value in properties.items() if value}
    return {"@type": kind, **known} if known else {}


def _names(texts: Iterable[str | None]) -> Iterator[str]:
    yield from filter(None, map(_plain, texts))


def _plain(text: str | None) -> str:
    """Give Markdown as text, its paragraphs parted by spaces."""
    if not text:
        return ""
    return " ".join("".join(run.text for run in markdown.inline(part)) for part in cleaned(text).split("\n\n")).strip()


def _date(value: object) -> str:
    return "" if value in {None, PRESENT} else str(value)
