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

SURROGATE_PAIR = re.compile(
    r"(?<!\\)(?:\\\\)*(\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2}))",
)


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


class SurrogatePairs:
    """Joins the escaped surrogate pairs of JSON (RFC 8259 §7), which YAML does not know.

    Joining shortens lines; `column` gives a place back as the file has it.
    """

    def __init__(self, text: str) -> None:
        self._places: list[tuple[int, int]] = []
        self._shifts: list[int] = []
        lines = LINE_BREAK.split(text) if SURROGATE_PAIR.search(text) else ()
        for number, line in enumerate(lines):
            shift = 0
            for match in SURROGATE_PAIR.finditer(line):
                self._places.append((number, match.start(1) - shift))
                shift += len(match[1]) - 1
                self._shifts.append(shift)
        self.text = SURROGATE_PAIR.sub(_join, text) if self._places else text

    def column(self, line: int, column: int) -> int:
        """Give the column in the file of a column in `text`; both count from 0."""
        at = bisect_right(self._places, (line, column - 1)) - 1
        return column + self._shifts[at] if at >= 0 and self._places[at][0] == line else column


def _join(match: re.Match[str]) -> str:
    pair = bytes.fromhex(match[2] + match[3]).decode("utf-16-be")
    return match[0].removesuffix(match[1]) + pair


def _span_after(text: str, file: str) -> Span:
    """Give the span of the one character that follows `text`."""
    before = LINE_BREAK.split(text)
    line, column = len(before), len(before[-1]) + 1
    return Span(file, line, column, line, column + 1)
