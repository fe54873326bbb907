"""Builds, changes one thing, builds again: what is there then is what a build from nothing makes."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests import command
from tests.command import COMMAND, Finished

from resume import cache, files, retrace
from resume.cli.given import ASK
from resume.fonts import package_folder
from resume.render.engine import FONTCONFIG

pytestmark = pytest.mark.wide  # very many builds in processes of their own

SOURCE = """\
basics:
  name: Ada Example
  email: ada@example.org
  image: photo.png
  summary: Hello there.
language: de
work:
  - {name: Analytical Engines, position: Engineer, startDate: 2020-01, highlights: ["Wrote the *first* program."]}
theme: own
"""
OVERLAY = "basics:\n  label: Engineer\n"
LETTER = "---\nrecipient: Analytical Engines\ndate: today\n---\nDear reader,\n\nI write.\n"
THEME = "name: own\ndescription: of a test\nextends: parent\noptions:\n  photo: {default: square}\n"
PARENT = "name: parent\ndescription: of a test\nextends: classic\n"
CSS = 'h1 { color: #123456 } body { background: url("ground.png") }\n'
MISSING = 'h2 { background: url("later.png") }\n'


def picture(path: Path, colour: str, size: int = 400) -> None:
    Image.new("RGB", (size, size), colour).save(path)


def grainy(path: Path, seed: int) -> None:
    """Make a picture of more bytes than are hashed, the same number for each seed."""
    data = bytes((number * number * seed >> 5) % 256 for number in range(300 * 300 * 3))
    Image.frombytes("RGB", (300, 300), data).save(path, compress_level=0)
    assert path.stat().st_size > 200_000


@dataclass
class Place:
    """A folder with a résumé, an overlay, a theme and its parent, pictures, a letter; and a cache."""

    folder: Path
    changes: dict[str, str] = field(default_factory=dict)
    given: str = ""

    def __post_init__(self) -> None:
        for name, text in {
            "resume.yaml": SOURCE,
            "overlay.yaml": OVERLAY,
            "letter.md": LETTER,
            "themes/own/theme.yaml": THEME,
            "themes/own/style.css": CSS,
            "themes/parent/theme.yaml": PARENT,
            "themes/parent/style.css": MISSING,
        }.items():
            self.write(name, text)
        picture(self.folder / "photo.png", "red")
        picture(self.folder / "themes/own/ground.png", "white")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def environment(self) -> dict[str, str]:
        return {**os.environ, "RESUME_CACHE_DIR": str(self.folder.parent / "cache"), **self.changes}

    def run(self, *arguments: str) -> Finished:
        return command.run(self.folder, *arguments, given=self.given, environment=self.environment())

    def without_cache(self) -> "Place":
        """Give the same place, in which nothing is kept from one build to the next."""
        other = copy(self)
        other.changes = {**self.changes, "RESUME_CACHE_DIR": ""}
        return other

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start the installed command anew."""
        return subprocess.Popen(
            [COMMAND, *arguments],
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def made(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in (self.folder / "output").rglob("*") if path.is_file()}

    def marks(self) -> dict[str, tuple[int, int]]:
        """Tell the files made from those that another build would put in their places."""
        found = {path: path.stat() for path in (self.folder / "output").rglob("*") if path.is_file()}
        return {str(path): (of.st_ino, of.st_mtime_ns) for path, of in found.items()}

    def kept(self) -> list[Path]:
        return [*(self.folder.parent / "cache").rglob("builds-*/*.kept")]

    def check(self, *arguments: str, builds: bool | None = None) -> Finished:
        """Run a command, and make all anew: what it says and what is there after it is the same."""
        before = self.marks()
        process = self.run(*arguments)
        after, made = self.marks(), self.made()
        forced = self.without_cache().run(*arguments, "--force")
        assert (process.returncode, process.stdout) == (forced.returncode, forced.stdout)
        assert plain(process.stderr) == plain(forced.stderr)
        assert made == self.made()
        assert builds in {None, before != after}
        return process

    def stays(self, *arguments: str) -> bool:
        """Run a command in a process of its own, and say whether it left all as it was."""
        before = self.marks()
        assert finished(self.start(*arguments))[0] == 0
        return before == self.marks()


def finished(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, said = process.communicate(timeout=60)
    return process.returncode, out, said


def new(folder: Path) -> Place:
    folder.mkdir()
    return Place(folder)


def plain(said: str) -> str:
    """Leave out of what `--all` says how long each build took."""
    return re.sub(r"(?m)^(\[\d+/\d+\] .*): (unchanged|\d+\.\d\d s)$", r"\1", said)


def settle(place: Place, run: Callable[..., object], *arguments: str) -> None:
    """Build until a build has nothing to do: what is young is not relied on, however fast this machine is."""
    began = time.monotonic()
    while time.monotonic() - began < 60:
        before = place.marks()
        run(*arguments)
        if place.marks() == before:
            return
    raise AssertionError("it builds each time")


@pytest.fixture(scope="module", autouse=True)
def _settled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let Python have compiled the program: a folder in which it has just begun to keep that is young."""
    place = new(tmp_path_factory.mktemp("settled") / "folder")
    settle(place, place.run, *BUILD)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return new(tmp_path / "folder")


BUILD = ("build", "--overlay", "overlay.yaml")
HTML = (*BUILD, "-f", "html")


# Nothing has changed.


def test_a_build_of_which_nothing_changed_makes_nothing_and_says_the_same(place: Place) -> None:
    for arguments in (BUILD, HTML):
        first = place.run(*arguments)
        assert (first.returncode, "later.png" in first.stderr) == (0, True)  # a warning, which is said each time
        before = place.marks()
        second = place.run(*arguments)
        assert (second.returncode, second.stdout, second.stderr) == (0, first.stdout, first.stderr)
        assert place.marks() == before
        place.check(*arguments, builds=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "-f", "pdf", "-f", "txt", "-f", "md", "-f", "json", "-f", "docx", "-f", "png"),
        ("build", "-o", "output/cv.pdf", "--embed", "--pages", "1", "--trim"),
        ("build", "-t", "own", "-t", "compact", "--lang", "all", "--redact", "contact"),
        ("build", "--all", "-f", "html"),
        ("build", "--all"),
        ("letter", "letter.md", "--with-resume"),
    ],
)
def test_it_is_so_for_all_that_is_made(place: Place, arguments: tuple[str, ...]) -> None:
    assert place.run(*arguments).returncode == 0
    place.check(*arguments, builds=False)
    place.write("themes/own/style.css", CSS.replace("123456", "654321"))
    place.check(*arguments, builds=True)


def test_a_file_that_was_written_anew_with_what_it_had_is_the_same(place: Place) -> None:
    place.run(*BUILD)
    for name in ("resume.yaml", "overlay.yaml", "themes/own/theme.yaml", "themes/own/style.css", "photo.png"):
        path = place.folder / name
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    place.check(*BUILD, builds=False)


def test_with_force_all_is_made_anew(place: Place) -> None:
    place.run(*BUILD, "--force")
    place.check(*BUILD, builds=False)
    before = place.marks()
    place.run(*BUILD, "--force")
    assert place.marks() != before


def test_force_as_the_value_of_an_option_is_no_force(place: Place) -> None:
    assert place.run("build", "-o", "--force", "-f", "txt").returncode == 0
    assert (place.folder / "--force").is_file()
    assert place.run("build", "-o", "-f", "txt").returncode == 2
    assert place.run("build", "-o").returncode == 2


# One thing has changed.


def replace(name: str, old: str, new: str) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        text = (place.folder / name).read_text(encoding="utf-8")
        assert old in text
        place.write(name, text.replace(old, new))

    return change


def same_size_and_time(place: Place) -> None:
    path = place.folder / "resume.yaml"
    before = path.stat()
    replace("resume.yaml", "Hello there.", "Hello here!!")(place)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def elsewhere(place: Place) -> None:
    """Let the source be a link to the same text in a folder with other themes."""
    other = place.folder.parent / "other"
    shutil.copytree(place.folder / "themes", other / "themes")
    (other / "themes/own/style.css").write_text("h1 { color: #abcdef }", encoding="utf-8")
    shutil.copy(place.folder / "photo.png", other)
    shutil.move(place.folder / "resume.yaml", other / "resume.yaml")
    (place.folder / "resume.yaml").symlink_to(other / "resume.yaml")


def out_of_the_folder(place: Place) -> None:
    """Let a picture be a link to the same one outside the folder, which is refused."""
    shutil.move(place.folder / "photo.png", place.folder.parent / "photo.png")
    (place.folder / "photo.png").symlink_to(place.folder.parent / "photo.png")


def template(place: Place) -> None:
    text = '{% extends "base/resume.html.j2" %}{% block body %}{{ super() }}<p>More</p>{% endblock %}'
    base = files.read(Path(__file__).parents[1] / "themes/base/resume.html.j2").decode()
    [first, *_] = re.findall(r"\{% block (\w+) %\}", base)
    place.write("themes/own/resume.html.j2", text.replace("body", first))


def shadow(place: Place) -> None:
    """Put a theme beside the résumé that has the name of a built-in one, which the parent extends."""
    classic = Path(__file__).parents[1] / "themes/classic"
    shutil.copytree(classic, place.folder / "themes/classic")
    with (place.folder / "themes/classic/style.css").open("a") as sheet:
        sheet.write("h1 { letter-spacing: 3pt }")


def a_folder(place: Place) -> None:
    (place.folder / "resume.yaml").unlink()
    place.write("resume.yaml/resume.yaml", SOURCE)


def a_link(place: Place) -> None:
    shutil.move(place.folder / "themes/own", place.folder.parent / "elsewhere")
    (place.folder / "themes/own").symlink_to(place.folder.parent / "elsewhere")
    place.write("../elsewhere/style.css", CSS.replace("123456", "fedcba"))


CHANGES: dict[str, Callable[[Place], object]] = {
    "source": replace("resume.yaml", "first", "second"),
    "source of the same size and time": same_size_and_time,
    "source that is a link": elsewhere,
    "source with errors": replace("resume.yaml", "email", "emial"),
    "source that is gone": lambda place: (place.folder / "resume.yaml").unlink(),
    "source that is a folder": a_folder,
    "overlay": replace("overlay.yaml", "Engineer", "Painter"),
    "overlay that is gone": lambda place: (place.folder / "overlay.yaml").unlink(),
    "theme": replace("themes/own/theme.yaml", "square", "round"),
    "theme's parent": replace("themes/own/theme.yaml", "parent", "compact"),
    "parent's theme": replace("themes/parent/theme.yaml", "classic", "modern"),
    "style": replace("themes/own/style.css", "123456", "654321"),
    "parent's style": replace("themes/parent/style.css", "{", "{ color: red; "),
    "template": template,
    "theme that is gone": lambda place: shutil.rmtree(place.folder / "themes/own"),
    "theme that stands before a built-in one": shadow,
    "theme's folder that is a link": a_link,
    "photo": lambda place: picture(place.folder / "photo.png", "blue"),
    "photo that is gone": lambda place: (place.folder / "photo.png").unlink(),
    "photo that is a link": out_of_the_folder,
    "picture of the theme": lambda place: picture(place.folder / "themes/own/ground.png", "yellow"),
    "picture that was not there": lambda place: picture(place.folder / "themes/parent/later.png", "green"),
    "picture in the folder of a child": lambda place: picture(place.folder / "themes/own/later.png", "green"),
}
ON_SCREEN: dict[str, Callable[[Place], object]] = {
    "style for screens": lambda place: place.write("themes/parent/screen.css", "h1 { color: blue }"),
    "photo": CHANGES["photo"],
    "picture of the theme": CHANGES["picture of the theme"],
    "picture that was not there": CHANGES["picture that was not there"],
}
WITHOUT_EFFECT = {"picture in the folder of a child", "source that is a folder"}


@pytest.mark.parametrize(
    ("name", "change", "arguments"),
    [
        *((name, change, BUILD) for name, change in CHANGES.items()),
        *((name, change, HTML) for name, change in ON_SCREEN.items()),
    ],
)
def test_what_is_there_after_a_change_is_what_a_build_from_nothing_makes(
    place: Place, name: str, change: Callable[[Place], object], arguments: tuple[str, ...]
) -> None:
    assert place.run(*arguments).returncode == 0
    before = place.made()
    change(place)
    process = place.check(*arguments)
    if process.returncode == 0 and name not in WITHOUT_EFFECT:
        assert place.made() != before, "the change has no effect, and shows nothing"


@pytest.mark.parametrize("pair", [(1, 3), (3, 1)])
def test_a_large_picture_of_the_same_size_and_time_is_another_one(place: Place, pair: tuple[int, int]) -> None:
    path = place.folder / "photo.png"
    grainy(path, pair[0])
    before = path.stat()
    place.run(*BUILD)
    made = place.made()
    grainy(path, pair[1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    place.check(*BUILD, builds=True)
    assert place.made() != made


@pytest.mark.parametrize(
    "further", [("--set", "theme.accent=#ff0000"), ("-t", "modern"), ("--no-check",), ("--lang", "fr"), ("-f", "txt")]
)
def test_another_argument_is_another_build(place: Place, further: tuple[str, ...]) -> None:
    place.run(*BUILD)
    place.check(*BUILD, *further, builds=True)
    place.check(*BUILD, *further, builds=False)


@pytest.mark.parametrize(("name", "value"), [("LC_ALL", "ja_JP.UTF-8"), ("FORCE_COLOR", "1"), ("ANYTHING", "x")])
def test_another_environment_is_another_build(place: Place, name: str, value: str) -> None:
    place.run(*BUILD)
    place.changes[name] = value
    process = place.check(*BUILD, builds=True)
    assert ("\x1b[" in process.stderr) == (name == "FORCE_COLOR")
    again = place.check(*BUILD, builds=False)
    assert again.stderr == process.stderr
    place.changes |= {"SHLVL": "7", "OLDPWD": "/", "COLUMNS": "33"}  # which a shell changes all the time
    place.check(*BUILD, builds=False)


def test_another_folder_is_another_build(place: Place, tmp_path: Path) -> None:
    place.run(*BUILD)
    other = new(tmp_path / "other")
    other.check(*BUILD, builds=True)
    place.check(*BUILD, builds=False)
    other.check(*BUILD, builds=False)


def test_standard_input_is_read(place: Place) -> None:
    arguments = ("build", "-", "-f", "html")
    place.given = SOURCE
    place.check(*arguments, builds=True)
    place.check(*arguments, builds=False)
    place.given = SOURCE.replace("first", "second")
    place.check(*arguments, builds=True)
    assert b"<em>second</em> program" in b"".join(place.made().values())


def test_a_letter_is_of_its_day(place: Place) -> None:
    arguments = ("letter", "letter.md", "-f", "html")
    place.check(*arguments, builds=True)
    place.check(*arguments, builds=False)
    [path] = place.kept()
    answers = json.loads(path.read_bytes()[cache.DIGEST :])["answers"]
    assert retrace.holds({"day": answers["day"]}, ASK)
    assert not retrace.holds({"day": {"": "(1999, 12, 31)"}}, ASK)
    place.write("letter.md", LETTER.replace("I write", "She writes"))
    place.check(*arguments, builds=True)


# What was made has changed.


def made(place: Place) -> Path:
    [path] = place.made()
    return Path(path)


def edit(place: Place) -> None:
    made(place).write_bytes(b"edited")


def link(place: Place) -> None:
    path = made(place)
    place.write("mine.pdf", "mine")
    path.unlink()
    path.symlink_to(place.folder / "mine.pdf")


@pytest.mark.parametrize(
    "change", [edit, link, lambda place: made(place).unlink(), lambda place: os.truncate(made(place), 99)]
)
def test_what_was_made_and_is_there_no_more_is_made_again(place: Place, change: Callable[[Place], None]) -> None:
    place.run(*BUILD)
    before = place.made()
    change(place)
    place.check(*BUILD, builds=True)
    assert place.made() == before


def test_a_picture_of_a_page_that_is_no_more_is_deleted_whoever_made_it(place: Place) -> None:
    pages = ("build", "--overlay", "overlay.yaml", "-f", "png")
    place.run(*pages, "--set", "basics.summary=" + "Hello there. " * 900)
    outdated = max((place.folder / "output/own").iterdir(), key=lambda path: path.name)
    content = outdated.read_bytes()
    place.run(*pages)
    place.check(*pages, builds=False)
    outdated.write_bytes(content)
    place.check(*pages, builds=True)
    assert not outdated.exists()


def test_what_a_library_warns_of_is_said_neither_time(place: Place) -> None:
    damaged = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\x0f\x01\x02\0\xff\0\0\0\xff\xff\0\0"
    Image.new("RGB", (400, 400), "red").save(place.folder / "photo.jpg", exif=damaged)
    place.write("resume.yaml", SOURCE.replace("photo.png", "photo.jpg"))
    place.write("themes/parent/style.css", "")
    assert place.run(*BUILD).stderr == ""
    assert finished(place.start(*BUILD, "--force"))[2] == ""


def test_a_folder_in_the_place_of_what_was_made_is_an_error_as_ever(place: Place) -> None:
    place.run(*BUILD)
    path = made(place)
    path.unlink()
    path.mkdir()
    assert place.check(*BUILD).returncode == 2


# Whatever is done, in whatever order.

EDITS = st.sampled_from(
    [
        ("resume.yaml", "first", "second"),
        ("resume.yaml", "second", "first"),
        ("overlay.yaml", "Engineer", "Painter"),
        ("overlay.yaml", "Painter", "Engineer"),
        ("themes/own/style.css", "123456", "654321"),
        ("themes/own/style.css", "654321", "123456"),
        ("themes/parent/theme.yaml", "classic", "modern"),
        ("themes/parent/theme.yaml", "modern", "classic"),
    ]
)
STEPS = EDITS | st.sampled_from(["nothing", "delete", "edit", "appear", "vanish", "other options", "damage the cache"])


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEPS, min_size=3, max_size=7))
def test_after_any_changes_it_is_as_if_all_were_made_anew(
    steps: list[str | tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = new(tmp_path_factory.mktemp("edits") / "folder")
    later, path = place.folder / "themes/parent/later.png", place.folder / "output/own/Ada-Example-Resume.pdf"
    further: tuple[str, ...] = ()
    for step in steps:
        match step:
            case (name, old, new_text):
                text = (place.folder / name).read_text(encoding="utf-8")
                place.write(name, text.replace(old, new_text))
            case "delete":
                path.unlink(missing_ok=True)
            case "edit":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(b"edited")
            case "appear":
                picture(later, "green")
            case "vanish":
                later.unlink(missing_ok=True)
            case "other options":
                further = () if further else ("--set", "theme.accent=#ff0000")
            case "damage the cache":
                for kept in place.kept():
                    os.truncate(kept, kept.stat().st_size // 2)
            case _:
                pass
        place.check(*BUILD, *further)
        before = place.marks()
        place.run(*BUILD, *further)
        assert place.marks() == before


# Processes.


@pytest.mark.usefixtures("unmeasured")
def test_nothing_is_imported_that_takes_time(place: Place) -> None:
    """Of this program only what is named here, and no library."""
    run = (sys.executable, "-v", COMMAND, *BUILD)
    first, second = (
        subprocess.run(run, cwd=place.folder, env=place.environment(), capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert "import 'weasyprint'" in first.stderr
    modules = {*re.findall(r"^import '(\S+)' # ", second.stderr, re.MULTILINE)}
    own = {name for name in modules if name.partition(".")[0] == "resume"}
    names = (
        "cli",
        "files",
        "frames",
        "trace",
        "retrace",
        "cache",
        "program",
        "precompiled",
        "bundle",
        "cli.main",
        "cli.given",
        "cli.status",
        "cli.unchanged",
    )
    assert own == {"resume", "resume.__main__", *(f"resume.{name}" for name in names)}
    installed = {path.stem for path in Path(sysconfig.get_path("purelib")).iterdir()} - OF_ALL_PROCESSES
    assert {name.partition(".")[0] for name in modules - own} & installed == set()
    assert modules.isdisjoint({"dataclasses", "inspect", "datetime", "subprocess", "socket", "importlib.metadata"})


OF_ALL_PROCESSES = {"coverage", "_distutils_hack"}
"""What files that end in `.pth` import into each one, if they are there."""


@pytest.mark.parametrize(
    ("formats", "source"),
    [(("pdf", "png", "html", "docx", "txt", "md", "json"), "build"), (("pdf", "html"), "letter"), (("pdf",), "all")],
)
def test_all_that_a_build_opens_is_remembered(place: Place, formats: tuple[str, ...], source: str) -> None:
    """Python says what it opens (PEP 578); what is asked without that, test_house.py lets only `files` ask."""
    given = [word for name in formats for word in ("-f", name)]
    arguments = {
        "build": ["build", "--overlay", "overlay.yaml", "--set", "basics.summary=Hello \u4f60\u597d 🎨 \u05d0", *given],
        "letter": ["letter", "letter.md", "--with-resume", *given],
        "all": ["build", "--all", *given],
    }[source]
    code = f"""
import json, os, sys
opened, leave = [], os._exit
def hear(event, about):
    if event == "open" and isinstance(about[0], str | bytes):
        opened.append(os.path.abspath(os.fsdecode(about[0])))
sys.addaudithook(hear)
def end(status):
    answers = json.dumps([sorted({{*opened}}), unchanged._begun[0][1].answers])
    with open("../heard.json", "w") as file:
        file.write(answers)
    leave(status)
os._exit = end
from resume.cli import unchanged
from resume.__main__ import main
sys.argv = ["resume", *{arguments!r}, "--force"]
main()
"""
    temporary, heard = place.folder.parent / "temporary", []
    temporary.mkdir()
    environment = {**place.environment(), "TMPDIR": str(temporary)}
    for _ in range(2):  # the second one finds in the cache what is made of some files, and does not open them
        subprocess.run([sys.executable, "-c", code], cwd=place.folder, env=environment, capture_output=True, check=True)
        heard.append(json.loads((place.folder.parent / "heard.json").read_text(encoding="utf-8")))
    (opened, answers), (_, again) = heard
    known = {os.path.normpath(place.folder / about) for kind in ("content", "state") for about in answers[kind]}
    folders = (
        *map(sysconfig.get_path, ("stdlib", "purelib", "platlib")),
        temporary,
        temporary.with_name("cache"),
        "/proc",
    )
    asked = {path for path in opened if not path.startswith(tuple(f"{folder}/" for folder in folders))}
    assert {path for path in asked - known if not path.endswith((".pyc", ".tmp"))} == set()
    fonts = {path for path in opened if path.endswith((".ttf", ".otf"))}
    assert fonts <= known
    assert fonts
    assert {str(FONTCONFIG), str(place.folder / "themes/parent/style.css")} <= known
    assert fonts <= {*again["content"], *again["state"]}
    assert {*answers["content"]} - fonts == {*again["content"]} - fonts


def test_another_library_is_another_build(place: Place) -> None:
    libraries = place.folder.parent / "libraries"
    shutil.copytree(package_folder("markdown_it"), libraries / "markdown_it")
    before = os.environ.get("PYTHONPATH", "")
    place.changes["PYTHONPATH"] = os.pathsep.join(filter(None, (str(libraries), before)))
    settle(place, place.stays, *BUILD)
    with (libraries / "markdown_it/renderer.py").open("a") as module:
        module.write("\n")
    assert not place.stays(*BUILD)
    settle(place, place.stays, *BUILD)
    (libraries / "markdown_it_py-99.dist-info").mkdir()
    assert not place.stays(*BUILD)


def test_another_font_is_another_build(place: Place) -> None:
    fonts, copy = package_folder("rendercv_fonts"), place.folder.parent / "libraries/rendercv_fonts"
    copy.mkdir(parents=True)
    shutil.copy(fonts / "__init__.py", copy)
    for family in ("EB Garamond", "Noto Sans"):
        shutil.copytree(fonts / family, copy / family, ignore=shutil.ignore_patterns("*SC-*", "*JP-*", "*KR-*"))
    before = os.environ.get("PYTHONPATH", "")
    place.changes["PYTHONPATH"] = os.pathsep.join(filter(None, (str(copy.parent), before)))
    settle(place, place.stays, *BUILD)
    made = place.made()
    regular = copy / "EB Garamond/EBGaramond-Regular.ttf"
    os.utime(copy / "EB Garamond/EBGaramond-Italic.ttf", ns=(1, regular.stat().st_mtime_ns))
    (copy / "EB Garamond/EBGaramond-Italic.ttf").replace(regular)
    assert not place.stays(*BUILD)
    assert place.made() != made


def test_another_font_of_a_theme_is_another_build(place: Place) -> None:
    """Of which the default instance is kept from one build to the next."""
    fonts, own = package_folder("rendercv_fonts"), place.folder / "themes/own/Own[wght].ttf"
    place.write(
        "themes/own/style.css", '@font-face { font-family: Own; src: url("Own[wght].ttf") } h1 { font-family: Own }'
    )
    shutil.copy(fonts / "Lato/Lato-Regular.ttf", own)
    for further in ((), ("--force",)):
        assert place.run(*BUILD, *further).returncode == 0
    made = place.made()
    shutil.copy(fonts / "Ubuntu/Ubuntu-Regular.ttf", own)
    place.check(*BUILD, builds=True)
    assert place.made() != made


def test_a_build_that_is_killed_leaves_nothing_that_the_next_one_believes(place: Place) -> None:
    finished(place.start(*BUILD))
    for number in range(10):
        text = SOURCE.replace("first", f"{number}th")
        place.write("resume.yaml", text)
        process = place.start(*BUILD)
        try:
            process.wait(timeout=0.25 + 0.1 * number)
        except subprocess.TimeoutExpired:
            process.kill()
        finished(process)
        place.check(*BUILD)


def test_several_builds_at_once_leave_what_each_of_them_makes(place: Place) -> None:
    first = [place.start(*BUILD) for _ in range(2)]
    replace("resume.yaml", "first", "second")(place)
    second = [place.start(*BUILD) for _ in range(2)]
    assert [finished(process)[0] for process in (*first, *second)] == [0, 0, 0, 0]
    finished(place.start(*BUILD))
    made = place.made()
    place.without_cache().run(*BUILD, "--force")
    assert place.made() == made


def test_a_pipe_is_left_to_the_build(place: Place) -> None:
    """As a shell gives one by `<(…)`: under the same name each time."""
    for label in ("Engineer", "Painter", "Painter"):
        reading, writing = os.pipe()
        os.write(writing, f"basics: {{label: {label}}}".encode())
        os.close(writing)
        run = (COMMAND, "build", "--overlay", "/dev/stdin", "-f", "txt")
        subprocess.run(run, cwd=place.folder, env=place.environment(), stdin=reading, check=True, timeout=60)
        os.close(reading)
        assert place.kept() == []
        assert label in made(place).read_text(encoding="utf-8")


def test_a_pipe_in_the_place_of_a_file_is_read_by_the_build_alone(place: Place) -> None:
    place.run(*BUILD)
    path = place.folder / "overlay.yaml"
    path.unlink()
    os.mkfifo(path)
    with subprocess.Popen(["sh", "-c", "cat > overlay.yaml"], cwd=place.folder, stdin=subprocess.PIPE) as writer:
        process = place.start(*BUILD)
        assert writer.stdin
        writer.stdin.write(OVERLAY.replace("Engineer", "Painter").encode())
        writer.stdin.close()
        assert finished(process)[0] == 0
    place.write("same.yaml", OVERLAY.replace("Engineer", "Painter"))
    by_pipe = place.made()
    place.run("build", "--overlay", "same.yaml")
    assert place.made() == by_pipe


@pytest.mark.parametrize(("arguments", "count"), [((*BUILD, "-f", "txt", "-f", "md"), 2), (("build", "--all"), 1)])
def test_what_was_opened_is_opened_each_time(place: Place, arguments: tuple[str, ...], count: int) -> None:
    """All that was made, or the one page that shows it, which is made last."""
    programs, seen = place.folder.parent / "programs", place.folder.parent / "seen"
    programs.mkdir()
    (programs / "xdg-open").write_text(f'#!/bin/sh\necho "$1" >> {seen}\n', encoding="utf-8")
    (programs / "xdg-open").chmod(0o755)
    place.changes["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    marks = []
    for _ in range(2):
        _, out, _ = finished(place.start(*arguments, "--open"))  # which what it starts holds open
        marks.append(place.marks())
        assert sorted(seen.read_text(encoding="utf-8").split()) == sorted(out.split()[-count:])
        seen.unlink()
    assert marks[0] == marks[1]


@pytest.mark.parametrize("streams", [">&-", ">/dev/full", "2>&-", "2>/dev/full", ">&- 2>&- <&-"])
def test_a_stream_that_takes_nothing_ends_it_as_it_ends_a_build(place: Place, streams: str) -> None:
    codes = []
    place.run(*BUILD)
    for further in ("--force", "", ""):
        shell = ("sh", "-c", f'"$0" {" ".join(BUILD)} {further} {streams}', COMMAND)
        codes.append(subprocess.run(shell, cwd=place.folder, env=place.environment(), check=False).returncode)
    assert len({*codes}) == 1


def test_without_a_cache_each_build_makes_all(place: Place) -> None:
    place.changes["RESUME_CACHE_DIR"] = ""
    place.run(*BUILD)
    place.check(*BUILD, builds=True)
