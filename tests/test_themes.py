"""Where themes are found, what they inherit, and which options they take."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from resume.diagnostics import Diagnostics, Span
from resume.model.load import read
from resume.source import compose
from resume.tailor import settings
from resume.themes import load as themes
from resume.themes.load import Theme, Wishes
from resume.themes.shelf import Chosen, builtin_folder, builtin_names

BUILTIN = [
    "academic",
    "ats",
    "classic",
    "compact",
    "europass",
    "executive",
    "minimal",
    "modern",
    "sidebar",
    "swiss",
    "technical",
    "timeline",
]
MINE = "name: mine\ndescription: Planted.\nextends: classic\n"


def theme(folder: Path, manifest: str = MINE) -> Path:
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(manifest, encoding="utf-8")
    return folder


def wishes(text: str, *, theirs: bool = True) -> Wishes:
    """Give the options in a source's `theme:`, with their places."""
    root = compose.parse(text, "resume.yaml", Diagnostics())
    assert root is not None
    data, places = read(root)
    return Wishes({key: value for key, value in data["theme"].items() if key != "name"}, places, theirs=theirs)


def load(beside: Path, chosen: Chosen, text: str = "theme: {name: any}", *, theirs: bool = True) -> Theme:
    """Load a theme that nothing is to be said of."""
    diagnostics = Diagnostics()
    loaded = themes.load(chosen, beside, wishes(text, theirs=theirs), diagnostics)
    assert diagnostics.items == []
    assert loaded is not None
    return loaded


def said(beside: Path, chosen: Chosen, text: str = "theme: {name: any}") -> list[tuple[str, str, str]]:
    """Give what is said of a theme that cannot be had: place, code and message with the hint."""
    diagnostics = Diagnostics()
    assert themes.load(chosen, beside, wishes(text), diagnostics) is None
    return [
        (
            f"{Path(item.span.file).name}:{item.span.line}:{item.span.column}" if item.span else "",
            item.code,
            f"{item.message} ({item.hint})" if item.hint else item.message,
        )
        for item in diagnostics.in_order()
    ]


# Where they are found.


def test_the_built_in_themes_are_there(tmp_path: Path) -> None:
    for name in BUILTIN:
        assert load(tmp_path, Chosen(name)).folders[0] == builtin_folder() / name


def test_the_base_is_no_theme_to_list_or_to_suggest(tmp_path: Path) -> None:
    assert builtin_names() == BUILTIN
    [(_, _, message)] = said(tmp_path, Chosen("zzz"))
    assert message == f"there is no theme `zzz` (there are {', '.join(f'`{name}`' for name in BUILTIN)})"


def test_a_theme_beside_the_source_comes_before_a_built_in_one(tmp_path: Path) -> None:
    own = theme(tmp_path / "themes/modern", "name: modern\ndescription: Ours.\nextends: classic\n")
    assert load(tmp_path, Chosen("modern")).folders[0] == own
    assert load(tmp_path / "elsewhere", Chosen("modern")).folders[0] == builtin_folder() / "modern"


