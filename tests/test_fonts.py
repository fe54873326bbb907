"""The fonts that come with the package: that they are there, and have what is said of them."""

import string
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from resume import fonts

ALL = [*fonts.FALLBACKS, *(family for family in fonts.FAMILIES if family not in fonts.FALLBACKS)]
VARIABLE = [family for family in fonts.FALLBACKS if "[" in fonts.FALLBACKS[family][1]]

SAMPLES = {
    "Noto Emoji": "🎨🧘📚🏐🎱♀",
    "Noto Sans Symbols": "⚤☤",
    "Noto Sans SC": "简历",
    "Noto Sans JP": "\N{CJK UNIFIED IDEOGRAPH-20B9F}る",
    "Noto Sans KR": "이력서",
    "Amiri": "سيرة",
    "Noto Sans Arabic": "\N{ARABIC LETTER THIN YEH}",
    "Noto Sans Armenian": "Հայ",
    "Noto Sans Bengali": "জীবন",
    "Noto Sans Ethiopic": "አማርኛ",
    "Noto Sans Georgian": "ქართ",
    "Noto Sans Hebrew": "עברית",
    "Noto Sans Thai": "ไทย",
}
"""What a family is the first to have."""

NOWHERE = "ᚠ𐎀"
"""Runes and Ugaritic: no family has them."""


@pytest.mark.parametrize("family", ALL)
def test_each_family_has_a_regular_face_and_its_files(family: str) -> None:
    faces = [*fonts.faces(family)]
    assert (faces[0].family, faces[0].weight, faces[0].style) == (family, "400", "normal")
    assert all(face.path.is_file() for face in faces)


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_each_family_of_a_theme_has_bold_and_each_style_once(family: str) -> None:
    styles = [(face.weight, face.style) for face in fonts.faces(family)]
    assert ("700", "normal") in styles
    assert len(styles) == len({*styles})


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_each_face_is_of_its_weight_and_style(family: str) -> None:
    """By the font's own tables: OpenType 1.9.1, OS/2 `fsSelection`."""
    for face in fonts.faces(family):
        with TTFont(face.path, lazy=True) as font:
            selection = font["OS/2"].fsSelection
        assert (bool(selection & 1), bool(selection & 32)) == (face.style == "italic", face.weight == "700"), face.path


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_each_family_of_a_theme_covers_ascii_in_every_face(family: str) -> None:
    printable = {*string.printable} - {*string.whitespace} | {" "}
    for face in fonts.faces(family):
        with TTFont(face.path, lazy=True) as font:
            assert printable <= {*map(chr, font.getBestCmap())}, face.path
    assert printable <= fonts.coverage(family)


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_each_family_of_a_theme_covers_what_the_themes_write_themselves(family: str) -> None:
    assert {*"·•\N{EN DASH}"} <= fonts.coverage(family)


@pytest.mark.parametrize("family", VARIABLE)
def test_a_variable_font_is_read_as_its_regular_instance(family: str) -> None:
    [face] = fonts.faces(family)
    with TTFont(face.path) as variable, TTFont(BytesIO(fonts.content(face.path))) as static:
        assert "fvar" in variable
        assert not {"fvar", "gvar", "HVAR", "avar", "STAT"} & {*static.keys()}
        assert static.getBestCmap() == variable.getBestCmap()
        [weight] = [axis.defaultValue for axis in variable["fvar"].axes if axis.axisTag == "wght"]
        assert weight == 400


def test_another_font_is_read_as_it_is() -> None:
    face = next(fonts.faces("Lato"))
    assert fonts.content(face.path) == face.path.read_bytes()


def test_a_text_in_the_characters_of_its_family_needs_no_other() -> None:
    assert fonts.fallbacks(
        "Zoë Ångström \N{EN DASH} 2\N{MULTIPLICATION SIGN} · “quoted”…", ["Source Sans 3"], "en"
    ) == (
        [],
        set(),
    )


@pytest.mark.parametrize("family", SAMPLES)
def test_each_script_has_a_family_that_stands_in(family: str) -> None:
    further, missing = fonts.fallbacks(SAMPLES[family], ["EB Garamond"], "en")
    assert family in further
    assert missing == set()


def test_families_stand_in_once_each_and_in_their_order() -> None:
    further, _ = fonts.fallbacks("工🎨程🧘師עסאָ→", ["Lato"], "en")
    assert further == [family for family in fonts.FALLBACKS if family in further]
    assert {"Noto Emoji", "Noto Sans SC", "Noto Sans Hebrew"} <= {*further}


@pytest.mark.parametrize(
    ("language", "text", "family"),
    [
        ("ja", "経歴", "Noto Sans JP"),
        ("ja-JP", "経歴", "Noto Sans JP"),
        ("KO", "經歷", "Noto Sans KR"),
        ("zh", "经歷", "Noto Sans SC"),
        ("zh-TW", "經歷", "Noto Sans SC"),
        ("en", "経歴", "Noto Sans SC"),
        ("en", "経歴を書く", "Noto Sans JP"),
        ("en", "經歷이", "Noto Sans KR"),
        ("zh", "の", "Noto Sans SC"),
    ],
)
def test_shared_characters_are_written_as_the_language_does_or_the_letters_beside_them(
    language: str, text: str, family: str
) -> None:
    assert fonts.fallbacks(text, ["Lato"], language)[0][0] == family


def test_arabic_is_written_in_the_font_that_is_read_back_best() -> None:
    assert fonts.fallbacks("السيرة الذاتية", ["Lato"], "ar") == (["Amiri"], set())


def test_a_family_stands_in_for_no_more_than_is_lacking() -> None:
    """Of all families of a theme together."""
    assert fonts.fallbacks("Dvořák", ["Lato"], "en") == (["Noto Sans"], set())
    assert fonts.fallbacks("Dvořák", ["Lato", "Noto Sans"], "en") == ([], set())


def test_what_no_family_has_is_named() -> None:
    assert not any({*NOWHERE} & fonts.coverage(family) for family in ALL)
    assert fonts.fallbacks(f"Ada {NOWHERE} 🎨", ["Lato"], "en") == (["Noto Emoji"], {*NOWHERE})


def test_what_is_never_drawn_needs_no_font() -> None:
    joined = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}\N{VARIATION SELECTOR-15}"
    assert fonts.fallbacks(f"\t\n\r \N{NO-BREAK SPACE}{joined}", ["Lato"], "en") == ([], set())


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="the package fonts_of_nobody is not installed"):
        fonts.package_folder("fonts_of_nobody")
