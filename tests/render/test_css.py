"""The sheets that a page is laid out by."""

import re
from pathlib import Path

import pytest

from resume import fonts
from resume.diagnostics import Diagnostics
from resume.files import FileError
from resume.model.places import Places
from resume.render.css import Sheet, faces, settings, sheets
from resume.themes import load as themes
from resume.themes.load import Theme, Wishes
from resume.themes.shelf import Chosen, builtin_folder


def load(beside: Path, name: str) -> Theme:
    theme = themes.load(Chosen(name), beside, Wishes({}, Places({}, {})), Diagnostics())
    assert theme is not None
    return theme


def made(beside: Path, name: str, *fallbacks: str) -> list[Sheet]:
    theme = load(beside, name)
    styles = sheets(theme, fallbacks, Diagnostics())
    return [settings(theme, fallbacks, "letter", "12mm 14mm"), faces(theme, fallbacks), *styles]


def test_the_sheets_go_from_the_most_general_to_the_most_particular(tmp_path: Path) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: mine\ndescription: Planted.\nextends: modern\n")
    (folder / "style.css").write_text("h1 { color: teal }")
    chosen, declared, *rest = made(tmp_path, "mine")
    builtin = builtin_folder()
    assert (chosen.file, declared.file) == ("", "")
    assert [sheet.file for sheet in rest] == [
        str(parent / "style.css") for parent in (builtin / "base", builtin / "modern", folder)
    ]
    assert [sheet.folder for sheet in rest] == [builtin / "base", builtin / "modern", folder]


def test_a_theme_need_not_have_a_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: mine\ndescription: Planted.\nextends: modern\n")
    assert len(made(tmp_path, "mine")) == 4


def test_a_sheet_that_leads_out_of_its_theme_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (tmp_path / "outside.css").write_text("h1 { color: teal }")
    (folder / "theme.yaml").write_text("name: mine\ndescription: Planted.\nextends: modern\n")
    (folder / "style.css").symlink_to(tmp_path / "outside.css")
    with pytest.raises(FileError, match="it leads out of its folder"):
        made(tmp_path, "mine")


def test_options_and_fonts_are_custom_properties(tmp_path: Path) -> None:
    text = made(tmp_path, "modern")[0].text
    assert "  --accent: #0b4f8a;" in text
    assert "  --short-lists: lines;" in text
    assert '  --font-text: "Source Sans 3";' in text


def test_the_paper_is_that_which_is_asked_for(tmp_path: Path) -> None:
    assert "@page { size: letter; margin: 12mm 14mm }" in made(tmp_path, "modern")[0].text


def test_every_face_of_the_fonts_is_declared_once_and_is_there(tmp_path: Path) -> None:
    text = made(tmp_path, "modern", "Noto Emoji")[1].text
    declared = re.findall(
        r'@font-face \{ font-family: "(.*?)"; font-weight: (\d+); font-style: (\w+); src: url\("(.*?)"\) \}', text
    )
    assert [(family, weight, style) for family, weight, style, _ in declared] == [
        ("Source Sans 3", "400", "normal"),
        ("Source Sans 3", "400", "italic"),
        ("Source Sans 3", "700", "normal"),
        ("Source Sans 3", "700", "italic"),
        ("Noto Emoji", "400", "normal"),
    ]
    faces = [*fonts.faces("Source Sans 3"), *fonts.faces("Noto Emoji")]
    assert [url for *_, url in declared] == [face.path.as_uri() for face in faces]


def test_what_stands_in_comes_after_the_font_of_the_theme(tmp_path: Path) -> None:
    text = made(tmp_path, "classic", "Noto Sans", "Noto Emoji")[0].text
    assert '  --font-text: "EB Garamond", "Noto Sans", "Noto Emoji";' in text