def test_a_path_comes_before_all_else(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine")
    other = theme(tmp_path / "other", "name: other\ndescription: Another.\nextends: mine\n")
    loaded = load(tmp_path, Chosen(str(other), by_path=True))
    assert loaded.folders == (other, tmp_path / "themes/mine", *load(tmp_path, Chosen("classic")).folders)


def test_a_source_names_themes_and_no_paths(tmp_path: Path) -> None:
    theme(tmp_path / "outside")
    (tmp_path / "home/themes").mkdir(parents=True)
    for name in ("../../outside", str(tmp_path / "outside"), "./../../outside", "..", "."):
        [(_, code, _)] = said(tmp_path / "home", Chosen(name))
        assert code == "unknown-theme"


def test_an_unknown_theme_is_said_at_its_place_with_the_nearest_one(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine")
    at = Span("resume.yaml", 3, 8, 3, 14)
    assert said(tmp_path, Chosen("clasic", at)) == [
        ("resume.yaml:3:8", "unknown-theme", "there is no theme `clasic` (did you mean `classic`?)")
    ]
    assert said(tmp_path, Chosen("mien", at)) == [
        ("resume.yaml:3:8", "unknown-theme", "there is no theme `mien` (did you mean `mine`?)")
    ]


def test_a_folder_without_a_theme_is_an_unknown_theme(tmp_path: Path) -> None:
    [(_, code, message)] = said(tmp_path, Chosen(str(tmp_path), by_path=True))
    assert (code, message.startswith(f"there is no theme `{tmp_path}`")) == ("unknown-theme", True)


# What they inherit.


def test_a_theme_lies_over_those_that_it_extends(tmp_path: Path) -> None:
    grandchild = theme(tmp_path / "themes/grandchild", "name: grandchild\ndescription: Third.\nextends: child\n")
    child = theme(
        tmp_path / "themes/child",
        """\
name: child
description: Second.
extends: modern
fonts: {head: Lato}
page: {size: letter}
options:
  accent: {type: color, default: teal, meaning: The colour.}
  gap: {type: length, default: 3pt, meaning: A gap.}
""",
    )
    modern, loaded = load(tmp_path, Chosen("modern")), load(tmp_path, Chosen("grandchild"))
    assert loaded.folders == (grandchild, child, *modern.folders)
    assert loaded.fonts == {"text": modern.fonts["text"], "head": "Lato"}
    assert loaded.options == {**modern.options, "accent": "teal", "gap": "3pt"}
    assert (loaded.page_size, loaded.page_margin) == ("letter", modern.page_margin)


def test_a_theme_beside_the_one_that_extends_it_is_found_wherever_they_are(tmp_path: Path) -> None:
    parent = theme(tmp_path / "shelf/parent")
    child = theme(tmp_path / "shelf/child", "name: child\ndescription: Second.\nextends: parent\n")
    assert load(tmp_path / "home", Chosen(str(child), by_path=True)).folders[:2] == (child, parent)


def test_a_path_relative_to_here_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = theme(tmp_path / "shelf/parent")
    child = theme(tmp_path / "shelf/child", "name: child\ndescription: Second.\nextends: parent\n")
    for here, path in ((tmp_path, "shelf/child"), (child, ".")):
        monkeypatch.chdir(here)
        folders = load(tmp_path / "home", Chosen(path, by_path=True)).folders[:2]
        assert [folder.resolve() for folder in folders] == [child.resolve(), parent.resolve()]


def test_a_theme_by_itself_has_a_font_and_a_page(tmp_path: Path) -> None:
    """Without any font at all, Pango crashes."""
    theme(tmp_path / "themes/mine", "name: mine\ndescription: All its own.\n")
    loaded = load(tmp_path, Chosen("mine"))
    assert (loaded.fonts, loaded.page_size, loaded.page_margin) == ({"text": "Noto Sans"}, "a4", "16mm")


@pytest.mark.parametrize("length", [1, 2, 3])
def test_themes_that_extend_each_other_are_an_error_at_the_last_link(tmp_path: Path, length: int) -> None:
    for n in range(length):
        following = (n + 1) % length
        theme(tmp_path / f"themes/t{n}", f"name: t{n}\ndescription: In a ring.\nextends: t{following}\n")
    message = f"the theme t{length - 1} extends itself through `t0`"
    assert said(tmp_path, Chosen("t0")) == [("theme.yaml:3:10", "theme-cycle", message)]


def test_a_theme_named_like_a_built_in_one_cannot_extend_that(tmp_path: Path) -> None:
    """The name means the theme itself: it is a ring, and said to be one."""
    theme(tmp_path / "themes/classic", "name: classic\ndescription: Ours.\nextends: classic\n")
    [(place, code, _)] = said(tmp_path, Chosen("classic"))
    assert (place, code) == ("theme.yaml:3:10", "theme-cycle")


def test_a_theme_that_extends_none_that_there_is_is_an_error_at_the_name(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", "name: mine\ndescription: Planted.\nextends: nobody\n")
    assert said(tmp_path, Chosen("mine")) == [
        ("theme.yaml:3:10", "unknown-theme", "there is no theme `nobody` to extend")
    ]


# What their files declare.


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("", ("theme.yaml:1:1", "expected-mapping")),
        ("name: mine\n", ("theme.yaml:1:1", "missing-key")),
        ("name: mine\ndescription: x\nextend: classic\n", ("theme.yaml:3:1", "unknown-key")),
        ("name: my theme\ndescription: x\n", ("theme.yaml:1:7", "theme-name")),
        ("name: mine\ndescription: x\npage: {size: huge}\n", ("theme.yaml:3:14", "page-size")),
        ("name: mine\ndescription: x\npage: {margin: 2}\n", ("theme.yaml:3:16", "page-margin")),
        ("name: [mine\n", ("theme.yaml:2:1", "yaml-syntax")),
        ("- mine\n", ("theme.yaml:1:1", "expected-mapping")),
        (f"{MINE}fonts: {{text: [Lato]}}\n", ("theme.yaml:4:15", "expected-text")),
        (f"{MINE}options: {{a: {{type: colour, default: red, meaning: x}}}}\n", ("theme.yaml:4:21", "option-type")),
    ],
)
def test_a_mistake_in_a_theme_is_an_error_at_its_place(
    tmp_path: Path, manifest: str, expected: tuple[str, str]
) -> None:
    theme(tmp_path / "themes/mine", manifest)
    assert expected in [(place, code) for place, code, _ in said(tmp_path, Chosen("mine"))]


def test_an_unknown_font_is_an_error_at_its_place_with_the_nearest_one(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", f"{MINE}fonts:\n  text: Latoo\n  head: Comic Sans\n")
    near, far = said(tmp_path, Chosen("mine"))
    assert near == ("theme.yaml:5:9", "unknown-font", "there is no font family `Latoo` (did you mean `Lato`?)")
    assert far[:2] == ("theme.yaml:6:9", "unknown-font")


@pytest.mark.parametrize(
    ("option", "must"),
    [
        ("{type: color, default: reddish, meaning: x}", "a CSS colour such as `#0b5394`, but this is `reddish`"),
        ("{type: length, default: 10, meaning: x}", "a length with a unit such as `10pt`, but this is `10`"),
        ("{type: number, default: many, meaning: x}", "a number, but this is `many`"),
        ("{type: boolean, default: maybe, meaning: x}", "`true` or `false`, but this is `maybe`"),
        ("{type: choice, choices: [a, b], default: c, meaning: x}", "one of `a`, `b`, but this is `c`"),
        ("{type: choice, default: c, meaning: x}", "one of none, but this is `c`"),
    ],
)
def test_a_default_that_is_not_of_its_type_is_an_error_of_the_theme(tmp_path: Path, option: str, must: str) -> None:
    theme(tmp_path / "themes/mine", f"{MINE}options:\n  it: {option}\n")
    [(place, code, message)] = said(tmp_path, Chosen("mine"))
    assert (place.partition(":")[0], code, message) == (
        "theme.yaml",
        "option-value",
        f"the default of `it` must be {must}",
    )


@pytest.mark.parametrize(
    ("option", "must"),
    [
        ("{type: font, default: Comic Sans, meaning: x}", "one of `Amiri`, `EB Garamond`, "),
        ("{type: palette, default: navi, meaning: x}", "one of `none`, `ink`, "),
        ("{type: sections, default: contact hobbies, meaning: x}", "one of `contact`, `summary`, "),
    ],
)
def test_a_default_names_what_there_is(tmp_path: Path, option: str, must: str) -> None:
    theme(tmp_path / "themes/mine", f"{MINE}options:\n  it: {option}\n")
    [(place, code, message)] = said(tmp_path, Chosen("mine"))
    assert (place, code) == (f"theme.yaml:5:{option.index('default: ') + 16}", "option-value")
    assert message.startswith(f"the default of `it` must be {must}")


def test_a_plain_value_is_another_default_for_an_option_of_the_theme_that_is_extended(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", f"{MINE}options:\n  accent: teal\n  size: {{default: 9pt}}\n")
    loaded, classic = load(tmp_path, Chosen("mine")), load(tmp_path, Chosen("classic"))
    assert loaded.options == {**classic.options, "accent": "teal", "size": "9pt"}
    assert loaded.declared["accent"] == classic.declared["accent"].model_copy(update={"default": "teal"})


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            "acent: teal",
            ("theme.yaml:5:3", "unknown-option", "the theme classic has no option `acent` (did you mean `accent`?)"),
        ),
        (
            "accent: teel",
            (
                "theme.yaml:5:11",
                "option-value",
                "the default of `accent` must be a CSS colour such as `#0b5394`, but this is `teel`",
            ),
        ),
        (
            "photo: oval",
            (
                "theme.yaml:5:10",
                "option-value",
                "the default of `photo` must be one of `none`, `square`, `round`, `portrait`, but this is `oval`",
            ),
        ),
    ],
)
def test_another_default_is_of_an_option_that_there_is_and_of_its_type(
    tmp_path: Path, options: str, expected: tuple[str, str, str]
) -> None:
    theme(tmp_path / "themes/mine", f"{MINE}options:\n  {options}\n")
    assert said(tmp_path, Chosen("mine")) == [expected]


