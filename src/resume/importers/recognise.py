"""Tells by its content what a file is."""

import re
from typing import Final, Literal

from resume.diagnostics import Diagnostics
from resume.model.resume import SECTIONS
from resume.source import compose

Kind = Literal["json-resume", "rendercv", "yamlresume", "linkedin", "bibtex", "pdf"]

NAMES: Final[dict[Kind, str]] = {
    "json-resume": "JSON Resume",
    "rendercv": "RenderCV",
    "yamlresume": "YAMLResume",
    "linkedin": "LinkedIn's export",
    "bibtex": "BibTeX",
    "pdf": "PDF",
}
"""What the kinds of files are called."""

ROOTS: Final[dict[str, Kind]] = {
    "cv": "rendercv",
    "content": "yamlresume",
    **dict.fromkeys(("basics", *SECTIONS[1:]), "json-resume"),
}
"""The first of these keys that a file has says what it is."""

ZIP: Final = b"PK\x03\x04"
PDF: Final = re.compile(rb"(?s).{,1024}%PDF-")
"""How a PDF begins; some have bytes of the transport before it (ISO 32000-1 Annex H, note 13)."""

BIBTEX: Final = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
KEY: Final = re.compile(rf"""(?:^[ \t{{]*|[{{,]\s*)["']?({"|".join(ROOTS)})["']?[ \t]*:""", re.MULTILINE)


def recognise(content: bytes) -> Kind | None:
    """Tell what a file is, be it damaged; nothing where it is none that there is an importer for."""
    if content.startswith(ZIP):
        return "linkedin"
    if PDF.match(content):
        return "pdf"
    text = content.decode("utf-8-sig", errors="replace")
    root = compose.parse(text, "", Diagnostics())
    if root:
        names = [key.text for key, _ in root.entries]
        return next((kind for name, kind in ROOTS.items() if name in names), None)
    if text.lstrip().startswith("<"):
        return None
    if BIBTEX.search(text):
        return "bibtex"
    found = KEY.search(text)
    return ROOTS[found[1]] if found else None
