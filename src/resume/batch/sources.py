"""Finds the résumés that a batch is of: in files, folders and patterns, and in files of many."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import normalize

from resume import files
from resume.batch import records
from resume.batch.job import FOLDER, Source
from resume.batch.records import Wanted

RESUME: Final = "resume.yaml"
ENDINGS: Final = {".yaml", ".yml", ".json"}
SCHEMA: Final = "resume.schema.json"
THEMES: Final = "themes"

WILD: Final = frozenset("*?[")
"""What makes a pattern of a name."""


def sources(names: Iterable[str], output: Path, wanted: Wanted) -> Iterator[Source]:
    """Give the résumés that some names stand for; raises `files.FileError`.

    A name is a file, a folder or a pattern with `*`, `?`, `[…]` or `**`. Of a folder, that is its resume.yaml, or
    where it has none, all that end as résumés do, and those of the folders in it; what begins with a dot,
    themes and the batch's own `output` are none. A résumé's files go to a folder called as its file is; one
    called resume.yaml, as its folder; those of a folder or a pattern keep the folders between. JSON Lines and CSV
    hold many, which are read one by one, as is `wanted`.
    """
    for name in names:
        path = Path(name)
        if path.is_dir():
            if path.resolve() == output.resolve():
                raise files.FileError(f"cannot read {name}: all would be built in it; name another folder with -o")
            found = [(file, file.relative_to(path)) for file in _inside(path, output.resolve())]
        elif path.exists() or not WILD.intersection(name):
            found = [(path, Path(path.name))]
        else:
            found = [(file, file.relative_to(_fixed(path))) for file in _matching(path)]
        if not found:
            raise files.FileError(f"cannot read {name}: there is no résumé there")
        for file, within in found:
            read = records.READERS.get(file.suffix.lower())
            for source in read(file, wanted) if read else [_whole(file, within)]:
                _check(source)
                yield source


def place(file: Path, within: Path) -> str:
    """Say which folder the files of a résumé go to, by its path in what was named."""
    parts = (*within.parts[:-1], records.named(within))
    if file.name == RESUME:
        parts = parts[:-1] or (file.resolve().parent.name,)
    return normalize("NFC", str(PurePosixPath(*parts)))


def _whole(file: Path, within: Path) -> Source:
    content = files.read(file)
    return Source(place(file, within), str(file), str(file.resolve().parent), content)


def _check(source: Source) -> None:
    """Refuse a path that is no text, which no ledger can hold, and the place of what is no output."""
    if source.place.split("/")[0].casefold() == FOLDER:
        raise files.FileError(f"cannot read {source.file}: it would be built in {FOLDER}/; rename it")
    try:
        f"{source.place}{source.file}{source.folder}".encode()
    except UnicodeEncodeError:
        raise files.FileError(f"cannot read {source.file}: its path is not UTF-8 text") from None


def _fixed(pattern: Path) -> Path:
    """Give the folder that all files are in which a pattern matches."""
    parts = [*takewhile(lambda part: not WILD.intersection(part), pattern.parts)]
    return Path(*parts)


def _matching(pattern: Path) -> list[Path]:
    start = Path(pattern.anchor)
    try:
        return sorted(path for path in start.glob(str(pattern.relative_to(start))) if path.is_file())
    except ValueError as error:  # which Python has for a `**` in a name
        raise files.FileError(f"cannot read {pattern}: {files.reason(error)}") from None


def _inside(folder: Path, output: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Give the résumés of a folder and those in it; `above` are the folders that a link must not lead back to."""
    here = folder.resolve()
    if here in above:
        return
    if (folder / RESUME).is_file():
        yield folder / RESUME
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.resolve() == output:
            continue
        if path.is_dir() and path.name != THEMES:
            yield from _inside(path, output, above | {here})
        elif path.suffix.lower() in ENDINGS and path.name != SCHEMA and path.is_file():
            yield path
