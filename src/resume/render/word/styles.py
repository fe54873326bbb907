"""Writes the styles of a document by the looks of its theme, under the names that Word has for them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from resume.render.looks import Look, Looks
from resume.render.word import lists, typefaces
from resume.render.word.markup import Paragraph, borders, characters, fonts, part, twips, w
from resume.render.word.runs import STYLES

NAMES: Final = {
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "EntryLine": "Entry Line",
    "Footer": "footer",
    "EntryTitle": "Entry Title",
    "EntryDate": "Entry Date",
    "RowName": "Row Name",
    "RowLevel": "Row Level",
    "HTMLCode": "HTML Code",
}
"""The names of styles that are not their identifiers; Word knows its own by them, in whatever language it speaks."""

OURS: Final = {"Tagline", "Contact", "EntryLine", "Details"}
WORDS_OWN: Final = {"Strong", "Emphasis", "HTMLCode", "Hyperlink"}
"""The styles of paragraphs that Word does not know, and those of characters that it knows."""

SINGLE: Final = 240
"""A line as high as its font wants it (ECMA-376-1 §17.3.1.33)."""

FOOT: Final = 8.0
"""The size of the foot of the page, in points, as themes have it."""

REGIONS: Final = {
    "ar": "SA",
    "ca": "ES",
    "cs": "CZ",
    "da": "DK",
    "el": "GR",
    "en": "US",
    "et": "EE",
    "fa": "IR",
    "ga": "IE",
    "he": "IL",
    "hi": "IN",
    "ja": "JP",
    "ko": "KR",
    "nb": "NO",
    "sl": "SI",
    "sr": "RS",
    "sv": "SE",
    "ta": "IN",
    "uk": "UA",
    "ur": "PK",
    "vi": "VN",
    "zh": "CN",
}
"""The regions of languages that are not called as those are, in CLDR's likely subtags; Word wants one in each tag."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its tag, its direction, and the families of scripts that the theme's own lacks."""

    tag: str
    right_to_left: bool
    complex_script: str = ""
    east_asian: str = ""

    @property
    def name(self) -> str:
        """The tag with a region (ECMA-376-1 §22.9.2.6)."""
        return self.tag if "-" in self.tag else f"{self.tag}-{REGIONS.get(self.tag, self.tag.upper())}"


def sheet(looks: Looks, tongue: Tongue, tab: int) -> bytes:
    """Write the part of the styles; `tab` is where lines end, in twips."""
    body, head, line = looks.body, looks["head"], looks["line"]
    entry = replace(body, before=looks["entry"].before, after=line.after)
    position = replace(body, before=looks["position"].before, after=line.after)
    heading = looks["heading"]
    section = replace(heading, before=max(heading.before, looks["section"].before))
    grounded = {
        name: replace(looks[name], ground=looks[name].ground or head.ground)
        for name in ("name", "label", "tagline", "contacts")
    }
    titled = Paragraph(keep_next=True, keep_lines=True)
    dated = replace(titled, tab=tab)
    return part(
        "styles",
        _defaults(body, tongue),
        _style("Normal", body, Paragraph(widow_control=True, right_to_left=tongue.right_to_left), default=1),
        _default("character", "Default Paragraph Font", "DefaultParagraphFont"),
        _default("numbering", "No List", "NoList"),
        _style("Title", grounded["name"], titled, body),
        _style("Subtitle", grounded["label"], titled, body),
        _style("Tagline", grounded["tagline"], titled, body),
        _style("Contact", grounded["contacts"], Paragraph(), body),
        _style("Heading1", section, replace(titled, outline=0), body),
        _style("Heading2", entry, replace(dated, outline=1), body),
        _style("Heading3", position, replace(dated, outline=2), body),
        _style("EntryLine", entry, dated, body),
        _style("Details", replace(looks["details"], before=0, after=0), Paragraph(), body),
        _style("List", body, Paragraph(indent=(twips(body.size), twips(body.size))), body),
        *_lists(body),
        _style("Footer", replace(body, size=FOOT, colour="555555", centred=True), Paragraph(), body),
        *_characters(looks),
    )


def _defaults(body: Look, tongue: Tongue) -> Markup:
    """Write what holds where nothing else is said."""
    east_asian = tongue.name if tongue.east_asian else "en-US"
    said = w(
        "rPr",
        fonts(body.family, tongue.complex_script or body.family, tongue.east_asian or body.family),
        w("sz", val=round(body.size * 2)),
        w("szCs", val=round(body.size * 2)),
        w(
            "lang",
            val="en-US" if tongue.right_to_left else tongue.name,
            eastAsia=east_asian,
            bidi=tongue.name if tongue.right_to_left else "ar-SA",
        ),
    )
    return w("docDefaults", w("rPrDefault", said), w("pPrDefault"))


def _style(name: str, look: Look, base: Paragraph, on: Look | None = None, **flags: object) -> Markup:
    """Write a style of paragraphs; without `on`, it is the one that all others are based on."""
    made = replace(
        base,
        borders=borders(look),
        ground=look.ground.upper(),
        spacing=(twips(look.before), twips(look.after), _line(look)),
        centred=look.centred,
    )
    return w(
        "style",
        w("name", val=NAMES.get(name, name)),
        *([w("basedOn", val="Normal")] if on else []),
        *([w("next", val="Normal")] if base.keep_next else []),
        w("qFormat"),
        made.__html__(),
        characters(look, on),
        type="paragraph",
        customStyle=1 if name in OURS else None,
        styleId=name,
        **flags,
    )


def _line(look: Look) -> int:
    """Give the height of a line as a multiple of what its font wants, which CSS takes of the size."""
    return round(SINGLE * look.leading / typefaces.line(look.family)) if look.leading else SINGLE


def _default(kind: str, name: str, identifier: str) -> Markup:
    inner = (w("name", val=name), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))
    return w("style", *inner, type=kind, default=1, styleId=identifier)


def _lists(body: Look) -> Iterator[Markup]:
    """Write the styles of lists, and of what goes on in their items, on each level."""
    for level in range(lists.LEVELS):
        number = str(level + 1) if level else ""
        for name, kind, identifier in (
            ("ListBullet", "bullet", lists.BULLETS),
            ("ListNumber", "decimal", lists.NUMBERS),
        ):
            made = Paragraph(numbered=(identifier, level), indent=lists.indent(kind, level, body))
            yield _named(name, number, made)
        left, _ = lists.indent("bullet", level, body)
        yield _named("ListContinue", number, Paragraph(indent=(left, 0)))


def _named(name: str, number: str, made: Paragraph) -> Markup:
    called = f"List {name.removeprefix('List')} {number}".rstrip()
    return w(
        "style",
        w("name", val=called),
        w("basedOn", val="Normal"),
        w("qFormat"),
        made.__html__(),
        type="paragraph",
        styleId=name + number,
    )


def _characters(looks: Looks) -> Iterator[Markup]:
    """Write the styles of characters: in what a part differs from what is around it."""
    for name, identifier in STYLES.items():
        yield w(
            "style",
            w("name", val=NAMES.get(identifier, identifier)),
            w("basedOn", val="DefaultParagraphFont"),
            w("qFormat"),
            characters(looks[name], looks.outside(name)),
            type="character",
            customStyle=1 if identifier not in WORDS_OWN else None,
            styleId=identifier,
        )
