"""What stands on the pages of a PDF: words, pictures and links, each with its place.

Lengths are points (1/72 inch). The origin is the upper left corner of the page's visible part, its
CropBox (ISO 32000-2 §14.11.2), and y grows downwards.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """How much it covers; nothing where it is turned inside out."""
        return max(self.width, 0) * max(self.height, 0)

    def within(self, other: "Box") -> "Box":
        """Give what of it lies in another."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def is_on(self, other: "Box") -> bool:
        """Say whether more than half of it lies in another."""
        if self.top > other.bottom or self.bottom < other.top or self.left > other.right or self.right < other.left:
            return False
        return self.within(other).area > self.area / 2

    def around(self, other: "Box") -> "Box":
        """Give the box that holds both; by comparing, since `min` and `max` take twice as long, and all words ask."""
        left, top, right, bottom = self
        return Box(
            left if left < other.left else other.left,
            top if top < other.top else other.top,
            right if right > other.right else other.right,
            bottom if bottom > other.bottom else other.bottom,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is set: its font's PostScript name without the tag of its subset, and its size in points."""

    font: str
    size: float
    is_bold: bool


class Word(NamedTuple):
    """Characters without a space between them.

    `order` is its number among the words of its page as they are painted, `content` the number of the
    marked content that it is part of (ISO 32000-2 §14.7.5), below 0 where it is part of none. `is_artifact`
    says that it is marked as furniture of the page (§14.8.2.2), such as a running head.
    """

    text: str
    box: Box
    baseline: float
    style: Style
    order: int
    content: int = -1
    is_artifact: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page, and how many pixels it has."""

    box: Box
    pixels: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and the rectangle that is clicked."""

    uri: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its words in the order of painting, and its text as PDFium gives it; `paths` counts what is drawn."""

    box: Box
    words: tuple[Word, ...]
    text: str
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    paths: int = 0


@dataclass(frozen=True)
class Line:
    """Words that stand beside each other, as they are read. Pages count from 1; `baseline` is that of the line."""

    words: tuple[Word, ...]
    page: int
    baseline: float

    @cached_property
    def text(self) -> str:
        """Its words with a space between."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        """What its words cover."""
        return reduce(Box.around, (word.box for word in self.words))

    @cached_property
    def letters(self) -> int:
        """How many letters and digits it has."""
        return sum(map(str.isalnum, self.text))

    @cached_property
    def size(self) -> float:
        """The size in points that most of its characters have."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.style.size] += len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def is_bold(self) -> bool:
        """Say whether all words with letters are bold."""
        return all(word.style.is_bold for word in self.words if any(map(str.isalnum, word.text)))

    @property
    def is_upper(self) -> bool:
        """Say whether all its letters are capitals."""
        return self.text.isupper()


def middle(values: Iterable[float]) -> float:
    """Give the median, of an even number the upper one; to import `statistics`, which has it too, is 1 % of a build."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
