"""Edits what is replaced, linked, extended, gone and back; and leaves alone what no page is made of."""

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.preview.conftest import SOURCE, previewed
from tests.preview.test_builds import kill_children

from resume.preview.watch import watched

pytestmark = pytest.mark.wide


def theme(folder: Path, extends: str = "classic") -> Path:
    """Make a theme, and give the sheet of it that is edited."""
    folder.mkdir(parents=True)
    manifest = f"name: {folder.name}\ndescription: Mine.\nextends: {extends}\n"
    (folder / "theme.yaml").write_text(manifest, encoding="utf-8")
    (folder / "style.css").write_text("h1 { color: #111 }", encoding="utf-8")
    return folder / "style.css"


def is_seen(page: Page, style: Path) -> None:
    """Edit a sheet twice, and wait for the page each time: the first edit may be seen because of something else."""
    for colour in ("#c00", "#0c0"):
        before = page.locator(".sheet").first.get_attribute("data-picture") or ""
        style.write_text(f"h1 {{ color: {colour} }}", encoding="utf-8")
        expect(page.locator(".sheet").first).not_to_have_attribute("data-picture", before)


def replaced(folder: Path) -> None:
    """Put a copy of a folder in its place, as version control and installers do."""
    copy = folder.with_name("copy")
    copytree(folder, copy)
    rmtree(folder)
    copy.rename(folder)


def linked(folder: Path) -> None:
    away = folder.parents[1] / "away"
    folder.rename(away)
    folder.symlink_to(away)


@pytest.mark.parametrize("happens", [replaced, linked])
def test_a_theme_is_watched_wherever_its_folder_is(
    browser: Browser, tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    style = theme(tmp_path / "themes/mine")
    source = SOURCE.replace("theme: classic", "theme: mine")
    with previewed(tmp_path, source=source) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator(".sheet")).to_have_count(1)
        happens(tmp_path / "themes/mine")
        is_seen(page, style)


def test_what_a_theme_extends_is_watched_beside_it(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "cv"
    folder.mkdir()
    style = theme(tmp_path / "elsewhere/mother")
    theme(tmp_path / "elsewhere/child", "mother").write_text("", encoding="utf-8")
    with previewed(folder, "-t", "../elsewhere/child") as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator(".sheet")).to_have_count(1)
        is_seen(page, style)


def test_a_source_is_watched_that_goes_and_comes_back(browser: Browser, tmp_path: Path) -> None:
    source = tmp_path / "cv/mine/resume.yaml"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE, encoding="utf-8")
    with previewed(tmp_path, "cv/mine/resume.yaml") as running, browser.new_page() as page:
        page.goto(running.address)
        shown, trouble = page.locator("#pages"), page.locator("#trouble")
        expect(shown).to_contain_text("four seconds")
        source.unlink()
        expect(trouble).to_contain_text("cannot read cv/mine/resume.yaml: no such file or directory")
        expect(shown).to_contain_text("four seconds")
        source.write_text(SOURCE, encoding="utf-8")
        expect(trouble).to_be_hidden()
        copytree(tmp_path / "cv", tmp_path / "copy")
        (tmp_path / "cv").rename(tmp_path / "old")
        (tmp_path / "copy").rename(tmp_path / "cv")
        for number in ("five", "six", "seven"):
            source.write_text(SOURCE.replace("four seconds", f"{number} seconds"), encoding="utf-8")
            expect(shown).to_contain_text(f"{number} seconds")


@pytest.mark.parametrize("name", [b"caf\xe9.yaml", b"resume.yaml"])
def test_a_name_that_is_not_utf8_ends_no_watching(browser: Browser, tmp_path: Path, name: bytes) -> None:
    """Neither that of the source nor that of what is saved beside it."""
    source = tmp_path / os.fsdecode(name)
    source.write_text(SOURCE, encoding="utf-8")
    with previewed(tmp_path, source.name) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator("#pages")).to_contain_text("four seconds")
        (tmp_path / os.fsdecode(b"M\xfcller.txt")).touch()
        for number in ("five", "six"):
            source.write_text(SOURCE.replace("four seconds", f"{number} seconds"), encoding="utf-8")
            expect(page.locator("#pages")).to_contain_text(f"{number} seconds")


def test_where_files_are_looked_at_each_of_two_edits_in_a_second_is_seen(browser: Browser, tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    source.write_text(SOURCE, encoding="utf-8")
    with previewed(tmp_path, source.name) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator("#pages")).to_contain_text("four seconds")
        for number, time in (("five", 2_000_000_000_000_000_000), ("six", 2_000_000_000_000_000_001)):
            edited = tmp_path / "edited"
            edited.write_text(SOURCE.replace("four seconds", f"{number} seconds"), encoding="utf-8")
            os.utime(edited, ns=(time, time))
            edited.replace(source)
            expect(page.locator("#pages")).to_contain_text(f"{number} seconds")


def test_what_is_written_beside_a_source_holds_no_build_up(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "cv")
    style = theme(tmp_path / "cv/themes/mine")
    looked = watched([tmp_path / "link/resume.yaml", tmp_path / "over.yaml"], tmp_path / "cv", [], "pictures/me")
    of_page = ["cv/resume.yaml", "link/resume.yaml", "over.yaml", "cv/pictures/me", "cv/logo.svg", "cv/themes/mine/x"]
    assert [name for name in of_page if not looked.concerns(tmp_path / name)] == []
    assert looked.concerns(style)
    assert [
        name for name in ("cv/some.log", "cv/.resume.yaml.swp", "other.yaml") if looked.concerns(tmp_path / name)
    ] == []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="/proc says which process builds")
def test_when_what_builds_has_ended_it_is_said(browser: Browser, tmp_path: Path) -> None:
    with previewed(tmp_path) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator(".sheet")).to_have_count(1)
        kill_children(running.process.pid)
        running.save(SOURCE.replace("four seconds", "five seconds"))
        expect(page.locator("#trouble")).to_contain_text(
            "what builds the pages has ended; start `resume preview` again"
        )
        expect(page.locator("body")).to_have_attribute("data-busy", "false")
