"""Judges the fonts of a PDF: whether its text can be shown and read on any machine."""

from collections.abc import Iterator
from typing import Final

from resume.document.textpage import SUBSET
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, listed

PLAIN: Final = ("Identity-H", "Identity-V", "WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding", "none")
"""Encodings that all readers know; `none` is that which a simple font has built in (ISO 32000-2 §9.6.5)."""


def check(evidence: Evidence) -> Iterator[Found]:
    """Find fonts that are not in the file, whose glyphs no characters belong to, or that lack a glyph."""
    if isinstance(evidence.mined, str):
        return
    objects, reading = evidence.mined
    fonts = objects.fonts
    if missing := [font.name for font in fonts if not font.is_embedded]:
        message = (
            f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} not in the file: each machine shows another"
        )
        yield Found("font-embedding", message, hint="embed all fonts when you export")
    unnamed = [SUBSET.sub("", name) for name in reading.unmapped]
    if unmapped := list(dict.fromkeys([*(font.name for font in fonts if not font.is_mapped), *unnamed])):
        message = f"{listed(unmapped)} does not say which characters its glyphs are: its text cannot be copied or read"
        yield Found("font-mapping", message)
    if odd := [font.name for font in fonts if font.encoding not in PLAIN and font.is_mapped and font.is_embedded]:
        message = f"{listed(odd)} has a character map of its own, which pypdf and pdfminer read as garbage"
        note = "WeasyPrint writes one where a glyph of the font is missing"
        yield Found("font-mapping", message, notes=(note,))
    if lacking := [SUBSET.sub("", name) for name in reading.lacking]:
        message = f"{listed(lacking)} lacks a character of the text: an empty box stands in its place, or nothing"
        yield Found("missing-glyph", message, hint="choose a font that has it, or write it otherwise")
