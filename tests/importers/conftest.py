"""What tests of importers share: samples, LinkedIn's archive, what a PDF says."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from resume.build.request import Request
from resume.build.road import build
from resume.importers import imported
from resume.source import nodes

SAMPLES = Path(__file__).parent / "samples"
CORPUS = Path(__file__).parents[1] / "model/corpus"

Tables = dict[str, list[dict[str, str]]]

TABLES: Tables = {
    "Profile.csv": [
        {
            "First Name": "Ada",
            "Last Name": "Example",
            "Birth Date": "Feb 29",
            "Headline": "Engineer * maker of [things]",
            "Summary": "I build things.\n\nAt scale:\n• engines\n• looms\nAnd more.",
            "Industry": "Computer Software",
            "Zip Code": "97201",
            "Geo Location": "Portland, Oregon, United States",
            "Twitter Handles": "[ada_x]",
            "Websites": "[COMPANY:https://example.org,PERSONAL:https://ada.example.org]",
        }
    ],
    "Email Addresses.csv": [
        {"Email Address": "old@example.org", "Confirmed": "Yes", "Primary": "No", "Updated On": "1/1/20, 1:00 AM"},
        {"Email Address": "ada@example.org", "Confirmed": "Yes", "Primary": "Yes", "Updated On": "1/1/21, 1:00 AM"},
    ],
    "PhoneNumbers.csv": [{"Extension": "", "Number": "+1 555 010 0199", "Type": "Mobile"}],
    "Positions.csv": [
        {
            "Company Name": "Northwind Freight",
            "Title": "Senior Engineer",
            "Description": "Led the team.\n• Cut costs by 20%\n• Wrote `code` * more",
            "Location": "Portland",
            "Started On": "Sep 2020",
            "Finished On": "",
        },
        {"Company Name": "Tidewater", "Title": "Engineer", "Started On": "janv. 2018", "Finished On": "Aug 2020"},
        {"Company Name": "Elsewhere", "Title": "Intern", "Started On": "2016", "Finished On": "Summer 2017"},
    ],
    "Education.csv": [
        {
            "School Name": "State University",
            "Start Date": "2012",
            "End Date": "2016",
            "Notes": "Graduated with honours",
            "Degree Name": "BSc, Computer Science",
            "Activities": "Chess club",
        }
    ],
    "Skills.csv": [{"Name": "Go"}, {"Name": "SQL"}],
    "Languages.csv": [{"Name": "German", "Proficiency": "Native or bilingual proficiency"}],
    "Certifications.csv": [
        {
            "Name": "Kubernetes Administrator",
            "Url": "https://cncf.example.org/1",
            "Authority": "CNCF",
            "Started On": "Nov 2021",
            "Finished On": "Nov 2024",
            "License Number": "LF-123",
        }
    ],
    "Projects.csv": [
        {"Title": "Ledger", "Description": "A tool for books", "Url": "https://example.org/l", "Started On": "Jan 2020"}
    ],
    "Publications.csv": [
        {
            "Name": "On Books",
            "Published On": "Mar 15, 2019",
            "Description": "About them",
            "Publisher": "ACM",
            "Url": "https://acm.example.org/1",
        }
    ],
    "Honors.csv": [{"Title": "First Prize", "Description": "For work", "Issued On": "Dec 2022"}],
    "Volunteering.csv": [
        {
            "Company Name": "CoderDojo",
            "Role": "Mentor",
            "Cause": "Education",
            "Started On": "Feb 2019",
            "Description": "Taught children",
        }
    ],
    "Courses.csv": [{"Name": "Algorithms", "Number": "CS101"}],
    "Recommendations_Received.csv": [
        {
            "First Name": "Max",
            "Last Name": "Muster",
            "Company": "Northwind",
            "Job Title": "Boss",
            "Text": "She is great.",
            "Status": "VISIBLE",
        }
    ],
    "Connections.csv": [{"First Name": "Somebody"}],
}
"""LinkedIn's tables, with the columns that its export has."""


def archived(tables: Mapping[str, list[dict[str, str]] | bytes], folder: str = "") -> bytes:
    """Pack tables as LinkedIn does."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            if isinstance(rows, bytes):
                archive.writestr(folder + name, rows)
                continue
            table = io.StringIO()
            writer = csv.DictWriter(table, [*dict.fromkeys(key for row in rows for key in row)])
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(folder + name, f"\ufeff{table.getvalue()}")
    return packed.getvalue()


@pytest.fixture(scope="session")
def tables() -> Tables:
    return TABLES


@pytest.fixture(scope="session")
def pack() -> Callable[..., bytes]:
    return archived


@pytest.fixture(scope="session")
def export() -> bytes:
    """Give an export of LinkedIn's, its files in a folder."""
    return archived(TABLES, "Complete_LinkedInDataExport_11-29-2026/")


@pytest.fixture(scope="session")
def sample() -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        path = SAMPLES / name
        return (path if path.exists() else CORPUS / name).read_bytes()

    return read


def data_of(content: bytes, file: str = "given") -> Any:
    """Give what was imported as JSON has it."""
    found = imported.read(content, file)
    assert found.resume is not None, found.report.diagnostics.items
    return nodes.plain(found.resume)


@pytest.fixture(scope="session")
def data() -> Callable[..., Any]:
    """Give a function from a file's content to what was imported of it, as JSON has it."""
    return data_of


@pytest.fixture(scope="session")
def rendercv() -> Callable[..., Any]:
    """Give a function from the keys of a RenderCV file to what was imported."""

    def read(**cv: Any) -> Any:
        others = {key: cv.pop(key) for key in ("design", "locale", "settings") if key in cv}
        return data_of(json.dumps({"cv": {"name": "Ada", **cv}, **others}).encode())

    return read


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Give a function from the text of a resume.yaml to what its PDF says, read by PDFium."""

    def read(text: str) -> str:
        folder = tmp_path_factory.mktemp("imported")
        outcome = build(Request(text.encode(), "resume.yaml", folder, output=folder / "cv.pdf", to_folder=False))
        assert [item for item in outcome.diagnostics.items if item.severity == "error"] == []
        with pypdfium2.PdfDocument(outcome.paths[0].read_bytes()) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)

    return read
