"""What a build is made of stays as it is, wherever its files go."""

from pathlib import Path

import pytest
from tests import command

PICTURED = """\
basics: {name: Ada Example, image: me.png}
variants: {other: {set: {basics.image: you.png}}}
"""
LONG = f"{PICTURED.replace('me.png', 'cv-2.png')}work: [{{highlights: [{', '.join('Built it' for _ in range(90))}]}}]\n"

SOURCES = {
    "resume.yaml": PICTURED,
    "long.yaml": LONG,
    "named.yaml": PICTURED.replace("me.png", "Ada-Example-Resume.png"),
    "Ada-Example-Resume.json": '{"basics": {"name": "Ada Example"}}',
    "letter.md": "Hello.\n",
    **dict.fromkeys(("me.png", "you.png", "cv-2.png", "Ada-Example-Resume.png"), "a picture"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in SOURCES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "link.png").symlink_to("me.png")
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        (("build", "Ada-Example-Resume.json", "-f", "json", "-o", "./"), "Ada-Example-Resume.json"),
        (("build", "Ada-Example-Resume.json", "-f", "txt", "-f", "json", "-o", "."), "Ada-Example-Resume.json"),
        (("build", "--overlay", "Ada-Example-Resume.json", "-f", "json", "-o", "./"), "Ada-Example-Resume.json"),
        (("build", "-f", "png", "-o", "me.png"), "me.png"),
        (("build", "-f", "png", "-o", "link.png"), "link.png"),
        (("build", "-f", "png", "-o", "link.png", "--redact", "photo"), "link.png"),
        (("build", "-f", "png", "-o", "you.png", "--variant", "other"), "you.png"),
        (("build", "named.yaml", "-f", "txt", "-f", "png", "-o", "./"), "Ada-Example-Resume.png"),
        (("build", "long.yaml", "-f", "png", "-o", "cv.png"), "cv-2.png"),
        (("letter", "letter.md", "-f", "pdf", "-o", "me.png"), "me.png"),
        (("letter", "letter.md", "-f", "html", "-o", "letter.md"), "letter.md"),
        (("letter", "letter.md", "-f", "html", "-o", "resume.yaml"), "resume.yaml"),
    ],
)
def test_nothing_is_made_where_it_would_take_the_place_of_what_it_is_made_of(
    folder: Path, arguments: tuple[str, ...], source: str
) -> None:
    before = contents(folder)
    process = command.run(folder, *arguments)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.endswith(f"error: {source} is a source\n")
    assert contents(folder) == before


def test_of_several_builds_the_others_are_made(folder: Path) -> None:
    (folder / "output/classic").mkdir(parents=True)
    (folder / "output/classic/Ada-Example-Resume.json").write_text(SOURCES["Ada-Example-Resume.json"])
    before = contents(folder)
    overlay = ("--overlay", "output/classic/Ada-Example-Resume.json")
    process = command.run(folder, "build", "--all", "-f", "json", *overlay)
    assert process.returncode == 1
    assert "error[unwritten-file]: output/classic/Ada-Example-Resume.json is a source\n" in process.stderr
    made = ["output/classic-other/Ada-Example-Resume.json", "output/index.html"]
    assert process.stdout.splitlines() == made
    assert {name: content for name, content in contents(folder).items() if name not in made} == before


def test_what_only_has_the_name_of_a_source_elsewhere_is_made(folder: Path) -> None:
    process = command.run(folder, "build", "Ada-Example-Resume.json", "-f", "json", "-o", "there/")
    assert (process.returncode, process.stdout) == (0, "there/Ada-Example-Resume.json\n")
