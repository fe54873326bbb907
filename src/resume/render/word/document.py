"""Makes the Word document of a résumé: one column, in styles that can be restyled."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from resume.fonts import HAN
from resume.model.values import four_sides, paper
from resume.render.looks import Looks
from resume.render.pictures import Pictures
from resume.render.word import lists, package, palette, picture, styles, typefaces
from resume.render.word.body import BETWEEN, Body
from resume.render.word.markup import Paragraph, length, part, w
from resume.render.word.runs import Runs
from resume.render.word.styles import Tongue
from resume.themes.load import Theme
from resume.view.page import View
from resume.view.words import Words

WIDE: Final = {*HAN.values(), "Noto Emoji", "Noto Sans Symbols", "Noto Sans"}
"""Families that stand in for characters of scripts that are not complex; all others do for such that are."""

FOOT: Final = "8mm"
"""What is between the foot and the edge of the page."""


def docx(
    view: View,
    words: Words,
    theme: Theme,
    looks: Looks,
    pictures: Pictures,
    fallbacks: Sequence[str],
    size: str,
    margin: str,
) -> bytes:
    """Make the document of a view, on paper of a size and with a margin that are written as in CSS.

    `fallbacks` are families for characters that the theme's own lack.
    """
    tongue = Tongue(
        view.language,
        words.right_to_left,
        next((family for family in fallbacks if family not in WIDE), ""),
        next((family for family in fallbacks if family in HAN.values()), ""),
    )
    looks = looks.untracked() if words.right_to_left else looks
    runs = Runs(looks, words.right_to_left)
    body = Body(runs, words, theme)
    label = words.labels["photo"].format(name=view.name)
    photo = picture.photo(pictures, theme, label, right_to_left=words.right_to_left)
    paragraphs = [*body.paragraphs(view, photo.run if photo else Markup())]
    footed = theme.options.get("running-head") == "true"
    section = _section(size, margin, footed=footed, right_to_left=words.right_to_left)
    width = length(f"{paper(size)[0]}mm")
    _, right, _, left = map(length, four_sides(margin))
    parts = {
        "document": part("document", w("body", *paragraphs, section)),
        "styles": styles.sheet(looks, tongue, width - right - left),
        "numbering": lists.numbering(looks.body, body.starts),
        "fontTable": typefaces.table([*theme.fonts.values(), *fallbacks]),
        "settings": package.settings(tongue.name),
        "theme": palette.theme(theme.name, looks, looks["heading"].family),
    }
    if footed:
        parts["footer"] = part("ftr", _foot(runs, view.name))
    properties = package.properties(
        view.title, view.name, str(view.head.label or ""), ", ".join(view.keywords), view.language
    )
    return package.packed(parts, runs.links, properties, photo.content if photo else None)


def _section(size: str, margin: str, *, footed: bool, right_to_left: bool) -> Markup:
    """Write the properties of the page (CT_SectPr, ECMA-376-1 §17.6.17); the first one has no foot."""
    width, height = (length(f"{side}mm") for side in paper(size))
    top, right, bottom, left = map(length, four_sides(margin))
    foot = Markup('<w:footerReference w:type="default" r:id="footer"/>') if footed else Markup()
    edges = w(
        "pgMar", top=top, right=right, bottom=bottom, left=left, header=length(FOOT), footer=length(FOOT), gutter=0
    )
    paper_size = w("pgSz", w=width, h=height, orient="landscape" if width > height else None)
    said = [paper_size, edges, *([w("titlePg")] if footed else []), *([w("bidi")] if right_to_left else [])]
    return w("sectPr", foot, *said)


def _foot(runs: Runs, name: str) -> Markup:
    """Write the foot of the second page and later ones: the name, and the page's number."""
    number = w("fldSimple", w("r", Markup("<w:t>2</w:t>")), instr=" PAGE ")
    return w("p", Paragraph("Footer").__html__(), runs.plain(name + BETWEEN), number)
