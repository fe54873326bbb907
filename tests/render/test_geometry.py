"""Where text stands on its pages: in its column, and none of it left alone at their ends."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.diagnostics import Diagnostic
from resume.themes.shelf import Chosen, builtin_names

pytestmark = pytest.mark.wide

POINTS = 72 / 25.4
FOOT = 13 * POINTS
"""The height of what stands below the text of a page."""

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def request(folder: Path, source: str, theme: str = "classic") -> Request:
    return Request(source.encode(), "resume.yaml", folder, (Chosen(theme),), output=folder / "out")


def built(folder: Path, source: str, theme: str = "classic") -> Outcome:
    return make(request(folder, source, theme))


def unproven(folder: Path, source: str, theme: str = "classic") -> Outcome:
    """Build where the order of the text does not matter."""
    return make(replace(request(folder, source, theme), check=False))


def planted(folder: Path, css: str, parent: str = "classic") -> str:
    theme = folder / "themes/planted"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text(f"name: planted\ndescription: Planted.\nextends: {parent}\n")
    (theme / "style.css").write_text(css)
    return "planted"


def cut(outcome: Outcome) -> list[Diagnostic]:
    return [item for item in outcome.diagnostics.in_order() if item.code == "text-overflow"]


# In the column.

TOO_LONG = {
    "name": (f"basics:\n  name: {LONG}\n", 2),
    "summary": (f"basics:\n  name: Ada\n  summary: see {LONG} there\n", 3),
    "paragraph": (f"basics:\n  name: Ada\n  label: L\n  summary: |\n    One.\n\n    See {LONG}.\n", 4),
    "bullet": (f"basics: {{name: Ada}}\nwork:\n  - position: Lead\n    highlights:\n      - ok\n      - {LONG}\n", 6),
    "position": (f"basics: {{name: Ada}}\nwork:\n  - name: N\n    position: {LONG}\n    startDate: 2020\n", 4),
    "heading": (f"basics: {{name: Ada, summary: S.}}\nsections:\n  - summary: {LONG}\n", 3),
    "keyword": (f"basics: {{name: Ada}}\nskills:\n  - name: Web\n    keywords:\n      - Go\n      - {LONG}\n", 6),
}


@pytest.mark.parametrize("text", TOO_LONG)
@pytest.mark.parametrize("theme", builtin_names())
def test_a_word_that_is_too_long_for_its_column_is_an_error_at_its_line(tmp_path: Path, theme: str, text: str) -> None:
    source, line = TOO_LONG[text]
    outcome = built(tmp_path, source, theme)
    found = [item for item in cut(outcome) if LONG in item.message or LONG.upper() in item.message]
    assert [(item.severity, item.span and item.span.line) for item in found] == [("error", line)]
    assert outcome.made == {}


@pytest.mark.parametrize(
    "text",
    TOO_LONG,
)
def test_what_is_too_long_is_quoted_with_a_hint_and_nothing_else_is(tmp_path: Path, text: str) -> None:
    [item] = cut(built(tmp_path, TOO_LONG[text][0], "modern"))
    assert LONG in item.message
    assert "shorten it" in item.hint


def test_a_word_may_fit_the_page_and_not_the_sidebar(tmp_path: Path) -> None:
    source = "basics:\n  name: Ada\nlanguages:\n  - language: Kraftfahrzeughaftpflichtversicherungsgesetze\n"
    assert built(tmp_path, source, "classic").diagnostics.items == []
    [item] = cut(built(tmp_path, source, "sidebar"))
    assert item.span is not None
    assert (item.span.line, item.span.column) == (4, 15)


def test_each_word_that_is_too_long_is_said(tmp_path: Path) -> None:
    source = f"basics:\n  name: Ada\n  label: {LONG}\n  tagline: X{LONG}\nskills:\n  - name: Y{LONG}\n"
    assert [item.span and item.span.line for item in cut(built(tmp_path, source))] == [3, 4, 6]


def test_from_right_to_left_a_word_is_cut_off_at_the_left(tmp_path: Path) -> None:
    source = f"language: ar\nbasics:\n  name: Ada\n  summary: {LONG}\n"
    [item] = cut(built(tmp_path, source))
    assert item.span is not None
    assert item.span.line == 4


@pytest.mark.parametrize("theme", builtin_names())
def test_a_line_that_is_just_full_is_none_that_is_cut_off(tmp_path: Path, theme: str) -> None:
    """Whatever the length of its words is, a paragraph is set within its column."""
    words = [" ".join("x" * (1 + (n * k) % 13) for n in range(80)) for k in range(1, 9)]
    source = "basics:\n  name: Ada\n  summary: |\n" + "".join(f"    {text}\n\n" for text in words)
    assert cut(built(tmp_path, source, theme)) == []


MORE = "for each of ten offices abroad and for all who work there"
BULLETS = f"""\
basics:
  name: Ada Example
