"""Makes résumés in formats other than PDF, and reads them as those do who are given them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image
from pypdf import PdfReader
from wcwidth import wcswidth

from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.document import hypertext
from resume.render import gfm, plain, png
from resume.tailor.tailor import Choice
from resume.themes.shelf import Chosen
from resume.view import words
from resume.view.markdown import List, Paragraph, inline
from resume.view.page import Head, Prose, Section, Text, View

ROOT = Path(__file__).parents[1]
SOURCES = {"babariya": ROOT / "resume.yaml", "lovelace": ROOT / "tests/model/full.yaml"}
TEXTS = ("html", "txt", "md", "json")


def made(source: str | Path, folder: Path, *formats: str, languages: tuple[str, ...] = (), **choice: object) -> Outcome:
    content = source.read_bytes() if isinstance(source, Path) else source.encode()
    outcome = build(
        Request(
            content,
            "resume.yaml",
            source.parent if isinstance(source, Path) else folder,
            formats=formats,
            languages=languages,
            output=folder / "output",
            choice=Choice(**choice),  # type: ignore[arg-type]
        )
    )
    assert not outcome.diagnostics.has_errors()
    return outcome


def test_several_formats_come_of_one_run(tmp_path: Path) -> None:
    outcome = made("basics: {name: Ada Example, summary: Hello.}", tmp_path, "pdf", "txt", "png", "json", "md", "html")
    assert [path.name for path in outcome.paths] == [
        f"Ada-Example-Resume.{ending}" for ending in ("pdf", "txt", "png", "json", "md", "html")
    ]
    for path in outcome.paths:
        assert b"Hello" in path.read_bytes() or path.suffix in {".pdf", ".png"}


def test_no_format_tells_of_a_section_that_the_page_does_not_show(tmp_path: Path) -> None:
    source = """\
basics: {name: Ada Example, summary: hidden words}
work: [{name: Acme, position: Shown}]
references: [{name: hidden person}]
education: [{institution: hidden school}]
skills: [{name: hidden skill}]
custom: {focus: {title: Focus, items: [Shown too]}, plans: {title: Plans, items: [hidden plan]}}
sections: [work, focus]
"""
    for path in made(source, tmp_path, *TEXTS).paths:
        said = path.read_text(encoding="utf-8")
        assert "Shown too" in said, path
        assert "hidden" not in said, path


# Text and Markdown.


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("person", SOURCES)
def test_text_and_markdown_are_as_they_were(
    tmp_path: Path, golden: Callable[[str, str], None], person: str, language: str
) -> None:
    for path in made(SOURCES[person], tmp_path, "txt", "md", languages=(language,)).paths:
        golden(f"formats/{person}-{language}{path.suffix}", path.read_text(encoding="utf-8"))


JAPANESE = """\
basics:
  name: 山田太郎
  summary: |
    分散システムと機械学習基盤を専門とするソフトウェアエンジニアであり、信頼性と観測性を重視して設計と運用の両方に十年以上にわたって携わってきました。
