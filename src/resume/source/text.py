"""The text of a source file: its encoding, its characters, where a piece of it stands."""

import re
from bisect import bisect_right

from resume.diagnostics import Diagnostics, Span

MAX_BYTES = 1_000_000
"""Far above any résumé: one with 90 publications has 24 kB."""

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""The line breaks of YAML 1.1 §4.2, which is how libyaml counts lines."""

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f{BOM}\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that YAML 1.2.2 §5.1 allows in no file, those of C1 and the BOM that nobody sees, and what is none.

The latter are for a program's own use (Unicode 15.0 §23.7): this one marks by them where texts begin and end.
"""

JSON_ONLY = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.|[\x85\u2028\u2029]",
)
"""Two escapes that are one character; other escapes, so that none is taken for the half of two; what breaks no line."""

ESCAPES = {"\x85": r"\N", "\u2028": r"\L", "\u2029": r"\P"}
"""Escapes of YAML 1.2.2 §5.7 for its line breaks that JSON does not take for any."""


def decode(data: bytes, file: str, diagnostics: Diagnostics) -> str | None:
    """Decode a source file, or report where it stops being readable UTF-8 text of a sane size."""
    diagnostics.texts[file] = data[:MAX_BYTES].decode(errors="replace")
    if len(data) > MAX_BYTES:
        message = f"this file has {len(data):,} bytes; the limit is {MAX_BYTES:,}"
        diagnostics.error("too-large", message, Span(file, 1, 1, 1, 2))
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        span = _span_after(data[: error.start].decode(), file)
        message = f"this file is not UTF-8 text: the byte 0x{data[error.start]:02X} has no meaning here"
        diagnostics.error("not-utf8", message, span, hint='save the file with the encoding "UTF-8"')
        return None
    if not FORBIDDEN.search(text):
        return text
    for number, line in enumerate(LINE_BREAK.split(text), start=1):
        for character in dict.fromkeys(FORBIDDEN.findall(line)):  # once a line: a binary file is full of them
            column = line.index(character) + 1
            report_character(character, Span(file, number, column, number, column + 1), diagnostics)
    return None


def report_character(character: str, span: Span, diagnostics: Diagnostics) -> None:
    """Report a character of `FORBIDDEN`, written as itself or by an escape."""
    code = f"U+{ord(character):04X}"
    if character == BOM:
        message = f"there is a byte order mark ({code}) here, which nobody sees"
        first = (span.line, span.column) == (1, 1)
        hint = 'save the file as "UTF-8" without BOM' if first else "delete it"
        diagnostics.error("byte-order-mark", message, span, hint=hint)
    else:
        message = f"there is a control character ({code}) here, which no page can show"
        diagnostics.error("control-character", message, span, hint="delete it")


def locate(text: str, span: Span, wanted: str) -> Span:
    """Find `wanted` within the span as it stands in the file; where it is escaped, give the whole span."""
    lines = LINE_BREAK.split(text)
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else None
        at = lines[number - 1].find(wanted, start, end)
        if at >= 0:
            return Span(span.file, number, at + 1, number, at + 1 + len(wanted))
    return span


class Readable:
    """The text of a source file as libyaml reads it right, and where its characters stand in the file.

    In texts of JSON (RFC 8259 §7) two escapes may be one character, which YAML does not know, and U+0085, U+2028 and
    U+2029 are characters like others.
    """

    def __init__(self, text: str, *, json: bool) -> None:
        self._lines = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
        self._length = len(text)
        self._changed: list[int] = []
        self._shifts: list[int] = []
        self.text = JSON_ONLY.sub(self._change, text) if json else text

    def place(self, index: int) -> tuple[int, int]:
        """Give the line and the column in the file, from 1, of the character of `text` at an index."""
        at = bisect_right(self._changed, index) - 1
        offset = min(index + (self._shifts[at] if at >= 0 else 0), self._length)
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _change(self, match: re.Match[str]) -> str:
        old = match[0]
        new = bytes.fromhex(match[1] + match[2]).decode("utf-16-be") if match[1] else ESCAPES.get(old, old)
        if new != old:
            shift = self._shifts[-1] if self._shifts else 0
            self._changed.append(match.start() - shift + len(new))
            self._shifts.append(shift + len(old) - len(new))
        return new


def _span_after(text: str, file: str) -> Span:
    """Give the span of the one character that follows `text`."""
    before = LINE_BREAK.split(text)
    line, column = len(before), len(before[-1]) + 1
    return Span(file, line, column, line, column + 1)
