"""What may be chosen of a theme: in its own file, in a résumé, on the command line, one over the other."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.diagnostics import Diagnostic
from resume.themes.shelf import Chosen, builtin_names

BASICS = "basics: {name: Ada Example, email: ada@e.org, summary: Short.}\nskills: [{name: Web}]\n"
MINE = "name: mine\ndescription: Planted.\nextends: classic\n"


def theme(folder: Path, text: str = "", name: str = "mine") -> None:
    """Plant a theme beside the source."""
    path = folder / "themes" / name / "theme.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MINE.replace("mine", name) + text, encoding="utf-8")


def built(
    folder: Path,
    options: str = "",
    *settings: str,
    themes: Iterable[str] = (),
    languages: Iterable[str] = (),
    source: str = BASICS,
    chosen: str = "mine",
    formats: tuple[str, ...] = ("html",),
    output: Path | None = None,
) -> Outcome:
    """Build a source that chooses a theme with lines of options, into pages alone."""
    text = f"{source}theme:\n  name: {chosen}\n" + "".join(f"  {line}\n" for line in options.splitlines())
    return make(
        Request(
            text.encode(),
            "resume.yaml",
            folder,
            themes=tuple(map(Chosen, themes)),
            formats=formats,
            output=output,
            settings=settings,
            languages=tuple(languages),
        )
    )


def values(outcome: Outcome) -> dict[str, str]:
    """Give the values in force, as the page has them for its style sheets."""
    assert outcome.diagnostics.items == []
    [content] = outcome.made.values()
    return variables(content)


def variables(content: bytes) -> dict[str, str]:
    root = content.decode().partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"^  --([\w-]+): (.*);$", root, re.MULTILINE))


def place(item: Diagnostic) -> str:
    return f"{Path(item.span.file).name}:{item.span.line}:{item.span.column}" if item.span else ""


def said(outcome: Outcome) -> list[tuple[str, str]]:
    """Give what is said of a build that fails, each with its place."""
    assert outcome.made == {}
    return [(place(item), item.code) for item in outcome.diagnostics.in_order()]


# Types.

TYPES = {
    "color": ("{type: color, default: red}", "#0b5394", "reddish"),
    "length": ("{type: length, default: 1pt}", "2.5mm", "2.5"),
    "number": ("{type: number, default: 1}", "0.85", "much"),
    "boolean": ("{type: boolean, default: true}", "false", "yes"),
    "choice": ("{type: choice, choices: [left, right], default: left}", "right", "middle"),
    "font": ("{type: font, default: Lato}", "EB Garamond", "Times"),
    "palette": ("{type: palette, default: navy}", "wine", "vine"),
    "sections": ("{type: sections, default: skills}", "skills summary", "skils"),
}


@pytest.mark.parametrize("kind", TYPES)
def test_an_option_takes_a_value_of_its_type_and_the_page_has_it(tmp_path: Path, kind: str) -> None:
    declared, good, _ = TYPES[kind]
    theme(tmp_path, f"options:\n  it: {declared}\n")
    [default] = re.findall("default: (.*?)}", declared)
    for options, value in (("", default), (f"it: '{good}'", good)):
        found = values(built(tmp_path, options))
        assert (found["font-it"] == f'"{value}"') if kind == "font" else (found["it"] == value)


@pytest.mark.parametrize("kind", TYPES)
def test_a_value_of_another_type_is_an_error_where_it_stands(tmp_path: Path, kind: str) -> None:
    declared, _, bad = TYPES[kind]
    theme(tmp_path, f"options:\n  it: {declared}\n")
    outcome = built(tmp_path, f"accent: teal\nit: '{bad}'")
    assert said(outcome) == [("resume.yaml:6:7", "option-value")]
    assert f"but this is `{bad}`" in outcome.diagnostics.items[0].message


@pytest.mark.parametrize("kind", TYPES)
def test_a_default_of_another_type_is_an_error_of_the_theme(tmp_path: Path, kind: str) -> None:
    declared, _, bad = TYPES[kind]
    wrong = re.sub("default: [^,}]+", f"default: {bad}", declared)
    theme(tmp_path, f"options:\n  it: {wrong}\n")
    assert said(built(tmp_path)) == [(f"theme.yaml:5:{wrong.index('default: ') + 16}", "option-value")]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            "color",
            ["#abc", "#AABBCC80", "rebeccapurple", "RED", "rgb(1 2 3 / 50%)", "hsl(120deg 100% 50%)"],
            ["#ab", "abc", "red blue", "red; } h1 { color: blue", "url(x)", "var(--tint)", "12"],
        ),
        (
            "length",
            [".5in", "12PX", "1.25cm", "40q", "1pc"],
            ["0", "0mm", "-1mm", "1 mm", "1em", "10%", "1mm; color: red", "calc(1mm)", "mm", "1,5mm"],
        ),
        ("number", ["0", "1", "1.5", "10"], ["-1", "1.", ".5", "1,5", "1e3", "+1", "one", "1 2", "0x1"]),
        ("boolean", ["true", "false"], ["True", "yes", "no", "on", "1", "0"]),
        ("choice", ["left", "right"], ["Left", "left right", "left;"]),
        ("font", ["Lato", "IBM Plex Mono"], ["lato", "Lato, Ubuntu", "serif", "Noto Emoji", "Comic Sans MS"]),
        ("palette", ["none", "ink"], ["Ink", "ink navy", "#123456"]),
        ("sections", ["none", "work", "work,skills", "contact  summary"], ["Work", "work;", "hobbies", "sections"]),
    ],
)
def test_values_are_read_to_the_letter(tmp_path: Path, kind: str, good: list[str], bad: list[str]) -> None:
    theme(tmp_path, f"options:\n  it: {TYPES[kind][0]}\n")
    assert [value for value in good if not built(tmp_path, f"it: '{value}'").made] == []
    assert [value for value in bad if built(tmp_path, f"it: '{value}'").made] == []


@pytest.mark.parametrize(("option", "value"), [("size", "\N{ARABIC-INDIC DIGIT NINE}pt"), ("leading", "\u0967")])
def test_digits_are_those_of_css(tmp_path: Path, option: str, value: str) -> None:
    theme(tmp_path)
    assert said(built(tmp_path, f"{option}: {value}")) == [(f"resume.yaml:5:{len(option) + 5}", "option-value")]


def test_scalars_need_no_quotation_marks(tmp_path: Path) -> None:
    theme(tmp_path)
    found = values(built(tmp_path, "icons: true\ndensity: 0.9\nleading: 1\naccent: '#112233'"))
    assert (found["icons"], found["density"], found["leading"], found["accent"]) == ("true", "0.9", "1", "#112233")


def test_an_option_without_a_value_is_as_if_it_was_not_there(tmp_path: Path) -> None:
    theme(tmp_path)
    assert values(built(tmp_path, "accent:\nsize: ''\npalette: null\nfirst: ~")) == values(built(tmp_path))


@pytest.mark.parametrize(("value", "at"), [("{a: b}", 11), ("[[red]]", 11), ("[{a: b}]", 11)])
def test_an_option_is_no_mapping(tmp_path: Path, value: str, at: int) -> None:
    theme(tmp_path)
    assert said(built(tmp_path, f"accent: {value}")) == [(f"resume.yaml:5:{at}", "expected-text")]


@pytest.mark.parametrize(
    ("option", "meant"),
    [
        ("font-text: Robotto", "Roboto"),
        ("font-head: source sans", "Source Sans 3"),
        ("palette: oceans", "ocean"),
        ("photo: sqare", "square"),
        ("dates: Right", "right"),
        ("date-style: numerical", "numeric"),
        ("first: summery work", "summary"),
        ("first: [work, skils]", "skills"),
        ("short-lists: paragraphs", "paragraph"),
    ],
)
def test_what_was_meant_is_said(tmp_path: Path, option: str, meant: str) -> None:
    theme(tmp_path)
    [item] = built(tmp_path, option).diagnostics.items
    assert (item.code, item.hint) == ("option-value", f"did you mean `{meant}`?")
    assert f"`{meant}`" in item.message


@pytest.mark.parametrize("option", ["font-text: Zapfino", "palette: zzz", "photo: xyz", "first: xyzzy"])
def test_what_is_like_nothing_has_what_there_is_in_its_message(tmp_path: Path, option: str) -> None:
    theme(tmp_path)
    [item] = built(tmp_path, option).diagnostics.items
    assert item.hint == ""
    assert re.search("must be one of `.*`, `.*`", item.message)


# What a theme declares.


def test_a_plain_value_is_another_default_of_an_inherited_option(tmp_path: Path) -> None:
    theme(tmp_path, "options:\n  accent: teal\n  dates: inline\n  photo-size: 40mm\n  running-head: false\n")
    found = values(built(tmp_path))
    assert (found["accent"], found["dates"], found["photo-size"], found["running-head"]) == (
        *("teal", "inline", "40mm", "false"),
    )
    assert values(built(tmp_path, "accent: red"))["accent"] == "red"


def test_a_theme_that_extends_it_has_that_default_too(tmp_path: Path) -> None:
    theme(tmp_path, "options: {accent: teal}\n")
    (tmp_path / "themes/child").mkdir(parents=True)
    (tmp_path / "themes/child/theme.yaml").write_text("name: child\ndescription: Third.\nextends: mine\n")
    assert values(built(tmp_path, chosen="child"))["accent"] == "teal"


@pytest.mark.parametrize(
    ("line", "column", "code", "hint"),
    [
        ("acent: teal", 3, "unknown-option", "did you mean `accent`?"),
        ("acent: {default: teal}", 3, "unknown-option", "did you mean `accent`?"),
        ("accent: tael", 11, "option-value", ""),
        ("accent: {default: tael}", 21, "option-value", ""),
        ("dates: rihgt", 10, "option-value", "did you mean `right`?"),
        ("palette: nvay", 12, "option-value", "did you mean `navy`?"),
        ("first: work hobbies", 10, "option-value", ""),
        ("accent: [teal]", 11, "expected-mapping", None),
        ("accent: {type: colour, default: teal}", 18, "option-type", None),
        ("accent: {type: color}", 3, "missing-key", None),
        ("accent: {default: teal, kind: color}", 27, "unknown-key", None),
    ],
)
def test_a_default_that_cannot_be_is_an_error_at_its_place_in_the_theme(
    tmp_path: Path, line: str, column: int, code: str, hint: str | None
) -> None:
    theme(tmp_path, f"options:\n  {line}\n")
    outcome = built(tmp_path)
    assert (f"theme.yaml:5:{column}", code) in said(outcome)
    if hint is not None:
        assert [item.hint for item in outcome.diagnostics.items] == [hint]


def test_all_that_is_wrong_with_a_theme_is_said_in_one_run(tmp_path: Path) -> None:
    theme(tmp_path, "palettes:\n  sky: {acent: x}\noptions:\n  size: 9\n  dates: rihgt\n  sise: 9pt\n")
    assert said(built(tmp_path)) == [
        ("theme.yaml:5:9", "unknown-option"),
        ("theme.yaml:7:9", "option-value"),
        ("theme.yaml:8:10", "option-value"),
        ("theme.yaml:9:3", "unknown-option"),
    ]


# Palettes.

PALETTES = """\
palettes:
  dusk: {accent: indigo, size: 9pt}
  navy: {accent: midnightblue}
  loud: {font-head: Poppins}
