"""Tells the title of an entry from its employer, a degree from its school: by features that are scored.

Features are the words (see `roles`), bold type, order, whether two texts stand on one line or below each other, and
what the other entries of the section are like. This is open-resume's feature scoring, over pairs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations
from typing import Final, TypeAlias

from resume.document.values import Line, Word
from resume.parser import contact, roles
from resume.parser.dated import without_dates
from resume.parser.fields import Job, School
from resume.parser.headers import DETAIL, Header
from resume.parser.rows import Row

SEPARATOR: Final = re.compile(r"\s+[·|•⋄\u2013\u2014]\s*|\s*[·|•⋄\u2013\u2014]\s+|\s+-\s+|\s*[|•⋄]\s*")
AT: Final = re.compile(r"\s+(?:at|@|bei|chez|en|presso|bij)\s+")
COMMA: Final = re.compile(r",\s+|、")
TRIM: Final = " ,;|·•\u2013—-:、"
SLANTED: Final = re.compile(r"ital|obli|slant", re.IGNORECASE)
WORK: Final = ("titles", "employers")
EDUCATION: Final = ("degrees", "schools")

PROSE: Final = 9
"""Words from which on a text is hardly a name."""

SAME_ROW, ROWS, ROW_BELOW, PIECES, USUAL, BOLD, ORDER, DISTANCE, HEADLINE = 0.8, 0.6, 0.4, 0.5, 0.9, 0.2, 0.1, 0.25, 0.5
"""What features count: see `_score`."""

Slot: TypeAlias = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a head: its row, counted from that of the date, and its number there; `whole` if no comma cut it."""

    text: str
    row: int
    index: int
    whole: bool
    is_bold: bool

    @property
    def slot(self) -> Slot:
        """Say where it stands."""
        return self.row, self.index, self.whole


Pair: TypeAlias = tuple[Text | None, Text | None]


def jobs(headers: Sequence[Header], language: str) -> tuple[Job, ...]:
    """Read the positions of a section; those under one employer's name all have it."""
    found: list[Job] = []
    employer, place = "", ""
    for header, texts, (title, other) in _read(headers, language, WORK):
        if title is None and other is not None and header.is_bare and not _has_title(texts):
            employer, place = roles.without_place(other.text)
            continue
        if other is not None:
            employer, place = roles.without_place(other.text)
        if title is not None or other is not None:
            place = next((text.text for text in texts if roles.is_place(text.text)), place)
            found.append(Job(title.text if title else "", employer, header.dates, place))
    return tuple(found)


def schools(headers: Sequence[Header], language: str) -> tuple[School, ...]:
    """Read the courses of study of a section."""
    return tuple(
        School(roles.without_place(school.text)[0] if school else "", degree.text if degree else "", header.dates)
        for header, _, (degree, school) in _read(headers, language, EDUCATION)
        if degree or school
    )


def _read(
    headers: Sequence[Header], language: str, kinds: tuple[str, str]
) -> Iterator[tuple[Header, list[Text], Pair]]:
    """Give each head with its texts and the pair chosen of them, like those of most others of its shape."""
    read = [(header, [*_texts(header, language)]) for header in headers]
    usual: dict[int, Counter[tuple[Slot, Slot]]] = {}
    for header, texts in read:
        title, other = _choose(texts, kinds, None)
        if title and other:
            usual.setdefault(header.anchor, Counter())[title.slot, other.slot] += 1
    for header, texts in read:
        counted = usual.get(header.anchor)
        yield header, texts, _choose(texts, kinds, counted.most_common(1)[0][0] if counted else None)


def _choose(texts: Sequence[Text], kinds: tuple[str, str], usual: tuple[Slot, Slot] | None) -> Pair:
    names = [text for text in texts if not roles.is_place(text.text)]
    if sum(text.whole for text in names) <= 1:
        names = [text for text in texts if text in names or "," in text.text]  # an employer that is called like a place
    pairs = [pair for pair in permutations(names, 2) if _may_pair(*pair)]
    if pairs:
        return max(
            pairs, key=lambda pair: _score(pair[0], pair[1], kinds, usual) - _passed_over(pair[0], pair[1], names)
        )
    whole = next((text for text in names if text.whole), None)
    if whole is None:
        return None, None
    is_title = roles.score(whole.text, kinds[0]) > 0 and roles.score(whole.text, kinds[0]) >= roles.score(
        whole.text, kinds[1]
    )
    return (whole, None) if is_title else (None, whole)


