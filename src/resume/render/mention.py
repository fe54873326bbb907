"""Finds where a template or a sheet mentions a file."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from resume.diagnostics import Span
from resume.source.text import LINE_BREAK

DATA: Final = (".yaml", ".json")
"""The endings of files that load nothing themselves."""


def mention(url: str, texts: Mapping[str, str]) -> Span | None:
    """Find the name of the file that a URL leads to in some texts, which stand under the names of their files."""
    try:
        parts = urlsplit(url)
        name = unquote(parts.path.rpartition("/")[2]) or parts.netloc
    except ValueError:  # it is no URL
        name = url
    for file, text in texts.items():
        lines = LINE_BREAK.split(text) if name and name in text and not file.endswith(DATA) else []
        for number, line in enumerate(lines, start=1):
            if name in line:
                at = line.index(name) + 1
                return Span(file, number, at, number, at + len(name))
    return None
