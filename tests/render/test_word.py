"""Opens Word documents with python-docx, a validator of ECMA-376 and LibreOffice, none of which made them."""

import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm
from openxml_audit import OpenXmlValidator
from PIL import Image

from resume.build.formats import MAKERS, Sheet
from resume.build.page import typeset
from resume.build.request import Request
from resume.build.road import build, make, read
from resume.diagnostics import Diagnostics
from resume.document.content import pages
from resume.document.word import text
from resume.fonts import package_folders
from resume.inspect import leaks, written
from resume.inspect.known import Known
from resume.inspect.proof import prove
from resume.inspect.tokens import tokens
from resume.model.values import text_area
from resume.tailor.tailor import WHOLE, tailor
from resume.themes.shelf import builtin_folder, named
from resume.view.page import Section, View
from resume.view.words import find

ROOT = Path(__file__).parents[2]
STRESS = ROOT / "src/resume/stress_cases"
HARD = sorted(STRESS.glob("*.yaml"))
"""Résumés that are hard to lay out."""

THEMES = sorted(path.parent.name for path in builtin_folder().glob("*/preview.png"))

HEBREW = """\
language: he
basics: {name: עדה כהן, label: מהנדסת תוכנה, email: ada@example.org, phone: +972 3 555 0142}
work:
- {position: ראש צוות, name: Acme, startDate: 2020-03, endDate: 2024-01, highlights: [בניתי שירות ב-Python ו-Go., צוות של 4 אנשים.]}
skills: [{name: שפות, keywords: [Python, Go, SQL]}]
"""  # noqa: E501, RUF001 - it is Hebrew
LISTS = """\
basics:
  name: Ada Example
  summary: |
    Before.

    3. three
    4. four
       - inner **bold _both_**

         goes on

    Between `code` and [a page](https://example.org/a?b=1&c=2).

    1. one
"""


SPACED = {"en": LISTS, "he": HEBREW}


@dataclass(frozen=True)
class Made:
    """A document, what it was made of, and what python-docx finds in it."""

    content: bytes
    known: Known
    size: str
    margin: str

    @property
    def opened(self) -> Any:
        return docx.Document(io.BytesIO(self.content))

    @property
    def view(self) -> View:
        return self.known.view

    def part(self, name: str) -> str:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(f"word/{name}.xml").decode()

    def styled(self, style: str) -> list[Any]:
        return [paragraph for paragraph in self.opened.paragraphs if paragraph.style.name == style]


def made(source: bytes | str, theme: str, folder: Path = ROOT, *settings: str) -> Made:
    """Make the document of a source in a theme; nothing but warnings may be said of it."""
    content = source if isinstance(source, bytes) else source.encode()
    diagnostics = Diagnostics()
    request = Request(content, "resume.yaml", folder, settings=settings)
    whole = read(request, diagnostics)
    tailored = tailor(whole, WHOLE, diagnostics) if whole else None
    assert tailored is not None
    spoken = find(tailored.loaded.resume.language or "en")
    assert spoken is not None
    page = typeset(named(theme), spoken, tailored.loaded, folder, diagnostics)
    assert page is not None
    known = Known(page.view, page.words, tailored.loaded.places)
    [(_, document)] = MAKERS["docx"](Sheet(page, None, tailored, known, request, Path("cv.docx")), diagnostics)
    assert not diagnostics.has_errors()
    return Made(document, known, page.size, page.margin)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Made]:
    """Give documents of several people, themes and scripts."""
    folder = tmp_path_factory.mktemp("photo")
    Image.new("RGB", (900, 1100), "grey").save(folder / "me.jpg")
    person = (ROOT / "src/resume/starter/resume.yaml").read_text(encoding="utf-8")
    pictured = re.sub(r"^basics:\n", "basics:\n  image: me.jpg\n", person, count=1, flags=re.MULTILINE)
    german = (ROOT / "tests/inspect/corpus/yamlresume-account-executive-de.yaml").read_bytes()
    return {
        "repository in classic": made((ROOT / "resume.yaml").read_bytes(), "classic"),
        "person in ats": made(person, "ats"),
        "person with a photo in sidebar": made(pictured, "sidebar", folder),
        "every section in europass": made((STRESS / "every-section.yaml").read_bytes(), "europass"),
        "band in executive": made(person, "executive"),
        "German in modern": made(german, "modern"),
        "Arabic in classic": made((STRESS / "right-to-left.yaml").read_bytes(), "classic"),
        "Hebrew in modern": made(HEBREW, "modern"),
        "Japanese in modern": made((STRESS / "cjk.yaml").read_bytes(), "modern"),
        "lists in modern": made(LISTS, "modern"),
    }


