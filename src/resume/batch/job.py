"""What one job of a batch is: a source, in a theme, a variant and a language, and how it is to be made."""

import base64
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from resume.build.request import Request
from resume.diagnostics import Diagnostic
from resume.tailor.tailor import WHOLE, Choice, File
from resume.themes.shelf import named

FOLDER: Final = ".batch"
"""The folder, in that of the batch, of all that is not output."""


RECORD: Final = re.compile(r"#\d+\.json$")
"""The end of what a record of a file of many is called."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the jobs of a run are made; each field is that of a `Request`."""

    formats: tuple[str, ...] = ("pdf",)
    check: bool = True
    strict: bool = False
    trim: bool = False
    settings: tuple[str, ...] = ()
    overlays: tuple[File, ...] = ()
    choice: Choice = WHOLE

    def text(self) -> str:
        """Write it as JSON, the same for the same wish."""
        overlays = [[file.name, base64.b64encode(file.content).decode()] for file in self.overlays]
        return json.dumps({**asdict(self), "overlays": overlays}, sort_keys=True)


def wish(text: str) -> Wish:
    """Read what `Wish.text` wrote."""
    found = _fields(json.loads(text))
    overlays = tuple(File(name, base64.b64decode(content)) for name, content in found.pop("overlays"))
    choice = Choice(**_fields(found.pop("choice")))
    return Wish(**found, overlays=overlays, choice=choice)


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """A résumé of a batch.

    `place` is the folder that its files go to, from the batch's own, with `/` between its parts. `file` is what
    diagnostics call it, and `folder` what its relative paths refer to.
    """

    place: str
    file: str
    folder: str
    content: bytes

    @property
    def path(self) -> Path:
        """The file that it is, or that holds it among others, as it was named."""
        return Path(RECORD.sub("", self.file))


def called(place: str, theme: str, variant: str, language: str) -> str:
    """Say in a line which job it is."""
    return " · ".join(filter(None, (place, theme, variant, language)))


@dataclass(frozen=True, slots=True)
class Task:
    """A source in a theme, variant and language; empty is the source's own."""

    source: Source
    theme: str
    variant: str
    language: str
    wish: Wish

    @property
    def name(self) -> str:
        """What it is called in a line."""
        return called(self.source.place, self.theme, self.variant, self.language)

    def request(self) -> Request:
        """Ask for its files, by paths from the batch's folder."""
        return Request(
            self.source.content,
            self.source.file,
            Path(self.source.folder),
            themes=(named(self.theme),) if self.theme else (),
            formats=self.wish.formats,
            output=Path(self.source.place),
            apart=True,
            check=self.wish.check,
            strict=self.wish.strict,
            settings=self.wish.settings,
            languages=(self.language,) if self.language else (),
            overlays=self.wish.overlays,
            variants=(self.variant,) if self.variant else (),
            choice=self.wish.choice,
            trim=self.wish.trim,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task: its files, none where it failed, what is to be said of it, and what it was made of.

    `may_pass` says that the same task may do better another time: the worker was lost, not the résumé wrong.
    `full` says why no task could be done now, as there is no space left.
    """

    files: dict[str, bytes]
    items: tuple[Diagnostic, ...] = ()
    may_pass: bool = False
    sources: tuple[Path, ...] = ()
    full: str = ""

    @property
    def is_done(self) -> bool:
        """Say whether it was made."""
        return bool(self.files)
