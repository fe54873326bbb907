"""What Python compiles anew in each run, kept from one to the next."""

from pathlib import Path

import pytest
from tests.command import python

HERE = """\
import re, collections, dataclasses, typing
{before}
from resume import precompiled
precompiled.keep("test")
{between}
import resume.build.road
from resume.render.engine import weasyprint
weasyprint()
@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Point:
    x: int
    y: tuple[int, ...] = (1,)
found = [re.compile(*given) for given in (
    (r"(?P<year>\\d{{4}})-(?P<month>\\d\\d)?|(x)", re.I), (b"[\\x00-\\x7f]+",), ("[\\u3040-\\u30ff\\u4e00-\\u9fff]",)
)]
said = [(p.pattern, p.flags, p.groups, dict(p.groupindex)) for p in found]
said += [found[1].findall(b"a\\xffb"), *(p.sub("_", "2024-05 X 2023 \\u3042\\u4e00") for p in found[::2])]
said += [Point(1) < Point(2), Point(1) == Point(1), hash(Point(1)) == hash(Point(1)), repr(Point(3))]
Named = collections.namedtuple("Named", "left right", defaults=(3,))
class Typed(typing.NamedTuple):
    left: "int"
    right: "typing.List[str]" = 3
class Keyed(typing.TypedDict):
    key: "list[int] | None"
said += [*(each(1) + each(2, right=4) for each in (Named, Typed)), Named.__new__.__doc__, typing.get_type_hints(Keyed)]
for wrong in ("Named()", "Typed(1, 2, 3)", "typing.ForwardRef('a b')", "collections.namedtuple('A', 'a a')"):
    try:
        eval(wrong)
    except (TypeError, SyntaxError, ValueError) as error:
        said.append(str(error))
try:
    Point(1).x = 2
except dataclasses.FrozenInstanceError as error:
    said.append(str(error))
print(said)
precompiled.save()
"""

REFUSED = """\
def refuse(text, *further):
    if text == "a b":  # which is no expression, each time anew
        return compile(text, *further)
    raise AssertionError("it was compiled")
re._compiler._code = refuse
precompiled.compile = refuse
import sys
own = {module.__file__ for module in (collections, dataclasses, typing)}
def hook(event, given):
    assert event != "compile" or sys._getframe(1).f_code.co_filename not in own, "it was compiled"
sys.addaudithook(hook)
"""

PLAIN = """\
import sys, types, resume
resume.precompiled = sys.modules["resume.precompiled"] = types.SimpleNamespace(keep=id, save=int)
"""


pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RESUME_CACHE_DIR", str(tmp_path))
    return tmp_path


def run(before: str = "", between: str = "", **environment: str) -> str:
    return python(HERE.format(before=before, between=between), **environment)


def entries(folder: Path) -> list[tuple[str, int]]:
    return [(path.name, path.stat().st_mtime_ns) for path in folder.glob("compiled/*")]


def test_a_second_run_compiles_nothing_and_does_the_same(folder: Path) -> None:
    plain = run(PLAIN)
    assert entries(folder) == []
    first = run()
    kept = entries(folder)
    assert len(kept) == 1
    assert first == run(between=REFUSED) == plain
    assert entries(folder) == kept


@pytest.mark.parametrize("content", [b"", b"junk", b"\x00" * 100])
def test_a_damaged_entry_is_none(folder: Path, content: bytes) -> None:
    first = run()
    [(name, _)] = entries(folder)
    (folder / "compiled" / name).write_bytes(content)
    assert run() == first


OTHERWISE = """\
import types
compiler = re._compiler
compiler.compile = types.FunctionType(compiler.compile.__code__, {**vars(compiler)}, None, (0,))
"""


def test_where_python_compiles_in_another_way_it_goes_on_as_ever() -> None:
    assert run(OTHERWISE) == run(OTHERWISE) == run()


def test_without_a_cache_all_is_compiled(folder: Path) -> None:
    assert run(RESUME_CACHE_DIR="") == run()
    assert len(entries(folder)) == 1


def test_a_command_that_compiles_ever_new_patterns_begins_again(folder: Path) -> None:
    many = "[re.compile(f'a{n}') for n in range(precompiled.LIMIT)]"
    run(between=many)
    [(name, _)] = entries(folder)
    assert (folder / "compiled" / name).stat().st_size < 1000
