"""Makes the files of a page in each format, and proves that they say what the résumé does.

What makes a format is imported where one is wanted: most builds want one.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Final, TypeAlias

from resume import files
from resume.build.page import Typeset
from resume.build.request import Request
from resume.diagnostics import Diagnostics
from resume.fonts import package_folders
from resume.inspect.known import Known
from resume.render import css
from resume.render.pdf import Rendered
from resume.tailor.tailor import Tailored, handed_out
from resume.themes.load import SCREEN

BEGINNING: Final = 1000
"""Bytes of a picture in which its mark stands."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was laid out, what it was made of, and the file that it is to become."""

    page: Typeset
    rendered: Rendered | None
    tailored: Tailored
    known: Known
    request: Request
    path: Path


Files: TypeAlias = Iterator[tuple[Path, bytes]]


def _pdf(sheet: Sheet, diagnostics: Diagnostics) -> Files:
    if sheet.rendered is None:
        return
    if sheet.request.check:
        from resume.inspect import rules
        from resume.inspect.evidence import Evidence

        rules.check(Evidence(str(sheet.path), sheet.rendered.pdf, thorough=False), sheet.known, diagnostics)
    yield sheet.path, sheet.rendered.pdf


def _png(sheet: Sheet, diagnostics: Diagnostics) -> Files:
    """Draw the pages: of several, each has its number in its file's name."""
    from resume.render import png

    for _, pdf in _pdf(sheet, diagnostics):
        pictures = [*png.pictures(pdf, sheet.request.dpi)]
        for number, picture in enumerate(pictures, start=1):
            yield _of_page(sheet.path, number) if len(pictures) > 1 else sheet.path, picture


def _of_page(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}.png")


def delete_outdated(path: Path, kept: Collection[Path]) -> None:
    """Delete the pictures of pages that an earlier build made by the name of one that is made now.

    What does not say of itself that it shows the page that its name says is none of them, and stays; so does what is
    kept, by whatever name. Raises `files.FileError`.
    """
    from resume.render import png

    numbers = re.compile(rf"{re.escape(path.stem)}-([1-9]\d*)\.png")
    for name in files.entries(str(path.parent)) or ():
        found, there = numbers.fullmatch(name), path.with_name(name)
        if (found or there == path) and not any(files.is_same(there, other) for other in kept):
            files.delete_if(there, partial(_is_marked, png.mark(int(found[1]) if found else None)))


def _is_marked(mark: bytes, file: BufferedReader) -> bool:
    return mark in file.read(BEGINNING)


def _html(sheet: Sheet, diagnostics: Diagnostics) -> Files:
    from resume.document import hypertext
    from resume.render import linked_data, web

    page, letter = sheet.page, sheet.page.view.letter
    resume = handed_out(sheet.tailored.loaded).resume if letter is None or letter.encloses else None
    families = [*page.theme.fonts.values(), *page.fallbacks]
    web.check_harmless(page.markup, diagnostics)
    said = Diagnostics() if sheet.rendered else diagnostics  # what is not loaded was said when the page was laid out
    content = web.page(
        page.markup,
        page.settings,
        [*page.sheets, *css.sheets(page.theme, page.fallbacks, diagnostics, SCREEN)],
        page.theme,
        dict.fromkeys(families),
        linked_data.element(resume) if resume else "",
        sheet.request.folder,
        said,
    )
    yield from _written("HTML page", content, hypertext.of_html, sheet, diagnostics)


def _txt(sheet: Sheet, diagnostics: Diagnostics) -> Files:
    from resume.render import plain

    content = plain.text(sheet.page.view, sheet.page.words)
    yield from _written("plain text", content, str, sheet, diagnostics)


def _md(sheet: Sheet, diagnostics: Diagnostics) -> Files:
    from resume.document import hypertext
    from resume.render import gfm

    content = gfm.text(sheet.page.view, sheet.page.words)
    yield from _written("Markdown", content, hypertext.of_markdown, sheet, diagnostics)


def _json(sheet: Sheet, diagnostics: Diagnostics) -> Files:
    from resume import interchange

    loaded = handed_out(sheet.tailored.loaded)
    content = interchange.text(loaded.places.values[()])
    if sheet.request.check and not interchange.gives_back(content, loaded.resume):
        message = "the JSON does not read back as the résumé that it was made of"
        diagnostics.error("lost-text", message)
    yield sheet.path, content.encode()


def _docx(sheet: Sheet, diagnostics: Diagnostics) -> Files:
    """Make the Word document; where the looks of its theme cannot be told, errors are reported."""
    from resume.document import word
    from resume.render.looks import looks
    from resume.render.word.document import docx

    page = sheet.page
    folders = [*page.theme.folders, *package_folders()]
    found = looks(page.markup, page.settings, page.sheets, folders, sheet.request.folder, diagnostics)
    if found is None:
        return
    content = docx(page.view, page.words, page.theme, found, page.pictures, page.fallbacks, page.size, page.margin)
    if sheet.request.check:
        from resume.inspect import written

        written.check("Word document", word.text(content), sheet.known, diagnostics)
    yield sheet.path, content


def _written(medium: str, content: str, reader: Callable[[str], str], sheet: Sheet, diagnostics: Diagnostics) -> Files:
    """Hold what a reader finds in a text against the résumé."""
    if sheet.request.check:
        from resume.inspect import written

        written.check(medium, reader(content), sheet.known, diagnostics)
    yield sheet.path, content.encode()


MAKERS: Final[dict[str, Callable[[Sheet, Diagnostics], Files]]] = {
    "pdf": _pdf,
    "html": _html,
    "txt": _txt,
    "md": _md,
    "json": _json,
    "docx": _docx,
    "png": _png,
}
PRINTED: Final = {"pdf", "png"}
"""Formats that are made of the laid-out page."""

SIZED: Final = {"html", "docx"}
"""Formats that have the sizes and spaces of the page, which a limit of pages changes."""
