"""Lays diagnostics out as text for a terminal."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from wcwidth import wcswidth

from resume.diagnostics import Diagnostic, Label, Span
from resume.source.text import LINE_BREAK

STYLES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "rule": "\x1b[1;34m",
    "message": "\x1b[1m",
}
RESET = "\x1b[0m"

LONGEST, BEFORE = 200, 60
"""Characters that are shown of a line, and how many of these stand before what is spoken of."""

LETTER_MARK = "\N{ARABIC LETTER MARK}"
"""Of the bidi marks (UAX #9 §2.6) the one whose class is that of letters."""


def short(item: Diagnostic) -> str:
    """Lay a diagnostic out on one line, as compilers do: `file:line:column: error[code]: …`."""
    place = f"{item.span.file}:{item.span.line}:{item.span.column}: " if item.span else ""
    return printable(f"{place}{item.severity}[{item.code}]: {item.message}")


def long(item: Diagnostic, texts: Mapping[str, str], *, colour: bool = False) -> str:
    """Lay a diagnostic out with the lines it speaks of.

    `texts` holds the text of each file an excerpt is wanted of, by the name that spans give it.
    """

    def paint(style: str, text: str) -> str:
        return f"{STYLES[style]}{text}{RESET}" if colour and text else text

    head = paint(item.severity, f"{item.severity}[{item.code}]")
    lines = [f"{head}{paint('message', f': {printable(item.message)}')}"]
    labels = (Label(item.span, item.label), *item.labels) if item.span else ()
    shown = sorted((label for label in labels if label.span.file in texts), key=_line)
    gutter = max((len(str(label.span.line)) for label in shown), default=1)
    bar = paint("rule", f"{' ' * gutter} |")
    if item.span:
        place = f"{item.span.file}:{item.span.line}:{item.span.column}"
        arrow = paint("rule", " " * gutter + "-->")
        lines.append(f"{arrow} {printable(place)}")
    if shown:
        lines.append(bar)
        previous, first = 0, 0
        for label in shown:
            whole = _line_of(texts[label.span.file], label.span.line)
            source, start = _stretch(whole, label.span.column - 1)
            mark = "^" if label.span == item.span and label.text == item.label else "-"
            style = item.severity if mark == "^" else "rule"
            if (previous, first) != (label.span.line, start):
                if previous and label.span.line > previous + 1:
                    lines.append(paint("rule", "..."))
                number = paint("rule", f"{label.span.line:>{gutter}} |")
                lines.append(f"{number} {printable(source)}".rstrip())
            indent, width = _underline(source, label.span, start)
            previous, first = label.span.line, start
            text = f" {printable(label.text)}" if label.text else ""
            lines.append(f"{bar} {indent}{paint(style, mark * width + text)}")
    tail = [*(f"note: {note}" for note in item.notes), *([f"hint: {item.hint}"] * bool(item.hint))]
    if tail:
        if shown:
            lines.append(bar)
        equals = paint("rule", f"{' ' * gutter} =")
        lines.extend(f"{equals} {printable(text)}" for text in tail)
    return "\n".join(lines)


def summary(items: Iterable[Diagnostic]) -> str:
    """Count the problems in words: `2 errors, 1 warning`."""
    severities = [item.severity for item in items]
    counts = [(severities.count("error"), "error"), (severities.count("warning"), "warning")]
    return ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in counts if n)


def printable(text: str) -> str:
    """Replace what could steer a terminal or reorder its line: controls and bidi marks."""
    return "".join(map(_safe, text))


def _safe(character: str) -> str:
    if character == "\t":
        return character
    match unicodedata.category(character):
        case "Cc":
            code = ord(character)
            return chr(0x2400 + code) if code < 0x20 else "\N{SYMBOL FOR DELETE}"  # noqa: PLR2004 - the first 32 are C0
        case "Cf" if unicodedata.bidirectional(character) not in {"BN", "AL", "AN"} or character == LETTER_MARK:
            return "\N{REPLACEMENT CHARACTER}"
        case "Cs" | "Zl" | "Zp":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character


def _line(label: Label) -> tuple[int, int]:
    return label.span.line, label.span.column


def _line_of(text: str, number: int) -> str:
    lines = _lines(text)
    return lines[number - 1] if number <= len(lines) else ""


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return LINE_BREAK.split(text)


def _stretch(line: str, at: int) -> tuple[str, int]:
    """Give what is shown of a line, and how many characters of it are left out before that."""
    start = max(0, min(at - BEFORE, len(line) - LONGEST))
    shown = line[start : start + LONGEST]
    before = f"…{shown[1:]}" if start else shown
    return f"{before[:-1]}…" if start + LONGEST < len(line) else before, start


def _underline(source: str, span: Span, left_out: int) -> tuple[str, int]:
    """Give the indent of the carets, tabs kept, and their width in terminal cells."""
    start = span.column - 1 - left_out
    end = span.end_column - 1 - left_out if span.end_line == span.line else len(source.rstrip())
    before = source[:start]
    indent = "".join("\t" if c == "\t" else " " * _cells(c) for c in before)
    if "\t" not in before:
        indent = " " * _cells(before)
    return indent, max(1, _cells(source[start:end]))


def _cells(text: str) -> int:
    """Count terminal cells; text with controls in it, whose width is undefined, counts a cell each."""
    width = wcswidth(printable(text))
    return width if width >= 0 else len(text)
