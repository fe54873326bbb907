"""Font families that a style sheet asks for and its theme has not, each at its place."""

from pathlib import Path

import pytest

from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.themes.shelf import Chosen, builtin_names

pytestmark = pytest.mark.wide

SOURCE = "basics: {name: Ada Example, summary: Short.}\n"


def planted(folder: Path, css: str, font: str = "Lato") -> None:
    theme = folder / "themes/planted"
    theme.mkdir(parents=True)
    fonts = f"{{text: {font}, mono: IBM Plex Mono}}"
    manifest = f"name: planted\ndescription: Planted.\nextends: classic\nfonts: {fonts}\n"
    (theme / "theme.yaml").write_text(manifest, encoding="utf-8")
    (theme / "style.css").write_text(css, encoding="utf-8")


def built(folder: Path, source: str = SOURCE, theme: str = "planted", *formats: str) -> Outcome:
    chosen = (Chosen(theme),)
    return make(Request(source.encode(), "resume.yaml", folder, chosen, formats or ("html",), folder / "out"))


def said(folder: Path, css: str) -> list[tuple[str, int, int]]:
    """Give the families that there are not, with line and column; the page is made all the same."""
    planted(folder, css)
    outcome = built(folder)
    assert outcome.made
    found = []
    for item in outcome.diagnostics.in_order():
        assert (item.severity, item.code) == ("warning", "unknown-font")
        assert item.span is not None
        assert Path(item.span.file).name == "style.css"
        found.append((item.message.split("`")[1], item.span.line, item.span.column))
    return found


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("h1 { font-family: Helvetica }", [("Helvetica", 1, 19)]),
        ('h1 { font-family: "Helvetica" }', [("Helvetica", 1, 19)]),
        ("h1 { font-family: Comic Sans MS }", [("Comic Sans MS", 1, 19)]),
        ("h1 { font-family: 'Comic Sans MS', Lato }", [("Comic Sans MS", 1, 19)]),
        ("h1 { font-family: Lato, Helvetica, serif }", [("Helvetica", 1, 25)]),
        ("h1 {\n  color: red;\n  font-family:\n    Lato,\n    Helvetica;\n}", [("Helvetica", 5, 5)]),
        ("h1, h2 > b { FONT-FAMILY: helvetica !important }", [("helvetica", 1, 27)]),
        ("h1 { font-family: Helvetica }\nh2 { font-family: Arial }", [("Helvetica", 1, 19), ("Arial", 2, 19)]),
        ("/* é */ h1 { font-family: Helvetica }", [("Helvetica", 1, 27)]),
    ],
)
def test_a_family_that_there_is_not_is_a_warning_at_its_place(
    tmp_path: Path, css: str, found: list[tuple[str, int, int]]
) -> None:
    assert said(tmp_path, css) == found


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("h1 { font: 12pt Helvetica }", [("Helvetica", 1, 17)]),
        ("h1 { font: italic bold 1.2em/1.3 'Comic Sans MS', serif }", [("Comic Sans MS", 1, 34)]),
        ("h1 { font: 700 120% / 1.1 Helvetica, Arial }", [("Helvetica", 1, 27), ("Arial", 1, 38)]),
        ("h1 { font: 12pt Lato }", []),
        ("h1 { font: 12pt/1.2 var(--font-text) }", []),
        ("h1 { font: var(--size) / var(--leading) var(--font-text) }", []),
        ("h1 { font: inherit }", []),
    ],
)
def test_in_the_shorthand_the_family_is_what_comes_after_the_size(
    tmp_path: Path, css: str, found: list[tuple[str, int, int]]
) -> None:
    assert said(tmp_path, css) == found


@pytest.mark.parametrize("size", ["large", "var(--size)", "calc(1em + 2pt)", "12pt/var(--leading)"])
def test_a_size_that_is_no_number_comes_before_the_family_too(tmp_path: Path, size: str) -> None:
    assert said(tmp_path, f"h1 {{ font: {size} Helvetica }}") == [("Helvetica", 1, 13 + len(size))]


