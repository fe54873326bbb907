"""Finds a font for every character of a résumé, before it is laid out."""

from collections.abc import Iterable, Mapping

from resume import fonts
from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.source.text import locate
from resume.view.page import Text
from resume.view.words import Words


def fallbacks(
    texts: Iterable[Text], families: Mapping[str, str], words: Words, places: Places, diagnostics: Diagnostics
) -> list[str]:
    """Give the families that stand in for characters which a theme's families lack.

    A character that no font has is an error at its place in the source: drawn without a glyph, it
    would make the text of its whole font unreadable for pypdf and pdfminer (measured).
    """
    shown = [(text, {*str(text), *(words.capitals(str(text)) if text.is_heading else "")}) for text in texts]
    further, missing = fonts.fallbacks(
        set().union(*(characters for _, characters in shown)), families.values(), words.language
    )
    for text, characters in shown:
        for character in sorted(characters & missing):
            around = places.whole(text.path)
            span = locate(diagnostics.texts.get(around.file, ""), around, character)
            message = f'the font "{families["text"]}" has no glyph for {character} (U+{ord(character):04X})'
            note = "none of the fonts that stand in for it has one either"
            diagnostics.error("missing-glyph", message, span, notes=(note,), hint="write it in other characters")
    return further
