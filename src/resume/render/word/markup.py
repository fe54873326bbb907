"""Writes WordprocessingML: elements, lengths, properties in the order that its schema wants."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from resume.model.values import millimetres
from resume.render.looks import Look

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = Markup('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')

NOTHING: Final = Markup()
NO_LOOK: Final = Look("", 0, "")

FORBIDDEN: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot say (XML 1.0 §2.2)."""

TWIPS_PER_POINT: Final = 20
POINTS_PER_MILLIMETRE: Final = 72 / 25.4
EIGHTHS: Final = 8
EMU_PER_MILLIMETRE: Final = 36_000
LEAST_LINE, MOST_LINE = 2, 96
"""Eighths of a point that a border may be wide (ECMA-376-1 §17.3.4)."""


def w(name: str, /, *inner: Markup, **attributes: object) -> Markup:
    """Write an element of WordprocessingML with its attributes; one of None is left out."""
    said = Markup().join(
        Markup(' w:{}="{}"').format(key, FORBIDDEN.sub("", str(value)))
        for key, value in attributes.items()
        if value is not None
    )
    if not inner:
        return Markup("<w:{}{}/>").format(name, said)
    return Markup("<w:{0}{1}>{2}</w:{0}>").format(name, said, Markup().join(inner))


def part(name: str, *inner: Markup) -> bytes:
    """Write the root element of a part of a document."""
    root = Markup('<w:{0} xmlns:w="{1}" xmlns:r="{2}">{3}</w:{0}>')
    return f"{DECLARATION}{root.format(name, NAMESPACE, RELATIONSHIPS, Markup().join(inner))}".encode()


def text(said: str) -> Markup:
    """Write a text of a run, its white space kept."""
    return Markup('<w:t xml:space="preserve">{}</w:t>').format(FORBIDDEN.sub("", said))


def twips(points: float) -> int:
    """Give a length in twentieths of a point, which Word counts in."""
    return round(points * TWIPS_PER_POINT)


def length(css: str) -> int:
    """Give an absolute length of CSS in twips."""
    return twips((millimetres(css) or 0.0) * POINTS_PER_MILLIMETRE)


def emu(css: str) -> int:
    """Give an absolute length of CSS in English Metric Units, which drawings count in."""
    return round((millimetres(css) or 0.0) * EMU_PER_MILLIMETRE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The properties of a paragraph or its style; what is None or empty is left to what it is based on.

    `spacing` is before and after it, and its line in 240ths of the font's own; `indent` is from the beginning of
    lines, and how far the first one hangs; lengths are in twips. `numbered` is its list and level.
    """

    style: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = False
    numbered: tuple[int, int] | None = None
    borders: Markup = NOTHING
    ground: str = ""
    tab: int | None = None
    right_to_left: bool = False
    spacing: tuple[int | None, int | None, int | None] = (None, None, None)
    indent: tuple[int, int] | None = None
    centred: bool = False
    outline: int | None = None

    def __html__(self) -> Markup:
        """Write the properties (CT_PPr, ECMA-376-1 §17.3.1.26), in the order of the schema."""
        before, after, line = self.spacing
        said = [
            self.style and w("pStyle", val=self.style),
            self.keep_next and w("keepNext"),
            self.keep_lines and w("keepLines"),
            self.widow_control and w("widowControl"),
            self.numbered and w("numPr", w("ilvl", val=self.numbered[1]), w("numId", val=self.numbered[0])),
            self.borders,
            self.ground and w("shd", val="clear", color="auto", fill=self.ground),
            self.tab and w("tabs", w("tab", val="right", pos=self.tab)),
            self.right_to_left and w("bidi"),
            self.spacing != (None, None, None)
            and w("spacing", before=before, after=after, line=line, lineRule=line and "auto"),
            self.indent and w("ind", left=self.indent[0], hanging=self.indent[1]),
            self.centred and w("jc", val="center"),
            self.outline is not None and w("outlineLvl", val=self.outline),
        ]
        held = [item for item in said if item]
        return w("pPr", *held) if held else NOTHING


def characters(look: Look, around: Look | None = None, *, style: str = "", right_to_left: bool = False) -> Markup:
    """Write the properties of characters (CT_RPr, ECMA-376-1 §17.3.2) in which a look differs from what is around it.

    Each is said for complex scripts, such as Arabic, too. Without `around`, all that matters is said.
    """
    before = around or NO_LOOK
    size = round(look.size * 2)
    said = [
        style and w("rStyle", val=style),
        look.family != before.family and fonts(look.family),
        *_switched(("b", "bCs"), look.bold, before.bold),
        *_switched(("i", "iCs"), look.italic, before.italic),
        *_switched(("caps",), look.capitals, before.capitals),
        *_switched(("smallCaps",), look.small_capitals, before.small_capitals),
        look.colour != before.colour and w("color", val=look.colour.upper() or "auto"),
        twips(look.tracking) != twips(before.tracking) and w("spacing", val=twips(look.tracking)),
        *([w("sz", val=size), w("szCs", val=size)] if look.size != before.size else ()),
        look.underlined != before.underlined and w("u", val="single" if look.underlined else "none"),
        right_to_left and w("rtl"),
    ]
    held = [item for item in said if item]
    return w("rPr", *held) if held else NOTHING


def _switched(names: Iterable[str], value: bool, before: bool) -> list[Markup]:  # noqa: FBT001 - it is what is switched
    return [w(name, val=int(value)) for name in names] if value != before else []


def fonts(family: str, complex_script: str | None = None, east_asian: str | None = None) -> Markup:
    """Name the family of characters, and those of complex and of East Asian scripts where they are said."""
    return w("rFonts", ascii=family, hAnsi=family, eastAsia=east_asian, cs=complex_script)


def borders(look: Look) -> Markup:
    """Write the borders of a paragraph (CT_PBdr, ECMA-376-1 §17.3.1.24)."""
    lines = dict(look.lines)
    said = [
        w(
            side,
            val="single",
            sz=_eighths(lines[side].width),
            space=1 if side == "bottom" else 4,
            color=lines[side].colour.upper(),
        )
        for side in ("top", "left", "bottom", "right")
        if side in lines
    ]
    return w("pBdr", *said) if said else NOTHING


def _eighths(points: float) -> int:
    return min(max(round(points * EIGHTHS), LEAST_LINE), MOST_LINE)