def _may_pair(one: Text, other: Text) -> bool:
    """Say whether two texts may be title and employer: a whole one is no pair to its own piece."""
    return one.whole == other.whole if one.row == other.row else one.whole and other.whole


def _score(title: Text, other: Text, kinds: tuple[str, str], usual: tuple[Slot, Slot] | None) -> float:
    first, second = kinds
    points = roles.score(title.text, first) - roles.score(title.text, second) / 2
    points += roles.score(other.text, second) - roles.score(other.text, first) * 0.7
    if title.row == other.row:
        points += (SAME_ROW if title.whole else PIECES) if abs(title.index - other.index) == 1 else 0.0
    elif title.index == other.index == 0:
        points += ROWS if max(title.row, other.row) <= 0 else ROW_BELOW
    points -= DISTANCE * (title.index + other.index + abs(title.row) + abs(other.row))
    points += BOLD * (title.is_bold + other.is_bold) + ORDER * ((title.row, title.index) < (other.row, other.index))
    points -= 0.5 * max(len(COMMA.split(title.text)) - 2, 0)
    points += USUAL * (usual == (title.slot, other.slot))
    return points - _prose(title) - _prose(other)


def _passed_over(title: Text, other: Text, texts: Sequence[Text]) -> float:
    """Say how odd it is to take a text of the row below, where there is one beside the first that is as whole.

    Less than odd it is where the first stands alone above the row with the date: it heads what stands there.
    """
    first, second = sorted((title, other), key=lambda text: text.row)
    beside = any(text.whole and text.row == first.row and text is not first for text in texts)
    is_headline = first.row < 0 <= second.row and second.row <= 0 and not beside and second.index == 0
    return SAME_ROW * (beside and second.row > max(first.row, 0)) - HEADLINE * is_headline


def _prose(text: Text) -> float:
    """Say how much a text reads like prose, not like a name."""
    words = [word for word in text.text.split() if word[:1].isalpha()]
    small = sum(word[0].islower() for word in words)
    points = 1.5 * (len(text.text.split()) > PROSE) + 0.8 * text.text[:1].islower()
    points += 0.6 * (len(words) >= 3 and small > len(words) / 2) + 1.0 * bool(DETAIL.match(text.text))  # noqa: PLR2004
    return points + 0.5 * (len(COMMA.split(text.text)) > 4)  # noqa: PLR2004 - a name, a city, a state, a country


def _has_title(texts: Sequence[Text]) -> bool:
    return any(roles.score(text.text, "titles") > 0 for text in texts)


def _texts(header: Header, language: str) -> Iterator[Text]:
    for offset, row in enumerate(header.rows):
        cut = [*_cut(row, language)]
        for index, (text, is_bold) in enumerate(cut):
            yield Text(text, offset - header.anchor, index, whole=True, is_bold=is_bold)
        if len(cut) == 1:
            pieces = _pieces(cut[0][0])
            for index, piece in enumerate(pieces if len(pieces) > 1 and not roles.is_place(cut[0][0]) else ()):
                yield Text(piece, offset - header.anchor, index, whole=False, is_bold=cut[0][1])


def _cut(row: Row, language: str) -> Iterator[tuple[str, bool]]:
    """Cut a row where a gap is, where the type changes, and at separators; dates and addresses go."""
    for undated in (piece for part in row.parts for piece in without_dates(part, language)):
        for line in _runs(undated):
            for text in _separated(line.text):
                plain = text.strip(TRIM)
                plain = plain[1:-1] if plain.startswith("(") and plain.endswith(")") else plain
                is_address = bool(contact.ADDRESS.fullmatch(plain)) and not contact.FILE.search(plain)
                if any(map(str.isalpha, plain)) and not is_address:
                    yield plain, line.is_bold


def _runs(part: Line) -> Iterator[Line]:
    def how(word: Word) -> tuple[bool, bool]:
        return word.style.is_bold, bool(SLANTED.search(word.style.font))

    for _, run in groupby(part.words, how):
        yield Line(tuple(run), part.page, part.baseline)


def _separated(text: str) -> Iterator[str]:
    for piece in SEPARATOR.split(text):
        at = AT.search(piece)
        if at and roles.score(piece[: at.start()], "titles") > 0 and not roles.score(piece[: at.start()], "schools"):
            yield piece[: at.start()]
            yield piece[at.end() :]
        else:
            yield piece


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in COMMA.split(text):
        if pieces and roles.COMPANY.match(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces
