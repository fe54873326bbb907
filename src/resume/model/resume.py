"""The résumé: JSON Resume 1.x (https://jsonresume.org/schema), with our fields marked as ours."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from resume.model.values import DateField, Email, EndDateField, Margin, Markdown, PageSize, Text, Url

EXTENSIONS = "x-"
"""The key under which a mapping's `x-…` keys are handed to the model."""


class Part(BaseModel):
    """A mapping of a résumé; its `x-…` keys are anyone's and are carried along."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="forbid",
        alias_generator=to_camel,
        json_schema_extra={"patternProperties": {"^x-": {}}},
    )

    extensions: Annotated[dict[str, Any], Field(alias=EXTENSIONS, exclude=True)] = {}


class Entry(Part):
    """What can be chosen or left out for a variant (ours)."""

    tags: tuple[Text, ...] = ()
    priority: int | None = None
    private: bool = False


class Highlight(Entry):
    """A bullet: plain text, or a mapping with `text`."""

    text: Markdown


def _lift(value: object) -> object:
    """Turn a plain bullet into a mapping; tell a mapping that a stray ": " made from one that is meant."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, list) or (isinstance(value, dict) and value and not value.keys() & CUSTOM_KEYS):
        raise PydanticCustomError("expected_text", "must be text, but this is a list or a mapping")
    return value


HighlightField = Annotated[Highlight, BeforeValidator(_lift, json_schema_input_type=Markdown | Highlight)]


class Dated(Entry):
    """An entry with a beginning and an end; `dates` is text to be shown as it is (ours)."""

    start_date: DateField | None = None
    end_date: EndDateField | None = None
    dates: Text | None = None


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
    image: Text | None = None
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
    courses: tuple[Markdown, ...] = ()
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
    keywords: tuple[Markdown, ...] = ()


class Language(Entry):
    """A language spoken."""

    language: Markdown | None = None
    fluency: Markdown | None = None


class Interest(Entry):
    """An interest."""

    name: Markdown | None = None
    keywords: tuple[Markdown, ...] = ()


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
    keywords: tuple[Markdown, ...] = ()
    url: Url | None = None
    roles: tuple[Markdown, ...] = ()
    entity: Markdown | None = None
    type: Text | None = None


class CustomItem(Dated):
    """An item of a custom section: a bullet (`text`), or an entry with the fields that entries have (ours)."""

    text: Markdown | None = None
    name: Markdown | None = None
    position: Markdown | None = None
    organization: Markdown | None = None
    description: Markdown | None = None
    location: Markdown | None = None
    url: Url | None = None
    date: DateField | None = None
    summary: Markdown | None = None
    highlights: tuple[HighlightField, ...] = ()
    keywords: tuple[Markdown, ...] = ()


CUSTOM_KEYS = frozenset(field.alias or name for name, field in CustomItem.model_fields.items())


class CustomSection(Part):
    """A section of one's own (ours)."""

    title: Markdown | None = None
    items: tuple[Annotated[CustomItem, BeforeValidator(_lift, json_schema_input_type=Markdown | CustomItem)], ...] = ()


def _without_extensions(value: object) -> object:
    return {key: inner for key, inner in value.items() if key != EXTENSIONS} if isinstance(value, dict) else value


class SectionChoice(Part):
    """A place in the order of sections, and the heading it stands under (ours)."""

    id: Text
    title: Markdown | None = None


def _section_choice(value: object) -> object:
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, dict):
        entries = {key: title for key, title in value.items() if key != EXTENSIONS}
        if len(entries) == 1 and "".join(entries).strip():
            [(identifier, title)] = entries.items()
            return {"id": identifier, "title": title}
    if isinstance(value, dict | list):
        raise PydanticCustomError("expected_section", "a section is its id, or `id: Heading`")
    return value


_SECTION_SCHEMA = Text | Annotated[dict[str, Text | None], Field(min_length=1, max_length=1)]
SectionField = Annotated[SectionChoice, BeforeValidator(_section_choice, json_schema_input_type=_SECTION_SCHEMA)]


class ThemeChoice(Part):
    """The default theme, with values for its options (ours)."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text]

    name: Text | None = None


def _theme_choice(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


ThemeField = Annotated[ThemeChoice, BeforeValidator(_theme_choice, json_schema_input_type=Text | ThemeChoice)]


class Page(Part):
    """The paper, and how many sheets of it there may be (ours)."""

    size: PageSize | None = None
    margin: Margin | None = None
    limit: Annotated[int | None, Field(ge=1)] = None


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
    languages: tuple[Language, ...] = ()
    interests: tuple[Interest, ...] = ()
    references: tuple[Reference, ...] = ()
    projects: tuple[Project, ...] = ()
    meta: dict[str, Any] = {}
    sections: tuple[SectionField, ...] = ()
    custom: Annotated[dict[str, CustomSection], BeforeValidator(_without_extensions)] = {}
    theme: ThemeField = Field(default_factory=ThemeChoice)
    page: Page = Field(default_factory=Page)


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