"""


@pytest.mark.parametrize(
    ("options", "accent", "size"),
    [
        ("", "#1a1a1a", "10.4pt"),
        ("palette: none", "#1a1a1a", "10.4pt"),
        ("palette: wine", "#7a1f3d", "10.4pt"),
        ("palette: dusk", "indigo", "9pt"),
        ("palette: navy", "midnightblue", "10.4pt"),
        ("palette: dusk\naccent: red", "red", "9pt"),
        ("accent: red\nsize: 8pt\npalette: dusk", "red", "8pt"),
    ],
)
def test_a_palette_gives_values_that_the_source_can_override(
    tmp_path: Path, options: str, accent: str, size: str
) -> None:
    """Palettes are inherited; one of the theme's own takes the place of one of that name."""
    theme(tmp_path, PALETTES)
    found = values(built(tmp_path, options))
    assert (found["accent"], found["size"]) == (accent, size)


def test_a_theme_that_extends_it_has_its_palettes(tmp_path: Path) -> None:
    theme(tmp_path, PALETTES)
    (tmp_path / "themes/child").mkdir()
    manifest = "name: child\ndescription: Third.\nextends: mine\noptions: {palette: dusk}\n"
    (tmp_path / "themes/child/theme.yaml").write_text(manifest)
    for options, accent in (("", "indigo"), ("palette: wine", "#7a1f3d"), ("palette: none", "#1a1a1a")):
        assert values(built(tmp_path, options, chosen="child"))["accent"] == accent


