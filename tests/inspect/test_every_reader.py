"""The résumé of this repository, read back from each theme by readers of every family."""

import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdf
import pytest
import yaml
from pdfminer.high_level import extract_text

from resume.build import Request, build
from resume.themes.shelf import Chosen

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "resume.yaml").read_text(encoding="utf-8")
THEMES = ("classic", "modern", "compact")
PAGES = (
    "size: letter",
    "size: a4",
    "size: letter\n  margin: 12mm",
    "size: a4\n  margin: 16mm 19mm",
    "size: letter\n  margin: 25mm",
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def pdftotext(*options: str) -> Callable[[bytes], str]:
    def read(pdf: bytes) -> str:
        command = ["pdftotext", *options, "-", "-"]
        return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()

    return read


READERS: dict[str, Callable[[bytes], str]] = {
    "pypdf": lambda pdf: "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages),
    "pdfminer": lambda pdf: extract_text(BytesIO(pdf)),
    "pdftotext": pdftotext(),
    "pdftotext -raw": pdftotext("-raw"),
    "pymupdf": lambda pdf: "\n".join(page.get_text() for page in pymupdf.open(stream=pdf)),
}
IN_ORDER = ("pypdf", "pdftotext", "pymupdf")


@pytest.fixture(scope="module")
def pdf_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], bytes]:
    """Give the PDF of a theme on a page, each built once."""
    made: dict[tuple[str, str], bytes] = {}

    def pdf(theme: str, page: str) -> bytes:
        if (theme, page) not in made:
            folder = tmp_path_factory.mktemp(theme)
            source = SOURCE.replace("size: letter", page).encode()
            outcome = build(Request(source, "resume.yaml", folder, (Chosen(theme),), output=folder))
            assert outcome.diagnostics.items == []
            made[theme, page] = outcome.paths[0].read_bytes()
        return made[theme, page]

    return pdf


def squeeze(text: str) -> str:
    """Take away what readers differ in: white space, and the marks that choose how emoji look."""
    return re.sub(r"[\s\N{VARIATION SELECTOR-16}]", "", unicodedata.normalize("NFC", text))


def month(date: str) -> str:
    year, number = date.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def strings(cv: dict[str, Any]) -> Iterator[str]:
    """Give every text of the résumé in the order of its sections, its marks taken away."""
    basics = cv["basics"]
    yield from (basics["name"], basics["label"], basics["tagline"], basics["email"])
    for profile in basics["profiles"]:
        yield profile["url"].removeprefix("https://").removeprefix("www.")
    for choice in cv["sections"]:
        ((section, heading),) = choice.items() if isinstance(choice, dict) else ((choice, None),)
        yield heading or cv["custom"][section]["title"]
        yield from content(cv, section)


def content(cv: dict[str, Any], section: str) -> Iterator[str]:
    if section == "summary":
        yield from cv["basics"]["summary"].strip().split("\n\n")
    for item in cv.get(section, ()) if section not in cv["custom"] else cv["custom"][section]["items"]:
        if isinstance(item, str):
            yield item
            continue
        titles = ("position", "name") if section == "work" else ("name", "studyType", "area", "institution")
        yield from (item[key] for key in (*titles, "description") if key in item)
        if "startDate" in item:
            yield f"{month(item['startDate'])} \N{EN DASH} {month(item['endDate'])}"
        yield from item.get("keywords", ())
        yield from (item[key] for key in ("summary",) if key in item)
        yield from item.get("highlights", ())


AS_TEXT = yaml.load(SOURCE, Loader=yaml.BaseLoader)  # noqa: S506 - it makes text of every scalar, and no objects
EXPECTED = [squeeze(text.replace("**", "")) for text in strings(AS_TEXT)]


def nothing(readers: Iterable[str]) -> dict[str, list[str]]:
    return {name: [] for name in readers}


def lost(text: str) -> list[str]:
    return [expected for expected in EXPECTED if expected not in text]


def out_of_order(text: str) -> list[str]:
    at, wrong = 0, []
    for expected in EXPECTED:
        found = text.find(expected, at)
        if found < 0:
            wrong.append(expected)
        else:
            at = found + len(expected)
    return wrong


def without_feet(text: str) -> str:
    """Take away the name and number at the foot of later pages."""
    return re.sub(r"VidhiBabariya·\d", "", text)


