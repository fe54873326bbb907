"""Fits résumés to a number of pages, and looks at what came of them in the PDFs."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from pypdf import PdfReader

from resume.build.request import Outcome, Printed, Request
from resume.build.road import make
from resume.build.search import LAYOUTS
from resume.diagnostics import Diagnostic, Diagnostics
from resume.inspect.proof import missing
from resume.model.values import four_sides, millimetres
from resume.themes.catalogue import unchanged
from resume.themes.load import Theme
from resume.themes.shelf import Chosen, builtin_names
from resume.view.page import Text

pytestmark = pytest.mark.wide

ROOT = Path(__file__).parents[1]
SOURCE = (ROOT / "resume.yaml").read_bytes()
THEMES = builtin_names()

POINTS = 72 / 25.4
"""Points in a millimetre."""

LETTER = ("page.size=letter", "page.limit=1")
SHORT = b"""\
basics: {name: Ada Example, label: Engineer, email: ada@example.org, summary: She builds what lasts.}
work:
  - position: Engineer
    name: Northwind
    startDate: 2021
    highlights: [Built the first one, Ran the second one, Sold the third one]
  - {position: Clerk, name: Southwind, startDate: 2019, endDate: 2021, highlights: [Counted]}
skills:
  - {name: Tools, keywords: [Hammer, Saw, Plane]}
