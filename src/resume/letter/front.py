"""What may stand in the front matter of a letter."""

from typing import Annotated, Final

from pydantic import BeforeValidator, ConfigDict, Field

from resume.model.parts import Part
from resume.model.values import DATE, Date, Language, Markdown, Problem, Text, read_date

TODAY: Final = "today"
"""The date that is the day of the build."""


def _lines(value: object) -> object:
    """Take a text for its lines."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


def _recipient(value: object) -> object:
    return {"address": value} if isinstance(value, str) else value


def _date(value: object) -> object:
    """Read a date; what is not in the form of one is text."""
    if not isinstance(value, str | Date):
        raise Problem("expected_text", "must be text")
    return read_date(value) if isinstance(value, str) and DATE.match(value) else value


class Recipient(Part):
    """Who the letter goes to."""

    name: Markdown | None = None
    title: Markdown | None = None
    organization: Markdown | None = None
    address: Annotated[tuple[Markdown, ...], BeforeValidator(_lines)] = ()


class Front(Part):
    """The front matter: what stands around the text of a letter, and how it is to be laid out."""

    model_config = ConfigDict(title="a letter")

    recipient: Annotated[Recipient, BeforeValidator(_recipient)] = Field(default_factory=Recipient)
    date: Annotated[Date | str | None, BeforeValidator(_date)] = None
    subject: Markdown | None = None
    opening: Markdown | None = None
    closing: Markdown | None = None
    signature: Markdown | None = None
    enclosures: tuple[Markdown, ...] = ()
    theme: Text | None = None
    variant: Text | None = None
    language: Language | None = None
