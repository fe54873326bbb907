"""Finds themes, reads what they declare, checks the options chosen for them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from resume import files, fonts
from resume.diagnostics import Diagnostics, Span, did_you_mean
from resume.model.load import read, validate
from resume.model.places import Places
from resume.model.values import Margin, PageSize, Problem, Text, millimetres
from resume.source import compose, text

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
BASE: Final = "base"
MANIFEST: Final = "theme.yaml"
TEMPLATE: Final = "resume.html.j2"
STYLE: Final = "style.css"


Type: TypeAlias = Literal["color", "length", "number", "boolean", "choice"]


def _name(value: object) -> object:
    """Check a theme's name, which becomes a folder of the output."""
    if isinstance(value, str) and not NAME.match(value):
        raise Problem("theme_name", "`{text}` is not a name of letters, digits, `-` and `_`", {"text": value})
    return value


def _type(value: object) -> object:
    if not isinstance(value, str):
        raise Problem("expected_text", "must be text")
    if value not in get_args(Type):
        context = {"text": value, "known": ", ".join(get_args(Type))}
        raise Problem("option_type", "`{text}` is no type of option; there are {known}", context)
    return value


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")


class Option(_Declared):
    """What a theme lets its user choose; in CSS it is the custom property of its name."""

    type: Annotated[Type, BeforeValidator(_type)]
    default: Text
    meaning: Text
    choices: tuple[Text, ...] = ()


class PageDefaults(_Declared):
    """The paper a theme is made for."""

    size: PageSize | None = None
    margin: Margin | None = None


class Manifest(_Declared):
    """A theme.yaml; `name` is how the theme is called in the output, and need not be its folder's."""

    model_config = ConfigDict(title="a theme")

    name: Annotated[Text, BeforeValidator(_name)]
    description: Text
    extends: Text | None = None
    fonts: dict[str, Text] = {}
    options: dict[str, Option] = {}
    page: PageDefaults = Field(default_factory=PageDefaults)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with those it extends laid under it.

    `folders` leads from the theme itself to the root of its family; `fonts` are families by the
    name of the custom property `--font-…`; `options` are the values in force, as CSS has them.
    """

    name: str
    folders: tuple[Path, ...]
    fonts: Mapping[str, str]
    options: Mapping[str, str]
    page_size: str
    page_margin: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A wish for a theme: a name or, on the command line alone, a folder; and where it stands."""

    name: str
    span: Span | None = None
    by_path: bool = False


def builtin_folder() -> Path:
    """Find the folder of the built-in themes: in the wheel inside the package, else at the checkout's top."""
    inside = Path(__file__).parent / "builtin_themes"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "themes"


def builtin_names() -> list[str]:
    """List the built-in themes that make a résumé: all but the base that they share."""
    return sorted(path.parent.name for path in builtin_folder().glob(f"*/{MANIFEST}") if path.parent.name != BASE)


def load(
    chosen: Chosen,
    beside: Path,
    options: Mapping[str, str],
    places: Places,
    diagnostics: Diagnostics,
    *,
    theirs: bool = True,
) -> Theme | None:
    """Load a theme with the options that the source chose; where it gives none, errors are reported.

    `beside` is the source's folder, whose `themes/` comes before the built-in ones. Options that are
    not `theirs`, but were chosen for another theme, apply as far as this one has them.
    """
    known = len(diagnostics.items)
    chain = _chain(chosen, [beside / "themes", builtin_folder()], diagnostics)
    if chain is None:
        return None
    declared: dict[str, Option] = {}
    families = {"text": "Noto Sans"}
    size, margin = "a4", "16mm"
    for _, manifest in reversed(chain):
        declared |= manifest.options
        families |= manifest.fonts
        size = manifest.page.size or size
        margin = manifest.page.margin or margin
    values = {name: option.default for name, option in declared.items()}
    for name, value in options.items():
        span = places.key(("theme", name))
        if name not in declared and theirs:
            hint = did_you_mean(name, declared, f"it has {_listed(declared)}")
            diagnostics.error("unknown-option", f"the theme {chain[0][1].name} has no option `{name}`", span, hint=hint)
        elif name not in declared:
            continue
        elif wrong := _wrong(declared[name], value):
            diagnostics.error("option-value", f"`{name}` must be {wrong}", places.span(("theme", name)))
        else:
            values[name] = value
    if any(item.severity == "error" for item in diagnostics.items[known:]):
        return None
    folders = tuple(folder for folder, _ in chain)
    return Theme(chain[0][1].name, folders, families, values, size, margin)


