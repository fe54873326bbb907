"""The kinds of text that a résumé's fields hold: dates, addresses, lengths."""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

Problem = PydanticCustomError
"""Raised for a value that is not of its kind; its type is the diagnostic's code, with `_` for `-`."""

PRESENT: Final = "present"

DATE = re.compile(r"(?a:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?)\Z")
"""ISO 8601 calendar dates of reduced precision (ISO 8601-1:2019 §5.2.2), as JSON Resume's schema has them."""

URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)\Z", re.DOTALL)
HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|\Z)")
URL_SCHEMES = ("http", "https", "mailto", "tel")
EMAIL = re.compile(r"[^@\s<>()\[\],;:]+@[^@\s<>()\[\],;:.]+(\.[^@\s<>()\[\],;:.]+)+\Z")
"""What mail systems deliver to, not all that RFC 5322 §3.4.1 could spell."""

PAGE_SIZES = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "b4": (250.0, 353.0),
    "b5": (176.0, 250.0),
    "jis-b4": (257.0, 364.0),
    "jis-b5": (182.0, 257.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "ledger": (279.4, 431.8),
}
"""The page sizes that CSS Paged Media 3 §7.1 names, in millimetres."""

LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(mm|cm|in|pt|pc|px|q)\Z", re.IGNORECASE)
MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "q": 0.25}
"""Absolute units of CSS Values 4 §6.2, in millimetres."""

MARGINS: Final = 4


LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*\Z")
"""Language tags of RFC 5646 (BCP 47) §2.1: language, script, region, variants; no extensions."""


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day, a month or a year; 0 stands for a part that was not given."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Write the date as ISO 8601 does, in its own precision."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" + (f"-{self.day:02}" if self.day else "")

    def is_before(self, other: "Date") -> bool:
        """Compare in the coarser precision of the two: 2020-05 is not before 2020."""
        if not (self.month and other.month):
            return self.year < other.year
        if not (self.day and other.day):
            return (self.year, self.month) < (other.year, other.month)
        return self < other


def read_date(text: str) -> Date:
    """Read YYYY, YYYY-MM or YYYY-MM-DD, or raise what is wrong with it."""
    match = DATE.match(text)
    if match is None:
        raise Problem("date_form", "`{text}` is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD", {"text": text})
    year, month, day = (int(part or 0) for part in match.groups())
    reason = ""
    if year == 0:
        reason = "there is no year 0"
    elif match[2] and not 1 <= month <= 12:  # noqa: PLR2004 - months
        reason = f"there is no month {match[2]}"
    elif match[3] and not 1 <= day <= monthrange(year, month)[1]:
        reason = f"that month has {monthrange(year, month)[1]} days"
    if reason:
        raise Problem("date_value", "`{text}` does not exist: {reason}", {"text": text, "reason": reason})
    return Date(year, month, day)


def check_url(text: str) -> str:
    """Give the absolute URL that is meant, or raise what is wrong with it.

    `example.org/me` is what browsers take it for, and what JSON Resume files hold: https.
    """
    if re.search(r"\s", text):
        raise Problem("url_form", "`{text}` has a space in it, which no URL has", {"text": text})
    if HOST.match(text):
        return f"https://{text}"
    match = URL.match(text)
    if match is None:
        raise Problem("url_form", "`{text}` is not a URL, which begins with `https://`", {"text": text})
    scheme, rest = match[1].lower(), match[2]
    if scheme not in URL_SCHEMES:
        allowed = ", ".join(URL_SCHEMES[:-1]) + " and " + URL_SCHEMES[-1]
        message = "a link may not have the scheme `{scheme}`; {allowed} are allowed"
        raise Problem("url_scheme", message, {"scheme": scheme, "allowed": allowed})
    if not rest or (scheme.startswith("http") and not re.match(r"//[^\s/?#]", rest)):
        raise Problem("url_form", "`{text}` leads nowhere", {"text": text})
    return text


def _date(value: object) -> object:
    if isinstance(value, str):
        return read_date(value)
    if isinstance(value, Date):
        return value
    raise Problem("expected_text", "must be text")


def _end_date(value: object) -> object:
    if isinstance(value, str) and value.casefold() == PRESENT:
        return PRESENT
    return _date(value)


def _url(value: object) -> object:
    return check_url(value) if isinstance(value, str) else value


def _email(value: object) -> object:
    if isinstance(value, str) and not EMAIL.match(value):
        raise Problem("email_form", "`{text}` is not an e-mail address", {"text": value})
    return value


def check_language(text: str) -> str:
    """Give a language tag in the usual case, or raise what is wrong with it."""
    if not LANGUAGE.match(text):
        said = text.encode(errors="backslashreplace").decode()  # an argument of the command is not always text
        raise Problem("language_tag", "`{text}` is not a language tag such as `de` or `pt-BR`", {"text": said})
    language, *others = text.split("-")
    return "-".join([language.lower(), *(_subtag(other) for other in others)])


