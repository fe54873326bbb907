"""The text of this repository's résumé in each theme, as a person reads it beside the page.

What changes in it shows as a difference of text; `pytest --update-golden` takes it over.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from resume.build.request import Request
from resume.build.road import build
from resume.themes.shelf import Chosen, builtin_names

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "resume.yaml"
PAGE_END = "---- page ends ----"


@pytest.mark.wide
@pytest.mark.parametrize("theme", builtin_names())
def test_the_text_of_each_theme_is_as_it_was(tmp_path: Path, golden: Callable[[str, str], None], theme: str) -> None:
    request = Request(SOURCE.read_bytes(), "resume.yaml", SOURCE.parent, (Chosen(theme),), output=tmp_path)
    [pdf] = build(request).paths
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    lines = text.replace("\f", f"{PAGE_END}\n").splitlines()
    golden(f"{theme}.txt", "\n".join(line.rstrip() for line in lines) + "\n")


def test_each_expected_text_is_of_a_theme() -> None:
    assert sorted(path.stem for path in HERE.glob("*.txt")) == builtin_names()
