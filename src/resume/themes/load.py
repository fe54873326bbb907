"""Lays a theme over those that it extends, and checks the options chosen for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from resume.diagnostics import Diagnostics, Span, did_you_mean
from resume.model.ours import NONE
from resume.model.places import Places
from resume.tailor.settings import COMMAND_LINE
from resume.themes.bounds import Fit
from resume.themes.manifest import Declaration
from resume.themes.options import Known, Option, listed, words, wrong
from resume.themes.shelf import Chosen, lineage

TEMPLATE: Final = "resume.html.j2"
LETTER: Final = "letter.html.j2"
STYLE: Final = "style.css"
SCREEN: Final = "screen.css"
"""What a web page has beside the sheet that the PDF has too."""


PALETTE: Final = "palette"
FONT: Final = "font-"
DEFAULT_FONT: Final = "Noto Sans"
ROLES: Final = {
    "text": "The font family of running text.",
    "head": "The font family of the name and the headings.",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with those it extends laid under it.

    `folders` leads from the theme itself to the root of its family; `fonts` are families by the
    name of the custom property `--font-…`; `options` are the values in force, as CSS has them, and
    `declared` says what each means. `wished` are those that the source chose; `fit` says how far the
    others may be moved for a résumé to fit its pages.
    """

    name: str
    description: str
    folders: tuple[Path, ...]
    fonts: Mapping[str, str]
    options: Mapping[str, str]
    declared: Mapping[str, Option]
    palettes: Mapping[str, Mapping[str, str]]
    page_size: str
    page_margin: str
    wished: frozenset[str]
    fit: Fit

    def sections(self, option: str) -> tuple[str, ...]:
        """Give the sections that an option lists; none where the theme has no such option."""
        return tuple(word for word in words(self.options.get(option, "")) if word != NONE)


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options that a source chooses, with their places.

    Where they are not `theirs`, but were chosen for another theme, they apply as far as a theme has
    them; those that the command line sets are for each. `sections` are the ids that there are.
    """

    options: Mapping[str, str]
    places: Places
    sections: tuple[str, ...] = Known().sections
    theirs: bool = True

    def are_meant_for(self, option: str) -> bool:
        """Say whether the theme must have an option."""
        return self.theirs or self.places.key(("theme", option)).file == COMMAND_LINE


def load(chosen: Chosen, beside: Path, wishes: Wishes, diagnostics: Diagnostics) -> Theme | None:
    """Load a theme with the options that the source chose; where it gives none, errors are reported.

    `beside` is the source's folder, whose `themes/` comes before the built-in ones.
    """
    family = lineage(chosen, beside, diagnostics)
    if family is None:
        return None
    known = len(diagnostics.items)
    declared, palettes = _declared(family, diagnostics)
    values = {name: option.default for name, option in declared.items()}
    own = _chosen(family[0].manifest.name, declared, wishes, Known((*palettes,), wishes.sections), diagnostics)
    values |= palettes.get(own.get(PALETTE, values.get(PALETTE, NONE)), {})
    values |= own
    fit = _fit(family, diagnostics)
    if any(item.severity == "error" for item in diagnostics.items[known:]):
        return None
    pages = [declaration.manifest.page for declaration in family]
    return Theme(
        name=family[0].manifest.name,
        description=family[0].manifest.description,
        folders=tuple(declaration.folder for declaration in family),
        fonts={name.removeprefix(FONT): value for name, value in values.items() if declared[name].type == "font"},
        options={name: value for name, value in values.items() if declared[name].type != "font"},
        declared=declared,
        palettes=palettes,
        page_size=next((page.size for page in pages if page.size), "a4"),
        page_margin=next((page.margin for page in pages if page.margin), "16mm"),
        wished=frozenset(own),
        fit=fit,
    )


def _fit(family: list[Declaration], diagnostics: Diagnostics) -> Fit:
    """Give the bounds that a family of themes states, the theme's own over those of its ancestors."""
    fit = Fit()
    for declaration in reversed(family):
        stated = declaration.manifest.fit
        fit = stated.over(fit)
        for name, least, ideal in fit.contrary():
            if name in stated.model_fields_set:
                message = f"the least {name}, {least}, is more than the ideal one, {ideal}"
                diagnostics.error("fit-bound", message, declaration.places.key(("fit", name)))
                fit = fit.model_copy(update={name: type(getattr(fit, name))()})
    return fit


