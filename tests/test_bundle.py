"""What earlier commands imported, taken from one file: each time as Python itself would find it."""

import compileall
import json
import os
import py_compile
import shutil
import zipfile
from collections.abc import Callable
from copy import copy
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

import pytest
from tests.command import python

from resume import bundle, trace

PROGRAM = """\
import json, sys, time, traceback
from importlib import import_module
from importlib.machinery import SourceFileLoader
sys.path[:0] = sys.argv[1:3]
from resume import bundle
bundle.keep(time.time_ns() + int(sys.argv[3]))
before, said = {*sys.modules}, {}
for name in json.loads(sys.argv[4]):
    try:
        if name == "resume.render.engine":
            import_module(name).weasyprint()
        else:
            import_module(name)
    except ImportError as error:
        said[name] = type(error).__name__
for name in {*sys.modules} - before:
    module = sys.modules[name]
    spec = getattr(module, "__spec__", None)
    if not (spec and spec.has_location):
        continue
    said[name] = [
        module.__name__, module.__package__, getattr(module, "__file__", ""), module.__dict__.get("__cached__"),
        [*getattr(module, "__path__", ())], spec.name, spec.origin, spec.parent, spec.cached, spec.has_location,
        isinstance(module.__loader__, SourceFileLoader), str(getattr(module, "VALUE", "")), str(module.__doc__),
    ]
    try:
        getattr(module, "fail", int)()
    except ZeroDivisionError as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        said[name].append(f"{frame.filename} {frame.lineno} {frame.line}")
bundle.save()
found = bundle._kept[0][0]
print(json.dumps([said, sorted(found.loaded) if found else []]))
"""

SOURCE = '''"""{doc}"""

VALUE = {value!r}


def fail():
    return 1 / 0
'''

NATIVE = EXTENSION_SUFFIXES[0]

COUNT = bundle.FEW + 4

NAMES = ("alone", "parts.inner.deep", *(f"parts.m{number}" for number in range(COUNT)))

pytestmark = pytest.mark.usefixtures("unmeasured")


class Place:
    """Two folders that are searched, the second of which has a package and a module; and a cache."""

    def __init__(self, folder: Path) -> None:
        self.first, self.second, self.cache = (folder / name for name in ("first", "second", "cache"))
        self.environment = {"PYTHONDONTWRITEBYTECODE": ""}
        self.program = PROGRAM
        self.later = 2 * trace.YOUNG
        self.first.mkdir()
        for name in NAMES:
            self.write(self.second, f"{name.replace('.', '/')}.py", name)
        for name in ("parts", "parts/inner"):
            self.write(self.second, f"{name}/__init__.py", name)

    @staticmethod
    def write(folder: Path, name: str, value: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SOURCE.format(doc=f"Of {name}.", value=value), encoding="utf-8")
        return path

    def run(self, *names: str) -> Any:
        """Import modules, and give what is to be seen of them, and which came from the bundle."""
        given = (self.first, self.second, str(self.later), json.dumps(names or NAMES))
        return json.loads(python(self.program, *given, **{"RESUME_CACHE_DIR": str(self.cache), **self.environment}))

    def plain(self, *names: str) -> Any:
        other = copy(self)
        other.environment = {**self.environment, "RESUME_CACHE_DIR": ""}
        said, loaded = other.run(*names)
        assert loaded == []
        return said

    def kept(self) -> dict[Path, int]:
        return {path: path.stat().st_ino for path in self.cache.rglob("bundle-*/*.kept")}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_what_a_build_imports_is_the_same_from_the_bundle(place: Place) -> None:
    names = ["resume.cli.commands", "resume.cli.build", "resume.build.road", "resume.inspect.rules", "pypdfium2"]
    names.append("resume.render.engine")
    plain = place.plain(*names)
    first, nothing = place.run(*names)
    kept = place.kept()
    second, loaded = place.run(*names)
    assert nothing == []
    assert plain == first == second
    assert {"weasyprint.layout.block", "weasyprint", "yaml", "click", "resume.model.resume", "ast"} <= {*loaded}
    of_files = {name for name, about in plain.items() if about[10]}
    assert of_files - {*loaded} == set()
    assert len(kept) == 1
    assert place.kept() == kept  # which is not written again


def beside(name: str) -> Callable[[Place], object]:
    return lambda place: place.write(place.second, name, "beside")


def before(name: str) -> Callable[[Place], object]:
    return lambda place: place.write(place.first, name, "before")


def same_size_and_time(place: Place) -> None:
    path = place.second / "parts/m3.py"
    found = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("'parts.m3'", "'parts.M3'"), encoding="utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    shutil.rmtree(place.second / "parts/__pycache__")  # by which Python does not see it


def without_source(place: Place) -> None:
    py_compile.compile(str(place.write(place.first, "alone.py", "compiled")), str(place.first / "alone.pyc"))
    (place.first / "alone.py").unlink()


def archive(place: Place) -> None:
    place.first.rmdir()
    with zipfile.ZipFile(place.first, "w") as file:
        file.writestr("alone.py", SOURCE.format(doc="Of an archive.", value="archive"))


def moved(place: Place) -> None:
    shutil.move(place.second / "parts", place.first)


def package_to_module(place: Place) -> None:
    shutil.rmtree(place.second / "parts/inner")
    place.write(place.second, "parts/inner.py", "no package")


