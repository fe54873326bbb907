"""Runs `resume import` as a person does."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from resume import files
from resume.cli.commands import cli

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests/importers/samples"
COMMAND = Path(sys.executable).with_name("resume")

Finished = subprocess.CompletedProcess[str]

CV = "cv:\n  name: Ada\n  headline: Engineer\n  hobbies: chess\ndesign:\n  colors: {body: black}\n"
SCHEMA = "# yaml-language-server: $schema=./resume.schema.json\n\n"
RESUME = SCHEMA + "basics:\n  name: Ada\n  label: Engineer\n  x-hobbies: chess\n"


def start(folder: Path, *arguments: str) -> Finished:
    """Run the command in a process of its own."""
    line: list[str | Path] = [COMMAND, *arguments]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")


def run(folder: Path, *arguments: str, given: str = "") -> Finished:
    """Run `resume import` in this process, which is quicker."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(cli, ["import", *arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return Finished([], result.exit_code, result.stdout, result.stderr)


def test_a_file_becomes_a_resume_that_builds(tmp_path: Path) -> None:
    process = start(tmp_path, "import", str(SAMPLES / "every-kind.yaml"), "-o", "resume.yaml")
    assert (process.returncode, process.stdout) == (0, "resume.yaml\n")
    assert "read as RenderCV\n" in process.stderr
    assert "  design.colors.body: there is no such setting (rgb(0, 0, 0))\n" in process.stderr
    assert start(tmp_path, "build", "-f", "html").returncode == 0


def test_without_a_place_the_resume_goes_to_standard_output(tmp_path: Path) -> None:
    process = run(tmp_path, "-", given=CV)
    assert (process.returncode, process.stdout) == (0, RESUME)
    assert process.stderr.splitlines() == [
        "read as RenderCV",
        "lost (has no place in the résumé): 1",
        "  design.colors.body: there is no such setting (black)",
        "kept (is kept, but not shown): 1",
        "  cv.hobbies: kept as `x-hobbies`, which is not shown (chess)",
    ]


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "cv.yaml").write_text(CV, encoding="utf-8")
    for target in ("resume.yaml", "./"):
        process = run(tmp_path, "cv.yaml", "-o", target)
        assert (process.returncode, process.stdout) == (2, "")
        assert "--force" in process.stderr
    assert (tmp_path / "resume.yaml").read_text(encoding="utf-8") == "mine"
    assert run(tmp_path, "cv.yaml", "-o", "resume.yaml", "--force").returncode == 0
    assert (tmp_path / "resume.yaml").read_text(encoding="utf-8") == RESUME


def test_the_account_is_for_programs_too(tmp_path: Path) -> None:
    process = run(tmp_path, "-", "--report", "json", given=CV)
    account = json.loads(process.stderr)
    assert account == {
        "version": 1,
        "format": "rendercv",
        "notes": [
            {
                "kind": "kept",
                "path": "cv.hobbies",
                "value": "chess",
                "outcome": "kept as `x-hobbies`, which is not shown",
                "file": "<stdin>",
                "line": 4,
                "column": 12,
            },
            {
                "kind": "lost",
                "path": "design.colors.body",
                "value": "black",
                "outcome": "there is no such setting",
                "file": "<stdin>",
                "line": 6,
                "column": 18,
            },
        ],
    }
    quiet = run(tmp_path, "-", "--report", "json", "--report-file", "account.json", given=CV)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, RESUME, "")
    assert json.loads((tmp_path / "account.json").read_text(encoding="utf-8")) == account


def test_publications_go_into_a_resume(tmp_path: Path) -> None:
    source = (ROOT / "src/resume/starter/resume.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(source, encoding="utf-8")
    process = run(tmp_path, str(SAMPLES / "library.bib"), "--into", "mine.yaml")
    assert (process.returncode, process.stdout) == (0, "mine.yaml\n")
    assert "library.bib:36:1" in process.stderr
    assert "unlisted-section" in process.stderr
    after = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert after.startswith(source + "\npublications:\n  - id: quine2023\n")
    again = run(tmp_path, str(SAMPLES / "library.bib"), "--into", "mine.yaml")
    assert again.returncode == 0
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    ("arguments", "given", "status", "said"),
    [
        (["-"], "name: Ada\n", 1, "error[import-kind]: this file is of no kind that is known"),
        (["-"], "%PDF-1.7\n", 1, "error[unreadable-pdf]: <stdin> cannot be read: it is damaged, or no PDF"),
        (["-"], "cv:\n  name: [Ada\n", 1, "error[yaml-syntax]"),
        (["-"], '{"basics": {"name": "Ada", "name": "Bob"}}', 1, "<stdin>:1:28"),
        (["-"], "@comment{nothing}", 1, "error[import-incomplete]"),
        (["nothing.yaml"], "", 2, "cannot read nothing.yaml"),
        (["-", "-o", "a", "--into", "b"], CV, 2, "give one of them"),
        (["-", "--into", "resume.yaml"], CV, 2, "this file is no BibTeX"),
        (["-", "--report", "xml"], CV, 2, "xml"),
        (["-", "-o", "a.yaml", "--report-file", "a.yaml"], CV, 2, "the report wants one of its own"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], given: str, status: int, said: str, tmp_path: Path) -> None:
    process = run(tmp_path, *arguments, given=given)
    assert (process.returncode, process.stdout) == (status, "")
    assert said in process.stderr
    assert "Traceback" not in process.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "arguments",
    [["-"], ["theirs.yaml", "--force"], [str(SAMPLES / "library.bib"), "--into", "theirs.yaml", "--force"]],
    ids=" ".join,
)
def test_a_report_takes_the_place_of_no_resume(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "theirs.yaml").write_text(CV, encoding="utf-8")
    process = run(tmp_path, *arguments, "--report-file", "theirs.yaml", given=CV)
    assert (process.returncode, process.stdout) == (2, "")
    assert (tmp_path / "theirs.yaml").read_text(encoding="utf-8") == CV


def test_where_the_resume_cannot_be_written_no_report_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(files.FileError), contextlib.chdir(tmp_path):
        CliRunner().invoke(
            cli,
            ["import", "-", "-o", "file/resume.yaml", "--report-file", "report.txt"],
            input=CV,
            catch_exceptions=False,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_resume_that_is_not_there_is_told(tmp_path: Path) -> None:
    process = start(tmp_path, "import", str(SAMPLES / "library.bib"), "--into", "nothing.yaml")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot read nothing.yaml: no such file or directory\n"


def test_a_resume_without_a_name_comes_with_a_warning(tmp_path: Path) -> None:
    process = run(tmp_path, "-", given="work:\n  - name: Acme\n")
    assert process.returncode == 0
    assert process.stdout == SCHEMA + "work:\n  - name: Acme\n"
    assert "warning[import-incomplete]" in process.stderr