def test_a_palette_can_hold_a_font(tmp_path: Path) -> None:
    theme(tmp_path, PALETTES)
    assert values(built(tmp_path, "palette: loud"))["font-head"] == '"Poppins"'


@pytest.mark.parametrize("name", builtin_names())
def test_the_palettes_of_the_base_are_there_in_every_theme(tmp_path: Path, name: str) -> None:
    assert values(built(tmp_path, "palette: forest", chosen=name))["accent"] == "#23563a"


@pytest.mark.parametrize(
    ("palette", "expected", "hint"),
    [
        ("{accent: indgo}", ("theme.yaml:5:17", "option-value"), ""),
        ("{accent: red, size: 9}", ("theme.yaml:5:28", "option-value"), ""),
        ("{dates: inlien}", ("theme.yaml:5:16", "option-value"), "did you mean `inline`?"),
        ("{font-head: Popins}", ("theme.yaml:5:20", "option-value"), "did you mean `Poppins`?"),
        ("{acent: indigo}", ("theme.yaml:5:9", "unknown-option"), "did you mean `accent`?"),
        ("{first: hobby}", ("theme.yaml:5:16", "option-value"), ""),
    ],
)
def test_what_is_wrong_within_a_palette_is_an_error_whether_or_not_it_is_chosen(
    tmp_path: Path, palette: str, expected: tuple[str, str], hint: str
) -> None:
    theme(tmp_path, f"palettes:\n  sky: {palette}\n")
    for options in ("", "palette: sky", "palette: wine"):
        outcome = built(tmp_path, options)
        assert said(outcome) == [expected]
        assert outcome.diagnostics.items[0].hint == hint


