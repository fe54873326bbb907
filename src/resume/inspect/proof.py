"""Proves that a PDF's text holds every text of a résumé, in order."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.view.page import Text
from resume.view.reading import Stream

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
"""A word, or one mark. Lines are broken at spaces and after marks, which splits no token."""

UNSPACED = "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff])"
"""Scripts that break a line within what looks like a word: each character is a token."""

RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
TURN = f"(?<={RIGHT_TO_LEFT})(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?={RIGHT_TO_LEFT})"
"""Where a line turns its direction; readers move the space that stands there, or lose it."""

MISREAD = {
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali",
    "GURMUKHI": "Gurmukhi",
    "GUJARATI": "Gujarati",
    "ORIYA": "Odia",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "KANNADA": "Kannada",
    "MALAYALAM": "Malayalam",
    "SINHALA": "Sinhala",
    "THAI": "Thai",
    "LAO": "Lao",
    "MYANMAR": "Myanmar",
    "KHMER": "Khmer",
}
"""Scripts whose letters are reordered, joined or stacked, which no PDF can say in a way that all readers understand;
by the first word of their characters' names in Unicode."""

TAGS = {"Arabic": "ar", "Hebrew": "he"}
"""A language of each script that runs from right to left."""

IGNORED = "[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f]"
"""Default-ignorable characters (Unicode 16 §5.21), such as those that join and choose emoji."""

FURNITURE = 24
"""Tokens that running heads and feet may add where a text goes over to the next page."""

SHOWN = 60
"""Characters of a lost text that a message shows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens that a reader found, and where among them pages begin.

    `between` is how many tokens may stand between two parts of a text on each side of a page's beginning.
    """

    tokens: list[str]
    breaks: list[int]
    places: dict[str, list[int]]
    between: int = FURNITURE

    def occurrences(self, words: list[str]) -> list[tuple[int, int]]:
        """Give where a text begins and ends, each time it occurs; it may go over to the next page."""
        if not words:
            return []
        found = ((start, self._end(words, start)) for start in self.places.get(words[0], ()))
        return [(start, end) for start, end in found if end]

    def _end(self, words: list[str], start: int) -> int:
        at = start
        for word in words:
            if self.tokens[at : at + 1] != [word]:
                at = self._resume(word, at)
                if not at:
                    return 0
            at += 1
        return at

    def _resume(self, word: str, at: int) -> int:
        """Find where a text goes on after the foot of its page and the head of the next one."""
        index = bisect_left(self.breaks, at)
        if index == len(self.breaks) or self.breaks[index] - at > self.between:
            return 0
        start = self.breaks[index]
        return next((i for i in range(start, min(start + self.between, len(self.tokens))) if self.tokens[i] == word), 0)


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """A text of the résumé, its tokens, and where among those of the PDF they occur."""

    text: Text
    words: list[str]
    occurrences: list[tuple[int, int]]


def prove(
    streams: Sequence[Stream],
    pages: Sequence[str],
    places: Places,
    diagnostics: Diagnostics,
    capitals: Callable[[str], str] = str.upper,
) -> None:
    """Hold the text of a PDF's pages against a résumé's texts, given in reading order by its streams.

    A text that is nowhere in the PDF, or has words that occur there less often than in the résumé,
    is `lost-text`. One that is there, but not where the order wants it, is `text-order`. Where it is in
    a script of `MISREAD`, either is the warning `misread-script`, once for all texts in that script.
    Headings of sections may all be in `capitals`, which are what readers find where `text-transform`
    makes them.
    """
    beside = sum(len(tokens(str(text))) for group in chain.from_iterable(streams[1:]) for text in group)
    reading = read(pages, FURNITURE + beside)
    found = _findings(streams, reading)
    if found:
        found = min(found, _findings(streams, reading, capitals), key=len)
    scripts = _scripts(streams) if found else {}
    misread: dict[str, list[Text]] = defaultdict(list)
    for text, is_lost in found:
        script = scripts.get(id(text))
        if script:
            misread[script].append(text)
        else:
            _report(text, lost=is_lost, places=places, diagnostics=diagnostics)
    lines = [line for page in pages for line in page.splitlines()] if misread else []
    for script, texts in misread.items():
        _report_script(script, texts, lines, places, diagnostics)


def _findings(
    streams: Sequence[Stream], reading: Reading, capitals: Callable[[str], str] | None = None
) -> list[tuple[Text, bool]]:
    """Give the texts that are not where they should be, each with whether it is lost; with headings in `capitals`."""
    texts: list[Sought] = []
    misplaced: set[Sought] = set()
    for groups in streams:
        sought = [[_seek(text, reading, capitals) for text in group] for group in groups]
        texts += chain.from_iterable(sought)
        homeless = {*_homeless(sought)}
        misplaced |= homeless and ({*_misplaced(sought, len(reading.tokens))} or homeless)
    lost = {item for item in texts if item.words and not item.occurrences}
    lacking = Counter(word for item in texts if item.occurrences for word in item.words)
    lacking.subtract(reading.tokens)
    for item in sorted(texts, key=lambda item: item not in misplaced):  # of two alike, that one is missed
        short = [word for word in item.words if item.occurrences and lacking[word] > 0]
        lacking.subtract(short)
        if short:
            lost.add(item)
    return [(item.text, item in lost) for item in texts if item in lost | misplaced]


