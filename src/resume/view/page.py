"""The parts of a page of résumé that a theme lays out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup, escape

from resume.diagnostics import Path
from resume.scripts import RIGHT_TO_LEFT
from resume.view.anchors import anchored
from resume.view.markdown import READ, Block, List, Paragraph, Run, Runs

COMPOUND = re.compile(r"((?:(?<=\s)|\A)- \S{1,30}|[^\s-]{1,30}(?:-[^\s-]{1,30}){1,4}|\w{1,10}\+\+)")
"""A word with hyphens in it, or after one that stands for a dash, short enough to stand on a line whole; or `C++`,
which Unicode's line breaking (UAX #14) would part before the last plus."""

LINE, NARROW = 60, 26
"""Characters that the page and a sidebar have room for; a longer address is broken."""

LONG = 8
"""Bullets and paragraphs that an entry may have and be kept on one page."""

SEGMENT, PIECE = re.compile(r"[^/@]*[/@]+|[^/@]+"), re.compile(r"[-.]*[^-.]+[-.]*\Z|[-.]*[^-.]+|[-.]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What a text stands in: how many characters a line has room for, and whether the page runs from right to left."""

    characters: int = LINE
    right_to_left: bool = False


PAGE = Column()


@dataclass(frozen=True)
class Text:
    """A text of the résumé and where it stands there; in a template it is safe HTML.

    A text put together from several of the résumé's has them as `parts`. The heading of a section is
    the one text that a theme may set in capitals. `column` is what it stands in.
    """

    runs: Runs
    path: Path
    parts: "tuple[Text, ...]" = ()
    is_heading: bool = False
    column: Column = PAGE

    def __html__(self) -> Markup:
        """Give the text as HTML."""
        return _line_html(self.runs, self.column)

    def __str__(self) -> str:
        """Give the text without its marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Prose:
    """Paragraphs and lists of the résumé; in a template it is safe HTML."""

    blocks: tuple[Block, ...]
    path: Path
    column: Column = PAGE

    def __html__(self) -> Markup:
        """Give the blocks as HTML."""
        return Markup().join(_block_html(block, self.column) for block in self.blocks)

    def __str__(self) -> str:
        """Give the text without its marks, a paragraph a line."""
        return "\n".join(map(str, self.texts()))

    def texts(self) -> Iterator[Text]:
        """Give each paragraph and list item."""
        yield from _texts(self.blocks, self.path, self.column)

    @property
    def is_brief(self) -> bool:
        """Say whether this is a single paragraph."""
        return len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph)

    @property
    def line(self) -> Text:
        """Give a single paragraph as a text that can stand within a line."""
        return next(self.texts())


@dataclass(frozen=True)
class Contact:
    """A way to reach the person; `kind` is `email`, `phone`, `url`, `location` or `profile`.

    `label` is the language's word for it.
    """

    kind: str
    text: Text
    label: str


@dataclass(frozen=True)
class Head:
    """What stands above the sections."""

    name: Text
    label: Text | None
    tagline: Text | None
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Detail:
    """A list of short texts about an entry; `label` is a word of the language, such as "Courses"."""

    kind: str
    texts: tuple[Text, ...]
    label: str = ""


@dataclass(frozen=True)
class Entry:
    """A job, a degree, a project …; an employer of several positions has them as `positions`."""

    title: Text | None = None
    organization: Text | None = None
    description: Text | None = None
    date: Text | None = None
    location: Text | None = None
    url: Text | None = None
    details: tuple[Detail, ...] = ()
    summary: Prose | None = None
    highlights: tuple[Text, ...] = ()
    positions: "tuple[Entry, ...]" = ()

    @property
    def is_brief(self) -> bool:
        """Say whether this is a title and a paragraph, which can run on in one line."""
        rest = (self.organization, self.description, self.date, self.location, self.url)
        more = self.details or self.highlights or self.positions
        brief = self.summary is not None and self.summary.is_brief
        return bool(self.title) and brief and not more and not any(rest)

    @property
    def is_long(self) -> bool:
        """Say whether this may go over to the next page: left whole, it would leave much of a page empty."""
        blocks = len(self.summary.blocks) if self.summary else 0
        return len(self.highlights) + blocks > LONG

    @property
    def is_bullets(self) -> bool:
        """Say whether this is nothing but bullets."""
        return self == Entry(highlights=self.highlights)


@dataclass(frozen=True)
class Row:
    """A name with short texts: a group of skills, a language and its level.

    `cefr` is the level of the Common European Framework that a language's fluency names, `A1` to `C2`,
    or `native`.
    """

    name: Text | None
    level: Text | None
    texts: tuple[Text, ...]
    cefr: str = ""


@dataclass(frozen=True)
class Section:
    """A section: prose, entries, rows or contacts, whichever it has.

    `kind` is JSON Resume's name, `contact` or `custom`.
    """

    id: str
    kind: str
    title: Text
    prose: Prose | None = None
    entries: tuple[Entry, ...] = ()
    rows: tuple[Row, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A letter under a head of its own; with `encloses`, the résumé comes with it.

    `recipient` are the lines of an address.
    """

    head: Head
    date: Text | None
    recipient: tuple[Text, ...]
    subject: Text | None
    opening: Text | None
    body: tuple[Prose, ...]
    closing: Text
    signature: Text
    enclosures: tuple[Text, ...]
    encloses: bool = False


@dataclass(frozen=True)
class View:
    """All that a theme sees of a résumé; sections of a sidebar stand in `aside`, and are read last.

    What leads it, or stands in its place, is a `letter`.
    """

    language: str
    direction: str
    title: str
    head: Head
    sections: tuple[Section, ...]
    aside: tuple[Section, ...] = ()
    keywords: tuple[str, ...] = field(default=())
    letter: Letter | None = None

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.head.name)


