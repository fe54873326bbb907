"""Shows that each fault is found by its rule and nothing else is an error, and that clean pages have none.

What the tests record, `tests/conftest.py` counts and prints: recall and precision.
"""

from collections.abc import Callable

import pytest
from tests.inspect.faults.faults import Fault
from tests.inspect.faults.variants import Variant

from resume.diagnostics import Diagnostic, Diagnostics
from resume.inspect import rules
from resume.inspect.evidence import Evidence

NAME = "Clara-Whitmore-Resume.pdf"

Record = Callable[[str, object], None]


def findings(pdf: bytes) -> list[Diagnostic]:
    """Check a PDF; each finding has its place in the text that readers see."""
    diagnostics = Diagnostics()
    rules.check(Evidence(NAME, pdf), None, diagnostics)
    for item in diagnostics.items:
        assert item.span is not None
        if item.span.file != NAME:
            line = diagnostics.texts[item.span.file].split("\n")[item.span.line - 1]
            assert 0 < item.span.column < item.span.end_column <= len(line) + 2
    return diagnostics.items


def test_each_fault_is_found_by_its_rule_and_nothing_else_is_an_error(fault: Fault, record_property: Record) -> None:
    found = findings(fault.pdf)
    hits = [item for item in found if item.code in fault.codes and item.severity == fault.severity]
    errors = [item for item in found if item.severity == "error"]
    wrong = [item for item in errors if item.code not in {*fault.codes, *fault.also}]
    record_property("fault", bool(hits))
    record_property("errors", (len(errors), len(wrong)))
    assert hits
    assert wrong == []


@pytest.mark.wide
def test_a_clean_page_has_no_error(variant: Variant, record_property: Record) -> None:
    found = findings(variant.pdf)
    errors = [item for item in found if item.severity == "error"]
    record_property("errors", (len(errors), len(errors)))
    assert errors == []
    assert {item.code for item in found} <= {*variant.may}


def test_the_faults_are_many_and_of_many_kinds(faults: dict[str, Fault]) -> None:
    assert len(faults) > 150
    assert len({code for fault in faults.values() for code in fault.codes}) > 40


@pytest.mark.parametrize("damage", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_said_to_be_none(damage: bytes) -> None:
    [item] = findings(damage)
    assert item.code == "unreadable-pdf"
