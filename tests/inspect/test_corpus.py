"""JSON Resume files of others, read back from each theme by readers of every family."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdf
import pytest
from pdfminer.high_level import extract_text

from resume.build import Request, build
from resume.themes.shelf import Chosen, builtin_names

CORPUS = Path(__file__).parents[1] / "model/corpus"
FILES = sorted(path.name for path in CORPUS.glob("*.json") if not path.stem.endswith("-ar"))
"""Those in scripts that run from left to right."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_SHOWN = {"$schema", "meta", "image"}
DATES = {"date", "releaseDate", "startDate", "endDate"}


def pdftotext(*options: str) -> Callable[[bytes], str]:
    return lambda pdf: subprocess.run(
        ["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


READERS: dict[str, Callable[[bytes], str]] = {
    "pdfminer": lambda pdf: extract_text(BytesIO(pdf)),
    "pypdf": lambda pdf: "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages),
    "pdftotext": pdftotext(),
    "pdftotext -raw": pdftotext("-raw"),
    "pymupdf": lambda pdf: "\n".join(page.get_text() for page in pymupdf.open(stream=pdf)),
}
IN_ORDER = ("pypdf", "pdftotext", "pdftotext -raw", "pymupdf")


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text)).casefold()


def in_words(date: str) -> str:
    """Write a date as a person would: 2019-01-05 is Jan 5, 2019."""
    year, month, day = ([*date.split("-"), "", ""])[:3]
    return f"{MONTHS[int(month) - 1] if month else ''} {f'{int(day)},' if day else ''} {year}"


def shown(key: str, value: str) -> str:
    if key in DATES:
        return in_words(value)
    if key == "url":
        return re.sub(r"^https?://(www\.)?|/$", "", value)
    return value.replace("\N{NON-BREAKING HYPHEN}", "-")


def leaves(value: Any, key: str = "") -> Iterator[str]:
    """Give every text of a document as it is to be shown."""
    match value:
        case dict():
            for name, inner in value.items():
                if name not in NOT_SHOWN:
                    yield from leaves(inner, name)
        case list():
            for inner in value:
                yield from leaves(inner, key)
        case str() if value.strip():
            yield from shown(key, value).split("\n")


def without_feet(text: str, name: str) -> str:
    """Take away the name and number at the foot of later pages."""
    return re.sub(rf"{re.escape(squeeze(name))}·\d+", "", text)


def readers_of(file: str) -> dict[str, Callable[[bytes], str]]:
    """Choose the readers for a file.

    pdfminer is none of the long one's: of its 90 publications it mixes a few, whose titles go over to a second line,
    with the date at the end of that line.
    """
    return {name: read for name, read in READERS.items() if name != "pdfminer" or not file.startswith("academic-90")}


@pytest.mark.parametrize("theme", builtin_names())
@pytest.mark.parametrize("file", FILES)
def test_every_reader_finds_all_of_a_resume_and_its_jobs_in_order(tmp_path: Path, file: str, theme: str) -> None:
    """A title before its date, its date before its first bullet, and all that before the next title."""
    source = (CORPUS / file).read_bytes()
    document = json.loads(source)
    outcome = build(Request(source, file, tmp_path, (Chosen(theme),), output=tmp_path))
    assert not outcome.diagnostics.has_errors()
    pdf = outcome.paths[0].read_bytes()
    found = {
        name: without_feet(squeeze(read(pdf)), document["basics"]["name"]) for name, read in readers_of(file).items()
    }

    expected = {squeeze(text) for text in leaves(document)}
    assert len(expected) > 20
    lost = {name: sorted(one for one in expected if one not in text) for name, text in found.items()}
    assert lost == {name: [] for name in found}

    for name in IN_ORDER:
        at = 0
        for job in document["work"]:
            start = in_words(job["startDate"])
            for text in (job["position"], start, *job.get("highlights", ())):
                at = found[name].index(squeeze(text), at) + len(squeeze(text))


def test_there_are_resumes_to_read() -> None:
    assert len(FILES) >= 4
