"""What becomes of the items of each section."""

from collections.abc import Callable
from pathlib import Path

import pytest

from resume.build.request import Request
from resume.build.road import make
from resume.themes.shelf import Chosen
from resume.view.page import Entry, Row, Section, Text, View

See = Callable[[str], View]


@pytest.fixture(scope="session")
def section(view: See) -> Callable[[str], Section]:
    """Give the one section of a source."""

    def of(source: str) -> Section:
        [found] = view(f"basics: {{name: Ada}}\n{source}").sections
        return found

    return of


def shown(text: object) -> str | None:
    return None if text is None else str(text).replace("\N{NO-BREAK SPACE}", " ")


def fields(entry: Entry) -> dict[str, object]:
    """Give what an entry has, in words."""
    found: dict[str, object] = {}
    for name, value in vars(entry).items():
        match value:
            case None | ():
                continue
            case tuple() if name == "positions":
                found[name] = [fields(position) for position in value]
            case tuple() if name == "details":
                found[name] = {detail.kind: [*map(str, detail.texts)] for detail in value}
            case tuple():
                found[name] = [*map(str, value)]
            case _:
                found[name] = shown(value)
    return found


def row(item: Row) -> tuple[str | None, str | None, list[str]]:
    return shown(item.name), shown(item.level), [*map(str, item.texts)]


Sections = Callable[[str], Section]

TO = "\N{EN DASH}"

ITEMS = {
    "work": (
        """{position: Engineer, name: Northwind, description: A trader, location: Hoboken, url: https://n.example,
          startDate: 2022-03, summary: Led., highlights: [Built it]}""",
        {
            "title": "Engineer",
            "organization": "Northwind",
            "description": "A trader",
            "date": f"Mar 2022 {TO} Present",
            "location": "Hoboken",
            "url": "n.example",
            "summary": "Led.",
            "highlights": ["Built it"],
        },
    ),
    "volunteer": (
        """{position: Coach, organization: Club, location: Here, url: https://c.example, dates: Summers,
          summary: S., highlights: [H]}""",
        {
            "title": "Coach",
            "organization": "Club",
            "date": "Summers",
            "location": "Here",
            "url": "c.example",
            "summary": "S.",
            "highlights": ["H"],
        },
    ),
    "education": (
        """{studyType: MS, area: Physics, institution: Stevens, location: Hoboken, url: https://s.example,
          startDate: 2020, endDate: 2022, score: '3.90', courses: [Optics, '**Waves**'],
          summary: S., highlights: [H]}""",
        {
            "title": "MS in Physics",
            "organization": "Stevens",
            "date": f"2020{TO}2022",
            "location": "Hoboken",
            "url": "s.example",
            "details": {"score": ["3.90"], "courses": ["Optics", "Waves"]},
            "summary": "S.",
            "highlights": ["H"],
        },
    ),
    "projects": (
        """{name: TaskFlow, entity: Ours, description: A scheduler, url: https://t.example, startDate: 2024,
          endDate: present, roles: [Lead], type: library, keywords: [Java, Go], summary: S., highlights: [H]}""",
        {
            "title": "TaskFlow",
            "organization": "Ours",
            "description": "A scheduler",
            "date": f"2024 {TO} Present",
            "url": "t.example",
            "details": {"roles": ["Lead"], "type": ["library"], "keywords": ["Java", "Go"]},
            "summary": "S.",
            "highlights": ["H"],
        },
    ),
    "awards": (
        "{title: Prize, awarder: Club, date: 2024-05-01, url: https://a.example, summary: S.}",
        {"title": "Prize", "organization": "Club", "date": "May 1, 2024", "url": "a.example", "summary": "S."},
    ),
    "certificates": (
        "{name: Diver, issuer: PADI, date: 2024-05, url: https://p.example}",
        {"title": "Diver", "organization": "PADI", "date": "May 2024", "url": "p.example"},
    ),
    "publications": (
        "{name: On Waves, publisher: Press, releaseDate: 2024, url: https://w.example, summary: S.}",
        {"title": "On Waves", "organization": "Press", "date": "2024", "url": "w.example", "summary": "S."},
    ),
    "references": ("{name: Grace, reference: She is good.}", {"title": "Grace", "summary": "She is good."}),
}


