"""Uses the page of `resume preview` in Chromium, as somebody does who writes a résumé."""

import json
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.preview.conftest import LINE, SOURCE, Running, previewed

BEYOND = "document.documentElement.scrollWidth > innerWidth"


def shows(page: Page, text: str) -> None:
    """Wait until the pages say something."""
    expect(page.locator("#pages")).to_contain_text(text)


def picture(page: Page) -> str:
    return page.locator(".sheet").first.get_attribute("data-picture") or ""


def test_the_first_page_is_shown_as_it_is_with_its_text(page: Page) -> None:
    image = page.locator(".sheet img")
    assert image.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [794, 1123]
    assert "Cut the quote time from four seconds to one" in page.locator(".text").inner_text()
    assert re.fullmatch(r"1 page, \d+ % full", page.locator("#status").inner_text())
    assert page.locator("#problems").inner_text() == "none"
    assert "Ada Example" in page.locator("#parsed").inner_text()


def test_text_is_selected_where_it_is_seen(page: Page) -> None:
    words = page.locator(".text span", has_text="Cut the quote time")
    around, box = page.locator(".boxes button[aria-label^=Cut]").bounding_box(), words.bounding_box()
    assert around
    assert box
    assert abs(around["width"] - box["width"]) < 20  # the bullet
    assert abs(around["y"] - box["y"]) < 5
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"], box["y"] + box["height"] / 2)
    page.mouse.up()
    assert "quote time from four seconds" in page.evaluate("getSelection().toString()")


def test_an_edit_is_seen_in_place(page: Page, preview: Running) -> None:
    page.set_viewport_size({"width": 1200, "height": 300})
    page.evaluate("scrollTo(0, 200); window.kept = document.querySelector('.sheet img')")
    preview.save(SOURCE.replace("four seconds", "nine seconds"))
    shows(page, "nine seconds")
    assert page.evaluate("[scrollY, window.kept === document.querySelector('.sheet img')]") == [200, True]
    preview.source.write_text(SOURCE.replace("four seconds", "ten seconds"), encoding="utf-8")
    shows(page, "ten seconds")


def test_an_error_stands_over_the_last_good_page_until_it_is_mended(page: Page, preview: Running) -> None:
    before = picture(page)
    preview.save(SOURCE.replace("startDate", "startDay"))
    page.wait_for_selector("#trouble:not([hidden])")
    said = page.locator("#trouble").inner_text()
    assert "work entries have no key `startDay`" in said
    assert "resume.yaml:7:5" in said
    assert "startDay: 2020-01" in said
    assert picture(page) == before
    assert Axe().run(page).violations_count == 0
    page.locator("#problems .link").click()
    expect(page.locator("#place")).to_contain_text("resume.yaml:7:5")
    page.locator("#files a").first.click()
    expect(page.locator("#place")).to_have_text("there are no files while there are errors")
    preview.save(SOURCE)
    page.wait_for_selector("#trouble", state="hidden")
    assert picture(page) == before


def test_what_is_odd_in_the_source_is_among_the_problems(page: Page, preview: Running) -> None:
    """As `resume check` says it; it stands in the way of no page."""
    preview.save(SOURCE.replace("Cut the quote", "Responsible for the the quote"))
    shows(page, "Responsible for")
    problems = page.locator("#problems")
    expect(problems).to_contain_text("warning[double-word]")
    expect(problems).to_contain_text("warning[weak-opening]")
    expect(page.locator("#trouble")).to_be_hidden()
    assert "Responsible for the the quote" in problems.locator("pre").first.inner_text()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    problems.locator(".link").first.click()
    expect(page.locator("#place")).to_contain_text(f"resume.yaml:{LINE}:9")
    preview.save(SOURCE.replace("Cut the quote", "Responsible for the quote").replace("[untr", "[weak-opening, untr"))
    shows(page, "Responsible for the quote")
    expect(problems).to_have_text("none")
    preview.save(SOURCE.replace("Cut the quote", "Responsible for the quote").replace("Led four", "Led for"))
    shows(page, "Led for")
    expect(problems).to_contain_text("warning[weak-opening]")
    preview.save(SOURCE.replace("startDate", "startDay"))
    expect(problems).to_contain_text("error[unknown-key]")
    expect(problems).not_to_contain_text("weak-opening")


