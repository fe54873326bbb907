"""Writes the numbering of lists: bullets and numbers on three levels, each ordered list from its own beginning."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from resume.render.looks import Look
from resume.render.word.markup import fonts, part, twips, w

LEVELS: Final = 3
BULLETS, NUMBERS = 1, 2
"""The lists that the styles have; others follow."""

SIGNS: Final = ("•", "◦", "▪")
INDENT: Final = {"bullet": 1.0, "decimal": 1.6}
"""How far the text of an item hangs from its sign, as a multiple of the size."""


def numbering(body: Look, starts: Sequence[int]) -> bytes:
    """Write the part of the lists; `starts` are the first numbers of the ordered lists of the document."""
    kinds = (("bullet", "ListBullet"), ("decimal", "ListNumber"))
    abstract = [_abstract(index, kind, style, body) for index, (kind, style) in enumerate(kinds)]
    lists = [w("num", w("abstractNumId", val=index), numId=index + 1) for index in range(len(kinds))]
    for index, start in enumerate(starts, start=NUMBERS + 1):
        begins = [
            w("lvlOverride", w("startOverride", val=start if not level else 1), ilvl=level) for level in range(LEVELS)
        ]
        lists.append(w("num", w("abstractNumId", val=1), *begins, numId=index))
    return part("numbering", *abstract, *lists)


def indent(kind: str, level: int, body: Look) -> tuple[int, int]:
    """Give how far an item is indented, and how far its sign hangs before it, in twips."""
    hanging = twips(INDENT[kind] * body.size)
    return hanging * (level + 1), hanging


def _abstract(index: int, kind: str, style: str, body: Look) -> Markup:
    levels = []
    for level in range(LEVELS):
        left, hanging = indent(kind, level, body)
        sign = SIGNS[level] if kind == "bullet" else f"%{level + 1}."
        levels.append(
            w(
                "lvl",
                w("start", val=1),
                w("numFmt", val=kind),
                w("pStyle", val=f"{style}{level + 1 if level else ''}"),
                w("lvlText", val=sign),
                w("lvlJc", val="left"),
                w("pPr", w("ind", left=left, hanging=hanging)),
                w("rPr", fonts(body.family)),
                ilvl=level,
            )
        )
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=index)