def _seek(text: Text, reading: Reading, capitals: Callable[[str], str] | None) -> Sought:
    words = tokens(capitals(str(text)) if capitals and text.is_heading else str(text))
    return Sought(text, words, reading.occurrences(words))


def _homeless(sought: list[list[Sought]]) -> Iterator[Sought]:
    """Give the texts that have no place behind the whole of the group before theirs; where all is in order, none.

    The nearest place leaves most room for what follows, so that an order is found if there is one.
    """
    at = 0
    for group in sought:
        ends = [at]
        for item in group:
            following = [end for start, end in item.occurrences if start >= at]
            if following:
                ends.append(min(following))
            elif item.occurrences:
                yield item
        at = max(ends)


def _misplaced(sought: list[list[Sought]], length: int) -> Iterator[Sought]:
    """Give the texts that do not stand between the first text of the group before and of the one behind."""
    bounds = _longest_chain([group[0].occurrences if group else [] for group in sought])
    end_before = 0
    for index, group in enumerate(sought):
        following = (bound for bound in bounds[index + 1 :] if bound)
        start_after = next(following, (length, 0))[0]
        for item in group:
            if item is group[0]:
                ordered = bounds[index] is not None
            else:
                ordered = any(end_before <= start and end <= start_after for start, end in item.occurrences)
            if item.words and not ordered:
                yield item
        end_before = (bounds[index] or (0, end_before))[1]


def read(pages: Sequence[str], between: int = FURNITURE) -> Reading:
    """Split the text of pages into tokens."""
    split = [tokens(page) for page in pages]
    joined = [*chain.from_iterable(split)]
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(joined):
        places[token].append(index)
    ends = [sum(map(len, split[:n])) for n in range(1, len(split))]
    return Reading(joined, ends, places, between)


def tokens(text: str) -> list[str]:
    """Split a text into what a reader cannot change: words and marks, without regard to white space."""
    if not text.isascii():
        text = re.sub(IGNORED, "", unicodedata.normalize("NFC", text))
        text = re.sub(TURN, " ", text)
        text = re.sub(UNSPACED, r" \1 ", text)
    return TOKEN.findall(text)


def _longest_chain(candidates: list[list[tuple[int, int]]]) -> list[tuple[int, int] | None]:
    """Choose an occurrence for as many texts as can stand in order, none where it cannot.

    The method is Hunt and Szymanski's (CACM 20(5), 1977), which finds the longest common
    subsequence: whatever is out of order is then named itself, and not all that comes after it.
    """
    ends: list[int] = []
    links: list[tuple[int, tuple[int, int], int]] = []
    tails: list[int] = []
    for index, occurrences in enumerate(candidates):
        for occurrence in sorted(occurrences, reverse=True):
            at = bisect_left(ends, occurrence[0] + 1)
            if at < len(ends) and ends[at] <= occurrence[1]:
                continue
            links.append((index, occurrence, tails[at - 1] if at else -1))
            ends[at : at + 1] = [occurrence[1]]
            tails[at : at + 1] = [len(links) - 1]
    chosen: list[tuple[int, int] | None] = [None] * len(candidates)
    link = tails[-1] if tails else -1
    while link >= 0:
        index, occurrence, link = links[link]
        chosen[index] = occurrence
    return chosen


def _scripts(streams: Sequence[Stream]) -> dict[int, str]:
    """Give the script of `MISREAD` that each text, by its id, has letters of, or that stands in a line with it."""
    found: dict[int, str] = {}
    for group in chain.from_iterable(streams):
        beside = next(filter(None, (_script(str(text)) for text in group)), "")
        found |= {id(text): _script(str(text)) or beside for text in group}
    return found


def _script(text: str) -> str:
    """Give the name of the first script of `MISREAD` that a text has letters of."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in text if not c.isascii())
    return next((MISREAD[name] for name in names if name in MISREAD), "")


def _report_script(script: str, texts: list[Text], lines: list[str], places: Places, diagnostics: Diagnostics) -> None:
    """Say that texts in a script are read otherwise than they are written, and show how."""
    [written, read_back] = _example(max(texts, key=lambda text: len(str(text))), lines)
    many = f"{len(texts)} texts are" if len(texts) > 1 else "a text is"
    message = f"in the {script} script, {many} read by machines otherwise than written; people see them right"
    notes = (f'written: "{written}"', f'read:    "{read_back}"')
    hint = "where it matters that a machine reads them, say names and titles in Latin letters too"
    if script in TAGS and ("language",) not in places.values:
        hint = f"for a page from right to left, write `language: {TAGS[script]}`"
    diagnostics.warning("misread-script", message, places.span(texts[0].path), notes=notes, hint=hint)


def _example(text: Text, lines: list[str]) -> tuple[str, str]:
    """Give a text, shortened, and the line of the PDF that is most like it."""
    written = _shown(text)
    near = max(lines, key=lambda line: SequenceMatcher(None, written, line[: 2 * SHOWN]).ratio(), default="")
    return written, near if len(near) <= SHOWN else f"{near[:SHOWN].rstrip()}…"


def _shown(text: Text) -> str:
    words = str(text).replace("\N{NO-BREAK SPACE}", " ")
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"


def _report(text: Text, *, lost: bool, places: Places, diagnostics: Diagnostics) -> None:
    shown = _shown(text)
    if lost:
        diagnostics.error("lost-text", f'"{shown}" cannot be read back whole from the PDF', places.span(text.path))
    else:
        diagnostics.error("text-order", f'"{shown}" is read out of order in the PDF', places.span(text.path))
