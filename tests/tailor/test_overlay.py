"""Overlays: what a partial résumé changes of a source, and which entry it means."""

from typing import Any

import pytest

from resume.diagnostics import Diagnostic, Diagnostics
from resume.source import nodes
from resume.source.compose import parse
from resume.tailor.overlay import merged_mappings

SOURCE = """\
basics: {name: Ada, label: Engineer, summary: ~}
theme: modern
work:
  - {id: acme, name: Acme, position: Engineer, highlights: [Built it, Ran it]}
  - {name: Twin, position: Clerk, startDate: 2018}
  - {name: Twin, position: Porter, startDate: 2016}
  - {name: Northwind, position: Driver}
interests:
custom:
  focus: {title: Focus, items: [Speed, Care]}
"""


def over(overlay: str) -> tuple[Any, list[Diagnostic]]:
    """Lay a text over the source: what comes of it, and what is said of it."""
    diagnostics = Diagnostics()
    base, partial = (parse(text, name, diagnostics) for text, name in ((SOURCE, "resume.yaml"), (overlay, "over.yaml")))
    assert base is not None
    assert partial is not None
    return nodes.plain(merged_mappings(base, partial, diagnostics)), diagnostics.items


def changed(overlay: str) -> Any:
    """Lay a text over the source that nothing is to be said of."""
    found, said = over(overlay)
    assert said == []
    return found


def positions(overlay: str) -> list[str]:
    return [job["position"] for job in changed(overlay)["work"]]


def test_a_mapping_is_merged_key_by_key() -> None:
    basics = changed("basics: {label: Lead, phone: '1'}")["basics"]
    assert (basics["name"], basics["label"], basics["phone"]) == ("Ada", "Lead", "1")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{id: acme, position: Lead}", ["Lead", "Clerk", "Porter", "Driver"]),
        ("{name: northwind, position: Lead}", ["Engineer", "Clerk", "Porter", "Lead"]),
        ("{name: Twin, startDate: 2016, position: Lead}", ["Engineer", "Clerk", "Lead", "Driver"]),
        ("{name: Twin, startDate: 2020, position: Lead}", ["Engineer", "Clerk", "Porter", "Driver", "Lead"]),
        ("{name: Southwind, position: Lead}", ["Engineer", "Clerk", "Porter", "Driver", "Lead"]),
        ("{id: wind, name: Northwind, position: Lead}", ["Engineer", "Clerk", "Porter", "Lead"]),
        ("{id: other, name: Acme, position: Lead}", ["Engineer", "Clerk", "Porter", "Driver", "Lead"]),
    ],
)
def test_an_entry_is_that_of_its_id_or_of_its_name_and_date_or_a_new_one(entry: str, expected: list[str]) -> None:
    assert positions(f"work: [{entry}]") == expected


def test_two_new_entries_that_are_alike_are_two() -> None:
    assert positions("work: [{name: New, position: A}, {name: New, position: B}]")[4:] == ["A", "B"]


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        ("{id: acmee, highlights: [Led]}", "no entry of `work` has the id `acmee`", "did you mean `acme`?"),
        (
            "{highlights: [Led]}",
            "this entry says neither `id` nor its name, so that it is not clear which one is meant",
            "",
        ),
        (
            "{name: Twin, position: Lead}",
            "2 entries of `work` are called Twin",
            "say which one is meant: give them an `id`, or add its `startDate`",
        ),
    ],
)
def test_an_entry_that_is_not_clear_is_an_error_and_changes_nothing(entry: str, message: str, hint: str) -> None:
    found, [item] = over(f"work:\n  - {entry}\n")
    assert (item.code, item.message, item.hint) == ("overlay-entry", message, hint)
    assert item.span is not None
    assert (item.span.file, item.span.line) == ("over.yaml", 2)
    assert [job["position"] for job in found["work"]] == ["Engineer", "Clerk", "Porter", "Driver"]


def test_a_list_of_texts_takes_the_place_of_the_one_that_is_there() -> None:
    assert changed("work: [{id: acme, highlights: [Sold it]}]")["work"][0]["highlights"] == ["Sold it"]
    assert changed("custom: {focus: {items: [Thrift]}}")["custom"]["focus"] == {"title": "Focus", "items": ["Thrift"]}


def test_entries_of_a_custom_section_are_added_to_its_bullets() -> None:
    assert changed("custom: {focus: {items: [{name: Thrift}]}}")["custom"]["focus"]["items"] == [
        "Speed",
        "Care",
        {"name": "Thrift"},
    ]


@pytest.mark.parametrize(
    ("overlay", "path", "expected"),
    [
        ("work: [{id: acme, highlights+: [Sold it]}]", ("work", 0, "highlights"), ["Built it", "Ran it", "Sold it"]),
        ("work: [{name: Northwind, highlights+: [Drove]}]", ("work", 3, "highlights"), ["Drove"]),
        ("custom: {focus: {items+: [Thrift]}}", ("custom", "focus", "items"), ["Speed", "Care", "Thrift"]),
        ("interests+: [{name: Chess}]", ("interests",), [{"name": "Chess"}]),
    ],
)
def test_a_key_that_ends_with_a_plus_adds_to_its_list(overlay: str, path: tuple[Any, ...], expected: list[Any]) -> None:
    found = changed(overlay)
    for step in path:
        found = found[step]
    assert found == expected


@pytest.mark.parametrize(("overlay", "what"), [("basics: {label+: [x]}", "text"), ("work+: Acme", "text")])
def test_what_is_no_list_cannot_be_added_to(overlay: str, what: str) -> None:
    found, [item] = over(overlay)
    assert (item.code, item.message.rpartition("there is ")[2]) == ("overlay-list", what)
    assert item.span is not None
    assert item.span.file == "over.yaml"
    assert (found["basics"]["label"], len(found["work"])) == ("Engineer", 4)


def test_options_are_laid_over_a_theme_that_is_a_name_alone() -> None:
    assert changed("theme: {accent: teal}")["theme"] == {"name": "modern", "accent": "teal"}
    assert changed("theme: swiss")["theme"] == "swiss"
