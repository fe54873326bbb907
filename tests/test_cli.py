"""Runs the command in processes of its own, as a person or a script does."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests import command
from tests.command import COMMAND, Finished

from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]

SMALL = "basics:\n  name: Ada Example\n"
WRONG = "basics:\n  name: Ada Example\n  emial: ada@example.org\n"
QUESTIONABLE = "basics:\n  name: Ada Example\nsections: [work]\nskills:\n  - name: Go\n"
"""A résumé of which a section is not listed, which is a warning."""

JOB = """
  - position: Engineer {number}
    name: Employer {number}
    highlights:
      - "Made **thing {number}** faster, and told 🎨 of it in a sentence that goes over the end of its line for once"
"""
LARGE = SMALL + "work:" + "".join(JOB.format(number=number) for number in range(80))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "temporary").mkdir()
    (folder / "resume.yaml").write_text(SMALL, encoding="utf-8")
    return folder


def environment(folder: Path, changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give an environment that does not speak of colours, and whose temporary folder is known."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "TMPDIR": str(folder.parent / "temporary"), **(changes or {})}


def run(folder: Path, *arguments: str, given: str = "", **changes: str) -> Finished:
    """Run the command in a folder; `changes` are to its environment."""
    process = command.run(folder, *arguments, given=given, environment=environment(folder, changes))
    assert "Traceback" not in process.stderr
    return process


def started(folder: Path, *arguments: str, **changes: str) -> Finished:
    """Start the installed command anew, whose environment Python and the linker read too."""
    process = subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment(folder, changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in process.stderr or "--debug" in arguments
    return process


def in_shell(folder: Path, line: str) -> Finished:
    """Run a line of the shell, in which `$0` is the command."""
    return subprocess.run(
        ["sh", "-c", line, COMMAND],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def files_in(folder: Path) -> set[str]:
    """List the files and folders that are there."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def source(folder: Path, text: str) -> None:
    (folder / "resume.yaml").write_text(text, encoding="utf-8")


def theme(folder: Path, name: str, style: str) -> None:
    """Plant a theme beside the source."""
    place = folder / "themes" / name
    place.mkdir(parents=True)
    (place / "theme.yaml").write_text(f"name: {name}\ndescription: Planted.\nextends: classic\n", encoding="utf-8")
    (place / "style.css").write_text(style, encoding="utf-8")


# What it says of itself.


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands_on_standard_output(folder: Path, option: str) -> None:
    process = run(folder, option)
    assert (process.returncode, process.stderr) == (0, "")
    assert re.findall(r"^  (\w+)  ", process.stdout, re.MULTILINE) == [
        "batch",
        "build",
        "check",
        "diff",
        "explain",
        "import",
        "init",
        "jobs",
        "letter",
        "preview",
        "schema",
        "themes",
        "variants",
    ]


def test_the_version_is_the_one_that_is_installed(folder: Path) -> None:
    assert (process := run(folder, "--version")).returncode == 0
    assert re.fullmatch(r"resume, version \d+\.\d+\.\d+\n", process.stdout)


