"""What the parts of a résumé are made of: mappings, entries, bullets."""

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from resume.model.model import Model
from resume.model.values import DateField, EndDateField, Markdown, Text, Url

EXTENSIONS = "x-"
"""The key under which a mapping's `x-…` keys are handed to the model."""


class Part(Model):
    """A mapping of a résumé; its `x-…` keys are anyone's and are carried along."""

    model_config = ConfigDict(alias_generator=to_camel, json_schema_extra={"patternProperties": {"^x-": {}}})

    extensions: Annotated[dict[str, Any], Field(alias=EXTENSIONS, exclude=True)] = {}  # noqa: RUF012 - pydantic copies it


class Choosable(Part):
    """What can be chosen or left out for a variant (ours).

    Where not all fits, what has the lower `priority` goes first; without one, it is 0.
    """

    tags: tuple[Text, ...] = ()
    priority: int | None = None
    private: bool = False


class Entry(Choosable):
    """One of a list; by its `id`, overlays and settings find it (ours)."""

    id: Text | None = None


class Highlight(Entry):
    """A bullet: plain text, or a mapping with `text`."""

    text: Markdown


def lift(value: object) -> object:
    """Turn a plain bullet into a mapping; tell a mapping that a stray ": " made from one that is meant."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, list) or (isinstance(value, dict) and value and not value.keys() & CUSTOM_KEYS):
        raise PydanticCustomError("expected_text", "must be text, but this is a list or a mapping")
    return value


HighlightField = Annotated[Highlight, BeforeValidator(lift, json_schema_input_type=Markdown | Highlight)]


def _lifted_word(value: object) -> object:
    """Take the text of a word that is a bullet with tags: which are wanted was decided before."""
    is_bullet = isinstance(value, dict) and bool(value.keys() & WORD_KEYS)
    return Highlight.model_validate(value).text if is_bullet else value


WordField = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),  # those of `Markdown`, whose schema would hide the other
    BeforeValidator(_lifted_word, json_schema_input_type=Markdown | Highlight),
]
"""A keyword, course or role: plain text, or a mapping with `text`."""

WORD_KEYS = frozenset(field.alias or name for name, field in Highlight.model_fields.items())


class Dated(Entry):
    """An entry with a beginning and an end; `dates` is text to be shown as it is (ours)."""

    start_date: DateField | None = None
    end_date: EndDateField | None = None
    dates: Text | None = None


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
    keywords: tuple[WordField, ...] = ()


CUSTOM_KEYS = frozenset(field.alias or name for name, field in CustomItem.model_fields.items())
