"""Builds résumés, and looks at what came of it in the files."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.fonts import package_folder
from resume.naming import file_name
from resume.themes.shelf import Chosen, builtin_names

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("resume")
THEMES = builtin_names()
MANY_FONTS = package_folder("rendercv_fonts")
"""A folder with many fonts, such as a system could have too."""

POINTS = 72 / 25.4
"""Points in a millimetre."""

MANY_SCRIPTS = """\
basics:
  name: Zoë Ångström
  label: "Инженер · 工程师 · 엔지니어 🎨"
  summary: "**Bold**, *italic*, `code`, [a link](https://example.org/there), → and ½."
work:
  - {position: Engineer, name: Northwind, startDate: 2022-03, highlights: [Shipped it]}
"""


def made(source: str, folder: Path, *themes: str, formats: tuple[str, ...] = ("pdf",), besides: str = "") -> Outcome:
    """Build a source without anything to be said of it besides what has the code that does not matter here."""
    chosen = tuple(map(Chosen, themes))
    outcome = build(
        Request(source.encode(), "resume.yaml", folder, themes=chosen, formats=formats, output=folder / "output")
    )
    assert [item for item in outcome.diagnostics.items if item.code != besides] == []
    assert outcome.paths
    return outcome


# The same bytes, always.

IN_ALL_THEMES = pytest.mark.xdist_group("all themes")
"""Tests that build in all themes, to hold it against what was built so before."""


def built(folder: Path, source: Path, cwd: Path | None = None, **changes: str) -> dict[str, bytes]:
    """Build a source in all themes in a process of its own, and give what it made by theme."""
    process = subprocess.run(
        [COMMAND, "build", source, "-o", f"{folder}/", *(f"--theme={theme}" for theme in THEMES)],
        cwd=cwd or folder.parent,
        env={**os.environ, **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stderr) == (0, "")
    return {Path(path).parent.name: Path(path).read_bytes() for path in process.stdout.splitlines()}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "resume.yaml"
    path.write_text(MANY_SCRIPTS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def first(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return built(tmp_path_factory.mktemp("first"), source)


def fontconfig(folder: Path, fonts: Path) -> Path:
    """Write a configuration of fontconfig that has the fonts of a folder, and prefers one of them for everything."""
    path = folder / "fonts.conf"
    path.write_text(
        f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
        <fontconfig><dir>{fonts}</dir><cachedir>{folder / "cache"}</cachedir>
        <match target="pattern"><edit name="family" mode="prepend_first"><string>Raleway</string></edit></match>
        <match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
        </fontconfig>""",
        encoding="utf-8",
    )
    return path