def test_a_theme_without_end_is_dropped_for_the_next_edit(page: Page, preview: Running) -> None:
    folder = preview.folder / "themes/endless"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: endless\ndescription: None.\nextends: classic\n", encoding="utf-8")
    loop = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
    (folder / "resume.html.j2").write_text(loop, encoding="utf-8")
    preview.save(SOURCE.replace("theme: classic", "theme: endless"))
    page.wait_for_selector("body[data-busy=true]")
    (folder / "resume.html.j2").write_text("<h1>{{ resume.name }}</h1><p>mended</p>", encoding="utf-8")
    page.wait_for_selector("#trouble:not([hidden])")  # it leaves texts out
    assert "lost-text" in page.locator("#trouble").inner_text()


def test_pictures_are_loaded_before_it_is_known_that_their_pages_hold(browser: Browser, preview: Running) -> None:
    told = json.dumps({"busy": True, "problems": [], "advice": [], "formats": [], "pictures": ["coming"]})
    with browser.new_page() as page:
        page.route("**/events", lambda route: route.fulfill(content_type="text/event-stream", body=f"data: {told}\n\n"))
        with page.expect_request("**/pictures/coming.png"):
            page.goto(preview.address)
        assert page.locator(".sheet").count() == 0


def test_what_is_chosen_is_shown_and_no_file_is_changed(page: Page, preview: Running) -> None:
    before = picture(page)
    page.select_option("#theme", "modern")
    expect(page.locator(".sheet").first).not_to_have_attribute("data-picture", before)
    page.locator("#options").evaluate("details => { details.open = true }")
    before = picture(page)
    page.select_option("#option-palette", "wine")
    expect(page.locator(".sheet").first).not_to_have_attribute("data-picture", before)
    page.select_option("#language", "de")
    shows(page, "Ingenieurin")
    page.select_option("#variant", "plain")
    expect(page.locator("#pages")).not_to_contain_text("Led four")
    page.select_option("#paper", "a5")
    expect(page.locator(".sheet img")).to_have_attribute("width", "559")
    assert page.locator("#theme").input_value() == "modern"
    assert page.locator("#option-palette").input_value() == "wine"
    assert preview.source.read_text(encoding="utf-8") == SOURCE


def test_the_choice_is_written_under_theme_alone(page: Page, preview: Running) -> None:
    page.select_option("#theme", "modern")
    page.wait_for_selector("#write:enabled")
    page.locator("#options").evaluate("details => { details.open = true }")
    page.select_option("#option-palette", "wine")
    page.wait_for_selector("label.chosen #option-palette")
    page.locator("#write").click()
    page.wait_for_selector("#write:disabled")
    theme = "theme: {name: modern, palette: wine}   # and this one"
    assert preview.source.read_text(encoding="utf-8") == SOURCE.replace("theme: classic   # and this one", theme)
    expect(page.locator("#theme")).to_have_value("modern")


def test_the_paper_is_written_where_it_was_chosen(page: Page, preview: Running) -> None:
    page.select_option("#paper", "a5")
    expect(page.locator(".sheet img")).to_have_attribute("width", "559")
    page.locator("#write").click()
    page.wait_for_selector("#write:disabled")
    expect(page.locator("#place")).to_have_text("written into resume.yaml")
    assert preview.source.read_text(encoding="utf-8") == f"{SOURCE}\npage: {{size: a5}}\n"
    expect(page.locator("#paper")).to_have_value("")
    expect(page.locator(".sheet img")).to_have_attribute("width", "559")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "written into caf?.yaml"),
        (
            "page: &p {size: letter}\nx-p: *p\n",
            "cannot write into caf?.yaml without a change to what it has; write page.size: a5",
        ),
    ],
    ids=["written", "refused"],
)
def test_a_source_whose_name_is_not_utf8_is_shown_and_written(
    browser: Browser, tmp_path: Path, more: str, said: str
) -> None:
    source = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    source.write_text(SOURCE + more, encoding="utf-8")
    with previewed(tmp_path, source.name) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator("#file")).to_have_text(re.compile(r"caf.\.yaml"))
        page.select_option("#paper", "a5")
        expect(page.locator(".sheet img")).to_have_attribute("width", "559")
        expect(page.locator("body")).to_have_attribute("data-busy", "false")
        page.locator("#write").click()
        expect(page.locator("#place")).to_have_text(said)
        assert ("a5" in source.read_text(encoding="utf-8")) == said.startswith("written")


