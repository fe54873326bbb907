"""Sets one résumé as a page of a theme."""

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from resume.diagnostics import Diagnostics
from resume.model.load import Loaded
from resume.model.resume import CONTACT, SECTIONS, Resume
from resume.model.values import text_area
from resume.render import css, glyphs, html
from resume.render.css import Sheet
from resume.render.pictures import Pictures, pictures
from resume.sandbox import Sandbox
from resume.themes import load as themes
from resume.themes.load import Theme, Wishes
from resume.themes.shelf import Chosen
from resume.view import anchors
from resume.view import build as view
from resume.view.build import Placement
from resume.view.page import Text, View
from resume.view.placed import placed
from resume.view.reading import streams
from resume.view.words import Words

if TYPE_CHECKING:  # most builds are of no letter
    from resume.letter.read import Written

DEFAULT_THEME: Final = "classic"

LEAST_MEASURE: Final = 50
"""Millimetres of a line; what is narrower has no room for a title and its date."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A résumé as a page of a theme.

    `marked` is what its templates made of the view and the pictures, with the marks of texts that are placed.
    `margin` is that of the paper, `fallbacks` are families for characters that the theme's own lack, and `sheets`
    are those of the theme.
    """

    theme: Theme
    words: Words
    view: View
    pictures: Pictures
    templates: Sandbox
    marked: str
    size: str
    margin: str
    fallbacks: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    @property
    def markup(self) -> str:
        """The page without marks."""
        return anchors.bare(self.marked)

    @property
    def settings(self) -> Sheet:
        """The sheet of what the theme lets choose."""
        return css.settings(self.theme, self.fallbacks, self.size, self.margin)

    @property
    def lasting(self) -> list[Sheet]:
        """The sheets that stay as they are whatever is chosen."""
        return [css.faces(self.theme, self.fallbacks), *self.sheets]


def own_theme(loaded: Loaded) -> Chosen:
    """Give the theme that the source chooses."""
    return Chosen(loaded.resume.theme.name or DEFAULT_THEME, loaded.places.span(("theme", "name")))


def typeset(
    chosen: Chosen,
    spoken: Words,
    loaded: Loaded,
    folder: Path,
    diagnostics: Diagnostics,
    letter: "Written | None" = None,
    *,
    mapped: bool = False,
) -> Typeset | None:
    """Set a résumé, or a letter, in a theme; where it cannot be, errors are reported.

    `folder` is the source's. With `mapped`, the markup has marks that say where texts stand.
    """
    resume, places = loaded.resume, loaded.places
    own = chosen.name == own_theme(loaded).name
    sections = (CONTACT, *SECTIONS, *resume.custom)
    wishes = Wishes(resume.theme.model_extra or {}, places, sections, theirs=own)
    theme = themes.load(chosen, folder, wishes, diagnostics)
    if theme is None:
        return None
    before = len(diagnostics.items)
    spoken, page = seen(loaded, theme, spoken, diagnostics, letter)
    page = placed(page) if mapped else page
    further = glyphs.fallbacks(texts(page), theme.fonts, spoken, places, diagnostics)
    shown = pictures(resume.basics, spoken, theme, folder, places, diagnostics)
    templates = html.templates(theme, diagnostics)
    marked = html.page(templates, page, theme, spoken, shown, diagnostics)
    size, margin = resume.page.size or theme.page_size, resume.page.margin or theme.page_margin
    _check_measure(size, margin, loaded, diagnostics)
    if marked is None or any(item.severity == "error" for item in diagnostics.items[before:]):
        return None
    sheets = css.sheets(theme, further, diagnostics)
    return Typeset(theme, spoken, page, shown, templates, marked, size, margin, (*further,), (*sheets,))


def changed(page: Typeset, view: View, theme: Theme, margin: str, diagnostics: Diagnostics) -> Typeset | None:
    """Set a page anew with another view, theme or margin; where its template fails on that, errors are reported."""
    marked = html.page(page.templates, view, theme, page.words, page.pictures, diagnostics)
    return None if marked is None else replace(page, view=view, theme=theme, margin=margin, marked=marked)


def texts(page: View) -> list[Text]:
    """Give all texts of a page."""
    return [*chain.from_iterable(chain.from_iterable(streams(page)))]


def seen(
    loaded: Loaded, theme: Theme, spoken: Words, diagnostics: Diagnostics, letter: "Written | None" = None
) -> tuple[Words, View]:
    """Give what a theme sees: the words in its style, and the texts where it puts them."""
    spoken = spoken.in_style(theme.options.get("date-style", spoken.style))
    enclosed = None
    if letter is None or letter.encloses:
        placement = Placement(theme.sections("first"), theme.sections("sidebar"))
        enclosed = view.build(loaded.resume, spoken, loaded.places, diagnostics, placement)
        if letter is None:
            return spoken, enclosed
    from resume.letter.page import lead

    return spoken, lead(letter, loaded, spoken, diagnostics, enclosed)


def limit(page: View, resume: Resume) -> int | None:
    """Say how many sheets a page may take, if that is said; the letter before a résumé has one of its own."""
    most = resume.page.limit
    return most + 1 if most and page.letter and page.letter.encloses else most


def _check_measure(size: str, margin: str, loaded: Loaded, diagnostics: Diagnostics) -> None:
    if min(area := text_area(size, margin)) < LEAST_MEASURE:
        message = (
            f"margins of {margin} leave {area[0]:.0f} by {area[1]:.0f} mm of the page; "
            f"text needs {LEAST_MEASURE} mm each way"
        )
        diagnostics.error("page-margin", message, loaded.places.span(("page", "margin")))