CHANGES: dict[str, Callable[[Place], object]] = {
    "edited": lambda place: place.write(place.second, "parts/m3.py", "another one"),
    "of the same size and time": same_size_and_time,
    "a package edited": lambda place: place.write(place.second, "parts/__init__.py", "another one"),
    "deleted": lambda place: (place.second / "parts/m3.py").unlink(),
    "a package deleted": lambda place: shutil.rmtree(place.second / "parts/inner"),
    "a package beside it": beside("parts/m3/__init__.py"),
    "a folder beside it": lambda place: (place.second / "parts/m3").mkdir(),
    "a native module beside it": beside(f"parts/m3{NATIVE}"),
    "a native module in a package": beside(f"parts/inner/__init__{NATIVE}"),
    "a module before it": before("alone.py"),
    "a package before it": before("alone/__init__.py"),
    "a package before a package": before("parts/__init__.py"),
    "a native module before it": before(f"alone{NATIVE}"),
    "a folder before it": lambda place: (place.first / "alone").mkdir(),
    "a module without source before it": without_source,
    "another module before it": before("apart.py"),
    "an archive before it": archive,
    "no folder before it": lambda place: place.first.rmdir(),
    "moved": moved,
    "a module in the place of a package": package_to_module,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_as_without_the_bundle(place: Place, change: Callable[[Place], object]) -> None:
    place.run()
    assert {*place.run()[1]} >= {*NAMES}
    change(place)
    assert place.run()[0] == place.plain()


def test_a_change_is_seen_by_what_is_imported(place: Place) -> None:
    """Of the tests above, some would hold if nothing ever came from a bundle, or all."""
    place.run()
    before("alone.py")(place)
    said, loaded = place.run()
    assert said["alone"][11] == "before"
    assert "alone" not in loaded
    assert "parts.m3" in loaded


@pytest.mark.parametrize("start", [0, 33, 36, 41, 300, 0.3, 0.6, 0.99])
def test_a_damaged_bundle_is_as_none(place: Place, start: float) -> None:
    plain = place.plain()
    place.run()
    (path,) = place.kept()
    content = bytearray(path.read_bytes())
    where = int(start * len(content)) if isinstance(start, float) else start
    content[where : where + 2] = bytes(255 - byte for byte in content[where : where + 2])
    path.write_bytes(content)
    assert place.run()[0] == plain


def test_a_length_that_is_damaged_takes_no_memory(place: Place) -> None:
    plain = place.plain()
    place.run()
    (path,) = place.kept()
    content = bytearray(path.read_bytes())
    content[35] = 255  # of four bytes behind the digest the highest: 4 GB
    path.write_bytes(content)
    place.program = f"import resource; resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))\n{PROGRAM}"
    assert place.run()[0] == plain


@pytest.mark.parametrize("length", [0, 20, 34, 50, 1000, -1])
def test_a_bundle_that_was_cut_off_is_as_none(place: Place, length: int) -> None:
    plain = place.plain()
    place.run()
    (path,) = place.kept()
    path.write_bytes(path.read_bytes()[:length])
    assert place.run()[0] == plain


def test_what_is_damaged_is_written_anew(place: Place) -> None:
    place.run()
    (path,) = place.kept()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 4])
    place.run()
    assert {*place.run()[1]} >= {*NAMES}


def test_what_changed_just_now_is_not_kept(place: Place) -> None:
    place.later = 0
    place.run()
    assert place.kept() == {}


def test_what_was_compiled_elsewhere_is_named_as_it_lies_here(place: Place) -> None:
    elsewhere = place.second.with_name("elsewhere")
    place.second.rename(elsewhere)
    compileall.compile_dir(elsewhere, quiet=1)
    shutil.copytree(elsewhere, place.second)  # with times, so that Python takes what is compiled there
    plain = place.plain()
    assert str(place.second) in plain["alone"][13]
    runs = [place.run() for _ in range(3)]
    assert [said for said, _ in runs] == [plain] * 3
    assert {*runs[-1][1]} >= {*NAMES}


def test_what_was_compiled_of_another_source_is_not_kept(place: Place) -> None:
    place.plain()
    for name in NAMES:
        place.write(place.second, f"{name.replace('.', '/')}.py", "another one")
    place.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    runs = [place.run() for _ in range(2)]
    assert [said["alone"][11] for said, _ in runs] == ["another one"] * 2
    assert {*runs[-1][1]} >= {*NAMES}


@pytest.mark.parametrize("variable", ["PYTHONOPTIMIZE", "PYTHONPYCACHEPREFIX"])
def test_a_python_that_compiles_otherwise_has_another_bundle(place: Place, variable: str) -> None:
    place.run()
    place.environment[variable] = "1" if variable == "PYTHONOPTIMIZE" else str(place.cache / "compiled")
    plain, nothing = place.run()
    said, loaded = place.run()
    assert nothing == []
    assert said == plain
    assert {*loaded} >= {*NAMES}
    assert len(place.kept()) == 2


def test_what_python_does_not_keep_is_kept(place: Place) -> None:
    place.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    place.run()
    said, loaded = place.run()
    assert not [*place.second.rglob("__pycache__")]
    assert {*loaded} >= {*NAMES}
    assert said == place.plain()


def test_further_modules_come_to_those_that_are_kept(place: Place) -> None:
    place.run("alone", *(f"parts.m{number}" for number in range(COUNT)))
    for number in range(COUNT):
        place.write(place.second, f"more/m{number}.py", "more")
    place.run(*(f"more.m{number}" for number in range(COUNT)))
    _, loaded = place.run("alone", "more.m1", "parts.m1")
    assert {*loaded} >= {"alone", "more.m1", "parts", "parts.m1"}
