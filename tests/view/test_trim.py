"""What may be left out of a page, in which order, and the page without it."""

import pytest

from resume.diagnostics import Diagnostics, Path
from resume.model.load import Loaded, load
from resume.source import compose
from resume.view import words
from resume.view.build import Placement, build
from resume.view.page import View
from resume.view.trim import parts, priority, without

SOURCE = """\
basics:
  name: Ada
  summary: Stays.
  profiles: [{network: GitHub, username: ada, priority: -1}, {network: Other, username: ada}]
work:
  - {position: One, name: A, highlights: [a, b, c]}
  - {position: Two, name: B, highlights: [{text: d, priority: -2}, e], priority: -1}
  - {position: Three, name: C, highlights: [{text: f, priority: 3}, {text: g, priority: 4}], priority: 7}
skills:
  - {name: S, keywords: [s]}
  - {name: T, keywords: [t], priority: 2}
languages: [{language: French}]
awards: [{title: Prize}, {title: Medal}]
custom:
  own:
    items:
      - x
      - {text: y, priority: 1}
      - {name: Z, highlights: [z, w]}
"""


def read(source: str = SOURCE) -> Loaded:
    diagnostics = Diagnostics()
    root = compose.parse(source, "resume.yaml", diagnostics)
    loaded = load(root, diagnostics) if root else None
    assert loaded is not None, diagnostics.items
    return loaded


def view(loaded: Loaded, placement: Placement | None = None) -> View:
    return build(loaded.resume, words.english(), loaded.places, Diagnostics(), placement or Placement())


def order(loaded: Loaded) -> list[Path]:
    return [part.path for part in parts(view(loaded), lambda path: priority(loaded.resume, path))]


def test_the_least_important_goes_first_and_among_equals_the_last() -> None:
    assert order(read()) == [
        ("work", 1, "highlights", 0),
        ("work", 1),
        ("basics", "profiles", 0),
        ("custom", "own", "items", 2, "highlights", 1),
        ("custom", "own", "items", 2),
        ("custom", "own", "items", 0),
        ("languages", 0),
        ("awards", 1),
        ("awards", 0),
        ("skills", 0),
        ("work", 0, "highlights", 2),
        ("work", 0, "highlights", 1),
        ("custom", "own", "items", 1),
        ("work", 2, "highlights", 0),
    ]


def test_an_entry_keeps_its_most_important_bullet_and_skills_their_row() -> None:
    gone = {*order(read())}
    assert ("work", 0, "highlights", 0) not in gone
    assert ("work", 2, "highlights", 1) not in gone
    assert ("skills", 1) not in gone


@pytest.mark.parametrize("kind", ["work", "volunteer", "education", "projects"])
def test_a_whole_entry_goes_only_if_it_is_said_to_matter_less_than_nothing(kind: str) -> None:
    for importance in (None, 0, 5):
        said = "" if importance is None else f", priority: {importance}"
        assert order(read(f"basics: {{name: Ada}}\n{kind}: [{{url: example.org/a{said}}}]\n")) == []
    assert order(read(f"basics: {{name: Ada}}\n{kind}: [{{url: example.org/a, priority: -1}}]\n")) == [(kind, 0)]


def test_without_anything_the_page_is_as_it_was() -> None:
    page = view(read())
    assert without(page, ()) == page


def test_a_section_with_nothing_left_goes_with_its_heading() -> None:
    page = without(view(read()), {("awards", 0), ("awards", 1), ("languages", 0)})
    assert [section.id for section in page.sections] == ["summary", "work", "skills", "own"]


def test_all_that_may_go_can_go() -> None:
    loaded = read()
    page = without(view(loaded), order(loaded))
    assert [section.id for section in page.sections] == ["summary", "work", "skills"]
    jobs = page.sections[1].entries
    assert [(str(job.title), [*map(str, job.highlights)]) for job in jobs] == [("One", ["a"]), ("Three", ["g"])]
    assert [str(contact.text) for contact in page.head.contacts] == ["Other: ada"]
    assert parts(page, lambda path: priority(loaded.resume, path)) == []


def test_the_keywords_of_a_skill_that_is_left_out_are_not_in_the_file_either() -> None:
    assert without(view(read()), {("skills", 0)}).keywords == ("t",)


def test_of_an_employer_a_position_goes_by_itself_and_the_employer_with_the_last_one() -> None:
    loaded = read(
        "basics: {name: Ada}\nwork:\n"
        "  - {name: A, position: One, priority: -1}\n  - {name: A, position: Two, priority: -2}\n"
    )
    assert order(loaded) == [("work", 1), ("work", 0)]
    [entry] = without(view(loaded), {("work", 1)}).sections[0].entries
    assert [str(position.title) for position in entry.positions] == ["One"]
    assert without(view(loaded), {("work", 0), ("work", 1)}).sections == ()


def test_what_stands_in_the_sidebar_is_known_as_such() -> None:
    loaded = read()
    page = view(loaded, Placement(aside=("languages", "contact")))
    found = {part.path: part.in_aside for part in parts(page, lambda path: priority(loaded.resume, path))}
    assert found["languages", 0]
    assert not found["awards", 0]
    assert ("basics", "profiles", 0) in found
    assert [section.id for section in without(page, {("languages", 0)}).aside] == ["contact"]