"""


def request(source: bytes, theme: str | Path, *settings: str, trim: bool = False, folder: Path = ROOT) -> Request:
    chosen = Chosen(str(theme), by_path=isinstance(theme, Path))
    return Request(source, "resume.yaml", folder, (chosen,), settings=settings, trim=trim)


def printed(outcome: Outcome) -> Printed:
    [only] = outcome.printed.values()
    return only


@cache
def trimmed(theme: str) -> Outcome:
    return make(request(SOURCE, theme, *LETTER, trim=True))


@cache
def plain(theme: str) -> Printed:
    return printed(make(request(SOURCE, theme, "page.size=letter")))


def pages(outcome: Outcome) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(printed(outcome).pdf)).pages]


def texts(of: Printed) -> list[Text]:
    return [*chain.from_iterable(chain.from_iterable(of.known.streams))]


def loaded(name: str) -> Theme:
    theme = unchanged(Chosen(name), ROOT, Diagnostics())
    assert theme is not None
    return theme


def spans(page: Any) -> list[dict[str, Any]]:
    """Give the pieces of text of a page, each with its size, its box and where its baseline begins."""
    lines = chain.from_iterable(block.get("lines", ()) for block in page.get_text("dict")["blocks"])
    return [span for line in lines for span in line["spans"] if span["text"].strip()]


def body_size(outcome: Outcome) -> float:
    """Give the size that most letters of a PDF are set in."""
    sizes: Counter[float] = Counter()
    with pymupdf.open(stream=printed(outcome).pdf) as document:
        for span in chain.from_iterable(map(spans, document)):
            sizes[round(span["size"], 2)] += sum(map(str.isalpha, span["text"]))
    return sizes.most_common(1)[0][0]


def extent(outcome: Outcome) -> tuple[float, float, float, float]:
    """Give how far from the top, right, bottom and left of the first page its text stands, in millimetres.

    Above, that is the top of small letters, and below, the baseline.
    """
    with pymupdf.open(stream=printed(outcome).pdf) as document:
        page = document[0]
        found = spans(page)
        top = min(span["origin"][1] - span["size"] / 2 for span in found)
        bottom = page.rect.height - max(span["origin"][1] for span in found)
        right = page.rect.width - max(span["bbox"][2] for span in found)
        left = min(span["bbox"][0] for span in found)
        return top / POINTS, right / POINTS, bottom / POINTS, left / POINTS


# This repository's résumé on one page.


def test_the_compact_one_fits_on_one_page_without_losing_a_word() -> None:
    outcome = make(request(SOURCE, "compact", *LETTER))
    assert outcome.diagnostics.items == []
    [page] = pages(outcome)
    before = "\n".join(page.extract_text() for page in PdfReader(BytesIO(plain("compact").pdf)).pages)
    assert Counter(page.split()) == Counter(before.split())
    assert texts(printed(outcome)) == texts(plain("compact"))


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_gets_it_onto_one_page_and_says_just_what_is_missing(theme: str) -> None:
    outcome = trimmed(theme)
    assert {item.code for item in outcome.diagnostics.items} <= {"trimmed"}
    assert len(pages(outcome)) == 1
    assert printed(outcome).layouts <= LAYOUTS
    places = printed(outcome).known.places
    stays = {text.path for text in texts(printed(outcome))}
    gone = [text for text in texts(plain(theme)) if text.path not in stays]
    said = {item.span for item in outcome.diagnostics.items}
    of_gone = [{places.span(text.path[:length]) for length in range(1, len(text.path) + 1)} for text in gone]
    assert all(around & said for around in of_gone)
    assert said <= set[object]().union(*of_gone)
    stay_whole = {str(text) for text in texts(printed(outcome))}
    streams, words = ((tuple((text,) for text in gone if str(text) not in stay_whole),), plain(theme).known.words)
    unread = missing(streams, pages(outcome), words)
    long = [text for text in gone if len(str(text).split()) > 1]
    assert {text.path for text in long} <= {text.path for text in unread}


@pytest.mark.parametrize("theme", THEMES)
def test_no_more_is_made_smaller_than_may_be(theme: str) -> None:
    own = loaded(theme)
    size = (millimetres(own.options["size"]) or 0) * POINTS
    assert body_size(trimmed(theme)) >= min(size, 9) - 0.02
    for side, margin in zip(extent(trimmed(theme)), four_sides(own.page_margin), strict=True):
        assert side >= min(millimetres(margin) or 0, 12) - 0.3


@pytest.mark.parametrize("theme", ["classic", "technical", "sidebar"])
def test_another_run_makes_the_same_bytes(theme: str) -> None:
    again = make(request(SOURCE, theme, *LETTER, trim=True))
    assert printed(again).pdf == printed(trimmed(theme)).pdf
    assert again.diagnostics.items == trimmed(theme).diagnostics.items


@pytest.mark.parametrize("theme", ["classic", "compact", "swiss"])
def test_where_there_is_no_limit_the_page_is_laid_out_once_as_the_theme_is(theme: str) -> None:
    assert plain(theme).layouts == 1
    sizes = {"classic": 10.4, "compact": 9, "swiss": 8.9}
    outcome = make(request(SOURCE, theme, "page.size=letter"))
    assert body_size(outcome) == pytest.approx(sizes[theme], abs=0.02)
    assert printed(outcome).pdf == plain(theme).pdf


# What is over.


def over(theme: str, *settings: str) -> Diagnostic:
    [item] = make(request(SOURCE, theme, *LETTER, *settings)).diagnostics.items
    assert item.code == "page-limit"
    return item


def test_what_does_not_fit_is_an_error_that_names_what_would_have_to_go() -> None:
    item = over("classic")
    assert re.fullmatch(r"the résumé has 2 pages, but `limit` is 1: \d+ lines are over", item.message)
    assert "--trim" in item.hint
    would = [note for note in item.notes if note.startswith("would have to go: ")]
    gone = [item for item in trimmed("classic").diagnostics.items if "the heading" not in item.message]
    lines = [item.span.line for item in gone if item.span]
    assert [int(note.rpartition(":")[2].rstrip(")")) for note in would] == lines
    assert would[0] == "would have to go: 🎱 Competitive Player (resume.yaml:110)"


def test_it_counts_the_lines_that_are_over() -> None:
    item = over("modern", "theme.size=9.7pt", "theme.density=1", "theme.leading=1.34", "page.margin=15mm 18mm")
    said = re.search(r"(\d+) lines are over", item.message)
    assert said is not None
    with pymupdf.open(stream=plain("modern").pdf) as document:
        page = document[1]
        foot = page.rect.height - 15 * POINTS
        lines = {round(span["origin"][1]) for span in spans(page) if span["origin"][1] < foot}
    assert int(said[1]) == len(lines)


def test_what_cannot_be_trimmed_enough_is_an_error() -> None:
    summary = "All work and no play makes Ada a dull person. " * 250
    source = f"basics: {{name: Ada, summary: {summary}}}\npage: {{limit: 1}}\n".encode()
    [item] = make(request(source, "modern", trim=True)).diagnostics.items
    assert (item.code, "--trim" in item.hint) == ("page-limit", False)
    assert any("is not enough" in note for note in item.notes)


# What somebody chose stays.


def test_a_size_that_somebody_chose_stays() -> None:
    outcome = make(request(SOURCE, "modern", *LETTER, "theme.size=10pt", trim=True))
    assert body_size(outcome) == pytest.approx(10, abs=0.02)
    assert len(pages(outcome)) == 1
    source = SOURCE.replace(b"  size: letter\n", b"  size: letter\n  limit: 1\n")
    wished = source.replace(b"theme: classic\n", b"theme: {name: classic, size: 10pt}\n")
    outcome = make(request(wished, "classic", trim=True))
    assert body_size(outcome) == pytest.approx(10, abs=0.02)
    assert len(pages(outcome)) == 1


def test_a_margin_that_somebody_chose_stays() -> None:
    outcome = make(request(SOURCE, "modern", *LETTER, "page.margin=20mm", trim=True))
    assert len(pages(outcome)) == 1
    top, _, _, left = extent(outcome)
    assert left == pytest.approx(20, abs=0.5)
    assert 20 <= top < 25


def test_a_chosen_size_does_not_grow_either() -> None:
    outcome = make(request(SHORT, "modern", *LETTER, "theme.size=9.5pt"))
    assert body_size(outcome) == pytest.approx(9.5, abs=0.02)


# Pages with room.


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_with_room_grows_and_stays_one(theme: str) -> None:
    before, after = make(request(SHORT, theme)), make(request(SHORT, theme, "page.limit=1"))
    assert after.diagnostics.items == []
    assert (len(pages(before)), len(pages(after))) == (1, 1)
    assert extent(after)[2] < extent(before)[2]
    assert body_size(after) >= body_size(before)
    assert printed(after).layouts <= LAYOUTS
    assert texts(printed(after)) == texts(printed(before))


@pytest.mark.parametrize(("theme", "limit"), [("modern", 2), ("europass", 2), ("compact", 2), ("classic", 5)])
def test_what_fits_takes_no_page_more(theme: str, limit: int) -> None:
    outcome = make(request(SOURCE, theme, "page.size=letter", f"page.limit={limit}"))
    assert [item.code for item in outcome.diagnostics.items if item.code != "page-fill"] == []
    before = PdfReader(BytesIO(plain(theme).pdf))
    assert len(pages(outcome)) == len(before.pages)
    assert printed(outcome).layouts <= LAYOUTS


def test_the_html_is_that_of_the_page_that_was_fitted() -> None:
    asked = replace(request(SHORT, "modern", "page.limit=1"), formats=("html", "pdf"))
    both = {path.suffix: content for path, content in make(asked).made.items()}
    [alone] = make(replace(asked, formats=("html",))).made.values()
    assert both[".html"] == alone
    size = re.search(rb"--size: ([\d.]+)pt", alone)
    assert size is not None
    assert float(size[1]) > 9.7
    with pymupdf.open(stream=both[".pdf"]) as document:
        assert any(span["size"] == pytest.approx(float(size[1]), abs=0.02) for span in spans(document[0]))


# What is said of a theme, is said once.


def test_what_weasyprint_says_is_said_of_one_layout_only(tmp_path: Path) -> None:
    theme = tmp_path / "planted"
    theme.mkdir()
    (theme / "theme.yaml").write_text("name: planted\ndescription: Planted.\nextends: modern\n")
    (theme / "style.css").write_text("h1 { colour: red }\nh2::before { content: url(nothing.png) }\n")
    once = make(request(SHORT, theme, folder=tmp_path)).diagnostics.items
    outcome = make(request(SHORT, theme, "page.limit=1", folder=tmp_path))
    assert printed(outcome).layouts > 1
    assert {item.code for item in once} == {"theme-css", "theme-resource"}
    assert outcome.diagnostics.items == once


@pytest.mark.parametrize("css", ["h1 { width: calc(50% + 2px) }"])
def test_a_theme_that_weasyprint_fails_on_is_told_so(tmp_path: Path, css: str) -> None:
    theme = tmp_path / "planted"
    theme.mkdir()
    (theme / "theme.yaml").write_text("name: planted\ndescription: Planted.\nextends: modern\n")
    (theme / "style.css").write_text(css)
    outcome = make(request(SHORT, theme, "page.limit=1", folder=tmp_path))
    assert outcome.made or {item.code for item in outcome.diagnostics.in_order()} == {"theme-layout"}
