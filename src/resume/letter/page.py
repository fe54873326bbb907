"""Makes what a theme sees of a letter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from resume.diagnostics import Diagnostics
from resume.letter.fields import Fields, fields_of
from resume.letter.front import Front
from resume.letter.read import AT, BODY, Written
from resume.model.load import Loaded
from resume.model.resume import Resume
from resume.model.values import Date
from resume.source.nodes import Mapping
from resume.view.head import head
from resume.view.markdown import Run
from resume.view.page import Letter, Prose, Text, View
from resume.view.texts import Texts
from resume.view.words import Words

LONG = "long"
"""How letters write dates, whatever a theme does in résumés."""


def lead(written: Written, loaded: Loaded, words: Words, diagnostics: Diagnostics, enclosed: View | None) -> View:
    """Give the view of a letter: before the résumé that comes with it, or alone; `loaded` has the places of both."""
    resume = loaded.resume
    texts = Texts(words.in_style(LONG), loaded.places, diagnostics)
    letter = _Letter(texts, fields_of(resume, diagnostics)).letter(written, resume)
    title = f"{resume.basics.name} - {words.letter['title']}"
    if enclosed:
        return replace(enclosed, letter=letter, title=f"{title}{words.comma}{words.document}")
    return View(words.language, words.direction, title, letter.head, sections=(), letter=letter)


@dataclass(frozen=True, slots=True)
class _Letter:
    """Makes the texts of a letter."""

    texts: Texts
    fields: Fields

    def letter(self, written: Written, resume: Resume) -> Letter:
        front, words = written.front, self.texts.words.letter
        top = head(resume.basics, self.texts)
        return Letter(
            head=top,
            date=self.date(front),
            recipient=tuple(self.recipient(front)),
            subject=self.line(front.subject, "subject"),
            opening=self.line(front.opening, "opening"),
            body=tuple(self.body(written)),
            closing=self.line(front.closing, "closing") or Text((Run(words["closing"]),), (AT,)),
            signature=self.line(front.signature, "signature") or top.name,
            enclosures=tuple(self.lines(front.enclosures, "enclosures")),
            encloses=written.encloses,
        )

    def line(self, value: str | None, *path: str | int) -> Text | None:
        """Give the text of a field of the front matter."""
        if not value:
            return None
        marked, inserted = self.fields.filled(value, self.texts.places.whole((AT, *path)))
        return replace(self.texts, inserted=inserted).text(marked, AT, *path)

    def lines(self, values: tuple[str, ...], *path: str | int) -> Iterator[Text]:
        for number, value in enumerate(values):
            text = self.line(value, *path, number)
            if text:
                yield text

    def date(self, front: Front) -> Text | None:
        if isinstance(front.date, Date):
            return self.texts.day(front.date, AT, "date")
        return self.line(front.date, "date")

    def recipient(self, front: Front) -> Iterator[Text]:
        """Give the lines of the address, in the order in which they are written."""
        node = self.texts.places.values.get((AT, "recipient"))
        keys = [key.text for key, _ in node.entries] if isinstance(node, Mapping) else ["address"]
        for key in keys:
            value = getattr(front.recipient, key, None)
            yield from self.lines(value if isinstance(value, tuple) else (value or "",), "recipient", key)

    def body(self, written: Written) -> Iterator[Prose]:
        for number, passage in enumerate(written.passages):
            path = (AT, BODY, number)
            marked, inserted = self.fields.filled(passage, self.texts.places.whole(path))
            prose = replace(self.texts, inserted=inserted).prose(marked, *path)
            if prose:
                yield prose
