"""What nobody takes of a file is known."""

from resume.diagnostics import Diagnostics
from resume.importers.taken import Item, Report
from resume.source import compose


def opened(text: str) -> tuple[Item, Report]:
    root = compose.parse(text, "given", Diagnostics())
    assert root is not None
    report = Report()
    return Item(root, "", report), report


def test_what_an_importer_forgets_is_lost_and_not_in_silence() -> None:
    item, report = opened("name: Ada\nplace: {city: X, zip: 1}\nlist: [a, {b: c}]\n")
    assert item.text("name") is not None
    assert item.item("place").text("city") is not None
    report.close()
    told = [(note.kind, note.path, note.value) for note in report.notes]
    assert told == [("lost", "list[0]", "a"), ("lost", "list[1].b", "c"), ("lost", "place.zip", "1")]


def test_what_is_of_another_kind_is_not_taken() -> None:
    item, report = opened("name: [Ada]\ntexts: [a, {b: c}]\nitems: [{d: e}, f]\nempty: [{}, '']\n")
    assert item.text("name") is None
    assert [text.text for text in item.texts("texts")] == ["a"]
    assert [inner.path for inner in item.items("items")] == ["items[0]"]
    assert [*item.rest()] == ["x-name"]
    assert [(note.kind, note.path) for note in report.notes] == [
        ("changed", "empty"),
        ("lost", "texts[1].b"),
        ("lost", "items[1]"),
        ("kept", "name[0]"),
    ]
