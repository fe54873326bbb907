"""Lays out what variants keep of a source, and what they leave out."""

from collections.abc import Iterator
from typing import Any, Final

from wcwidth import wcswidth

from resume.report.terminal import printable
from resume.tailor.survey import Share, Survey

LONGEST: Final = 60
"""Characters of a part that are shown."""


def data(survey: Survey) -> dict[str, Any]:
    """Give it as values that JSON has."""
    return {
        "sections": survey.whole,
        "variants": [
            {
                "variant": share.variant,
                "kept": {section: share.kept.get(section, 0) for section in survey.whole},
                "left": [
                    {"path": item.path, "file": item.span.file, "line": item.span.line, "text": item.text}
                    for item in share.left
                ],
            }
            for share in survey.shares
        ],
    }


def table(survey: Survey) -> str:
    """Lay out a line a section, and a column a variant: `kept / left out` of its entries, bullets and keywords."""
    rows = [["", "all", *(share.variant for share in survey.shares)]]
    for section, count in survey.whole.items():
        rows.append([section, str(count), *(_cell(count, share.kept.get(section, 0)) for share in survey.shares)])
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def omissions(share: Share) -> Iterator[str]:
    """Give a line for each part that a variant leaves out."""
    for item in share.left:
        text = item.text if len(item.text) <= LONGEST else f"{item.text[:LONGEST]}…"
        yield printable(f"{item.span.file}:{item.span.line}: {'.'.join(map(str, item.path))}: {text}")


def _cell(all_parts: int, kept: int) -> str:
    return f"{kept} / {all_parts - kept}" if kept < all_parts else f"{kept}"


def _line(cells: list[str], widths: list[int]) -> str:
    first = cells[0] + " " * (widths[0] - _width(cells[0]))
    rest = (" " * (width - _width(cell)) + cell for cell, width in zip(cells[1:], widths[1:], strict=True))
    return printable("   ".join([first, *rest]))


def _width(text: str) -> int:
    return max(wcswidth(text), 0)
