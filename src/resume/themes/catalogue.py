"""Gives the themes that a résumé can be built in, as they are before anything is chosen of them."""

from dataclasses import dataclass
from pathlib import Path

from resume import files
from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.themes.load import Theme, Wishes, load
from resume.themes.manifest import NAME, declaration
from resume.themes.shelf import Chosen, builtin_folder, names, shelves


@dataclass(frozen=True, slots=True)
class Listed:
    """A theme that can be chosen by its name; `is_own` where it is none of the built-in ones."""

    name: str
    folder: Path
    is_own: bool

    def description(self, diagnostics: Diagnostics) -> str:
        """Give what the theme says of itself; where its theme.yaml has errors, they are reported."""
        declared = declaration(self.folder, diagnostics)
        return declared.manifest.description if declared else ""


def catalogue(beside: Path) -> list[Listed]:
    """List the themes in `themes/` of the source's folder, then the built-in ones whose names those leave free."""
    found: dict[str, Listed] = {}
    for shelf in shelves(beside):
        for name in names([shelf]):
            if NAME.match(name):
                found.setdefault(name, Listed(name, shelf / name, is_own=not files.is_same(shelf, builtin_folder())))
    return [*found.values()]


def unchanged(chosen: Chosen, beside: Path, diagnostics: Diagnostics) -> Theme | None:
    """Load a theme with none of its options chosen; where it gives none, errors are reported."""
    return load(chosen, beside, Wishes({}, Places({}, {})), diagnostics)
