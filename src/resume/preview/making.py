"""Makes what the page shows of a résumé: its pages, its problems, what a parser reads, what can be chosen."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import Any, Final

from resume.build import road
from resume.build.request import Outcome, Printed, Request
from resume.diagnostics import Diagnostic, Diagnostics
from resume.document.values import Box, Page, Word
from resume.fonts import FAMILIES
from resume.inspect import rules as of_pdf
from resume.inspect.evidence import Evidence
from resume.lint import rules
from resume.lint.settings import with_settings
from resume.model.ours import NONE
from resume.model.values import PAGE_SIZES
from resume.model.variants import ALL
from resume.parser.parse import parse
from resume.parser.said import said
from resume.parser.score import compare
from resume.preview.wish import Wish
from resume.render import png
from resume.report import answers, machine
from resume.report import terminal as report
from resume.selection import Selection, chosen
from resume.tailor.settings import COMMAND_LINE
from resume.tailor.tailor import Source, completeness
from resume.themes.catalogue import catalogue
from resume.themes.load import Theme
from resume.view import words

DPI: Final = 96
"""Dots an inch of a screen's, as CSS has it (CSS Values 4 §6.2)."""


def shown(base: Request, wish: Wish) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """Give the PDF as soon as it is printed, for who draws its pages, and then what the page shows, as values of JSON.

    Where there are errors there are no pages; what could be found out is there all the same. The PDF is read once,
    for its proof and for what is shown of it. Raises `files.FileError` and `engine.MissingLibraryError`.
    """
    request = wish.request(base)
    outcome = Outcome()
    source = road.read(request, outcome.diagnostics)
    if source is not None:
        road.make_of(source, replace(request, mapped=True, check=False), outcome)
    read: list[tuple[Printed, Evidence]] = []
    for path, printed in outcome.printed.items():
        if not outcome.diagnostics.has_errors(strict=base.strict):
            yield {}, [printed.pdf]
        evidence = Evidence(str(path), printed.pdf, thorough=False)
        of_pdf.check(evidence, printed.known, outcome.diagnostics)
        read.append((printed, evidence))
    found: dict[str, Any] = {
        "problems": problems(outcome.diagnostics),
        "advice": [],
        "themes": _themes(request),
    }
    if source is not None:
        found |= _offered(source) | {"advice": problems(_advice(source, outcome.diagnostics))}
        found["own"] = [f"{key}.{name}" for key, name in _own(source, request.variants)]
    for printed, evidence in read:
        found |= {"options": [*_options(printed.theme)], "theme": printed.theme.name}
        if not outcome.diagnostics.has_errors(strict=base.strict):
            found |= _pages(printed, evidence)
    yield found, []


def drawn(pdf: bytes, scale: int) -> list[bytes]:
    """Give the pictures of the pages of a PDF for screens with so many device pixels in a pixel of CSS."""
    return [*png.quick(pdf, DPI * scale)]


def made(base: Request, wish: Wish, extension: str) -> tuple[dict[str, Any], list[bytes]]:
    """Give the files of one format, by their names; where there are errors there are none."""
    outcome = road.make(wish.request(base, (extension,)))
    return {"names": [path.name for path in outcome.made]}, [*outcome.made.values()]


def problems(diagnostics: Diagnostics) -> list[dict[str, Any]]:
    """Give diagnostics as `resume check --format json` does, each with its lines; those of `--set` are in no file."""
    items = diagnostics.in_order()
    data: list[dict[str, Any]] = json.loads(machine.as_json(items, {}))["diagnostics"]
    for values, item in zip(data, items, strict=True):
        values["long"] = _excerpt(item, diagnostics)
        if values.get("file") == COMMAND_LINE:
            del values["file"]
    return data


def _advice(source: Source, built: Diagnostics) -> Diagnostics:
    """Give what `resume check` finds in the source beyond what a build does, as the source's settings have it."""
    found = Diagnostics(texts=built.texts)
    selection = with_settings(Selection(), source.whole, found)
    rules.check(source.whole, frozenset(), found)
    completeness(source, found)
    return chosen(found, selection)


def _excerpt(item: Diagnostic, diagnostics: Diagnostics) -> str:
    """Give the lines that a diagnostic is about; the message stands above them already."""
    return report.long(item, diagnostics.texts).partition("\n")[2] if item.span else ""


