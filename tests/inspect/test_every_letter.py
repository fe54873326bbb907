"""Holds every theme that there is to letters: what readers find, in which order, on which page.

The themes are found by listing their folder, so that a new one is held to the same.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import page as validator
import pymupdf
import pytest

from resume.build.letter import build
from resume.build.request import Request
from resume.diagnostics import Diagnostics
from resume.inspect import rules
from resume.inspect.evidence import Evidence
from resume.model.values import Date
from resume.tailor.tailor import File
from resume.themes.shelf import Chosen, builtin_names

pytestmark = pytest.mark.wide

ROOT = Path(__file__).parents[2]
STARTER = (ROOT / "src/resume/starter/resume.yaml").read_text(encoding="utf-8")

ENGLISH = """\
---
recipient:
  name: Ms Grace Hopper
  title: Head of Engineering
  organization: Acme Logistics
  address: [12 Harbour Street, "Portland, OR 97201"]
date: 2026-11-29
subject: "Application: Senior Backend Engineer"
opening: Dear Ms Hopper,
enclosures: [Résumé, References]
---
I am writing about the post of **Senior Backend Engineer** that you announced on your
[careers page](https://acme.example.org/careers). For six years I have built services that move money and
freight, and I would like to do so at Acme.

At {{ work[0].name }} I cut the median quote time from 4.1 s to 380 ms by pricing routes ahead of demand:

1. a habit of measuring before changing, and of saying what was measured;
2. migrations that nobody outside the team notices.

You can reach me under {{ basics.email }}. I would be glad to show you how I work.
"""
GERMAN = """\
---
language: de
recipient: |
  Muster Logistik GmbH
  Frau Erika Muster
  Hafenstraße 12
  20457 Hamburg
date: 2026-03-29
subject: Bewerbung als Softwareentwicklerin, Kennziffer 4711
opening: Sehr geehrte Frau Muster,
enclosures: [Lebenslauf, Zeugnisse]
---
auf Ihrer Website suchen Sie eine erfahrene Softwareentwicklerin für Ihr Team in Hamburg. Seit sechs Jahren baue
ich Dienste für Zahlungsverkehr und Logistik, zuletzt bei {{ work[0].name }}.

Über eine Einladung zum Gespräch freue ich mich.
"""
SAID = {
    "letter": [
        *("Ada Example", "November 29, 2026", "Ms Grace Hopper", "Head of Engineering", "Acme Logistics"),
        *("12 Harbour Street", "Portland, OR 97201", "Application: Senior Backend Engineer", "Dear Ms Hopper,"),
        *("announced on your careers page (acme.example.org/careers). For six years", "At Northwind Freight I cut"),
        *("1. a habit of measuring", "2. migrations", "under ada@example.org. I would", "Sincerely,", "Ada Example"),
        "Enclosures: Résumé, References",
    ],
    "a4": [
        *("Ada Example", "29. März 2026", "Muster Logistik GmbH", "Frau Erika Muster", "Hafenstraße 12"),
        *("20457 Hamburg", "Bewerbung als Softwareentwicklerin, Kennziffer 4711", "Sehr geehrte Frau Muster,"),
        *("zuletzt bei Northwind Freight.", "Über eine Einladung", "Mit freundlichen Grüßen", "Ada Example"),
        "Anlagen: Lebenslauf, Zeugnisse",
    ],
}
RESUME = ["Ada Example", "Northwind Freight", "Tidewater Payments"]
LETTERS = {"letter": ENGLISH, "a4": GERMAN}
LONGEST = 83
"""Characters of a line: some 80."""


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text)).casefold()


@pytest.mark.parametrize("theme", builtin_names())
@pytest.mark.parametrize(
    ("paper", "encloses"), [("letter", True), ("a4", False)], ids=["English with the résumé", "German alone"]
)
def test_every_reader_finds_all_of_a_letter_in_its_order(
    tmp_path: Path,
    theme: str,
    paper: str,
    encloses: bool,  # noqa: FBT001 - pytest gives it
    readers: Mapping[str, Callable[[bytes], str]],
) -> None:
    settings = (f"page.size={paper}",)
    request = Request(STARTER.encode(), "resume.yaml", tmp_path, (Chosen(theme),), output=tmp_path, settings=settings)
    outcome = build(request, File("acme.md", LETTERS[paper].encode()), Date(2026, 11, 29), encloses=encloses)
    assert outcome.diagnostics.items == []
    [path] = outcome.paths
    pdf = path.read_bytes()
    for name, read in readers.items():
        text, at = squeeze(read(pdf)), 0
        for wanted in [*SAID[paper], *(RESUME if encloses else ())]:
            assert squeeze(wanted) in text[at:], (name, wanted)
            at = text.index(squeeze(wanted), at) + len(squeeze(wanted))

    [printed] = outcome.printed.values()
    found = Diagnostics()
    for known in (printed.known, None):
        rules.check(Evidence("letter.pdf", pdf), known, found)
    assert [item for item in found.items if item.severity == "error"] == []
    assert validator.validate_pdf(path, profile=validator.ValidationProfile.PDF_UA_1).is_compliant
    with pymupdf.open(stream=pdf) as opened:
        assert len(opened) == 1 + encloses
        lines = opened[0].get_text().splitlines()
    below = lines[next(number for number, line in enumerate(lines) if "2026" in line) :]
    assert max(len(line) for line in below) <= LONGEST