def changed(folder: Path, name: str) -> dict[str, str]:
    """Give the changes to the environment that a test of that name is about."""
    empty = folder / "empty"
    empty.mkdir()
    match name:
        case "time and language":
            later = {"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "1"}
            return {**later, "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "LANGUAGE": "de", "PYTHONUTF8": "0"}
        case "home":
            return {
                "HOME": str(empty),
                "XDG_CACHE_HOME": str(empty),
                "XDG_CONFIG_HOME": str(empty),
                "TMPDIR": str(empty),
            }
        case "many system fonts":
            return {"FONTCONFIG_FILE": str(fontconfig(folder, MANY_FONTS)), "HOME": str(empty)}
        case "no system fonts":
            return {"FONTCONFIG_PATH": str(empty), "FONTCONFIG_FILE": str(fontconfig(folder, empty))}
        case _:
            return {"FONTCONFIG_SYSROOT": str(empty), "XDG_DATA_HOME": str(MANY_FONTS.parent), "HOME": str(empty)}


@pytest.mark.wide
@IN_ALL_THEMES
@pytest.mark.parametrize(
    "difference",
    ["nothing", "time and language", "home", "many system fonts", "no system fonts", "another root of fonts"],
)
def test_another_run_makes_the_same_bytes_whatever_differs(
    source: Path, first: Mapping[str, bytes], tmp_path: Path, difference: str
) -> None:
    changes = {} if difference == "nothing" else changed(tmp_path, difference)
    assert {*first} == {*THEMES}
    assert built(tmp_path / "new", source, tmp_path, **changes) == first


@pytest.mark.wide
@IN_ALL_THEMES
def test_another_place_makes_the_same_bytes(source: Path, first: Mapping[str, bytes], tmp_path: Path) -> None:
    moved = tmp_path / "an other place" / "cv.yml"
    moved.parent.mkdir()
    moved.write_bytes(source.read_bytes())
    assert built(tmp_path / "new", moved, moved.parent) == first


def fonts_of(reader: PdfReader) -> set[str]:
    """Give the names of the fonts on the pages of a PDF, without the mark of a subset."""
    pages: Any = reader.pages
    fonts = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    return {str(font["/BaseFont"]).partition("+")[2] for font in fonts}


@pytest.mark.wide
@IN_ALL_THEMES
def test_the_fonts_of_the_system_would_show_if_they_were_used(first: Mapping[str, bytes], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Ada Example", encoding="utf-8")
    script = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
    environment = os.environ | {"FONTCONFIG_FILE": str(fontconfig(tmp_path, MANY_FONTS))}
    subprocess.run([sys.executable, "-c", script, page, tmp_path / "page.pdf"], env=environment, check=True)
    assert all(name.startswith("Raleway") for name in fonts_of(PdfReader(tmp_path / "page.pdf")))
    for pdf in first.values():
        assert not any(name.startswith("Raleway") for name in fonts_of(PdfReader(BytesIO(pdf))))


@pytest.mark.wide
@IN_ALL_THEMES
def test_a_process_that_builds_twice_makes_the_same_bytes(
    source: Path, first: Mapping[str, bytes], tmp_path: Path
) -> None:
    for _ in range(2):
        outcome = made(source.read_text(encoding="utf-8"), tmp_path, *reversed(THEMES))
        assert {path.parent.name: path.read_bytes() for path in outcome.paths} == first


# What the file is called.


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Vidhi Babariya", "Vidhi-Babariya-Resume"),
        ("José Núñez-O'Brien", "Jose-Nunez-O-Brien-Resume"),
        ("Dr. Ada L. Example, PhD", "Dr-Ada-L-Example-PhD-Resume"),
        ("Søren Ærø", "Soren-Aero-Resume"),
        ("Łukasz Żółć", "Lukasz-Zolc-Resume"),
        ("Jürgen Groß", "Jurgen-Gross-Resume"),
        ("Nguyễn Thị Đặng", "Nguyen-Thi-Dang-Resume"),
        ("Jean\N{EN DASH}Luc", "Jean-Luc-Resume"),
        ("山田 太郎", "山田-太郎-Resume"),
        ("Taro 山田", "Taro-山田-Resume"),
        ("विधि बाबरिया", "विधि-बाबरिया-Resume"),
        ("Нина Йосипова", "Нина-Йосипова-Resume"),
        ("../../etc/passwd", "etc-passwd-Resume"),
        ("C:\\Ada?<>|*", "C-Ada-Resume"),
        ("..", "Resume"),
        ("🎉", "Resume"),
    ],
)
def test_the_file_is_called_by_the_name_of_the_person(name: str, file: str) -> None:
    assert file_name(name) == file


# What the source says of the paper and the theme.


def pdf(outcome: Outcome) -> tuple[PdfReader, pypdfium2.PdfDocument]:
    [path] = outcome.paths
    return PdfReader(path), pypdfium2.PdfDocument(path.read_bytes())


def inked(document: pypdfium2.PdfDocument) -> tuple[float, float, float, float]:
    """Give what of the first page is printed on, in millimetres from its left, bottom, right and top."""
    page = document[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(index, loose=True) for index in range(text.count_chars())]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = page.get_width() - max(box[2] for box in boxes), page.get_height() - max(box[3] for box in boxes)
    return left / POINTS, bottom / POINTS, right / POINTS, top / POINTS


FULL = "basics:\n  name: Ada Example\n  summary: >-\n    " + "All work and no play makes Ada a dull person. " * 250


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [("letter", 215.9, 279.4), ("a4", 210, 297), ("a5 landscape", 210, 148), ("7in 200mm", 177.8, 200)],
)
def test_the_paper_is_of_the_size_that_the_source_wants(tmp_path: Path, size: str, width: float, height: float) -> None:
    reader, _ = pdf(made(FULL + f"\npage: {{size: {size}}}\n", tmp_path, "modern", besides="page-fill"))
    assert len(reader.pages) > 1
    for page in reader.pages:
        assert float(page.mediabox.width) == pytest.approx(width * POINTS, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(height * POINTS, abs=0.1)


def test_the_text_keeps_to_the_margin_that_the_source_wants(tmp_path: Path) -> None:
    source = FULL + "\npage: {size: a4, margin: 20mm 25mm 40mm 55mm}\n"
    _, document = pdf(made(source, tmp_path, "modern", besides="page-fill"))
    left, bottom, right, top = inked(document)
    assert left == pytest.approx(55, abs=1)
    assert bottom >= 40
    assert bottom == pytest.approx(40, abs=7)
    assert right >= 24.5
    assert right == pytest.approx(25, abs=7)
    assert top == pytest.approx(20, abs=3)


def test_a_theme_says_the_size_where_the_source_does_not(tmp_path: Path) -> None:
    reader, _ = pdf(made(FULL, tmp_path, "classic", besides="page-fill"))
    assert float(reader.pages[0].mediabox.width) == pytest.approx(210 * POINTS, abs=0.1)


def colours(reader: PdfReader) -> set[str]:
    """Give the colours that text and areas of a PDF are filled with."""
    streams = b"\n".join(page.get_contents().get_data() for page in reader.pages)  # type: ignore[union-attr]
    return {found.decode() for found in re.findall(rb"(?:^|\s)([\d.]+ [\d.]+ [\d.]+) rg\b", streams)}


@pytest.mark.wide
@pytest.mark.parametrize("theme", THEMES)
def test_the_accent_of_the_source_colours_the_page(tmp_path: Path, theme: str) -> None:
    source = "basics: {name: Ada Example, summary: Hello.}\ntheme: {name: %s, accent: '%s'}\n"
    red, _ = pdf(made(source % (theme, "#ff0000"), tmp_path / "red"))
    lime, _ = pdf(made(source % (theme, "rgb(0, 255, 0)"), tmp_path / "lime"))
    assert colours(red) - colours(lime) == {"1 0 0"}
    assert colours(lime) - colours(red) == {"0 1 0"}


def test_the_theme_of_the_source_is_used_unless_another_is_asked_for(tmp_path: Path) -> None:
    source = "basics: {name: Ada Example}\ntheme: compact\n"
    request = partial(Request, source.encode(), "resume.yaml", tmp_path, formats=("html",))
    own = build(request(output=tmp_path / "own"))
    named = build(request(themes=(Chosen("compact"),), output=tmp_path / "named"))
    other = build(request(themes=(Chosen("modern"),), output=tmp_path / "other"))
    assert own.paths[0].read_bytes() == named.paths[0].read_bytes() != other.paths[0].read_bytes()


def test_an_option_of_the_own_theme_does_not_hinder_another_one(tmp_path: Path) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    option = "{type: length, default: 1mm, meaning: A gap.}"
    manifest = f"name: mine\ndescription: Mine.\nextends: classic\noptions:\n  gap: {option}\n"
    (folder / "theme.yaml").write_text(manifest, encoding="utf-8")
    source = "basics: {name: Ada Example}\ntheme: {name: mine, gap: 2mm, accent: '#123456'}\n"
    mine, modern = made(source, tmp_path, "mine", "modern", formats=("html",)).paths
    assert "--gap: 2mm;" in mine.read_text(encoding="utf-8")
    assert "--gap" not in modern.read_text(encoding="utf-8")
    assert "--accent: #123456;" in modern.read_text(encoding="utf-8")


def codes(source: str, folder: Path, **wishes: Any) -> list[str]:
    request = Request(source.encode(), "resume.yaml", folder, output=folder / "output", **wishes)
    outcome = build(request)
    assert outcome.paths == []
    assert not request.output or not request.output.exists()
    return [item.code for item in outcome.diagnostics.items]


@pytest.mark.parametrize(
    ("theme", "code"),
    [
        ("{name: clasic}", "unknown-theme"),
        ("{name: ../../elsewhere}", "unknown-theme"),
        ("{accent: bluish}", "option-value"),
        ("{colour: red}", "unknown-option"),
    ],
)
def test_a_theme_that_cannot_be_had_so_is_an_error_and_no_file_is_made(tmp_path: Path, theme: str, code: str) -> None:
    assert codes(f"basics: {{name: Ada Example}}\ntheme: {theme}\n", tmp_path) == [code]


@pytest.mark.parametrize("name", ["../../elsewhere", "/elsewhere", "my theme", "mine/../..", "..", "mine\\n"])
def test_a_theme_cannot_call_itself_out_of_the_output(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(f'name: "{name}"\ndescription: Planted.\nextends: classic\n', encoding="utf-8")
    assert codes("basics: {name: Ada Example}\ntheme: mine\n", tmp_path) == ["theme-name"]


@pytest.mark.parametrize(("kind", "code"), [("colour", "option-type"), ("[color]", "expected-text")])
def test_an_option_of_no_known_type_is_an_error(tmp_path: Path, kind: str, code: str) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    option = f"options: {{hue: {{type: {kind}, default: red, meaning: A hue.}}}}"
    manifest = f"name: mine\ndescription: Planted.\nextends: classic\n{option}\n"
    (folder / "theme.yaml").write_text(manifest, encoding="utf-8")
    assert codes("basics: {name: Ada Example}\ntheme: mine\n", tmp_path) == [code]


def test_every_theme_reports_what_is_wrong_with_it_in_one_run(tmp_path: Path) -> None:
    themes = (Chosen("clasic"), Chosen("modern"), Chosen("compakt"))
    assert codes("basics: {name: Ada Example}\n", tmp_path, themes=themes) == ["unknown-theme", "unknown-theme"]


def test_pages_within_the_limit_are_fine_and_one_more_is_not(tmp_path: Path) -> None:
    long = FULL + "\ntheme: modern\npage: {limit: %d}\n"
    pages = len(pdf(made(long % 9, tmp_path / "fine"))[0].pages)
    assert pages > 1
    assert codes(long % (pages - 1), tmp_path) == ["page-limit"]
    made(long % pages, tmp_path / "just")


def test_the_html_is_the_page_that_the_pdf_is_made_of(tmp_path: Path) -> None:
    [html, paper] = made(MANY_SCRIPTS, tmp_path, "modern", formats=("html", "pdf")).paths
    page = html.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    script = 'import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")'
    environment = os.environ | {"FONTCONFIG_FILE": str(ROOT / "src/resume/render/fonts.conf")}
    subprocess.run([sys.executable, "-c", script, html, tmp_path / "plain.pdf"], env=environment, check=True)
    ours, plain = PdfReader(paper), PdfReader(tmp_path / "plain.pdf")
    assert [page.extract_text() for page in ours.pages] == [page.extract_text() for page in plain.pages]
