"""Marks in the markup of a page where a text of the résumé begins and ends."""

import json
import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from resume.diagnostics import Path

NONCHARACTER: Final = "\ufdd0"
"""A code point that is no character (Unicode 15.0 §23.7), which no source may hold, but XML may."""

ANCHOR: Final = re.compile(f"{NONCHARACTER}([0-9a-f]*){NONCHARACTER}", re.IGNORECASE)
"""The beginning of a text, with its path in digits that a template does no harm to; without a path, its end."""


def anchored(html: Markup, path: Path) -> Markup:
    """Mark where a text begins and ends."""
    digits = json.dumps(path).encode().hex()
    return Markup(f"{NONCHARACTER}{digits}{NONCHARACTER}{{}}{NONCHARACTER}{NONCHARACTER}").format(html)  # noqa: S704 - digits


def bare(markup: str) -> str:
    """Give a page without the marks: what it is where nobody asks for places."""
    return ANCHOR.sub("", markup)


def stretches(text: str) -> Iterator[tuple[Path | None, str]]:
    """Give what stands before the first mark of a text, and after each one, with the path that it begins.

    What is before the first mark belongs to whatever is before the text: its path is none. After an end it is empty.
    """
    first, *rest = ANCHOR.split(text)
    yield None, first
    for digits, stretch in zip(rest[::2], rest[1::2], strict=True):
        yield tuple(json.loads(bytes.fromhex(digits))) if digits else (), stretch
