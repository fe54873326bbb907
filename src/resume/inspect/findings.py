"""Says what of a résumé is not in its PDF as it should be, at its place in the source."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain

from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.view.page import Text
from resume.view.reading import Stream

MISREAD = {
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali",
    "GURMUKHI": "Gurmukhi",
    "GUJARATI": "Gujarati",
    "ORIYA": "Odia",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "KANNADA": "Kannada",
    "MALAYALAM": "Malayalam",
    "SINHALA": "Sinhala",
    "THAI": "Thai",
    "LAO": "Lao",
    "MYANMAR": "Myanmar",
    "KHMER": "Khmer",
}
"""Scripts whose letters are reordered, joined or stacked, which no PDF can say in a way that all readers understand;
by the first word of their characters' names in Unicode."""

TAGS = {"Arabic": "ar", "Hebrew": "he"}
"""A language of each script that runs from right to left."""

SHOWN = 60
"""Characters of a lost text that a message shows."""


def report(
    found: Iterable[tuple[Text, bool]],
    scripts: Mapping[int, str],
    pages: Sequence[str],
    places: Places,
    diagnostics: Diagnostics,
) -> None:
    """Report texts that are not where they should be, each given with whether it is lost.

    Those in a script of `MISREAD`, which `scripts` gives by their ids, are a warning, once for all of a script.
    """
    misread: dict[str, list[Text]] = defaultdict(list)
    for text, is_lost in found:
        if script := scripts[id(text)]:
            misread[script].append(text)
        else:
            _report(text, lost=is_lost, places=places, diagnostics=diagnostics)
    lines = [line for page in pages for line in page.splitlines()] if misread else []
    for script, texts in misread.items():
        _report_script(script, texts, lines, places, diagnostics)


def scripts(streams: Sequence[Stream], *, turned: bool) -> dict[int, str]:
    """Give the script of `MISREAD` that each text, by its id, has letters of, or that stands in a line with it.

    Where lines are `turned`, from right to left, none is read as it would be elsewhere.
    """
    groups = [*chain.from_iterable(streams)]
    found: dict[int, str] = {}
    page = next(filter(None, (_script(str(text)) for group in groups for text in group)), "") if turned else ""
    for group in groups:
        beside = next(filter(None, (_script(str(text)) for text in group)), page)
        found |= {id(text): _script(str(text)) or beside for text in group}
    return found


def _script(text: str) -> str:
    """Give the name of the first script of `MISREAD` that a text has letters of."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in text if not c.isascii())
    return next((MISREAD[name] for name in names if name in MISREAD), "")


def _report_script(script: str, texts: list[Text], lines: list[str], places: Places, diagnostics: Diagnostics) -> None:
    """Say that texts in a script are read otherwise than they are written, and show how."""
    [written, read_back] = _example(max(texts, key=lambda text: len(str(text))), lines)
    many = f"{len(texts)} texts are" if len(texts) > 1 else "a text is"
    message = f"in the {script} script, {many} read by machines otherwise than written; people see them right"
    notes = (f'written: "{written}"', f'read:    "{read_back}"')
    hint = "where it matters that a machine reads them, say names and titles in Latin letters too"
    if script in TAGS and ("language",) not in places.values:
        hint = f"for a page from right to left, write `language: {TAGS[script]}`"
    diagnostics.warning("misread-script", message, places.span(texts[0].path), notes=notes, hint=hint)


def _example(text: Text, lines: list[str]) -> tuple[str, str]:
    """Give a text, shortened, and the line of the PDF that is most like it."""
    written = _shown(text)
    near = max(lines, key=lambda line: SequenceMatcher(None, written, line[: 2 * SHOWN]).ratio(), default="")
    return written, near if len(near) <= SHOWN else f"{near[:SHOWN].rstrip()}…"


def _shown(text: Text) -> str:
    words = str(text).replace("\N{NO-BREAK SPACE}", " ")
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"


def _report(text: Text, *, lost: bool, places: Places, diagnostics: Diagnostics) -> None:
    shown = _shown(text)
    if lost:
        diagnostics.error("lost-text", f'"{shown}" cannot be read back whole from the PDF', places.span(text.path))
    else:
        diagnostics.error("text-order", f'"{shown}" is read out of order in the PDF', places.span(text.path))