def test_a_palette_that_there_is_not_is_an_error_that_names_those_of_the_theme(tmp_path: Path) -> None:
    theme(tmp_path, PALETTES)
    outcome = built(tmp_path, "palette: dusky")
    assert said(outcome) == [("resume.yaml:5:12", "option-value")]
    [item] = outcome.diagnostics.items
    assert item.hint == "did you mean `dusk`?"
    assert "`loud`" in item.message
    assert "`wine`" in item.message


# Fonts.


def fonts(outcome: Outcome) -> dict[str, set[str]]:
    """Give the fonts of the words on a page."""
    assert outcome.diagnostics.items == []
    [content] = outcome.made.values()
    found: dict[str, set[str]] = {}

    def note(text: str, _matrix: Any, _position: Any, font: Any, _size: Any) -> None:
        if text.strip() and font:
            found.setdefault(text.strip(), set()).add(str(font["/BaseFont"]).partition("+")[2])

    for page in pypdf.PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=note)
    return found


def test_fonts_are_chosen_in_the_resume(tmp_path: Path) -> None:
    theme(tmp_path, "fonts: {text: Lato, head: Lato}\n")
    options = {"": ("Lato", "Lato"), "font-head: Ubuntu": ("Ubuntu", "Lato")}
    options["font-text: Roboto\nfont-head: Poppins"] = ("Poppins", "Roboto")
    for chosen, (head, text) in options.items():
        found = fonts(built(tmp_path, chosen, formats=("pdf",)))
        assert all(name.startswith(head) for name in found["Ada Example"])
        assert all(name.startswith(text) for name in found["Short."])


def test_a_font_is_no_option_of_the_page_but_a_family(tmp_path: Path) -> None:
    theme(tmp_path)
    outcome = built(tmp_path, "font-text: Roboto")
    found = values(outcome)
    assert (found["font-text"], found["font-head"]) == ('"Roboto"', '"EB Garamond"')
    [page] = outcome.made.values()
    assert {*re.findall('@font-face { font-family: "(.*?)"', page.decode())} == {"Roboto", "EB Garamond"}


def test_a_theme_can_have_a_font_for_a_purpose_of_its_own(tmp_path: Path) -> None:
    theme(tmp_path, "fonts: {fancy: Raleway}\n")
    assert values(built(tmp_path))["font-fancy"] == '"Raleway"'
    assert values(built(tmp_path, "font-fancy: Ubuntu"))["font-fancy"] == '"Ubuntu"'
    assert said(built(tmp_path, "font-fnacy: Ubuntu")) == [("resume.yaml:5:3", "unknown-option")]