PALETTES = f"""{MINE}palettes:
  sea: {{accent: teal, size: 9pt}}
  sky: {{accent: skyblue}}
options: {{palette: sky}}
"""


def test_a_palette_is_a_set_of_values_under_those_that_the_source_chooses(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", PALETTES)
    for text, accent, size in (
        ("theme: {name: mine}", "skyblue", "10.4pt"),
        ("theme: {name: mine, palette: sea}", "teal", "9pt"),
        ("theme: {name: mine, palette: navy}", "#16325c", "10.4pt"),
        ("theme: {name: mine, palette: none}", "#1a1a1a", "10.4pt"),
        ("theme: {name: mine, accent: red, palette: sea}", "red", "9pt"),
    ):
        options = load(tmp_path, Chosen("mine"), text).options
        assert (options["accent"], options["size"]) == (accent, size)


@pytest.mark.parametrize(
    ("palette", "expected"),
    [
        ("{accent: blueish}", ("theme.yaml:5:17", "option-value")),
        ("{acent: blue}", ("theme.yaml:5:9", "unknown-option")),
        ("{accent: [blue]}", ("theme.yaml:5:17", "expected-text")),
        ("blue", ("theme.yaml:5:8", "expected-mapping")),
    ],
)
def test_a_palette_gives_values_to_options_that_there_are(
    tmp_path: Path, palette: str, expected: tuple[str, str]
) -> None:
    theme(tmp_path / "themes/mine", f"{MINE}palettes:\n  sky: {palette}\n")
    assert [(place, code) for place, code, _ in said(tmp_path, Chosen("mine"))] == [expected]


def test_what_a_theme_lacks_is_said_of_a_theme(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", "name: mine\nextend: classic\n")
    assert said(tmp_path, Chosen("mine")) == [
        ("theme.yaml:1:1", "missing-key", "a theme must have the key `description`"),
        ("theme.yaml:2:1", "unknown-key", "a theme has no key `extend` (did you mean `extends`?)"),
    ]


# What the source chooses of them.

OPTIONS = f"""{MINE}options:
  hue: {{type: color, default: red, meaning: A colour.}}
  gap: {{type: length, default: 1pt, meaning: A length.}}
  times: {{type: number, default: 1, meaning: A number.}}
  rule: {{type: boolean, default: true, meaning: Whether.}}
  side: {{type: choice, choices: [left, right], default: left, meaning: Which.}}
  hues: {{type: palette, default: navy, meaning: Colours.}}
  rail: {{type: sections, default: contact skills, meaning: Where.}}
"""


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("hue", ("#123", "#aabbcc", "rebeccapurple", "rgb(1 2 3)", "rgba(0, 0, 0, .5)"), ("#12", "red;", "7", "a b")),
        ("gap", ("3pt", "1.5mm", "0.2in", "12px", "1cm"), ("3", "3 pt", "-1pt", "wide", "3pt; color: red", "50%")),
        ("times", ("1", "1.25", "0"), ("1,5", "-1", "1e3", "1.", ".5", "1; color: red")),
        ("rule", ("true", "false"), ("yes", "True", "1", "on")),
        ("side", ("left", "right"), ("middle", "Left", "left;")),
        ("hues", ("navy", "none"), ("Navy", "navy wine", "#123")),
        (
            "rail",
            ("work", "work, skills", "contact  summary", "none"),
            ("works", "work; skills", "work/skills", "hobby"),
        ),
        ("font-text", ("Lato", "Open Sans"), ("lato", "Comic Sans", "Lato, Ubuntu", "serif")),
    ],
)
def test_an_option_takes_values_of_its_type_and_no_others(
    tmp_path: Path, name: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    theme(tmp_path / "themes/mine", OPTIONS)
    for value in good:
        loaded = load(tmp_path, Chosen("mine"), f"theme: {{name: mine, {name}: '{value}'}}")
        fonts = {f"font-{role}": family for role, family in loaded.fonts.items()}
        assert {**loaded.options, **fonts}[name] == value
    for value in bad:
        [(place, code, message)] = said(tmp_path, Chosen("mine"), f"theme:\n  name: mine\n  {name}: '{value}'\n")
        assert (place, code) == (f"resume.yaml:3:{len(name) + 5}", "option-value")
        must_be, _, rest = message.partition(", but this is ")
        assert must_be.startswith(f"`{name}` must be ")
        assert re.fullmatch(rf"`{re.escape(value)}`( \(did you mean `.+`\?\))?", rest)


def test_an_unknown_option_is_an_error_at_its_key_with_the_nearest_one(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", OPTIONS)
    near, far = said(tmp_path, Chosen("mine"), "theme:\n  name: mine\n  acent: red\n  zzz: 1\n")
    message = "the theme mine has no option `acent` (did you mean `accent`?)"
    assert near == ("resume.yaml:3:3", "unknown-option", message)
    assert far[:2] == ("resume.yaml:4:3", "unknown-option")
    assert "`gap`" in far[2]


def test_all_that_is_wrong_with_the_options_is_said_in_one_run(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", OPTIONS)
    codes = [code for _, code, _ in said(tmp_path, Chosen("mine"), "theme: {hue: 1, gap: 1, zzz: 1, rule: 1}")]
    assert codes == ["option-value", "option-value", "unknown-option", "option-value"]


def test_options_chosen_for_another_theme_apply_as_far_as_there_are_any(tmp_path: Path) -> None:
    text = "theme: {name: another, accent: teal, of-another: 3}"
    loaded = load(tmp_path, Chosen("modern"), text, theirs=False)
    assert loaded.options["accent"] == "teal"
    assert "of-another" not in loaded.options


def test_an_option_of_the_command_line_is_for_every_theme(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    root = compose.parse("theme: {name: another, of-another: 3}", "resume.yaml", diagnostics)
    assert root is not None
    data, places = read(settings.apply(root, ["theme.acent=teal"], diagnostics))
    options = {key: value for key, value in data["theme"].items() if key != "name"}
    assert themes.load(Chosen("modern"), tmp_path, Wishes(options, places, theirs=False), diagnostics) is None
    [item] = diagnostics.items
    assert item.span is not None
    assert (item.code, item.span.file, item.span.line, item.span.column) == ("unknown-option", "--set", 1, 7)


def test_sections_of_ones_own_are_known_where_the_source_has_them(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", OPTIONS)
    text = "theme: {name: mine, rail: talks}"
    [(_, code, _)] = said(tmp_path, Chosen("mine"), text)
    assert code == "option-value"
    diagnostics = Diagnostics()
    loaded = themes.load(Chosen("mine"), tmp_path, replace(wishes(text), sections=("talks",)), diagnostics)
    assert loaded is not None
    assert (loaded.sections("rail"), diagnostics.items) == (("talks",), [])


def test_sections_are_listed_with_spaces_or_commas_between_them(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", OPTIONS)
    assert load(tmp_path, Chosen("mine")).sections("rail") == ("contact", "skills")
    for value, sections in (("work, skills", ("work", "skills")), ("work  skills", ("work", "skills")), ("none", ())):
        text = f"theme: {{name: mine, rail: '{value}'}}"
        assert load(tmp_path, Chosen("mine"), text).sections("rail") == sections
    assert load(tmp_path, Chosen("mine")).sections("no-such-option") == ()


def test_a_template_sees_the_name_and_the_options_as_names_of_its_language(tmp_path: Path) -> None:
    seen = themes.describe(load(tmp_path, Chosen("compact")))
    assert (seen["name"], seen["short_lists"], seen["accent"]) == ("compact", "paragraph", "#1a1a1a")


def test_a_template_sees_truths_as_truths_and_sections_as_a_list(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", OPTIONS)
    seen = themes.describe(load(tmp_path, Chosen("mine"), "theme: {name: mine, icons: true}"))
    assert (seen["icons"], seen["code"], seen["rail"], seen["first"]) == (True, False, ("contact", "skills"), ())
