"""What a theme lets its user choose: the types of options, and which values they take."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import BeforeValidator

from resume.diagnostics import did_you_mean
from resume.fonts import FAMILIES
from resume.model.model import Model
from resume.model.ours import NONE
from resume.model.resume import CONTACT, SECTIONS
from resume.model.values import Problem, Text, millimetres

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")

Type: TypeAlias = Literal["color", "length", "number", "boolean", "choice", "font", "palette", "sections"]


def _type(value: object) -> object:
    if not isinstance(value, str):
        raise Problem("expected_text", "must be text")
    if value not in get_args(Type):
        context = {"text": value, "known": ", ".join(get_args(Type))}
        raise Problem("option_type", "`{text}` is no type of option; there are {known}", context)
    return value


class Declared(Model):
    """A mapping of a theme.yaml."""


class Option(Declared):
    """What a theme lets its user choose; in CSS it is the custom property of its name.

    One without a `type` gives another default to an option of the theme that is extended.
    """

    type: Annotated[Type | None, BeforeValidator(_type)] = None
    default: Text
    meaning: Text = "-"
    choices: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to choose from: palettes of the theme, sections of the résumé."""

    palettes: tuple[str, ...] = ()
    sections: tuple[str, ...] = (CONTACT, *SECTIONS)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Says what a value must be for its option, and which one may have been meant."""

    must_be: str
    hint: str = ""


def wrong(option: Option, value: str, known: Known) -> Wrong | None:  # noqa: PLR0911 - one for each type
    """Say what is wrong with a value for an option; nothing where it is of its type."""
    match option.type:
        case "color":
            from tinycss2.color4 import parse_color  # WeasyPrint imports it anyway

            return None if parse_color(value) else Wrong("a CSS colour such as `#0b5394`")
        case "length":
            return None if millimetres(value) else Wrong("a length with a unit such as `10pt`")
        case "number":
            return None if NUMBER.fullmatch(value) else Wrong("a number")
        case "boolean":
            return None if value in {"true", "false"} else Wrong("`true` or `false`")
        case "choice":
            return _one_of(value, option.choices)
        case "font":
            return _one_of(value, FAMILIES)
        case "palette":
            return _one_of(value, (NONE, *known.palettes))
        case "sections":
            flaws = (_one_of(word, (*known.sections, NONE)) for word in words(value))
            return next((flaw for flaw in flaws if flaw), None)
        case None:
            return None


def words(value: str) -> tuple[str, ...]:
    """Give the sections that a value lists, with spaces or commas between them."""
    return tuple(word for word in re.split(r"[\s,]+", value) if word)


def listed(names: Iterable[str]) -> str:
    """List names in a sentence."""
    return ", ".join(f"`{name}`" for name in names) or "none"


def _one_of(value: str, choices: Iterable[str]) -> Wrong | None:
    choices = [*choices]
    return None if value in choices else Wrong(f"one of {listed(choices)}", did_you_mean(value, choices))
