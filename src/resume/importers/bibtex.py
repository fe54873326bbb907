"""Reads BibTeX and BibLaTeX, whose entries are publications."""

import logging
from typing import Any, Final

from resume.diagnostics import Span
from resume.importers import dates, texts
from resume.importers.taken import Item, Report, Said, Tree, joined, reworded, step
from resume.source.nodes import Mapping, Scalar
from resume.source.text import FORBIDDEN

VENUES: Final = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle", "series", "publisher", "school")
VENUES_TOO: Final = ("institution", "organization", "howpublished", "location", "address")
"""Where something was published, the nearest first."""

PEOPLE: Final = ("author", "editor", "translator")
DOI: Final = "https://doi.org/"
ARXIV: Final = "https://arxiv.org/abs/"
NO_LATEX: Final = ("doi", "url", "eprint", "eprinttype", "archiveprefix", "crossref", "date", "year", "month", "day")


def read(text: str, file: str, report: Report) -> dict[str, Tree]:
    """Give the publications in their order; an entry that cannot be read is a warning at its place."""
    library = _parsed(text)
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        why = " ".join(str(block.error).split()) or "it is not closed, or has no key"
        report.diagnostics.warning("import-bibtex", f"this entry is left out: {why}", Span(file, line, 1, line, 2))
        report.lose(f"line {line}", Scalar(block.raw, Span(file, line, 1, line, 2)), "this entry cannot be read")
    entries = {entry.key.casefold(): entry for entry in library.entries}
    return {"publications": [_publication(entry, entries, file, report) for entry in library.entries]}


def _parsed(text: str) -> Any:
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what failed is said by us, with its place
    stack = [
        middlewares.ResolveStringReferencesMiddleware(),
        middlewares.RemoveEnclosingMiddleware(),
        middlewares.MonthIntMiddleware(),
    ]
    return parse_string(text, parse_stack=stack)


def _publication(entry: Any, entries: dict[str, Any], file: str, report: Report) -> Tree:
    own = _fields(entry, file, report)
    parent = entries.get(own["crossref"].text.strip().casefold()) if "crossref" in own else None
    inherited = _fields(parent, file, Report()) if parent is not None and parent is not entry else {}
    if "title" in inherited:
        inherited.setdefault("booktitle", inherited["title"])
    fields = {key: value for key, value in inherited.items() if key in INHERITED} | own
    span = _span(entry, file)
    item = Item(
        Mapping(tuple((Scalar(key, value.span), value) for key, value in fields.items()), span), entry.key, report
    )
    if parent is not None:
        item.text("crossref")
    name = Said(entry.key, span, origin=entry.key) if entry.key.strip() else None
    tree: dict[str, Tree] = {"id": name, "name": joined(": ", item.text("title"), item.text("subtitle"))}
    tree["publisher"] = _venue(item)
    tree |= _day(item, report)
    tree |= {"url": _url(item), "summary": joined("\n\n", item.text(*PEOPLE), item.text("note"))}
    tree["x-type"] = Scalar(entry.entry_type, span, plain=False)
    item.lose("publications have no such field")
    return tree


INHERITED: Final = ("booktitle", "publisher", "year", "date", "month", "editor", "series")
"""What an entry has of the one that its `crossref` names (BibTeX's manual, §2.1)."""


def _fields(entry: Any, file: str, report: Report) -> dict[str, Scalar]:
    """Give an entry's fields, LaTeX read, as Markdown."""
    found: dict[str, Scalar] = {}
    for field in entry.fields:
        line = (field.start_line if field.start_line is not None else entry.start_line or 0) + 1
        name, text = field.key.casefold(), FORBIDDEN.sub(" ", str(field.value))
        if name in NO_LATEX:
            read = " ".join(text.split())
        else:
            read = _people(text) if name in PEOPLE else texts.plain(_decoded(text))
        scalar = Scalar(read, Span(file, line, 1, line, 2), plain=False)
        if name in found:
            report.lose(step(entry.key, field.key), scalar, "this entry has such a field already")
        found.setdefault(name, scalar)
    return found


def _span(entry: Any, file: str) -> Span:
    line = (entry.start_line or 0) + 1
    return Span(file, line, 1, line, 2)


def _decoded(text: str) -> str:
    """Give the text that LaTeX would print; what it would not understand, as it is without its braces."""
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexWalkerError

    try:
        plain = LatexNodes2Text(math_mode="text").latex_to_text(text)
    except (LatexWalkerError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        plain = text.replace("{", "").replace("}", "")
    return " ".join(plain.split()) or " ".join(text.replace("{", "").replace("}", "").split())


def _venue(item: Item) -> Said | None:
    """Say where it was published: the journal with volume, number and pages, or the book and the house."""
    found = [text for name in (*VENUES, *VENUES_TOO) if (text := item.text(name))]
    volume, number, pages = item.text("volume"), item.text("number", "issue"), item.text("pages")
    if volume and number:
        volume = reworded(volume, f"{volume.text}({number.text})")
    where = joined(" ", found.pop(0) if found else None, volume or number)
    return joined(", ", where, pages, *found)


def _people(text: str) -> str:
    """List people, each as `Given Family` (BibTeX's manual, §4); those in braces are called what these say."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = []
    for person in split_multiple_persons_names(text):
        family, *others = _parts(person)
        names.append(" ".join(filter(None, (*others[-1:], family, *others[:-1]))))
    if names and names[-1].casefold() == "others":
        names.pop()
        return f"{', '.join(names)} et al."
    return ", ".join(names)


def _parts(person: str) -> list[str]:
    """Split a name at its commas, but for those within braces, and read its LaTeX."""
    parts, depth = [""], 0
    for character in person:
        depth += (character == "{") - (character == "}")
        if character == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return [texts.plain(_decoded(part)) for part in parts]


def _url(item: Item) -> Said | None:
    """Give the address: that of the DOI (RFC-like, https://www.doi.org), else its own, else arXiv's."""
    doi, url = item.text("doi"), item.text("url", "link")
    eprint = item.text("eprint")
    kind = item.text("eprinttype", "archiveprefix")
    if url:
        for other in (doi, eprint):
            if other and other.text not in url.text:
                item.report.lose(other.origin, other, "there is one address already")
        return url
    if doi:
        return reworded(doi, doi.text if doi.text.startswith("http") else DOI + doi.text)
    if eprint and kind and kind.text.casefold() == "arxiv":
        return reworded(eprint, ARXIV + eprint.text)
    if eprint:
        item.report.lose(eprint.origin, eprint, "there is no address for it")
    return None


def _day(item: Item, report: Report) -> dict[str, Tree]:
    date = item.text("date")
    year, month, day = item.text("year"), item.text("month"), item.text("day")
    if date is None and year:
        shown = year.text.strip()
        if month and month.text.isdecimal():
            shown += f"-{int(month.text):02}" + (f"-{int(day.text):02}" if day and day.text.isdecimal() else "")
        date = reworded(year, shown)
    if date and "/" in date.text:
        start = date.text.partition("/")[0]
        report.change(date, f"read as {start}, when it began")
        date = reworded(date, start)
    return dates.day(date, "releaseDate", report)
