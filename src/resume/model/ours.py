"""What a résumé has beside JSON Resume: sections of one's own, their order, theme and page."""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from resume.model.parts import EXTENSIONS, Choosable, CustomItem, Part, lift
from resume.model.values import Margin, Markdown, PageSize, Text

NONE = "none"
"""What an empty list of sections is to a theme."""


class CustomSection(Choosable):
    """A section of one's own."""

    title: Markdown | None = None
    items: tuple[Annotated[CustomItem, BeforeValidator(lift, json_schema_input_type=Markdown | CustomItem)], ...] = ()


def without_extensions(value: object) -> object:
    """Take out of a mapping by names what is anyone's."""
    return {key: inner for key, inner in value.items() if key != EXTENSIONS} if isinstance(value, dict) else value


CustomField = Annotated[dict[str, CustomSection], BeforeValidator(without_extensions)]


class SectionChoice(Choosable):
    """A place in the order of sections, and the heading it stands under; its tags are those of the section."""

    id: Text
    title: Markdown | None = None


WRITTEN_OUT = frozenset(field.alias or name for name, field in SectionChoice.model_fields.items())
"""The keys of a section that has more than a heading."""


def _section_choice(value: object) -> object:
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, dict):
        if "id" in value or (len(value) > 1 and value.keys() & WRITTEN_OUT):
            return value
        entries = {key: title for key, title in value.items() if key != EXTENSIONS}
        if len(entries) == 1 and "".join(entries).strip():
            [(identifier, title)] = entries.items()
            return {"id": identifier, "title": title}
    if isinstance(value, dict | list):
        raise PydanticCustomError("expected_section", "a section is its id, or `id: Heading`")
    return value


_SECTION_SCHEMA = Text | SectionChoice | Annotated[dict[str, Text | None], Field(min_length=1, max_length=1)]
SectionField = Annotated[SectionChoice, BeforeValidator(_section_choice, json_schema_input_type=_SECTION_SCHEMA)]


def _joined(value: object) -> object:
    """Take a list of words for the text that has them with spaces between."""
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return " ".join(value) or NONE
    return value


_WORD = {"type": ["string", "number", "boolean"]}
OptionValue = Annotated[
    Text, BeforeValidator(_joined), WithJsonSchema({"anyOf": [_WORD, {"type": "array", "items": _WORD}]})
]


def _severity(value: object) -> object:
    if value not in SEVERITIES:
        raise PydanticCustomError("expected_severity", "must be one of {known}", {"known": ", ".join(SEVERITIES)})
    return value


SEVERITIES = ("error", "warning", "off")
Severity = Annotated[str, BeforeValidator(_severity), WithJsonSchema({"enum": [*SEVERITIES]})]


class ThemeChoice(Part):
    """The default theme, with values for its options."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, OptionValue]

    name: Text | None = None


def _theme_choice(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


ThemeField = Annotated[ThemeChoice, BeforeValidator(_theme_choice, json_schema_input_type=Text | ThemeChoice)]


class CheckSettings(Part):
    """What `resume check` says: codes that it leaves out, and how severe others are."""

    ignore: tuple[Text, ...] = ()
    severity: Annotated[dict[str, Severity], BeforeValidator(without_extensions)] = Field(default_factory=dict)


class Page(Part):
    """The paper, and how many sheets of it there may be."""

    size: PageSize | None = None
    margin: Margin | None = None
    limit: Annotated[int | None, Field(ge=1)] = None