def _themes(request: Request) -> list[str]:
    named = [chosen.name for chosen in request.themes if chosen.by_path]
    return [*named, *(theme.name for theme in catalogue(request.folder))]


def _offered(source: Source) -> dict[str, Any]:
    """Give what there is to choose from: variants, languages, paper; and where a picture is watched."""
    resume = source.whole.resume
    written = source.languages
    return {
        "variants": [*resume.variants],
        "languages": written,
        "further": [tag for tag in words.names() if tag not in written],
        "papers": [*PAGE_SIZES],
        "image": resume.basics.image or "",
    }


def _own(source: Source, variants: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give the keys of `theme` and `page` that a variant has of its own, or of those that it extends."""
    known = source.whole.resume.variants
    name: str | None = next(iter(variants), None)
    while name in known:
        variant = known[name]
        for key, part in (("theme", variant.theme), ("page", variant.page)):
            yield from ((key, inner) for inner in (part.model_fields_set if part else ()))
        name = variant.extends


def _options(theme: Theme) -> Iterator[dict[str, Any]]:
    fonts = {f"font-{role}": family for role, family in theme.fonts.items()}
    choices = {"palette": (NONE, *theme.palettes), "font": tuple(FAMILIES), "boolean": ("true", "false")}
    for name, option in theme.declared.items():
        yield {
            "name": name,
            "type": option.type,
            "meaning": option.meaning,
            "choices": choices.get(option.type or "", option.choices),
            "value": theme.options.get(name) or fonts.get(name) or option.default,
            "chosen": name in theme.wished,
        }


def _pages(printed: Printed, evidence: Evidence) -> dict[str, Any]:
    """Give the pages with their lines and what these were made from."""
    boxes = _boxes(printed, evidence.pages)
    sheets = [
        {
            "width": page.box.width,
            "height": page.box.height,
            "lines": [
                {"text": line.text, "size": line.size, **_place(line.box)} for region in regions for line in region
            ],
            "boxes": boxes[number],
        }
        for number, (page, regions) in enumerate(zip(evidence.pages, evidence.regions, strict=True))
    ]
    fields = parse(evidence.pages)
    scores = compare(fields, said(printed.loaded.resume, printed.known.words))
    [parsed] = answers.data({"": (fields, scores)}, None, {})["parsed"]
    told = [values | {"lost": score.lost} for values, score in zip(parsed["scores"], scores, strict=True)]
    return {"pages": sheets, "fill": min(printed.fill, 1.0), "parsed": told}


def _boxes(printed: Printed, pages: tuple[Page, ...]) -> list[list[dict[str, Any]]]:
    """Give for each page the boxes of the texts of the source, each with its place in a file."""
    found: list[list[dict[str, Any]]] = [[] for _ in pages]
    middles = [*map(_middles, pages)]
    for place in printed.places:
        if place.span.file != COMMAND_LINE:
            text = " ".join(_inside(middles[place.page - 1], place.box))
            span = {"file": place.span.file, "line": place.span.line, "column": place.span.column}
            found[place.page - 1].append({"text": text, **_place(place.box), **span})
    return found


def _middles(page: Page) -> list[tuple[float, float, Word]]:
    """Give the words of a page by how far down and to the right the middle of each is."""
    boxed = ((word.box, word) for word in page.words)
    return sorted(
        (((box.top + box.bottom) / 2, (box.left + box.right) / 2, word) for box, word in boxed),
        key=itemgetter(0),
    )


def _inside(middles: list[tuple[float, float, Word]], box: Box) -> list[str]:
    """Give the words whose middles are in a box, in their order."""
    rows = slice(bisect_left(middles, box.top, key=itemgetter(0)), bisect_right(middles, box.bottom, key=itemgetter(0)))
    words = [word for _, x, word in middles[rows] if box.left <= x <= box.right]
    return [word.text for word in sorted(words, key=attrgetter("order"))]


def _place(box: Box) -> dict[str, float]:
    edges = {"left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}
    return {name: round(value, 2) for name, value in edges.items()}


def is_one(names: tuple[str, ...]) -> bool:
    """Say whether these variants or languages are one at most, as a page shows."""
    return len(names) <= 1 and ALL not in names
