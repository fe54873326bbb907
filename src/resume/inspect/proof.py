"""Proves that a PDF's text holds every text of a résumé, in order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from resume.diagnostics import Diagnostics
from resume.inspect.findings import report, scripts
from resume.inspect.tokens import FURNITURE, Reading, read, tokens
from resume.model.places import Places
from resume.view.page import Text
from resume.view.reading import Stream
from resume.view.words import Words


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
    words: Words,
) -> None:
    """Hold the text of a PDF's pages against a résumé's texts, given in reading order by its streams.

    A text that is nowhere in the PDF, or has words that occur there less often than in the résumé,
    is `lost-text`. One that is there, but not where the order wants it, is `text-order`. Where it is in
    a script of `MISREAD`, either is the warning `misread-script`, once for all texts in that script.
    Headings of sections may all be in the capitals of the language, which are what readers find where
    `text-transform` makes them.
    """
    found = astray(streams, pages, words)
    if found:
        report(found, scripts(streams, turned=words.right_to_left), pages, places, diagnostics)


def astray(streams: Sequence[Stream], pages: Sequence[str], words: Words) -> list[tuple[Text, bool]]:
    """Give the texts of a résumé that are not where they should be in some pages, each with whether it is lost."""
    beside = sum(len(tokens(str(text))) for group in chain.from_iterable(streams[1:]) for text in group)
    reading = read(pages, FURNITURE + beside)
    sought = [[[_seek(text, str(text), reading) for text in group] for group in groups] for groups in streams]
    found = _findings(sought, reading)
    if not found:
        return []
    raised = [[[_raised(item, reading, words) for item in group] for group in groups] for groups in sought]
    return min(found, _findings(raised, reading), key=len)


def missing(streams: Sequence[Stream], pages: Sequence[str], words: Words) -> list[Text]:
    """Give the texts of a résumé that are nowhere in the text of some pages, in whatever order that is."""
    reading = read(pages)
    texts = [text for group in chain.from_iterable(streams) for text in group]
    return [
        text
        for text in texts
        if (item := _seek(text, str(text), reading)).words
        and not item.occurrences
        and not _raised(item, reading, words).occurrences
    ]


def _findings(streams: Sequence[list[list[Sought]]], reading: Reading) -> list[tuple[Text, bool]]:
    """Give the texts that are not where they should be, each with whether it is lost."""
    texts: list[Sought] = []
    misplaced: set[Sought] = set()
    for sought in streams:
        texts += chain.from_iterable(sought)
        homeless = {*_homeless(sought)}
        misplaced |= homeless and ({*_misplaced(sought, len(reading.tokens))} or homeless)
    lost = {item for item in texts if item.words and not item.occurrences}
    lacking = Counter(word for item in texts if item.occurrences for word in item.words) - Counter(reading.tokens)
    suspects = sorted(texts, key=lambda item: item not in misplaced) if lacking else ()
    for item in suspects:  # of two alike, that one is missed
        short = [word for word in item.words if item.occurrences and lacking[word] > 0]
        lacking.subtract(short)
        if short:
            lost.add(item)
    return [(item.text, item in lost) for item in texts if item in lost | misplaced]


def _seek(text: Text, said: str, reading: Reading) -> Sought:
    words = tokens(said)
    return Sought(text, words, reading.occurrences(words))


def _raised(item: Sought, reading: Reading, words: Words) -> Sought:
    """Seek a heading in the capitals of the language; any other text is as it was."""
    return _seek(item.text, words.capitals(str(item.text)), reading) if item.text.is_heading else item


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
