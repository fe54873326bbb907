"""What a build imports: nothing that it does not use."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCE = """\
basics: {name: Ada Example, label: "**Engineer**", summary: "One [link](https://example.org)."}
work:
  - {position: Engineer, name: Northwind, startDate: 2022-03, highlights: [Shipped it]}
"""

BUILD = """\
import os, sys
leave = os._exit
def told(status):
    print(*sys.modules, sep="\\n", file=sys.stderr, flush=True)
    leave(status)
os._exit = told
sys.argv = ["resume", "build", "-o", "out.pdf"]
from resume.__main__ import main
main()
"""

OTHERS = {"coverage", "_distutils_hack", "_virtualenv", "linkify_it", "uc_micro", "cython_runtime"}
"""What is imported where it is there: by files that end in `.pth` into each process, by markdown-it-py and others."""


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build twice, and give what the second build imported: all modules of this program, and the other libraries."""
    (tmp_path / "resume.yaml").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setenv("RESUME_CACHE_DIR", str(tmp_path / "cache"))
    said = ""
    for _ in range(2):
        (tmp_path / "out.pdf").unlink(missing_ok=True)
        words = [sys.executable, "-c", BUILD]
        said = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True).stderr
        assert (tmp_path / "out.pdf").is_file()
    names = {*said.split()}
    own = {name for name in names if name.partition(".")[0] == "resume"}
    others = {name.partition(".")[0] for name in names - own} - sys.stdlib_module_names - OTHERS
    return sorted(own) + sorted({name for name in others if not name.startswith("_")} | (LATE & names))


LATE = {
    *("fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "PIL.ImageCms", "PIL.PngImagePlugin"),
    *(
        "jinja2.compiler",
        "statistics",
        "ssl",
        "tinyhtml5",
        "sqlite3",
        "asyncio",
        "xml.sax",
        "unittest",
        "email.policy",
        "multiprocessing",
    ),
}
"""What other builds need, or other commands, and takes long to import."""


@pytest.mark.usefixtures("unmeasured")
def test_a_build_imports_what_it_uses(imported: list[str], golden: Callable[[str, str], None]) -> None:
    """`pytest tests/test_imports.py --update-golden` takes over what is meant; look at what it adds."""
    golden("command/imports.txt", "\n".join(imported) + "\n")
    assert LATE.isdisjoint(imported)
