"""Gathers what is to be known of a PDF before it is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias

from resume.document import content
from resume.document.content import UnreadableError
from resume.document.lines import Gutter, Region, columns, lines, regions
from resume.document.values import Line, Page, Word

if TYPE_CHECKING:  # a build does without them
    from resume.document.layout import Reading
    from resume.document.objects import Objects

STREAM, LAYOUT, GEOMETRIC = "PDFium", "pdfminer", "lines as they look"
"""Readers of three families: in the order of painting, by boxes of text, by the places of words on the page."""

MARGIN, NEAR = 34.0, 57.0
"""Points at the upper and lower edges of a page, 12 and 20 mm, in which running heads and feet stand."""

Mined: TypeAlias = "tuple[Objects, Reading] | str"
"""What pdfminer.six finds in a PDF, or why it does not read it."""


@dataclass(frozen=True)
class Evidence:
    """A PDF, called `name`, with what readers find in it, each part when it is first asked for.

    What takes long is looked at where the look is to be `thorough`: what pdfminer.six reads, and which
    words people see.
    """

    name: str
    pdf: bytes
    thorough: bool = True

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """What stands on its pages; raises `UnreadableError`."""
        return content.pages(self.pdf)

    @cached_property
    def regions(self) -> tuple[tuple[Region, ...], ...]:
        """The columns of each page."""
        return tuple(regions(page, number) for number, page in enumerate(self.pages, start=1))

    @cached_property
    def columns(self) -> tuple[Gutter | None, ...]:
        """What keeps two columns of text apart on each page."""
        return tuple(map(columns, self.pages))

    @cached_property
    def lines(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of each page as they look."""
        return tuple(lines(page) for page in self.regions)

    def is_furniture(self, line: Line) -> bool:
        """Say whether a line is a running head or foot.

        It is where it is marked so, stands in the margin, or near it and apart from all other lines.
        """
        if all(word.is_artifact for word in line.words):
            return True
        box, height = line.box, self.pages[line.page - 1].box.bottom
        if box.bottom < MARGIN or box.top > height - MARGIN:
            return True
        if box.bottom > NEAR and box.top < height - NEAR:
            return False
        others = [
            part.box for region in self.regions[line.page - 1] for part in region if part.baseline != line.baseline
        ]
        return all(other.top - box.bottom > box.height or box.top - other.bottom > box.height for other in others)

    @cached_property
    def unseen(self) -> tuple[frozenset[Word], ...]:
        """The words of each page that nobody sees."""
        if not self.thorough:
            return ()
        from resume.document.ink import unseen

        return unseen(self.pdf, self.pages)

    def prepare(self) -> None:
        """Begin with what takes long, and do meanwhile what needs none of it; raises `UnreadableError`."""
        wait = self.mining
        try:
            _ = self.unseen, self.lines
        except UnreadableError:
            wait()
            raise

    @cached_property
    def mining(self) -> Callable[[], Mined]:
        """Begin to read the PDF with pdfminer.six, which takes as long as all else, and give what waits for that."""
        if not self.thorough:
            return lambda: "it was not asked to"
        from resume.beside import beside

        return beside(partial(_mined, self.pdf))

    @cached_property
    def mined(self) -> Mined:
        """What pdfminer.six finds in it, or why it does not read it."""
        return self.mining()

    @property
    def objects(self) -> "Objects | None":
        """What it says about itself; nothing where pdfminer.six does not read it."""
        return None if isinstance(self.mined, str) else self.mined[0]

    @cached_property
    def readers(self) -> dict[str, tuple[str, ...]]:
        """The text of each page by each reader."""
        looks = tuple("\n".join(line.text for line in page) for page in self.lines)
        quick = {STREAM: tuple(page.text for page in self.pages), GEOMETRIC: looks}
        return quick if isinstance(self.mined, str) else quick | {LAYOUT: self.mined[1].pages}


def _mined(pdf: bytes) -> Mined:
    from resume.document import layout, objects

    try:
        document = objects.mined(pdf)
        return objects.objects(document), layout.read(document)
    except UnreadableError as error:
        return str(error)
