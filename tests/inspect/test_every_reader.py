"""The résumé of this repository, read back from each theme by readers of every family."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from resume.build.request import Request
from resume.build.road import build
from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.themes import load as themes
from resume.themes.load import Theme, Wishes
from resume.themes.shelf import Chosen, builtin_names

pytestmark = pytest.mark.wide

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "resume.yaml").read_text(encoding="utf-8")
PAGES = (
    "size: letter",
    "size: a4",
    "size: letter\n  margin: 12mm",
    "size: a4\n  margin: 16mm 19mm",
    "size: letter\n  margin: 25mm",
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHORT_DATES = ("theme.date-style=short",)

Readers = Mapping[str, Callable[[bytes], str]]


@cache
def theme_of(name: str) -> Theme:
    loaded = themes.load(Chosen(name), ROOT, Wishes({}, Places({}, {})), Diagnostics())
    assert loaded is not None
    return loaded


def columns(theme: str) -> int:
    """Count the columns of a theme's text: a sidebar is one, so are dates or headings at the side, skills in a grid."""
    at_the_side = theme_of(theme).sections("sidebar") or theme_of(theme).options["dates"] == "left"
    return 2 if at_the_side or theme in {"swiss", "technical"} else 1


@pytest.fixture(scope="module")
def pdf_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], bytes]:
    """Give the PDF of a theme on a page, each built once."""
    made: dict[tuple[str, str], bytes] = {}

    def pdf(theme: str, page: str) -> bytes:
        if (theme, page) not in made:
            folder = tmp_path_factory.mktemp(theme)
            source = SOURCE.replace("size: letter", page).encode()
            request = Request(source, "resume.yaml", folder, (Chosen(theme),), output=folder, settings=SHORT_DATES)
            outcome = build(request)
            assert [item for item in outcome.diagnostics.items if item.code != "page-fill"] == []
            made[theme, page] = outcome.paths[0].read_bytes()
        return made[theme, page]

    return pdf


def squeeze(text: str) -> str:
    """Take away what readers and themes differ in: white space, capitals, and the marks that choose how emoji look."""
    return re.sub(r"[\s\N{VARIATION SELECTOR-16}]", "", unicodedata.normalize("NFC", text)).casefold()


def month(date: str) -> str:
    year, number = date.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def streams(cv: dict[str, Any], theme: Theme) -> Iterator[list[str]]:
    """Give every text of the résumé, its marks taken away, in the order of the sections: of the page, of a sidebar."""
    chosen = [choice if isinstance(choice, dict) else {choice: None} for choice in cv["sections"]]
    headings = {section: heading for choice in chosen for section, heading in choice.items()}
    first, aside = theme.sections("first"), theme.sections("sidebar")
    basics = cv["basics"]
    head = [basics["name"], basics["label"], basics["tagline"]]
    contacts = [basics["email"], *(re.sub(r"https://(www\.)?", "", profile["url"]) for profile in basics["profiles"])]
    body = [section for section in headings if section not in (*first, *aside)]
    for title, sections in (
        (head if "contact" in aside else [*head, *contacts], [*first, *body]),
        (contacts if "contact" in aside else [], [section for section in aside if section in headings]),
    ):
        texts = [*title]
        for section in sections:
            if section in headings:
                texts.append(headings[section] or cv["custom"][section]["title"])
                texts += content(cv, section, date_first=theme.options["dates"] == "left")
        yield [squeeze(text.replace("**", "")) for text in texts]


def content(cv: dict[str, Any], section: str, *, date_first: bool) -> Iterator[str]:
    if section == "summary":
        yield from cv["basics"]["summary"].strip().split("\n\n")
    for item in cv.get(section, ()) if section not in cv["custom"] else cv["custom"][section]["items"]:
        if isinstance(item, str):
            yield item
            continue
        keys = ("position", "name") if section == "work" else ("name", "studyType", "area", "institution")
        titles = [item[key] for key in (*keys, "description") if key in item]
        dates = [f"{month(item['startDate'])} \N{EN DASH} {month(item['endDate'])}"] if "startDate" in item else []
        yield from [*dates, *titles] if date_first else [*titles, *dates]
        yield from item.get("keywords", ())
        yield from (item[key] for key in ("summary",) if key in item)
        yield from item.get("highlights", ())


