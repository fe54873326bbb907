"""RenderCV's head, settings, and sections of nine kinds, in our keys."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.fixture(scope="module")
def found(sample: Callable[[str], bytes], data: Callable[[bytes], Any]) -> Any:
    return data(sample("every-kind.yaml"))


def test_sections_keep_their_titles_and_their_order(found: Any) -> None:
    headings = [next(iter(choice.values())) if isinstance(choice, dict) else choice for choice in found["sections"]]
    assert headings == [
        *("About Me", "Work Experience", "volunteer", "earlier-jobs", "education", "summer-schools", "Open Source"),
        *("Certificates", "awards-2", "publications", "skills", "languages", "patents", "invited-talks"),
        *("selected-honors", "facts", "mixed", "プロジェクト外"),
    ]
    titles = [section["title"] for section in found["custom"].values()]
    assert titles == [
        *("Earlier Jobs", "Summer Schools", "Awards", "Patents", "Invited Talks", "Selected Honors", "Facts", "Mixed"),
        "プロジェクト外",
    ]


def test_entries_of_every_kind_have_their_place(found: Any) -> None:
    assert found["basics"]["summary"].split("\n\n")[1] == "Before that, I repaired church organs."
    assert [job["name"] for job in found["work"]] == ["Anvil Systems", "Borogove Ltd"]
    assert found["volunteer"][0]["organization"] == "Code Club"
    assert found["education"][0]["studyType"] == "MSc"
    assert found["projects"][0]["url"] == "https://github.com/example/quantum-broom"
    assert found["certificates"] == [{"name": "Certified Lamplighter", "date": "2018-05"}]
    assert found["publications"][0] == {
        "name": "Fair queues for unfair loads",
        "publisher": "Journal of Queues",
        "releaseDate": "2023-02",
        "url": "https://doi.org/10.1234/fair.1",
        "summary": "**Zoë Quine**, Ivan Petrov\n\nProves a bound.",
    }
    assert found["skills"][0]["keywords"] == ["C", "Rust", "Python (asyncio, typing)"]
    assert found["languages"][1] == {"language": "English", "fluency": "C1"}
    custom = found["custom"]
    assert custom["earlier-jobs"]["items"][0]["organization"] == "Organ Works"
    assert custom["facts"]["items"] == ["**Citizenship:** Turkish"]
    assert custom["mixed"]["items"] == [{"summary": "A paragraph among others."}, "A bullet among paragraphs"]
    assert [custom[name]["x-entries"] for name in ("patents", "invited-talks")] == ["number", "reversed_number"]


def test_all_ways_to_reach_someone_are_kept(found: Any) -> None:
    basics = found["basics"]
    assert (basics["email"], basics["phone"], basics["url"]) == (
        "zoe@example.org",
        "+90-212-555-0100",
        "https://zoe.example.org",
    )
    assert [profile.get("url", profile.get("username")) for profile in basics["profiles"]] == [
        "mailto:zoe.quine@example.com",
        "https://notes.example.org",
        "https://social.example/@zoe",
        "https://stackoverflow.com/users/22656/zoe-quine",
        "https://scholar.google.com/citations?user=FPXbvMQAAAAJ",
        "zoequine",
        "https://cal.example.org/zoe",
    ]


def test_the_look_is_taken_over_where_there_is_an_option_for_it(found: Any, rendercv: Read) -> None:
    assert found["theme"] == {"name": "classic", "accent": "#004f90", "font-text": "Raleway"}
    assert found["page"] == {"size": "letter", "margin": "0.7in 0.8in 0.7in 0.8in"}
    design = {
        "theme": "moderncv",
        "colors": {"section_titles": "#AABBCC"},
        "typography": {"font_family": {"body": "Lato", "name": "Comic Sans"}, "font_size": {"body": "11pt"}},
        "page": {"size": "a3-ish", "top_margin": "2em"},
    }
    assert rendercv(design=design)["theme"] == {
        "name": "modern",
        "accent": "#aabbcc",
        "font-text": "Lato",
        "size": "11pt",
    }
    assert "page" not in rendercv(design=design)
    assert "theme" not in rendercv(design={"theme": "sb2nov", "colors": {"name": "rgb(300, 0, 0)"}})


def test_keywords_are_bold(found: Any) -> None:
    assert found["work"][0]["highlights"] == ["Halved tail latency with **eBPF**", "Wrote the **eBPF** guide"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"start_date": "2020-01", "end_date": "present"}, {"startDate": "2020-01", "endDate": "present"}),
        ({"start_date": 2020}, {"startDate": 2020}),
        ({"date": "2020-06", "start_date": "2020-01"}, {"startDate": "2020-01", "dates": "2020-06"}),
        ({"date": "Fall 2023"}, {"dates": "Fall 2023"}),
        ({"date": 2021}, {"endDate": 2021}),
        ({"start_date": "2021", "end_date": "2020"}, {"dates": "2021 – 2020"}),  # noqa: RUF001
    ],
)
def test_a_date_outranks_beginning_and_end(dates: Any, expected: Any, rendercv: Read) -> None:
    [job] = rendercv(sections={"experience": [{"company": "Acme", **dates}]})["work"]
    assert {key: value for key, value in job.items() if key != "name"} == expected


@pytest.mark.parametrize(
    ("title", "entry", "place"),
    [
        ("experience", {"company": "A"}, "work"),
        ("Berufserfahrung", {"company": "A"}, "work"),
        ("Jobs I liked", {"company": "A"}, "work"),
        ("education", {"institution": "A"}, "education"),
        ("skills", {"label": "A", "details": "b"}, "skills"),
        ("interests", {"label": "A", "details": "b"}, "interests"),
        ("summary", "A", "basics"),
        ("skills", {"bullet": "A"}, "custom"),
        ("work", {"bullet": "A"}, "custom"),
        ("certificates", {"name": "A", "highlights": ["b"]}, "custom"),
        ("anything", "A", "custom"),
    ],
)
def test_a_section_goes_where_its_entries_fit(title: str, entry: Any, place: str, rendercv: Read) -> None:
    found = rendercv(sections={title: [entry]})
    assert [key for key in found if key not in {"basics", "sections"}] == ([place] if place != "basics" else [])
    assert ("summary" in found["basics"]) == (place == "basics")


def test_entries_of_other_sections_lose_nothing(rendercv: Read) -> None:
    """Awards have a place of their own; a second section of publications, and what is no entry, do not."""
    paper = {"title": "T", "authors": ["A"], "journal": "J", "date": "2020-01", "doi": "10.1/x", "url": "https://e.org"}
    found = rendercv(
        sections={
            "awards": [{"name": "[Prize](https://p.example.org)", "date": "2020", "summary": "s"}],
            "publications": [{"title": "First"}],
            "talks": [paper],
            "odd": [["a", "list"], {"position": "Alone"}, {"bullet": "b", "note": "n"}, {"label": "l", "more": "m"}],
            "empty": [],
        }
    )
    assert found["awards"] == [{"title": "Prize", "url": "https://p.example.org", "date": 2020, "summary": "s"}]
    assert found["publications"] == [{"name": "First"}]
    assert found["custom"]["talks"]["items"] == [
        {"name": "T", "organization": "J", "date": "2020-01", "url": "https://e.org", "summary": "A", "x-doi": "10.1/x"}
    ]
    assert found["custom"]["odd"]["items"] == [
        {"position": "Alone"},
        {"text": "b", "x-note": "n"},
        {"text": "**l:**", "x-more": "m"},
    ]


def test_sections_of_one_title_have_ids_of_their_own(rendercv: Read) -> None:
    found = rendercv(sections={"My Work!": ["a"], "my_work": ["b"], "Skills": ["c"], "???": ["d"], "contact": ["e"]})
    assert [*found["custom"]] == ["my-work", "my-work-2", "skills-2", "section", "contact-2"]
    assert found["sections"] == [*found["custom"]]


@pytest.mark.parametrize(("name", "tag"), [("german", "de"), ("mandarin_chinese", "zh"), ("pt-BR", "pt-BR")])
def test_a_language_is_known(name: str, tag: str, rendercv: Read) -> None:
    assert rendercv(locale={"language": name})["language"] == tag


def test_a_language_that_is_not_known_is_left_out(rendercv: Read) -> None:
    assert "language" not in rendercv(locale={"language": "klingon"})