def _declared(
    family: list[Declaration], diagnostics: Diagnostics
) -> tuple[dict[str, Option], dict[str, dict[str, str]]]:
    """Give the options and palettes that a family of themes declares, the theme's own over those of its ancestors."""
    declared = {f"{FONT}text": Option(type="font", default=DEFAULT_FONT, meaning=ROLES["text"])}
    palettes: dict[str, dict[str, str]] = {}
    for declaration in reversed(family):
        manifest, places = declaration.manifest, declaration.places
        for role, font in manifest.fonts.items():
            meaning = ROLES.get(role, f"The font family that the theme calls {role}.")
            declared[FONT + role] = Option(type="font", default=font, meaning=meaning)
        for name, option in manifest.options.items():
            if name.startswith(FONT):
                message = f"`{name}` is chosen under `fonts:`, as `{name.removeprefix(FONT)}`"
                diagnostics.error("option-value", message, places.key(("options", name)))
            elif option.type is None and name not in declared:
                _report_unknown(name, declared, manifest.extends or "none", places.key(("options", name)), diagnostics)
            elif option.type is None:
                declared[name] = declared[name].model_copy(update=option.model_dump(exclude_unset=True))
            else:
                declared[name] = option
        palettes |= manifest.palettes
        for name in manifest.options.keys() & declared.keys():
            path = ("options", name, "default") if ("options", name, "default") in places.values else ("options", name)
            flaw = wrong(declared[name], declared[name].default, Known((*palettes,)))
            if flaw:
                message = f"the default of `{name}` must be {flaw.must_be}, but this is `{declared[name].default}`"
                diagnostics.error("option-value", message, places.span(path), hint=flaw.hint)
        _check_palettes(declaration, declared, diagnostics)
    return declared, palettes


def _check_palettes(declaration: Declaration, declared: Mapping[str, Option], diagnostics: Diagnostics) -> None:
    for palette, values in declaration.manifest.palettes.items():
        for name, value in values.items():
            path = ("palettes", palette, name)
            if name not in declared:
                span = declaration.places.key(path)
                _report_unknown(name, declared, declaration.manifest.name, span, diagnostics)
            elif flaw := wrong(declared[name], value, Known()):
                message = f"`{name}` must be {flaw.must_be}, but this is `{value}`"
                diagnostics.error("option-value", message, declaration.places.span(path), hint=flaw.hint)


def _chosen(
    theme: str, declared: Mapping[str, Option], wishes: Wishes, known: Known, diagnostics: Diagnostics
) -> dict[str, str]:
    """Give those options of a source that the theme has, their values checked."""
    values: dict[str, str] = {}
    for name, value in wishes.options.items():
        if name not in declared:
            if wishes.are_meant_for(name):
                _report_unknown(name, declared, theme, wishes.places.key(("theme", name)), diagnostics)
        elif flaw := wrong(declared[name], value, known):
            message = f"`{name}` must be {flaw.must_be}, but this is `{value}`"
            diagnostics.error("option-value", message, wishes.places.span(("theme", name)), hint=flaw.hint)
        else:
            values[name] = value
    return values


def _report_unknown(name: str, declared: Iterable[str], theme: str, span: Span, diagnostics: Diagnostics) -> None:
    hint = did_you_mean(name, declared, f"it has {listed(declared)}")
    diagnostics.error("unknown-option", f"the theme {theme} has no option `{name}`", span, hint=hint)


def describe(theme: Theme) -> dict[str, Any]:
    """Give what a template sees as `theme`: the name, and the options as values of its language."""
    seen: dict[str, Any] = {"name": theme.name}
    for name, value in theme.options.items():
        match theme.declared[name].type:
            case "boolean":
                seen[name.replace("-", "_")] = value == "true"
            case "sections":
                seen[name.replace("-", "_")] = theme.sections(name)
            case _:
                seen[name.replace("-", "_")] = value
    return seen
