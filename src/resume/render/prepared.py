"""Prepares fonts and sheets for WeasyPrint, and keeps them for further pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from resume import files
from resume.diagnostics import Diagnostic, Diagnostics
from resume.render.css import Sheet
from resume.render.engine import weasyprint
from resume.render.fetch import fetcher
from resume.render.log import listening
from resume.render.stylesheets import kept

KEPT: Final = 16
"""How many are kept, those used last: of each, the fonts are on the disk, and partly in memory."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sheets as WeasyPrint parsed them, with the fonts that they declare; `said` is what it said of them.

    `read` are the files of `folders` that they needed, with their versions, and `is_whole` says that they got all.
    `folder` has a copy of each font, called as `faces` are. A page that declares further ones puts them there too,
    where the next page would find them.
    """

    fonts: Any
    styles: list[Any]
    said: tuple[Diagnostic, ...]
    folders: list[Path]
    read: dict[Path, str]
    is_whole: bool
    folder: Path
    faces: frozenset[str] | None

    def is_current(self, folders: list[Path]) -> bool:
        """Say whether preparing it anew, with files of these folders, would give the same."""
        return (
            self.is_whole
            and files.entries(str(self.folder)) == self.faces
            and all(files.version(path) == version for path, version in self.read.items())
            and (self.folders == folders or all(files.is_inside(path, folders) for path in self.read))
        )


_kept: Final[dict[tuple[Sheet, ...], Prepared]] = {}


def prepared(sheets: Sequence[Sheet], folders: list[Path], diagnostics: Diagnostics) -> Prepared:
    """Parse sheets and load their fonts, which may be files of some folders, unless that was done before.

    What is said of them is reported. Raises what WeasyPrint raises.
    """
    key = tuple(sheets)
    found = _kept.pop(key, None)
    if found is None or not found.is_current(folders):
        _drop(found)
        found = _prepare(sheets, folders)
    _kept[key] = found
    for old in [*_kept][:-KEPT]:
        _drop(_kept.pop(old))
    diagnostics.items += found.said
    return found


def parsed(sheet: Sheet, fetch: Any, fonts: Any) -> Any:
    """Parse a sheet, and load its fonts; raises what WeasyPrint raises."""
    base = f"{sheet.folder.absolute().as_uri()}/"
    css = kept(weasyprint().CSS) if sheet.file else weasyprint().CSS  # what is chosen is another each time
    return css(string=sheet.text, base_url=base, url_fetcher=fetch, font_config=fonts)


def _prepare(sheets: Sequence[Sheet], folders: list[Path]) -> Prepared:
    fetch = fetcher(folders)
    said = Diagnostics()
    folder = files.make_temporary_folder()
    fonts = _fonts()(folder)
    styles = []
    try:
        for sheet in sheets:
            with listening(sheet.file, said):
                styles.append(parsed(sheet, fetch, fonts))
    except BaseException:
        files.delete_temporary_folder(folder)
        raise
    said_of = tuple(said.items)
    return Prepared(fonts, styles, said_of, folders, fetch.read, not fetch.refused, folder, files.entries(str(folder)))


@cache
def _fonts() -> Any:
    """Give WeasyPrint's font configuration, which leaves its folder to who made that.

    Its own would delete it when garbage is collected: never in a command, and in a process that was forked
    from this one too early.
    """

    class Fonts(import_module("weasyprint.text.fonts").FontConfiguration):  # type: ignore[misc]
        def __init__(self, folder: Path) -> None:
            super().__init__()
            self._folder = folder

        def __del__(self) -> None:
            pass

    return Fonts


def _drop(old: Prepared | None) -> None:
    if old:
        files.delete_temporary_folder(old.folder)
