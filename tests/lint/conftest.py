"""Runs the rules on a source, and gives what they say."""

from collections.abc import Callable

import pytest

from resume.diagnostics import Diagnostic, Diagnostics
from resume.lint import rules
from resume.model.load import load
from resume.source import compose

Said = Callable[..., list[Diagnostic]]


@pytest.fixture(scope="session")
def said() -> Said:
    """Give what is said of a source, of all codes or of one."""

    def of(source: str, code: str = "", words: frozenset[str] = frozenset()) -> list[Diagnostic]:
        diagnostics = Diagnostics()
        root = compose.parse(source, "resume.yaml", diagnostics)
        assert root is not None
        loaded = load(root, diagnostics)
        assert loaded is not None
        rules.check(loaded, words, diagnostics)
        return [item for item in diagnostics.in_order() if not code or item.code == code]

    return of


@pytest.fixture(scope="session")
def shown(said: Said) -> Callable[..., list[tuple[str, str | None]]]:
    """Give for each finding of a code the characters it points at, and its fix."""

    def of(source: str, code: str, words: frozenset[str] = frozenset()) -> list[tuple[str, str | None]]:
        lines = source.splitlines()
        found = []
        for item in said(source, code, words):
            span = item.span
            assert span is not None
            end = span.end_column - 1 if span.end_line == span.line else None
            found.append((lines[span.line - 1][span.column - 1 : end], item.fix))
        return found

    return of
