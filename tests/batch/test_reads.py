"""What a second run does again: what reads a theme or a picture that has changed, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from tests import command

from resume.batch.job import Source, Wish
from resume.batch.reads import Beside, pictures
from resume.tailor.tailor import File

PEOPLE = {
    "ada": "basics: {name: Ada, image: pictures/ada.png}\ntheme: mine\n",
    "bob": "basics: {name: Bob}\nvariants: {lead: {set: {basics.image: bob.png}}}\n",
    "cleo": '{"basics": {"name": "Cleo"}, "theme": "\\u006dine"}',
}
MINE = "name: mine\ndescription: Planted.\nextends: parent\n"
PARENT = "name: parent\ndescription: Planted.\nextends: swiss\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Make three people: two in a theme of theirs that extends another one, two with a picture."""
    for name, content in PEOPLE.items():
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    for name, manifest in {"mine": MINE, "parent": PARENT, "other": MINE.replace("mine", "other")}.items():
        (tmp_path / "themes" / name).mkdir(parents=True)
        (tmp_path / "themes" / name / "theme.yaml").write_text(manifest, encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (600, 600), "teal").save(tmp_path / "pictures/ada.png")
    return tmp_path


def built(folder: Path, *arguments: str) -> list[str]:
    """Run the batch; give whose résumés it has built."""
    process = command.run(folder, "batch", ".", "-o", "out", "-f", "txt", "--jobs", "1", *arguments)
    assert process.returncode == 0, process.stderr
    return sorted(Path(path).parts[1] for path in process.stdout.split())


def change(folder: Path, name: str) -> None:
    """Add to a file, which a picture bears too, or make it."""
    with (folder / name).open("ab") as file:
        file.write(b"\n")


def test_a_second_run_does_again_what_reads_what_has_changed(people: Path) -> None:
    assert built(people) == ["ada", "bob", "cleo"]
    assert built(people) == []
    for name, again in {
        "themes/mine/style.css": ["ada", "cleo"],
        "themes/parent/theme.yaml": ["ada", "cleo"],
        "themes/other/style.css": ["cleo"],  # whose text has escapes, with which it may name any
        "pictures/ada.png": ["ada"],
        "bob.png": ["bob"],
        "notes.txt": [],
    }.items():
        change(people, name)
        assert (name, built(people)) == (name, again)
        assert built(people) == []


def test_a_theme_beside_a_source_takes_the_place_of_another_one(people: Path) -> None:
    assert built(people) == ["ada", "bob", "cleo"]
    (people / "themes/classic").mkdir()
    (people / "themes/classic/theme.yaml").write_text(MINE.replace("mine", "classic"), encoding="utf-8")
    assert built(people) == ["ada", "bob", "cleo"]
    assert built(people) == []


def test_a_theme_that_the_command_names_is_the_only_one(people: Path) -> None:
    for theme in ("swiss", "./themes/other"):
        assert built(people, "-t", theme) == ["ada", "bob", "cleo"]
    change(people, "themes/mine/style.css")
    assert built(people, "-t", "swiss") == []
    assert built(people, "-t", "./themes/other") == []
    change(people, "themes/other/style.css")
    assert built(people, "-t", "./themes/other") == ["ada", "bob", "cleo"]


def test_a_job_that_failed_for_its_theme_is_tried_again_once_that_is_mended(people: Path) -> None:
    (people / "themes/mine/theme.yaml").write_text("name: mine\n", encoding="utf-8")
    arguments = ("batch", "ada.yaml", "-o", "out", "-f", "txt", "--jobs", "1")
    assert command.run(people, *arguments).returncode == 1
    assert command.run(people, *arguments).returncode == 1
    (people / "themes/mine/theme.yaml").write_text(MINE, encoding="utf-8")
    process = command.run(people, *arguments)
    assert (process.returncode, process.stdout) == (0, "out/ada/mine/Ada-Resume.txt\n")


def test_a_theme_is_read_once_for_all(people: Path) -> None:
    beside = Beside(Wish())
    ada = Source("ada", "ada.yaml", str(people), PEOPLE["ada"].encode())
    before = beside.digests(ada, ("", "swiss"))
    change(people, "themes/mine/style.css")
    assert beside.digests(ada, ("", "swiss")) == before
    after = Beside(Wish()).digests(ada, ("", "swiss"))
    assert (after[""] == before[""], after["swiss"] == before["swiss"]) == (False, True)


@pytest.mark.parametrize(
    ("content", "overlay", "settings", "found"),
    [
        ("basics: {image: a.png}", "", (), ["a.png"]),
        ("basics: {image: {en: a.png, de: b.png}}", "", (), ["a.png", "b.png"]),
        ("basics: {image: a.png}", "basics: {image: b.png}", (), ["a.png", "b.png"]),
        (
            "basics: {name: Ada}",
            "",
            ("basics.image=c.png", "basics={image: d.png}", "theme=modern"),
            ["c.png", "d.png"],
        ),
        ('{"basics": {"im\\u0061ge": "a.png"}}', "", (), ["a.png"]),
        ("basics: {summary: An image of a person}", "", (), []),
        ("basics: {image: [", "", (), []),
        ("basics: {image: }", "", (), []),
    ],
)
def test_every_picture_that_may_be_shown_is_known(
    content: str, overlay: str, settings: Sequence[str], found: list[str]
) -> None:
    overlays = (File("over.yaml", overlay.encode()),) if overlay else ()
    how = Wish(overlays=overlays, settings=tuple(settings))
    assert pictures(Source("ada", "ada.yaml", "/people", content.encode()), how) == found
