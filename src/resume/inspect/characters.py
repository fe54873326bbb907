"""Judges the characters that readers find: what is no text, what cannot be seen, what only looks like a letter."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from resume.diagnostics import Severity
from resume.document.values import Page, Word
from resume.inspect.evidence import LAYOUT, Evidence
from resume.inspect.found import Found, listed, quoted
from resume.inspect.known import Known
from resume.mojibake import broken
from resume.scripts import OTHER, east_asian

SYMBOLS: Final = "\u2103\u2109\u2116\u2117\u2120\u2122\u2126\u212a\u212b\u212e"
"""Letter-like characters that are used as such: degrees, numero, trade marks, ohm, kelvin, angstrom, estimated."""

CJK: Final = 0.1
"""The share of Chinese, Japanese and Korean letters from which on full-width letters are at home in a text."""

FLAG: Final = "\N{WAVING BLACK FLAG}"
"""The emoji that tag characters belong to (UTS #51 §ED-14a)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Characters of a kind, and what is said of them."""

    code: str
    characters: re.Pattern[str]
    said: str
    severity: Severity = "error"
    hint: str = ""


WORD_AROUND, WORD_BEHIND = re.compile(r"\S*\Z"), re.compile(r"\S*")

KINDS: Final = (
    Kind(
        "presentation-form",
        re.compile(
            "[\ufb00-\ufb06\ufb13-\ufb17\ufe70-\ufefc\u2100-\u214f\U0001d400-\U0001d7ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
        ),
        "a search for the plain letters does not find it",
        hint="write plain letters; styles belong into the theme",
    ),
    Kind(
        "private-use",
        re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"),
        "no reader knows what it is: it is of an icon font, or a glyph without a name",
        hint="draw icons as SVG",
    ),
    Kind(
        "garbled-text",
        re.compile("[\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\uffff]|\\(cid:\\d+\\)"),
        "it is no text",
    ),
    Kind(
        "invisible-character",
        re.compile("[\u202a-\u202e\u2066-\u2069]|[\U000e0001\U000e0020-\U000e007f]"),
        "it cannot be seen, and changes what is read",
    ),
    Kind(
        "invisible-character",
        re.compile("[\u00ad\u200b\u2060-\u2064\ufeff](?:(?<!\u00ad)|(?<=\\w\u00ad)(?=\\w))"),
        "it cannot be seen, and searches stumble over it",
        "warning",
    ),
)
"""Rules 13 to 16 of what checkers of text in PDFs hold: NFKC (UAX #15) changes the first kind."""


def check(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Find characters that are no plain text, once for each kind of them on a page.

    Readers that show no place for them are asked too: PDFium takes ligatures apart, and leaves out controls.
    What stands in the source, where it is known, is said of that.
    """
    written = "\n".join(str(text) for group in chain.from_iterable(known.streams) for text in group) if known else ""
    kinds = [kind for kind in KINDS if not kind.characters.search(written)]
    is_sound = not any(broken(written))
    for number, page in enumerate(evidence.pages, start=1):
        is_cjk = bool(OTHER.search(page.text)) and len(east_asian().findall(page.text)) > len(page.text) * CJK
        for kind in kinds:
            found = [*_of_kind(kind, page, number, is_cjk=is_cjk)]
            yield from found or _by_others(kind, evidence, number, is_cjk=is_cjk)
        if is_sound:
            yield from _mojibake(page, number)


def _mojibake(page: Page, number: int) -> Iterator[Found]:
    words = (word for word in page.words if not word.text.isascii())
    found = [(word, word.text[start:end], meant) for word in words for start, end, meant in broken(word.text)]
    if found:
        word, wrong, meant = found[0]
        many = f" and {len(found) - 1} more" if len(found) > 1 else ""
        message = f"`{wrong}`{many}: it was `{meant}`, and has been read in a wrong encoding"
        yield Found("mojibake", message, page=number, words=(word,))


def _by_others(kind: Kind, evidence: Evidence, number: int, *, is_cjk: bool) -> Iterator[Found]:
    pages = evidence.readers.get(LAYOUT, ())
    text = pages[number - 1].replace("\f", "") if number <= len(pages) else ""
    for match in kind.characters.finditer(text):
        word = WORD_AROUND.search(text, 0, match.end()), WORD_BEHIND.match(text, match.end())
        around = "".join(part[0] for part in word if part)
        if not _is_at_home(match[0], around, is_cjk=is_cjk):
            message = f"{LAYOUT} reads {_named(match[0])} in {quoted(around)}: {kind.said}"
            yield Found(kind.code, message, kind.severity, number, hint=kind.hint)
            return


def _of_kind(kind: Kind, page: Page, number: int, *, is_cjk: bool) -> Iterator[Found]:
    if not kind.characters.search(page.text):
        return
    found: dict[str, None] = {}
    words: list[Word] = []
    for word in page.words:
        hits = [hit for hit in kind.characters.findall(word.text) if not _is_at_home(hit, word.text, is_cjk=is_cjk)]
        if hits:
            found |= dict.fromkeys(hits)
            words.append(word)
    if not words:
        return
    named = listed([_named(hit) for hit in found])
    many = f" and {len(words) - 1} more" if len(words) > 1 else ""
    message = f"{named} in {quoted(words[0].text)}{many}: {kind.said}"
    yield Found(kind.code, message, kind.severity, number, (words[0],), hint=kind.hint)


def _is_at_home(hit: str, word: str, *, is_cjk: bool) -> bool:
    """Say whether a character is what its writer meant."""
    if hit in SYMBOLS or (is_cjk and hit[0] >= "\uff00"):
        return True
    return hit[0] >= "\U000e0000" and FLAG in word


def _named(hit: str) -> str:
    if len(hit) > 1:
        return f"`{hit}`"
    name = unicodedata.name(hit, "").lower()
    shown = f" {hit}" if hit.isprintable() and unicodedata.category(hit) != "Co" else ""
    return f"U+{ord(hit):04X}{shown}{f' ({name})' if name else ''}"
