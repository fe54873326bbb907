"""The JSON Schema: it is the committed one, and an editor that checks by it agrees with what is built."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from resume.diagnostics import Diagnostics
from resume.model.schema import schema
from resume.source.compose import parse
from resume.source.nodes import plain
from resume.source.text import decode

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(schema())
VALIDATOR = Draft202012Validator(SCHEMA)
CASES = sorted(path for path in (ROOT / "tests/cases").iterdir() if path.suffix in {".yaml", ".json"})


def document(path: Path) -> Any:
    """Give what an editor has of a file; none where it is no YAML."""
    diagnostics = Diagnostics()
    text = decode(path.read_bytes(), path.name, diagnostics)
    root = None if text is None else parse(text, path.name, diagnostics)
    return None if root is None else plain(root)


def announcement(case: Path) -> str:
    aside = case.with_name(case.name + ".expect")
    return case.read_bytes().decode(errors="replace") + (aside.read_text(encoding="utf-8") if aside.exists() else "")


FULL = document(ROOT / "tests/model/full.yaml")


def test_the_committed_schema_is_not_stale() -> None:
    assert (ROOT / "resume.schema.json").read_text(encoding="utf-8") == schema()


def test_the_schema_is_one() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_the_resume_of_the_repository_names_the_schema_and_fits_it() -> None:
    path = ROOT / "resume.yaml"
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=./resume.schema.json\n")
    assert [error.message for error in VALIDATOR.iter_errors(document(path))] == []


def test_a_resume_with_every_key_fits_the_schema() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(FULL)] == []


OPEN = {("set",), ("theme",)}
"""Keys of variants whose values have keys that the model does not know."""


def mappings(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Walk the mappings whose keys are ours to name."""
    if isinstance(value, dict):
        if (
            path not in {("custom",), ("meta",), ("theme",), ("check", "severity"), ("variants",)}
            and path[-1:] not in OPEN
        ):
            yield path
        for key, inner in value.items():
            yield from mappings(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from mappings(inner, (*path, index))


@pytest.mark.parametrize("path", [*mappings(FULL)], ids=str)
def test_a_misspelt_key_does_not_fit_the_schema_and_an_extension_does(path: tuple[str | int, ...]) -> None:
    damaged = deepcopy(FULL)
    holder: Any = damaged
    for step in path:
        holder = holder[step]
    if path[:1] != ("sections",):  # a section is one key
        holder["x-note"] = {"any": ["thing"]}
        assert VALIDATOR.is_valid(damaged)
    holder["nmae"] = "Ada"
    assert not VALIDATOR.is_valid(damaged)


SILENT = {
    "core-tags.yaml": "a tag makes text of a number here, which the model reads and an editor does not see",
    "empty-values-are-absent.yaml": "an editor marks an empty list as one that was forgotten",
    "empty-values.json": "an empty date is what foreign files have, not what one should write",
    "extension-keys.yaml": "an extension beside the sections of one's own is not described",
}
"""Files that load, though an editor will underline something in them."""


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if not re.search(r"error\[|unknown-key", announcement(case))],
    ids=lambda case: case.name,
)
def test_an_editor_does_not_complain_of_what_loads(case: Path) -> None:
    assert VALIDATOR.is_valid(document(case)) == (case.name not in SILENT)


SEEN = (
    r"unknown-key|missing-key|expected-(?:text|list|mapping|number|boolean|section)|url-scheme|date-form|language-tag"
)
UNSEEN = {
    "highlight-with-empty-text.yaml": "no text is still a text",
    "section-with-an-empty-id.yaml": "the names of sections are not described",
}


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if re.search(rf"error\[(?:{SEEN})\]", announcement(case)) and document(case) is not None],
    ids=lambda case: case.name,
)
def test_an_editor_sees_what_a_schema_can_say(case: Path) -> None:
    assert VALIDATOR.is_valid(document(case)) == (case.name in UNSEEN)


def test_every_kind_of_mapping_forbids_unknown_keys_and_describes_itself() -> None:
    parts = {name: part for name, part in SCHEMA["$defs"].items() if part.get("type") == "object"}
    assert {"Basics", "Work", "Highlight", "CustomSection", "Page"} <= parts.keys()
    for name, part in {**parts, "Resume": SCHEMA}.items():
        assert part["description"], name
        assert part["patternProperties"] == {"^x-": {}}, name
        assert part["additionalProperties"] is False or name == "ThemeChoice", name
