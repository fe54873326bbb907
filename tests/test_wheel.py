"""Builds the wheel by way of the sdist, installs it elsewhere, and uses it there with the network cut."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from resume.themes.shelf import builtin_names

pytestmark = [pytest.mark.wide, pytest.mark.xdist_group("wheel")]

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
THEMES = builtin_names()

SOCKETLESS = """\
import socket


class Cut(socket.socket):
    def __init__(self, *_: object, **__: object) -> None:
        raise OSError("the network is cut")


socket.socket = Cut
"""
"""What takes the network away from Python where the kernel may not."""


def run(*arguments: str | Path, cwd: Path | None = None, **changes: str) -> str:
    """Run a program for its standard output."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | changes
    process = subprocess.run(
        arguments, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an sdist of the checkout, and a wheel of the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    assert {path.name for path in folder.iterdir()} == {
        f"resume_builder-{VERSION}.tar.gz",
        f"resume_builder-{VERSION}-py3-none-any.whl",
    }
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    [path] = dist.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that has the wheel installed, and what it depends on from the running one."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    scheme = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    for kind in ("purelib", "platlib"):
        Path(scheme, f"running-{kind}.pth").write_text(f"{sysconfig.get_path(kind)}\n", encoding="utf-8")
    pip = ("-m", "pip", "--isolated", "--disable-pip-version-check", "--python", str(folder / "bin/python"))
    run(sys.executable, *pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    return folder


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, ...], dict[str, str]]:
    """Give what to put before a command, and into its environment, so that it has no network."""
    for unshare in (("unshare", "--net"), ("unshare", "--user", "--map-root-user", "--net")):
        if (
            shutil.which("unshare")
            and not subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode
        ):
            return unshare, {}
    folder = tmp_path_factory.mktemp("socketless")
    (folder / "sitecustomize.py").write_text(SOCKETLESS, encoding="utf-8")
    return (), {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def used(
    environment: Path, cut: tuple[tuple[str, ...], dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Start a résumé in an empty folder, and build it in all themes."""
    before, changes = cut
    folder = tmp_path_factory.mktemp("elsewhere")
    command: tuple[str | Path, ...] = (*before, environment / "bin/resume")
    assert run(*command, "init", cwd=folder, **changes).splitlines()[0] == "resume.yaml"
    assert run(*command, "build", "-t", "modern", cwd=folder, **changes) == "output/modern/Ada-Example-Resume.pdf\n"
    made = run(*command, "build", *(f"--theme={theme}" for theme in THEMES), cwd=folder, **changes)
    assert made.splitlines() == [f"output/{theme}/Ada-Example-Resume.pdf" for theme in THEMES]
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {*archive.namelist()}


def tracked(folder: str) -> set[str]:
    """List the files of a folder of the checkout that are no leftovers of a run."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT / folder).as_posix() for path in paths}


def test_the_wheel_has_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    meta = f"resume_builder-{VERSION}.dist-info"
    package = {f"resume/{name}" for name in tracked("src/resume")}
    themes = {f"resume/builtin_themes/{name}" for name in tracked("themes")}
    described = {f"{meta}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    assert names(wheel) == package | themes | described | {"resume/diagnostics.md"}
    for name in ("py.typed", "render/fonts.conf", "starter/workflow.yml", "languages/dates.json", "languages/en.yaml"):
        assert f"resume/{name}" in names(wheel)
    assert "resume/builtin_themes/base/resume.html.j2" in names(wheel)


def test_the_sdist_has_what_the_wheel_is_built_from_and_its_tests(dist: Path) -> None:
    [path] = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "resume.yaml",
        "src/resume/cli/main.py",
        "tests/test_wheel.py",
    } <= held
    assert {f"themes/{name}" for name in tracked("themes")} <= held
    assert not [name for name in held if name.startswith(("output/classic", ".venv", "dist")) or "_cache/" in name]


def test_it_is_the_wheel_that_is_used(environment: Path, tmp_path: Path) -> None:
    script = "import resume, resume.themes.shelf; print(resume.__file__); print(resume.themes.shelf.builtin_folder())"
    [module, themes] = run(environment / "bin/python", "-c", script, cwd=tmp_path).splitlines()
    assert Path(module).is_relative_to(environment)
    assert Path(themes) == Path(module).parent / "builtin_themes"
    assert run(environment / "bin/resume", "--version", cwd=tmp_path) == f"resume, version {VERSION}\n"


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_network_is_cut(
    environment: Path, cut: tuple[tuple[str, ...], dict[str, str]], listening: int, tmp_path: Path
) -> None:
    script = f"import socket; socket.create_connection(('127.0.0.1', {listening}), 5)"
    run(environment / "bin/python", "-c", script, cwd=tmp_path)
    before, changes = cut
    with pytest.raises(AssertionError, match=r"OSError|unreachable"):
        run(*before, environment / "bin/python", "-c", script, cwd=tmp_path, **changes)


def test_without_a_network_a_new_resume_is_built_in_every_theme(used: Path) -> None:
    assert {path.suffix for path in used.rglob("output/*/*")} == {".pdf"}
    assert {path.parent.name for path in used.rglob("*.pdf")} == {*THEMES}
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in used.rglob("*.pdf"))


@pytest.fixture(scope="module")
def ours(used: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the same with the checkout."""
    folder = tmp_path_factory.mktemp("ours")
    command = Path(sys.executable).with_name("resume")
    themes = (f"--theme={theme}" for theme in THEMES)
    run(command, "build", used / "resume.yaml", *themes, "-o", f"{folder}/", cwd=folder)
    return folder


@pytest.mark.parametrize("theme", THEMES)
def test_the_wheel_makes_the_bytes_that_the_checkout_makes(used: Path, ours: Path, theme: str) -> None:
    file = f"{theme}/Ada-Example-Resume.pdf"
    assert (ours / file).read_bytes() == (used / "output" / file).read_bytes()
