"""Applies the sure fixes of diagnostics to a text, and changes nothing else of it."""

from collections.abc import Iterable

from resume.diagnostics import Diagnostic, Span
from resume.source.text import LINE_BREAK


def mended(text: str, file: str, items: Iterable[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """Give the text with all fixes applied that concern the file, and the diagnostics they answer.

    Of fixes that overlap, the first one is applied; another run finds what is left.
    """
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
    sure = {(*_range(item.span, starts), item.fix): item for item in items if _concerns(item, file) and item.span}
    done: list[Diagnostic] = []
    parts: list[str] = []
    at = 0
    for start, end, fix in sorted(sure, key=lambda key: key[:2]):
        if start < at:
            continue
        parts += [text[at:start], fix or ""]
        at = end
        done.append(sure[start, end, fix])
    return "".join([*parts, text[at:]]), done


def _concerns(item: Diagnostic, file: str) -> bool:
    return item.fix is not None and item.span is not None and item.span.file == file


def _range(span: Span, starts: list[int]) -> tuple[int, int]:
    """Give the span as offsets into the text."""
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
