"""`resume build --all` as its user meets it: what it builds, what it says of each build, the page that shows them."""

import re
from html import unescape
from pathlib import Path

import pytest
from tests import command
from tests.command import Finished

SOURCE = """\
basics: {name: Ada Example, label: {en: Engineer, de: Ingenieurin}}
variants:
  backend: {theme: compact}
  lead: {label: Lead}
"""


def build_all(folder: Path, *arguments: str, source: str = SOURCE) -> Finished:
    (folder / "resume.yaml").write_text(source, encoding="utf-8")
    return command.run(folder, "build", "--all", *arguments)


def untimed(process: Finished) -> list[str]:
    """Give the lines of standard error, without how long each build took."""
    return re.sub(r": \d+\.\d\d s$", "", process.stderr, flags=re.MULTILINE).splitlines()


def test_without_a_list_all_variants_are_built_in_all_languages(tmp_path: Path) -> None:
    process = build_all(tmp_path, "-f", "html")
    assert process.returncode == 0
    folders = ["classic-en", "classic-de", "compact-backend-en", "compact-backend-de", "classic-lead-en"]
    folders.append("classic-lead-de")
    assert process.stdout.splitlines() == [
        *(f"output/{folder}/Ada-Example-Resume.html" for folder in folders),
        "output/index.html",
    ]
    names = ["as it is · en", "as it is · de", "backend · en", "backend · de", "lead · en", "lead · de"]
    assert untimed(process) == [f"[{number}/6] {name}" for number, name in enumerate(names, start=1)]
    page = (tmp_path / "output/classic-de/Ada-Example-Resume.html").read_text(encoding="utf-8")
    assert "Ingenieurin" in page


def test_the_list_says_what_is_built_and_each_is_built_once(tmp_path: Path) -> None:
    listed = (
        "builds: [{variants: [none, backend, none], themes: [modern, swiss]}, {variants: [none], themes: [swiss]}]\n"
    )
    process = build_all(tmp_path, "-o", "there/", source=f"{SOURCE}{listed}")
    assert process.returncode == 0
    folders = ("modern", "swiss", "modern-backend", "swiss-backend")
    made = [f"there/{folder}/Ada-Example-Resume.pdf" for folder in folders]
    assert process.stdout.splitlines() == [*made, "there/index.html"]
    page = (tmp_path / "there/index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+\.pdf)"', page) == [path.removeprefix("there/") for path in made]
    assert page.count('src="data:image/png;base64,') == len(made)
    assert "4 builds." in page


def test_a_build_that_is_listed_twice_has_the_formats_of_both(tmp_path: Path) -> None:
    listed = "builds: [{formats: [txt]}, {formats: [md, txt], variants: [none]}]\n"
    process = build_all(tmp_path, source=f"basics: {{name: Ada}}\n{listed}")
    assert process.stdout.splitlines() == [
        "output/classic/Ada-Resume.txt",
        "output/classic/Ada-Resume.md",
        "output/index.html",
    ]


def test_pdf_takes_the_place_of_other_formats_too(tmp_path: Path) -> None:
    process = build_all(tmp_path, "-f", "pdf", source="basics: {name: Ada}\nbuilds: [{formats: [txt]}]\n")
    assert process.stdout.splitlines() == ["output/classic/Ada-Resume.pdf", "output/index.html"]


def test_what_the_command_line_names_takes_the_place_of_what_is_listed(tmp_path: Path) -> None:
    listed = "builds: [{variants: [lead], themes: [modern], formats: [pdf]}]\n"
    process = build_all(tmp_path, "-t", "swiss", "-f", "html", source=f"{SOURCE}{listed}")
    assert process.stdout.splitlines() == ["output/swiss-lead/Ada-Example-Resume.html", "output/index.html"]


def test_a_build_that_fails_stops_no_other_and_is_shown_with_its_errors(tmp_path: Path) -> None:
    listed = "builds: [{themes: [modrn, modern], formats: [html]}]\n"
    process = build_all(tmp_path, source=f"basics: {{name: Ada}}\n{listed}")
    assert (process.returncode, process.stdout) == (1, "output/modern/Ada-Resume.html\noutput/index.html\n")
    assert "[1/2] as it is · modrn: failed\n" in process.stderr
    assert process.stderr.endswith("\n1 of 2 failed\n")
    assert " --> resume.yaml:2:20\n" in process.stderr
    page = unescape((tmp_path / "output/index.html").read_text(encoding="utf-8"))
    assert "2 builds, 1 of them failed." in page
    assert "error[unknown-theme]: there is no theme `modrn`" in page


def test_two_builds_that_would_write_the_same_file_are_told_apart(tmp_path: Path) -> None:
    for name in ("mine", "also"):
        theme = tmp_path / "themes" / name
        theme.mkdir(parents=True)
        (theme / "theme.yaml").write_text("name: mine\ndescription: Planted.\nextends: classic\n", encoding="utf-8")
    listed = "builds: [{themes: [mine, also], formats: [html]}]\n"
    process = build_all(tmp_path, "--diagnostics", "short", source=f"basics: {{name: Ada}}\n{listed}")
    assert (process.returncode, process.stdout) == (1, "output/mine/Ada-Resume.html\noutput/index.html\n")
    assert "error[theme-name]: output/mine/Ada-Resume.html was already written by as it is · mine" in process.stderr


def test_a_build_that_cannot_be_written_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/modern").write_text("in the way", encoding="utf-8")
    listed = "builds: [{themes: [modern, swiss], formats: [html]}]\n"
    process = build_all(tmp_path, "--diagnostics", "short", source=f"basics: {{name: Ada}}\n{listed}")
    assert (process.returncode, process.stdout) == (1, "output/swiss/Ada-Resume.html\noutput/index.html\n")
    assert "error[unwritten-file]: cannot write output/modern/" in process.stderr


def test_a_format_that_there_is_not_is_an_error_before_anything_is_built(tmp_path: Path) -> None:
    process = build_all(tmp_path, source="basics: {name: Ada}\nbuilds: [{formats: [pfd]}]\n")
    assert (process.returncode, process.stdout) == (1, "")
    assert "error[unknown-format]: there is no format `pfd`" in process.stderr
    assert "did you mean `pdf`?" in process.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--variant", "lead"), "--all builds what the source lists; it takes no --variant or --lang"),
        (("--lang", "de"), "--all builds what the source lists; it takes no --variant or --lang"),
        (("-o", "cv.pdf"), "cv.pdf is one file; end it with `/` to name a folder"),
    ],
)
def test_what_makes_no_sense_with_all_builds_is_refused(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    process = build_all(tmp_path, *arguments)
    assert (process.returncode, process.stdout, process.stderr) == (2, "", f"error: {said}\n")
