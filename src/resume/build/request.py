"""What is asked for, and what came of it."""

from dataclasses import dataclass, field
from pathlib import Path

from resume.diagnostics import Diagnostics
from resume.inspect.known import Known
from resume.themes.shelf import Chosen


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built of which source.

    `file` is what diagnostics call the source, and `folder` what its relative paths refer to. Without
    `themes` and `languages` they are the source's own. `settings` are values, each `PATH=VALUE`, that
    take the place of the source's. `output` is a file, or with `to_folder` a folder. With `trim`,
    what is least important is left out where the pages would be more than the source's limit.
    """

    source: bytes
    file: str
    folder: Path
    themes: tuple[Chosen, ...] = ()
    formats: tuple[str, ...] = ("pdf",)
    output: Path | None = None
    to_folder: bool = True
    check: bool = True
    strict: bool = False
    settings: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    trim: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, what it was made of, and how many times it was laid out for that."""

    pdf: bytes
    known: Known
    layouts: int = 1


@dataclass(slots=True)
class Outcome:
    """What came of a request: what was made, where it was written, and all that is to be said.

    Where the request failed, nothing is made; `printed` are the PDFs all the same, for whoever judges them.
    """

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    made: dict[Path, bytes] = field(default_factory=dict)
    paths: list[Path] = field(default_factory=list)
    printed: dict[Path, Printed] = field(default_factory=dict)