def _chain(chosen: Chosen, shelves: list[Path], diagnostics: Diagnostics) -> list[tuple[Path, Manifest]] | None:
    """Find a theme and those that it extends, from the theme itself to the root."""
    folder = Path(chosen.name) if chosen.by_path else _find(chosen.name, shelves)
    if folder is None or not (folder / MANIFEST).is_file():
        names = {path.parent.name for shelf in shelves for path in shelf.glob(f"*/{MANIFEST}")} - {BASE}
        hint = did_you_mean(chosen.name, names, f"there are {_listed(sorted(names))}")
        diagnostics.error("unknown-theme", f"there is no theme `{chosen.name}`", chosen.span, hint=hint)
        return None
    chain: list[tuple[Path, Manifest]] = []
    while True:
        loaded = _manifest(folder, diagnostics)
        if loaded is None:
            return None
        manifest, span = loaded
        chain.append((folder, manifest))
        if manifest.extends is None:
            return chain
        parent = _find(manifest.extends, [folder.absolute().parent, *shelves])
        if parent is None:
            message = f"there is no theme `{manifest.extends}` to extend"
            diagnostics.error("unknown-theme", message, span)
            return None
        if any(parent.samefile(seen) for seen, _ in chain):
            diagnostics.error("theme-cycle", f"the theme {folder.name} extends itself through `{parent.name}`", span)
            return None
        folder = parent


def _find(name: str, shelves: Iterable[Path]) -> Path | None:
    if not NAME.match(name):
        return None
    return next((shelf / name for shelf in shelves if (shelf / name / MANIFEST).is_file()), None)


def _manifest(folder: Path, diagnostics: Diagnostics) -> tuple[Manifest, Span] | None:
    """Read a theme.yaml; gives it with the place of its `extends`."""
    file = str(folder / MANIFEST)
    content = files.read_inside(folder, MANIFEST)
    source = text.decode(content or b"", file, diagnostics)
    root = compose.parse(source, file, diagnostics) if source is not None else None
    if root is None or source is None:
        return None
    data, places = read(root, source)
    manifest = validate(Manifest, data, places, diagnostics)
    if manifest is None:
        return None
    wrong = False
    for role, family in manifest.fonts.items():
        if family not in fonts.FAMILIES:
            hint = did_you_mean(family, fonts.FAMILIES, f"there are {_listed(fonts.FAMILIES)}")
            span = places.span(("fonts", role))
            diagnostics.error("unknown-font", f"there is no font family `{family}`", span, hint=hint)
            wrong = True
    for name, option in manifest.options.items():
        if problem := _wrong(option, option.default):
            message = f"the default of `{name}` must be {problem}"
            diagnostics.error("option-value", message, places.span(("options", name, "default")))
            wrong = True
    return None if wrong else (manifest, places.span(("extends",)))


def _wrong(option: Option, value: str) -> str:
    """Say what a value must be for its option; nothing where it is that."""
    match option.type:
        case "color":
            from tinycss2.color4 import parse_color  # WeasyPrint imports it anyway

            return "" if parse_color(value) else f"a CSS colour such as `#0b5394`, but this is `{value}`"
        case "length":
            return (
                "" if millimetres(value) is not None else f"a length with a unit such as `10pt`, but this is `{value}`"
            )
        case "number":
            return "" if re.fullmatch(r"\d+(\.\d+)?", value) else f"a number, but this is `{value}`"
        case "boolean":
            return "" if value in {"true", "false"} else f"`true` or `false`, but this is `{value}`"
        case "choice":
            return "" if value in option.choices else f"one of {_listed(option.choices)}, but this is `{value}`"


def _listed(names: Iterable[str]) -> str:
    """List names in a sentence."""
    return ", ".join(f"`{name}`" for name in names) or "none"


def describe(theme: Theme) -> dict[str, Any]:
    """Give what a template sees as `theme`."""
    return {"name": theme.name, **{name.replace("-", "_"): value for name, value in theme.options.items()}}