@pytest.mark.parametrize("kind", ITEMS)
def test_all_that_an_item_says_is_in_its_entry(section: Sections, kind: str) -> None:
    item, expected = ITEMS[kind]
    [entry] = section(f"{kind}: [{item}]").entries
    assert fields(entry) == expected


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("work: [{name: Northwind}]", "Northwind"),
        ("work: [{position: Engineer}]", "Engineer"),
        ("volunteer: [{organization: Club}]", "Club"),
        ("education: [{institution: Stevens}]", "Stevens"),
        ("education: [{studyType: MS}]", "MS"),
        ("education: [{area: Physics}]", "Physics"),
        ("awards: [{awarder: Club}]", "Club"),
        ("certificates: [{issuer: PADI}]", "PADI"),
        ("publications: [{publisher: Press}]", "Press"),
        ("projects: [{entity: Ours}]", "Ours"),
        ("custom: {more: {items: [{organization: Club}]}}", "Club"),
    ],
)
def test_what_an_item_has_instead_of_a_title_is_its_title(section: Sections, source: str, title: str) -> None:
    [entry] = section(source).entries
    assert fields(entry) == {"title": title}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("skills: [{name: Web, level: Master, keywords: [CSS, '*HTML*']}]", ("Web", "Master", ["CSS", "HTML"])),
        ("skills: [{keywords: [CSS]}]", (None, None, ["CSS"])),
        ("languages: [{language: Gujarati, fluency: Native}]", ("Gujarati", None, ["Native"])),
        ("languages: [{language: Hindi}]", ("Hindi", None, [])),
        ("interests: [{name: Art, keywords: [Oil]}]", ("Art", None, ["Oil"])),
    ],
)
def test_a_name_with_short_texts_is_a_row(section: Sections, source: str, expected: object) -> None:
    [item] = section(source).rows
    assert row(item) == expected


# Employers.


def test_consecutive_jobs_of_one_employer_are_its_positions(section: Sections) -> None:
    found = section("""\
work:
  - {name: Northwind, position: Lead, startDate: 2023, location: Oslo, highlights: [Led]}
  - {name: Northwind, position: Engineer, startDate: 2021, endDate: 2023, location: Oslo}
  - {name: Southwind, position: Intern, startDate: 2020, endDate: 2020}
""")
    assert [fields(entry) for entry in found.entries] == [
        {
            "title": "Northwind",
            "location": "Oslo",
            "positions": [
                {"title": "Lead", "date": f"2023 {TO} Present", "highlights": ["Led"]},
                {"title": "Engineer", "date": f"2021{TO}2023"},
            ],
        },
        {"title": "Intern", "organization": "Southwind", "date": "2020"},
    ]


def test_what_positions_do_not_share_stays_with_each(section: Sections) -> None:
    [employer] = section("""\
work:
  - {name: N, position: Lead, location: Oslo, url: https://n.example, description: Trader}
  - {name: N, position: Engineer, location: Bergen, url: https://n.example}
  - {name: N, location: Bergen, url: https://n.example}
""").entries
    assert fields(employer) == {
        "title": "N",
        "url": "n.example",
        "positions": [
            {"title": "Lead", "description": "Trader", "location": "Oslo"},
            {"title": "Engineer", "location": "Bergen"},
            {"location": "Bergen"},
        ],
    }


@pytest.mark.parametrize(
    "names", [("A", "B", "A"), ("A", None, "A"), (None, None)], ids=["others between", "nobody between", "nobody"]
)
def test_jobs_that_are_not_consecutive_or_have_no_employer_stand_alone(
    section: Sections, names: tuple[str | None, ...]
) -> None:
    items = [f"{{position: P{n}" + (f", name: {name}}}" if name else "}") for n, name in enumerate(names)]
    entries = section(f"work: [{', '.join(items)}]").entries
    assert [shown(entry.title) for entry in entries] == [f"P{n}" for n in range(len(names))]
    assert [shown(entry.organization) for entry in entries] == [*names]


