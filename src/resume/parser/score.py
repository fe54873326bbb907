"""Scores what a parser recovered of a résumé against what its source says."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from resume.parser.fields import Dates, Fields

DASHES: Final = re.compile(r"[\u2010-\u2015\u2212]")
QUOTES: Final = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a field was recovered: `matched` of `total` values; `extra` are found, but not in the source."""

    field: str
    said: tuple[str, ...]
    parsed: tuple[str, ...]
    matched: int
    total: int
    extra: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Give the share that was recovered; all where there is nothing."""
        return self.matched / self.total if self.total else 1.0

    @property
    def lost(self) -> tuple[str, ...]:
        """Give what the source says and nobody found."""
        return _without(self.said, self.parsed, self.field)


def compare(parsed: Fields, said: Fields) -> tuple[Score, ...]:
    """Compare field by field; one that neither has is left out.

    Case, white space, compositions (NFC) and kinds of dashes and quotes do not count, nor do the scheme, `www.` and
    closing slash of a link, nor anything but the digits of a phone number. The values of a list may stand in any order.
    """
    return tuple(
        _score(name, values(said), values(parsed)) for name, values in FIELDS.items() if values(said) or values(parsed)
    )


def overall(scores: Sequence[Score]) -> float:
    """Give the share of all values of all fields that were recovered; all where there is nothing."""
    total = sum(score.total for score in scores)
    return sum(score.matched for score in scores) / total if total else 1.0


def _score(name: str, said: tuple[str, ...], parsed: tuple[str, ...]) -> Score:
    lost = _without(said, parsed, name)
    return Score(name, said, parsed, len(said) - len(lost), len(said), _without(parsed, said, name))


def _without(values: Sequence[str], others: Sequence[str], field: str) -> tuple[str, ...]:
    """Give those values that have no equal among others, each of which is equal to one alone."""
    left = Counter(_key(other, field) for other in others)
    kept: list[str] = []
    for value in values:
        key = _key(value, field)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(value)
    return tuple(kept)


def _key(value: str, field: str) -> str:
    text = unicodedata.normalize("NFC", value).casefold().translate(QUOTES)
    if field == "phone":
        return re.sub(r"\D", "", text)
    if field == "links":
        return re.sub(r"\A(?:[a-z]+://)?(?:www\.)?|/\Z", "", text)
    return re.sub(r"\s*-\s*|\s+", lambda match: "-" if "-" in match[0] else " ", DASHES.sub("-", text)).strip()


def _some(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _written(all_dates: Iterator[Dates]) -> tuple[str, ...]:
    return tuple("/".join(_some(dates.start, dates.end)) for dates in all_dates if dates.start or dates.end)


FIELDS: Final[dict[str, Callable[[Fields], tuple[str, ...]]]] = {
    "name": lambda fields: _some(fields.name),
    "email": lambda fields: _some(fields.email),
    "phone": lambda fields: _some(fields.phone),
    "links": lambda fields: fields.links,
    "job titles": lambda fields: _some(*(job.title for job in fields.jobs)),
    "employers": lambda fields: _some(*(job.employer for job in fields.jobs)),
    "job dates": lambda fields: _written(job.dates for job in fields.jobs),
    "institutions": lambda fields: _some(*(school.institution for school in fields.schools)),
    "degrees": lambda fields: _some(*(school.degree for school in fields.schools)),
    "education dates": lambda fields: _written(school.dates for school in fields.schools),
    "skills": lambda fields: fields.skills,
}
"""The fields that are compared: those that every such system keeps."""
