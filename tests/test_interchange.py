"""Writes résumés as JSON Resume, and reads them back."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis_jsonschema import from_schema

from resume import interchange
from resume.build.request import Request
from resume.build.road import build
from resume.diagnostics import Diagnostics
from resume.importers import imported
from resume.model.load import Loaded, load
from resume.source import compose, nodes

ROOT = Path(__file__).parents[1]
CORPUS = sorted((ROOT / "tests/model/corpus").glob("*.json"))
OURS = [ROOT / "resume.yaml", ROOT / "tests/model/full.yaml"]
SCHEMA = ROOT / "tests/formats/json-resume-1.3.1.schema.json"
"""The schema of npm's `@jsonresume/schema` 1.3.1."""


def written(source: bytes, name: str, folder: Path) -> Any:
    outcome = build(Request(source, name, folder, formats=("json",), output=folder))
    assert not outcome.diagnostics.has_errors()
    return json.loads(outcome.paths[0].read_text(encoding="utf-8"))


def parsed(data: Any) -> nodes.Mapping:
    root = compose.parse(json.dumps(data), "resume.json", Diagnostics())
    assert root
    return root


def inward(data: Any) -> Any:
    return nodes.plain(interchange.inward(parsed(data)))


def loaded(text: str) -> Loaded:
    root = compose.parse(text, "resume.yaml", Diagnostics())
    found = load(root, Diagnostics()) if root else None
    assert found
    return found


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_json_resume_of_others_comes_out_as_it_went_in(tmp_path: Path, path: Path) -> None:
    assert written(path.read_bytes(), path.name, tmp_path) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_what_is_written_is_valid_and_loses_nothing(tmp_path: Path, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    data = written(text.encode(), path.name, tmp_path)
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    found = load(interchange.inward(parsed(data)), Diagnostics())
    assert found
    assert found.resume == loaded(text).resume


def test_what_json_resume_has_no_place_for_stands_under_x_keys(tmp_path: Path) -> None:
    source = """\
basics: {name: Ada Example, tagline: "On time.", url: example.org/ada}
work:
  - name: Works
    id: works
    startDate: 2020
    endDate: present
    priority: 2
    highlights: [{text: Shipped **it**, tags: [lead]}, 1984]
education: [{institution: School, score: 1.10, dates: 1.10}]
x-note: {seen: 3}
page: {limit: 1}
theme: {name: classic, density: 0.90}
"""
    assert written(source.encode(), "resume.yaml", tmp_path) == {
        "basics": {"name": "Ada Example", "x-tagline": "On time.", "url": "example.org/ada"},
        "work": [
            {
                "name": "Works",
                "x-id": "works",
                "startDate": "2020",
                "x-endDate": "present",
                "x-priority": 2,
                "highlights": ["Shipped **it**", "1984"],
                "x-highlights": [{"text": "Shipped **it**", "tags": ["lead"]}, "1984"],
            }
        ],
        "education": [{"institution": "School", "score": "1.10", "x-dates": "1.10"}],
        "x-note": {"seen": 3},
        "x-page": {"limit": 1},
        "x-theme": {"name": "classic", "density": "0.90"},
    }


def test_a_value_that_was_changed_since_is_not_overruled_by_what_it_was() -> None:
    data: dict[str, Any] = {
        "basics": {"name": "Ada"},
        "work": [{"highlights": ["New"], "x-highlights": [{"text": "Old", "tags": ["a"]}], "x-other": 1}],
    }
    assert inward(data) == data
    data["work"][0]["highlights"] = ["Old"]
    assert inward(data)["work"] == [{"highlights": [{"text": "Old", "tags": ["a"]}], "x-other": 1}]


def test_json_that_does_not_give_it_back_is_told() -> None:
    resume = loaded("basics: {name: Ada Example}").resume
    assert interchange.gives_back('{"basics": {"name": "Ada Example"}}', resume)
    assert not interchange.gives_back('{"basics": {"name": "Ada Exampel"}}', resume)
    assert not interchange.gives_back('{"basics": {}}', resume)


def test_unknown_keys_of_a_foreign_file_are_kept_where_they_were(tmp_path: Path) -> None:
    data = {"basics": {"name": "Ada", "nick": "A"}, "Bildung": [1, 2.5, True, None, "3"], "meta": {"theme": "x"}}
    assert written(json.dumps(data).encode(), "foreign.json", tmp_path) == data


def pruned(value: Any) -> Any:
    """Leave out what is empty."""
    if isinstance(value, dict):
        inner = {key: pruned(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item not in ("", None, [], {})}
    if isinstance(value, list):
        return [item for item in map(pruned, value) if item not in ("", None, [], {})]
    return "" if isinstance(value, str) and not value.strip() else value


def changed(before: Any, after: Any, path: str = "") -> list[str]:
    """Give the paths of values that are not what they were; `x-…` keys may have come to them."""
    if isinstance(before, dict) and isinstance(after, dict):
        added = [key for key in after.keys() - before.keys() if not key.startswith("x-")]
        inner = [each for key in before for each in changed(before[key], after.get(key), f"{path}.{key}")]
        return [*(f"{path}.{key}" for key in added), *inner]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [
            each
            for index, pair in enumerate(zip(before, after, strict=True))
            for each in changed(*pair, f"{path}[{index}]")
        ]
    return [] if before == after and type(before) is type(after) else [f"{path}: {before!r} is {after!r}"]


def through_an_import(data: Any) -> Any:
    """Import JSON, and write what came of it as JSON; nothing where the import refuses it, which it says."""
    found = imported.read(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"), "theirs.json")
    if found.report.diagnostics.has_errors():
        return None
    return interchange.outward(loaded(found.text()).places.values[()])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_json_resume_of_others_comes_through_an_import(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert changed(pruned(data), pruned(through_an_import(data))) == []


LONGEST_KEY = 1000
"""Characters of a key as JSON writes it; libyaml reads 1,024 at most (YAML 1.2.2 §7.4.2, implicit keys)."""


REFUSED = {"Cc": "control-character", "Cn": "control-character", "Cs": "yaml-syntax", "Cf": "byte-order-mark"}
"""What is said of a character that no résumé can hold, by its general category (Unicode 15.0 §4.5)."""


def characters(data: object) -> set[str]:
    """Give all characters of the keys and texts in it."""
    if isinstance(data, dict):
        return characters([*data.keys(), *data.values()])
    return set().union(*map(characters, data)) if isinstance(data, list) else set(data if isinstance(data, str) else "")


def longest_key(data: object) -> int:
    """Count the characters of the longest key in it, as JSON writes it."""
    if isinstance(data, dict):
        return max((max(len(json.dumps(key)), longest_key(value)) for key, value in data.items()), default=0)
    return max(map(longest_key, data), default=0) if isinstance(data, list) else 0


@given(from_schema(json.loads(SCHEMA.read_text(encoding="utf-8"))))
@example({"work": [{"startDate": "2019-19-39", "endDate": "2020"}], "Bildung": {"a": [1, 2.5, True]}})
@example({"work": [{"startDate": "2020", "endDate": "2019"}], "awards": [{"date": "2019-00", "nick": " a "}]})
@example(
    {
        "basics": {"url": "ftp://x", "email": "", "profiles": [{"url": "x:y"}]},
        "skills": [{"keywords": ["", "no", "1.0"]}],
    }
)
@example({"Bildung\N{ZERO WIDTH NO-BREAK SPACE}": None})
@example({"Bildung": "\ufffe\a"})
@example({"Bildung\ud83d": None})
@example({"Bil\x85dung": "a\x85b\u2028c", "basics": {"summary": "a\x85b"}})
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_whatever_is_valid_comes_through_an_import(data: dict[str, Any]) -> None:
    data = {**data, "basics": {**data.get("basics", {}), "name": "Ada Example"}}
    after = through_an_import(data)
    refused = imported.read(json.dumps(data).encode(), "theirs.json").report.diagnostics
    if after is None:
        expected = {REFUSED.get(unicodedata.category(each)) for each in characters(data)}
        unreadable = {"yaml-syntax"} if longest_key(data) > LONGEST_KEY else set()
        assert refused.has_errors()
        assert {item.code for item in refused.items} <= {*expected, *unreadable}
    else:
        assert changed(pruned(data), pruned(after)) == []


def test_a_value_that_changed_is_found() -> None:
    assert changed({"a": [1, {"b": "c"}]}, {"a": [1, {"b": "d", "x-e": 1}]}) == [".a[1].b: 'c' is 'd'"]
    assert changed({"a": 1}, {"a": "1", "b": 2}) == [".b", ".a: 1 is '1'"]
    assert changed({"a": ["b"]}, {"a": []}) == [".a: ['b'] is []"]
