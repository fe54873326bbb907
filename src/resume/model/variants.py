"""What one source is made into: variants of it, and builds of these."""

import re
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from resume.model.ours import Page, SectionField, ThemeField, without_extensions
from resume.model.parts import Part
from resume.model.values import Language, Markdown, Problem, Text

ALL = "all"
"""What the command line calls all variants, or all languages; no variant may have such a name."""

NONE = "none"
"""What `builds` calls the source as it is, beside its variants."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
"""A variant's name is part of a folder's."""

REDACTIONS = ("contact", "photo", "names")
"""What can be taken out of a résumé: ways to reach the person, the picture, who it is."""


def _redaction(value: object) -> object:
    if isinstance(value, str) and value not in REDACTIONS:
        known = ", ".join(f"`{kind}`" for kind in REDACTIONS)
        raise Problem(
            "redaction_kind", "`{text}` cannot be redacted; there are {known}", {"text": value, "known": known}
        )
    return value


RedactionField: TypeAlias = Annotated[Text, BeforeValidator(_redaction), WithJsonSchema({"enum": [*REDACTIONS]})]


class Variant(Part):
    """A résumé for one purpose: which tagged parts of the source are in it, and what it says in their place.

    Without `include`, all that is tagged is in; `exclude` comes after it. `set` has values by paths, as
    `--set` takes them.
    """

    extends: Text | None = None
    include: tuple[Text, ...] = ()
    exclude: tuple[Text, ...] = ()
    label: Markdown | None = None
    tagline: Markdown | None = None
    summary: Markdown | None = None
    language: Language | None = None
    sections: tuple[SectionField, ...] = ()
    theme: ThemeField | None = None
    page: Page | None = None
    public: bool = False
    redact: tuple[RedactionField, ...] = ()
    set_: Annotated[
        dict[str, Any], BeforeValidator(without_extensions), Field(alias="set", description="Values by their paths.")
    ] = Field(default_factory=dict)


VariantsField: TypeAlias = Annotated[dict[str, Variant], BeforeValidator(without_extensions)]


class Build(Part):
    """What is built together: each variant, in each language and theme, in each format; empty is the source's own."""

    variants: tuple[Text, ...] = ()
    languages: tuple[Annotated[Text, WithJsonSchema({"type": ["string", "boolean"]})], ...] = ()
    themes: tuple[Text, ...] = ()
    formats: tuple[Text, ...] = ()
