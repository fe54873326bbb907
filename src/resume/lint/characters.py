"""Finds characters that are not what they should be: broken encodings, invisible ones, look-alikes."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from resume.lint.found import Found
from resume.lint.passages import Passage
from resume.mojibake import broken

INVISIBLE: Final = re.compile("[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
"""Characters that nobody sees; those that join emoji are not among them."""

JOINS: Final = {"ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "MALAYALAM", "SINHALA", "TELUGU", "KANNADA"}
"""Scripts in which a zero-width non-joiner is a letter's form."""

LATIN_LIKE: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421"
    "\u0422\u0425\u03bf\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsABEKMHOPCTXoABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39, confusables)."""

WORD: Final = re.compile(r"[^\W\d_]{2,}")


def mojibake(passage: Passage) -> Iterator[Found]:
    """Find text in UTF-8 that was read in another encoding, and give back what it was."""
    for start, end, meant in broken(passage.text):
        message = f"`{passage.text[start:end]}` is `{meant}`, read in a wrong encoding"
        yield Found("mojibake", message, passage, start, end, fix=meant)


def invisible(passage: Passage) -> Iterator[Found]:
    """Find characters that nobody sees, which searches and parsers stumble over."""
    for match in INVISIBLE.finditer(passage.text):
        before = unicodedata.name(passage.text[match.start() - 1], "").partition(" ")[0] if match.start() else ""
        if before in JOINS or unicodedata.bidirectional(passage.text[match.start() - 1 : match.start()] or "a") in {
            "R",
            "AL",
        }:
            continue
        code = f"U+{ord(match[0][0]):04X}"
        message = f"there is a character here that nobody sees ({code})"
        yield Found("invisible-character", message, passage, match.start(), match.end(), fix="")


def look_alikes(passage: Passage) -> Iterator[Found]:
    """Find words in which letters of another script stand for the Latin ones that they look like."""
    for match in WORD.finditer(passage.text):
        word = match[0]
        scripts = {unicodedata.name(c, "").partition(" ")[0] for c in word}
        if "LATIN" not in scripts or not scripts & {"CYRILLIC", "GREEK"}:
            continue
        meant = word.translate(LATIN_LIKE)
        sure = all("LATIN" in unicodedata.name(c, "") for c in meant)
        strange = next(c for c in word if not unicodedata.name(c, "").startswith("LATIN"))
        message = f"`{word}` has the letter U+{ord(strange):04X} in it, which only looks like a Latin one"
        yield Found("look-alike", message, passage, *match.span(), fix=meant if sure else None)
