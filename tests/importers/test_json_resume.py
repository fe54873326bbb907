"""JSON Resume comes in whole: each value where it was, unknown keys as `x-…` beside it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.build.request import Request
from resume.build.road import build
from resume.diagnostics import Diagnostics
from resume.importers import imported
from resume.model.load import load
from resume.source import compose
from resume.source.nodes import plain

CORPUS = sorted((Path(__file__).parents[1] / "model/corpus").glob("*.json"))

Leaf = tuple[tuple[str | int, ...], Any]


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """Give all values that are not empty, with their paths."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    elif value not in ("", None):
        yield path, value if isinstance(value, str) else json.dumps(value)


def as_text(found: Iterator[Leaf]) -> list[tuple[str, str]]:
    return sorted((str(path), str(value)) for path, value in found)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_each_value_is_where_it_was(path: Path, data: Callable[[bytes], Any]) -> None:
    before = json.loads(path.read_bytes())
    after = data(path.read_bytes())
    assert as_text(leaves(after)) == as_text(leaves(before))
    assert [*after] == [key for key in before if before[key]]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_was_imported_builds(path: Path, tmp_path: Path) -> None:
    text = imported.read(path.read_bytes(), path.name).text()
    outcome = build(Request(text.encode(), "resume.yaml", tmp_path, output=tmp_path, formats=("html",)))
    assert [item for item in outcome.diagnostics.items if item.severity == "error"] == []
    assert outcome.paths


def test_former_keys_are_called_what_they_are_called_now(
    sample: Callable[[str], bytes], data: Callable[[bytes], Any]
) -> None:
    found = data(sample("version-0.json"))
    assert found["basics"]["image"] == "portrait.jpg"
    assert found["basics"]["url"] == "http://richard.example.com"
    assert [job.get("name") for job in found["work"]] == ["Pied Piper", "Hooli", "Backwards Inc"]
    assert found["work"][0]["url"] == "http://piedpiper.example.com"
    assert found["volunteer"][0]["url"] == "http://coderdojo.example.com"
    assert found["education"][0]["score"] == 3.9
    assert found["publications"][0]["url"] == "http://example.org/video"
    assert found["languages"][0]["fluency"] == "C1"


def test_what_is_unknown_or_refused_is_kept_beside_its_place(
    sample: Callable[[str], bytes], data: Callable[[bytes], Any]
) -> None:
    found = data(sample("version-0.json"))
    kept = found["x-json-resume"]
    assert kept["Bildung"] == [{"Schule": "Gymnasium am Markt", "Abschluss": "Abitur"}]
    assert found["basics"]["x-json-resume"] == {"degree": "B.Sc.", "email": "richard at example dot org"}
    assert found["basics"]["location"]["x-json-resume"] == {"timezone": "America/Los_Angeles"}
    assert found["work"][1]["x-json-resume"] == {"department": {"name": "XYZ", "floor": 3}, "startDate": "Fall 2010"}
    assert found["awards"][0] == {"title": "Compression Award", "x-json-resume": {"date": "a while ago"}}
    assert found["x-skills"] == ["Juggling"]
    assert kept["interests"] == {"name": "not a list"}
    assert kept["references"] == 0
    assert found["meta"] == {"theme": "elegant", "version": "1.0", "number": 1.0}


def test_dates_are_read_or_kept_as_text(sample: Callable[[str], bytes], data: Callable[[bytes], Any]) -> None:
    found = data(sample("version-0.json"))
    assert found["work"][0]["startDate"] == "2013-12-01"
    assert found["work"][1] | {"x-json-resume": None} == {
        "name": "Hooli",
        "position": "Engineer",
        "dates": "Fall 2010 – Sep 2013",  # noqa: RUF001
        "endDate": "2013-09",
        "x-json-resume": None,
    }
    assert found["work"][2]["dates"] == "2009-05 – 2008-01"  # noqa: RUF001
    assert found["volunteer"][0] | {"startDate": "2012-03", "endDate": "present"} == found["volunteer"][0]


def test_what_was_done_is_accounted_for(sample: Callable[[str], bytes]) -> None:
    content = sample("version-0.json")
    notes = imported.read(content, "version-0.json").report.notes
    told = {note.path: (note.kind, note.value) for note in notes}
    assert told["work[0].company"] == ("changed", "Pied Piper")
    assert told["work[0].endDate"] == ("changed", "")
    assert told["work[0].highlights[0]"] == ("changed", "Built [it](javascript:alert(1)) twice")
    assert told["work[1].department.floor"] == ("kept", "3")
    assert told["basics.email"] == ("kept", "richard at example dot org")
    assert told["references"] == ("kept", "0")
    lines = content.decode().split("\n")
    for note in notes:
        assert note.place is not None
        assert json.dumps(note.value, ensure_ascii=False).strip('"') in lines[note.place.line - 1]


