"""Turns the fields of a résumé into texts that know their place, their Markdown read and links checked."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pydantic_core import PydanticCustomError

from resume.diagnostics import Diagnostics, Path
from resume.model.parts import Dated, Highlight
from resume.model.places import Places
from resume.model.values import Date, check_url
from resume.view import markdown
from resume.view.markdown import Block, Paragraph, Run, Runs
from resume.view.page import LINE, Column, Detail, Prose, Text
from resume.view.words import Words

SAFE = {
    **dict.fromkeys((0x2010, 0x2011), "-"),
    **dict.fromkeys((0x2007, 0x2008, 0x2009, 0x200A, 0x202F), "\N{NO-BREAK SPACE}"),
    **dict.fromkeys((0x00AD, 0x200B, 0x2060)),
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00)),
}
"""Characters that fonts draw with the glyph of another one, or not at all: extraction confuses them."""

NONCHARACTER = "\uffff"
"""A code point that is no character (Unicode 15.0 §23.7), which no source may hold."""

PLACEHOLDER = re.compile(rf"(?:{NONCHARACTER}|%EF%BF%BF)(\d+)(?:{NONCHARACTER}|%EF%BF%BF)")
"""A place in a text or, written as URLs have it, in an address."""


@dataclass(frozen=True)
class Texts:
    """Makes texts of fields; each method gives none where the field is not there.

    `characters` is how many of them their column has room for. `inserted` are texts that take the places of
    `placeholder` by their numbers: they are put in once the Markdown is read, so that they are no part of it.
    """

    words: Words
    places: Places
    diagnostics: Diagnostics
    characters: int = LINE
    inserted: tuple[str, ...] = ()

    @property
    def column(self) -> Column:
        """What the texts stand in."""
        return Column(self.characters, self.words.right_to_left)

    def text(self, value: str | None, *path: str | int) -> Text | None:
        """Give the text of a field of inline Markdown."""
        return Text(self._linked(markdown.inline(cleaned(value)), path), path, column=self.column) if value else None

    def texts(self, values: Sequence[str], *path: str | int) -> tuple[Text, ...]:
        """Give the texts of a list of inline Markdown."""
        return _present(self.text(value, *path, index) for index, value in enumerate(values))

    def highlights(self, values: Sequence[Highlight], *path: str | int) -> tuple[Text, ...]:
        """Give the bullets."""
        return self.texts([highlight.text for highlight in values], *path)

    def prose(self, value: str | None, *path: str | int) -> Prose | None:
        """Give the paragraphs and lists of a field of Markdown."""
        if not value:
            return None
        return Prose(tuple(self._linked_blocks(markdown.blocks(cleaned(value)), path)), path, self.column)

    def plain(self, value: str | None, *path: str | int, href: str = "") -> Text | None:
        """Give the text of a field that is not Markdown."""
        return Text((Run(cleaned(value), href=href),), path, column=self.column) if value else None

    def link(self, url: str | None, *path: str | int) -> Text | None:
        """Give a URL as its address, linked."""
        return self.plain(address(url), *path, href=url) if url else None

    def range(self, entry: Dated, *path: str | int) -> Text | None:
        """Give the dates of an entry in words."""
        if entry.dates:
            return self.plain(entry.dates, *path, "dates")
        key = "startDate" if entry.start_date else "endDate"
        return self.plain(self.words.range(entry.start_date, entry.end_date), *path, key)

    def day(self, date: Date | None, *path: str | int) -> Text | None:
        """Give a date in words."""
        return self.plain(self.words.date(date), *path) if date else None

    def detail(self, kind: str, *texts: Text | None) -> tuple[Detail, ...]:
        """Give a detail of an entry under its word, or nothing where there are no texts."""
        present = _present(texts)
        return (Detail(kind, present, self.words.labels.get(kind, "")),) if present else ()

    def _linked_blocks(self, blocks: Sequence[Block], path: Path) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield Paragraph(self._linked(block.runs, path))
            else:
                items = (tuple(self._linked_blocks(item, path)) for item in block.items)
                yield replace(block, items=tuple(items))

    def _linked(self, runs: Runs, path: Path) -> Runs:
        """Check the links of a text, and write out the address of one whose text does not say it."""
        if self.inserted:
            runs = tuple(replace(run, text=self._filled(run.text), href=self._filled(run.href)) for run in runs)
        if not any(run.href for run in runs):
            return runs
        result: list[Run] = []
        for href, group in groupby(runs, lambda run: run.href):
            linked = [*group]
            if href:
                url = self._checked(href, path)
                shown = "".join(run.text for run in linked).casefold()
                linked = [replace(run, href=url) for run in linked]
                if url and address(url).partition("/")[0].casefold() not in shown:
                    linked += [Run(" ("), Run(address(url), href=url), Run(")")]
            result += linked
        return tuple(result)

    def _filled(self, text: str) -> str:
        """Put in what has a place in a text."""
        return PLACEHOLDER.sub(lambda match: cleaned(self.inserted[int(match[1])]), text)

    def _checked(self, href: str, path: Path) -> str:
        try:
            return check_url(href)
        except PydanticCustomError as error:
            code = error.type.replace("_", "-")
            self.diagnostics.error(code, f"in a link, {error.message()}", self.places.span(path))
            return ""


def placeholder(number: int) -> str:
    """Give what stands in a text for one that is put in later; no file can hold it."""
    return f"{NONCHARACTER}{number}{NONCHARACTER}"


def cleaned(text: str) -> str:
    """Write a text in the characters that every reader gives back as they are.

    It is composed (NFC). Hyphens that no line ends after become plain ones, which it does not here
    either; spaces of other widths become no-break spaces; ligatures become their letters, as readers
    give them back; what is invisible goes.
    """
    return unicodedata.normalize("NFC", text.translate(SAFE))


def address(url: str) -> str:
    """Write a URL as people do: without scheme, `www.` and closing slash."""
    rest = url.partition(":")[2].removeprefix("//").removeprefix("www.")
    return rest.removesuffix("/")


def joined(texts: Iterable[Text | None], separator: str, *path: str | int) -> Text | None:
    """Join those texts that are there into one that has them as its parts."""
    parts = _present(texts)
    if len(parts) <= 1:
        return parts[0] if parts else None
    runs: list[Run] = []
    for part in parts:
        runs += [Run(separator), *part.runs] if runs else part.runs
    return Text(tuple(runs), path, parts, column=parts[0].column)


def _present(texts: Iterable[Text | None]) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)
