"""Where a theme puts sections, what is read of them in which order, and where long texts are broken there."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.diagnostics import Diagnostics
from resume.model.load import load
from resume.source import compose
from resume.themes.shelf import Chosen
from resume.view import build as views
from resume.view.build import Placement
from resume.view.markdown import Run
from resume.view.page import LINE, NARROW, Column, Section, Text, View
from resume.view.reading import Stream, streams
from resume.view.words import english

pytestmark = pytest.mark.wide

SOURCE = """\
basics: {name: Ada, label: Engineer, email: ada@e.org, phone: "1", summary: About me.}
work: [{position: Lead}]
skills: [{name: Web, keywords: [A, B]}]
languages: [{language: Welsh}]
custom: {talks: {title: Talks, items: [One]}, tools: {items: [Lathe]}}
"""
OWN_CONTACT = SOURCE.replace("custom: {", "custom: {contact: {title: Write to me, items: [By post]}, ")


def placed(source: str, first: tuple[str, ...] = (), aside: tuple[str, ...] = ()) -> View:
    diagnostics = Diagnostics()
    root = compose.parse(source, "resume.yaml", diagnostics)
    assert root is not None
    loaded = load(root, diagnostics)
    assert loaded is not None
    view = views.build(loaded.resume, english(), loaded.places, diagnostics, Placement(first, aside))
    assert diagnostics.items == []
    return view


def ids(sections: tuple[Section, ...]) -> list[str]:
    return [section.id for section in sections]


def contacts(view: View) -> list[str]:
    return [str(contact.text) for contact in view.head.contacts]


def read(stream: Stream) -> list[str]:
    return [str(text) for group in stream for text in group]


# Where sections stand.


def test_without_a_wish_sections_stand_as_the_source_has_them() -> None:
    view = placed(SOURCE)
    assert ids(view.sections) == ["summary", "work", "skills", "languages", "talks", "tools"]
    assert ids(view.aside) == []
    assert contacts(view) == ["ada@e.org", "1"]


@pytest.mark.parametrize(
    ("first", "sections"),
    [
        (("skills",), ["skills", "summary", "work", "languages", "talks", "tools"]),
        (("tools", "work"), ["tools", "work", "summary", "skills", "languages", "talks"]),
        (("work", "tools"), ["work", "tools", "summary", "skills", "languages", "talks"]),
        (("awards", "languages", "nothing"), ["languages", "summary", "work", "skills", "talks", "tools"]),
        (("skills", "skills"), ["skills", "summary", "work", "languages", "talks", "tools"]),
    ],
)
def test_what_is_to_come_first_does_in_the_order_of_the_wish(first: tuple[str, ...], sections: list[str]) -> None:
    assert ids(placed(SOURCE, first).sections) == sections


@pytest.mark.parametrize(
    ("aside", "beside"),
    [
        (("skills", "languages"), ["skills", "languages"]),
        (("languages", "skills"), ["languages", "skills"]),
        (("awards", "talks", "nothing"), ["talks"]),
        (("awards",), []),
    ],
)
def test_a_sidebar_takes_the_sections_that_are_there_in_the_order_of_the_wish(
    aside: tuple[str, ...], beside: list[str]
) -> None:
    view = placed(SOURCE, aside=aside)
    assert ids(view.aside) == beside
    assert ids(view.sections) == [name for name in ids(placed(SOURCE).sections) if name not in beside]


def test_a_section_stands_once_though_it_is_wished_for_twice() -> None:
    view = placed(SOURCE, first=("skills",), aside=("skills", "languages"))
    assert (ids(view.sections)[0], ids(view.aside)) == ("skills", ["languages"])
    assert "skills" not in ids(view.sections)[1:]


def test_a_section_that_the_source_leaves_out_is_not_brought_back() -> None:
    source = "basics: {name: Ada, summary: S.}\nskills: []\nsections: [summary]\n"
    view = placed(source, first=("work",), aside=("skills",))
    assert (ids(view.sections), ids(view.aside)) == (["summary"], [])


def test_the_heading_that_the_source_gives_goes_with_its_section() -> None:
    chosen = "sections: [summary, work, skills: Craft, languages, talks, tools]\n"
    [skills] = placed(SOURCE + chosen, aside=("skills",)).aside
    assert (str(skills.title), skills.title.path) == ("Craft", ("sections", 2, "skills"))
    assert skills.title.is_heading


# The contacts as a section.


@pytest.mark.parametrize("where", ["first", "aside"])
def test_contacts_that_are_placed_are_a_section_and_no_part_of_the_head(where: str) -> None:
    view = placed(SOURCE, **{where: ("contact",)})
    [section] = [section for section in (*view.sections, *view.aside) if section.id == "contact"]
    assert (section.kind, str(section.title)) == ("contact", "Contact")
    assert section.title.is_heading
    assert [(contact.label, str(contact.text)) for contact in section.contacts] == [
        ("Email", "ada@e.org"),
        ("Phone", "1"),
    ]
    assert contacts(view) == []
    assert (ids(view.sections)[0] if where == "first" else ids(view.aside)[0]) == "contact"


def test_where_there_are_no_contacts_there_is_no_section_of_them() -> None:
    view = placed("basics: {name: Ada, summary: S.}", aside=("contact",))
    assert (ids(view.sections), ids(view.aside)) == (["summary"], [])


def test_a_section_of_ones_own_that_is_called_contact_is_the_one_that_is_placed() -> None:
    view = placed(OWN_CONTACT, aside=("contact", "skills"))
    assert [(section.id, section.kind, str(section.title)) for section in view.aside] == [
        ("contact", "custom", "Write to me"),
        ("skills", "skills", "Skills"),
    ]
    assert contacts(view) == ["ada@e.org", "1"]


def test_the_contacts_of_the_head_are_not_lost_on_a_page_with_such_a_section(tmp_path: Path) -> None:
    outcome = built(tmp_path, OWN_CONTACT, "sidebar")
    assert outcome.diagnostics.items == []
    page = html(outcome)
    assert [heading for heading in ("Write to me", "Contact") if f"<h2>{heading}</h2>" in page] == ["Write to me"]
    assert re.findall(r'class="u-email" href="(mailto:.*?)"', page) == ["mailto:ada@e.org"]


def test_keywords_are_those_of_the_skills_wherever_they_stand() -> None:
    assert placed(SOURCE, aside=("skills",)).keywords == placed(SOURCE).keywords == ("A", "B")


def test_a_theme_of_ones_own_places_sections(tmp_path: Path) -> None:
    option = "{type: sections, default: languages contact, meaning: The sections of the sidebar.}"
    planted(tmp_path, f"options:\n  first: skills work\n  sidebar: {option}\n", parent="base")
    main, _, aside = html(built(tmp_path, SOURCE, "planted", ("html",))).partition(
        '<div class="aside" role="complementary">'
    )
    assert headings(main) == ["Skills", "Experience", "Summary", "Talks", "tools"]
    assert headings(aside) == ["Languages", "Contact"]


def test_a_source_places_sections_of_its_own_too(tmp_path: Path) -> None:
    source = f"{SOURCE}theme: {{name: sidebar, first: [tools], sidebar: [talks, contact]}}\n"
    main, _, aside = html(built(tmp_path, source, "sidebar")).partition('<div class="aside" role="complementary">')
    assert headings(main) == ["tools", "Summary", "Experience", "Skills", "Languages"]
    assert headings(aside) == ["Talks", "Contact"]


def headings(page: str) -> list[str]:
    return re.findall("<h2>(.*?)</h2>", page)


# What is read in which order.


def test_the_page_and_its_sidebar_are_read_each_by_itself() -> None:
    page, aside = streams(placed(SOURCE, first=("tools",), aside=("contact", "skills")))
    assert read(page) == [
        *("Ada", "Engineer"),
        *("tools", "Lathe"),
        *("Summary", "About me."),
        *("Experience", "Lead"),
        *("Languages", "Welsh"),
        *("Talks", "One"),
    ]
    assert read(aside) == ["Contact", "ada@e.org", "1", "Skills", "Web", "A", "B"]


def test_every_text_is_read_once_wherever_it_stands() -> None:
    everything = sorted(read(streams(placed(SOURCE))[0]))
    for first, aside in (
        (("skills",), ()),
        ((), ("skills", "languages", "talks")),
        (("work",), ("summary",)),
        ((), ("work", "summary", "skills", "languages", "talks", "tools")),
    ):
        page, beside = streams(placed(SOURCE, first, aside))
        assert sorted(read(page) + read(beside)) == everything


def planted(folder: Path, manifest: str = "", css: str = "", parent: str = "sidebar") -> None:
    theme = folder / "themes/planted"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text(f"name: planted\ndescription: Planted.\nextends: {parent}\n{manifest}")
    (theme / "style.css").write_text(css)


def built(folder: Path, source: str, theme: str, formats: tuple[str, ...] = ("html", "pdf")) -> Outcome:
    return make(Request(source.encode(), "resume.yaml", folder, (Chosen(theme),), formats, folder / "out"))


def html(outcome: Outcome) -> str:
    return next(content for path, content in outcome.made.items() if path.suffix == ".html").decode()


def lines(outcome: Outcome, *, aside: bool = False) -> list[str]:
    """Give the lines of the PDF from its top on, of its sidebar or of all that is not."""
    content = next(content for path, content in outcome.made.items() if path.suffix == ".pdf")
    found: list[str] = []
    with pymupdf.open(stream=content) as document:
        for page in document:
            of_page: list[tuple[float, str]] = []
            for block in page.get_text("dict")["blocks"]:
                of_page += [
                    (line["bbox"][3], "".join(span["text"] for span in line["spans"]))
                    for line in block.get("lines", ())
                    if (line["bbox"][0] > 0.6 * page.rect.width) is aside
                ]
            found += [text.strip() for _, text in sorted(of_page)]
    return found


LONG = """\
basics: {name: Ada Example, email: ada@e.org}
work:
""" + "".join(
    f"  - position: Position {n}\n    name: Employer {n}\n    startDate: {2020 - n}\n    endDate: {2021 - n}\n"
    f"    highlights: [Bullet {n} of the first kind, Bullet {n} of the second kind]\n"
    for n in range(20)
)
SKILLS = "skills:\n" + "".join(f"  - {{name: Craft {n}, keywords: [Tool {n}, Way {n}]}}\n" for n in range(40))


def on_pages(outcome: Outcome) -> list[str]:
    content = next(content for path, content in outcome.made.items() if path.suffix == ".pdf")
    with pymupdf.open(stream=content) as document:
        return [page.get_text() for page in document]


def test_a_sidebar_that_goes_over_to_the_next_page_between_those_of_the_text_is_no_fault(tmp_path: Path) -> None:
    outcome = built(tmp_path, LONG + SKILLS, "sidebar")
    assert [item for item in outcome.diagnostics.items if item.code != "page-fill"] == []
    first, second, *_ = on_pages(outcome)
    for page in (first, second):
        assert re.search(r"Bullet \d+ of the first kind", page)
        assert re.search(r"Craft \d+", page)


@pytest.mark.parametrize(
    ("css", "texts"),
    [
        (".column .entry:nth-of-type(3) .title { position: relative }", {"Position 2": 13}),
        (
            ".column .entry:nth-of-type(3) .highlights { position: relative }",
            {"Bullet 2 of the first kind": 17, "Bullet 2 of the second kind": 17},
        ),
        (".column h2 { position: relative }", {"Experience": 3}),
        (
            ".aside .skills .rows > li:first-child { position: relative }",
            {"Craft 0": 104, "Tool 0": 104, "Way 0": 104},
        ),
    ],
)
def test_a_text_out_of_the_order_of_its_column_is_found_beside_a_sidebar(
    tmp_path: Path, css: str, texts: dict[str, int]
) -> None:
    """What is positioned is painted after the rest, and so read after it."""
    planted(tmp_path, css=css)
    outcome = built(tmp_path, LONG + SKILLS, "planted")
    assert outcome.made == {}
    found = [item for item in outcome.diagnostics.items if item.code == "text-order"]
    assert {item.message.split('"')[1]: item.span and item.span.line for item in found} == texts


def test_a_column_that_is_left_out_is_lost_and_the_other_is_not(tmp_path: Path) -> None:
    planted(tmp_path, css=".aside { display: none }")
    outcome = built(tmp_path, SOURCE, "planted")
    assert {item.code for item in outcome.diagnostics.items} == {"lost-text"}
    assert {item.span.line for item in outcome.diagnostics.items if item.span} == {1, 3, 4}


# Where addresses are broken.


def parts(address: str, line: int = NARROW) -> list[str]:
    """Give the parts between which a line may be broken, as the page has them."""
    page = str(escape(Text((Run(address, href="https://e.org"),), (), column=Column(line))))
    links = re.findall(r'<a class="unbroken" href="https://e.org">(.*?)</a>', page)
    assert page.count("<a ") == len(links) == page.count("<wbr>") + 1
    return [*map(unescape, links)]


@pytest.mark.parametrize(
    ("address", "broken"),
    [
        ("linkedin.com/in/ada-example", ["linkedin.com/", "in/", "ada-example"]),
        ("ada.example@institute.example", ["ada.example@", "institute.example"]),
        ("github.com/a/b", ["github.com/a/b"]),
        (
            "a-very-long-name-of-a-place.example.org/cv",
            ["a", "-very", "-long", "-name", "-of", "-a", "-place", ".example", ".org/", "cv"],
        ),
        (
            "example.org//cv?a=1&b=underscored_name",
            ["example.org//", "cv?a=1&b=underscored_name"],
        ),
        ("donaudampfschifffahrtsgesellschaft.example", ["donaudampfschifffahrtsgesellschaft", ".example"]),
        ("donaudampfschifffahrtsgesellschaft", ["donaudampfschifffahrtsgesellschaft"]),
        ("example.org/--double--dashes---and...dots.", ["example.org/", "--double", "--dashes", "---and", "...dots."]),
    ],
)
def test_a_long_address_is_broken_behind_slashes_and_ats_and_before_hyphens_and_dots(
    address: str, broken: list[str]
) -> None:
    assert parts(address) == broken


ADDRESSES = st.text(st.sampled_from("abc7/@-._~%é"), min_size=1, max_size=90).filter(lambda text: text[-1] not in "-.")


@settings(deadline=None)
@given(ADDRESSES, st.sampled_from([NARROW, LINE, 9]))
def test_an_address_is_broken_nowhere_else_and_nothing_of_it_is_lost(address: str, line: int) -> None:
    found = parts(address, line)
    assert "".join(found) == address
    if len(address) <= line:
        assert found == [address]
    for before, behind in pairwise(found):
        assert before[-1] in "/@" or behind[0] in "-."


def test_an_address_of_hyphens_is_kept_whole() -> None:
    address = f"example.org/{'-' * 30}"
    assert "".join(parts(address)) == address


FAR = """\
basics:
  name: Ada Example
  email: ada.example-of-the-hills@institute-of-everything.example
  url: https://www.department-of-long-names.institute-of-everything.example/people/ada-example/index.html
  profiles: [{network: GitHub, username: a, url: https://github.com/ada-example-of-the-hills-and-dales-beyond}]
  summary: Short.
"""
SHOWN = (
    "ada.example-of-the-hills@institute-of-everything.example",
    "department-of-long-names.institute-of-everything.example/people/ada-example/index.html",
    "github.com/ada-example-of-the-hills-and-dales-beyond",
)


def test_in_a_sidebar_the_lines_of_an_address_end_where_it_may_be_broken(tmp_path: Path) -> None:
    outcome = built(tmp_path, FAR, "sidebar")
    assert outcome.diagnostics.items == []
    column = lines(outcome, aside=True)
    assert "".join(SHOWN) in "".join(column)
    begun = column[column.index("CONTACT") + 1 :]
    assert len(begun) > 2 * len(SHOWN)
    for before, behind in pairwise(begun):
        assert before[-1] in "/@" or behind[0] in "-." or any(behind and text.startswith(behind) for text in SHOWN)


def test_an_address_is_broken_by_the_room_that_its_column_has(tmp_path: Path) -> None:
    source = "basics: {name: Ada, url: https://example.org/about/ada-example/cv, summary: S.}"
    beside, page = html(built(tmp_path, source, "sidebar")), html(built(tmp_path, source, "classic"))
    assert re.search("example.org/</span><wbr>", beside)
    assert ">example.org/about/ada-example/cv</span></a>" in page
    assert "<wbr>" not in page


@pytest.mark.parametrize("where", ["aside", "page"])
def test_every_text_of_a_narrow_column_knows_it(where: str) -> None:
    source = """\
basics: {name: Ada, summary: '[there](https://example.org/about/ada-example/cv)'}
work: [{position: Lead, highlights: ['See [there](https://example.org/about/ada-example/cv)']}]
skills: [{name: Web, keywords: ['[there](https://example.org/about/ada-example/cv)']}]
"""
    everything = ("summary", "work", "skills")
    view = placed(source, aside=everything if where == "aside" else ())
    links = [text for stream in streams(view) for group in stream for text in group if "example.org" in str(text)]
    assert len(links) == len(everything)
    assert ["<wbr>" in str(escape(text)) for text in links] == [where == "aside"] * len(everything)


# Hyphens at the end of a line.

DASHES = "basics:\n  name: Ada\n  summary: >-\n    " + " ".join(
    f"{'word' * (1 + n % 3)}{'s' * (n % 5)} - end-to-end{'ish' * (n % 4)} and co{'co' * (n % 7)}-op" for n in range(60)
)


def ends(outcome: Outcome) -> list[str]:
    return [line for line in lines(outcome) if line.endswith("-")]


@pytest.mark.parametrize("theme", ["classic", "modern", "sidebar", "swiss"])
def test_no_line_ends_with_a_hyphen(tmp_path: Path, theme: str) -> None:
    """A reader that rejoins words would take it for one that the line's end made."""
    outcome = built(tmp_path, DASHES, theme)
    assert outcome.diagnostics.items == []
    assert len(lines(outcome)) > 15
    assert ends(outcome) == []


def test_without_the_care_some_line_would(tmp_path: Path) -> None:
    planted(tmp_path, css=".unbroken { white-space: normal }", parent="classic")
    assert ends(built(tmp_path, DASHES, "planted"))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Developer - Associate", ["- Associate"]),
        ("a - b - c", ["- b", "- c"]),
        ("- first", ["- first"]),
        ("end-to-end work", ["end-to-end"]),
        ("one -two", []),
        ("last -", []),
    ],
)
def test_a_hyphen_for_a_dash_stays_with_what_follows(text: str, marked: list[str]) -> None:
    page: Any = escape(Text((Run(text),), ()))
    assert re.findall('<span class="unbroken">(.*?)</span>', page) == marked
    assert re.sub("<.*?>", "", page) == text


def test_a_compound_longer_than_its_column_may_be_broken() -> None:
    compound = "company-wide-and-beyond-all"
    assert "unbroken" in escape(Text((Run(compound),), ()))
    assert "unbroken" not in escape(Text((Run(compound),), (), column=Column(NARROW)))