work:
  - position: Lead
    name: Northwind
    startDate: 2020
    highlights:
      - Cut the time that a quote takes from four seconds to less than half of one, {MORE}, {MORE}
      - Led
"""


@pytest.mark.parametrize(
    "css",
    [
        "li { padding-inline-start: 0; text-indent: -1em }",
        "li { padding-inline-start: 0; text-indent: -8mm }",
        "li { padding: 0; text-indent: 0; margin-left: 0 } li::before { content: '•'; margin-left: -5mm; width: 5mm }",
        "ul { list-style: disc outside } li { padding: 0; text-indent: 0 } li::before { content: none }",
        "h2 { text-indent: -6mm }",
    ],
)
def test_what_hangs_out_where_its_line_begins_is_not_cut_off(tmp_path: Path, css: str) -> None:
    outcome = unproven(tmp_path, BULLETS, planted(tmp_path, css))
    assert outcome.diagnostics.items == []
    assert outcome.made


@pytest.mark.parametrize(
    ("css", "lines"),
    [
        ("li { white-space: nowrap }", {8}),
        ("li { text-indent: -40mm }", {8, 9}),
        ("li { position: relative; left: 190mm }", {8, 9}),
        (".highlights { margin-right: -60mm }", {8}),
        (".highlights { width: 20mm; hyphens: none } li { white-space: nowrap }", {8}),
        (".title { position: relative; top: 290mm }", {4}),
    ],
)
def test_what_leaves_its_page_or_the_end_of_its_column_is_cut_off(tmp_path: Path, css: str, lines: set[int]) -> None:
    outcome = unproven(tmp_path, BULLETS, planted(tmp_path, css))
    assert {item.span.line for item in cut(outcome) if item.span} == lines
    assert outcome.made == {}


def test_a_running_foot_that_is_too_long_is_said_though_it_has_no_place(tmp_path: Path) -> None:
    css = "@page { @bottom-center { content: 'much'; white-space: nowrap; width: 1mm; margin-left: 200mm } }"
    [item] = cut(
        unproven(tmp_path, BULLETS, planted(tmp_path, css + "@page :first { @bottom-center { content: 'much' } }"))
    )
    assert ("much" in item.message, item.span) == (True, None)


def test_a_short_text_is_not_taken_for_a_longer_one_that_holds_it(tmp_path: Path) -> None:
    source = BULLETS.replace("Ada Example", "Ada Ledger")
    outcome = unproven(tmp_path, source, planted(tmp_path, "li:last-child { position: relative; left: 190mm }"))
    assert {item.span.line for item in cut(outcome) if item.span} == {9}


# The last page.


def rows(count: int) -> str:
    listed = "".join(f"  - name: Craft {number}\n" for number in range(count))
    return f"basics: {{name: Ada}}\npage: {{size: a4, margin: 20mm}}\nskills:\n{listed}"


@cache
def fitting(folder: Path) -> int:
    """Find how many rows fit on one page."""
    count = 40
    while pages(built(folder, rows(count + 1))) == 1:
        count += 1
    return count


def pdf(outcome: Outcome) -> bytes:
    [content] = outcome.made.values()
    return content


def pages(outcome: Outcome) -> int:
    with pymupdf.open(stream=pdf(outcome)) as document:
        return len(document)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("folder")


@pytest.mark.parametrize("over", [1, 2, 5])
def test_a_last_page_with_few_lines_is_a_warning_that_says_how_many(folder: Path, over: int) -> None:
    outcome = built(folder, rows(fitting(folder) + over))
    [item] = outcome.diagnostics.items
    assert (item.severity, item.code, item.span) == ("warning", "page-fill", None)
    with pymupdf.open(stream=pdf(outcome)) as document:
        assert len(document) == 2
        page = document[1]
        bottoms = {round(word[3]) for word in page.get_text("words") if word[3] < page.rect.height - 20 * POINTS}
        share = (max(bottoms) - 20 * POINTS) / page.rect.height
    assert len(bottoms) == over
    said = re.match(r"page 2 is (\d+)% full: (\d+) lines? (?:is|are) over", item.message)
    assert said is not None
    assert int(said[2]) == over
    assert int(said[1]) == pytest.approx(100 * share, abs=1.5)
    assert "density" in item.hint


def test_one_line_is_not_called_lines(folder: Path) -> None:
    [item] = built(folder, rows(fitting(folder) + 1)).diagnostics.items
    assert re.search(r"\b1 line\b", item.message)


@pytest.mark.parametrize("over", [0, 14])
def test_a_last_page_that_is_worth_its_paper_is_no_warning(folder: Path, over: int) -> None:
    outcome = built(folder, rows(fitting(folder) + over))
    assert outcome.diagnostics.items == []
    assert pages(outcome) == (2 if over else 1)


def test_a_single_page_may_be_as_empty_as_it_likes(tmp_path: Path) -> None:
    assert built(tmp_path, "basics: {name: Ada}").diagnostics.items == []


def test_a_page_too_many_is_not_also_said_to_be_empty(folder: Path) -> None:
    source = rows(fitting(folder) + 1).replace("margin: 20mm", "margin: 20mm, limit: 1")
    source += "theme: {size: 10.4pt, leading: 1.3, density: 1}\n"  # what is set stays, and so nothing can give way
    assert [item.code for item in built(folder, source).diagnostics.items] == ["page-limit"]


# The ends of pages.

MARGIN = 16


def sixty(lines: int, behind: str = "") -> str:
    """Give a résumé with sixty bullets in one job, which begins after some lines, and other sections behind it."""
    before = "".join(f"    Line {number} of the summary.\n\n" for number in range(lines))
    more = "which goes over the end of its line, for it says more "
    bullets = "".join(f"      - Bullet {number} of the job, {more * (number % 3)}\n" for number in range(1, 61))
    awards = "".join(f"  - {{title: Award{number}, date: 2020, summary: Won it.}}\n" for number in range(8))
    return f"""\
