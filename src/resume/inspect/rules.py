"""Runs all rules on a PDF."""

from collections.abc import Iterable
from typing import Final

from resume.diagnostics import Diagnostic, Diagnostics, Span
from resume.document.content import UnreadableError
from resume.inspect import characters, contacts, container, links, order, spacing, visibility
from resume.inspect.evidence import STREAM, Evidence
from resume.inspect.found import Found, listed, quoted
from resume.inspect.known import Known, OfKnown, Rule
from resume.inspect.proof import missing, prove
from resume.view.page import Text

QUICK: Final[tuple[Rule, ...]] = (
    visibility.sizes,
    visibility.inside,
    spacing.check,
    links.check,
    container.size,
)
QUICK_OF_KNOWN: Final[tuple[OfKnown, ...]] = (
    visibility.readable,
    characters.check,
    order.check,
    contacts.name,
    contacts.reachable,
    contacts.whole,
)
"""Rules whose findings can be errors, and that take little time: those of a build.

The latter also hold what was to be printed against the PDF, where that is known.
"""

FOLLOWING: Final[dict[str, frozenset[str]]] = {
    "text-order": frozenset({"name-first", "reading-order", "moved-text"}),
    "moved-text": frozenset({"name-first", "reading-order"}),
    "no-text": frozenset({"no-contact", "name-first", "text-picture"}),
    "contact-in-margin": frozenset({"name-first"}),
    "off-page": frozenset({"name-first"}),
    "font-mapping": frozenset({"garbled-text", "private-use", "readers-differ", "missing-glyph"}),
    "missing-glyph": frozenset({"hidden-text"}),
}
"""What need not be said where a code is: it follows from that, and goes with it."""


def check(evidence: Evidence, known: Known | None, diagnostics: Diagnostics) -> None:
    """Report what is odd about a PDF, at the line and column of what readers see on its pages.

    Where it is known what the PDF was made of, it is held against that too. A look that is not thorough
    says only what is an error.
    """
    further: tuple[tuple[Rule, ...], tuple[OfKnown, ...]] = ((), ())
    try:
        evidence.prepare()
        if evidence.thorough:
            from resume.inspect import thorough

            further = thorough.RULES, thorough.OF_KNOWN
        found = [item for rule in (*QUICK, *further[0]) for item in rule(evidence)]
    except UnreadableError as error:
        span = Span(evidence.name, 1, 1, 1, 2)
        diagnostics.error("unreadable-pdf", f"{evidence.name} cannot be read: {error}", span)
        return
    found += [item for of_known in (*QUICK_OF_KNOWN, *further[1]) for item in of_known(evidence, known)]
    proven = Diagnostics()
    if known:
        _prove(evidence, known, proven)
    diagnostics.items += proven.items
    codes = {item.code for item in found} | {item.code for item in proven.items}
    follows = frozenset().union(*(FOLLOWING.get(code, ()) for code in codes))
    found = [item for item in found if item.code not in follows]
    report((item for item in found if evidence.thorough or item.severity == "error"), evidence, diagnostics)


def report(found: Iterable[Found], evidence: Evidence, diagnostics: Diagnostics) -> None:
    """Turn what was found into diagnostics, at the line and column of what readers see on the pages."""
    for item in found:
        span = _span(item, evidence, diagnostics) if item.page else Span(evidence.name, 1, 1, 1, 2)
        said = Diagnostic(item.severity, item.code, item.message, span, notes=item.notes, hint=item.hint)
        diagnostics.items.append(said)


def _prove(evidence: Evidence, known: Known, diagnostics: Diagnostics) -> None:
    """Hold what each reader finds against the résumé.

    Order is that of painting: others may put columns otherwise. Lines from right to left only PDFium gives
    in the order in which they are read.
    """
    prove(known.streams, evidence.readers[STREAM], known.places, diagnostics, known.words)
    if not evidence.thorough or known.words.right_to_left:
        return
    lost: dict[Text, list[str]] = {}
    for reader, texts in evidence.readers.items():
        if reader != STREAM:
            for text in missing(known.streams, texts, known.words):
                lost.setdefault(text, []).append(reader)
    said = {item.span for item in diagnostics.items if item.code in {"lost-text", "misread-script"}}
    for text, readers in lost.items():
        span = known.places.span(text.path)
        if span not in said:
            message = f"{quoted(str(text))} cannot be read back whole from the PDF by {listed(readers)}"
            diagnostics.error("lost-text", message, span)


def _span(found: Found, evidence: Evidence, diagnostics: Diagnostics) -> Span:
    """Give the place of words among the lines of their page, whose text excerpts are made of.

    The page is named as viewers open it (RFC 8118 §3, `#page=`).
    """
    file = f"{evidence.name}#page={found.page}"
    lines = evidence.lines[found.page - 1]
    diagnostics.texts[file] = "\n".join(line.text for line in lines)
    for number, line in enumerate(lines, start=1):
        if found.words and found.words[0] in line.words:
            first = line.words.index(found.words[0])
            column = 1 + sum(len(word.text) + 1 for word in line.words[:first])
            inside = [word for word in found.words if word in line.words]
            return Span(file, number, column, number, column + len(" ".join(word.text for word in inside)))
    return Span(file, 1, 1, 1, 2)
