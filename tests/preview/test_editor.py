"""Opens places in editors, as `resume preview --editor` says, or as the environment does."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.preview.conftest import SOURCE, previewed

from resume.cli.preview import LINKS, _edit, _editor
from resume.cli.terminal import Failure
from resume.files import FileError

pytestmark = pytest.mark.wide


@pytest.mark.parametrize(
    ("named", "visual", "editor", "found"),
    [
        ("vscode", "", "", (LINKS["vscode"], "")),
        ("my-editor -n {file}:{line}", "", "", ("", "my-editor -n {file}:{line}")),
        ("my-editor", "", "", ("", "my-editor {file}")),
        (None, "/usr/bin/gvim -f", "nano", ("", "gvim +{line} {file}")),
        (None, "vim", "subl --wait", ("", "subl {file}:{line}:{column}")),
        (None, "vim", "nano", ("", "")),
        (None, "vim '", "", ("", "")),
        ("gvim", "", "", ("", "gvim +{line} {file}")),
        ("tmux new-window vim +{line} {file}", "", "", ("", "tmux new-window vim +{line} {file}")),
    ],
)
def test_the_editor_is_found(
    monkeypatch: pytest.MonkeyPatch, named: str | None, visual: str, editor: str, found: tuple[str, str]
) -> None:
    for name, value in {"VISUAL": visual, "EDITOR": editor, "PATH": "/nowhere"}.items():
        monkeypatch.setenv(name, value)
    assert _editor(named) == found


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("vim", "it needs a terminal; name what opens one too: --editor 'x-terminal-emulator -e vim"),
        ("/usr/bin/nano -l", "it needs a terminal"),
        ("vim '", "it is no command"),
        (" ", "it is no command"),
    ],
)
def test_what_is_no_editor_with_a_window_is_refused(named: str, said: str) -> None:
    with pytest.raises(Failure, match=re.escape(said)):
        _editor(named)


def editor(folder: Path, script: str) -> Path:
    program = folder / "editor"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_a_place_is_opened(tmp_path: Path) -> None:
    source = tmp_path / "my {line} résumé.yaml"
    program = editor(tmp_path, f'printf "%s\\n" "$@" > {tmp_path}/said')
    said = _edit(f"{program} -g {{file}}:{{line}}:{{column}} {{x}}", str(source), 3, 5)
    assert said == f"opened with {program}"
    assert (tmp_path / "said").read_text(encoding="utf-8").splitlines() == ["-g", f"{source}:3:5", "{x}"]


def test_what_cannot_open_a_place_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileError, match="cannot run /nowhere/editor: no such file"):
        _edit("/nowhere/editor {file}", "resume.yaml", 3, 5)
    with pytest.raises(FileError, match="editor ended with code 3"):
        _edit(f"{editor(tmp_path, 'exit 3')} {{file}}", "resume.yaml", 3, 5)
    for name, value in {"VISUAL": "", "EDITOR": "/usr/bin/vim -u NONE"}.items():
        monkeypatch.setenv(name, value)
    said = "vim needs a terminal, which a click cannot open; `resume preview --editor` names one"
    assert _edit("", "resume.yaml", 3, 5) == said
    monkeypatch.setenv("EDITOR", "")
    assert _edit("", "resume.yaml", 3, 5) == "no editor is known; `resume preview --editor` names one"


def test_an_editor_has_the_fonts_of_the_system_and_says_nothing_on_standard_output(
    browser: Browser, tmp_path: Path
) -> None:
    """It runs in the environment that the preview was started in, not in that of a build."""
    program = editor(tmp_path, f"echo planted; export -p > {tmp_path}/said")
    with previewed(tmp_path, "--editor", f"{program} {{file}}") as running, browser.new_page() as page:
        page.goto(running.address)
        page.locator(".boxes button").first.click(force=True)
        expect(page.locator("#place")).to_have_text(
            re.compile(rf"resume.yaml:3:9( \(copied\))?: opened with {program}")
        )
        running.process.send_signal(signal.SIGINT)
        running.process.wait(timeout=10)
        assert running.process.stdout
        assert running.process.stdout.read() == ""
    assert "FONTCONFIG" not in (tmp_path / "said").read_text(encoding="utf-8")


def test_what_is_wrong_with_the_command_line_is_in_no_file(browser: Browser, tmp_path: Path) -> None:
    options = ("--editor", f"{editor(tmp_path, '')} {{file}}", "--set", "theme.shade=dark")
    with previewed(tmp_path, *options) as running, browser.new_page() as page:
        page.goto(running.address)
        problems = page.locator("#problems")
        expect(problems.locator("pre")).to_contain_text("--set:1:7")
        expect(problems.locator("pre")).to_contain_text("theme.shade=dark")
        expect(problems.locator(".link")).to_have_count(0)
        origin = running.address.rstrip("/").rpartition("/")[0]
        place = {"file": "--set", "line": 1, "column": 7}
        answer = page.request.post(f"{running.address}editor", data=place, headers={"Origin": origin})
        assert answer.status == 404


def test_an_address_opens_any_file_that_the_page_names(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "C# 100%"
    folder.mkdir()
    (folder / "acme.yaml").write_text("basics: {label: First}\n", encoding="utf-8")
    options = ("--editor", "vscode", "--overlay", "acme.yaml")
    with previewed(folder, *options) as running, browser.new_page() as page:
        page.goto(running.address)
        page.evaluate("() => { HTMLAnchorElement.prototype.click = function () { window.asked = this.href } }")
        page.locator(".boxes button[aria-label^=First]").click(force=True)
        address = f"vscode://file{tmp_path.as_posix()}/C%23%20100%25/acme.yaml:1:17"
        assert page.evaluate("window.asked") == address


def test_a_system_without_forks_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text(SOURCE, encoding="utf-8")
    planted = "import os, sys; del os.fork; sys.argv = ['resume', 'preview']; from resume.__main__ import main; main()"
    process = subprocess.run([sys.executable, "-c", planted], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout) == (2, "")
    said = "error: resume preview needs Linux or macOS, whose processes can fork; on Windows, run it in WSL\n"
    assert process.stderr == said