def test_a_source_that_is_not_utf8_is_left_as_it_is(browser: Browser, tmp_path: Path) -> None:
    with previewed(tmp_path) as running, browser.new_page() as page:
        page.goto(running.address)
        page.select_option("#paper", "a5")
        expect(page.locator(".sheet img")).to_have_attribute("width", "559")
        running.source.write_bytes(SOURCE.encode() + b"# \xff\n")
        expect(page.locator("#trouble")).to_contain_text("this file is not UTF-8 text")
        page.locator("#write").click()
        expect(page.locator("#place")).to_have_text("cannot write into resume.yaml: it is not UTF-8 text")
        assert running.source.read_bytes() == SOURCE.encode() + b"# \xff\n"


def test_a_choice_that_is_not_shown_is_not_written(browser: Browser, tmp_path: Path) -> None:
    """What options its theme has is known when it is built."""
    source = SOURCE.replace("theme: classic", 'theme: {name: sidebar, tint: "#eeeeee"}')
    with previewed(tmp_path, source=source) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator("#theme")).to_have_value("sidebar")
        running.save(source.replace("startDate", "startDay"))
        expect(page.locator("#trouble")).to_contain_text("startDay")
        page.select_option("#theme", "classic")
        page.wait_for_selector("#write:enabled")
        page.locator("#write").click()
        expect(page.locator("#place")).to_have_text("the choice could not be built; write it when it is shown")
        assert running.source.read_text(encoding="utf-8") == source.replace("startDate", "startDay")
        running.save(source)
        expect(page.locator("#trouble")).to_be_hidden()
        page.locator("#write").click()
        page.wait_for_selector("#write:disabled")
        written = source.replace('{name: sidebar, tint: "#eeeeee"}', "{name: classic}")
        assert running.source.read_text(encoding="utf-8") == written


def test_what_a_variant_has_of_its_own_is_not_written_where_it_would_change_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    source = SOURCE.replace("{exclude: [lead]}", "{exclude: [lead], page: {size: letter}}\n  more: {extends: plain}")
    with previewed(tmp_path, "--variant", "more", source=source) as running, browser.new_page() as page:
        page.goto(running.address)
        expect(page.locator(".sheet img")).to_have_attribute("width", "816")
        page.select_option("#paper", "a5")
        expect(page.locator(".sheet img")).to_have_attribute("width", "559")
        page.locator("#write").click()
        expect(page.locator("#place")).to_have_text("the variant has page.size of its own; write there page.size: a5\n")
        assert running.source.read_text(encoding="utf-8") == source
        page.select_option("#paper", "")
        expect(page.locator(".sheet img")).to_have_attribute("width", "816")
        shown = page.locator(".sheet img").get_attribute("src") or ""
        page.select_option("#theme", "modern")
        expect(page.locator(".sheet img")).not_to_have_attribute("src", shown)
        expect(page.locator("label.chosen")).to_have_count(0)
        expect(page.locator("body")).to_have_attribute("data-busy", "false")
        page.locator("#write").click()
        page.wait_for_selector("#write:disabled")
        assert running.source.read_text(encoding="utf-8") == source.replace("theme: classic", "theme: modern")


def test_what_is_chosen_one_after_the_other_is_chosen_together(page: Page) -> None:
    """While the first choice is still being built."""
    page.locator("#options").evaluate("details => { details.open = true }")
    page.evaluate("""() => {
        for (const [id, value] of [["palette", "wine"], ["density", "0.9"], ["accent", "#123456"]]) {
            const control = document.getElementById(`option-${id}`)
            control.value = value
            control.dispatchEvent(new Event("change"))
        }
    }""")
    for name in ("palette", "density", "accent"):
        expect(page.locator(f"label.chosen #option-{name}")).to_have_count(1)


