"""Builds that follow others in one process: what is kept of those never shows."""

import os
import shutil
from pathlib import Path

import pytest
from tests import command

from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.fonts import faces
from resume.render import prepared
from resume.themes.shelf import Chosen

SOURCE = """\
basics: {name: Ada Example, label: "Engineer, %s"}
work:
  - {position: Engineer, name: Northwind, startDate: 2022-03, highlights: [Shipped it]}
"""

OWN = """\
@import "more.css";
@font-face { font-family: Own; src: url("own.ttf") }
h1 { font-family: Own; colour: red }
"""


def theme(folder: Path) -> Chosen:
    """Make a theme with a sheet that imports another one, a font, and a mistake."""
    place = folder / "mine"
    place.mkdir()
    (place / "theme.yaml").write_text("name: mine\ndescription: A test.\nextends: classic\n", encoding="utf-8")
    (place / "style.css").write_text(OWN, encoding="utf-8")
    (place / "more.css").write_text("h1 { color: #123456 }", encoding="utf-8")
    put(place / "own.ttf", "Lato")
    return Chosen(str(place), by_path=True)


def put(place: Path, family: str) -> None:
    shutil.copy(next(iter(faces(family))).path, place)


def warm(folder: Path, chosen: Chosen, text: str = "first", beside: str = "") -> Outcome:
    source = (SOURCE % text).encode()
    return make(Request(source, "resume.yaml", folder / beside, themes=(chosen,), output=folder / "out.pdf"))


def cold(folder: Path, chosen: Chosen, text: str = "first") -> bytes:
    """Build in a process of its own."""
    source = SOURCE % text
    done = command.run(folder, "build", "-", "-t", chosen.name, "-o", "cold.pdf", given=source)
    assert done.returncode == 0, done.stderr
    return (folder / "cold.pdf").read_bytes()


def content(outcome: Outcome) -> bytes:
    [made] = outcome.made.values()
    return made


def said(outcome: Outcome) -> list[tuple[str, int]]:
    return [(item.code, item.span.line if item.span else 0) for item in outcome.diagnostics.in_order()]


@pytest.mark.wide
@pytest.mark.parametrize("name", ["classic", "modern", "sidebar", "europass"])
def test_a_further_build_has_the_bytes_of_a_first_one(tmp_path: Path, name: str) -> None:
    chosen = Chosen(name)
    for text in ("first", "Инженер", "first"):
        assert content(warm(tmp_path, chosen, text)) == cold(tmp_path, chosen, text)


def test_what_is_wrong_with_a_sheet_is_said_each_time(tmp_path: Path) -> None:
    chosen = theme(tmp_path)
    first = said(warm(tmp_path, chosen))
    assert first == [("theme-css", 3)]
    assert said(warm(tmp_path, chosen, "second")) == first


@pytest.mark.parametrize("changed", ["style.css", "more.css", "own.ttf", "theme.yaml"])
def test_a_changed_file_of_a_theme_is_read_anew(tmp_path: Path, changed: str) -> None:
    chosen = theme(tmp_path)
    before = content(warm(tmp_path, chosen))
    file = tmp_path / "mine" / changed
    match file.suffix:
        case ".ttf":
            put(file, "Ubuntu")
        case ".css":
            file.write_text(file.read_text().replace("red", "blue").replace("#123456", "#654321"))
            with file.open("a") as sheet:
                sheet.write("h1 { font-style: italic; text-decoration: underline }")
        case _:
            file.write_text(file.read_text().replace("classic", "modern"))
    after = content(warm(tmp_path, chosen))
    assert after == cold(tmp_path, chosen)
    assert after != before


def test_a_font_of_the_same_size_and_time_is_another_one(tmp_path: Path) -> None:
    chosen = theme(tmp_path)
    font = tmp_path / "mine/own.ttf"
    first, second = (next(iter(faces(family))).path.read_bytes() for family in ("Lato", "Ubuntu"))
    size = max(len(first), len(second))
    font.write_bytes(first.ljust(size, b"\0"))
    before, then = content(warm(tmp_path, chosen)), font.stat()
    font.write_bytes(second.ljust(size, b"\0"))
    os.utime(font, ns=(then.st_atime_ns, then.st_mtime_ns))
    after = content(warm(tmp_path, chosen))
    assert after == cold(tmp_path, chosen)
    assert after != before


def test_a_file_that_was_missing_is_loaded_when_it_is_there(tmp_path: Path) -> None:
    chosen = theme(tmp_path)
    (tmp_path / "mine/own.ttf").unlink()
    assert said(warm(tmp_path, chosen)) == [("theme-css", 1), ("theme-css", 3)]
    put(tmp_path / "mine/own.ttf", "Lato")
    assert said(warm(tmp_path, chosen)) == [("theme-css", 3)]
    assert content(warm(tmp_path, chosen)) == cold(tmp_path, chosen)


def test_a_font_that_a_template_declares_is_not_there_for_the_next_page(tmp_path: Path) -> None:
    chosen = theme(tmp_path)
    (tmp_path / "mine/style.css").write_text("h1 { font-family: Secret, sans-serif }")
    template = '{% extends "base/resume.html.j2" %}{% block head %}{{ super() }}<style>%s</style>{% endblock %}'
    declared = '@font-face { font-family: Secret; src: url("mine/own.ttf") }'
    file = tmp_path / "mine/resume.html.j2"
    file.write_text(template.replace("%s", declared))
    with_font = content(warm(tmp_path, chosen))
    file.write_text(template.replace("%s", ""))
    without = content(warm(tmp_path, chosen))
    assert without == cold(tmp_path, chosen)
    assert without != with_font


def test_a_sheet_of_the_source_s_folder_is_not_there_for_a_source_elsewhere(tmp_path: Path) -> None:
    chosen = theme(tmp_path)
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside/more.css").write_text("h1 { text-decoration: underline }")
    (tmp_path / "mine/style.css").write_text('@import "../beside/more.css";')
    assert said(warm(tmp_path, chosen, beside="beside")) == []
    (tmp_path / "elsewhere").mkdir()
    assert [code for code, _ in said(warm(tmp_path, chosen, beside="elsewhere"))] == ["theme-resource"]


def test_only_so_many_are_kept_and_their_fonts_go_with_them(tmp_path: Path) -> None:
    chosen = theme(tmp_path)
    folders = set()
    for number in range(prepared.KEPT + 2):
        (tmp_path / "mine/style.css").write_text(f"h1 {{ margin-left: {number}pt }}")
        assert content(warm(tmp_path, chosen))
        folders |= {found.folder for found in prepared._kept.values()}  # noqa: SLF001 - nothing else shows them
    assert sum(map(os.path.isdir, folders)) == prepared.KEPT
