"""Runs the build steps of the GitHub workflows: this repository's own, and the one that `resume init` writes."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from resume.themes.shelf import builtin_names

ROOT = Path(__file__).parents[1]
OWN = ROOT / ".github/workflows/resume.yml"
STARTER = ROOT / "src/resume/starter/workflow.yml"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BIN = Path(sys.executable).parent

LIBRARIES = {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"}


def read(workflow: Path) -> dict[str, Any]:
    """Read a workflow; YAML 1.1 takes its key `on` for a truth."""
    document: dict[Any, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in document.items()}


def steps(workflow: Path, job: str = "build") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(workflow)["jobs"][job]["steps"]
    return found


def commands(workflow: Path, job: str = "build") -> dict[str, str]:
    """Give what each step with a name runs."""
    return {step["name"]: step["run"] for step in steps(workflow, job) if "run" in step}


def github_runs(command: str, folder: Path, *further: Path) -> None:
    """Run a step's command as GitHub's runners do (docs.github.com, "Workflow syntax", `shell`)."""
    path = os.pathsep.join(map(str, (*further, os.environ["PATH"])))
    process = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": path, "CI": "true"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout + process.stderr


def uploaded(workflow: Path, folder: Path) -> dict[str, Path]:
    """Give the files that the artifact holds, by their folder: GitHub leaves hidden ones out."""
    [upload] = [step["with"] for step in steps(workflow) if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert upload["if-no-files-found"] == "error"
    files = [path for path in (folder / upload["path"]).rglob("*") if path.is_file() and path.name[0] != "."]
    return {path.parent.name: path for path in files}


@pytest.mark.parametrize("workflow", [OWN, STARTER], ids=["own", "starter"])
def test_a_workflow_is_one_that_github_takes(workflow: Path) -> None:
    document = read(workflow)
    assert {"name", "on", "permissions", "jobs"} == {*document}
    assert "push" in document["on"]
    assert document["permissions"] == {"contents": "read"}
    for job in document["jobs"].values():
        assert job["runs-on"] == "ubuntu-latest"
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/checkout@v4"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Copy the checkout: what git tracks, and what it would."""
    folder = tmp_path / "checkout"
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture
def ready(checkout: Path, tmp_path: Path) -> Path:
    """Make what stands for an environment that is set up: it runs the programs of the running one."""
    environment = tmp_path / "environment"
    environment.mkdir()
    (environment / "bin").symlink_to(BIN)
    for stamp in ("installed", "developing"):
        (environment / stamp).touch()
        assert (environment / stamp).stat().st_mtime >= (checkout / "pyproject.toml").stat().st_mtime
    return environment


@pytest.mark.wide
def test_the_own_workflow_builds_the_resume_in_every_theme(checkout: Path, ready: Path) -> None:
    run = commands(OWN)
    assert run == {"Set up": "make setup", "Build the résumé in every theme, and its variants": "make themes variants"}
    assert not uploaded(OWN, checkout)
    for command in run.values():
        github_runs(f"{command} VENV={ready}", checkout)
    varied = product(("classic", "modern", "compact"), ("backend", "ml-infrastructure", "one-page"))
    found = uploaded(OWN, checkout)
    assert found.pop("output").name == "index.html"
    assert {*found} == {*builtin_names(), *("-".join(parts) for parts in varied)}
    for path in found.values():
        assert path.name == "Vidhi-Babariya-Resume.pdf"
        assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.wide
def test_make_alone_builds_the_resume(checkout: Path, ready: Path) -> None:
    github_runs(f"make VENV={ready}", checkout)
    assert {*uploaded(OWN, checkout)} == {"classic"}


def test_the_own_workflow_checks_all_that_make_check_does(checkout: Path, ready: Path) -> None:
    assert commands(OWN, "check") == {"Check": ".ci/run"}
    script = checkout / ".ci/run"
    assert os.access(script, os.X_OK)
    assert {"make themes variants", "make check"} <= {*script.read_text(encoding="utf-8").splitlines()}
    planned = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "check", f"VENV={ready}"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    programs = [line.removeprefix(f"{ready}/bin/").split()[0] for line in planned.stdout.splitlines()]
    assert programs == ["ruff", "ruff", "mypy", "lint-imports", "pytest", "pytest"]
    assert re.findall(r"pytest .*?-m ('.*?'|\S+)", planned.stdout) == ["'not wide'", "wide"]


@pytest.mark.wide
def test_the_starters_workflow_builds_the_starter_in_every_theme(tmp_path: Path) -> None:
    github_runs("resume init", tmp_path, BIN)
    workflow = tmp_path / ".github/workflows/resume.yml"
    assert workflow.read_bytes() == STARTER.read_bytes()
    github_runs(commands(workflow)["Build"], tmp_path, BIN)
    assert {*uploaded(workflow, tmp_path)} == {*builtin_names()}


def test_the_starters_workflow_installs_this_project_and_the_libraries_it_needs() -> None:
    install = commands(STARTER)["Install"]
    assert f"pip install {PROJECT['name']}\n" in install
    assert {*re.findall(r"lib\S+", install)} == LIBRARIES
    assert {*re.findall(r"lib\S+-\S*\d\b", (ROOT / ".ci/system-packages").read_text(encoding="utf-8"))} >= LIBRARIES


def test_a_build_that_fails_fails_its_step(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text("basics: {nam: Ada}\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"error\[unknown-key\]"):
        github_runs(commands(STARTER)["Build"], tmp_path, BIN)
