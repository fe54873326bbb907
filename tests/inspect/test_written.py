"""Holds texts of other formats than PDF against the résumé that they were made of."""

import pytest

from resume.diagnostics import Diagnostics
from resume.inspect import written
from resume.inspect.known import Known
from resume.model.load import load
from resume.source import compose
from resume.view import build as views
from resume.view.words import english

SOURCE = """\
basics: {name: प्रिया शर्मा, label: Engineer}
work:
- {name: Acme, position: Engineer, dates: 2020 to 2021, highlights: [Built *two* engines.]}
skills: [{name: Python}]
"""
READ = """\
प्रिया शर्मा
Engineer
Experience
Engineer, Acme	2020 to 2021
- Built two engines.
Skills
Python
"""
LOST, MOVED = "cannot be read back whole from the Word document", "is read out of order in the Word document"


def said(text: str) -> list[tuple[str, int, str]]:
    """Give the code, line and message of what is wrong with a text."""
    diagnostics = Diagnostics()
    root = compose.parse(SOURCE, "resume.yaml", diagnostics)
    loaded = load(root, diagnostics) if root else None
    assert loaded is not None
    view = views.build(loaded.resume, english(), loaded.places, diagnostics)
    written.check("Word document", text, Known(view, english(), loaded.places), diagnostics)
    return [(item.code, item.span.line if item.span else 0, item.message) for item in diagnostics.items]


def test_a_text_that_holds_all_in_order_is_proven() -> None:
    assert said(READ) == []


@pytest.mark.parametrize(
    ("told", "read", "finding"),
    [
        ("two engines", "engines", ("lost-text", 3, f'"Built two engines." {LOST}')),
        ("Skills\nPython\n", "Skills\n", ("lost-text", 4, f'"Python" {LOST}')),
        ("\t2020 to 2021\n- Built two engines.", "\n- Built two engines.\n2020 to 2021", ("text-order", 3, MOVED)),
    ],
)
def test_what_is_lost_or_moved_is_an_error_at_its_line(told: str, read: str, finding: tuple[str, int, str]) -> None:
    assert told in READ
    [(code, line, message)] = said(READ.replace(told, read))
    assert (code, line) == finding[:2]
    assert finding[2] in message


def test_a_script_that_pdfs_misread_must_be_whole_here() -> None:
    [finding] = said(READ.replace("प्रिया", "प्रया"))
    assert finding == ("lost-text", 1, f'"प्रिया शर्मा" {LOST}')
