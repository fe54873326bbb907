"""The pictures of pages, of which there are more or fewer with each build; what else lies beside them stays."""

from pathlib import Path

import pytest
from tests import command

BULLETS = {1: 1, 2: 60, 3: 110}
"""How many bullets fill so many pages."""


def build(folder: Path, pages: int, *arguments: str, file: str = "resume.yaml", status: int = 0) -> list[str]:
    """Build a résumé of so many pages; give the paths of what was made."""
    bullets = ", ".join(f"Built part {number}" for number in range(BULLETS[pages]))
    (folder / file).write_text(f"basics: {{name: Ada Example}}\nwork: [{{highlights: [{bullets}]}}]\n")
    process = command.run(folder, "build", file, "-f", "png", "--dpi", "20", *arguments)
    assert process.returncode == status
    return process.stdout.splitlines()


def pictures(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*.png")}


@pytest.mark.parametrize("output", ["cv.png", "there/", "", "cv.pic"])
def test_of_an_earlier_build_no_page_is_left(tmp_path: Path, output: str) -> None:
    where = ("-o", output) if output else ()
    for pages in (1, 2, 1, 3, 2, 3, 1):
        made = build(tmp_path, pages, *where)
        assert len(made) == pages
        assert pictures(tmp_path) | {path for path in made if path == output} == {*made}


def test_what_else_is_called_as_a_page_stays(tmp_path: Path) -> None:
    build(tmp_path, 3, "-o", "cv.png")
    build(tmp_path, 1, "-o", "cv-4.png", file="other.yaml")  # one page by a name that a fourth page would have
    (tmp_path / "cv-5.png").write_bytes(b"drawn by hand")
    (tmp_path / "cv-06.png").write_bytes((tmp_path / "cv-3.png").read_bytes())
    (tmp_path / "cv-7.png").write_bytes((tmp_path / "cv-3.png").read_bytes())  # a third page, by another name
    (tmp_path / "cv-8.png").mkdir()
    (tmp_path / "my-cv-2.png").write_bytes((tmp_path / "cv-2.png").read_bytes())
    others = pictures(tmp_path) - {"cv-1.png", "cv-2.png", "cv-3.png"}
    made = build(tmp_path, 2, "-o", "cv.png")
    assert made == ["cv-1.png", "cv-2.png"]
    assert pictures(tmp_path) == {*made, *others}


def test_a_page_that_is_a_link_stays(tmp_path: Path) -> None:
    build(tmp_path, 2, "-o", "cv.png")
    (tmp_path / "cv-2.png").rename(tmp_path / "second.png")
    (tmp_path / "cv-2.png").symlink_to("second.png")
    build(tmp_path, 1, "-o", "cv.png")
    assert pictures(tmp_path) == {"cv.png", "cv-2.png", "second.png"}


def test_a_page_that_is_the_picture_of_the_person_stays(tmp_path: Path) -> None:
    build(tmp_path, 3, "-o", "cv.png")
    (tmp_path / "over.yaml").write_text("basics: {image: cv-3.png}\n")
    build(tmp_path, 2, "-o", "cv.png", "--overlay", "over.yaml")
    assert pictures(tmp_path) == {"cv-1.png", "cv-2.png", "cv-3.png"}


def test_a_build_that_fails_deletes_nothing(tmp_path: Path) -> None:
    build(tmp_path, 2, "-o", "cv.png")
    assert build(tmp_path, 1, "-o", "cv.png", "--set", "theme.code=true", "--strict", status=1) == []
    assert pictures(tmp_path) == {"cv-1.png", "cv-2.png"}


def test_a_build_that_deleted_pages_is_known_to_be_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUME_CACHE_DIR", str(tmp_path / "cache"))
    build(tmp_path, 2, "-o", "cv.png")
    made = build(tmp_path, 1, "-o", "cv.png")
    before = (tmp_path / "cv.png").stat().st_ino
    assert build(tmp_path, 1, "-o", "cv.png") == made == ["cv.png"]
    assert (tmp_path / "cv.png").stat().st_ino == before


def test_all_builds_leave_no_page_of_earlier_ones(tmp_path: Path) -> None:
    for pages in (2, 1):
        build(tmp_path, pages, "--all")
    assert pictures(tmp_path) == {"output/classic/Ada-Example-Resume.png"}
