"""Writes the texts of a résumé as runs: their marks as character styles, their links as hyperlinks."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from markupsafe import Markup

from resume.render.looks import Look, Looks
from resume.render.word.markup import characters, text, w
from resume.scripts import RIGHT_TO_LEFT
from resume.view.markdown import Run
from resume.view.page import Text

STYLES: Final = {
    "title": "EntryTitle",
    "organization": "Organization",
    "description": "Description",
    "location": "Location",
    "url": "Address",
    "date": "EntryDate",
    "keywords": "Keywords",
    "row-name": "RowName",
    "row-level": "RowLevel",
    "strong": "Strong",
    "emphasis": "Emphasis",
    "code": "HTMLCode",
    "link": "Hyperlink",
}
"""The character styles of the parts of a page."""

LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
"""What holds a number together on a line that runs from right to left, and what keeps two Latin texts on it apart, so
that they follow each other from right to left (UAX #9 §2.6)."""


@dataclass(frozen=True)
class Runs:
    """Writes runs in the looks of a theme; `links` are the relationships of the addresses that were linked."""

    looks: Looks
    right_to_left: bool
    links: dict[str, str] = field(default_factory=dict)

    def text(self, said: Text, part: str = "", on: Look | None = None) -> Markup:
        """Write a text that is a part of the page, or running text, in a paragraph that looks like `on`."""
        held = self.right_to_left and not RIGHT_TO_LEFT.search(str(said))
        on = on or self.looks.body
        runs = Markup().join(
            self._linked(href, runs, part, on) for href, runs in groupby(said.runs, lambda run: run.href)
        )
        return Markup().join((_mark(str(said)[:1]), runs, _mark(str(said)[-1:]))) if held else runs

    def plain(self, said: str, part: str = "") -> Markup:
        """Write what is not the résumé's, such as a comma between two of its texts, in the style of a part."""
        if not said:
            return Markup()
        properties = characters(
            self.looks[part], self.looks[part], style=STYLES.get(part, ""), right_to_left=self.right_to_left
        )
        mark = RIGHT_TO_LEFT_MARK if self.right_to_left else ""
        return w("r", properties, text(f"{mark}{said}{mark}"))

    def _linked(self, href: str, runs: Iterable[Run], part: str, on: Look) -> Markup:
        written = Markup().join(self._run(run, part, on) for run in runs)
        if not href:
            return written
        identifier = self.links.setdefault(href, f"link{len(self.links) + 1}")
        return Markup('<w:hyperlink r:id="{}" w:history="1">{}</w:hyperlink>').format(identifier, written)

    def _run(self, run: Run, part: str, on: Look) -> Markup:
        return Markup().join(
            w("r", *self._properties(run, part, on, rtl=rtl), text(piece))
            for piece, rtl in directed(run.text, right_to_left=self.right_to_left)
        )

    def _properties(self, run: Run | None, part: str, on: Look, *, rtl: bool) -> Iterator[Markup]:
        """Give the properties of a run: a style where one says it all, and what it does not say beside it.

        Of styles that are bold both of a paragraph and of characters, Word makes what is not bold (ECMA-376-1
        §17.7.3): what is bold already is not marked so again.
        """
        marks = [name for name in ("strong", "emphasis", "code") if run and getattr(run, name)]
        names = [name for name in (part, "link" if run and run.href else "", *marks) if name]
        if not names:
            if rtl:
                yield w("rPr", w("rtl"))
            return
        base = self.looks.outside(part) if part else on
        look = self.looks[part] if part else on
        for name in names[1 if part else 0 :]:
            look = self._over(look, name)
        style = "link" if "link" in names else names[0]
        styled = self._over(base, style) if style != part else self.looks[part]
        if style in marks and on.bold and styled.bold:
            style, styled = "", on
        beside = characters(look, styled, style=STYLES[style] if style else "", right_to_left=rtl)
        if beside:
            yield beside

    def _over(self, look: Look, part: str) -> Look:
        """Lay over a look in what another part differs from what is around it."""
        own, around = self.looks[part], self.looks.outside(part)
        names = ("family", "colour", "size", "bold", "italic", "underlined")
        return replace(
            look, **{name: getattr(own, name) for name in names if getattr(own, name) != getattr(around, name)}
        )


def directed(said: str, *, right_to_left: bool) -> Iterator[tuple[str, bool]]:
    """Split a text where its direction turns; each piece is given with whether it runs from right to left.

    What has no direction goes with what is on both sides of it, else with the line (UAX #9 §3.3.5, N1 and N2).
    """
    if not RIGHT_TO_LEFT.search(said):
        yield said, False
        return
    strong = [_direction(c) for c in said]
    resolved: list[bool] = []
    before = right_to_left
    for index, direction in enumerate(strong):
        if direction is None:
            after = next((later for later in strong[index:] if later is not None), right_to_left)
            resolved.append(before if before == after else right_to_left)
        else:
            before = direction
            resolved.append(direction)
    for rtl, pieces in groupby(zip(said, resolved, strict=True), lambda pair: pair[1]):
        yield "".join(c for c, _ in pieces), rtl


def _direction(character: str) -> bool | None:
    kind = unicodedata.bidirectional(character)
    return True if kind in {"R", "AL", "AN"} else False if kind == "L" else None


def _mark(end: str) -> Markup:
    """Write a mark where a text from left to right ends with what has no direction."""
    return Markup() if _direction(end or "a") is False else w("r", text(LEFT_TO_RIGHT_MARK))
