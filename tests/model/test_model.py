"""The schemas of models, kept from one run to the next."""

from pathlib import Path

import pytest
from tests.command import python

pytestmark = pytest.mark.usefixtures("unmeasured")

FULL = Path(__file__).with_name("full.yaml")

PROGRAM = """\
import json, sys
{before}
import pydantic
from pathlib import Path
from resume.diagnostics import Diagnostics
from resume.model.load import load
from resume.model.resume import Resume
from resume.model.schema import schema
from resume.source import compose
from resume.themes.options import Option
wrong = "basics: {{name: [1], urll: x}}\\nwork: 3\\npage: {{limit: 0}}"
for text in (Path(sys.argv[1]).read_text(encoding="utf-8"), wrong):
    said = Diagnostics()
    found = load(compose.parse(text, "resume.yaml", said), said)
    print([(item.code, item.message, item.span, item.hint) for item in said.items])
    print(found and [found.resume.model_dump_json(by_alias=True), repr(found.resume)])
try:
    Option(default=1, wrong=2)
except pydantic.ValidationError as error:
    print(error)
print(Option(default="a"), json.dumps(schema()))
"""

REFUSED = """\
from pydantic._internal._generate_schema import GenerateSchema
def refuse(*_): raise AssertionError("a schema was made")
GenerateSchema._model_schema = refuse
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RESUME_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def entries(folder: Path) -> list[tuple[Path, int]]:
    return [(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("cache/schemas/*"))]


def test_a_second_run_makes_no_schema_and_says_the_same(folder: Path) -> None:
    plain = python(PROGRAM.format(before=""), FULL, RESUME_CACHE_DIR="")
    assert entries(folder) == []
    first = python(PROGRAM.format(before=""), FULL)
    kept = entries(folder)
    assert kept
    assert first == python(PROGRAM.format(before=REFUSED), FULL) == plain
    assert entries(folder) == kept


@pytest.mark.parametrize("content", [b"", b"junk", b"\x00" * 100])
def test_a_damaged_entry_is_none(folder: Path, content: bytes) -> None:
    first = python(PROGRAM.format(before=""), FULL)
    for path, _ in entries(folder):
        path.write_bytes(content)
    assert python(PROGRAM.format(before=""), FULL) == first


PERSON = """\
from pydantic import BeforeValidator
from typing import Annotated
from resume.model.model import Model
def read(value): return {made}
class Person(Model):
    age: Annotated[{kind}, BeforeValidator({read})]
"""

ASKED = """\
from people.person import Person
try:
    print(repr(Person(age="7").age))
except ValueError as error:
    print(type(error).__name__)
"""


def person(folder: Path, **parts: str) -> str:
    """Give what is said of a person whose model is written so."""
    package = folder / "people"
    package.mkdir(exist_ok=True)
    (package / "__init__.py").touch()
    (package / "person.py").write_text(PERSON.format(**{"made": "value", "kind": "str", "read": "read", **parts}))
    return python(
        ASKED, PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE="1"
    ).strip()  # or one of the same second is run


def test_another_model_has_another_schema(folder: Path) -> None:
    assert person(folder) == "'7'"
    assert len(entries(folder)) == 1
    assert person(folder, kind="int") == "7"
    assert person(folder, made="value * 2") == "'77'"
    assert person(folder, made="value * 3") == "'777'"
    assert person(folder, kind="None") == "ValidationError"


def test_a_schema_with_what_has_no_name_is_made_each_time(folder: Path) -> None:
    assert person(folder, read="lambda value: value * 2") == "'77'"
    assert entries(folder) == []
    assert person(folder, read="lambda value: value * 3") == "'777'"