"""


@pytest.mark.parametrize("source", [SOURCES["babariya"], JAPANESE], ids=["words", "no spaces"])
def test_no_line_of_text_is_wider_than_eighty_columns(tmp_path: Path, source: Path | str) -> None:
    [path] = made(source, tmp_path, "txt").paths
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 76 <= max(map(wcswidth, lines)) <= 80
    assert "\N{NO-BREAK SPACE}" not in "".join(lines)


def test_a_word_that_is_longer_than_a_line_stays_whole(tmp_path: Path) -> None:
    url = f"https://example.org/{'long-way/' * 12}there"
    [path] = made(f"basics: {{name: Ada Example, summary: 'See {url} for more.'}}", tmp_path, "txt").paths
    assert f"\n{url}\n" in path.read_text(encoding="utf-8")


def test_an_address_is_shown_in_text_and_led_to_in_markdown(tmp_path: Path) -> None:
    source = "basics: {name: Ada Example, phone: +1 555 0100, summary: 'Read [the paper](https://example.org/p).'}"
    text, markdown = (path.read_text(encoding="utf-8") for path in made(source, tmp_path, "txt", "md").paths)
    assert "Phone: +1 555 0100\n\n\nSUMMARY\n\nRead the paper (example.org/p).\n" in text
    assert "Read [the paper](https://example.org/p) (" in markdown


def page(*lines: str) -> View:
    """Give a page of a summary that is a list, of bullets in Markdown."""
    items = tuple((Paragraph(inline(line)),) for line in lines)
    heading = Text(inline("About"), ("summary",), is_heading=True)
    section = Section("summary", "summary", heading, prose=Prose((List(items),), ("basics", "summary")))
    return View("en", "ltr", "", Head(Text(inline("Ada"), ("basics", "name")), None, None, ()), (section,))


MEANINGFUL = st.text(alphabet="ab 1.)-+*_`~[]()<>#&;|\\!:/@=é", min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("so ![this](https://a.example)", '<li>so !<a href="https://a.example">this</a>'),
        ("[a](https://a.example/&amp;copy;)", '<a href="https://a.example/&amp;copy;">a</a>'),
    ],
)
def test_a_link_of_markdown_leads_where_it_did(text: str, html: str) -> None:
    assert html in MarkdownIt().render(gfm.text(page(text), words.english()))


def test_an_address_that_is_shown_may_have_angle_brackets(tmp_path: Path) -> None:
    [path] = made("basics: {name: Ada Example, url: 'https://a.example/<c>'}", tmp_path, "md").paths
    written = MarkdownIt().render(path.read_text(encoding="utf-8"))
    assert '<a href="https://a.example/%3Cc%3E">a.example/&lt;c&gt;</a>' in written


@pytest.mark.parametrize("title", ["C #", "## T ##", "#", "C#"])
def test_a_heading_of_markdown_keeps_its_signs(title: str) -> None:
    view = page("a")
    titled = replace(view.sections[0], title=Text(inline(title), ("summary",), is_heading=True))
    written = gfm.text(replace(view, sections=(titled,)), words.english())
    assert f"<h2>{title}</h2>" in MarkdownIt().render(written)


@given(st.lists(MEANINGFUL.map(str.strip).filter(bool), min_size=1, max_size=3))
def test_markdown_reads_back_as_it_was_written(lines: list[str]) -> None:
    view = page(*lines)
    said = [" ".join(str(text).split()) for text in view.sections[0].prose.texts()]  # type: ignore[union-attr]
    read = hypertext.of_markdown(gfm.text(view, words.english())).split("About", 1)[1]
    assert " ".join(read.split()) == " ".join(filter(None, said))


@given(st.lists(MEANINGFUL.map(str.strip).filter(bool), min_size=1, max_size=3))
def test_text_holds_each_bullet(lines: list[str]) -> None:
    view = page(*lines)
    said = [" ".join(str(text).split()) for text in view.sections[0].prose.texts()]  # type: ignore[union-attr]
    read = " ".join(plain.text(view, words.english()).split())
    assert all(text in read for text in said)


# Pictures.


def test_a_picture_of_each_page_has_the_resolution_that_is_asked_for(tmp_path: Path) -> None:
    source = SOURCES["babariya"]
    request = Request(source.read_bytes(), "resume.yaml", ROOT, formats=("pdf", "png"), output=tmp_path, dpi=72)
    pdf, *pictures = build(request).paths
    assert [path.name for path in pictures] == [f"Vidhi-Babariya-Resume-{number}.png" for number in (1, 2)]
    for path, shown in zip(pictures, PdfReader(pdf).pages, strict=True):
        with Image.open(path) as picture:
            assert picture.size == (round(shown.mediabox.width), round(shown.mediabox.height))
            assert round(picture.info["dpi"][0]) == 72
            darkest, lightest = picture.convert("L").getextrema()
            assert (darkest < 60, lightest) == (True, 255)  # type: ignore[operator]


@pytest.mark.parametrize("dpi", [96, 100, 192])
def test_a_picture_that_is_made_fast_is_the_same(tmp_path: Path, dpi: int) -> None:
    [path] = made("basics: {name: Ada Example}\ntheme: {accent: '#c00'}", tmp_path, "pdf").paths
    pdf = path.read_bytes()
    for quick, slow in zip(png.quick(pdf, dpi), png.pictures(pdf, dpi), strict=True):
        with Image.open(BytesIO(quick)) as one, Image.open(BytesIO(slow)) as other:
            one.verify()
            assert Image.open(BytesIO(quick)).tobytes() == other.tobytes()


# What holds for all of them.


@pytest.mark.parametrize("ending", TEXTS)
def test_two_runs_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    first, second = (
        made(SOURCES["babariya"], tmp_path / name, ending).paths[0].read_bytes() for name in ("one", "two")
    )
    assert first == second


@pytest.mark.parametrize("ending", TEXTS)
def test_what_is_redacted_or_private_is_in_no_format(tmp_path: Path, ending: str) -> None:
    source = """\