@pytest.mark.parametrize(
    "family",
    [
        *("Lato", "lato", '"LATO"', "EB Garamond", "'IBM Plex Mono'", "ibm plex mono"),
        *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "Serif"),
        *("inherit", "initial", "unset", "var(--font-head)", "var(--font-mono), monospace", "var(--none, Lato)"),
    ],
)
def test_a_family_of_the_theme_and_one_that_is_none_are_no_warning(tmp_path: Path, family: str) -> None:
    """What classic, which is extended, has for the headings is the theme's too."""
    assert said(tmp_path, f"h1 {{ font-family: {family} }}") == []


def test_what_only_looks_like_a_family_is_none(tmp_path: Path) -> None:
    css = """\
/* h1 { font-family: Helvetica } */
h1 { font-variant: small-caps; font-size: 12pt; font-weight: bold; font-style: italic }
h2::before { content: "font-family: Helvetica" }
.font-family { color: red }
"""
    assert said(tmp_path, css) == []


def test_beside_a_variable_a_family_is_looked_at(tmp_path: Path) -> None:
    assert said(tmp_path, "h1 { font-family: var(--font-text), Helvetica }") == [("Helvetica", 1, 37)]


def test_a_sheet_may_bring_a_font_of_its_own(tmp_path: Path) -> None:
    css = """\
@font-face { font-family: "My Own"; src: url("data:font/ttf;base64,AA==") }
h1 { font-family: My Own }
h2 { font-family: 'my own' }
h3 { font-family: My Other }
"""
    assert said(tmp_path, css) == [("My Other", 4, 19)]


def test_a_rule_within_another_is_looked_at(tmp_path: Path) -> None:
    css = "section {\n  & h2 { font-family: Helvetica }\n  em { strong { font: 9pt Arial } }\n}"
    assert said(tmp_path, css) == [("Helvetica", 2, 23), ("Arial", 3, 27)]


@pytest.mark.parametrize(
    "css",
    [
        "@media print { h1 { font-family: Helvetica } }",
        "@supports (color: red) { h1 { font-family: Helvetica } }",
        "@page { @bottom-center { font-family: Helvetica } }",
    ],
)
def test_a_rule_within_an_at_rule_is_looked_at(tmp_path: Path, css: str) -> None:
    assert [family for family, _, _ in said(tmp_path, css)] == ["Helvetica"]


@pytest.mark.parametrize(
    ("family", "hint"),
    [
        ("Ubuntu", "name it under `fonts:` in theme.yaml: `{text: Ubuntu}`"),
        ("'open sans'", "name it under `fonts:` in theme.yaml: `{text: Open Sans}`"),
        ("Latto", "did you mean `Lato`?"),
        ("Ubunto", "did you mean `Ubuntu`?"),
        ("Zapfino", ""),
    ],
)
def test_a_hint_says_how_to_get_a_font_or_what_was_meant(tmp_path: Path, family: str, hint: str) -> None:
    """A font that comes with the tool is there for a theme that names it."""
    planted(tmp_path, f"h1 {{ font-family: {family} }}")
    [item] = built(tmp_path).diagnostics.items
    assert item.hint == hint


def test_a_font_that_the_theme_then_names_is_no_warning(tmp_path: Path) -> None:
    planted(tmp_path, "h1 { font-family: Ubuntu }", font="Ubuntu")
    assert built(tmp_path).diagnostics.items == []


def test_a_warning_of_a_family_is_said_once_for_several_formats(tmp_path: Path) -> None:
    planted(tmp_path, "h1 { font-family: Helvetica }")
    outcome = built(tmp_path, SOURCE, "planted", "html", "pdf")
    assert [item.code for item in outcome.diagnostics.items] == ["unknown-font"]
    assert {path.suffix for path in outcome.made} == {".html", ".pdf"}


@pytest.mark.parametrize("theme", builtin_names())
def test_the_built_in_themes_ask_for_no_other_family(tmp_path: Path, theme: str) -> None:
    assert built(tmp_path, SOURCE, theme).diagnostics.items == []
