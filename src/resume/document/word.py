"""Reads the text of a Word document as machines do: its paragraphs in the order of the file."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

SIGNATURE: Final = b"PK"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAID: Final = {f"{W}tab": "\t", f"{W}br": "\n"}


def text(docx: bytes) -> str:
    """Give the text of a document's body, a paragraph a line."""
    with ZipFile(BytesIO(docx)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - it is ours
    return "\n".join("".join(_said(paragraph)) for paragraph in root.iter(f"{W}p"))


def parts(docx: bytes) -> Iterator[tuple[str, str]]:
    """Give what the parts of a document say, markup and all, by their names; nothing where it is no archive."""
    try:
        with ZipFile(BytesIO(docx)) as archive:
            yield from ((name, archive.read(name).decode(errors="replace")) for name in archive.namelist())
    except BadZipFile:
        return


def _said(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in SAID:
            yield SAID[element.tag]