def sections(view: View) -> list[Section]:
    """Give the sections in the order of a document: contacts of a sidebar first, the rest of it last."""
    aside = sorted(view.aside, key=lambda section: section.kind != "contact")
    return [*aside[:1], *view.sections, *aside[1:]] if aside else [*view.sections]


def valid(content: bytes, folder: Path) -> list[str]:
    """Give what a validator of ECMA-376 says of a document."""
    path = folder / "cv.docx"
    path.write_bytes(content)
    return [error.description for error in OpenXmlValidator().validate(path).errors]


# That all is there, and readable.


def test_each_text_is_there_once_and_in_order(documents: Mapping[str, Made]) -> None:
    for name, document in documents.items():
        diagnostics = Diagnostics()
        read_by_other = "\n".join(paragraph.text for paragraph in document.opened.paragraphs)
        assert text(document.content) == read_by_other, name
        written.check("Word document", read_by_other, document.known, diagnostics)
        assert (name, diagnostics.items) == (name, [])


def test_nothing_else_is_said_but_labels_and_what_stands_between_texts(documents: Mapping[str, Made]) -> None:
    for name, document in documents.items():
        said = tokens(text(document.content))
        texts = [str(item) for item in chain.from_iterable(chain.from_iterable(document.known.streams))]
        for word_of in chain.from_iterable(map(tokens, texts)):
            said.remove(word_of)
        labels = {*chain.from_iterable(map(tokens, document.known.words.labels.values()))}
        left = {word_of for word_of in said if word_of.isalnum()} - labels
        assert (name, left) == (name, {*tokens(document.known.words.study)} & left)


def test_a_text_that_is_lost_or_moved_is_found(documents: Mapping[str, Made]) -> None:
    document = documents["person in ats"]
    bullets = [str(item) for item in document.view.sections[1].entries[0].highlights]
    faulty = {
        "lost-text": text(document.content).replace(bullets[1], ""),
        "text-order": text(document.content).replace(bullets[1], "").replace("Skills", f"{bullets[1]}\nSkills"),
    }
    for code, read_back in faulty.items():
        diagnostics = Diagnostics()
        written.check("Word document", read_back, document.known, diagnostics)
        assert [item.code for item in diagnostics.items] == [code]


