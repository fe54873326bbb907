"""Which sections there are, in what order, under what heading."""

from collections.abc import Callable

import pytest

from resume.diagnostics import Diagnostic
from resume.view.page import View

See = Callable[[str], View]
Say = Callable[[str], list[Diagnostic]]

FULL = """\
basics: {name: Ada, summary: About me.}
references: [{name: Grace, reference: Good.}]
interests: [{name: Art}]
languages: [{language: Hindi}]
awards: [{title: Prize}]
certificates: [{name: Diver}]
publications: [{name: Waves}]
volunteer: [{position: Coach}]
projects: [{name: TaskFlow}]
skills: [{name: Web, keywords: [CSS, HTML]}, {keywords: [CSS]}]
education: [{area: Physics}]
work: [{position: Engineer}]
custom: {more: {title: Even *More*, items: [x]}, last: {items: [y]}}
"""


def headings(view: View) -> list[tuple[str, str]]:
    return [(section.id, str(section.title)) for section in view.sections]


def test_sections_stand_in_the_usual_order_where_the_source_gives_none(view: See) -> None:
    assert headings(view(FULL)) == [
        ("summary", "Summary"),
        ("work", "Experience"),
        ("education", "Education"),
        ("skills", "Skills"),
        ("projects", "Projects"),
        ("volunteer", "Volunteering"),
        ("publications", "Publications"),
        ("certificates", "Certifications"),
        ("awards", "Awards"),
        ("languages", "Languages"),
        ("interests", "Interests"),
        ("references", "References"),
        ("more", "Even More"),
        ("last", "last"),
    ]


def test_the_source_chooses_sections_their_order_and_their_headings(view: See) -> None:
    everything = [identifier for identifier, _ in headings(view(FULL))]
    rest = [name for name in everything if name not in {"skills", "work", "more", "summary"}]
    sections = f"sections: [skills: 'Tech **Stack**', more: Yet More, work, summary, {', '.join(rest)}]\n"
    found = view(FULL + sections)
    assert headings(found)[:4] == [
        ("skills", "Tech Stack"),
        ("more", "Yet More"),
        ("work", "Experience"),
        ("summary", "Summary"),
    ]
    assert found.sections[0].title.path == ("sections", 0, "skills")


def test_a_section_that_is_not_chosen_is_left_out(view: See) -> None:
    source = "basics: {name: Ada, summary: S.}\nsections: [summary]\n"
    assert headings(view(source)) == [("summary", "Summary")]


def test_a_section_without_content_is_left_out(view: See) -> None:
    source = "basics: {name: Ada, summary: S.}\nwork: []\nsections: [work, summary, skills]\n"
    assert headings(view(source)) == [("summary", "Summary")]


def test_a_resume_of_a_name_has_no_sections(view: See) -> None:
    found = view("basics: {name: Ada Example}")
    assert (found.name, found.title, found.language, found.sections) == (
        "Ada Example",
        "Ada Example - Resume",
        "en",
        (),
    )


def test_the_summary_is_prose(view: See) -> None:
    [section] = view('basics: {name: Ada, summary: "One.\\n\\n- two\\n- three"}').sections
    assert section.prose is not None
    assert [*map(str, section.prose.texts())] == ["One.", "two", "three"]


def test_the_headings_of_sections_and_no_other_texts_are_headings(view: See) -> None:
    found = view(FULL)
    assert all(section.title.is_heading for section in found.sections)
    assert not any(entry.title.is_heading for section in found.sections for entry in section.entries if entry.title)


def test_keywords_are_the_skills_once_each(view: See) -> None:
    assert view(FULL).keywords == ("CSS", "HTML")


@pytest.mark.parametrize(
    ("kind", "holds"),
    [("work", "entries"), ("skills", "rows"), ("summary", "prose"), ("custom", "entries")],
)
def test_a_section_is_of_the_kind_that_it_holds(view: See, kind: str, holds: str) -> None:
    section = next(section for section in view(FULL).sections if section.kind == kind)
    assert [name for name in ("prose", "entries", "rows") if getattr(section, name)] == [holds]


def test_all_links_that_may_not_be_are_found_in_one_run(said: Say) -> None:
    source = "basics: {name: Ada, label: '[x](data:x)'}\nskills: [{keywords: ['[x](file:x)']}]\n"
    assert [item.code for item in said(source)] == ["url-scheme", "url-scheme"]
