"""Finds themes: beside the résumé, then among those that come with the package."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resume import files
from resume.diagnostics import Diagnostics, Span, did_you_mean
from resume.themes.manifest import MANIFEST, NAME, Declaration, declaration
from resume.themes.options import listed

BASE: Final = "base"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A wish for a theme: a name or, on the command line alone, a folder; and where it stands."""

    name: str
    span: Span | None = None
    by_path: bool = False


def named(name: str) -> Chosen:
    """Take a theme by what the command line calls it: with a slash in it, that is a folder's path."""
    return Chosen(name, by_path="/" in name or os.sep in name)


def builtin_folder() -> Path:
    """Find the folder of the built-in themes: in the wheel inside the package, else at the checkout's top."""
    inside = Path(__file__).parents[1] / "builtin_themes"
    return inside if files.is_folder(inside) else Path(__file__).parents[3] / "themes"


def builtin_names() -> list[str]:
    """List the built-in themes that make a résumé: all but the base that they share."""
    return names([builtin_folder()])


def shelves(beside: Path) -> list[Path]:
    """Give the folders in which themes are looked for; `beside` is the source's folder."""
    return [beside / "themes", builtin_folder()]


def names(folders: Iterable[Path]) -> list[str]:
    """List the themes in some folders."""
    found = {name for folder in folders for name in files.names(folder) if files.is_file(folder / name / MANIFEST)}
    return sorted(found - {BASE})


def lineage(chosen: Chosen, beside: Path, diagnostics: Diagnostics) -> list[Declaration] | None:
    """Find a theme and those that it extends, from the theme itself to the root."""
    places = shelves(beside)
    folder = Path(chosen.name) if chosen.by_path else _find(chosen.name, places)
    if folder is None or not files.is_file(folder / MANIFEST):
        known = names(places)
        hint = did_you_mean(chosen.name, known, f"there are {listed(known)}")
        diagnostics.error("unknown-theme", f"there is no theme `{chosen.name}`", chosen.span, hint=hint)
        return None
    found: list[Declaration] = []
    while True:
        declared = declaration(folder, diagnostics)
        if declared is None:
            return None
        found.append(declared)
        extended = declared.manifest.extends
        if extended is None:
            return found
        span = declared.places.span(("extends",))
        above = [folder.absolute().parent, *places]
        parent = _find(extended, above)
        if parent is None:
            hint = did_you_mean(extended, names(above))
            diagnostics.error("unknown-theme", f"there is no theme `{extended}` to extend", span, hint=hint)
            return None
        if any(files.is_same(parent, seen.folder) for seen in found):
            diagnostics.error("theme-cycle", f"the theme {folder.name} extends itself through `{parent.name}`", span)
            return None
        folder = parent


def _find(name: str, folders: Iterable[Path]) -> Path | None:
    if not NAME.match(name):
        return None
    return next((folder / name for folder in folders if files.is_file(folder / name / MANIFEST)), None)
