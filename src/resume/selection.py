"""Decides which diagnostics are said, and how severe they are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from resume.diagnostics import Diagnostic, Diagnostics
from resume.source.text import LINE_BREAK

COMMENT: Final = re.compile(r"#\s*resume:\s*ignore\[([^\]]*)\]")
OFF: Final = "off"


@dataclass(frozen=True, slots=True)
class Selection:
    """What to say: the codes of `select`, or all; none of `ignore`; each as severe as `severities` says."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, str] = field(default_factory=dict)

    def wants(self, code: str) -> bool:
        """Say whether a code is to be said."""
        return code not in self.ignore and (not self.select or code in self.select) and self.severities.get(code) != OFF


def chosen(diagnostics: Diagnostics, selection: Selection) -> Diagnostics:
    """Give those diagnostics that are to be said.

    A comment `# resume: ignore[code]` on the line of one leaves it out; several codes have commas between.
    """
    items = (_weighed(item, selection) for item in diagnostics.items if selection.wants(item.code))
    said = [item for item in items if item.code not in _ignored(item, diagnostics.texts)]
    return Diagnostics(said, diagnostics.texts)


def _weighed(item: Diagnostic, selection: Selection) -> Diagnostic:
    match selection.severities.get(item.code):
        case "error":
            return replace(item, severity="error")
        case "warning":
            return replace(item, severity="warning")
        case _:
            return item


def _ignored(item: Diagnostic, texts: Mapping[str, str]) -> Iterable[str]:
    """Give the codes that a comment on a diagnostic's line leaves out."""
    if item.span is None or item.span.file not in texts:
        return ()
    lines = LINE_BREAK.split(texts[item.span.file])
    line = lines[item.span.line - 1] if item.span.line <= len(lines) else ""
    comment = COMMENT.search(line)
    return [code.strip() for code in comment[1].split(",")] if comment else ()
