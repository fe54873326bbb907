"""Fills the fields of a letter with values of the résumé."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from resume.diagnostics import Diagnostics, Span
from resume.model.resume import Resume
from resume.sandbox import Sandbox, UnknownNameError, Unreadable, sandbox
from resume.source.text import locate
from resume.view.texts import placeholder

FIELD: Final = re.compile(r"\{\{((?:(?!\{\{).)*?)\}\}", re.DOTALL)
OTHER: Final = re.compile(r"\{[{%#]")
"""The beginning of a field that has no end, of a block or of a comment of Jinja's."""

KINDS: Final = {"dict": "keys with values", "list": "a list"}


def fields_of(resume: Resume, diagnostics: Diagnostics) -> "Fields":
    """Give what fills fields with the values of a résumé, by their names in its source."""
    values = resume.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return Fields(values, diagnostics)


@dataclass(frozen=True, slots=True)
class Fields:
    """Fills fields in Jinja's sandbox; what is wrong with one is reported at its place."""

    values: Mapping[str, Any]
    diagnostics: Diagnostics
    jinja: Sandbox = field(default_factory=lambda: sandbox(autoescape=False))

    def filled(self, text: str, around: Span) -> tuple[str, tuple[str, ...]]:
        """Give a text with placeholders for its fields, and what belongs in them."""
        found: list[str] = []

        def take(match: re.Match[str]) -> str:
            found.append(self._value(match[0], match[1].strip(), around))
            return placeholder(len(found) - 1)

        marked = FIELD.sub(take, text)
        for other in OTHER.finditer(marked):
            ends = other[0] == "{{"
            message = "no `}}` ends this field" if ends else f"a letter has fields `{{{{ … }}}}`, and no `{other[0]}`"
            self._report(message, other[0], around)
        return marked, tuple(found)

    def _value(self, written: str, expression: str, around: Span) -> str:
        """Give the text of a field."""
        try:
            value = self.jinja.compile_expression(expression, undefined_to_none=False)(**self.values)
            text = str(value).lower() if isinstance(value, bool) else str(value)
        except Unreadable as error:
            self._report(f"this field cannot be read: {error.message}", written, around)
        except UnknownNameError as error:
            self._report(error.said, written, around, error.name, error.hint(self.values))
        except Exception as error:  # noqa: BLE001 - an expression is data that can raise anything
            self._report(f"this field fails: {error or type(error).__name__}", written, around)
        else:
            if isinstance(value, str | int | float):
                return " ".join(text.split())
            kind = KINDS.get(type(value).__name__, f"a {type(value).__name__}")
            self._report(f"a field must be text, but `{expression}` is {kind}", written, around)
        return ""

    def _report(self, message: str, written: str, around: Span, name: str = "", hint: str = "") -> None:
        """Report a field at the place of its text, or of a name in it."""
        text = self.diagnostics.texts.get(around.file, "")
        span = locate(text, around, written)
        word = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", written) if name and span != around else None
        if word:
            at = span.column + word.start()
            span = replace(span, column=at, end_column=at + len(name))
        self.diagnostics.error("letter-field", message, span, hint=hint)
