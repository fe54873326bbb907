"""Gives the readers of PDFs that the tests hold pages to: one of each family that there is."""

import subprocess
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO

import pymupdf
import pypdf
import pytest
from pdfminer.high_level import extract_text

Reader = Callable[[bytes], str]

HELD = 16
"""PDFs whose texts a reader keeps: tests of the same one follow each other."""


def pdftotext(*options: str) -> Reader:
    def read(pdf: bytes) -> str:
        command = ["pdftotext", *options, "-", "-"]
        return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()

    return read


@pytest.fixture(scope="session")
def readers() -> Mapping[str, Reader]:
    read: dict[str, Reader] = {
        "pypdf": lambda pdf: "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages),
        "pdfminer": lambda pdf: extract_text(BytesIO(pdf)),
        "pdftotext": pdftotext(),
        "pdftotext -raw": pdftotext("-raw"),
        "pymupdf": lambda pdf: "\n".join(page.get_text() for page in pymupdf.open(stream=pdf)),
    }
    return {name: lru_cache(HELD)(reader) for name, reader in read.items()}
