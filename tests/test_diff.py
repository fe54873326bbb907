"""Runs `resume diff` as a person does, on files, variants, and the revisions of a real git repository."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from resume import revision
from resume.cli.commands import cli
from resume.compare.change import Change, Side
from resume.diagnostics import Span
from resume.files import FileError
from resume.report import changes as report

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("resume")
SCHEMA = json.loads((ROOT / "docs/diff.schema.json").read_text(encoding="utf-8"))

OLD = """\
basics: {name: Ada Example, label: Engineer}
work:
  - name: Northwind
    startDate: 2020-01
    highlights:
      - Cut build time by 60 % in a year
      - {text: Led four engineers, tags: [lead]}
  - {name: Contoso, startDate: 2018}
variants:
  plain: {exclude: [lead]}
"""
NEW = (
    OLD.replace("60 %", "70 %").replace("startDate: 2018", "startDate: 2019").replace("label: Engineer", "label: Clerk")
)

TEXT = """\
--- old.yaml
+++ new.yaml

basics
  ~ label: Engineer → Clerk

work
  Northwind
    ~ Cut build time by [60 → 70] % in a year
  Contoso
    ~ startDate: 2018 → 2019
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working folder, with two versions of a résumé in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "resume.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    return tmp_path


def diff(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["diff", *arguments], input=given)


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    """Give a repository whose first revision has the old résumé, its second the new one, and its index another."""
    (folder / "cv").mkdir()
    (folder / "cv/resume.yaml").write_text(OLD, encoding="utf-8")
    git(folder, "init")
    git(folder, "add", "cv")
    git(folder, "commit", "-m", "Old")
    (folder / "cv/resume.yaml").write_text(NEW, encoding="utf-8")
    git(folder, "commit", "-am", "New")
    (folder / "cv/resume.yaml").write_text(NEW.replace("Clerk", "Scribe"), encoding="utf-8")
    git(folder, "add", "cv")
    (folder / "cv/resume.yaml").write_text(NEW.replace("Clerk", "Poet"), encoding="utf-8")
    return folder


# What it says.


