"""Turns text of other tools into the Markdown of ours."""

import re
from collections.abc import Iterable
from typing import Final

from resume.view import markdown

BULLET: Final = re.compile(r"\s*(?:[•‣◦●○▪■·➤►✓✔]\s*|[-\u2013\u2014*+o]\s+)(?=\S)")
"""What people put before the items of a list where they cannot make one."""

MARKS: Final = re.compile(r"([\\*_`\[\]<>])")
LIST_MARK: Final = re.compile(r"\A(\s*)([-+*]|\d+[.)])(?=\s|\Z)")
ITEM: Final = re.compile(r"([-*+])\s+(?=\S)")
OPEN: Final = "([{\uff08"
CLOSED: Final = ")]}\uff09"
SPACES: Final = re.compile(r"[^\S\n]+")


def plain(text: str) -> str:
    """Write a line of plain text as Markdown that shows it as it is."""
    text = SPACES.sub(" ", text).strip()
    marked = text if markdown.inline(text) == (markdown.Run(text),) else MARKS.sub(r"\\\1", text)
    return LIST_MARK.sub(_escaped_mark, marked)


def _escaped_mark(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"


def prose(text: str) -> tuple[str, list[str]]:
    """Part plain text into its paragraphs, as Markdown, and the bullets that end it.

    Bullets that do not end it stay among the paragraphs, as a list.
    """
    parts: list[list[str]] = []
    for line in text.splitlines():
        mark = BULLET.match(line)
        if mark and parts and parts[-1][0].startswith("- "):
            parts[-1].append(f"- {plain(line[mark.end() :])}")
        elif mark:
            parts.append([f"- {plain(line[mark.end() :])}"])
        elif line.strip():
            parts.append([plain(line)])
    bullets = [item.removeprefix("- ") for item in parts.pop()] if parts and parts[-1][0].startswith("- ") else []
    return "\n\n".join("\n".join(part) for part in parts), bullets


def items(text: str) -> list[str]:
    """Give the items of Markdown that is one plain list and nothing else; none where it is more than that."""
    found: list[str] = []
    marks = set()
    for line in text.strip("\n").split("\n"):
        mark = ITEM.match(line)
        if mark:
            marks.add(mark[1])
            found.append(line[mark.end() :].strip())
        elif found and re.match(r"\s{2,}\S", line) and not ITEM.match(line.strip()):
            found[-1] += f" {line.strip()}"
        elif line.strip() or not found:
            return []
    return found if len(marks) == 1 else []


def words(text: str) -> list[str]:
    """Split text at its commas, but for those within parentheses, brackets and code."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in OPEN) - (character in CLOSED)
        if character in ",、;" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def bold(text: str, keywords: Iterable[str]) -> str:
    """Set keywords in bold, where they are not marked or linked already."""
    wanted = "|".join(re.escape(word) for word in sorted(keywords, key=len, reverse=True) if word.strip())
    if not wanted:
        return text
    marked = r"\*\*.+?\*\*|\*.+?\*|`[^`]*`|\[[^\]]*\]\([^)]*\)|https?://\S+"
    return re.sub(rf"({marked})|(?<!\w)({wanted})(?!\w)", lambda m: m[1] or f"**{m[2]}**", text)
