"""Says how much a text looks like a position, an employer, a degree, a school or a place, by the words in it.

The words are in `roles.yaml`. That features are scored, and the best score wins, is open-resume's way
(resume-parser-algorithm, feature scoring system).
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

from resume import files
from resume.diagnostics import Diagnostics
from resume.source import compose, nodes

WORDS: Final = Path(__file__).with_name("roles.yaml")
TOKEN: Final = re.compile(r"[^\W_][\w.'\u2019&+-]*")
UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
COMPANY: Final = re.compile(
    r"(?:inc|llc|llp|ltd|limited|plc|corp|gmbh|ag|kg|se|s\.?a|s\.?a\.?s|sarl|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|pty|co)\.?\Z",
    re.IGNORECASE,
)
"""Legal forms (ISO 20275), which belong to the name before their comma."""

STATE: Final = re.compile(r"[A-Z]{2}(?:\s\d{5})?\Z")
LAST: Final = 1.5
"""How much more the last word of a title says than others do."""


def score(text: str, kind: str) -> float:
    """Say how much a text looks like one of `titles`, `employers`, `degrees`, `schools`; 0 is not at all."""
    known = _words(kind)
    tokens = [token.strip(".'\u2019").casefold() for token in TOKEN.findall(text)]
    if UNSPACED.search(text):
        return float(any(word in text for word in known if UNSPACED.search(word)))
    hits = [index for index, token in enumerate(tokens) if _has(token, known)]
    if not hits:
        return 0.0
    return min(len(hits), 2) / 2 + (LAST if hits[-1] == len(tokens) - 1 or kind != "titles" else 1) / 2


def is_place(text: str) -> bool:
    """Say whether a text names a place: a city and its state or country, or what stands for one, such as `Remote`."""
    plain = text.strip(" ,()")
    pieces = [piece.strip() for piece in plain.split(",")]
    if plain.casefold().rstrip(".") in _words("places") or plain.casefold() in _words("places"):
        return True
    is_short = all(0 < len(piece.split()) <= 3 for piece in pieces)  # noqa: PLR2004 - New York City
    if not is_short or score(plain, "employers") or score(plain, "schools"):
        return False
    is_ended = bool(STATE.match(pieces[-1])) or pieces[-1].casefold() in _words("places")
    return is_ended and (len(pieces) == 2 or (len(pieces) == 3 and bool(STATE.match(pieces[1]))))  # noqa: PLR2004 - city, state, country


def without_place(text: str) -> tuple[str, str]:
    """Split a name from the place behind its comma: `Acme, Inc., Berlin` is Acme, Inc. in Berlin."""
    pieces = [piece.strip() for piece in re.split(r",\s|、", text)]
    kept = [pieces[0]]
    rest = pieces[1:]
    while rest and COMPANY.match(rest[0]):
        kept.append(rest.pop(0))
    if len(rest) == 1 and re.match(r"(?:university|universidad|université|università) ", text, re.IGNORECASE):
        return text, ""
    return ", ".join(kept), ", ".join(rest)


def _has(token: str, known: frozenset[str]) -> bool:
    if token in known or token.rstrip("s") in known:
        return True
    pieces = token.split("-")
    return len(pieces) > 1 and any(piece in known for piece in pieces)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word.casefold().strip(".") for word in _all()[kind])


@cache
def _all() -> dict[str, list[str]]:
    root = compose.parse(files.read(WORDS).decode(), str(WORDS), Diagnostics())
    return nodes.plain(root) if root else {}  # type: ignore[return-value]
