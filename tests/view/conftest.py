"""Reads a source into what a theme sees of it."""

from collections.abc import Callable

import pytest

from resume.diagnostics import Diagnostic, Diagnostics
from resume.model.load import load
from resume.source import compose
from resume.view import build as views
from resume.view.page import View
from resume.view.words import english


def seen(source: str) -> tuple[View, list[Diagnostic]]:
    diagnostics = Diagnostics()
    root = compose.parse(source, "resume.yaml", diagnostics)
    assert root is not None
    loaded = load(root, diagnostics)
    assert loaded is not None
    return views.build(loaded.resume, english(), loaded.places, diagnostics), diagnostics.in_order()


@pytest.fixture(scope="session")
def view() -> Callable[[str], View]:
    """Give the view of a source that nothing is to be said of."""

    def of(source: str) -> View:
        page, said = seen(source)
        assert said == []
        return page

    return of


@pytest.fixture(scope="session")
def said() -> Callable[[str], list[Diagnostic]]:
    """Give what is said of a source while its view is made."""
    return lambda source: seen(source)[1]
