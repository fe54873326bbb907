"""Parts of libraries that are imported when they are first used."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from resume.later import later

PART = """\
SETTING = "part's own"
class Broken(Exception): pass
class Tool:
    kind = "real"
    def __new__(cls, fails):
        if fails: raise Broken(SETTING)
        return "worked"
"""

USER = """\
from part import Broken, Tool
import part.whole
def use(fails):
    try:
        return Tool(fails)
    except Broken as error:
        return f"caught {error}"
def kind(): return Tool.kind
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "part").mkdir()
    (tmp_path / "part/__init__.py").write_text(PART)
    (tmp_path / "part/whole.py").write_text("here = True")
    (tmp_path / "user.py").write_text(USER)
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] in {"part", "user"}]:
        del sys.modules[name]


def user(**parts: tuple[str, ...]) -> ModuleType:
    with later(parts, "user"):
        return import_module("user")


def test_a_part_is_imported_when_something_of_it_is_called(folder: Path) -> None:
    (folder / "user.py").write_text(USER.replace("import part.whole", ""))
    found = user(part=("Broken", "Tool"))
    assert "part" not in sys.modules
    assert found.use(fails=False) == "worked"
    assert sys.modules["part"].Tool is found.Tool


def test_what_else_is_of_the_part_is_real_from_then_on_so_that_errors_are_caught(folder: Path) -> None:
    (folder / "user.py").write_text(USER.replace("import part.whole", ""))
    assert user(part=("Broken", "Tool")).use(fails=True) == "caught part's own"


def test_a_part_is_imported_when_something_of_it_is_looked_into(folder: Path) -> None:
    (folder / "user.py").write_text(USER.replace("import part.whole", ""))
    assert user(part=("Broken", "Tool")).kind() == "real"


def test_what_is_not_foreseen_is_imported_at_once(folder: Path) -> None:
    (folder / "user.py").write_text(USER.replace("import part.whole", ""))
    found = user(part=("Tool",))
    assert "part" in sys.modules
    assert found.use(fails=True) == "caught part's own"


def test_a_module_that_is_used_as_one_comes_with_its_first_use(folder: Path) -> None:
    (folder / "user.py").write_text("import part\ndef use(): return part.SETTING\n")
    found = user(part=())
    assert "part" not in sys.modules
    assert found.use() == "part's own"


def test_what_is_set_in_a_part_is_set_in_the_real_one_before_any_is_used(folder: Path) -> None:
    (folder / "part/rules.py").write_text("SAFE = False")
    (folder / "user.py").write_text("from part import rules, whole\nrules.SAFE = True\ndef use(): return whole.here\n")
    found = user(**{"part.rules": (), "part.whole": ()})
    assert {"part.rules", "part.whole"}.isdisjoint(sys.modules)
    assert found.use()
    assert import_module("part.rules").SAFE


def test_what_is_imported_already_is_taken(folder: Path) -> None:
    real = import_module("part")
    (folder / "user.py").write_text(USER)
    assert user(part=("Broken", "Tool")).Tool is real.Tool
