"""Finds what a posting asks for, and how much each of it counts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

from resume.posting import names, phrases, skills
from resume.posting.frequency import choose
from resume.posting.phrases import Row
from resume.posting.text import Piece, pieces
from resume.posting.words import Word, folded, words

SKILL, NAME, SOFT = 3.0, 2.0, 1.0
"""What a term counts that is asked for once; of a phrase it is a third of its rarity, 1 at most.

A known skill is sure to be one. What is written like a name mostly is. How one works with others everybody says.
"""

WISH: Final = 0.5
"""The share of that which a wish counts."""

TONGUES: Final = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a posting asks for: a skill by its name in the data, or else words by their `forms`.

    `lines` are those of the posting, from 1 on, and `place` is where it first stands, by piece and character.
    `is_exact`: what is written in small letters is something else.
    """

    name: str
    weight: float
    times: int
    is_required: bool
    lines: tuple[int, ...]
    why: str
    place: tuple[int, int]
    skill: str = ""
    forms: tuple[str, ...] = ()
    is_exact: bool = False


def find(posting: str, language: str) -> tuple[str, list[Asked]]:
    """Give the language of a posting, which may be the résumé's or English, and what it asks for, by weight."""
    found = pieces(posting)
    language = choose((folded(word.text) for piece in found for word in words(piece.text)), language)
    is_sure = any(piece.is_asked and piece.is_required for piece in found)
    told = [piece.is_asked or not is_sure for piece in found]
    company = names.employer(posting)
    known, free = _skills(found, company)
    named, free = _names(found, free, told, company, language)
    asked = [*known, *named, *_phrases(found, free, told, company, language)]
    return language, sorted(asked, key=lambda term: (-term.weight, term.place))


def _skills(found: Sequence[Piece], company: frozenset[str]) -> tuple[list[Asked], list[list[Word]]]:
    """Give the known skills, and the words of each piece that are of none."""
    places: dict[str, list[Row]] = {}
    soft: set[str] = set()
    free = []
    for number, piece in enumerate(found):
        said = words(piece.text)
        hits = [hit for hit in skills.find(piece.text) if not _is_part(piece.text, said, hit.first, company)]
        for hit in hits:
            places.setdefault(hit.alias.skill, []).append(Row(number, said[hit.first : hit.last]))
            soft |= {hit.alias.skill} if hit.alias.is_soft else set()
        used = {index for hit in hits for index in range(hit.first, hit.last)}
        free.append([word for index, word in enumerate(said) if index not in used])
    asked = [
        _asked(found, rows, SOFT, "a way of working", skill=skill)
        if skill in soft
        else _asked(found, rows, SKILL, "a known skill", skill=skill)
        for skill, rows in places.items()
    ]
    return asked, free


def _is_part(text: str, said: Sequence[Word], first: int, company: frozenset[str]) -> bool:
    """Say whether a word goes on the company's name: `Acme AI` asks for no `AI`."""
    before = said[first - 1] if first else None
    return before is not None and before.key in company and text[before.end : said[first].start].isspace()


def _names(
    found: Sequence[Piece], free: list[list[Word]], told: Sequence[bool], company: frozenset[str], language: str
) -> tuple[list[Asked], list[list[Word]]]:
    """Give what is written like a name, and the words that are of none."""
    places: dict[tuple[str, ...], list[Row]] = {}
    left = []
    for number, piece in enumerate(found):
        rows = [*names.find(piece.text, free[number], language)] if told[number] else []
        for row in rows:
            if not company & {word.key for word in row}:
                places.setdefault(tuple(word.key for word in row), []).append(Row(number, row))
        used = {word.start for row in rows for word in row}
        left.append([word for word in free[number] if word.start not in used])
    asked = [
        _asked(found, rows, NAME, "written like a name", forms=forms, is_exact=rows[0].words[0].text.isupper())
        for forms, rows in places.items()
    ]
    return asked, left


def _phrases(
    found: Sequence[Piece], free: list[list[Word]], told: Sequence[bool], company: frozenset[str], language: str
) -> Iterator[Asked]:
    if not phrases.has_list(language):
        return
    rows = [
        Row(number, row)
        for number, piece in enumerate(found)
        for row in (phrases.runs(piece.text, free[number], language) if told[number] else ())
        if not company & {word.key for word in row}
    ]
    title = {word.key for piece in found[:1] if not piece.is_asked for word in words(piece.text)}
    rows = [row for row in rows if not (len(row.words) == 1 and row.words[0].key in title)]
    for places in phrases.outstanding(rows, language):
        rare = f"rare in {TONGUES[language]}"
        why = rare if len(places) == 1 else f"{len(places)} times, {rare}"
        worth = phrases.rarity(places[0].words, language) / 3
        yield _asked(found, places, worth, why, forms=phrases.forms(places[0].words))


def _asked(
    found: Sequence[Piece],
    rows: Sequence[Row],
    worth: float,
    why: str,
    *,
    skill: str = "",
    forms: tuple[str, ...] = (),
    is_exact: bool = False,
) -> Asked:
    texts = [" ".join(found[row.piece].text[row.words[0].start : row.words[-1].end].split()) for row in rows]
    is_required = any(found[row.piece].is_required for row in rows)
    weight = worth * (1 + log2(len(rows)) / 2) * (1 if is_required else WISH)
    lines = sorted({found[row.piece].line_at(row.words[0].start) for row in rows})
    place = min((row.piece, row.words[0].start) for row in rows)
    name = Counter(texts).most_common(1)[0][0]
    return Asked(name, round(weight, 3), len(rows), is_required, tuple(lines), why, place, skill, forms, is_exact)