def _subtag(text: str) -> str:
    """Write a subtag as RFC 5646 §2.1.1 recommends: scripts in title case, regions in capitals."""
    if len(text) == 4 and text.isalpha():  # noqa: PLR2004 - a script
        return text.title()
    return text.upper() if len(text) == 2 else text.lower()  # noqa: PLR2004 - a region


def _language(value: object) -> object:
    return check_language(value) if isinstance(value, str) else value


def millimetres(length: str) -> float | None:
    """Read an absolute CSS length, such as `16mm`; none where it is not one."""
    match = LENGTH.match(length)
    return float(match[1]) * MILLIMETRES[match[2].lower()] if match else None


def paper(size: str) -> tuple[float, float]:
    """Give the width and height of a page, in millimetres; `size` is as CSS writes it."""
    words = size.split()
    named = [PAGE_SIZES[word] for word in words if word in PAGE_SIZES]
    width, height = named[0] if named else (millimetres(words[0]) or 0.0, millimetres(words[1]) or 0.0)
    return (height, width) if "landscape" in words else (width, height)


def text_area(size: str, margin: str) -> tuple[float, float]:
    """Give the width and height, in millimetres, that margins leave of a page; both as CSS writes them."""
    width, height = paper(size)
    top, right, bottom, left = (millimetres(length) or 0.0 for length in four_sides(margin))
    return width - right - left, height - top - bottom


def four_sides(margin: str) -> list[str]:
    """Complete the one to four lengths of a CSS shorthand to top, right, bottom, left."""
    lengths = margin.split()
    top = lengths[0]
    right = lengths[1] if len(lengths) > 1 else top
    bottom = lengths[2] if len(lengths) > 2 else top  # noqa: PLR2004 - the third side
    return [top, right, bottom, lengths[3] if len(lengths) > 3 else right]  # noqa: PLR2004 - the fourth side


def _page_size(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.lower().split()
    name = [word for word in words if word not in {"portrait", "landscape"}]
    if len(words) - len(name) <= 1 and len(name) == 1 and name[0] in PAGE_SIZES:
        return " ".join(words)
    if len(words) == 2 and all(millimetres(word) for word in words):  # noqa: PLR2004 - width, height
        return " ".join(words)
    known = ", ".join(PAGE_SIZES)
    raise Problem(
        "page_size",
        "`{text}` is not a page size: {known}, or a width and a height such as `210mm 297mm`",
        {"text": value, "known": known},
    )


def _margin(value: object) -> object:
    if not isinstance(value, str):
        return value
    lengths = value.split()
    if not 1 <= len(lengths) <= MARGINS or any(millimetres(length) is None for length in lengths):
        message = "`{text}` is not a margin: one to four lengths with a unit, such as `16mm` or `16mm 19mm`"
        raise Problem("page_margin", message, {"text": value})
    return " ".join(lengths)


_SCALAR = {"type": ["string", "number", "boolean"]}
"""Scalars keep their text, so an editor must not complain of `score: 3.9` or `name: 1984`."""

_TRANSLATIONS = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[a-z]{2}(-[A-Za-z0-9]+)*$"},
    "additionalProperties": _SCALAR,
    "description": "One text in several languages, by their tags.",
}
TEXT = {"anyOf": [_SCALAR, _TRANSLATIONS]}

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), WithJsonSchema(TEXT)]
Markdown = Annotated[Text, WithJsonSchema({**TEXT, "description": "Inline Markdown: bold, italic, code, links."})]
Email = Annotated[Text, BeforeValidator(_email), WithJsonSchema({"type": "string", "format": "email"})]
Url = Annotated[
    Text,
    BeforeValidator(_url),
    WithJsonSchema({"type": "string", "not": {"pattern": "^(?!https?:|mailto:|tel:)[A-Za-z][A-Za-z0-9+-]*:"}}),
]
_YEAR = {"type": "integer", "minimum": 1, "maximum": 9999}
_DATE_PATTERN = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_AS_TEXT = PlainSerializer(str, return_type=str, when_used="json")
DateField: TypeAlias = Annotated[
    Date,
    BeforeValidator(_date),
    _AS_TEXT,
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": f"^{_DATE_PATTERN}$"}, _YEAR]}),
]
EndDateField: TypeAlias = Annotated[
    Date | Literal["present"],
    BeforeValidator(_end_date),
    _AS_TEXT,
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": f"^({_DATE_PATTERN}|[pP]resent)$"}, _YEAR]}),
]
Language = Annotated[
    Text,
    BeforeValidator(_language),
    WithJsonSchema({"type": ["string", "boolean"], "pattern": "^[A-Za-z]{2,3}(-.+)?$"}),
]
PageSize = Annotated[Text, BeforeValidator(_page_size)]
Margin = Annotated[Text, BeforeValidator(_margin)]