def test_a_font_is_declared_under_fonts_and_nowhere_else(tmp_path: Path) -> None:
    theme(tmp_path, "options:\n  font-text: Roboto\n")
    assert said(built(tmp_path)) == [("theme.yaml:5:3", "option-value")]


# Sections.


def order(outcome: Outcome) -> list[str]:
    assert outcome.diagnostics.items == []
    [content] = outcome.made.values()
    return re.findall("<h2>(.*?)</h2>", content.decode())


@pytest.mark.parametrize(
    ("value", "headings"),
    [
        ("[skills, summary]", ["Skills", "Summary"]),
        ("skills summary", ["Skills", "Summary"]),
        ("'skills, summary'", ["Skills", "Summary"]),
        ("\n    - skills", ["Skills", "Summary"]),
        ("[]", ["Summary", "Skills"]),
        ("none", ["Summary", "Skills"]),
        ("[contact, work, skills]", ["Contact", "Skills", "Summary"]),
    ],
)
def test_sections_are_a_list_or_words(tmp_path: Path, value: str, headings: list[str]) -> None:
    theme(tmp_path)
    assert order(built(tmp_path, f"first: {value}")) == headings


def test_an_empty_list_takes_the_place_of_the_themes_own(tmp_path: Path) -> None:
    theme(tmp_path, "options: {first: skills}\n")
    assert order(built(tmp_path)) == ["Skills", "Summary"]
    assert order(built(tmp_path, "first: []")) == ["Summary", "Skills"]


def test_sections_of_ones_own_can_be_listed_by_the_source_and_not_by_the_theme(tmp_path: Path) -> None:
    own = f"{BASICS}custom: {{talks: {{title: Talks, items: [One]}}}}\n"
    theme(tmp_path)
    assert order(built(tmp_path, "first: [talks]", source=own)) == ["Talks", "Summary", "Skills"]
    assert said(built(tmp_path, "first: [talks]")) == [("resume.yaml:5:10", "option-value")]
    theme(tmp_path, "options: {first: talks}\n")
    assert said(built(tmp_path, source=own)) == [("theme.yaml:4:18", "option-value")]


# On the command line.


def test_a_setting_comes_before_the_source_the_palette_and_the_default(tmp_path: Path) -> None:
    theme(tmp_path, "palettes:\n  dusk: {accent: indigo}\noptions: {accent: teal}\n")
    accents = [
        values(built(tmp_path, options, *settings))["accent"]
        for options, settings in (
            ("", ()),
            ("palette: dusk", ()),
            ("", ("theme.palette=dusk",)),
            ("palette: dusk\naccent: red", ()),
            ("accent: red", ("theme.palette=dusk",)),
            ("palette: dusk\naccent: red", ("theme.accent=lime",)),
            ("palette: dusk\naccent: red", ("theme.accent=lime", "theme.accent=navy")),
        )
    ]
    assert accents == ["teal", "indigo", "indigo", "red", "red", "lime", "navy"]


def test_a_setting_without_a_value_takes_the_sources_away(tmp_path: Path) -> None:
    theme(tmp_path)
    assert values(built(tmp_path, "accent: red", "theme.accent=")) == values(built(tmp_path))


def test_a_setting_is_for_each_theme_that_is_asked_for(tmp_path: Path) -> None:
    outcome = built(tmp_path, "", "theme.accent=#123456", themes=("classic", "modern", "swiss"), chosen="classic")
    assert outcome.diagnostics.items == []
    assert {path.parts[-2]: variables(content)["accent"] for path, content in outcome.made.items()} == {
        "classic": "#123456",
        "modern": "#123456",
        "swiss": "#123456",
    }


def test_what_the_source_chooses_for_its_theme_is_for_another_as_far_as_it_has_it(tmp_path: Path) -> None:
    theme(tmp_path, "options:\n  gap: {type: length, default: 1mm}\n")
    outcome = built(tmp_path, "gap: 2mm\naccent: lime", themes=("mine", "modern"))
    assert outcome.diagnostics.items == []
    mine, modern = map(variables, outcome.made.values())
    assert (mine["accent"], mine["gap"], modern["accent"], "gap" in modern) == ("lime", "2mm", "lime", False)


