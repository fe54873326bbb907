"""Every text of another tool's file is in the PDF that is built of it, or in the account of what became of it."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import pytest

from resume.diagnostics import Diagnostics
from resume.importers import imported
from resume.importers.taken import Report, is_empty, leaves
from resume.model.values import DATE, read_date
from resume.source import compose
from resume.view import words

RENDERCV = ("rendercv-2.8-sample_content.yaml", "every-kind.yaml")
YAMLRESUME = ("account-executive.de.yml", "software-engineer.en.yml", "software-engineer.ja.yml")

PICTURES = {"cv.photo"}
"""What the default theme does not show."""


def squeezed(text: str) -> str:
    """Leave what a line's end, capitals and Markdown change out of account."""
    text = re.sub(r"https?://(www\.)?|^- |[*`\\\u00ad\u2022]|/$", "", text, flags=re.MULTILINE)
    return re.sub(r"[\s\u2010-]+", "", text).casefold()


def said_in(content: bytes) -> Iterator[tuple[str, str]]:
    """Give all texts of a YAML file, with their paths."""
    root = compose.parse(content.decode(), "given", Diagnostics())
    assert root is not None
    yield from ((path, scalar.text) for path, scalar in leaves("", root) if not is_empty(scalar))


def cells(content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            table = archive.read(name).decode("utf-8-sig")
            for number, row in enumerate(csv.DictReader(io.StringIO(table, newline=""))):
                path = f"{PurePosixPath(name).name}[{number}]"
                yield from ((f"{path}.{key}", cell) for key, cell in row.items() if cell)


def missing(texts: Iterator[tuple[str, str]], pdf: str, report: Report, language: str = "en") -> list[tuple[str, str]]:
    """Give the texts that neither the PDF nor the account has."""
    told = {note.path for note in report.notes}
    spoken = words.find(language)
    assert spoken is not None
    seen = squeezed(pdf)
    found = []
    for path, text in texts:
        shown = spoken.date(read_date(text)) if DATE.match(text) else text
        parts = [part.strip() for part in re.split(r"[\n,;()\[\]]", shown) if part.strip()]
        is_shown = all(squeezed(part) in seen for part in parts)
        is_told = path in told or f"{path.partition('.csv')[0]}.csv" in told
        if not (is_shown or is_told or path in PICTURES):
            found.append((path, text))
    return found


@pytest.mark.parametrize("name", [*RENDERCV, *YAMLRESUME])
def test_nothing_that_a_file_says_is_lost(
    name: str, sample: Callable[[str], bytes], printed: Callable[[str], str]
) -> None:
    found = imported.read(sample(name), name)
    assert found.report.diagnostics.items == []
    language = name.split(".")[-2] if name in YAMLRESUME else "en"
    texts = [*said_in(sample(name))]
    pdf = printed(found.text())
    assert missing(iter(texts), pdf, found.report, language) == []
    if name == RENDERCV[0]:  # the guard: it finds what is left out of a page
        cut = pdf.replace("Boğaziçi", "Other").replace("Stanford HAI", "")
        assert len(missing(iter(texts), cut, found.report)) == 2


def test_nothing_that_an_export_says_is_lost(export: bytes, printed: Callable[[str], str]) -> None:
    found = imported.read(export, "export.zip")
    assert found.report.diagnostics.items == []
    assert missing(cells(export), printed(found.text()), found.report) == []