def test_the_expected_strings_are_all_of_them() -> None:
    assert len(EXPECTED) > 110
    assert squeeze("Sep 2025 \N{EN DASH} Nov 2025") in EXPECTED
    assert squeeze("2\N{MULTIPLICATION SIGN} throughput") in "".join(EXPECTED)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_reader_finds_every_string(pdf_of: Callable[[str, str], bytes], theme: str, page: str) -> None:
    pdf = pdf_of(theme, page)
    assert {name: lost(without_feet(squeeze(read(pdf)))) for name, read in READERS.items()} == nothing(READERS)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_readers_find_the_strings_in_the_order_of_the_source(
    pdf_of: Callable[[str, str], bytes], theme: str, page: str
) -> None:
    """A date stands between its title and its first bullet in that order."""
    pdf = pdf_of(theme, page)
    found = {name: out_of_order(without_feet(squeeze(READERS[name](pdf)))) for name in IN_ORDER}
    assert found == nothing(IN_ORDER)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_a_date_stands_in_the_line_of_its_title(pdf_of: Callable[[str, str], bytes], theme: str, page: str) -> None:
    lines = READERS["pdftotext"](pdf_of(theme, page)).splitlines()
    titles = {line.partition(" . .")[0]: line.rpartition(". ")[2] for line in lines if " . . ." in line}
    assert titles == {
        f"{job['position']}, {job['name']}": f"{month(job['startDate'])} \N{EN DASH} {month(job['endDate'])}"
        for job in AS_TEXT["work"]
    }


@pytest.mark.parametrize("theme", THEMES)
def test_no_reader_finds_code_points_that_mean_nothing(pdf_of: Callable[[str, str], bytes], theme: str) -> None:
    """Private use, ligatures, replacement characters, controls, and pdfminer's mark of a lost glyph."""
    strange = re.compile("[\ue000-\uf8ff\ufb00-\ufb06\ufffd\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]|\\(cid:")
    pdf = pdf_of(theme, "size: letter")
    assert {name: strange.findall(read(pdf)) for name, read in READERS.items()} == nothing(READERS)


@pytest.mark.parametrize("theme", THEMES)
def test_the_name_is_alone_on_the_first_line(pdf_of: Callable[[str, str], bytes], theme: str) -> None:
    pdf = pdf_of(theme, "size: letter")
    assert {name: read(pdf).strip().splitlines()[0].strip() for name, read in READERS.items()} == dict.fromkeys(
        READERS, "Vidhi Babariya"
    )