basics:
  name: Ada Example
  summary: |
    Before.

{before}work:
  - position: Lead
    name: Northwind
    startDate: 2020
    highlights:
{bullets}{behind or f"awards:{chr(10)}{awards}"}
interests: [{{name: Art}}]
page: {{size: a4, margin: {MARGIN}mm}}
"""


def faults(content: bytes) -> Iterator[str]:
    """Say what is left alone on the pages of that résumé, and which of them are not full."""
    with pymupdf.open(stream=content) as document:
        height = document[0].rect.height
        words = [[word for word in page.get_text("words") if word[3] < height - FOOT] for page in document]
        toc: list[tuple[str, int, float]] = [
            (title, number - 1, place["to"].y) for _, title, number, place in document.get_toc(simple=False)
        ]
    bullets = [[int(number) for number in re.findall(r"Bullet (\d+) ", joined(page))] for page in words]
    assert sorted(number for page in bullets for number in page) == [*range(1, 61)]
    for page, numbers in enumerate(bullets, start=1):
        if len(numbers) == 1:
            yield f"a bullet is alone on page {page}"
    heading = next(page for title, page, _ in toc if title == "Lead")
    if not {1, 2} <= {*bullets[heading]}:
        yield "the job begins on another page than its bullets"
    for page, found in enumerate(words[:-1], start=1):
        if (max(word[3] for word in found) - MARGIN * POINTS) / (height - 2 * MARGIN * POINTS) < 0.8:
            yield f"page {page} is not full"
    for title, number, top in toc:
        below = [word[4] for word in words[number] if word[1] > top - 3]
        if not {*below} - {*title.split()}:
            yield f"{title} is the last on its page"


def joined(words: list[Any]) -> str:
    return " ".join(word[4] for word in words) + " "


OFFSETS = (0, 7, 14, 21, 28)
TURNING = ("classic", "compact", "modern", "swiss", "timeline", "sidebar")


@pytest.mark.parametrize("lines", OFFSETS)
@pytest.mark.parametrize("theme", TURNING)
def test_sixty_bullets_go_over_to_the_next_page_and_leave_nothing_alone(tmp_path: Path, theme: str, lines: int) -> None:
    outcome = unproven(tmp_path, sixty(lines), theme)
    assert {item.code for item in outcome.diagnostics.items} <= {"page-fill"}
    assert pages(outcome) > 1
    assert [*faults(pdf(outcome))] == []


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        (".highlights > li:nth-child(2) { break-before: page }", "a bullet is alone on page 1"),
        (".highlights > li:last-child { break-before: page !important }", "a bullet is alone on page"),
        (".highlights > li:first-child { break-before: page }", "the job begins on another page than its bullets"),
        (".entry.long { break-before: page }", "page 1 is not full"),
        ("h2 { break-after: page }", "Experience is the last on its page"),
    ],
)
def test_what_is_left_alone_is_found(tmp_path: Path, css: str, fault: str) -> None:
    theme = planted(tmp_path, f"{css} * {{ break-after: auto; break-before: auto }} {css}")
    found = [*faults(pdf(unproven(tmp_path, sixty(5), theme)))]
    assert [one for one in found if one.startswith(fault)]


def test_titles_without_a_text_of_their_own_do_not_keep_each_other_from_the_page(tmp_path: Path) -> None:
    """All of them would go over to the next page, and leave much of this one empty."""
    titles = "".join(f"  - {{name: Certificate{number}, issuer: Board, date: 2020}}\n" for number in range(9))
    for lines in range(16, 28, 2):
        outcome = unproven(tmp_path, sixty(lines, f"certificates:\n{titles}"))
        assert [*faults(pdf(outcome))] == []