def untagged(value: Any) -> Any:
    """Give the data of a source without its tags, as it would be written if it had none."""
    if isinstance(value, list):
        return [untagged(item) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {key: untagged(item) for key, item in value.items() if key != "tags"}
    if "tags" in value and "text" in value:
        return inner["text"]
    return {inner["id"]: inner["title"]} if "tags" in value and "id" in value else inner


AS_TEXT = untagged(yaml.load(SOURCE, Loader=yaml.BaseLoader))  # noqa: S506 - it makes text of every scalar, and no objects


def nothing(readers: Iterable[str]) -> dict[str, list[str]]:
    return {name: [] for name in readers}


def out_of_order(expected: list[str], text: str) -> list[str]:
    at, wrong = 0, []
    for one in expected:
        found = text.find(one, at)
        if found < 0:
            wrong.append(one)
        else:
            at = found + len(one)
    return wrong


def without_feet(text: str) -> str:
    """Take away the name and number of later pages."""
    return re.sub(r"^\s*Vidhi Babariya · \d\s*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("theme", builtin_names())
def test_the_expected_strings_are_all_of_them(theme: str) -> None:
    expected = [text for stream in streams(AS_TEXT, theme_of(theme)) for text in stream]
    assert len(expected) > 110
    assert squeeze("Sep 2025 \N{EN DASH} Nov 2025") in expected
    assert squeeze("2\N{MULTIPLICATION SIGN} throughput") in "".join(expected)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", builtin_names())
def test_every_reader_finds_every_string(
    pdf_of: Callable[[str, str], bytes], theme: str, page: str, readers: Readers
) -> None:
    pdf = pdf_of(theme, page)
    expected = [text for stream in streams(AS_TEXT, theme_of(theme)) for text in stream]
    texts = {name: squeeze(without_feet(read(pdf))) for name, read in readers.items()}
    assert {name: [one for one in expected if one not in text] for name, text in texts.items()} == nothing(readers)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", builtin_names())
def test_readers_find_the_strings_in_the_order_of_the_source(
    pdf_of: Callable[[str, str], bytes], theme: str, page: str, readers: Readers
) -> None:
    """A date stands between its title and its first bullet, or before the title in a column of its own."""
    pdf = pdf_of(theme, page)
    in_order = ("pypdf", "pymupdf", *(["pdftotext"] if columns(theme) == 1 else []))
    texts = {name: squeeze(without_feet(readers[name](pdf))) for name in in_order}
    for expected in streams(AS_TEXT, theme_of(theme)):
        assert {name: out_of_order(expected, text) for name, text in texts.items()} == nothing(in_order)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", [theme for theme in builtin_names() if columns(theme) == 1])
def test_a_date_stands_in_the_line_of_its_title(
    pdf_of: Callable[[str, str], bytes], theme: str, page: str, readers: Readers
) -> None:
    lines = readers["pdftotext"](pdf_of(theme, page)).splitlines()
    for job in AS_TEXT["work"]:
        [line] = [line for line in lines if f"{job['position']}, {job['name']}" in line]
        assert month(job["startDate"]) in line.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("theme", builtin_names())
def test_no_reader_finds_code_points_that_mean_nothing(
    pdf_of: Callable[[str, str], bytes], theme: str, readers: Readers
) -> None:
    """Private use, ligatures, replacement characters, controls, and pdfminer's mark of a lost glyph."""
    strange = re.compile("[\ue000-\uf8ff\ufb00-\ufb06\ufffd\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]|\\(cid:")
    pdf = pdf_of(theme, "size: letter")
    assert {name: strange.findall(read(pdf)) for name, read in readers.items()} == nothing(readers)


@pytest.mark.parametrize("theme", builtin_names())
def test_the_name_is_alone_on_the_first_line(pdf_of: Callable[[str, str], bytes], theme: str, readers: Readers) -> None:
    """Of two columns pdfminer gives the one first that ends higher up."""
    pdf = pdf_of(theme, "size: letter")
    some = [name for name in readers if name != "pdfminer" or columns(theme) == 1]
    lines = {name: readers[name](pdf).strip().splitlines()[0].strip() for name in some}
    assert lines == dict.fromkeys(some, "Vidhi Babariya")


@pytest.mark.parametrize("head", ["label: Engineer", "tagline: Builds.", "email: ada@example.org", "phone: '0123'"])
@pytest.mark.parametrize("theme", builtin_names())
def test_the_name_is_a_line_of_its_own_whatever_comes_next(
    tmp_path: Path, theme: str, head: str, readers: Readers
) -> None:
    """However densely it is set: a reader that takes two lines for one makes one word of their ends."""
    options = f"{{name: {theme}, leading: 1, density: 0.25}}"
    source = f"basics: {{name: Ada Example, {head}, summary: Hello there.}}\ntheme: {options}\n"
    outcome = build(Request(source.encode(), "resume.yaml", tmp_path, output=tmp_path))
    assert outcome.diagnostics.items == []
    pdf = outcome.paths[0].read_bytes()
    lines = {name: [line.strip() for line in read(pdf).splitlines()] for name, read in readers.items()}
    assert [name for name in readers if "Ada Example" not in lines[name]] == []


def test_compact_puts_this_resume_on_one_page(pdf_of: Callable[[str, str], bytes]) -> None:
    for page in ("size: letter", "size: a4"):
        assert len(pypdf.PdfReader(BytesIO(pdf_of("compact", page))).pages) == 1
