"""Tells by digests what jobs read beside their sources: themes, and the person's picture."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from resume import files
from resume.batch.job import Source, Wish
from resume.build.page import DEFAULT_THEME
from resume.diagnostics import Diagnostics
from resume.source import compose, nodes, text
from resume.tailor.tailor import File
from resume.themes.shelf import BASE, builtin_folder, lineage, named, names, shelves

IMAGE: Final = "image"
"""The end of each key, path or setting that names a picture: `image`, `basics.image`."""

ESCAPE: Final = b"\\"
"""What a quoted text may write any of its characters with."""


class Beside:
    """What the jobs of a run read beside their sources; each theme is read once, before the first job that needs it.

    A source that names no theme in the command's words may be in each of those whose name stands in it, whatever that
    means there: then a change to one of them too many counts as one.
    """

    def __init__(self, how: Wish) -> None:
        self._how = how
        self._known: dict[Path, list[str]] = {}
        self._families: dict[tuple[str, Path], str] = {}
        self._folders: dict[Path, str] = {}

    def digests(self, source: Source, themes: Sequence[str]) -> Mapping[str, str]:
        """Give, for each of some themes, of which empty is the source's own, a digest of what is read in it."""
        folder = Path(source.folder)
        pictured = "".join(_digest(picture(folder, path) or b"") for path in pictures(source, self._how))
        beside = folder if shelves(folder)[0].is_dir() else builtin_folder()  # of all that have none, one
        found = {}
        for theme in themes:
            possible = [theme] if theme else self._named(source, beside)
            found[theme] = pictured + "".join(self._family(name, beside) for name in possible)
        return found

    def _named(self, source: Source, beside: Path) -> list[str]:
        """Give the themes that a source may be in by what it says, and by what is laid over it."""
        if beside not in self._known:
            self._known[beside] = [*names(shelves(beside)), BASE]
        said = [source.content, *(file.content for file in self._how.overlays), *map(str.encode, self._how.settings)]
        is_named = {name: any(_may_say(name, part) for part in said) for name in self._known[beside]}
        return [name for name, may_be in is_named.items() if may_be or name == DEFAULT_THEME]

    def _family(self, theme: str, beside: Path) -> str:
        """Digest a theme with those that it extends."""
        key = (theme, beside)
        if key not in self._families:
            try:
                family = lineage(named(theme), beside, Diagnostics()) or ()
                self._families[key] = _digest("".join(self._folder(declared.folder) for declared in family).encode())
            except files.FileError as error:
                self._families[key] = _digest(str(error).encode())
        return self._families[key]

    def _folder(self, folder: Path) -> str:
        if folder not in self._folders:
            paths = sorted(path for path in folder.rglob("*") if path.is_file())
            parts = [f"{path.relative_to(folder).as_posix()} {_digest(files.read(path))}\n" for path in paths]
            self._folders[folder] = _digest("".join(parts).encode())
        return self._folders[folder]


def pictures(source: Source, how: Wish) -> list[str]:
    """Give the paths of all pictures that a source, or what is laid over it, names as the person's."""
    found: list[str] = []
    for file in (File(source.file, source.content), *how.overlays):
        if _may_say(IMAGE, file.content):
            found += _texts(_root(file), is_image=False)
    for setting in how.settings:
        key, _, value = setting.partition("=")
        found += [value] if key.endswith(IMAGE) else _texts(_root(File(key, value.encode())), is_image=False)
    return [*dict.fromkeys(found)]


def picture(folder: Path, path: str) -> bytes | None:
    """Read a picture of a source's folder; nothing where there is none that a build would read."""
    try:
        return files.read_inside(folder, path)
    except (files.FileError, OSError, ValueError):
        return None


def _may_say(word: str, content: bytes) -> bool:
    """Say whether a word may be among the texts of a file, as it is or with escapes."""
    return word.encode() in content or ESCAPE in content


def _root(file: File) -> nodes.Node | None:
    unsaid = Diagnostics()
    decoded = text.decode(file.content, file.name, unsaid)
    return None if decoded is None else compose.parse(decoded, file.name, unsaid)


def _texts(node: nodes.Node | None, *, is_image: bool) -> Iterator[str]:
    """Give the texts that stand, at whatever depth, under keys that name a picture."""
    match node:
        case nodes.Scalar(said) if is_image and said:
            yield said
        case nodes.Sequence(items):
            for item in items:
                yield from _texts(item, is_image=is_image)
        case nodes.Mapping(entries):
            for key, value in entries:
                yield from _texts(value, is_image=is_image or key.text.endswith(IMAGE))
        case _:
            pass


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
