"""Renders résumés that are hard to lay out through a theme, to find what it breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Final, TypeAlias

from resume import files
from resume.build import road
from resume.build.request import Printed, Request
from resume.diagnostics import Diagnostic, Diagnostics, Span
from resume.inspect.proof import prove
from resume.themes.catalogue import unchanged
from resume.themes.shelf import Chosen

FOLDER: Final = Path(__file__).parent / "stress_cases"
PAPERS: Final = ("a4", "letter")

NO_FAULTS: Final = {"misread-script", "page-fill", "code-url"}
"""Codes of what is said of the résumé, and is no fault of a theme."""

MOST: Final = 5
"""Findings of one code that are said of one résumé; of more, only how many there are."""

CHECKER: Final = "page-validation"
"""The package that holds a PDF against PDF/UA-1; its module is called `page`."""

Where: TypeAlias = dict[str, list[str]]
"""The papers on which something was found, by the résumés."""


@dataclass(slots=True)
class Strained:
    """What came of it: the theme's name, the résumés that were rendered, what broke."""

    theme: str = ""
    cases: tuple[str, ...] = ()
    diagnostics: Diagnostics = field(default_factory=Diagnostics)


def names() -> tuple[str, ...]:
    """List the stress résumés."""
    return tuple(sorted(Path(name).stem for name in files.names(FOLDER) if name.endswith(".yaml")))


def knows_conformance() -> bool:
    """Say whether the package that knows PDF/UA is installed."""
    return _is_installed(CHECKER)


def strain(chosen: Chosen, beside: Path, cases: Iterable[str]) -> Strained:
    """Render stress résumés on each paper, and collect what breaks, once for all of them that show it.

    `beside` is the folder whose `themes/` comes before the built-in ones. Raises `files.FileError` and
    `engine.MissingLibraryError`.
    """
    strained = Strained(cases=tuple(cases))
    theme = unchanged(chosen, beside, strained.diagnostics)
    if theme is None:
        return strained
    strained.theme = theme.name
    found: dict[Diagnostic, Where] = {}
    for case in strained.cases:
        for paper in PAPERS:
            path = FOLDER / f"{case}.yaml"
            request = Request(files.read(path), str(path), beside, (chosen,), settings=(f"page.size={paper}",))
            for item in _rendered(request, strained.diagnostics.texts):
                found.setdefault(item, {}).setdefault(case, []).append(paper)
    strained.diagnostics.items.extend(_said(found))
    return strained


def _rendered(request: Request, texts: dict[str, str]) -> Iterator[Diagnostic]:
    """Give what is to be said of a theme with one résumé on one paper, each finding once."""
    outcome = road.make(request)
    texts |= {name: text for name, text in outcome.diagnostics.texts.items() if name != request.file}
    found = [*outcome.diagnostics.items]
    is_blank = any(item.code == "missing-glyph" for item in found)  # then all else that readers say follows from it
    for printed in () if is_blank else outcome.printed.values():
        found += _read_otherwise(printed, {item.span for item in found})
        found += _conformance(printed.pdf)
    about_it = (item for item in found if item.code not in NO_FAULTS)
    yield from dict.fromkeys(_about_theme(item, request.file) for item in about_it)


def _about_theme(item: Diagnostic, file: str) -> Diagnostic:
    """Turn what is said at a place of the stress résumé into something that is said of the theme."""
    elsewhere = item.span is not None and item.span.file != file
    return item if elsewhere else replace(item, span=None, label="", labels=(), hint="")


def _read_otherwise(printed: Printed, known: set[Span | None]) -> Iterator[Diagnostic]:
    """Hold what pypdf reads of a PDF against the résumé, where it is installed; texts that are `known` are left out.

    Lines from right to left it gives in the order in which they are painted, whatever the theme.
    """
    made_of = printed.known
    if made_of.words.right_to_left or not _is_installed("pypdf"):
        return
    texts = [page.extract_text() for page in import_module("pypdf").PdfReader(BytesIO(printed.pdf)).pages]
    diagnostics = Diagnostics()
    prove(made_of.streams, texts, made_of.places, diagnostics, made_of.words)
    for item in diagnostics.items:
        if item.span not in known:
            yield replace(item, message=f"{item.message}, as pypdf reads it")


def _conformance(pdf: bytes) -> Iterator[Diagnostic]:
    """Hold a PDF against PDF/UA-1 (ISO 14289-1), where the package that knows it is installed."""
    if not knows_conformance():
        return
    diagnostics = Diagnostics()
    for failure in import_module("page").validate_pdf_bytes(pdf, profile="ua1").failures:
        diagnostics.error("pdf-ua", f"{failure.message} ({failure.rule_id})")
    yield from diagnostics.items


def _said(found: dict[Diagnostic, Where]) -> Iterator[Diagnostic]:
    """Give the findings with where each was found; of many alike in one résumé, the first ones and a count."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for item, where in found.items():
        if item.span is not None:
            yield item
        else:
            told = replace(item, message=f"{_place(where)}: {item.message}")
            alike.setdefault((next(iter(where)), item.code), []).append(told)
    for (case, _), items in alike.items():
        yield from items[:MOST]
        if len(items) > MOST:
            yield replace(items[MOST], message=f"{case}: … and {len(items) - MOST} more", notes=())


def _place(where: Where) -> str:
    """Say where something was found: the first résumé, how many further ones, the papers."""
    first, *others = where
    further = f" and {len(others)} more" if others else ""
    papers = [paper for paper in PAPERS if any(paper in found for found in where.values())]
    return f"{first}{further}, {' and '.join(papers)}"


def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True