def test_two_pages_show_the_same_choice(page: Page, preview: Running) -> None:
    assert page.context.browser
    other = page.context.browser.new_page()
    other.goto(preview.address)
    expect(other.locator("#theme")).to_have_value("classic")
    for one, another, theme in ((page, other, "modern"), (other, page, "compact"), (page, other, "swiss")):
        one.select_option("#theme", theme)
        expect(another.locator("#theme")).to_have_value(theme)
    page.evaluate("""() => {
        const control = document.getElementById("theme")
        control.value = "modern"
        control.dispatchEvent(new Event("change"))
    }""")
    other.select_option("#theme", "minimal")
    expect(page.locator("#theme")).to_have_value(re.compile("modern|minimal"))
    expect(page.locator("body")).to_have_attribute("data-busy", "false")
    last = other.locator("#theme").input_value()
    expect(page.locator("#theme")).to_have_value(last)
    page.select_option("#variant", "plain")
    expect(page.locator("#pages")).not_to_contain_text("Led four")
    assert page.locator("#theme").input_value() == last
    other.close()


def test_a_click_names_its_line(page: Page) -> None:
    page.locator(".text span", has_text="Cut the quote time").click()
    expect(page.locator("#place")).to_contain_text(f"resume.yaml:{LINE}:9")
    page.locator(".boxes button").first.focus()
    for _ in range(30):
        if page.evaluate("document.activeElement.ariaLabel.startsWith('Led four')"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#place")).to_contain_text(f"resume.yaml:{LINE + 1}:16")


MAGIC = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "txt": b"Ada Example", "md": b"# Ada Example", "json": b"{"}
MAGIC |= {"docx": b"PK\x03\x04", "png": b"\x89PNG"}


def test_every_format_is_downloaded(page: Page, preview: Running) -> None:
    links = page.locator("#files a")
    assert links.all_inner_texts() == [*MAGIC]
    with page.expect_download() as waiting:
        links.first.click()
    assert waiting.value.suggested_filename == "Ada-Example-Resume.pdf"
    for extension, magic in MAGIC.items():
        answer = page.request.get(f"{preview.address}files/{extension}")
        assert answer.body().startswith(magic), extension


def test_pictures_of_several_pages_are_an_archive(page: Page, preview: Running) -> None:
    preview.save(SOURCE.replace("      - {text", "      - word\n" * 60 + "      - {text"))
    expect(page.locator(".sheet")).to_have_count(2)
    answer = page.request.get(f"{preview.address}files/png")
    assert answer.body().startswith(b"PK")
    assert "Ada-Example-Resume.zip" in answer.headers["content-disposition"]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1200, "light")])
def test_a_phone_a_keyboard_and_a_screen_reader_will_do(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if page.locator("#options[open]").count() == 0:
        page.locator("#options summary").focus()
        page.keyboard.press("Enter")
    assert page.locator("#option-accent").is_visible()
    assert page.evaluate(BEYOND) is False
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.locator(".skip").focus()
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.parentElement.className"))
    assert stops == ["boxes", "theme", "variant", "language", "paper"]
    page.locator("#variant").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#pages")).not_to_contain_text("Led four")
    assert page.evaluate("document.activeElement.id") == "variant"


def test_a_burst_of_edits_ends_with_the_last_one(page: Page, preview: Running) -> None:
    for number in range(20):
        preview.save(SOURCE.replace("four seconds", f"edit {number} end"))
    shows(page, "edit 19 end")


def test_a_theme_is_watched_too(page: Page, preview: Running) -> None:
    folder = preview.folder / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: mine\ndescription: Mine.\nextends: classic\n", encoding="utf-8")
    preview.save(SOURCE.replace("theme: classic", "theme: mine"))
    expect(page.locator("#theme")).to_have_value("mine")
    before = picture(page)
    (folder / "style.css").write_text("h1 { color: #c00 }", encoding="utf-8")
    expect(page.locator(".sheet").first).not_to_have_attribute("data-picture", before)
