"""What a stage has to say about its input: one struct, with the place it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a document: keys and list indices from the root."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text file; lines and columns count characters from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that explains the first one."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem.

    `code` is stable and documented in docs/diagnostics.md. `label` is said beside the carets.
    `hint` is an action, given only where it is sure to help. `fix` is what the text of the span should
    be, where that can be put in its place without a look.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    label: str = ""
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    hint: str = ""
    fix: str | None = None


@dataclass(slots=True)
class Diagnostics:
    """Collects the problems of one request, so that no stage stops at its first one.

    `texts` are the files that were read, by the names that spans give them, for excerpts.
    """

    items: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def error(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *,
        label: str = "",
        labels: tuple[Label, ...] = (),
        notes: tuple[str, ...] = (),
        hint: str = "",
    ) -> None:
        """Add an error: the request cannot be answered as it stands."""
        self.items.append(Diagnostic("error", code, message, span, label, labels, notes, hint))

    def warning(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *,
        notes: tuple[str, ...] = (),
        hint: str = "",
        fix: str | None = None,
    ) -> None:
        """Add a warning: the request is answered, but the user will want to know."""
        self.items.append(Diagnostic("warning", code, message, span, notes=notes, hint=hint, fix=fix))

    def has_errors(self, *, strict: bool = False) -> bool:
        """Say whether anything was found that fails the request; `strict` counts warnings too."""
        return any(strict or item.severity == "error" for item in self.items)

    def in_order(self) -> list[Diagnostic]:
        """Give the problems once each, by file, line and column; those without a place last."""
        return sorted(dict.fromkeys(self.items), key=_place)


def _place(item: Diagnostic) -> tuple[bool, str, int, int]:
    if item.span is None:
        return (True, "", 0, 0)
    return (False, item.span.file, item.span.line, item.span.column)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Give the hint for a misspelt `word`, or `otherwise` when no known one is near enough.

    The cutoff of 0.6 is difflib's own; case and the choice of `_`, `-` or camelCase do not count.
    """
    from difflib import get_close_matches

    folded = {_fold(candidate): candidate for candidate in known}
    near = get_close_matches(_fold(word), folded, n=1)
    return f"did you mean `{folded[near[0]]}`?" if near else otherwise


def _fold(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "")
