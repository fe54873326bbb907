"""Reads the file of a letter: its front matter, and its text in passages that know their lines."""

from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import PurePath
from typing import Final

from resume.diagnostics import Diagnostics, Path, Span
from resume.letter.front import TODAY, Front
from resume.model import load
from resume.model.load import Loaded
from resume.model.places import Places
from resume.model.values import Date
from resume.source import compose, nodes
from resume.source import text as source
from resume.tailor.tailor import File
from resume.view import markdown

AT: Final = "letter"
"""Where a letter's values stand among those of the résumé; no résumé has such a key."""

BODY: Final = "body"
FENCE: Final = "---"
HINT: Final = f"write keys such as `subject: …` between the two lines `{FENCE}`"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it is written; `file` is what diagnostics call it.

    `passages` are the paragraphs and lists of its text. With `encloses`, the résumé comes with it. Its `places`
    have their paths below `AT`.
    """

    file: str
    front: Front
    passages: tuple[str, ...]
    places: Places
    encloses: bool = False

    @property
    def name(self) -> str:
        """The name of its file without ending; none of standard input."""
        return "" if self.file.startswith("<") else PurePath(self.file).stem

    def beside(self, loaded: Loaded) -> Loaded:
        """Give a résumé with the places of the letter among its own."""
        values, keys = {**loaded.places.values, **self.places.values}, {**loaded.places.keys, **self.places.keys}
        return replace(loaded, places=Places(values, keys))


def read(file: File, today: Date, diagnostics: Diagnostics, *, encloses: bool = False) -> Written | None:
    """Read a letter, whose date may be `today`; what is wrong with it is reported, and then there is none."""
    text = source.decode(file.content, file.name, diagnostics)
    if text is None:
        return None
    lines = source.LINE_BREAK.split(text)
    before = len(diagnostics.items)
    root = nodes.Mapping((), Span(file.name, 1, 1, 1, 2))
    start = 0
    if lines[0].rstrip() == FENCE:
        held = [*takewhile(lambda line: line.rstrip() != FENCE, lines[1:])]
        start = len(held) + 2
        if start > len(lines):
            message = f"the front matter begins here, and no line `{FENCE}` ends it"
            diagnostics.error("front-matter", message, Span(file.name, 1, 1, 1, len(FENCE) + 1))
            return None
        if any(line.partition("#")[0].strip() for line in held):
            root = compose.parse("\n".join(["", *held]), file.name, diagnostics, HINT) or root
            diagnostics.texts[file.name] = text
    data, front_places = load.read(root)
    front = load.validate(Front, data, front_places, diagnostics)
    passages = [*_passages(lines[start:], start, file.name)]
    if not passages:
        span = Span(file.name, min(start + 1, len(lines)), 1, min(start + 1, len(lines)), 2)
        diagnostics.error("empty-letter", "there is no text in this letter", span)
    if front is None or any(item.severity == "error" for item in diagnostics.items[before:]):
        return None
    if front.date == TODAY:
        front = front.model_copy(update={"date": today})
    values: dict[Path, nodes.Node] = {(AT, *path): node for path, node in front_places.values.items()}
    values |= {(AT, BODY, number): passage for number, passage in enumerate(passages)}
    places = Places(values, {(AT, *path): span for path, span in front_places.keys.items()})
    return Written(file.name, front, tuple(passage.text for passage in passages), places, encloses)


def _passages(lines: list[str], before: int, file: str) -> list[nodes.Scalar]:
    """Give the passages of a text that has some lines before it in its file."""
    found = []
    for first, end in markdown.passages("\n".join(lines)):
        last = max(number for number in range(first, end) if lines[number].strip())
        start = len(lines[first]) - len(lines[first].lstrip()) + 1
        span = Span(file, before + first + 1, start, before + last + 1, len(lines[last]) + 1)
        found.append(nodes.Scalar("\n".join(lines[first : last + 1]), span))
    return found