@pytest.mark.parametrize(
    ("setting", "expected", "hint"),
    [
        ("theme.acent=teal", ("--set:2:7", "unknown-option"), "did you mean `accent`?"),
        ("theme.accent=tael", ("--set:2:14", "option-value"), ""),
        ("theme.palette=vine", ("--set:2:15", "option-value"), "did you mean `wine`?"),
        ("theme.font-text=Robotto", ("--set:2:17", "option-value"), "did you mean `Roboto`?"),
        ("theme.first=work skils", ("--set:2:13", "option-value"), "did you mean `skills`?"),
        ("theme.name=clasic", ("--set:2:12", "unknown-theme"), "did you mean `classic`?"),
        ("theme=clasic", ("--set:2:7", "unknown-theme"), "did you mean `classic`?"),
    ],
)
def test_what_is_wrong_with_a_setting_is_said_at_its_place_in_it(
    tmp_path: Path, setting: str, expected: tuple[str, str], hint: str
) -> None:
    outcome = built(tmp_path, "", "page.size=a4", setting, chosen="classic")
    assert said(outcome) == [expected]
    assert outcome.diagnostics.items[0].hint == hint
    assert outcome.diagnostics.texts["--set"].splitlines()[1] == setting


def test_a_setting_that_one_of_several_themes_has_not_is_an_error(tmp_path: Path) -> None:
    """It is meant for each of them; the source's own would be passed over."""
    outcome = built(tmp_path, "", "theme.sidebar=skills", themes=("sidebar", "classic"), chosen="sidebar")
    assert said(outcome) == [("--set:1:7", "unknown-option")]
    assert "classic" in outcome.diagnostics.items[0].message
    assert built(tmp_path, "sidebar: skills", themes=("sidebar", "classic"), chosen="sidebar").made


def test_a_wrong_setting_is_said_once_however_many_themes_there_are(tmp_path: Path) -> None:
    outcome = built(tmp_path, "", "theme.accent=tael", themes=("classic", "modern", "swiss"), chosen="classic")
    assert said(outcome) == [("--set:1:14", "option-value")]


def test_a_setting_can_choose_the_theme_with_its_options(tmp_path: Path) -> None:
    outcome = built(tmp_path, "", "theme.name=sidebar", "theme.sidebar=skills", chosen="classic")
    assert outcome.diagnostics.items == []
    [path] = outcome.made
    assert path.parts[-2] == "sidebar"


def test_a_theme_that_is_named_alone_can_be_given_options(tmp_path: Path) -> None:
    text = f"{BASICS}theme: modern\n"
    request = Request(text.encode(), "resume.yaml", tmp_path, formats=("html",), settings=("theme.accent=lime",))
    outcome = make(request)
    assert values(outcome)["accent"] == "lime"
    assert [path.parts[-2] for path in outcome.made] == ["modern"]


# Languages on the command line.


def pages(outcome: Outcome) -> dict[str, tuple[str, str]]:
    """Give the language and first heading of each page by its path."""
    found = {}
    for path, content in outcome.made.items():
        text = content.decode()
        [language] = re.findall('<html lang="(.*?)"', text)
        found[path.as_posix()] = (language, re.findall("<h2>(.*?)</h2>", text)[0])
    return found


def test_each_language_has_a_folder_of_its_theme(tmp_path: Path) -> None:
    outcome = built(tmp_path, chosen="classic", languages=("de", "pt-BR"), themes=("classic", "modern"))
    assert pages(outcome) == {
        "output/classic-de/Ada-Example-Resume.html": ("de", "Profil"),
        "output/classic-pt-BR/Ada-Example-Resume.html": ("pt-BR", "Resumo profissional"),
        "output/modern-de/Ada-Example-Resume.html": ("de", "Profil"),
        "output/modern-pt-BR/Ada-Example-Resume.html": ("pt-BR", "Resumo profissional"),
    }


def test_a_language_asked_for_comes_before_that_of_the_source(tmp_path: Path) -> None:
    source = f"language: fr\n{BASICS}"
    assert [*pages(built(tmp_path, chosen="classic", source=source)).values()] == [("fr", "Profil")]
    asked = built(tmp_path, chosen="classic", source=source, languages=("en",))
    assert pages(asked) == {"output/classic-en/Ada-Example-Resume.html": ("en", "Summary")}


