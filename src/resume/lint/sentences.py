"""Judges how bullets and sentences are written: spaces, repeated words, openings, ends, length."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from resume.diagnostics import Path
from resume.lint.found import Found
from resume.lint.passages import Passage

LONGEST: Final = 220
"""Characters of a bullet that fill two lines of a page."""

FEW: Final = 3
"""Bullets without which there is no custom to depart from."""

SPACES: Final = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
TWICE: Final = re.compile(r"\b([^\W\d_]+)(\s+)\1\b", re.IGNORECASE)
MAY_BE_TWICE: Final = {"that", "had", "is", "bye", "so", "very"}
FUNCTION_WORDS: Final = {
    *("the", "a", "an", "of", "to", "in", "and", "for", "on", "with", "by", "at", "from", "as", "or", "it"),
}

WEAK: Final = re.compile(
    r"\W*(responsible for|worked on|worked with|helped(?: to)?|assisted (?:in|with)|participated in|involved in"
    r"|duties included|tasked with|in charge of|handled)\b",
    re.IGNORECASE,
)
PERSON: Final = re.compile(r"\b(I(?=['\u2019]|\s+[a-z])|[Mm]y|[Mm]yself|[Oo]ur|[Ww]e(?=\s))\b")
BARE: Final = re.compile(r"\b(?:by|to|over|about|around)\s+(~?\d[\d.,]*\d|\d)(?=\s*(?:[.;)]|,\s|\Z))")
YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")

END: Final = re.compile(r"(\S+?)([.!?\u3002]?)([*_`)\"\u201d]*)\Z")
PAST: Final = {
    *("led", "built", "wrote", "ran", "made", "cut", "grew", "won", "drove", "took", "held", "kept", "set", "sold"),
    *("taught", "oversaw", "gave", "brought", "began", "chose", "came", "did", "found", "got", "left", "met"),
    *("sent", "spoke", "spent", "went", "rebuilt", "rewrote", "split", "paid", "put", "saw", "understood", "dealt"),
}
"""Past tenses that do not end in `ed`."""

VERBS: Final = {
    *("build", "lead", "design", "develop", "manage", "write", "own", "run", "maintain", "create", "implement"),
    *("drive", "improve", "reduce", "analyze", "optimize", "support", "test", "deploy", "deliver", "coordinate"),
    *("collaborate", "mentor", "train", "teach", "plan", "research", "automate", "integrate", "monitor", "migrate"),
    *("review", "organize", "launch", "define", "establish", "increase", "grow", "sell"),
}
"""Verbs that bullets begin with, in their base form; with `s` or as `-ing` they are present too."""


def double_space(passage: Passage) -> Iterator[Found]:
    """Find spaces that are doubled within a line."""
    for match in SPACES.finditer(passage.text):
        start, end = match.start() - 1, match.end() + 1
        fix = f"{passage.text[start]} {passage.text[end - 1]}"
        yield Found("double-space", "there are two spaces where one is meant", passage, start, end, fix=fix)


def double_word(passage: Passage) -> Iterator[Found]:
    """Find words that stand twice in a row."""
    for match in TWICE.finditer(passage.text):
        word = match[1].lower()
        if word in MAY_BE_TWICE or match[0][: len(word)] != match[0][: len(word)].lower():
            continue
        fix = match[1] if word in FUNCTION_WORDS and "\n" not in match[0] else None
        yield Found("double-word", f"`{match[1]}` stands here twice", passage, *match.span(), fix=fix)


def weak_opening(passage: Passage) -> Iterator[Found]:
    """Find bullets that begin with what somebody was there for, in place of what they did."""
    match = WEAK.match(passage.text) if passage.is_bullet else None
    if match:
        message = f"`{match[1]}` says that you were there; begin with what you did"
        yield Found("weak-opening", message, passage, *match.span(1))


def first_person(passage: Passage) -> Iterator[Found]:
    """Find bullets that speak of their author as `I` or `we`, who is understood."""
    for match in PERSON.finditer(passage.text) if passage.is_bullet else ():
        yield Found(
            "first-person", f"bullets leave out `{match[1]}`: who did it is understood", passage, *match.span(1)
        )


def bare_number(passage: Passage) -> Iterator[Found]:
    """Find numbers of which it is not said what they count."""
    for match in BARE.finditer(passage.text) if passage.is_bullet else ():
        if not YEAR.match(match[1]):
            message = f"{match[1]} of what? A number with its unit or noun is understood at a glance"
            yield Found("bare-number", message, passage, *match.span(1))


def too_long(passage: Passage) -> Iterator[Found]:
    """Find bullets that take more than two lines."""
    if passage.is_bullet and len(passage.text) > LONGEST:
        message = f"this bullet has {len(passage.text)} characters; two lines of a page hold some {LONGEST}"
        yield Found("long-bullet", message, passage, 0, len(passage.text))


def repeated(passages: Sequence[Passage]) -> Iterator[Found]:
    """Find bullets that stand there twice."""
    first: dict[str, Passage] = {}
    for passage in filter(lambda passage: passage.is_bullet, passages):
        plain = " ".join(re.findall(r"\w+", passage.text.casefold()))
        if plain in first:
            line = first[plain].around.line
            yield Found("repeated-bullet", f"this bullet stands in line {line} already", passage, 0, len(passage.text))
        first.setdefault(plain, passage)


def ends(passages: Sequence[Passage]) -> Iterator[Found]:
    """Find bullets that end otherwise than most: with a full stop, or without."""
    bullets = [
        (passage, END.search(passage.text)) for passage in passages if passage.is_bullet and "\n" not in passage.text
    ]
    closed = [(passage, match) for passage, match in bullets if match and match[2] == "."]
    open_ = [(passage, match) for passage, match in bullets if match and not match[2]]
    if min(len(closed), len(open_)) == 0 or len(closed) + len(open_) < FEW:
        return
    few, word = (
        (closed, "ends with a full stop") if len(closed) < len(open_) else (open_, "has no full stop at its end")
    )
    for passage, match in few:
        fix = match[1] + ("" if match[2] else ".") if not match[3] else None
        message = f"this bullet {word}, unlike most"
        yield Found("bullet-end", message, passage, match.start(), match.end() - len(match[3]), fix=fix)


def tenses(passages: Sequence[Passage]) -> Iterator[Found]:
    """Find bullets in another tense than most of their entry's."""
    entries: dict[Path, list[tuple[Passage, str, str]]] = defaultdict(list)
    for passage in filter(lambda passage: passage.is_bullet, passages):
        opening = re.match(r"\W*([A-Za-z]+)", passage.text)
        tense = _tense(opening[1]) if opening else ""
        if opening and tense:
            entries[passage.entry].append((passage, opening[1], tense))
    for bullets in entries.values():
        past = [bullet for bullet in bullets if bullet[2] == "past"]
        present = [bullet for bullet in bullets if bullet[2] == "present"]
        for passage, word, tense in min(past, present, key=len):
            start = passage.text.index(word)
            other = "present" if tense == "past" else "past"
            message = f"`{word}` is in the {tense} tense, but most bullets of this entry are in the {other} tense"
            yield Found("tense", message, passage, start, start + len(word))


def _tense(word: str) -> str:
    """Tell the tense of a bullet's first word; nothing where it is not known for a verb."""
    lower = word.lower()
    if lower in PAST or (lower.endswith("ed") and lower not in {"need", "embed", "speed", "feed"}):
        return "past"
    base = lower.removesuffix("s")
    stem = lower.removesuffix("ing")
    doubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    is_verb = lower in VERBS or base in VERBS or (stem != lower and {stem, f"{stem}e", doubled} & VERBS)
    return "present" if is_verb else ""
