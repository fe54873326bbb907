"""What is recovered of résumés in every theme of ours, in other people's layouts, and of pages that are none."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.build.request import Request
from resume.build.road import read
from resume.diagnostics import Diagnostics
from resume.document.values import Box, Page, Style, Word
from resume.parser.fields import Dates, Fields, Job, School
from resume.parser.parse import parse
from resume.parser.said import said
from resume.parser.score import compare, overall
from resume.themes.shelf import builtin_names
from resume.view import words

ROOT = Path(__file__).parents[2]
OURS = ROOT / "resume.yaml"
CORPUS = sorted(
    path
    for path in (*(ROOT / "tests/model/corpus").glob("*.json"), *(ROOT / "tests/inspect/corpus").glob("*.yaml"))
    if not path.stem.endswith("-ar")
)
"""Those in scripts that run from left to right."""

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.html"))
"""A résumé as LaTeX classes, word processors and builders of résumés lay it out; none is like a theme of ours."""

SAID = Fields(
    name="Jane Miller",
    email="jane.miller@example.com",
    phone="+1 (555) 010-2030",
    links=("linkedin.com/in/janemiller", "github.com/janemiller"),
    jobs=(
        Job("Senior Data Engineer", "Northwind Traders", Dates("2021-03", "present")),
        Job("Software Developer", "Contoso Ltd", Dates("2018-06", "2021-02")),
        Job("Research Assistant", "University of Oslo", Dates("2016-01", "2018-05")),
    ),
    schools=(
        School("Stanford University", "M.Sc. in Statistics", Dates("2014-09", "2016-06")),
        School("Reed College", "B.A. in Mathematics", Dates("2010-09", "2014-05")),
    ),
    skills=("Python", "SQL", "Apache Spark", "Airflow", "dbt", "Terraform"),
)
"""What they all say."""

HELD = "positions-under-their-employer"
"""The one in which the first two positions are of one employer."""

SURE = {"ats", "classic", "modern", "compact"}
LEAST = 0.95

PagesOf = Callable[..., tuple[Page, ...]]


def source(path: Path, language: str = "") -> Fields:
    diagnostics = Diagnostics()
    found = read(Request(path.read_bytes(), path.name, path.parent), diagnostics)
    assert found is not None
    resume = found.whole.resume
    known = words.find(language or resume.language or "en")
    assert known is not None
    return said(resume, known)


def lost(parsed: Fields, expected: Fields) -> dict[str, tuple[str, ...]]:
    return {score.field: score.lost for score in compare(parsed, expected) if score.lost}


def extra(parsed: Fields, expected: Fields) -> dict[str, tuple[str, ...]]:
    return {score.field: score.extra for score in compare(parsed, expected) if score.extra}


@pytest.mark.wide
@pytest.mark.parametrize("theme", builtin_names())
def test_every_theme_gives_our_resume_back(built: PagesOf, theme: str) -> None:
    expected = source(OURS)
    assert len(expected.jobs) == 4
    assert len(expected.skills) > 30
    parsed = parse(built(OURS.read_text(encoding="utf-8"), theme))
    if theme in SURE:
        assert (lost(parsed, expected), extra(parsed, expected)) == ({}, {})
    assert overall(compare(parsed, expected)) >= LEAST
    assert {*map(str.casefold, expected.headings)} <= {*map(str.casefold, parsed.headings)}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
@pytest.mark.parametrize("theme", ["minimal", "sidebar"])
def test_the_resumes_of_others_come_back(built: PagesOf, path: Path, theme: str) -> None:
    expected = source(path)
    parsed = parse(built(path.read_text(encoding="utf-8"), theme))
    assert overall(compare(parsed, expected)) >= LEAST, lost(parsed, expected)


@pytest.mark.parametrize("theme", ["classic", "europass"])
def test_dates_and_headings_of_another_language_are_read(built: PagesOf, theme: str) -> None:
    expected = source(OURS, "de")
    assert expected.schools[0].degree == "MS in Computer Science"
    parsed = parse(built(OURS.read_text(encoding="utf-8"), theme, "de"))
    assert lost(parsed, expected) == {}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_layouts_that_are_not_ours_come_back(rendered: PagesOf, layout: Path) -> None:
    senior, junior, assistant = SAID.jobs
    held = replace(junior, employer=senior.employer) if layout.stem == HELD else junior
    expected = replace(SAID, jobs=(senior, held, assistant))
    parsed = parse(rendered(layout.read_text(encoding="utf-8")))
    assert (lost(parsed, expected), extra(parsed, expected)) == ({}, {})


def test_the_name_is_the_largest_text_that_is_no_title_of_the_document(rendered: PagesOf) -> None:
    body = (
        '<p style="font: 30pt Lato">CURRICULUM VITAE<p style="font: 700 11pt Lato">Ana María López-Ruiz'
        '<p style="font: 10pt Lato">ana@example.org, 600 123 456, Bilbao, Spain'
        '<h2 style="font: 700 14pt Lato">Experience</h2><p style="font: 10pt Lato">None so far.'
    )
    parsed = parse(rendered(body))
    assert (parsed.name, parsed.email, parsed.phone) == ("Ana María López-Ruiz", "ana@example.org", "600 123 456")
    assert parsed.jobs == ()
    assert parsed.headings == ("Experience",)


def test_links_lead_where_their_targets_do(rendered: PagesOf) -> None:
    body = (
        '<h1 style="font: 20pt Lato">Jo Doe</h1><p style="font: 10pt Lato"><a href="https://github.com/jo">GitHub</a> |'
        " jo@example.org | jo.example.org"
    )
    assert parse(rendered(body)).links == ("https://github.com/jo", "jo.example.org")


def test_dates_that_go_on_below_in_a_column_of_their_own_are_one(rendered: PagesOf) -> None:
    entry = (
        '<div style="display: flex; font: 10pt Lato"><p style="width: 28mm; margin: 0">{}'
        '<p style="margin: 0"><b>{}</b><br>{}</div>'
    )
    body = '<h1 style="font: 20pt Lato">Jo Doe</h1><h2 style="font: 700 14pt Lato">Experience</h2>'
    body += entry.format("March 2021 \N{EN DASH}<br>Present", "Engineer", "Northwind Ltd")
    body += entry.format("June 2018 \N{EN DASH}<br>February 2021", "Clerk", "Contoso Ltd")
    assert [(job.title, job.dates.start, job.dates.end) for job in parse(rendered(body)).jobs] == [
        ("Engineer", "2021-03", "present"),
        ("Clerk", "2018-06", "2021-02"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("02/03/2021", "25/06/2022"), ("03/02/2021", "06/25/2022")],
    ids=["the day first", "the month first"],
)
def test_a_date_tells_of_the_others_whether_the_day_comes_first(rendered: PagesOf, first: str, second: str) -> None:
    body = (
        '<h1 style="font: 20pt Lato">Jo Doe</h1><h2 style="font: 700 14pt Lato">Experience</h2><div style="font: 10pt'
        f' Lato"><p><b>Engineer</b>, Northwind Ltd<br>{first} \N{EN DASH} {second}</div>'
    )
    [job] = parse(rendered(body)).jobs
    assert (job.dates.start[:7], job.dates.end[:7]) == ("2021-03", "2022-06")


@pytest.mark.parametrize("pages", [(), (Page(Box(0, 0, 612, 792), (), ""),)])
def test_an_empty_document_gives_nothing(pages: tuple[Page, ...]) -> None:
    assert parse(pages) == Fields()


def page(texts: Iterable[tuple[str, int, int, int, bool]]) -> Page:
    """Write words on a page at any place, in any size."""
    placed = [
        Word(text, Box(x, y, x + 5 * len(text), y + size), y + size, Style("Any", size, is_bold), number)
        for number, (text, x, y, size, is_bold) in enumerate(texts)
    ]
    return Page(Box(0, 0, 612, 792), tuple(placed), " ".join(word.text for word in placed))


TELLING = (
    "Experience Education Skills Engineer, Acme 2019 Jan 2020 \N{EN DASH} • a@b.co x.org/y Python, ( : +1 "
    "555-0100-200 Present University at B.Sc. 職歴 ·"
)
WORDS = st.sampled_from(TELLING.split()) | st.text(min_size=1, max_size=8).filter(
    lambda text: not re.search(r"\s", text) and text.strip()
)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(WORDS, st.integers(0, 500), st.integers(0, 780), st.integers(1, 30), st.booleans()), max_size=30
        ),
        max_size=3,
    )
)
def test_any_page_can_be_parsed(pages: list[list[tuple[str, int, int, int, bool]]]) -> None:
    parsed = parse(tuple(map(page, pages)))
    assert all(job.title or job.employer for job in parsed.jobs)
    assert all(any(map(str.isalnum, skill)) for skill in parsed.skills)