@lru_cache(READ)
def _line_html(runs: Runs, column: Column) -> Markup:
    """Write runs that stand in one line.

    On a page from right to left, what is written from left to right is held together: WeasyPrint sets the
    boxes of a line in the direction of the page.
    """
    turned = column.right_to_left and not any(RIGHT_TO_LEFT.search(run.text) for run in runs)
    is_mixed = column.right_to_left and not turned  # then compounds are no boxes, for Pango to order the words
    html = Markup().join(_run_html(run, 0 if is_mixed and not run.href else column.characters) for run in runs)
    return Markup('<span class="turned">{}</span>').format(html) if turned else html


def _run_html(run: Run, characters: int) -> Markup:
    """Write a run as HTML; a link is the innermost element (PDF/UA: text only inside `a`)."""
    if run.href:
        html = Markup("<wbr>").join(_link_html(run.href, part) for part in _parts(run.text, characters))
    else:
        html = Markup().join(_unbroken(part, characters) for part in COMPOUND.split(run.text))
    if run.code:
        html = Markup("<code>{}</code>").format(html)
    if run.emphasis:
        html = Markup("<em>{}</em>").format(html)
    if run.strong:
        html = Markup("<strong>{}</strong>").format(html)
    return anchored(html, run.path) if run.path else html


def _link_html(href: str, text: str) -> Markup:
    return Markup('<a class="unbroken" href="{}">{}</a>').format(href, text)


def _parts(address: str, characters: int) -> list[str]:
    """Split an address that is longer than its column after `/` and `@`, long parts also before `-` and `.`."""
    if len(address) <= characters:
        return [address]
    segments = SEGMENT.findall(address)
    return [
        part for segment in segments for part in ([segment] if len(segment) <= characters else PIECE.findall(segment))
    ]


def _unbroken(text: str, characters: int) -> Markup:
    """Keep a compound on one line: a hyphen at a line's end is lost by readers that rejoin words."""
    whole = len(text) <= characters and COMPOUND.fullmatch(text)
    return Markup('<span class="unbroken">{}</span>').format(text) if whole else escape(text)


def _block_html(block: Block, column: Column) -> Markup:
    match block:
        case Paragraph(runs):
            return Markup("<p>{}</p>").format(_line_html(runs, column))
        case List(items, ordered, start):
            inner = Markup().join(Markup("<li>{}</li>").format(_item_html(item, column)) for item in items)
            if not ordered:
                return Markup("<ul>{}</ul>").format(inner)
            return Markup('<ol start="{}" style="counter-reset: item {}">{}</ol>').format(start, start - 1, inner)


def _item_html(item: tuple[Block, ...], column: Column) -> Markup:
    """Write a list item; its first paragraph stands in the line of the bullet."""
    first = item[0] if item else None
    if not isinstance(first, Paragraph):
        return Markup().join(_block_html(block, column) for block in item)
    return Markup().join((_line_html(first.runs, column), *(_block_html(block, column) for block in item[1:])))


def _texts(blocks: tuple[Block, ...], path: Path, column: Column) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Paragraph(runs):
                yield Text(runs, path, column=column)
            case List(items):
                for item in items:
                    yield from _texts(item, path, column)