basics: {name: Ada Example, email: ada@example.org, phone: +1 555 0100, url: https://ada.example.org, summary: Hello.}
work: [{name: Secret Works, position: Spy, private: true}, {name: Ada Works, position: Analyst, startDate: 2020}]
variants: {hidden: {label: Ada Example the Great}}
x-note: Secret wish
"""
    outcome = made(source, tmp_path, ending, redact=("contact", "names"), public=True)
    content = outcome.paths[0].read_text(encoding="utf-8")
    assert "Candidate" in outcome.paths[0].name
    assert "Analyst" in content
    assert not re.search(r"example|555 01|Secret|Spy|\bAda\b", re.sub(r"base64,[^\"]+", "", content))


def test_a_page_whose_template_drops_a_text_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "themes/mute"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: mute\ndescription: Planted.\nextends: base\n", encoding="utf-8")
    template = '{% extends "base/resume.html.j2" %}{% block sections %}{% endblock %}'
    (folder / "resume.html.j2").write_text(template, encoding="utf-8")
    source = b"basics: {name: Ada Example, summary: Hello there.}"
    outcome = build(Request(source, "resume.yaml", tmp_path, (Chosen("mute"),), ("html", "txt"), output=tmp_path))
    errors = [(item.code, item.message) for item in outcome.diagnostics.items]
    assert ("lost-text", '"Hello there." cannot be read back whole from the HTML page') in errors
    assert outcome.paths == []


def test_what_no_browser_shows_is_no_text_of_a_page() -> None:
    page = "<title>a</title><style>b</style><p>c<b>d</b>e<br>f</p><script>g</script><svg><title>h</title></svg><p>i"
    assert hypertext.of_html(page).split() == ["cde", "f", "i"]


def test_a_description_for_machines_says_who_it_is(tmp_path: Path) -> None:
    [path] = made(SOURCES["babariya"], tmp_path, "html").paths
    [data] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL
    )
    person = json.loads(data)
    assert (person["@context"], person["@type"], person["name"]) == ("https://schema.org", "Person", "Vidhi Babariya")
    assert person["sameAs"][1] == "https://github.com/Vid-02"
    assert person["worksFor"][0] == {
        "@type": "OrganizationRole",
        "worksFor": {"@type": "Organization", "name": "Handshake AI"},
        "roleName": "Computer Science Fellow",
        "startDate": "2025-09",
        "endDate": "2025-11",
    }
    assert "Apache Kafka" in person["knowsAbout"]


def test_markup_in_a_source_cannot_leave_the_description(tmp_path: Path) -> None:
    source = 'basics: {name: Ada Example, label: "</script><script>alert(1)</script>"}'
    [path] = made(source, tmp_path, "html").paths
    assert "<script>alert" not in path.read_text(encoding="utf-8")


def test_pictures_are_held_with_the_pdf_they_are_of(tmp_path: Path) -> None:
    [path] = made("basics: {name: Ada Example}", tmp_path, "png").paths
    with Image.open(BytesIO(path.read_bytes())) as picture:
        assert picture.format == "PNG"


def test_a_text_is_made_of_a_source_that_is_too_long_for_its_pages(tmp_path: Path) -> None:
    bullets = "".join(f"  - Bullet number {number} of a long list of them\n" for number in range(120))
    source = f"basics: {{name: Ada Example}}\npage: {{limit: 1}}\nwork:\n- name: Works\n  highlights:\n{bullets}"
    for path in made(source, tmp_path, "txt", "md", "json").paths:
        assert "Bullet number 119" in path.read_text(encoding="utf-8")
    outcome = build(Request(source.encode(), "resume.yaml", tmp_path, formats=("txt", "docx"), output=tmp_path))
    assert [item.code for item in outcome.diagnostics.items] == ["page-limit"]
