"""Clicks on the texts of this repository's résumé, and edits what it is made of beside its source."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from tests.preview.conftest import SOURCE, previewed

pytestmark = pytest.mark.wide

ROOT = Path(__file__).parents[2]

CLICK = """async () => {
    const found = []
    for (const button of document.querySelectorAll(".boxes button")) {
        document.querySelector("#place").textContent = ""
        button.click()
        const place = document.querySelector("#place")
        while (!/:\\d+:\\d+/.test(place.textContent)) await new Promise(requestAnimationFrame)
        found.push([button.ariaLabel, place.textContent])
    }
    return found
}"""
"""Clicks on all texts, and gives what each is called and what is said of its place."""


@pytest.mark.parametrize("theme", ["classic", "sidebar"])
def test_a_click_on_any_text_names_the_line_that_it_is_written_in(browser: Browser, tmp_path: Path, theme: str) -> None:
    source = (ROOT / "resume.yaml").read_text(encoding="utf-8")
    lines = source.splitlines()
    with previewed(tmp_path, "-t", theme, source=source) as running, browser.new_page() as page:
        page.goto(running.address)
        page.wait_for_selector(".boxes button")
        found = page.evaluate(CLICK)
    right = 0
    for label, said in found:
        line = int(said.split("resume.yaml:")[1].split(":")[0])
        words = [word for word in label.replace(",", " ").split()[:2] if word.isalpha()]
        right += bool(words) and all(word in " ".join(lines[line - 1 : line + 3]).replace("*", "") for word in words)
    assert right >= 100  # what is left are dates in words, and what goes on from a line before


def test_an_overlay_and_the_picture_are_watched(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text("basics: {label: First}\n", encoding="utf-8")
    Image.new("RGB", (600, 600), "red").save(tmp_path / "me.png")
    source = SOURCE.replace("  name: Ada Example", "  name: Ada Example\n  image: me.png")
    source = source.replace("theme: classic   # and this one", "theme: {name: classic, photo: square}")
    with previewed(tmp_path, "--overlay", "acme.yaml", source=source) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator("#pages")).to_contain_text("First")
        (tmp_path / "acme.yaml").write_text("basics: {label: Second}\n", encoding="utf-8")
        expect(page.locator("#pages")).to_contain_text("Second")
        before = page.locator(".sheet").first.get_attribute("data-picture")
        Image.new("RGB", (600, 600), "blue").save(tmp_path / "me.png")
        expect(page.locator(".sheet").first).not_to_have_attribute("data-picture", before or "")
