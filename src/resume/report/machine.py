"""Lays diagnostics out for programs: JSON, SARIF, and what GitHub shows beside a file."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from resume.diagnostics import Diagnostic, Span

SARIF: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
INFORMATION: Final = "https://github.com/"


def as_json(items: Iterable[Diagnostic], answers: Mapping[str, Any]) -> str:
    """Give diagnostics, and what else was asked for, as a JSON document; docs/check.schema.json says what is in it."""
    document = {"version": 1, "diagnostics": [record(item) for item in items], **answers}
    return json.dumps(document, ensure_ascii=False, indent=2)


def record(item: Diagnostic) -> dict[str, Any]:
    """Give a diagnostic as values that JSON has."""
    found: dict[str, Any] = {"severity": item.severity, "code": item.code, "message": item.message}
    if item.span:
        found |= _place(item.span)
    if item.labels:
        found["labels"] = [{**_place(label.span), "message": label.text} for label in item.labels]
    if item.notes:
        found["notes"] = [*item.notes]
    if item.hint:
        found["hint"] = item.hint
    if item.fix is not None:
        found["fix"] = item.fix
    return found


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def as_github(item: Diagnostic) -> str:
    """Give a diagnostic as a workflow command (docs.github.com, "Workflow commands for GitHub Actions")."""
    place = {}
    if item.span:
        span = item.span
        place = {"file": span.file, "line": span.line, "endLine": span.end_line, "col": span.column}
        if span.line == span.end_line:
            place["endColumn"] = span.end_column
    properties = {**place, "title": item.code}
    listed = ",".join(f"{name}={_escaped(str(value), property_=True)}" for name, value in properties.items())
    text = "\n".join([item.message, *item.notes, *([f"hint: {item.hint}"] if item.hint else [])])
    return f"::{item.severity} {listed}::{_escaped(text)}"


def _escaped(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text


def as_sarif(items: Iterable[Diagnostic], meanings: Mapping[str, str], version: str) -> str:
    """Give diagnostics as SARIF 2.1.0, which code-scanning services read; `meanings` are those of the codes."""
    found = [*items]
    codes = sorted({item.code for item in found})
    rules = [{"id": code, "fullDescription": {"text": meanings.get(code, code)}} for code in codes]
    driver = {"name": "resume", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(item) for item in found]}
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(item: Diagnostic) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.code,
        "level": item.severity,
        "message": {"text": "\n".join([item.message, *item.notes, *([item.hint] if item.hint else [])])},
    }
    if item.span:
        result["locations"] = [_location(item.span)]
        if item.fix is not None:
            change = {"deletedRegion": _region(item.span), "insertedContent": {"text": item.fix}}
            changes = [{"artifactLocation": _artifact(item.span), "replacements": [change]}]
            result["fixes"] = [{"artifactChanges": changes}]
    return result


def _location(span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(span), "region": _region(span)}}


def _artifact(span: Span) -> dict[str, str]:
    return {"uri": span.file.replace("\\", "/")}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
