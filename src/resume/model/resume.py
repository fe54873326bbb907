"""The résumé: JSON Resume 1.x (https://jsonresume.org/schema), with our fields marked as ours."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from resume.model.ours import CheckSettings, CustomField, Page, SectionField, ThemeChoice, ThemeField
from resume.model.parts import Dated, Entry, HighlightField, Part, WordField
from resume.model.values import DateField, Email, Language, Markdown, Text, Url
from resume.model.variants import Build, VariantsField


class Location(Part):
    """Where the person lives; write what a reader may know."""

    address: Text | None = None
    postal_code: Text | None = None
    city: Text | None = None
    country_code: Text | None = None
    region: Text | None = None


class Profile(Entry):
    """An account on a network."""

    network: Text | None = None
    username: Text | None = None
    url: Url | None = None


class Basics(Part):
    """Who it is, and how to reach them."""

    name: Text
    label: Markdown | None = None
    tagline: Annotated[Markdown | None, Field(description="One sentence under the name (ours).")] = None
    image: Annotated[Text | None, Field(description="A picture: a file beside the résumé.")] = None
    email: Email | None = None
    phone: Text | None = None
    url: Url | None = None
    summary: Annotated[Markdown | None, Field(description="Markdown with paragraphs and lists.")] = None
    location: Location | None = None
    profiles: tuple[Profile, ...] = ()


class Work(Dated):
    """A position; consecutive ones with the same `name` are one employer's."""

    name: Markdown | None = None
    location: Markdown | None = None
    description: Markdown | None = None
    position: Markdown | None = None
    url: Url | None = None
    summary: Markdown | None = None
    highlights: tuple[HighlightField, ...] = ()


class Volunteer(Dated):
    """Unpaid work."""

    organization: Markdown | None = None
    location: Markdown | None = None
    position: Markdown | None = None
    url: Url | None = None
    summary: Markdown | None = None
    highlights: tuple[HighlightField, ...] = ()


class Education(Dated):
    """A course of study."""

    institution: Markdown | None = None
    location: Markdown | None = None
    url: Url | None = None
    area: Markdown | None = None
    study_type: Markdown | None = None
    score: Text | None = None
    courses: tuple[WordField, ...] = ()
    summary: Markdown | None = None
    highlights: tuple[HighlightField, ...] = ()


class Award(Entry):
    """A prize."""

    title: Markdown | None = None
    date: DateField | None = None
    awarder: Markdown | None = None
    url: Url | None = None
    summary: Markdown | None = None


class Certificate(Entry):
    """A certificate."""

    name: Markdown | None = None
    date: DateField | None = None
    url: Url | None = None
    issuer: Markdown | None = None


class Publication(Entry):
    """Something published."""

    name: Markdown | None = None
    publisher: Markdown | None = None
    release_date: DateField | None = None
    url: Url | None = None
    summary: Markdown | None = None


class Skill(Entry):
    """A group of skills."""

    name: Markdown | None = None
    level: Markdown | None = None
    keywords: tuple[WordField, ...] = ()


class SpokenLanguage(Entry):
    """A language spoken."""

    language: Markdown | None = None
    fluency: Markdown | None = None


class Interest(Entry):
    """An interest."""

    name: Markdown | None = None
    keywords: tuple[WordField, ...] = ()


class Reference(Entry):
    """What somebody says of the person."""

    name: Markdown | None = None
    reference: Markdown | None = None


class Project(Dated):
    """A project."""

    name: Markdown | None = None
    description: Markdown | None = None
    summary: Markdown | None = None
    highlights: tuple[HighlightField, ...] = ()
    keywords: tuple[WordField, ...] = ()
    url: Url | None = None
    roles: tuple[WordField, ...] = ()
    entity: Markdown | None = None
    type: Text | None = None


class Resume(Part):
    """A whole résumé."""

    model_config = ConfigDict(title="a résumé")

    schema_: Annotated[str | None, Field(alias="$schema")] = None
    basics: Basics
    work: tuple[Work, ...] = ()
    volunteer: tuple[Volunteer, ...] = ()
    education: tuple[Education, ...] = ()
    awards: tuple[Award, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    publications: tuple[Publication, ...] = ()
    skills: tuple[Skill, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    interests: tuple[Interest, ...] = ()
    references: tuple[Reference, ...] = ()
    projects: tuple[Project, ...] = ()
    meta: dict[str, Any] = Field(default_factory=dict)
    language: Annotated[
        Language | None, Field(description="The language it is written in, as BCP 47 names it (ours).")
    ] = None
    sections: tuple[SectionField, ...] = ()
    custom: CustomField = Field(default_factory=dict)
    theme: ThemeField = Field(default_factory=ThemeChoice)
    page: Page = Field(default_factory=Page)
    check: CheckSettings = Field(default_factory=CheckSettings)
    variants: VariantsField = Field(default_factory=dict)
    builds: Annotated[tuple[Build, ...], Field(description="What `resume build --all` builds (ours).")] = ()


SECTIONS = (
    "summary",
    "work",
    "education",
    "skills",
    "projects",
    "volunteer",
    "publications",
    "certificates",
    "awards",
    "languages",
    "interests",
    "references",
)
"""The built-in sections, in the order in which they stand where the source gives none."""

NAMES = ("name", "institution", "organization", "title", "position", "language", "network", "username")
"""The fields of an entry that say which it is; the first one that it has counts."""

CONTACT = "contact"
"""What a theme that sets the contacts as a section of their own calls it."""
