"""Holds the résumé of this repository, or lines of one's own, against the postings of this folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from resume.diagnostics import Diagnostics
from resume.lint.passages import passages
from resume.model.load import load
from resume.posting.coverage import Coverage, Line, cover
from resume.source import compose

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

Covered = Callable[..., Coverage]


@pytest.fixture(scope="session")
def posting() -> Callable[[str], str]:
    """Give the text of a posting by its name."""
    return lambda name: (HERE / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def resume() -> list[Line]:
    """Give the texts of the résumé of this repository, each with its line."""
    diagnostics = Diagnostics()
    source = (ROOT / "resume.yaml").read_text(encoding="utf-8")
    root = compose.parse(source, "resume.yaml", diagnostics)
    assert root is not None
    loaded = load(root, diagnostics)
    assert loaded is not None
    found = passages(loaded.places, {"resume.yaml": source})
    return [Line(passage.text, f"resume.yaml:{passage.around.line}:{passage.around.column}") for passage in found]


@pytest.fixture(scope="session")
def covered() -> Covered:
    """Give what `cover` finds in a posting for lines of text, which are numbered from 1 on."""

    def of(posting: str, *texts: str, language: str = "en") -> Coverage:
        return cover(posting, [Line(text, str(number)) for number, text in enumerate(texts, 1)], language)

    return of
