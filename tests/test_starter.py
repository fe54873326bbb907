"""Starts résumés with `resume init`, and uses what it writes."""

import json
import os
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests import command
from tests.command import Finished

from resume import files
from resume.build.request import Request
from resume.build.road import build
from resume.starter import FILES, start
from resume.themes.shelf import Chosen, builtin_names

ROOT = Path(__file__).parents[1]
WRITTEN = {"resume.yaml", "resume.schema.json", ".gitignore", ".github/workflows/resume.yml"}


def init(*arguments: str | Path, cwd: Path) -> Finished:
    return command.run(cwd, "init", *arguments)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def started(tmp_path: Path) -> Path:
    folder = tmp_path / "started"
    start(folder)
    return folder


def test_init_writes_four_files_here_and_says_what_is_next(tmp_path: Path) -> None:
    process = init(cwd=tmp_path)
    assert (process.returncode, process.stderr) == (0, "Next: edit resume.yaml, then run `resume build`.\n")
    assert {*process.stdout.splitlines()} == {*contents(tmp_path)} == WRITTEN


def test_init_makes_the_folder_that_it_is_given(tmp_path: Path) -> None:
    process = init("my/cv", cwd=tmp_path)
    assert process.returncode == 0
    assert {*process.stdout.splitlines()} == {*contents(tmp_path)} == {f"my/cv/{name}" for name in WRITTEN}
    assert "edit my/cv/resume.yaml" in process.stderr


def test_init_starts_no_second_resume_and_then_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_bytes(b"mine")
    process = init(cwd=tmp_path)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot write resume.yaml: it is there already, and is left as it is\n"
    assert contents(tmp_path) == {"resume.yaml": b"mine"}


@pytest.mark.parametrize("name", sorted(WRITTEN - {"resume.yaml"}))
def test_init_leaves_what_is_there_of_a_repository_and_says_so(tmp_path: Path, name: str) -> None:
    mine = tmp_path / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_bytes(b"mine")
    process = init(cwd=tmp_path)
    assert process.returncode == 0
    assert process.stderr.splitlines() == [
        f"{name} is there already, and is left as it is",
        "Next: edit resume.yaml, then run `resume build`.",
    ]
    assert {*process.stdout.splitlines()} == WRITTEN - {name}
    assert {*contents(tmp_path)} == WRITTEN
    assert mine.read_bytes() == b"mine"


def test_init_does_not_write_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert init(cwd=tmp_path).returncode == 2
    assert not (tmp_path / "elsewhere.yaml").exists()
    assert contents(tmp_path) == {}


def test_init_leaves_a_link_that_leads_nowhere_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to(tmp_path / "elsewhere")
    assert init(cwd=tmp_path).returncode == 0
    assert (tmp_path / ".gitignore").is_symlink()
    assert {*contents(tmp_path)} == WRITTEN - {".gitignore"}


def test_init_leaves_nothing_behind_where_it_cannot_write_all(tmp_path: Path) -> None:
    (tmp_path / ".github").write_bytes(b"in the way")
    process = init(cwd=tmp_path)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.startswith("error: cannot write .github/workflows/resume.yml: ")
    assert contents(tmp_path) == {".github": b"in the way"}


def test_init_below_a_file_is_said_with_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    process = init("file/folder", cwd=tmp_path)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.startswith("error: cannot write file/folder/")


def test_its_resume_names_the_schema_that_lies_beside_it(started: Path) -> None:
    first, *_ = (started / "resume.yaml").read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=./resume.schema.json"
    assert (started / "resume.schema.json").read_bytes() == (ROOT / "resume.schema.json").read_bytes()


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do, to whom a date is text (YAML 1.2 has no timestamps)."""


Editor.yaml_implicit_resolvers = {
    start: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for start, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(document: object, schema: Path) -> list[str]:
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    return [error.json_path for error in validator.iter_errors(document)]


@pytest.mark.parametrize("source", [ROOT / "src/resume/starter/resume.yaml", ROOT / "resume.yaml"])
def test_a_resume_of_ours_is_what_its_schema_wants(source: Path) -> None:
    schema = ROOT / "resume.schema.json"
    document = yaml.load(source.read_text(encoding="utf-8"), Editor)  # noqa: S506 - it is a safe loader
    assert complaints(document, schema) == []
    document["basics"]["emial"] = "ada@example.org"
    document["work"][0]["startDate"] = "March 2022"
    assert complaints(document, schema) == ["$.basics", "$.work[0].startDate"]


@pytest.mark.wide
@pytest.mark.parametrize("theme", builtin_names())
def test_its_resume_builds_in_each_theme_with_nothing_to_be_said_of_it(started: Path, theme: str) -> None:
    source = (started / "resume.yaml").read_bytes()
    outcome = build(Request(source, "resume.yaml", started, themes=(Chosen(theme),), output=started / "output"))
    assert outcome.diagnostics.items == []
    assert [path.name for path in outcome.paths] == ["Ada-Example-Resume.pdf"]


def test_its_resume_shows_what_a_resume_may_hold(started: Path) -> None:
    document = yaml.safe_load((started / "resume.yaml").read_bytes())
    assert {"basics", "sections", "work", "projects", "skills", "education", "custom", "theme", "page"} == {*document}


def test_what_it_writes_is_fit_for_a_repository(started: Path) -> None:
    subprocess.run(["git", "init", "--quiet", started], check=True)
    (started / "output/classic").mkdir(parents=True)
    (started / "output/classic/Ada-Example-Resume.pdf").write_bytes(b"%PDF-")
    listed = subprocess.run(
        ["git", "-C", started, "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    assert {*listed.stdout.splitlines()} == WRITTEN
    assert all(os.access(started / name, os.W_OK) for name in WRITTEN)


def test_starting_again_raises_before_anything_is_written(started: Path) -> None:
    before = contents(started)
    with pytest.raises(files.FileError, match="it is there already"):
        start(started)
    assert contents(started) == before
    assert {*FILES} | {"resume.schema.json"} == WRITTEN
