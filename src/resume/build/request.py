"""What is asked for, and what came of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from resume.diagnostics import Diagnostics, Span
from resume.document.values import Box
from resume.inspect.known import Known
from resume.model.load import Loaded
from resume.tailor.tailor import WHOLE, Choice, File
from resume.themes.load import Theme
from resume.themes.shelf import Chosen

if TYPE_CHECKING:  # most builds are of no letter
    from resume.letter.read import Written


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built of which source.

    `file` is what diagnostics call the source, and `folder` what its relative paths refer to. `overlays`
    are laid over it, and `settings`, each `PATH=VALUE`, set values of it. It is built in each of the
    `variants` and `languages`, of which `all` are those that it has, and `themes`; without any, as it is,
    in its own. `choice` says what else is wanted of it. `output` is a file, or with `to_folder` a folder,
    in which several have a folder each; so has one alone that is to stand `apart`.
    A `letter` is built in its place, or before it where it encloses it.
    With `embed`, the PDF holds the résumé as JSON. Pictures of its pages have `dpi` dots an inch.
    With `trim`, what is least important is left out where the pages would be more than the source's limit.
    With `mapped`, it is said of each PDF where on its pages the texts of the source stand.
    """

    source: bytes
    file: str
    folder: Path
    themes: tuple[Chosen, ...] = ()
    formats: tuple[str, ...] = ("pdf",)
    output: Path | None = None
    to_folder: bool = True
    apart: bool = False
    check: bool = True
    strict: bool = False
    settings: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    overlays: tuple[File, ...] = ()
    variants: tuple[str, ...] = ()
    choice: Choice = WHOLE
    trim: bool = False
    dpi: int = 150
    embed: bool = False
    letter: "Written | None" = None
    mapped: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a text on a page, which counts from 1; in points from the page's upper left corner.

    `path` and `span` say where the text is written. A heading that is a word of the language has those of its section.
    """

    page: int
    box: Box
    path: tuple[str | int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, what it was made of, and how many times it was laid out for that; where it is `mapped`, its `places`.

    `fill` is the share of its last page that text reaches down to.
    """

    pdf: bytes
    known: Known
    loaded: Loaded
    theme: Theme
    fill: float
    layouts: int = 1
    places: tuple[Place, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What came of a request: what was made, where it was written, and all that is to be said.

    Where the request failed, nothing is made; `printed` are the PDFs all the same, for whoever judges them.
    `sources` are the files that it was made of, themes aside. `pictured` are the names by which pages were drawn:
    where there are several, the picture of each has its number too.
    """

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    made: dict[Path, bytes] = field(default_factory=dict)
    paths: list[Path] = field(default_factory=list)
    printed: dict[Path, Printed] = field(default_factory=dict)
    sources: tuple[Path, ...] = ()
    pictured: list[Path] = field(default_factory=list)