def test_our_own_keys_are_let_be(data: Callable[[bytes], Any]) -> None:
    own = {
        "basics": {"name": "Ada", "tagline": "Fast."},
        "work": [{"name": "Acme", "highlights": [{"text": "Led", "tags": ["lead"]}], "x-note": "1.0"}],
        "custom": {"focus": {"title": "Focus", "items": ["a", {"name": "b"}]}},
        "sections": [{"work": "Jobs"}, "focus"],
        "theme": {"name": "modern", "accent": "#0b5394"},
        "variants": {"lead": {"include": ["lead"]}},
        "x-own": {"a": [1, "1", None, True]},
    }
    assert data(json.dumps(own).encode()) == own


def test_a_source_of_ours_comes_in_as_it_is(data: Callable[[bytes], Any]) -> None:
    """With all keys that there are, several languages among them."""
    for path in (CORPUS[0].parents[1] / "full.yaml", CORPUS[0].parents[3] / "resume.yaml"):
        root = compose.parse(path.read_text(encoding="utf-8"), "full.yaml", Diagnostics())
        assert root is not None
        assert as_text(leaves(data(path.read_bytes()))) == as_text(leaves(plain(root)))
    label = {"en": "Engineer", "de": "Ingenieurin"}
    assert data(json.dumps({"basics": {"name": "Ada", "label": label}}).encode())["basics"]["label"] == label


def test_keys_that_would_be_kept_under_one_are_both_kept(data: Callable[[bytes], Any]) -> None:
    found = data(b'{"basics": {"name": "Ada"}, "x-hobby": "a", "hobby": "b"}')
    assert (found["x-hobby"], found["x-x-hobby"]) == ("a", "b")


def test_an_id_that_two_entries_have_is_the_first_one_s(data: Callable[[bytes], Any]) -> None:
    skills = [{"id": "1", "name": "A"}, {"id": "1", "name": "B"}, {"id": "2", "name": "C"}]
    found = data(json.dumps({"basics": {"name": "Ada"}, "skills": skills}).encode())["skills"]
    assert [skill.get("id") for skill in found] == [1, None, 2]
    assert found[1]["x-json-resume"] == {"id": "1"}


@pytest.mark.parametrize("key", ["endDate", "startDate"])
@pytest.mark.parametrize("value", [None, "", "   "])
def test_an_empty_date_is_none(key: str, value: object, data: Callable[[bytes], Any]) -> None:
    given_date = {"name": "Acme", "startDate": "2020-01", "endDate": "2021-01"} | {key: value}
    assert key not in data(json.dumps({"basics": {"name": "Ada"}, "work": [given_date]}).encode())["work"][0]


values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9999)
    | st.sampled_from(["", "x", "2020-01", "May 2020", "a@b.c", "[a](b)", "é\n- f"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["name", "url", "text", "id", "x-y", "q"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def put(holder: Any, path: tuple[str | int, ...], value: object) -> None:
    """Put a value at a path, where that is still one."""
    *parents, last = path
    try:
        for step in parents:
            holder = holder[step]
        holder[last] = value
    except (LookupError, TypeError):
        pass


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_place_is_kept_and_the_rest_loads(given_data: st.DataObject) -> None:
    """A value of any kind in any place: the résumé loads, and each text is in it or in the account."""
    whole = json.loads(CORPUS[-1].read_bytes())
    places = [path for path, _ in leaves(whole)]
    for _ in range(2):
        path = given_data.draw(st.sampled_from(places))[: given_data.draw(st.integers(1, 4))]
        put(whole, path, given_data.draw(values))
    found = imported.read(json.dumps(whole).encode(), "damaged.json")
    text = found.text()
    diagnostics = Diagnostics()
    root = compose.parse(text, "resume.yaml", diagnostics)
    assert root is not None
    load(root, diagnostics)
    assert {item.code for item in diagnostics.items if item.severity == "error"} <= {"missing-key"}
    told = {note.value for note in found.report.notes}
    kept = {str(value) for _, value in leaves(json.loads(json.dumps(whole)))}
    seen = " ".join(f"{value}" for _, value in as_text(leaves(plain_of(found))))
    assert [value for value in kept if value not in told and value not in seen and value.strip()] == []


def plain_of(found: imported.Imported) -> Any:
    assert found.resume is not None
    return plain(found.resume)
