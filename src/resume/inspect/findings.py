"""Says what of a résumé is not in its PDF as it should be, at its place in the source."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Final, TypeAlias

from resume.diagnostics import Diagnostics
from resume.inspect.tokens import tokens
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

LEADER: Final = re.compile(r"( \.){3,}")
"""Dots that lead to a date."""

HALF: Final = 0.5
"""The share of its pairs of letters by which a text is known again; others in its language have some third."""

Misread: TypeAlias = tuple[Text, str]
"""A text, and the line that a reader gives for it."""


def report(
    found: Iterable[tuple[Text, bool]],
    scripts: Mapping[int, str],
    pages: Sequence[str],
    places: Places,
    diagnostics: Diagnostics,
    medium: str = "PDF",
) -> None:
    """Report texts that are not where they should be in a medium, each given with whether it is lost.

    Those in a script of `MISREAD`, which `scripts` gives by their ids, are a warning, once for all of a
    script, if there is something on the pages that they can be.
    """
    lines = [line for page in pages for line in page.splitlines() if line.strip()]
    misread: dict[str, list[Misread]] = defaultdict(list)
    for text, is_lost in found:
        script = scripts.get(id(text))
        read_as = _read_as(text, lines) if script else None
        if script and read_as is not None:
            misread[script].append((text, read_as))
        elif is_lost:
            message = f'"{_shown(str(text))}" cannot be read back whole from the {medium}'
            diagnostics.error("lost-text", message, places.span(text.path))
        else:
            message = f'"{_shown(str(text))}" is read out of order in the {medium}'
            diagnostics.error("text-order", message, places.span(text.path))
    for script, texts in misread.items():
        _report_script(script, texts, places, diagnostics)


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


def _read_as(text: Text, lines: list[str]) -> str | None:
    """Give the line of the pages that a text begins in, however it is misread; nothing where it is in none.

    Marks are left out, which are what is lost or moves; of what remains, half the pairs of letters must be
    there, in either direction, and of Latin words and numbers each.
    """
    wanted = _pairs(str(text))
    latin = [word for word in tokens(str(text)) if word.isascii()]
    length = len(_letters(str(text)))
    best, at = 0.0, -1
    for start, line in enumerate(lines):
        window, reach = line, start + 1
        while len(_letters(window)) < length and reach < len(lines):
            window += f" {lines[reach]}"
            reach += 1
        if not all(word in "".join(window.split()) for word in latin):
            continue
        share = (wanted & _pairs(window)).total() / max(wanted.total(), 1) if wanted else 1.0
        if share >= best:
            best, at = share, start
    return lines[at] if best >= HALF else None


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] in "LN")


def _pairs(text: str) -> Counter[frozenset[str]]:
    """Count the letters that stand beside each other, other than Latin ones; of a single letter, that."""
    letters = "".join(c for c in _letters(text) if not c.isascii())
    return Counter(map(frozenset, pairwise(letters))) if len(letters) > 1 else Counter(map(frozenset, letters))


def _report_script(script: str, texts: list[Misread], places: Places, diagnostics: Diagnostics) -> None:
    """Say that texts in a script are read otherwise than they are written, and show how."""
    longest, line = max(texts, key=lambda pair: len(str(pair[0])))
    written, read_back = _shown(str(longest)), _shown(LEADER.sub(" …", line))
    many = f"{len(texts)} texts are" if len(texts) > 1 else "a text is"
    message = f"in the {script} script, {many} read by machines otherwise than written; people see them right"
    notes = (f'written: "{written}"', f'read:    "{read_back}"')
    hint = "where it matters that a machine reads them, say names and titles in Latin letters too"
    if script in TAGS and ("language",) not in places.values:
        hint = f"for a page from right to left, write `language: {TAGS[script]}`"
    diagnostics.warning("misread-script", message, places.span(texts[0][0].path), notes=notes, hint=hint)


def _shown(text: str) -> str:
    words = text.replace("\N{NO-BREAK SPACE}", " ")
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
