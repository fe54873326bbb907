"""Makes the files of one résumé in one theme and language."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from resume import naming
from resume.build.formats import MAKERS, PRINTED, SIZED, Sheet
from resume.build.page import Typeset, limit, texts, typeset
from resume.build.request import Outcome, Place, Printed, Request
from resume.diagnostics import Diagnostics
from resume.fonts import package_folders
from resume.inspect.known import Known
from resume.model.load import Loaded
from resume.model.parts import EXTENSIONS
from resume.model.places import Places
from resume.model.variants import ALL
from resume.render import pdf
from resume.source import nodes
from resume.tailor.tailor import SERVED, Tailored, handed_out
from resume.themes.shelf import Chosen
from resume.view.page import Text
from resume.view.words import Words

OUTPUT: Final = Path("output")

MARKS: Final = " ,:;·()"
"""What a theme puts between texts."""

LEAST_FILL: Final = 0.15
"""The share of its height that text takes on a last page worth having."""


NOT_EMBEDDED: Final = (*SERVED, "check")
"""What the file in a PDF does not hold: it is about other résumés, and for nobody else."""


def in_theme(
    chosen: Chosen, spoken: Words, request: Request, tailored: Tailored, outcome: Outcome
) -> Iterator[tuple[Path, bytes]]:
    """Give the files of one theme and language; where something is wrong with them, errors are reported too."""
    diagnostics, loaded = outcome.diagnostics, tailored.loaded
    page = typeset(chosen, spoken, loaded, request.folder, diagnostics, request.letter, mapped=request.mapped)
    if page is None:
        return
    rendered = None
    is_fitted = loaded.resume.page.limit is not None and (request.trim or SIZED & {*request.formats})
    if is_fitted or PRINTED & {*request.formats}:
        page, rendered = printed(page, loaded, request, diagnostics)
        if rendered is None:
            return
    known = Known(page.view, page.words, loaded.places)
    for extension in request.formats:
        path = _path(request, page, tailored.variant, extension)
        sheet = Sheet(page, rendered, tailored, known, request, path)
        if extension == "png":
            outcome.pictured.append(path)
        for file, content in MAKERS[extension](sheet, diagnostics):
            _check_leaks(tailored, str(file), content, diagnostics)
            if rendered is not None and extension == "pdf":
                outcome.printed[file] = Printed(
                    content,
                    known,
                    loaded,
                    page.theme,
                    rendered.last.share,
                    rendered.layouts,
                    _places(rendered, loaded.places),
                )
            yield file, content


def _check_leaks(tailored: Tailored, file: str, content: bytes, diagnostics: Diagnostics) -> None:
    if tailored.secrets:
        from resume.inspect import leaks

        leaks.check(tailored.secrets, file, content, diagnostics)


def _inside(loaded: Loaded) -> bytes:
    """Give the file that a PDF holds; `x-…` keys, which are notes of whoever wrote them, are not in it."""
    from resume import interchange

    root = handed_out(loaded).places.values[()]
    shown = nodes.without_keys(root.without(*NOT_EMBEDDED), EXTENSIONS) if isinstance(root, nodes.Mapping) else root
    return interchange.text(shown).encode()


def printed(
    page: Typeset, loaded: Loaded, request: Request, diagnostics: Diagnostics
) -> tuple[Typeset, pdf.Rendered | None]:
    """Lay a page out, and report what does not fit; give the page that was laid out, which a limit may change."""
    fonts = package_folders()
    inside = _inside(loaded) if request.embed else b""
    if loaded.resume.page.limit is None:
        press = pdf.press(page.lasting, [*page.theme.folders, *fonts], request.folder, diagnostics, inside)
        layout = press.layout(page.marked, page.settings) if press else None
        rendered = press.write(layout) if press and layout else None
    else:
        from resume.build.fit import fitted

        done = fitted(page, loaded, request.folder, fonts, diagnostics, inside, trim=request.trim)
        page, rendered = done or (page, None)
    if rendered is not None:
        _check_fill(rendered, page, limit(page.view, loaded.resume), diagnostics)
        if cuts := [cut for cut in rendered.beyond if cut.strip(MARKS)]:
            _report_cuts(cuts, texts(page.view), loaded.places, diagnostics)
    return page, rendered


def _places(rendered: pdf.Rendered, places: Places) -> tuple[Place, ...]:
    """Give the places of the texts, each with where it is written; a bullet with tags is written in its `text`."""
    return tuple(Place(area.page, area.box, area.path, places.span((*area.path, "text"))) for area in rendered.areas)


def _check_fill(rendered: pdf.Rendered, page: Typeset, limit: int | None, diagnostics: Diagnostics) -> None:
    """Check that the last page is worth its paper; of one too many it is said already."""
    is_within = limit is None or rendered.pages <= limit
    first = 2 if page.view.letter and page.view.letter.encloses else 1
    if is_within and rendered.pages > first and rendered.last.share < LEAST_FILL:
        lines = "1 line is" if rendered.last.lines == 1 else f"{rendered.last.lines} lines are"
        message = f"page {rendered.pages} is {rendered.last.share:.0%} full: {lines} over"
        diagnostics.warning(
            "page-fill", message, hint="shorten the text, or choose a smaller `density`, `size` or `margin`"
        )


def _report_cuts(cuts: Iterable[str], texts: Iterable[Text], places: Places, diagnostics: Diagnostics) -> None:
    """Report what stands out of its page or column."""
    whole = [(" ".join(str(text).split()).casefold(), text) for text in texts]
    for cut in cuts:
        holding = [(len(said), text.path) for said, text in whole if cut.strip(MARKS).casefold() in said]
        path = min(holding, key=lambda found: found[0])[1] if holding else ()
        span = places.span(path) if path else None
        message = f'"{cut}" does not fit its line: it is cut off, or printed over what stands beside it'
        diagnostics.error(
            "text-overflow", message, span, hint="shorten it, or choose a smaller `size` or another theme"
        )


def _path(request: Request, page: Typeset, variant: str, extension: str) -> Path:
    """Say where a file goes; a folder that takes several themes, variants or languages has a folder for each."""
    if request.output and not request.to_folder:
        return request.output
    folder = request.output or OUTPUT
    name = f"{_name(request, page)}.{extension}"
    how = "-".join(filter(None, (page.theme.name, variant, page.view.language if request.languages else "")))
    several = max(map(len, (request.themes, request.variants, request.languages))) > 1
    several = several or ALL in (*request.variants, *request.languages)
    alone = request.output is not None and not several and not request.apart
    return folder / name if alone else folder / how / name


def _name(request: Request, page: Typeset) -> str:
    """Name a file by what is in it; a letter has the name of its own file too, since there are several."""
    letter = request.letter
    if letter is None:
        return naming.file_name(page.view.name)
    return naming.file_name(page.view.name, naming.APPLICATION if letter.encloses else naming.LETTER, letter.name)