# Sections of one's own.


def test_consecutive_bullets_are_one_list(section: Sections) -> None:
    found = section("""\
custom:
  more:
    title: More
    items: [one, text: two, {name: Three, summary: S.}, four]
""")
    assert [fields(entry) for entry in found.entries] == [
        {"highlights": ["one", "two"]},
        {"title": "Three", "summary": "S."},
        {"highlights": ["four"]},
    ]
    assert [entry.is_bullets for entry in found.entries] == [True, False, True]


def test_an_item_of_ones_own_has_the_fields_that_entries_have(section: Sections) -> None:
    [entry] = section("""\
custom:
  more:
    items:
      - {position: Chair, name: Club, organization: College, description: D, location: L, url: https://c.example,
         date: 2024-05, keywords: [K], summary: S., highlights: [H]}
""").entries
    assert fields(entry) == {
        "title": "Chair",
        "organization": "Club, College",
        "description": "D",
        "location": "L",
        "url": "c.example",
        "date": "May 2024",
        "details": {"keywords": ["K"]},
        "summary": "S.",
        "highlights": ["H"],
    }


def test_a_text_knows_where_it_stands_in_the_source(section: Sections) -> None:
    """An item that is empty does not shift those after it."""
    found = section("work:\n- {position: P, name: N, highlights: [a, '', b]}\n")
    [entry] = found.entries
    texts: list[Text] = [*entry.highlights]
    assert [(str(text), text.path) for text in texts] == [
        ("a", ("work", 0, "highlights", 0)),
        ("b", ("work", 0, "highlights", 1)),
    ]
    assert entry.title is not None
    assert entry.title.path == ("work", 0, "position")


@pytest.mark.parametrize(
    ("item", "brief"),
    [
        ("{name: Lead, summary: One paragraph.}", True),
        ('{name: Lead, summary: "One.\\n\\nTwo."}', False),
        ("{name: Lead, summary: '- a'}", False),
        ("{name: Lead}", False),
        ("{summary: One.}", False),
        ("{name: Lead, summary: One., date: 2024}", False),
        ("{name: Lead, summary: One., location: Oslo}", False),
        ("{name: Lead, summary: One., highlights: [H]}", False),
        ("{name: Lead, summary: One., keywords: [K]}", False),
    ],
)
def test_a_title_with_a_paragraph_and_nothing_else_is_brief(section: Sections, item: str, *, brief: bool) -> None:
    [entry] = section(f"custom: {{more: {{items: [{item}]}}}}").entries
    assert entry.is_brief is brief


@pytest.mark.parametrize(
    ("language", "fluency", "shown"),
    [
        ("en", "C1", "C1 (Proficient user)"),
        ("en", "B2, DELF", "B2, DELF (Independent user)"),
        ("de", "a1", "a1 (Elementare Sprachverwendung)"),
        ("de", "Muttersprache", "Muttersprache"),
        ("en", "fluent", "fluent"),
    ],
)
def test_a_table_of_levels_names_their_group_in_the_language(
    tmp_path: Path, language: str, fluency: str, shown: str
) -> None:
    """Common European Framework, §3.3: A is a basic user, B an independent one, C a proficient one."""
    source = f"language: {language}\nbasics: {{name: Ada}}\nlanguages: [{{language: Klingon, fluency: '{fluency}'}}]\n"
    request = Request(source.encode(), "resume.yaml", tmp_path, (Chosen("europass"),), ("html", "pdf"))
    outcome = make(request)
    assert outcome.diagnostics.items == []
    [page] = [content.decode() for path, content in outcome.made.items() if path.suffix == ".html"]
    assert f'<td class="texts">{shown}</td>' in page
