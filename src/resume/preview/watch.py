"""Watches the files that a page is made of."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from watchfiles import DefaultFilter, awatch

from resume.themes.manifest import MANIFEST
from resume.themes.shelf import shelves

DEBOUNCE: Final = 40
"""Milliseconds in which changes count as one: editors write a file in several steps."""

STEP: Final = 10
"""Milliseconds without a change after which it is told; watchfiles looks as often. At 5 an idle preview took 1.7 % of a
processor, not 1.0."""

OFTEN: Final = 1.0
"""Seconds after which is looked whether the folders and files are still the same."""

LOADED: Final = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".css", ".ttf", ".otf", ".woff", ".woff2"))
"""How files end that a theme may load from the folder of a source."""


@dataclass(frozen=True, slots=True)
class Watched:
    """The sources that a page is made of, with its picture, and the folders of themes, in which every file counts."""

    sources: frozenset[Path]
    themes: frozenset[Path]

    @property
    def folders(self) -> dict[Path, tuple[int, int]]:
        """Give the folders to watch, each with what tells it from another one that takes its place."""
        found = {}
        for folder in {*self.themes, *(path.parent for path in self.sources)}:
            try:
                status = folder.stat()
            except OSError:
                continue
            if folder.is_dir():
                found[folder] = (status.st_dev, status.st_ino)
        return found

    @property
    def states(self) -> dict[Path, tuple[int, int, int]]:
        """Give the files that are there, each with what tells it from what it was."""
        found = {}
        for path in {*self.sources, *(path for folder in self.themes for path in folder.glob("*"))}:
            with suppress(OSError):
                status = path.stat()
                found[path] = (status.st_ino, status.st_size, status.st_mtime_ns)
        return found

    def concerns(self, path: Path) -> bool:
        """Say whether a change of a file matters; what else is written beside a source does not hold it up."""
        place = path.parent.resolve() / path.name
        return place in self.sources or path.suffix.lower() in LOADED or path.parent in self.themes


async def watch(watched: Callable[[], Watched], changed: Callable[[], object]) -> None:
    """Call `changed` on each change of what is watched, until cancelled; which files these are may change.

    Where the system tells of no more changes, files are looked at again and again.
    """
    told = polls = False
    while True:
        if told:
            changed()  # what happened while nothing was watched
        told = True
        try:
            known = watched()
            folders = known.folders
            await _until_others(known, folders, watched, changed, polls=polls)
        except* FileNotFoundError:  # a folder that has gone meanwhile
            await asyncio.sleep(OFTEN)
        except* (OSError, RuntimeError):  # in a group where it comes while watching, as of a name that is not UTF-8
            polls = True
            await asyncio.sleep(OFTEN)


async def _until_others(
    known: Watched,
    folders: dict[Path, tuple[int, int]],
    watched: Callable[[], Watched],
    changed: Callable[[], object],
    *,
    polls: bool,
) -> None:
    """Tell of changes in some folders, until there are others to watch, or others in their places.

    Files are looked at besides: where watchfiles polls, it sees one change of a file in a second
    (https://github.com/samuelcolvin/watchfiles/issues/319). What differs from look to look is still being written.
    """
    told = last = known.states
    seen = awatch(
        *folders,
        watch_filter=DefaultFilter(),
        debounce=DEBOUNCE,
        step=STEP,
        recursive=False,
        rust_timeout=round(OFTEN * 1000),
        yield_on_timeout=True,
        force_polling=polls or None,
    )
    async for changes in seen:
        now = watched()
        states = now.states
        if told != states == last or any(known.concerns(Path(path)) for _, path in changes):
            changed()
            told = states
        elif now != known:
            told = {path: told.get(path, state) for path, state in states.items()}
        last = states
        if now.folders != folders or any(Path(path) in folders for _, path in changes):
            return
        known = now


def watched(sources: Iterable[Path], beside: Path, themes: Iterable[Path], image: str) -> Watched:
    """Give what is to be watched for sources, themes, and the picture, called `image`, of a résumé `beside` it."""
    paths = [where for path in sources for where in (path.absolute(), path.resolve())]
    paths += [(beside / image).absolute(), (beside / image).resolve()] if image else []
    folders = {folder for shelf in shelves(beside) for folder in _shelf(shelf)}
    for theme in themes:
        folders |= {*_inside(theme)}
        for manifest in theme.absolute().parent.glob(f"*/{MANIFEST}"):  # which it may extend
            folders |= {*_inside(manifest.parent)}
    return Watched(frozenset(path.parent.resolve() / path.name for path in paths), frozenset(folders))


def _shelf(shelf: Path) -> Iterator[Path]:
    """Give a folder of themes with all in them; one that is a link is followed."""
    if shelf.is_dir():
        yield shelf
        for path in shelf.iterdir():
            yield from _inside(path)


def _inside(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.glob("**/") if path.is_dir())