@pytest.mark.parametrize(
    ("languages", "themes", "places"),
    [
        ((), ("classic",), ["Ada-Example-Resume.html"]),
        (("de",), ("classic",), ["Ada-Example-Resume.html"]),
        (("de", "de"), ("classic",), ["Ada-Example-Resume.html"]),
        (("de", "nl"), ("classic",), ["classic-de/Ada-Example-Resume.html", "classic-nl/Ada-Example-Resume.html"]),
        (("de",), ("classic", "swiss"), ["classic-de/Ada-Example-Resume.html", "swiss-de/Ada-Example-Resume.html"]),
        ((), ("classic", "swiss"), ["classic/Ada-Example-Resume.html", "swiss/Ada-Example-Resume.html"]),
    ],
)
def test_a_folder_that_is_named_takes_one_page_as_it_is_and_several_in_folders(
    tmp_path: Path, languages: tuple[str, ...], themes: tuple[str, ...], places: list[str]
) -> None:
    out = tmp_path / "there"
    unique = tuple(dict.fromkeys(languages))
    outcome = built(tmp_path, chosen="classic", languages=unique, themes=themes, output=out)
    assert [path.relative_to(out).as_posix() for path in outcome.made] == places


def test_a_language_is_the_same_in_capitals(tmp_path: Path) -> None:
    outcome = built(tmp_path, chosen="classic", languages=("de", "DE"))
    folders = [path.parent.name for path in outcome.made]
    assert len({folder.casefold() for folder in folders}) == len(folders)


@pytest.mark.parametrize("tag", ["de_AT", "", "german", "x", "en-", "de AT", "../de", "e1"])
def test_what_is_no_tag_is_an_error_and_nothing_is_made(tmp_path: Path, tag: str) -> None:
    outcome = built(tmp_path, chosen="classic", languages=("de", tag))
    assert said(outcome) == [("", "language-tag")]
    [item] = outcome.diagnostics.items
    assert item.severity == "error"
    assert f"`{tag}`" in item.message


@pytest.mark.parametrize("tag", ["tlh", "eo", "xx-DE"])
def test_a_language_without_words_is_in_english_with_a_warning(tmp_path: Path, tag: str) -> None:
    outcome = built(tmp_path, chosen="classic", languages=(tag, "de"))
    [item] = outcome.diagnostics.items
    assert (item.severity, item.code, place(item)) == ("warning", "unknown-language", "")
    assert f"`{tag}`" in item.message
    assert "de, el, en," in item.notes[0]
    assert pages(outcome) == {
        f"output/classic-{tag}/Ada-Example-Resume.html": (tag, "Summary"),
        "output/classic-de/Ada-Example-Resume.html": ("de", "Profil"),
    }


def test_the_language_of_a_source_that_there_are_no_words_for_is_a_warning_at_its_place(tmp_path: Path) -> None:
    outcome = built(tmp_path, chosen="classic", source=f"{BASICS}language: tlh\n")
    [item] = outcome.diagnostics.items
    assert (item.severity, item.code, place(item)) == ("warning", "unknown-language", "resume.yaml:3:11")


def test_that_of_the_source_does_not_matter_where_another_is_asked_for(tmp_path: Path) -> None:
    source = f"{BASICS}language: tlh\n"
    assert built(tmp_path, chosen="classic", source=source, languages=("de",)).diagnostics.items == []


def test_a_language_with_its_region_keeps_its_tag(tmp_path: Path) -> None:
    outcome = built(tmp_path, chosen="classic", languages=("de-AT",))
    assert pages(outcome) == {"output/classic-de-AT/Ada-Example-Resume.html": ("de-AT", "Profil")}


def test_the_style_of_dates_is_that_of_each_language(tmp_path: Path) -> None:
    source = f"{BASICS}work: [{{position: Lead, startDate: 2022-03, endDate: 2023-10}}]\n"
    outcome = built(tmp_path, "date-style: long", chosen="classic", source=source, languages=("en", "de", "ja"))
    dates = [re.findall('<span class="date">(.*?)</span>', page.decode())[0] for page in outcome.made.values()]
    assert [date.replace("\N{NO-BREAK SPACE}", " ") for date in dates] == [
        "March 2022 \N{EN DASH} October 2023",
        "März 2022 \N{EN DASH} Oktober 2023",
        "2022年3月\N{FULLWIDTH TILDE}2023年10月",
    ]