@pytest.fixture(scope="module")
def converted(documents: Mapping[str, Made], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Give the text of the pages that LibreOffice makes of the documents, in one run, with the fonts of the themes."""
    folder = tmp_path_factory.mktemp("office")
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(document.content)
    fonts = "".join(f"<dir>{path}</dir>" for path in package_folders())
    (folder / "fonts.conf").write_text(f"<fontconfig>{fonts}<cachedir>{folder}</cachedir></fontconfig>")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    command += map(str, folder.glob("*.docx"))
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=surroundings)
    return {name: [page.text for page in pages((folder / f"{name}.pdf").read_bytes())] for name in documents}


def test_libreoffice_shows_every_text_in_order(
    documents: Mapping[str, Made], converted: Mapping[str, list[str]]
) -> None:
    """All that is allowed is that readers of PDFs misread Arabic, as they do in ours."""
    for name, read_back in converted.items():
        diagnostics = Diagnostics()
        known = documents[name].known
        prove(known.streams, read_back, known.places, diagnostics, known.words)
        misread = [item.code for item in diagnostics.items if item.code == "misread-script"]
        assert (name, [item.message for item in diagnostics.items[len(misread) :]]) == (name, [])
        assert not misread or name == "Arabic in classic"


@pytest.mark.wide
@pytest.mark.parametrize("number", range(len(HARD)), ids=[path.stem for path in HARD])
def test_what_is_hard_to_lay_out_is_there_in_every_theme(number: int, tmp_path: Path) -> None:
    """Each résumé in two themes, so that all of them have their turn."""
    themes = (THEMES[number % len(THEMES)], THEMES[(number + len(THEMES) // 2) % len(THEMES)])
    content = HARD[number].read_bytes()
    outcome = make(Request(content, "resume.yaml", ROOT, themes=tuple(map(named, themes)), formats=("docx",)))
    assert [item.message for item in outcome.diagnostics.items if item.severity == "error"] == []
    assert [valid(document, tmp_path) for document in outcome.made.values()] == [[], []]


# That it is built as Word builds documents.


def test_every_document_is_valid(documents: Mapping[str, Made], tmp_path: Path) -> None:
    for name, document in documents.items():
        assert (name, valid(document.content, tmp_path)) == (name, [])


@pytest.mark.parametrize(
    ("part", "told", "planted"),
    [
        ("word/document.xml", r"(<w:pStyle [^>]*>)(<w:spacing [^>]*>)", r"\2\1"),
        ("word/styles.xml", r"(<w:b [^>]*>)(<w:bCs [^>]*>)", r"\2\1"),
        ("word/document.xml", r"(<w:pgSz [^>]*>)(<w:pgMar [^>]*>)", r"\2\1"),
        ("word/document.xml", r'"Heading1"', '"Heading9"'),
        ("word/document.xml", r'r:id="link1"', 'r:id="link99"'),
    ],
)
def test_a_fault_in_its_markup_is_found(
    documents: Mapping[str, Made], tmp_path: Path, part: str, told: str, planted: str
) -> None:
    faulty = io.BytesIO()
    content = documents["person in ats"].content
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(faulty, "w") as archive:
        for name in whole.namelist():
            before = whole.read(name).decode()
            after = re.sub(told, planted, before, count=1) if name == part else before
            assert (after != before) == (name == part)
            archive.writestr(name, after)
    assert valid(faulty.getvalue(), tmp_path)


def test_headings_are_real_and_skip_no_level(documents: Mapping[str, Made]) -> None:
    for document in documents.values():
        styles = [paragraph.style.name for paragraph in document.opened.paragraphs]
        assert styles[0] == "Title"
        assert document.opened.paragraphs[0].text.strip("\u200e") == document.view.name
        assert [paragraph.text for paragraph in document.styled("Heading 1")] == [
            str(section.title) for section in sections(document.view)
        ]
        levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
        assert all(following <= level + 1 for level, following in zip([0, *levels], levels, strict=False))
    every = documents["every section in europass"]
    assert [paragraph.text.partition("\t")[0] for paragraph in every.styled("Heading 3")] == [
        "Head of Field Measurement",
        "Senior Hydrologist",
        "Hydrologist",
    ]
    for style, outline in (("Heading 1", "0"), ("Heading 2", "1"), ("Heading 3", "2")):
        properties = every.opened.styles[style].element.pPr
        assert properties.find(qn("w:outlineLvl")).get(qn("w:val")) == outline
        assert every.opened.styles[style].paragraph_format.keep_with_next


def test_a_date_stands_at_the_end_of_the_line_of_its_title(documents: Mapping[str, Made]) -> None:
    person, german = documents["band in executive"], documents["German in modern"]
    [tab] = german.opened.styles["Heading 2"].paragraph_format.tab_stops
    assert tab.alignment == WD_TAB_ALIGNMENT.RIGHT
    assert tab.position.mm == pytest.approx(text_area(german.size, german.margin)[0], abs=0.1)
    titles = [paragraph.text for paragraph in person.styled("Heading 2")]
    assert titles[0].endswith("\tMar\N{NO-BREAK SPACE}2022\N{NO-BREAK SPACE}\N{EN DASH}\N{NO-BREAK SPACE}Present")
    inline = [paragraph.text for paragraph in documents["person in ats"].styled("Heading 2")]
    assert inline[0].endswith(" · Mar\N{NO-BREAK SPACE}2022 \N{EN DASH} Present")


def numbered(document: Made, paragraph: Any) -> tuple[str, str, int]:
    """Resolve the list of a paragraph: the kind of its signs, its number to begin with, and its level."""
    own, styled = paragraph._p.pPr.numPr, paragraph.style.element.pPr.numPr  # noqa: SLF001
    listed = own if own is not None else styled
    numbering = document.opened.part.numbering_part.element
    number = numbering.num_having_numId(listed.numId.val)
    level = listed.ilvl.val
    [definition] = numbering.xpath(
        f"w:abstractNum[@w:abstractNumId='{number.abstractNumId.val}']/w:lvl[@w:ilvl='{level}']"
    )
    started = number.xpath(f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride/@w:val")
    kind = definition.find(qn("w:numFmt")).get(qn("w:val"))
    return kind, [*started, definition.find(qn("w:start")).get(qn("w:val"))][0], level


def test_lists_are_words_own(documents: Mapping[str, Made]) -> None:
    person = documents["person in ats"]
    bullets = person.styled("List Bullet")
    assert [paragraph.text for paragraph in bullets[:3]] == [*map(str, person.view.sections[1].entries[0].highlights)]
    assert {numbered(person, paragraph) for paragraph in bullets} == {("bullet", "1", 0)}
    lists = documents["lists in modern"]
    found = [(p.text, p.style.name) for p in lists.opened.paragraphs if p.style.name.startswith("List")]
    assert found == [
        ("three", "List Number"),
        ("four", "List Number"),
        ("inner bold both", "List Bullet 2"),
        ("goes on", "List Continue 2"),
        ("one", "List Number"),
    ]
    ordered = lists.styled("List Number")
    assert [numbered(lists, paragraph) for paragraph in ordered] == [("decimal", start, 0) for start in "331"]
    assert [numbered(lists, paragraph) for paragraph in lists.styled("List Bullet 2")] == [("bullet", "1", 1)]


def test_marks_are_styles_of_characters(documents: Mapping[str, Made]) -> None:
    lists = documents["lists in modern"]
    [inner] = lists.styled("List Bullet 2")
    assert [(run.text, run.style.name, run.italic) for run in inner.runs] == [
        ("inner ", "Default Paragraph Font", None),
        ("bold ", "Strong", None),
        ("both", "Strong", True),
    ]
    assert lists.opened.styles["Strong"].font.bold
    person = documents["band in executive"]
    assert [run.style.name for run in person.styled("Heading 2")[0].runs if run.text.strip(" ,·\t")] == [
        "Entry Title",
        "Organization",
        "Location",
        "Entry Date",
    ]
    assert not person.opened.styles["Heading 2"].font.bold  # or Word makes a bold title in it plain
    assert person.opened.styles["Entry Title"].font.bold


def test_links_are_hyperlinks_with_their_addresses(documents: Mapping[str, Made]) -> None:
    lists = documents["lists in modern"]
    links = [link for paragraph in lists.opened.paragraphs for link in paragraph.hyperlinks]
    assert [(link.text, link.address) for link in links] == [
        ("a page", "https://example.org/a?b=1&c=2"),
        ("example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
    ]
    for document in documents.values():
        opened = document.opened.paragraphs
        linked = {(link.text, link.address) for paragraph in opened for link in paragraph.hyperlinks}
        contacts = chain(document.view.head.contacts, *(section.contacts for section in document.view.aside))
        wanted = {(run.text, run.href) for contact in contacts for run in contact.text.runs if run.href}
        assert wanted <= linked
        styles = {run.style.name for paragraph in opened for link in paragraph.hyperlinks for run in link.runs}
        assert styles <= {"Hyperlink"}


# That it says what it is, and looks like its theme.


def test_a_document_says_what_it_is(documents: Mapping[str, Made]) -> None:
    for document in documents.values():
        said, view = document.opened.core_properties, document.view
        assert (said.title, said.author, said.language) == (view.title, view.name, view.language)
        assert (said.subject, said.keywords) == (str(view.head.label or ""), ", ".join(view.keywords))
        assert (said.created, said.modified) == (None, None)


def language(document: Made) -> dict[str, str]:
    [found] = document.opened.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    return {key.partition("}")[2]: value for key, value in found.items()}


def test_a_document_has_its_language_and_direction(documents: Mapping[str, Made]) -> None:
    assert language(documents["German in modern"])["val"] == "de-DE"
    assert language(documents["Japanese in modern"]) == {"val": "ja-JP", "eastAsia": "ja-JP", "bidi": "ar-SA"}
    assert language(documents["Arabic in classic"]) == {"val": "en-US", "eastAsia": "en-US", "bidi": "ar-SA"}
    assert language(documents["Hebrew in modern"])["bidi"] == "he-IL"
    for name, document in documents.items():
        turned = document.opened.styles.element.xpath("w:style[@w:styleId='Normal']/w:pPr/w:bidi")
        page = document.opened.element.body.xpath("w:sectPr/w:bidi")
        assert bool(turned) == bool(page) == name.startswith(("Arabic", "Hebrew"))


def test_runs_turn_where_their_script_does(documents: Mapping[str, Made]) -> None:
    [first, _] = documents["Hebrew in modern"].styled("List Bullet")
    pieces = [(run.text, run.font.rtl) for run in first.runs]
    assert "".join(piece for piece, _ in pieces) == first.text
    for piece, rtl in pieces:
        assert {unicodedata.bidirectional(c) for c in piece} & {"L", "R"} <= {"R" if rtl else "L"}
    assert [piece.strip() for piece, rtl in pieces if not rtl] == ["Python", "Go"]
    title = documents["Hebrew in modern"].styled("Heading 2")[0].runs[0]
    assert (title.style.name, title.font.rtl) == ("Entry Title", True)


def test_what_reads_from_left_to_right_is_held_together_on_a_line_that_does_not(documents: Mapping[str, Made]) -> None:
    contacts = documents["Hebrew in modern"].styled("Contact")[0].text
    assert contacts == "ada@example.org\u200f · \u200f\u200e+972 3 555 0142\u200e"


def test_the_page_is_that_of_the_source(documents: Mapping[str, Made]) -> None:
    page = documents["repository in classic"].opened.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((215.9, 279.4), abs=0.05)
    assert (page.left_margin.mm, page.top_margin.mm) == pytest.approx((19, 16), abs=0.05)
    assert page.different_first_page_header_footer
    assert page.footer.paragraphs[0].text.startswith("Vidhi Babariya · ")
    wide = made(LISTS, "modern", ROOT, "page.size=a5 landscape").opened.sections[0]
    assert (wide.page_width, wide.page_height) == pytest.approx((Mm(210), Mm(148)), abs=Mm(0.05))
    assert wide.orientation == 1
    assert not documents["person in ats"].opened.sections[0].different_first_page_header_footer


def colour(document: Made, style: str) -> str:
    return str(document.opened.styles[style].font.color.rgb).lower()


def test_styles_have_the_looks_of_the_theme() -> None:
    chosen = ("theme.accent=#8c1d40", "theme.size=11pt", "theme.density=2")
    document = made(LISTS, "modern", ROOT, *chosen)
    styles = document.opened.styles
    assert colour(document, "Title") == colour(document, "Heading 1") == "8c1d40"
    assert (styles["Normal"].font.name, styles["Normal"].font.size.pt) == ("Source Sans 3", 11)
    assert styles["Title"].font.bold
    assert styles["Heading 1"].paragraph_format.space_before.pt == pytest.approx(2 * 4 * 2.4, abs=0.1)
    assert '<w:font w:name="Source Sans 3"><w:altName w:val="Calibri"/>' in document.part("fontTable")
    assert '<a:accent1><a:srgbClr val="8C1D40"/></a:accent1>' in document.part("theme")
    classic = made(LISTS, "classic")
    assert classic.opened.styles["Title"].paragraph_format.alignment == 1
    assert classic.opened.styles["Heading 1"].element.xpath("w:pPr/w:pBdr/w:bottom")
    assert made(LISTS, "ats").opened.styles["Heading 1"].font.all_caps


def test_letters_that_are_joined_stay_so() -> None:
    spaced = {tag: "w:spacing w:val=" in made(source, "sidebar").part("styles") for tag, source in SPACED.items()}
    assert spaced == {"en": True, "he": False}


def test_white_text_keeps_its_ground(documents: Mapping[str, Made]) -> None:
    document = documents["band in executive"]
    for style in ("Title", "Subtitle", "Contact"):
        [ground] = document.opened.styles[style].element.xpath("w:pPr/w:shd/@w:fill")
        assert (colour(document, style), ground.lower()) == ("ffffff", "1d4e6b")


def test_a_photo_has_words_for_those_who_do_not_see_it(documents: Mapping[str, Made]) -> None:
    document = documents["person with a photo in sidebar"].opened
    [drawing] = document.element.body.xpath(".//wp:anchor")
    assert drawing.xpath("wp:docPr/@descr") == ["Photo of Ada Example"]
    assert [int(length) for length in drawing.xpath("wp:extent/@cx")] == [Mm(34)]
    [image] = [part for part in document.part.package.iter_parts() if part.content_type == "image/jpeg"]
    assert Image.open(io.BytesIO(image.blob)).format == "JPEG"


def test_the_layout_is_one_column_without_tables_or_boxes(documents: Mapping[str, Made]) -> None:
    for document in documents.values():
        assert not document.opened.tables
        assert not re.search("w:(txbxContent|framePr|cols|pict)", document.part("document"))


def test_two_runs_give_the_same_bytes(documents: Mapping[str, Made]) -> None:
    again = made((STRESS / "every-section.yaml").read_bytes(), "europass")
    assert again.content == documents["every section in europass"].content
    with zipfile.ZipFile(io.BytesIO(again.content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# That a build makes it.


def test_a_build_makes_it_beside_the_others(tmp_path: Path) -> None:
    outcome = build(Request(LISTS.encode(), "resume.yaml", tmp_path, formats=("docx", "html"), output=tmp_path))
    assert {path.name for path in outcome.paths} == {"Ada-Example-Resume.docx", "Ada-Example-Resume.html"}
    assert outcome.diagnostics.items == []


def test_the_ending_of_the_output_chooses_it(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text(LISTS, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("resume")), "build", "-o", "cv.docx"]
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (process.stdout, process.stderr) == ("cv.docx\n", "")
    assert docx.Document(str(tmp_path / "cv.docx")).paragraphs[0].text == "Ada Example"


def test_what_is_redacted_is_in_no_part_of_it(tmp_path: Path) -> None:
    person = (ROOT / "src/resume/starter/resume.yaml").read_bytes()
    request = Request(person, "resume.yaml", tmp_path, formats=("docx",), check=False)
    choice = replace(WHOLE, redact=("contact", "names"))
    assert not make(replace(request, choice=choice)).diagnostics.has_errors()
    diagnostics = Diagnostics()
    whole = read(request, diagnostics)
    redacted = tailor(whole, choice, diagnostics) if whole else None
    assert redacted is not None
    for path, content in make(request).made.items():
        leaks.check(redacted.secrets, str(path), content, diagnostics)
    assert {item.code for item in diagnostics.items} == {"redacted-text"}


@pytest.mark.parametrize(
    "css", ["h1 { width: calc(50% + 2px); margin-top: calc(50% + 2px) }", "h1 { color: light-dark(red, blue) }"]
)
def test_a_theme_of_ones_own_makes_one_too(tmp_path: Path, css: str) -> None:
    theme = tmp_path / "themes/odd"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: odd\ndescription: Odd.\nextends: modern\n")
    (theme / "style.css").write_text(css)
    outcome = make(Request(LISTS.encode(), "resume.yaml", tmp_path, themes=(named("odd"),), formats=("docx",)))
    assert outcome.made
    assert outcome.diagnostics.items == []