def test_without_arguments_the_help_is_an_answer_to_wrong_usage(folder: Path) -> None:
    process = run(folder)
    assert (process.returncode, process.stdout) == (2, "")
    assert "Usage: resume" in process.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bild",), "Did you mean 'build'?"),
        (("build", "--overlya", "x.yaml"), "Did you mean '--overlay'?"),
        (("build", "-f", "odt"), "'odt' is not one of 'pdf', 'html'"),
        (("build", "one.yaml", "two.yaml"), "unexpected extra argument"),
        (("--nonsense",), "No such option"),
        (("build", "-t"), "requires an argument"),
        (("build", "--embed", "-f", "html"), "error: --embed puts the résumé into a PDF"),
        (("build", "--set", "theme.accent"), "error: --set theme.accent: write PATH=VALUE, such as theme.accent="),
        (("build", "--set", "=teal"), "error: --set =teal: write PATH=VALUE, such as theme.accent="),
        (("build", "--set", ". =teal"), "error: --set . =teal: write PATH=VALUE, such as theme.accent="),
    ],
)
def test_wrong_usage_is_said_with_exit_code_2(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    process = run(folder, *arguments)
    assert (process.returncode, process.stdout) == (2, "")
    assert said in process.stderr


def test_the_schema_goes_to_standard_output_as_it_is_committed(folder: Path) -> None:
    process = run(folder, "schema")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout == (ROOT / "resume.schema.json").read_text(encoding="utf-8")


def test_it_runs_as_a_module_too(folder: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "resume", "--version"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert process.stdout == started(folder, "--version").stdout


# Where the source comes from.


def test_a_missing_resume_yaml_points_to_init(folder: Path) -> None:
    (folder / "resume.yaml").unlink()
    process = run(folder, "build")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == ("error: cannot read resume.yaml: no such file or directory; `resume init` starts one\n")


def test_a_folder_called_resume_yaml_does_not_point_to_init(folder: Path) -> None:
    (folder / "resume.yaml").unlink()
    (folder / "resume.yaml").mkdir()
    process = run(folder, "build", ".")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot read resume.yaml: is a directory\n"


def test_another_missing_file_does_not_point_to_init(folder: Path) -> None:
    process = run(folder, "build", "cv.yaml")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot read cv.yaml: no such file or directory\n"


def test_a_file_that_fails_to_be_read_is_said_with_the_reason(folder: Path) -> None:
    process = run(folder, "build", "/proc/self/mem")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot read /proc/self/mem: input/output error\n"


def test_a_name_that_no_file_can_have_is_said(folder: Path) -> None:
    name = "x" * 300
    for arguments in (("build", name), ("build", "-o", f"{name}.pdf"), ("letter", name)):
        process = run(folder, *arguments)
        assert (process.returncode, process.stdout) == (2, "")
        assert re.fullmatch(
            rf"error: cannot (read|read or write) {arguments[-1]}: file name too long\n", process.stderr
        )


@pytest.mark.parametrize("arguments", [("build",), ("check",), ("import",), ("build", "--overlay")])
def test_a_file_that_is_too_large_is_refused_and_not_cut_off(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "large.pdf").write_bytes(b"%PDF-1.7\n" + bytes(20_000_000))
    process = run(folder, *arguments, "large.pdf")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot read large.pdf: it is larger than 20 MB\n"


def test_a_folder_as_source_means_the_resume_yaml_in_it(folder: Path) -> None:
    process = run(folder.parent, "build", "folder", "-f", "html")
    assert (process.returncode, process.stdout) == (0, "output/classic/Ada-Example-Resume.html\n")


def test_a_dash_as_source_is_standard_input(folder: Path) -> None:
    process = run(folder, "build", "-", "-o", "cv.html", given="basics: {name: Zoë Ångström}")
    assert (process.returncode, process.stdout) == (0, "cv.html\n")
    assert "Zoë Ångström" in (folder / "cv.html").read_text(encoding="utf-8")
    process = run(folder, "build", "-", given=WRONG)
    assert process.returncode == 1
    assert " --> <stdin>:3:3\n" in process.stderr


# Where the files go.


def test_by_default_a_pdf_goes_to_the_folder_of_its_theme(folder: Path) -> None:
    process = started(folder, "build")
    assert (process.returncode, process.stdout, process.stderr) == (0, "output/classic/Ada-Example-Resume.pdf\n", "")
    assert (folder / process.stdout.strip()).read_bytes().startswith(b"%PDF-")


def test_several_themes_and_formats_print_a_path_a_line_and_nothing_else(folder: Path) -> None:
    process = run(folder, "build", "-t", "classic", "-t", "modern", "-f", "pdf", "-f", "html", "-t", "classic")
    assert (process.returncode, process.stderr) == (0, "")
    assert sorted(process.stdout.splitlines()) == [
        f"output/{theme}/Ada-Example-Resume.{ending}" for theme in ("classic", "modern") for ending in ("html", "pdf")
    ]
    assert {*process.stdout.splitlines()} == {name for name in files_in(folder) if "." in Path(name).name} - {
        "resume.yaml"
    }


@pytest.mark.parametrize("place", ["cv.pdf", "CV.PDF", "new/folder/cv.html"])
def test_an_output_file_implies_its_format_and_its_folder_is_made(folder: Path, place: str) -> None:
    process = run(folder, "build", "-o", place)
    assert (process.returncode, process.stdout) == (0, f"{place}\n")
    start = b"%PDF-" if place.lower().endswith("pdf") else b"<!DOCTYPE html>"
    assert (folder / place).read_bytes().startswith(start)


def test_an_output_folder_takes_one_theme_as_it_is_and_several_in_folders(folder: Path) -> None:
    (folder / "there").mkdir()
    for place in ("there", "new/"):
        assert run(folder, "build", "-f", "html", "-o", place).stdout == f"{place.strip('/')}/Ada-Example-Resume.html\n"
    process = run(folder, "build", "-f", "html", "-t", "modern", "-t", "compact", "-o", "new/")
    assert process.stdout.splitlines() == [
        "new/modern/Ada-Example-Resume.html",
        "new/compact/Ada-Example-Resume.html",
    ]


def test_languages_have_a_folder_each_unless_one_alone_is_asked_for_somewhere(folder: Path) -> None:
    source(folder, f"{SMALL}language: fr\nwork: [{{position: Clerk, startDate: 2020-05}}]\n")
    languages = ("--lang", "de", "--lang", "pt-BR", "--lang", "de")
    process = run(folder, "build", "-f", "html", "-t", "modern", "-t", "compact", *languages)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.splitlines() == [
        f"output/{theme}-{language}/Ada-Example-Resume.html"
        for theme in ("modern", "compact")
        for language in ("de", "pt-BR")
    ]
    assert run(folder, "build", "-f", "html", "--lang", "de").stdout == "output/classic-de/Ada-Example-Resume.html\n"
    assert (
        run(folder, "build", "-f", "html", "--lang", "de", "-o", "there/").stdout == "there/Ada-Example-Resume.html\n"
    )
    assert run(folder, "build", "-f", "html").stdout == "output/classic/Ada-Example-Resume.html\n"
    for place, language, present in (("there", "de", "heute"), ("output/classic", "fr", "aujourd")):
        page = (folder / place / "Ada-Example-Resume.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}" dir="ltr">' in page
        assert present in page


def test_a_language_without_words_is_a_warning_and_one_that_is_none_an_error(folder: Path) -> None:
    process = run(folder, "build", "-f", "html", "--lang", "tlh", "--diagnostics", "short")
    message = "there are no words for `tlh`; headings and dates are in English"
    assert (process.returncode, process.stderr) == (0, f"warning[unknown-language]: {message}\n")
    process = run(folder, "build", "-f", "html", "--lang", "de", "--lang", "de_AT", "--diagnostics", "short")
    message = "--lang: `de_AT` is not a language tag such as `de` or `pt-BR`"
    assert (process.returncode, process.stdout, process.stderr) == (1, "", f"error[language-tag]: {message}\n")


def test_a_language_that_is_no_text_is_said_in_ascii(folder: Path) -> None:
    process = run(folder, "build", "--lang", "d\udcff")
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.startswith("error[language-tag]: --lang: `d\\udcff` is not a language tag such as `de`")


def test_a_setting_takes_the_place_of_what_the_source_says(folder: Path) -> None:
    source(folder, f"{SMALL}theme: modern\n")
    changes = ("--set", "theme.accent=#123456", "--set", "basics.label=Clerk = Engineer", "--set", "theme.name=compact")
    process = run(folder, "build", "-f", "html", *changes)
    assert (process.stdout, process.stderr) == ("output/compact/Ada-Example-Resume.html\n", "")
    page = (folder / process.stdout.strip()).read_text(encoding="utf-8")
    assert "--accent: #123456;" in page
    assert "Clerk = Engineer" in page
    assert (folder / "resume.yaml").read_text(encoding="utf-8") == f"{SMALL}theme: modern\n"


def test_what_is_wrong_with_a_setting_is_shown_as_it_was_typed(folder: Path) -> None:
    process = run(folder, "build", "--set", "page.limit=1", "--set", "theme.acent=teal")
    assert (process.returncode, process.stdout) == (1, "")
    assert (
        process.stderr
        == """\
error[unknown-option]: the theme classic has no option `acent`
 --> --set:2:7
  |
2 | theme.acent=teal
  |       ^^^^^
  |
  = hint: did you mean `accent`?

1 error
"""
    )


@pytest.mark.parametrize(
    "several",
    [("-t", "classic", "-t", "modern"), ("-f", "pdf", "-f", "html"), ("--lang", "de", "--lang", "en")],
)
def test_one_output_file_for_several_is_refused(folder: Path, several: tuple[str, ...]) -> None:
    process = run(folder, "build", "-o", "cv.pdf", *several)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cv.pdf is one file, but 2 are to be made; end it with `/` to name a folder\n"
    assert files_in(folder) == {"resume.yaml"}


@pytest.mark.parametrize("place", ["cv.doc", "cv"])
def test_an_unknown_ending_of_the_output_is_refused_but_for_a_format_that_is_named(folder: Path, place: str) -> None:
    process = run(folder, "build", "-o", place)
    assert (process.returncode, process.stdout) == (2, "")
    assert (
        f"the ending of {place} is none of pdf, html, txt, md, json, docx, png; "
        "name the format with -f, or end it with `/` to name a folder\n" in process.stderr
    )
    assert run(folder, "build", "-f", "html", "-o", place).stdout == f"{place}\n"


def test_no_file_is_made_that_is_called_as_standard_output_is(folder: Path) -> None:
    process = run(folder, "build", "-f", "html", "-o", "-")
    assert (process.returncode, process.stdout) == (2, "")
    assert "standard output carries the paths of the files made" in process.stderr
    assert files_in(folder) == {"resume.yaml"}


@pytest.mark.parametrize("name", ["resume.yaml", "overlay.yaml"])
def test_a_source_is_not_overwritten_by_what_is_made_of_it(folder: Path, name: str) -> None:
    (folder / "overlay.yaml").write_text("basics: {label: Engineer}\n", encoding="utf-8")
    before = (folder / name).read_bytes()
    process = run(folder, "build", "--overlay", "overlay.yaml", "-f", "html", "-o", f"../folder/{name}")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == f"error: ../folder/{name} is a source\n"
    assert (folder / name).read_bytes() == before


@pytest.mark.parametrize("place", ["resume.yaml/cv.pdf", "resume.yaml/", "resume.yaml/further/"])
def test_a_folder_that_cannot_be_written_to_is_said_with_exit_code_2(folder: Path, place: str) -> None:
    process = run(folder, "build", "-f", "html", "-o", place)
    assert (process.returncode, process.stdout) == (2, "")
    assert re.fullmatch(r"error: cannot write resume\.yaml/.+: (not a directory|file exists)\n", process.stderr)


def test_no_file_is_made_where_one_of_several_cannot_be_written(folder: Path) -> None:
    (folder / "output").mkdir()
    (folder / "output/modern").write_text("in the way", encoding="utf-8")
    process = run(folder, "build", "-f", "html", "-t", "classic", "-t", "modern")
    assert (process.returncode, process.stdout) == (2, "")
    assert not [name for name in files_in(folder) if Path(name).suffix not in {"", ".yaml"}]


@pytest.mark.parametrize("fonts", ["", "/etc/fonts/own.conf"])
def test_open_opens_what_was_made_with_the_system_s_fonts(
    folder: Path, fonts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)  # a build in this process sets it
    programs, seen = folder.parent / "programs", folder.parent / "seen"
    programs.mkdir()
    os.mkfifo(seen)
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1 $FONTCONFIG_FILE" > {seen}\n', encoding="utf-8")
    opener.chmod(0o755)
    reader = os.open(seen, os.O_RDWR)
    given = {"FONTCONFIG_FILE": fonts} if fonts else {}
    process = started(folder, "build", "--open", PATH=f"{programs}{os.pathsep}{os.environ['PATH']}", **given)
    assert process.returncode == 0
    assert select.select([reader], [], [], 30)[0]
    assert os.read(reader, 1000).decode() == f"{process.stdout.strip()} {fonts}\n"
    os.close(reader)


# What is wrong.


def test_errors_are_laid_out_at_length_on_standard_error_with_exit_code_1(folder: Path) -> None:
    source(folder, WRONG)
    process = run(folder, "build")
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr == (
        "error[unknown-key]: `basics` has no key `emial`\n"
        " --> resume.yaml:3:3\n"
        "  |\n"
        "3 |   emial: ada@example.org\n"
        "  |   ^^^^^\n"
        "  |\n"
        "  = hint: did you mean `email`?\n"
        "\n"
        "1 error\n"
    )
    assert files_in(folder) == {"resume.yaml"}


def test_the_short_layout_is_a_line_for_each(folder: Path) -> None:
    source(folder, WRONG + "work:\n  - {startDate: 2020, endDate: 2019}\n")
    process = run(folder, "build", "--diagnostics", "short")
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.splitlines() == [
        "resume.yaml:3:3: error[unknown-key]: `basics` has no key `emial`",
        "resume.yaml:5:32: error[date-order]: this job ends before it starts",
    ]


def test_a_warning_is_said_and_the_file_made_but_with_strict_it_is_not(folder: Path) -> None:
    source(folder, QUESTIONABLE)
    process = run(folder, "build", "-f", "html")
    assert (process.returncode, process.stdout) == (0, "output/classic/Ada-Example-Resume.html\n")
    assert process.stderr.startswith("warning[unlisted-section]: ")
    assert process.stderr.endswith("\n1 warning\n")
    shutil.rmtree(folder / "output")
    strict = run(folder, "build", "-f", "html", "--strict")
    assert (strict.returncode, strict.stdout, strict.stderr) == (1, "", process.stderr)
    assert files_in(folder) == {"resume.yaml"}


def test_a_theme_that_loses_text_fails_unless_it_is_not_checked(folder: Path) -> None:
    theme(folder, "forgetful", "h1 { display: none }")
    process = run(folder, "build", "-t", "forgetful")
    assert (process.returncode, process.stdout) == (1, "")
    assert 'error[lost-text]: "Ada Example" cannot be read back whole' in process.stderr
    process = run(folder, "build", "-t", "forgetful", "--no-check")
    assert (process.returncode, process.stdout) == (0, "output/forgetful/Ada-Example-Resume.pdf\n")


def test_too_many_pages_are_an_error_at_the_limit(folder: Path) -> None:
    source(folder, LARGE + "page: {limit: 1}\n")
    process = run(folder, "build", "-t", "classic", "--diagnostics", "short")
    line = len(LARGE.splitlines()) + 1
    assert (process.returncode, process.stdout) == (1, "")
    assert re.fullmatch(
        rf"resume\.yaml:{line}:15: error\[page-limit\]: the résumé has \d+ pages, but `limit` is 1: "
        r"\d+ lines are over\n",
        process.stderr,
    )


@pytest.mark.parametrize("fault", ["source", "theme", "page"])
def test_what_was_made_before_stays_byte_for_byte_where_the_next_build_fails(folder: Path, fault: str) -> None:
    made = [folder / path for path in run(folder, "build", "-f", "pdf", "-f", "html").stdout.split()]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in made}
    match fault:
        case "source":
            source(folder, WRONG)
        case "theme":
            theme(folder, "classic", "")
            (folder / "themes/classic/theme.yaml").write_text("name: classic\n", encoding="utf-8")
        case _:
            source(folder, LARGE + "page: {limit: 1}\n")
    known = files_in(folder)
    process = run(folder, "build", "-f", "pdf", "-f", "html")
    assert (process.returncode, process.stdout) == (1, "")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in made} == before
    assert files_in(folder) == known


def test_nothing_is_left_behind_but_what_was_made(folder: Path) -> None:
    theme(folder, "forgetful", "h1 { display: none }")
    theme(folder, "remote", '@font-face { font-family: x; src: url("https://example.org/x.ttf") }')
    for arguments in (("-t", "forgetful"), ("-t", "remote", "--strict"), ("-t", "modern")):
        known = files_in(folder)
        process = run(folder, "build", *arguments)
        new = files_in(folder) - known
        assert {name for name in new if Path(name).suffix} == {*process.stdout.split()}
        assert [*(folder.parent / "temporary").iterdir()] == []


# Colour.


def on_terminal(folder: Path, *arguments: str, out: IO[bytes] | None = None, **changes: str) -> str:
    """Run the command with a terminal as its standard error, and its output but for `out`; give what is shown there."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [COMMAND, *arguments], cwd=folder, env=environment(folder, changes), stdin=its, stdout=out or its, stderr=its
    )
    os.close(its)
    shown = b""
    try:
        while piece := os.read(ours, 10_000):
            shown += piece
    except OSError:  # Linux says so when the other side of a terminal has been closed
        pass
    os.close(ours)
    process.wait()
    return shown.decode()


@pytest.mark.parametrize("arguments", [("build",), ("build", "missing.yaml")])
def test_a_terminal_shows_colours_unless_no_color_is_set(folder: Path, arguments: tuple[str, ...]) -> None:
    source(folder, WRONG)
    assert "\x1b[" in on_terminal(folder, *arguments)
    assert "\x1b[" in on_terminal(folder, *arguments, NO_COLOR="")
    assert "\x1b[" not in on_terminal(folder, *arguments, NO_COLOR="1")
    assert "\x1b[" not in on_terminal(folder, *arguments, NO_COLOR="1", FORCE_COLOR="1")


@pytest.mark.parametrize("arguments", [("build",), ("build", "missing.yaml")])
def test_a_file_gets_no_colours_unless_force_color_is_set(folder: Path, arguments: tuple[str, ...]) -> None:
    source(folder, WRONG)
    assert "\x1b[" not in run(folder, *arguments).stderr
    assert "\x1b[" not in run(folder, *arguments, FORCE_COLOR="").stderr
    assert "\x1b[" in run(folder, *arguments, FORCE_COLOR="1").stderr


def test_what_is_found_has_no_colours_in_a_file_though_standard_error_is_a_terminal(folder: Path) -> None:
    source(folder, WRONG)
    assert "\x1b[" in on_terminal(folder, "check", "--source-only")
    with (folder / "found").open("wb") as found:
        on_terminal(folder, "check", "--source-only", out=found)
    assert (folder / "found").read_text(encoding="utf-8").startswith("error[unknown-key]: ")


# What comes in between.


def interrupted(process: "subprocess.Popen[str]", number: signal.Signals, folder: Path) -> None:
    """Send a running process a signal, and hold it to ending for it without a word or a trace."""
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (128 + number, "", "")
    assert [*(folder.parent / "temporary").iterdir()] == []


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_while_it_reads(folder: Path, number: signal.Signals) -> None:
    os.mkfifo(folder / "pipe.yaml")
    process = start(folder, "build", "pipe.yaml")
    with (folder / "pipe.yaml").open("w", encoding="utf-8"):  # which waits for it to open the other end
        interrupted(process, number, folder)
    assert files_in(folder) == {"resume.yaml", "pipe.yaml"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_while_it_renders_and_what_was_there_stays(folder: Path, number: signal.Signals) -> None:
    source(folder, LARGE)
    old = folder / "output/classic/Ada-Example-Resume.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"an older one")
    known = files_in(folder)
    process = start(folder, "build")
    while not any((folder.parent / "temporary").iterdir()):  # its fonts go there when it begins to render
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.01)
    interrupted(process, number, folder)
    assert files_in(folder) == known
    assert old.read_bytes() == b"an older one"


def test_a_signal_that_was_to_be_ignored_is_ignored(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    process = subprocess.Popen(
        ["sh", "-c", "trap '' INT; exec \"$0\" build pipe.yaml -o cv.html", COMMAND],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with (folder / "pipe.yaml").open("w", encoding="utf-8") as pipe:
        process.send_signal(signal.SIGINT)
        pipe.write(SMALL)
    assert process.communicate()[0] == "cv.html\n"
    assert process.returncode == 0


@pytest.mark.parametrize("arguments", [("schema",), ("build", "-f", "html"), ("--help",)])
def test_a_reader_that_went_away_is_no_traceback(folder: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (1, "")


@pytest.mark.parametrize("arguments", [("build", "missing.yaml"), ("bild",), ("build",)])
def test_a_reader_of_the_errors_that_went_away_is_an_error_itself(folder: Path, arguments: tuple[str, ...]) -> None:
    source(folder, WRONG)
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=writing,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (process.returncode, process.stdout) == (1, "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$0 build -f html >&-", 0),
        ("$0 build -f html 2>&-", 0),
        ("$0 build -f html <&- >&- 2>&-", 0),
        ("$0 build missing.yaml 2>&-", 2),
        ("$0 build - <&-", 1),
        ("$0 --help >&-", 0),
    ],
)
def test_streams_that_the_shell_closed_are_no_traceback(folder: Path, line: str, code: int) -> None:
    process = in_shell(folder, line)
    assert process.returncode == code
    assert "Traceback" not in process.stdout + process.stderr


@pytest.mark.parametrize("arguments", ["schema", "build -f html", "--help"])
def test_a_full_disk_behind_standard_output_is_said_with_exit_code_2(folder: Path, arguments: str) -> None:
    process = in_shell(folder, f"$0 {arguments} > /dev/full")
    assert process.returncode == 2
    assert process.stderr == "error: cannot read or write: no space left on device\n"


# What is broken.


@pytest.fixture
def broken(folder: Path) -> dict[str, str]:
    """Plant a module that fails in the place of one that is needed."""
    (folder.parent / "jinja2.py").write_text('raise RuntimeError("a planted\\nfault")\n', encoding="utf-8")
    return {"PYTHONPATH": str(folder.parent)}


def test_an_internal_error_is_one_line(folder: Path, broken: dict[str, str]) -> None:
    process = started(folder, "build", **broken)
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr == ("error: internal error: RuntimeError: a planted fault (`resume --debug …` shows more)\n")
    process = started(folder, "diff", "resume.yaml", "resume.yaml", **broken)  # to which 1 would be an answer
    assert (process.returncode, process.stdout) == (2, "")
    assert "internal error: RuntimeError: a planted fault" in process.stderr
    assert files_in(folder) == {"resume.yaml"}


def test_debug_shows_the_traceback_of_an_internal_error(folder: Path, broken: dict[str, str]) -> None:
    process = started(folder, "--debug", "build", **broken)
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.startswith("Traceback (most recent call last):\n")
    assert process.stderr.endswith("RuntimeError: a planted\nfault\n")


@pytest.mark.parametrize("library", ["libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"])
def test_a_missing_library_is_said_with_how_to_get_it(folder: Path, library: str) -> None:
    libraries = folder.parent / "libraries"
    libraries.mkdir()
    (libraries / library).write_text("no library", encoding="utf-8")
    process = started(folder, "build", LD_LIBRARY_PATH=str(libraries))
    assert (process.returncode, process.stdout) == (2, "")
    first, *others = process.stderr.splitlines()
    assert first.startswith(f"error: cannot load library '{library.partition('.so')[0].replace('-2.0', '-2.0-0')[:10]}")
    assert any("apt-get install libpango-1.0-0" in line for line in others)
    assert files_in(folder) == {"resume.yaml"}
    assert started(folder, "build", "-f", "html", LD_LIBRARY_PATH=str(libraries)).returncode == 0


# What it costs to start.


def modules_imported(folder: Path, *arguments: str) -> set[str]:
    """Run the command, and give the modules that it imported, in whatever way."""
    process = subprocess.run(
        [sys.executable, "-v", "-m", "resume", *arguments],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0
    return {*re.findall(r"^import '(\S+)' # ", process.stderr, re.MULTILINE)}


def imported(folder: Path, *arguments: str) -> set[str]:
    """Run the command, and give the top-level packages that it imported."""
    return {name.partition(".")[0] for name in modules_imported(folder, *arguments)}


def test_a_command_starts_without_the_others(folder: Path) -> None:
    modules = {name for name in modules_imported(folder, "build", "--help") if name.startswith("resume.cli.")}
    names = ("build", "commands", "given", "main", "status", "terminal", "unchanged", "wanted")
    assert modules == {f"resume.cli.{name}" for name in names}


def test_a_command_that_is_not_imported_is_suggested_and_listed(folder: Path) -> None:
    assert "Did you mean 'build'?" in run(folder, "biuld").stderr
    listed = re.findall(r"^  (\w+)  ", run(folder, "--help").stdout, re.MULTILINE)
    assert listed == sorted([*COMMANDS, "init", "schema"])


def test_help_starts_without_what_a_build_needs(folder: Path) -> None:
    packages = imported(folder, "--help")
    assert {"resume", "click"} <= packages
    assert packages.isdisjoint({"pydantic", "yaml", "jinja2", "weasyprint", "markdown_it", "pypdfium2", "fontTools"})


def test_a_page_is_made_without_what_a_pdf_needs(folder: Path) -> None:
    packages = imported(folder, "build", "-f", "html")
    assert {"pydantic", "yaml", "jinja2", "uharfbuzz"} <= packages
    assert packages.isdisjoint({"weasyprint", "cffi", "pypdfium2", "PIL"})


def test_an_emoji_costs_no_reader_of_all_tables_of_fonts(folder: Path) -> None:
    (folder / "resume.yaml").write_text(
        'basics: {name: Ada Example, label: "Painter \N{ARTIST PALETTE}"}', encoding="utf-8"
    )
    packages = imported(folder, "build")
    assert "fontTools" in packages
    assert "uharfbuzz" not in packages


def test_text_is_made_without_what_a_page_needs(folder: Path) -> None:
    packages = imported(folder, "build", "-f", "txt", "-f", "json")
    assert {"pydantic", "yaml", "wcwidth"} <= packages
    assert packages.isdisjoint({"weasyprint", "cffi", "pypdfium2", "PIL", "fontTools", "uharfbuzz", "tinyhtml5"})


def test_a_pdf_that_is_not_checked_is_made_without_a_reader(folder: Path) -> None:
    assert "weasyprint" in imported(folder, "build")
    assert "pypdfium2" in imported(folder, "build")
    assert "pypdfium2" not in imported(folder, "build", "--no-check")


# No input makes a traceback.

SCHEMA = (ROOT / "resume.schema.json").read_text(encoding="utf-8")
KEYS = st.sampled_from(sorted({*re.findall(r'"([\w$-]+)": \{', SCHEMA)}))
TELLING = ("present", "2020", "2020-02-30", "**a** [b](https://c.org) `d`", "[x](javascript:y)", "https://a.org", "a.b")
LOOKS = ("classic", "modern", "base", "../x", "#fff", "letter", "12mm", "12mm 400mm", "1mm 1mm", "work", "true", "1.2")
MARKS = ("1. a\n2. b\n\n> c", "&amp; <b>", "\u202e", "\U0001f9d1\u200d\U0001f33e", "\u200d", "```\n", "\\", "![x](y)")
TEXTS = st.text(max_size=20) | st.sampled_from((*TELLING, *LOOKS, *MARKS))
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
EXAMPLE = (ROOT / "src/resume/starter/resume.yaml").read_bytes()


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Give a JSON-like document that is a résumé as far as its `basics`."""
    basics = {"name": "Ada Example"} | draw(st.dictionaries(KEYS, VALUES, max_size=3))
    return json.dumps({"basics": basics} | draw(st.dictionaries(KEYS, VALUES, max_size=4))).encode()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Give the starter's source with a stretch of it replaced."""
    start = draw(st.integers(0, len(EXAMPLE)))
    end = draw(st.integers(start, min(start + 40, len(EXAMPLE))))
    return EXAMPLE[:start] + draw(st.binary(max_size=8) | TEXTS.map(str.encode)) + EXAMPLE[end:]


def made(content: bytes, folder: Path, name: str = "resume.yaml") -> Outcome:
    return build(Request(content, name, folder, formats=("html",), output=folder / "output"))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(content=b"", name="resume.yaml")
@example(content=b"\xef\xbb\xbf{}", name="resume.json")
@example(content=b"basics: {name: " + b"[" * 5000, name="resume.yaml")
@example(content=b"&a [*a, *a]", name="resume.yaml")
@example(content=b"basics: {name: !!python/object:os.system x}", name="resume.yaml")
@given(content=st.binary(max_size=60) | documents() | damaged(), name=st.sampled_from(["resume.yaml", "resume.json"]))
def test_whatever_the_source_there_is_a_page_or_an_error_at_a_place(tmp_path: Path, content: bytes, name: str) -> None:
    outcome = made(content, tmp_path, name)
    assert bool(outcome.paths) != outcome.diagnostics.has_errors()
    for item in outcome.diagnostics.items:
        assert item.span is not None or not outcome.diagnostics.texts[name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(range(256)),
        b"\x00" * 2_000_000,
        b"basics: {name: " + b"[" * 100_000,
        b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120)),
        "basics: {name: \N{ZERO WIDTH JOINER}}".encode(),
        "basics: {name: Ada \N{RIGHT-TO-LEFT OVERRIDE}evil, phone: \N{CUNEIFORM SIGN A}}".encode(),
    ],
    ids=["empty", "all bytes", "zeros", "nesting", "aliases", "invisible", "no glyph"],
)
def test_hostile_sources_are_answered_in_the_process_too(folder: Path, content: bytes) -> None:
    (folder / "hostile.yaml").write_bytes(content)
    process = run(folder, "build", "hostile.yaml", "-o", "cv.pdf")
    assert process.returncode in {0, 1}
    assert ("error" in process.stderr) == (process.returncode == 1)
    assert "internal error" not in process.stderr
