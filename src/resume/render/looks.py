"""Reads how a theme's style sheets make the parts of a page look, for formats that have no CSS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from resume.diagnostics import Diagnostics
from resume.render.css import SIDES, Sheet
from resume.render.pdf import press

PARTS: Final = {
    "body": "body",
    "head": "header",
    "name": "h1",
    "label": ".label",
    "tagline": ".tagline",
    "contacts": ".contacts",
    "section": ".section + .section",
    "heading": "h2",
    "entry": ".entry + .entry:not(.brief)",
    "position": ".position",
    "line": ".line.dated",
    "title": ".line .title",
    "organization": ".line .organization",
    "description": ".line .description",
    "location": ".line .location",
    "url": ".line .url",
    "date": ".date",
    "details": ".details",
    "keywords": ".detail.keywords",
    "row-name": ".rows .name",
    "row-level": ".rows .level",
    "strong": "li strong, p strong",
    "emphasis": "li em, p em",
    "code": "code",
    "link": "a",
}
"""The parts of a page by the selectors of the elements that themes set them in; the first such element tells."""

POINTS: Final = 72 / 96
"""Points in a CSS pixel."""

BOLD: Final = 600
"""The weight from which on a face is bold, where there are two."""


@dataclass(frozen=True, slots=True)
class Line:
    """A border: its width in points, and its colour as six hexadecimal digits."""

    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a part looks: lengths in points, colours as six hexadecimal digits, `leading` as a multiple of the size.

    `ground` is empty where there is none, and `leading` 0 where it is the font's own. `lines` are borders by
    their sides, and `before` and `after` what is kept free above and below.
    """

    family: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    leading: float = 0.0
    tracking: float = 0.0
    capitals: bool = False
    small_capitals: bool = False
    underlined: bool = False
    centred: bool = False
    ground: str = ""
    before: float = 0.0
    after: float = 0.0
    lines: tuple[tuple[str, Line], ...] = ()


@dataclass(frozen=True, slots=True)
class Looks:
    """How the parts of a page look, and what stands around each of them; a part that is not there is like the body."""

    parts: Mapping[str, Look]
    around: Mapping[str, Look]

    @property
    def body(self) -> Look:
        """How running text looks."""
        return self.parts["body"]

    def __getitem__(self, part: str) -> Look:
        """Give the look of one of `PARTS`."""
        return self.parts.get(part, self.body)

    def outside(self, part: str) -> Look:
        """Give the look of what stands around a part."""
        return self.around.get(part, self.body)

    def untracked(self) -> "Looks":
        """Give the looks without space between letters, which tears apart those of Arabic."""
        parts, around = (
            {part: replace(look, tracking=0.0) for part, look in held.items()} for held in (self.parts, self.around)
        )
        return Looks(parts, around)


def looks(
    markup: str,
    settings: Sheet,
    sheets: Sequence[Sheet],
    folders: Sequence[Path],
    beside: Path,
    diagnostics: Diagnostics,
) -> Looks | None:
    """Give the looks of a page that its sheets say; nothing where WeasyPrint fails on them, which is reported.

    What it says of what it ignores is left to a PDF of the page. Raises `MissingLibraryError`.
    """
    said = Diagnostics(texts=diagnostics.texts)
    pressing = press(sheets, folders, beside, said)
    found = pressing.computed(markup, _read, settings) if pressing else None
    if found is None:
        diagnostics.items += (item for item in said.items if item.severity == "error")
    return found


def _read(root: Any, style_for: Any) -> Looks:
    parts: dict[str, Look] = {}
    around: dict[str, Look] = {}
    for part, selector in PARTS.items():
        element = root.query(selector)
        if element is not None:
            parts[part] = _look(style_for(element.etree_element))
            around[part] = _look(style_for(element.parent.etree_element))
    parts["body"] = replace(parts["body"], before=0.0, after=0.0, ground="", lines=())  # those are the page's
    usual = {"strong": replace(parts["body"], bold=True), "emphasis": replace(parts["body"], italic=True)}
    return Looks({**usual, **parts}, around)  # what the page has none of is for who writes on in the document


def _look(style: Any) -> Look:
    """Read a computed style (CSS 2.2 §6.1.2)."""
    size, colour = style["font_size"], _colour(style["color"])
    leading, tracking = style["line_height"], style["letter_spacing"]
    return Look(
        family=style["font_family"][0],
        size=size * POINTS,
        colour=colour,
        bold=style["font_weight"] >= BOLD,
        italic=style["font_style"] != "normal",
        leading=_leading(leading, size),
        tracking=_points(tracking),
        capitals=style["text_transform"] == "uppercase",
        small_capitals=style["font_variant_caps"] == "small-caps",
        underlined="underline" in style["text_decoration_line"],
        centred=style["text_align_all"] == "center",
        ground=_colour(style["background_color"], colour),
        before=max(_points(style["margin_top"]), 0.0) + _points(style["padding_top"]),
        after=max(_points(style["margin_bottom"]), 0.0),
        lines=tuple(_lines(style, colour)),
    )


def _lines(style: Any, colour: str) -> list[tuple[str, Line]]:
    found = []
    for side in SIDES:
        width = _points(style[f"border_{side}_width"])
        if width and style[f"border_{side}_style"] not in {"none", "hidden"}:
            found.append((side, Line(width, _colour(style[f"border_{side}_color"], colour))))
    return found


def _leading(height: Any, size: float) -> float:
    """Give the height of a line as a multiple of its size; `normal` is the font's own."""
    if isinstance(height, int | float):
        return float(height)
    return height.value / size if hasattr(height, "value") and size else 0.0


def _points(length: Any) -> float:
    """Give a computed length in points; `auto`, `normal` and shares of the page are none."""
    if isinstance(length, int | float):
        return length * POINTS
    return length.value * POINTS if getattr(length, "unit", "") == "px" else 0.0


def _colour(colour: Any, of_text: str = "") -> str:
    """Write a colour as Word has it, without regard to how far it lets the ground through; none where it is clear.

    `currentcolor` (CSS Color 4) is that of the text.
    """
    if colour == "currentcolor":
        return of_text
    red, green, blue = colour.to("srgb").coordinates[:3]
    if not colour.alpha:
        return ""
    return "".join(f"{round(min(max(value, 0), 1) * 255):02x}" for value in (red, green, blue))
