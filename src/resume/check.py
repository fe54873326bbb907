"""Checks a résumé: its source and the PDF that is made of it, or a PDF alone."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from resume import files
from resume.build import road
from resume.build.request import Request
from resume.diagnostics import Diagnostic, Diagnostics
from resume.document.content import UnreadableError
from resume.inspect import container
from resume.inspect import rules as of_pdf
from resume.inspect.evidence import Evidence
from resume.lint import rules
from resume.lint.passages import passages
from resume.lint.settings import with_settings
from resume.mend import mended
from resume.model.load import Loaded
from resume.selection import Selection, chosen
from resume.tailor.languages import Picked
from resume.tailor.tailor import completeness
from resume.view.words import Words

if TYPE_CHECKING:  # both are imported where they are asked for
    from resume.parser.fields import Fields
    from resume.parser.score import Score
    from resume.posting.coverage import Coverage

SPELLING: Final = "spelling"
WORD_LISTS: Final = (Path("/usr/share/dict/words"),)
"""Where systems keep a list of English words, one a line."""

ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be found out besides.

    `as_parsed`: which fields a parser recovers. `posting`: the text of a job posting that the résumé is
    held against, of which it should say `least`, from 0 to 1. `twice`: whether a second build gives the
    same bytes.
    """

    as_parsed: bool = False
    posting: str | None = None
    least: float = 0.0
    twice: bool = False


@dataclass(slots=True)
class Checked:
    """What is to be said of a résumé; with fixes, its new text and what they answered.

    `parsed` has, by the names of the PDFs, the fields that a parser recovers and, where the source is known, how
    these compare. `languages` has, for each that the source is written in, what of it is not.
    """

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    text: str | None = None
    mended: list[Diagnostic] = field(default_factory=list)
    parsed: dict[str, tuple["Fields", tuple["Score", ...]]] = field(default_factory=dict)
    coverage: "Coverage | None" = None
    languages: dict[str, Picked] = field(default_factory=dict)


def check(request: Request, selection: Selection, asked: Asked, *, fix: bool = False) -> Checked:
    """Check a source and, where it can be built, the PDF; with `fix`, mend what is sure and check what is left.

    The source's own `check` settings hold where the selection says nothing else. Spelling is checked
    where it is selected. Raises `files.FileError` and `engine.MissingLibraryError`.
    """
    checked = Checked()
    found = checked.diagnostics
    source = road.read(request, found)
    if source is None:
        checked.diagnostics = chosen(found, selection)
        return checked
    loaded = source.whole
    selection = with_settings(selection, loaded, found)
    rules.check(loaded, _word_list() if SPELLING in selection.select else frozenset(), found)
    if fix:
        text, done = mended(found.texts[request.file], request.file, chosen(found, selection).items)
        if done:
            left = check(replace(request, source=text.encode()), selection, asked)
            left.text, left.mended = text, done
            return left
    checked.languages = completeness(source, found)
    if request.formats:
        _printed(request, asked, checked)
    if asked.posting is not None:
        said = passages(loaded.places, found.texts)
        texts = [(passage.text, f"{passage.around.file}:{passage.around.line}") for passage in said]
        _cover(asked, texts, loaded.resume.language or ENGLISH, checked)
    checked.diagnostics = chosen(found, selection)
    return checked


def check_pdf(pdf: bytes, name: str, selection: Selection, asked: Asked) -> Checked:
    """Check a PDF of which nothing else is known; `name` is what diagnostics call it."""
    from resume.parser.parse import parse

    checked = Checked()
    evidence = Evidence(name, pdf)
    of_pdf.check(evidence, None, checked.diagnostics)
    with suppress(UnreadableError):
        fields = parse(evidence.pages)
        family = fields.name.split()[-1] if fields.name else ""
        of_pdf.report(container.name(evidence, family), evidence, checked.diagnostics)
        if asked.as_parsed:
            checked.parsed[name] = (fields, ())
        if asked.posting is not None:
            language = evidence.objects.language if evidence.objects else ""
            _cover(asked, _lines(evidence), language or ENGLISH, checked)
    checked.diagnostics = chosen(checked.diagnostics, selection)
    return checked


def _lines(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Give the lines of a PDF, each with the first words of the next one, into which a term may go over."""
    for page in evidence.lines:
        for number, (line, following) in enumerate(zip_longest(page, page[1:]), start=1):
            over = following.text.split()[:2] if following else []
            yield " ".join([line.text, *over]), f"{evidence.name}#page={line.page}:{number}"


def _printed(request: Request, asked: Asked, checked: Checked) -> None:
    """Check each PDF that a source is made into."""
    outcome = road.make(replace(request, check=False))
    found = checked.diagnostics
    found.items += outcome.diagnostics.items
    found.texts |= outcome.diagnostics.texts
    for path, printed in outcome.printed.items():
        evidence = Evidence(str(path), printed.pdf)
        of_pdf.check(evidence, printed.known, found)
        if asked.as_parsed:
            checked.parsed[str(path)] = _parsed(evidence, printed.loaded, printed.known.words)
    if asked.twice:
        again = road.make(replace(request, check=False)).printed
        for path, printed in outcome.printed.items():
            if path not in again or again[path].pdf != printed.pdf:
                found.error("not-reproducible", f"a second build of {path} has other bytes")


def _parsed(evidence: Evidence, loaded: Loaded, spoken: Words) -> tuple["Fields", tuple["Score", ...]]:
    """Parse a PDF, and compare what comes of it with the source."""
    from resume.parser.parse import parse
    from resume.parser.said import said
    from resume.parser.score import compare

    fields = parse(evidence.pages)
    return fields, compare(fields, said(loaded.resume, spoken))


def _cover(asked: Asked, texts: Iterable[tuple[str, str]], language: str, checked: Checked) -> None:
    """Hold the texts of a résumé, each with its place, against a posting."""
    from resume.posting.coverage import Line, cover

    checked.coverage = cover(asked.posting or "", [Line(*text) for text in texts], language)
    if checked.coverage.share < asked.least:
        message = (
            f"the résumé says {checked.coverage.share:.0%} of what the posting asks for; {asked.least:.0%} are wanted"
        )
        missing = ", ".join(term.name for term in checked.coverage.missing)
        checked.diagnostics.error("job-coverage", message, notes=(f"not said: {missing}",))


def _word_list() -> frozenset[str]:
    """Read the system's list of words; empty where it has none."""
    path = next((path for path in WORD_LISTS if files.is_file(path)), None)
    return frozenset(files.read(path).decode(errors="replace").casefold().split()) if path else frozenset()