def test_two_files_are_compared_by_section_and_entry(folder: Path) -> None:
    result = diff("old.yaml", "new.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (1, TEXT, "")
    assert (folder / "old.yaml").read_text(encoding="utf-8") == OLD


def test_of_what_is_the_same_nothing_is_printed(folder: Path) -> None:
    result = diff("old.yaml", str(folder))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing differs\n")


def test_a_variant_is_compared_with_the_whole_and_names_the_tags(folder: Path) -> None:
    assert folder.exists()
    for names in (("resume.yaml", "@plain"), ("old.yaml", "old.yaml@plain"), (".", "./resume.yaml@plain")):
        result = diff(*names)
        assert result.exit_code == 1
        expected = f"--- {names[0]}\n+++ {names[1]}\n\nwork\n  Northwind\n    - Led four engineers (tags: lead)\n"
        assert result.stdout == expected
    assert diff("@plain", "@plain").exit_code == 0


def test_the_repositorys_resume_says_what_its_variants_leave_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = diff("resume.yaml", "@backend").stdout
    assert "  - ML & Data Tooling (tags: ml)\n" in shown
    assert f"```\n{shown}```\n" in (ROOT / "docs/command.md").read_text(encoding="utf-8")
    assert "  + page.limit: 1" in diff("resume.yaml", "@one-page").stdout.splitlines()
    assert not any(line.startswith("  + builds") for line in diff("@backend", "resume.yaml").stdout.splitlines())


def test_json_is_as_its_schema_says(folder: Path) -> None:
    result = diff("old.yaml", "new.yaml", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    document = json.loads(result.stdout)
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    [_, bullet, _] = document["changes"]
    assert {key: bullet[key] for key in ("kind", "what", "section", "entry")} == {
        "kind": "reworded",
        "what": "bullet",
        "section": "work",
        "entry": "Northwind",
    }
    path = ["work", 0, "highlights", 0]
    for side, file, text in (("before", "old.yaml", "60 %"), ("after", "new.yaml", "70 %")):
        held = bullet[side]
        assert (held["path"], held["file"], held["line"], held["column"]) == (path, file, 6, 9)
        assert held["text"] == f"Cut build time by {text} in a year"
    same = diff("old.yaml", "resume.yaml", "--format", "json")
    assert (same.exit_code, json.loads(same.stdout)["changes"], same.stderr) == (0, [], "")
    assert folder.exists()


@pytest.mark.parametrize(
    "fault",
    [{"kind": "lost"}, {"what": "word"}, {"before": None}, {"more": 1}, {"after": {"path": []}}],
)
def test_the_schema_refuses_what_is_no_change(fault: dict[str, Any], folder: Path) -> None:
    document = json.loads(diff("old.yaml", "new.yaml", "--format", "json").stdout)
    document["changes"][0] |= fault
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert folder.exists()


def test_every_kind_of_change_of_the_repositorys_resumes_is_as_the_schema_says() -> None:
    pairs = [("resume.yaml", "tests/model/full.yaml"), ("tests/model/full.yaml", "resume.yaml")]
    for before, after in pairs:
        result = diff(str(ROOT / before), str(ROOT / after), "--format", "json")
        jsonschema.validate(json.loads(result.stdout), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_both_are_compared_in_the_language_asked_for(folder: Path) -> None:
    (folder / "de.yaml").write_text(OLD.replace("Engineer", "{en: Engineer, de: Ingenieurin}"), encoding="utf-8")
    result = diff("old.yaml", "de.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "texts in de are not compared; `--lang TAG` does so\nnothing differs\n"
    result = diff("old.yaml", "de.yaml", "--lang", "de")
    assert (result.exit_code, "~ label: Engineer → Ingenieurin" in result.stdout) == (1, True)
    assert "not compared" not in result.stderr


def test_standard_input_is_one_of_the_two(folder: Path) -> None:
    assert diff("-", "old.yaml", given=OLD).exit_code == 0
    assert folder.exists()


# Colour.


def in_terminal(folder: Path, *arguments: str) -> str:
    """Run the command with a terminal as its standard output, and give what it shows."""
    controller, terminal = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    subprocess.run(
        [COMMAND, "diff", *arguments],
        cwd=folder,
        env=kept,
        stdout=terminal,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(terminal)
    shown = os.read(controller, 100_000).decode()
    os.close(controller)
    return shown


def test_colour_is_for_terminals_and_the_environment_decides(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "[\x1b[31m60\x1b[0m → \x1b[32m70\x1b[0m]" in in_terminal(folder, "old.yaml", "new.yaml")
    assert diff("old.yaml", "new.yaml").stdout == TEXT
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "[\x1b[31m60\x1b[0m → \x1b[32m70\x1b[0m]" in diff("old.yaml", "new.yaml").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert diff("old.yaml", "new.yaml").stdout == TEXT


def test_what_could_steer_a_terminal_is_shown_harmless(folder: Path) -> None:
    (folder / "new.yaml").write_text(OLD.replace("Led four", "Led \N{RIGHT-TO-LEFT OVERRIDE}four"), encoding="utf-8")
    shown = diff("old.yaml", "new.yaml").stdout
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in shown
    assert "\N{REPLACEMENT CHARACTER}" in shown


# Trouble.


def test_a_source_with_errors_is_trouble_and_said_on_standard_error(folder: Path) -> None:
    (folder / "bad.yaml").write_text(OLD.replace("label", "lable"), encoding="utf-8")
    result = diff("old.yaml", "bad.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error[unknown-key]" in result.stderr
    assert " --> bad.yaml:1:" in result.stderr
    result = diff("bad.yaml", "bad.yaml@nobody", "--visual")
    assert (result.exit_code, result.stdout, result.stderr.count("error[")) == (2, "", 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("old.yaml", "gone.yaml"), "cannot read gone.yaml: no such file or directory"),
        (("old.yaml", "me@home.yaml"), "cannot read me@home.yaml: no such file or directory"),
        (("old.yaml", "old.yaml@plan"), "did you mean `plain`?"),
        (("old.yaml", "new.yaml", "--theme", "modern"), "--theme is about the page that --visual makes"),
        (("old.yaml", "new.yaml", "-o", "page.html"), "--output is about the page that --visual makes"),
        (("old.yaml", "new.yaml", "--visual", "--format", "json"), "--format json is of the changes alone"),
        (("old.yaml", "new.yaml", "--visual", "-o", "old.yaml"), "old.yaml is a source"),
        (("old.yaml", "new.yaml", "--visual", "-o", "-"), "-o - is no place"),
        (("-", "-"), "only one of the two can be standard input"),
        (("old.yaml",), "Missing argument 'B'"),
        (("old.yaml", "new.yaml", "--lang", "de_AT"), "`de_AT` is not a language tag"),
    ],
)
def test_trouble_is_said_with_exit_code_2(arguments: Sequence[str], said: str, folder: Path) -> None:
    result = diff(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert (folder / "old.yaml").read_text(encoding="utf-8") == OLD


# Revisions.


def test_a_revision_is_compared_with_the_working_tree(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = diff("HEAD~1:cv/resume.yaml", "new.yaml")
    assert (result.exit_code, result.stdout) == (1, TEXT.replace("old.yaml", "HEAD~1:cv/resume.yaml"))
    assert diff("HEAD:cv/resume.yaml", "new.yaml").exit_code == 0
    assert "label: [Poet → Scribe]" not in diff("cv", ":cv/resume.yaml").stdout
    assert "label: Poet → Scribe" in diff("cv", ":cv/resume.yaml").stdout
    assert "- Led four engineers (tags: lead)" in diff("old.yaml", "@~1:cv/resume.yaml@plain").stdout
    assert diff("HEAD@{0}:cv/resume.yaml", "new.yaml").exit_code == 0
    monkeypatch.chdir(repository / "cv")
    assert "label: Clerk → Poet" in diff("main:./resume.yaml", "resume.yaml").stdout
    assert diff("HEAD:cv/resume.yaml", "main:./resume.yaml").exit_code == 0


def test_problems_of_a_revision_are_said_with_its_name_and_lines(repository: Path) -> None:
    (repository / "cv/resume.yaml").write_text(OLD.replace("label", "lable"), encoding="utf-8")
    git(repository, "commit", "-am", "Bad")
    result = diff("HEAD:cv/resume.yaml", "new.yaml")
    assert result.exit_code == 2
    assert " --> HEAD:cv/resume.yaml:1:" in result.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nope:cv/resume.yaml", "there is no revision `nope`"),
        ("--batch:cv/resume.yaml", "there is no revision `--batch`"),
        ("HEAD:cv/gone.yaml", "the revision `HEAD` has no file `cv/gone.yaml`"),
        ("HEAD:cv/two words", "the revision `HEAD` has no file `cv/two words`"),
        ("HEAD:cv", "it is a folder"),
        ("HEAD:", "it is a folder"),
        (":gone.yaml", "the index has no file `gone.yaml`"),
        ("HEAD:cv/resume.yaml\nHEAD", "has no file"),
    ],
)
def test_a_revision_that_cannot_be_read_is_said_with_the_reason(repository: Path, name: str, said: str) -> None:
    with pytest.raises(FileError, match="cannot read") as caught:
        revision.read(name)
    assert said in str(caught.value)
    assert repository.exists()


def test_a_folder_without_a_repository_has_no_revisions(folder: Path) -> None:
    process = subprocess.run(
        [COMMAND, "diff", "HEAD:resume.yaml", "old.yaml"],
        cwd=folder,
        env=os.environ | {"GIT_CEILING_DIRECTORIES": str(folder.parent), "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.startswith("error: cannot read HEAD:resume.yaml: not a git repository")


def test_without_git_that_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(FileError, match="git, which has revisions, is not installed"):
        revision.read("HEAD:resume.yaml")


def test_a_file_with_such_a_name_wins(repository: Path) -> None:
    for name in ("HEAD:cv", "a@plain"):
        (repository / name).write_text(NEW, encoding="utf-8")
        assert diff(name, "new.yaml").exit_code == 0


def test_a_revision_has_the_folder_of_the_working_tree(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert revision.read("HEAD:cv/resume.yaml").folder == repository / "cv"
    monkeypatch.chdir(repository / "cv")
    assert revision.read("HEAD:./resume.yaml").folder == repository / "cv"
    assert revision.read("HEAD:cv/resume.yaml").folder == repository / "cv"


# How a change is laid out.


def side(text: str, *path: str | int, tags: tuple[str, ...] = ()) -> Side:
    return Side(path, Span("resume.yaml", 1, 1, 1, 1), text, text, tags)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change("added", "keyword", "skills", None, side("Go", "skills", 0, "keywords", 1)), "keyword: Go"),
        (Change("removed", "keyword", "education", side("Law", "education", 0, "courses", 1), None), "course: Law"),
        (Change("moved", "entry", "work", side("Acme", "work", 2), side("Acme", "work", 0)), "Acme (moved: 3 → 1)"),
        (Change("moved", "section", "work", side("Jobs", "work"), side("Jobs", "work")), "Jobs (section moved)"),
        (
            Change("moved", "bullet", "a", side("x", "a", 2), side("x", "b", 0), origin="work, Acme"),
            "x (moved from work, Acme)",
        ),
        (Change("renamed", "section", "work", side("Jobs", "work"), side("Work", "work")), "heading: Jobs → Work"),
        (
            Change("changed", "field", "work", side("1", "work"), side("2", "work"), field="priority", of="Led"),
            "priority of “Led”: 1 → 2",
        ),
        (Change("removed", "bullet", "a", side("x" * 200, "a", tags=("b", "c")), None), f"{'x' * 100}… (tags: b, c)"),
        (Change("added", "section", "talks", None, side("Talks", "talks")), "section: Talks"),
    ],
)
def test_a_change_is_a_line(change: Change, line: str) -> None:
    assert report.line(change) == line


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Led a team of 4", "Led a team of 5", "Led a team of [4 → 5]"),
        ("Led a team", "Led a small team", "Led a [+ small] team"),
        ("Led a small team", "Led a team", "Led a [- small] team"),
        ("Engineer", "Clerk", "Engineer → Clerk"),
        ("One two three", "Four five six seven", "One two three → Four five six seven"),
        (f"{'word ' * 30}old", f"{'word ' * 30}new", "… word word word word word [old → new]"),
        (f"{'あ' * 90}旧", f"{'あ' * 90}新", f"…{'あ' * 30}[旧 → 新]"),
        (f"old{' word' * 30}", f"new{' word' * 30}", "[old → new] word word word word word …"),
        ("a\n\nb c d", "a b c e", "a b c [d → e]"),
    ],
)
def test_a_rewording_shows_what_changed_among_what_stayed(before: str, after: str, said: str) -> None:
    assert report.wording(before, after) == said
