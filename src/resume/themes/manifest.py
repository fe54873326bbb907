"""Reads a theme.yaml: what a theme calls itself, extends and declares."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, ConfigDict, Field

from resume import files, fonts
from resume.diagnostics import Diagnostics, did_you_mean
from resume.model.load import read, validate
from resume.model.places import Places
from resume.model.values import Margin, PageSize, Problem, Text
from resume.source import compose, text
from resume.themes.bounds import Fit
from resume.themes.options import Declared, Option, listed

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
MANIFEST: Final = "theme.yaml"
HINT: Final = "start with `name: my-theme` and `description: what it is for`"


def _name(value: object) -> object:
    """Check a theme's name, which becomes a folder of the output."""
    if isinstance(value, str) and not NAME.match(value):
        raise Problem("theme_name", "`{text}` is not a name of letters, digits, `-` and `_`", {"text": value})
    return value


def _option(value: object) -> object:
    """Take a plain value for what it is short for."""
    return {"default": value} if isinstance(value, str) else value


class PageDefaults(Declared):
    """The paper a theme is made for."""

    size: PageSize | None = None
    margin: Margin | None = None


class Manifest(Declared):
    """A theme.yaml; `name` is how the theme is called in the output, and need not be its folder's."""

    model_config = ConfigDict(title="a theme")

    name: Annotated[Text, BeforeValidator(_name)]
    description: Text
    extends: Text | None = None
    fonts: dict[str, Text] = Field(default_factory=dict)
    palettes: dict[str, dict[str, Text]] = Field(default_factory=dict)
    options: dict[str, Annotated[Option, BeforeValidator(_option)]] = Field(default_factory=dict)
    page: PageDefaults = Field(default_factory=PageDefaults)
    fit: Fit = Field(default_factory=Fit)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A theme by itself: its folder, its theme.yaml, and where things stand in that."""

    folder: Path
    manifest: Manifest
    places: Places


def declaration(folder: Path, diagnostics: Diagnostics) -> Declaration | None:
    """Read the theme.yaml of a folder; where it gives none, errors are reported."""
    found, said = _known(folder, files.read_inside(folder, MANIFEST) or b"")
    diagnostics.items += said.items
    diagnostics.texts |= said.texts
    return found


@lru_cache
def _known(folder: Path, content: bytes) -> tuple[Declaration | None, Diagnostics]:
    """Read a theme.yaml once for all builds of this process; give what is said of it beside."""
    said = Diagnostics()
    return _declaration(folder, content, said), said


def _declaration(folder: Path, content: bytes, diagnostics: Diagnostics) -> Declaration | None:
    file = str(folder / MANIFEST)
    source = text.decode(content, file, diagnostics)
    root = compose.parse(source, file, diagnostics, HINT) if source is not None else None
    if root is None:
        return None
    data, places = read(root)
    manifest = validate(Manifest, data, places, diagnostics)
    if manifest is None:
        return None
    known = len(diagnostics.items)
    for role, family in manifest.fonts.items():
        if family not in fonts.FAMILIES:
            hint = did_you_mean(family, fonts.FAMILIES, f"there are {listed(fonts.FAMILIES)}")
            message = f"there is no font family `{family}`"
            diagnostics.error("unknown-font", message, places.span(("fonts", role)), hint=hint)
    return Declaration(folder, manifest, places) if len(diagnostics.items) == known else None
