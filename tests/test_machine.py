"""The layouts of a diagnostic for programs: JSON, SARIF, and GitHub's commands."""

import json
from typing import Any

from resume.diagnostics import Diagnostic, Label, Span
from resume.report.machine import as_github, as_json, as_sarif

FULL = Diagnostic(
    "warning",
    "double-word",
    "`the` stands twice, 100% so",
    Span("cv, new.yaml", 3, 5, 3, 12),
    labels=(Label(Span("cv, new.yaml", 2, 1, 2, 4), "here too"),),
    notes=("it is seen",),
    hint="write one",
    fix="the",
)
OVER_LINES = Diagnostic("error", "yaml-syntax", "wrong", Span("cv.yaml", 1, 2, 4, 5))
NOWHERE = Diagnostic("error", "lost-text", "gone")


def results(*items: Diagnostic) -> list[dict[str, Any]]:
    [run] = json.loads(as_sarif(items, {"double-word": "A word twice."}, "1.0"))["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


def test_json_has_all_that_is_known_and_nothing_else() -> None:
    place = {"file": "cv, new.yaml", "line": 3, "column": 5, "endLine": 3, "endColumn": 12}
    label = {"file": "cv, new.yaml", "line": 2, "column": 1, "endLine": 2, "endColumn": 4, "message": "here too"}
    assert json.loads(as_json([FULL, NOWHERE], {"more": 1})) == {
        "version": 1,
        "diagnostics": [
            {
                "severity": "warning",
                "code": "double-word",
                "message": "`the` stands twice, 100% so",
                **place,
                "labels": [label],
                "notes": ["it is seen"],
                "hint": "write one",
                "fix": "the",
            },
            {"severity": "error", "code": "lost-text", "message": "gone"},
        ],
        "more": 1,
    }


def test_what_means_something_to_github_is_escaped() -> None:
    assert as_github(FULL) == (
        "::warning file=cv%2C new.yaml,line=3,endLine=3,col=5,endColumn=12,title=double-word::"
        "`the` stands twice, 100%25 so%0Ait is seen%0Ahint: write one"
    )


def test_github_gets_columns_of_one_line_only_and_no_place_where_there_is_none() -> None:
    assert as_github(OVER_LINES) == "::error file=cv.yaml,line=1,endLine=4,col=2,title=yaml-syntax::wrong"
    assert as_github(NOWHERE) == "::error title=lost-text::gone"


def test_sarif_has_places_and_fixes_where_there_are_any() -> None:
    full, over, nowhere = results(FULL, OVER_LINES, NOWHERE)
    assert full["message"]["text"] == "`the` stands twice, 100% so\nit is seen\nwrite one"
    assert full["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "the"}
    assert over["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": 2,
        "endLine": 4,
        "endColumn": 5,
    }
    assert "fixes" not in over
    assert {"locations", "fixes"}.isdisjoint(nowhere)
