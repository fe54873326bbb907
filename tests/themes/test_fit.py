"""The bounds that themes state for fitting, and what is made of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.themes import load as themes
from resume.themes.fit import IDEAL, OWN, SPACED, TIGHTEST, at
from resume.themes.load import Theme, Wishes
from resume.themes.shelf import Chosen, builtin_names

HEAD = "name: mine\ndescription: Planted.\nextends: modern\n"
BOUNDS = "fit: {density: {least: 0.5, ideal: 1.5}, leading: {ideal: 1.4}, margin: {least: 12mm}, size: {least: 9pt}}\n"


def load(folder: Path, more: str = "", name: str = "mine", **wishes: str) -> tuple[Theme | None, Diagnostics]:
    place = folder / "themes/mine"
    place.mkdir(parents=True, exist_ok=True)
    (place / "theme.yaml").write_text(HEAD + more, encoding="utf-8")
    diagnostics = Diagnostics()
    return themes.load(Chosen(name), folder, Wishes(wishes, Places({}, {}), theirs=True), diagnostics), diagnostics


def loaded(folder: Path, more: str = "", name: str = "mine", **wishes: str) -> Theme:
    theme, diagnostics = load(folder, more, name, **wishes)
    assert diagnostics.items == []
    assert theme is not None
    return theme


def test_a_bound_that_is_not_stated_is_inherited(tmp_path: Path) -> None:
    fit = loaded(tmp_path, "fit: {size: {least: 9.5pt}, density: {ideal: 2}}\n").fit
    assert (fit.size.least, fit.size.ideal) == ("9.5pt", "11pt")
    assert (fit.density.least, fit.density.ideal) == ("0.42", "2")
    assert fit.margin.least == "12mm"


@pytest.mark.parametrize(
    ("fit", "code", "said", "column"),
    [
        ("size: {least: 8pt}", "fit-bound", "text of 8pt is hard to read; the size may be 9pt at the least", 21),
        ("size: {least: 3mm}", "fit-bound", "text of 3mm is hard to read; the size may be 9pt at the least", 21),
        ("margin: {least: 1cm}", "fit-bound", "a margin of 1cm is too narrow; it may be 12mm at the least", 23),
        ("size: {least: large}", "option-value", "`large` is not a length with a unit such as `10pt`", 21),
        ("density: {least: low}", "option-value", "`low` is not a number", 24),
        ("density: {leest: 1}", "unknown-key", "no key `leest`", 17),
        ("sice: {least: 9pt}", "unknown-key", "no key `sice`", 7),
        ("size: {least: 12pt}", "fit-bound", "the least size, 12pt, is more than the ideal one, 11pt", 7),
    ],
)
def test_a_bound_that_cannot_be_is_an_error_at_its_place(
    tmp_path: Path, fit: str, code: str, said: str, column: int
) -> None:
    theme, diagnostics = load(tmp_path, f"fit: {{{fit}}}\n")
    [item] = diagnostics.items
    assert (theme, item.severity, item.code) == (None, "error", code)
    assert said in item.message
    assert item.span is not None
    assert (Path(item.span.file).name, item.span.line, item.span.column) == ("theme.yaml", 4, column)
    assert ("did you mean" in item.hint) == (code == "unknown-key")


def numbers(theme: Theme, tightness: float) -> list[str]:
    options = at(theme, theme.page_margin, tightness, margin_is_wished=False)[0].options
    return [options[name] for name in ("density", "leading", "size")]


def test_spacing_gives_way_before_margins_and_margins_before_size(tmp_path: Path) -> None:
    theme = loaded(
        tmp_path, BOUNDS + "options: {density: '1', leading: '1.3', size: 10pt}\npage: {margin: 20mm 10mm}\n"
    )
    found = {t: at(theme, theme.page_margin, t, margin_is_wished=False) for t in (0, 0.3, 0.6, 0.8, 1, 1.5, 2)}
    shown = {t: (theme.options["density"], margin, theme.options["size"]) for t, (theme, margin) in found.items()}
    assert shown == {
        0: ("1", "20mm 10mm", "10pt"),
        0.3: ("0.75", "20mm 10mm", "10pt"),
        0.6: ("0.5", "20mm 10mm", "10pt"),
        0.8: ("0.5", "16mm 10mm 16mm 10mm", "10pt"),
        1: ("0.5", "12mm 10mm 12mm 10mm", "10pt"),
        1.5: ("0.5", "12mm 10mm 12mm 10mm", "9.5pt"),
        2: ("0.5", "12mm 10mm 12mm 10mm", "9pt"),
    }


def test_what_is_tighter_than_its_bound_stays(tmp_path: Path) -> None:
    theme = loaded(tmp_path, "options: {density: '0.3', leading: '1.1', size: 8pt}\n")
    assert numbers(theme, TIGHTEST) == ["0.3", "1.1", "8pt"]
    wide = loaded(tmp_path, "options: {density: '2', leading: '1.6', size: 14pt}\n")
    assert numbers(wide, IDEAL) == ["2", "1.6", "14pt"]


def test_what_was_chosen_stays(tmp_path: Path) -> None:
    theme = loaded(tmp_path, size="10pt", density="1")
    for tightness in (IDEAL, OWN, SPACED, TIGHTEST):
        density, _, size = numbers(theme, tightness)
        assert (density, size) == ("1", "10pt")
    assert at(theme, "30mm", TIGHTEST, margin_is_wished=True)[1] == "30mm"


@pytest.mark.parametrize("name", builtin_names())
def test_each_theme_lies_between_its_bounds_or_stays_where_it_is(tmp_path: Path, name: str) -> None:
    theme = loaded(tmp_path, name=name)
    assert at(theme, theme.page_margin, OWN, margin_is_wished=False) == (replace(theme), theme.page_margin)
    rows = [[float(value.removesuffix("pt")) for value in numbers(theme, t / 10)] for t in range(-10, 21)]
    for values in zip(*rows, strict=True):
        assert [*values] == sorted(values, reverse=True)
