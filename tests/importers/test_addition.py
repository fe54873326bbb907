"""Publications are added to a source, and nothing else of it is touched."""

import difflib
from typing import Any

import pytest

from resume.diagnostics import Diagnostics
from resume.importers import addition, imported
from resume.source import compose
from resume.source.nodes import Sequence, plain

LIBRARY = """\
@article{new, title = {New: a Title}, author = {Ada Example}, year = 2024, doi = {10.1/new}}
@book{old, title = {Old Title!}, year = 2001}
"""

BEFORE = "basics: {name: Ada}  # me\n\n"

PLACES = {
    "no list": BEFORE + "work:\n  - name: Acme # here\n",
    "no line break at the end": BEFORE + "work:\n  - name: Acme",
    "empty lines at the end": BEFORE + "work:\n  - name: Acme\n\n\n",
    "a list at the end": BEFORE + "publications:\n  - name: A\n    publisher: B\n",
    "a list without a line break": BEFORE + "publications:\n  - name: A\n    publisher: B",
    "a list at the margin": BEFORE + "publications:\n- name: A\n- name: B\n\n# skills\nskills:\n- name: Go\n",
    "a list with more space": BEFORE + "publications:\n      -   name: A\n          publisher: B\nskills: []\n",
    "entries apart": BEFORE + "publications:\n  - name: A\n\n  - name: B\n\nskills: []\n",
    "a block at the end": BEFORE
    + "publications:\n  - name: A\n    summary: |\n      One\n\n      # Two\n\n# skills\nskills: []\n",
    "a folded text": BEFORE
    + 'publications:\n  - name: A\n    summary: >-\n      One\n      two\n  - name: "B\n      goes on"\nskills: []\n',
    "comments among them": BEFORE + "publications: # mine\n  # first\n  - name: A # the best\n  # last\nskills: []\n",
    "texts alone": BEFORE + "publications:\n  - {name: A, publisher: B}\nskills: []\n",
    "an empty list": BEFORE + "publications: [] # none yet\nskills: []\n",
    "nothing": BEFORE + "publications:\nskills: []\n",
    "null": BEFORE + "publications: null\n",
    "lines of several kinds": BEFORE + "work:\r\n  - name: Acme\rpublications:\n  - name: A\r\nskills: []\r",
    "lines of Windows": (BEFORE + "publications:\n  - name: A\nskills: []\n").replace("\n", "\r\n"),
}


def wanted(library: str = LIBRARY) -> Sequence:
    found = imported.read(library.encode(), "library.bib")
    assert found.resume is not None
    items = found.resume.get("publications")
    assert isinstance(items, Sequence)
    return items


def read(text: str) -> Any:
    root = compose.parse(text, "resume.yaml", Diagnostics())
    assert root is not None
    return plain(root)


@pytest.mark.parametrize("before", PLACES.values(), ids=PLACES)
def test_publications_are_added_behind_those_that_are_there(before: str) -> None:
    diagnostics = Diagnostics()
    after = addition.add(before, "resume.yaml", wanted(), diagnostics).text
    assert diagnostics.items == []
    assert after is not None
    had = read(before)
    has = read(after)
    assert [entry["name"] for entry in has["publications"]] == [
        *(entry["name"] for entry in had.get("publications") or ()),
        "New: a Title",
        "Old Title!",
    ]
    assert has | {"publications": None} == had | {"publications": None}
    changes = [
        line for line in difflib.ndiff(before.split("\n"), after.split("\n")) if line[0] == "-" and line[2:].strip()
    ]
    assert all("publications:" in line and "- name" not in line for line in changes)
    if "Acme\r" not in before:
        assert ("\r\n" in before) == ("\r\n" in after)
        assert "\r\n" not in before or after.count("\r\n") == after.count("\n")


@pytest.mark.parametrize("before", PLACES.values(), ids=PLACES)
def test_what_was_added_is_not_added_again(before: str) -> None:
    once = addition.add(before, "resume.yaml", wanted(), Diagnostics()).text
    assert once is not None
    again = addition.add(once, "resume.yaml", wanted(), Diagnostics())
    assert again.text == once
    assert [note.said for note in again.notes] == ["is there already, and is left as it is"] * 2


def test_a_publication_is_known_by_its_address_or_its_name() -> None:
    there = "publications:\n  - {name: Other, url: http://dx.doi.org/10.1/new}\n  - name: old title\n"
    assert addition.add(BEFORE + there, "resume.yaml", wanted(), Diagnostics()).text == BEFORE + there


def test_an_id_that_another_one_has_is_not_given_twice() -> None:
    there = BEFORE + "publications:\n  - {id: new, name: Something else}\n"
    added = addition.add(there, "resume.yaml", wanted(), Diagnostics())
    assert added.text is not None
    assert [entry.get("id") for entry in read(added.text)["publications"]] == ["new", None, "old"]
    assert [(note.kind, note.path) for note in added.notes] == [("lost", "new")]


@pytest.mark.parametrize(
    "before",
    [
        BEFORE + "publications: [{name: A}]\n",
        BEFORE + "publications: some text\n",
        BEFORE + "publications:\n  name: A\n",
        '{"basics": {"name": "Ada"}}',
        "'publications': &a\n  - name: A\nx-copy: *a\n" + BEFORE,
    ],
)
def test_where_it_cannot_be_done_nothing_is(before: str) -> None:
    diagnostics = Diagnostics()
    assert addition.add(before, "resume.yaml", wanted(), diagnostics).text is None
    [item] = diagnostics.items
    assert item.code == "import-into"
    assert item.span is not None


def test_a_source_with_errors_is_left_alone() -> None:
    diagnostics = Diagnostics()
    assert addition.add("basics: [\n", "resume.yaml", wanted(), diagnostics).text is None
    assert [item.code for item in diagnostics.items] == ["yaml-syntax"]


def test_a_section_that_is_not_listed_is_told() -> None:
    diagnostics = Diagnostics()
    addition.add(BEFORE + "work: [{name: A}]\nsections: [work]\n", "resume.yaml", wanted(), diagnostics)
    assert [item.code for item in diagnostics.items] == ["unlisted-section"]