@pytest.mark.parametrize("head", ["label: Engineer", "tagline: Builds.", "email: ada@example.org", "phone: '0123'"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_name_is_a_line_of_its_own_whatever_comes_next(tmp_path: Path, theme: str, head: str) -> None:
    """However densely it is set: a reader that takes two lines for one makes one word of their ends."""
    options = f"{{name: {theme}, leading: 1, rhythm: 1pt}}"
    source = f"basics: {{name: Ada Example, {head}, summary: Hello there.}}\ntheme: {options}\n"
    outcome = build(Request(source.encode(), "resume.yaml", tmp_path, output=tmp_path))
    assert outcome.diagnostics.items == []
    pdf = outcome.paths[0].read_bytes()
    lines = {name: [line.strip() for line in read(pdf).splitlines()] for name, read in READERS.items()}
    assert [name for name in READERS if "Ada Example" not in lines[name]] == []


def test_compact_puts_this_resume_on_one_page(pdf_of: Callable[[str, str], bytes]) -> None:
    for page in ("size: letter", "size: a4"):
        assert len(pypdf.PdfReader(BytesIO(pdf_of("compact", page))).pages) == 1


# --- what a theme can do wrong ---------------------------------------------------------------------------------------

FAULTS = {
    "floated-date": ".date { float: right } .dates-right .date::before { content: none }",
    "absolute-date": ".date { position: absolute; right: 0 } .dates-right .date::before { content: none }",
    "letter-spaced-heading": "h2 { letter-spacing: .3em }",
    "hidden-contacts": ".contacts { display: none }",
}


def planted(folder: Path, css: str, template: str = "", extends: str = "classic") -> Chosen:
    """Make a theme with a fault."""
    theme = folder / "planted"
    theme.mkdir()
    (theme / "theme.yaml").write_text(f"name: planted\ndescription: has a fault\nextends: {extends}\n")
    (theme / "style.css").write_text(css)
    if template:
        (theme / "resume.html.j2").write_text(template)
    return Chosen(str(theme), by_path=True)


def found(folder: Path, theme: Chosen) -> list[tuple[str, str]]:
    """Build with the theme: the codes reported, each with the line of resume.yaml that it points at."""
    outcome = build(Request(SOURCE.encode(), "resume.yaml", folder, (theme,), output=folder))
    assert not outcome.paths
    lines = SOURCE.splitlines()
    return [
        (item.code, lines[item.span.line - 1].strip() if item.span else "") for item in outcome.diagnostics.in_order()
    ]


@pytest.mark.parametrize("fault", ["floated-date", "absolute-date"])
def test_a_date_out_of_its_line_is_noticed(tmp_path: Path, fault: str) -> None:
    items = found(tmp_path, planted(tmp_path, FAULTS[fault]))
    assert ("text-order", "startDate: 2024-02") in items
    assert {code for code, _ in items} == {"text-order"}


def test_a_letter_spaced_heading_is_noticed(tmp_path: Path) -> None:
    assert ("lost-text", "- work: Professional Experience") in found(
        tmp_path, planted(tmp_path, FAULTS["letter-spaced-heading"])
    )


def test_hidden_contacts_are_noticed(tmp_path: Path) -> None:
    assert found(tmp_path, planted(tmp_path, FAULTS["hidden-contacts"])) == [
        ("lost-text", "email: vbabariy@stevens.edu"),
        ("lost-text", "url: https://www.linkedin.com/in/vidhi-babariya-1b7210210"),
        ("lost-text", "url: https://github.com/Vid-02"),
    ]


def test_a_section_that_a_template_leaves_out_is_noticed(tmp_path: Path) -> None:
    template = """{% extends "base/resume.html.j2" %}{% block sections %}{% endblock %}"""
    items = found(tmp_path, planted(tmp_path, "", template))
    assert ("lost-text", "- studyType: MS") in items
    assert ("lost-text", "- summary: About Me") in items


HIDDEN = {
    ".organization { display: none }": ["institution: Stevens Institute of Technology", "name: Handshake AI"],
    ".date { visibility: hidden }": ["startDate: 2025-09", "startDate: 2024-02", "startDate: 2023-11"],
    ".prose { display: none }": ["summary: |"],
    ".label { text-transform: uppercase }": [
        "label: Software Engineer - Backend, Distributed Systems & ML Infrastructure"
    ],
    ".prose { hyphens: auto; text-align: justify }": ["summary: |"],
}


@pytest.mark.parametrize("css", HIDDEN)
def test_what_a_theme_hides_or_changes_is_noticed_at_its_line(tmp_path: Path, css: str) -> None:
    items = found(tmp_path, planted(tmp_path, css))
    assert {code for code, _ in items} == {"lost-text"}
    assert {*HIDDEN[css]} <= {line for _, line in items}


def test_a_heading_in_capitals_is_no_fault(tmp_path: Path) -> None:
    theme = planted(tmp_path, "h2 { text-transform: uppercase; letter-spacing: .04em }")
    outcome = build(Request(SOURCE.encode(), "resume.yaml", tmp_path, (theme,), output=tmp_path))
    assert outcome.diagnostics.items == []
    assert {name: "ABOUTME" in squeeze(read(outcome.paths[0].read_bytes())) for name, read in READERS.items()} == (
        dict.fromkeys(READERS, True)
    )


def test_a_glyph_that_only_the_theme_wants_is_noticed(tmp_path: Path) -> None:
    items = found(tmp_path, planted(tmp_path, 'h2::before { content: "\\16A0" }'))
    assert {code for code, _ in items} == {"missing-glyph"}


def test_an_outside_marker_breaks_the_order_for_readers_in_stream_order(tmp_path: Path) -> None:
    css = "ul { list-style: disc outside; padding-left: 1.2em } li { padding: 0; text-indent: 0 }"
    css += "li::before { content: none }"
    theme = planted(tmp_path, css)
    outcome = build(Request(SOURCE.encode(), "resume.yaml", tmp_path, (theme,), output=tmp_path, check=False))
    text = READERS["pypdf"](outcome.paths[0].read_bytes())
    assert "• Designed" not in " ".join(text.split())
