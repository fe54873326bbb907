"""Writes the paragraphs of a résumé in reading order: its head, its sections, their entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markupsafe import Markup

from resume.model.resume import CONTACT
from resume.render.css import SIDES
from resume.render.looks import Line, Look
from resume.render.word import lists
from resume.render.word.markup import Paragraph, borders, twips, w
from resume.render.word.runs import Runs
from resume.themes.load import Theme
from resume.view.markdown import Block, List
from resume.view.page import Contact, Entry, Prose, Row, Section, Text, View
from resume.view.words import Words

BETWEEN: Final = " · "
DASH: Final = " \N{EN DASH} "

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"

RIM: Final = 6.0
"""Points of the rim of a head that has a ground."""

GAP: Final = 2.8
"""Points between two paragraphs, and between one and a list below it, at a density of 1."""


@dataclass
class Body:
    """Writes paragraphs; `starts` are the first numbers of the ordered lists that were written."""

    runs: Runs
    words: Words
    theme: Theme
    starts: list[int] = field(default_factory=list)

    def paragraphs(self, view: View, photo: Markup) -> Iterator[Markup]:
        """Give all paragraphs of a résumé.

        Contacts that a theme has first in its sidebar stand below the name, where whoever reads one column
        looks for them; what else is in a sidebar comes last.
        """
        aside = [*view.aside]
        first = [aside.pop(0)] if aside and aside[0].id == CONTACT else []
        yield from self._head(view, photo)
        for section in (*first, *view.sections, *aside):
            yield from self._section(section)

    @property
    def gap(self) -> int:
        """What stands between paragraphs, in twips."""
        return twips(GAP * float(self.theme.options.get("density", "1")))

    def _head(self, view: View, photo: Markup) -> Iterator[Markup]:
        """Give the head, whose borders are around all of it."""
        head, looks = view.head, self.runs.looks
        parts = (("Title", "name", head.name), ("Subtitle", "label", head.label), ("Tagline", "tagline", head.tagline))
        lines = [(style, self.runs.text(text, on=looks[part])) for style, part, text in parts if text]
        lines += [("Contact", self._contacts(head.contacts))] if head.contacts else []
        for number, (style, content) in enumerate(lines):
            edge = _edge(looks["head"], first=number == 0, last=number == len(lines) - 1)
            picture = photo if number == 0 else Markup()
            yield w("p", Paragraph(style, borders=borders(edge)).__html__(), picture, content)

    def _contacts(self, contacts: Sequence[Contact]) -> Markup:
        on = self.runs.looks["contacts"]
        return self._joined([self.runs.text(contact.text, on=on) for contact in contacts], BETWEEN)

    def _joined(self, written: Sequence[Markup], separator: str) -> Markup:
        return self.runs.plain(separator).join(written)

    def _section(self, section: Section) -> Iterator[Markup]:
        title = self.runs.text(section.title, on=self.runs.looks["heading"])
        yield w("p", Paragraph("Heading1").__html__(), title)
        if section.contacts:
            yield w("p", Paragraph("Contact").__html__(), self._contacts(section.contacts))
        if section.prose:
            yield from self._prose(section.prose)
        yield from self._rows(section)
        for number, entry in enumerate(section.entries):
            before = section.entries[number - 1] if number else None
            yield from self._entry(entry, "Heading2", before)

    def _rows(self, section: Section) -> Iterator[Markup]:
        rows = [self._row(row) for row in section.rows]
        runs_on = self.theme.options.get("short-lists") == "paragraph" and section.kind in {"interests", "languages"}
        for row in [self._joined(rows, BETWEEN)] if rows and runs_on else rows:
            yield w("p", Paragraph("List").__html__(), row)

    def _row(self, row: Row) -> Markup:
        opening, closing = self.words.parentheses
        colon = self.words.colon if row.texts else ""
        said = Markup()
        if row.name:
            said += self.runs.text(row.name, "row-name") + self.runs.plain("" if row.level else colon, "row-name")
        if row.level:
            said += self.runs.plain(f" {opening.lstrip()}", "row-level")
            said += self.runs.text(row.level, "row-level") + self.runs.plain(closing + colon, "row-level")
        if row.texts:
            said += self.runs.plain(" " if said else "")
            said += self._joined([self.runs.text(text) for text in row.texts], self.words.comma)
        return said

    def _entry(self, entry: Entry, style: str, before: Entry | None) -> Iterator[Markup]:
        """Give an entry; its title and what stands in its line are a heading."""
        if entry.is_bullets:
            yield from self._bullets(entry.highlights, self.gap if before else 0)
        elif entry.is_brief and entry.title and entry.summary:
            said = (self.runs.text(entry.title, "title"), self.runs.text(entry.summary.line))
            spacing = (self.gap if before else None, None, None)
            yield w("p", Paragraph(spacing=spacing, keep_lines=True).__html__(), self._joined(said, DASH))
        else:
            line = Paragraph(
                style if entry.title else "EntryLine", spacing=(None if before else 0, None if entry.date else 0, None)
            )
            yield w("p", line.__html__(), self._line(entry))
            yield from self._rest(entry)
            for number, position in enumerate(entry.positions):
                yield from self._entry(position, "Heading3", entry.positions[number - 1] if number else entry)

    def _line(self, entry: Entry) -> Markup:
        """Write the line of an entry: its title and what is said of it, then its date, which ends the line."""
        comma, text = self.words.comma, self.runs.text
        said: list[Markup] = []
        description = None if entry.organization else entry.description
        for separator, part, item in (
            ("", "title", entry.title),
            (comma, "organization", entry.organization),
            (DASH, "description", description),
            (comma, "location", entry.location),
            (BETWEEN, "url", entry.url),
        ):
            if item:
                said += [self.runs.plain(separator if said else ""), text(item, part)]
        if entry.date:
            inline = self.theme.options.get("dates") == "inline"
            apart = self.runs.plain(BETWEEN) if inline else w("r", w("tab"))
            said += [apart if said else Markup(), text(entry.date if inline else _unbroken(entry.date), "date")]
        return Markup().join(said)

    def _rest(self, entry: Entry) -> Iterator[Markup]:
        """Give what stands below the line of an entry; the first of it stays with that."""
        if entry.description and entry.organization:
            yield w("p", Paragraph(keep_next=True).__html__(), self.runs.text(entry.description))
        if entry.details:
            follows = bool(entry.summary or entry.highlights)
            details = [self._detail(detail.kind, detail.label, detail.texts) for detail in entry.details]
            yield w("p", Paragraph("Details", keep_next=follows).__html__(), self._joined(details, BETWEEN))
        if entry.summary:
            yield from self._prose(entry.summary)
        yield from self._bullets(entry.highlights, self.gap if entry.summary else 0)

    def _detail(self, kind: str, label: str, texts: Sequence[Text]) -> Markup:
        part = "keywords" if kind == "keywords" else ""
        on = self.runs.looks["details"]
        said = self._joined([self.runs.text(text, part, on) for text in texts], self.words.comma)
        return self.runs.plain(f"{label}{self.words.colon} " if label else "") + said

    def _bullets(self, texts: Sequence[Text], gap: int) -> Iterator[Markup]:
        """Give bullets; neither the first nor the last one stands alone on a page."""
        for number, text in enumerate(texts):
            together = len(texts) > 1 and number in {0, len(texts) - 2}
            spacing = (gap or None, None, None) if number == 0 else (None, None, None)
            style = Paragraph("ListBullet", keep_next=together, keep_lines=True, spacing=spacing)
            yield w("p", style.__html__(), self.runs.text(text))

    def _prose(self, prose: Prose) -> Iterator[Markup]:
        yield from self._blocks(prose.blocks, prose, 0, "")

    def _blocks(self, blocks: Sequence[Block], prose: Prose, level: int, style: str) -> Iterator[Markup]:
        """Give blocks of Markdown at some level of lists; deeper ones than Word's styles go are on the last."""
        for number, block in enumerate(blocks):
            if isinstance(block, List):
                yield from self._list(block, prose, min(level, lists.LEVELS - 1))
            else:
                spacing = (self.gap if number and not level else None, None, None)
                text = Text(block.runs, prose.path, column=prose.column)
                yield w("p", Paragraph(style, spacing=spacing).__html__(), self.runs.text(text))

    def _list(self, block: List, prose: Prose, level: int) -> Iterator[Markup]:
        """Give a list; each item begins with its sign, and what else is in it goes on below."""
        number = str(level + 1) if level else ""
        numbered = None
        if block.ordered:
            self.starts.append(block.start)
            numbered = (lists.NUMBERS + len(self.starts), level)
        for item in block.items:
            first, rest = item[:1], item[1:]
            if not first or isinstance(first[0], List):
                yield from self._blocks(item, prose, level + 1, "")
                continue
            text = Text(first[0].runs, prose.path, column=prose.column)
            style = Paragraph(f"List{'Number' if block.ordered else 'Bullet'}{number}", numbered=numbered)
            yield w("p", style.__html__(), self.runs.text(text))
            yield from self._blocks(rest, prose, level + 1, f"ListContinue{number}")


def _edge(head: Look, *, first: bool, last: bool) -> Look:
    """Give the borders of a paragraph of the head: its own around all of them, or on a ground, a rim of its colour.

    Paragraphs that have the same borders share them (ECMA-376-1 §17.3.1.5).
    """
    if head.ground:
        rim = Line(RIM, head.ground)
        return replace(head, lines=tuple((side, rim) for side in SIDES))
    sides = {"left", "right", *(("top",) if first else ()), *(("bottom",) if last else ())}
    return replace(head, lines=tuple(line for line in head.lines if line[0] in sides))


def _unbroken(date: Text) -> Text:
    """Keep a date on one line."""
    return replace(date, runs=tuple(replace(run, text=run.text.replace(" ", NO_BREAK_SPACE)) for run in date.runs))
