"""Judges what a PDF tells a screen reader: its tags, their order, its language."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from resume.document.objects import Element, Objects
from resume.document.values import Page
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, quoted
from resume.inspect.sequence import longest_rising

LEVELS: Final = {f"H{level}": level for level in range(1, 7)}


def check(evidence: Evidence) -> Iterator[Found]:
    """Find what is missing in the tags (Matterhorn protocol 1.1: 01, 06, 07, 09, 11, 13, 14, 28)."""
    objects = evidence.objects
    if objects is None:
        return
    if not objects.language:
        yield Found("no-language", "it does not say which language it is in: screen readers guess", "warning")
    elements = [element for root in objects.structure for element in root.walk()]
    if not elements or not objects.is_marked:
        message = "it has no tags: screen readers, and some that fill in forms, do not know what is a heading or a list"
        hint = "export it with tags (PDF/UA, “accessible PDF”)"
        yield Found("untagged", message, "warning", hint=hint)
        return
    yield from _levels(elements)
    yield from _lists(elements)
    yield from _silent(elements)
    yield from _order(objects, evidence.pages)
    if any(element.role == "Table" and not any(cell.role == "TH" for cell in element.walk()) for element in elements):
        message = "it has a table, whose cells readers put in an order of their own"
        yield Found("layout-table", message, "warning", hint="lay text out without tables")


def _levels(elements: list[Element]) -> Iterator[Found]:
    levels = [LEVELS[element.role] for element in elements if element.role in LEVELS]
    if not levels:
        yield Found("heading-level", "none of its tags is a heading", "warning")
        return
    if levels.count(1) != 1:
        message = f"it has {levels.count(1)} headings of level 1; there should be one, the name"
        yield Found("heading-level", message, "warning")
    for before, level in pairwise([levels[0] if levels[0] == 1 else 0, *levels]):
        if level > before + 1:
            follows = f"a heading of level {level} follows one of level {before}"
            said = follows if before else f"the first heading is of level {level}"
            yield Found("heading-level", f"{said}: a level is left out", "warning")
            return


def _lists(elements: list[Element]) -> Iterator[Found]:
    """Hold that a list holds items, and items stand in lists (ISO 32000-2 §14.8.4.8)."""
    for element in elements:
        kids = {child.role for child in element.children}
        if element.role == "L" and kids - {"LI", "L", "Caption", "NonStruct"}:
            yield Found("list-tags", f"a list holds {', '.join(sorted(kids - {'LI', 'L', 'Caption'}))}", "warning")
            return
        if element.role not in {"L", "NonStruct"} and "LI" in kids:
            yield Found("list-tags", "an item of a list stands in no list", "warning")
            return


def _silent(elements: list[Element]) -> Iterator[Found]:
    figures = [element for element in elements if element.role == "Figure" and not (element.alt or "").strip()]
    if figures:
        many = "a picture has" if len(figures) == 1 else f"{len(figures)} pictures have"
        yield Found("alt-text", f"{many} no alternative text: a screen reader says nothing of it", "warning")
    links = [element for element in elements if element.role == "Link" and element.has_object and not element.says]
    if any(not any(part.contents for part in link.walk()) for link in links):
        yield Found(
            "alt-text", "a link has neither text nor description: a screen reader says nothing of it", "warning"
        )


def _order(objects: Objects, pages: tuple[Page, ...]) -> Iterator[Found]:
    """Hold that tags come in the order in which their content is painted."""
    first: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pages):
        for word in page.words:
            if word.content >= 0:
                first.setdefault((number, word.content), word.order)
    said = [content for root in objects.structure for element in root.walk() for content in element.contents]
    for number, page in enumerate(pages):
        orders = [first[content] for content in said if content[0] == number and content in first]
        kept = {orders[index] for index in longest_rising(orders, [1] * len(orders))}
        if moved := [order for order in orders if order not in kept]:
            word = page.words[moved[0]]
            many = f"; so it is with {len(moved) - 1} more pieces" if len(moved) > 1 else ""
            message = f"{quoted(word.text)} is not tagged where it is painted: screen readers read it elsewhere{many}"
            yield Found("reading-order", message, "warning", number + 1, (word,))
