"""Holds each file of cases/ to what it announces: one file, one flaw, named after it.

An expectation is a comment at the end of the faulty line, `# error[date-order] 14-20`: severity, code, first and last
column under a caret, and, where the hint matters too, ` hint: …`. Where no comment can stand on that line,
`# line 7: error[yaml-syntax] 5-5` stands on another one, or `line 7: …` in a file of the same name with `.expect`
behind it. A file in which nothing is wrong says `# ok` (its `.expect` says `ok`).
"""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from resume.diagnostics import Diagnostics
from resume.model.load import load
from resume.source.compose import parse
from resume.source.text import decode

ROOT = Path(__file__).parents[1]
CASES = sorted(path for path in (ROOT / "tests/cases").iterdir() if path.suffix in {".yaml", ".json"})

EXPECTATION = re.compile(
    r"# (?:line (?P<line>\d+): )?(?P<severity>error|warning)\[(?P<code>[a-z0-9-]+)\] (?P<columns>\d+-\d+)"
    r"(?: hint: (?P<hint>.+?))?(?= # (?:error|warning|line)|\s*$)",
)

NOT_IN_A_CASE = {"too-large"}
"""A case would need a megabyte, which source/test_text.py makes."""


class Said(NamedTuple):
    """What is said of one line; a hint of None is one that does not matter."""

    line: int
    severity: str
    code: str
    columns: str
    hint: str | None

    def __str__(self) -> str:
        """Write it as a case does."""
        hint = f" hint: {self.hint}" if self.hint else ""
        return f"line {self.line}: {self.severity}[{self.code}] {self.columns}{hint}"


def announced(case: Path) -> list[Said]:
    """Read what a case announces, and hold it to saying either that or `ok`."""
    aside = case.with_name(case.name + ".expect")
    text = case.read_bytes().decode(errors="replace")
    lines = [f"# {line}" for line in aside.read_text(encoding="utf-8").splitlines()] if aside.exists() else []
    numbered = [*enumerate(text.split("\n"), start=1), *((0, line) for line in lines)]
    said = [
        Said(int(match["line"] or number), match["severity"], match["code"], match["columns"], match["hint"])
        for number, line in numbered
        for match in EXPECTATION.finditer(line)
    ]
    ok = any(line.strip() == "# ok" for _, line in numbered)
    assert ok != bool(said), f"{case.name} must announce a diagnostic, or say that it is ok"
    return sorted(said, key=lambda each: (each.line, int(each.columns.split("-")[0])))


def found(case: Path) -> list[Said]:
    """Load a case, and give what is found in it."""
    diagnostics = Diagnostics()
    text = decode(case.read_bytes(), case.name, diagnostics)
    root = None if text is None else parse(text, case.name, diagnostics)
    if text is not None and root is not None:
        load(root, diagnostics)
    said = []
    for item in diagnostics.in_order():
        span = item.span
        assert span is not None
        assert span.file == case.name
        last = f"{span.end_column - 1}" if span.line == span.end_line else f"{span.end_line}:{span.end_column - 1}"
        said.append(Said(span.line, item.severity, item.code, f"{span.column}-{last}", item.hint))
    return said


def complaints(case: Path) -> list[str]:
    """Compare both ways; a found diagnostic answers one announcement."""
    unannounced = found(case)
    missing = []
    for said in announced(case):
        answers = [each for each in unannounced if said == each or said == each._replace(hint=None)]
        if answers:
            unannounced.remove(answers[0])
        else:
            missing.append(said)
    return [*(f"missing: {said}" for said in missing), *(f"unannounced: {said}" for said in unannounced)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gets_the_diagnostics_it_announces_and_no_other(case: Path) -> None:
    assert complaints(case) == []


FLAW = "basics:\n  name: Ada\n  email: ada "
TRUTH = "# error[email-form] 10-12"


@pytest.mark.parametrize(
    "expectation",
    [
        "# error[email-form] 10-13",
        "# error[email-form] 9-12",
        "# error[url-form] 10-12",
        "# warning[email-form] 10-12",
        "# line 2: error[email-form] 10-12",
        "# error[email-form] 10-12 hint: delete it",
        f"{TRUTH} {TRUTH}",
    ],
)
def test_a_wrong_expectation_fails(tmp_path: Path, expectation: str) -> None:
    case = tmp_path / "planted.yaml"
    case.write_text(f"{FLAW}{TRUTH}\n", encoding="utf-8")
    assert complaints(case) == []
    case.write_text(f"{FLAW}{expectation}\n", encoding="utf-8")
    assert any(complaint.startswith("missing: ") for complaint in complaints(case))


@pytest.mark.parametrize("claim", ["# ok\n", "# line 9: error[email-form] 10-12\n"])
def test_an_unannounced_diagnostic_fails(tmp_path: Path, claim: str) -> None:
    case = tmp_path / "planted.yaml"
    case.write_text(f"{FLAW}\n{claim}", encoding="utf-8")
    hint = "write one address, such as `ada@example.org`"
    assert f"unannounced: line 3: error[email-form] 10-12 hint: {hint}" in complaints(case)


def test_a_second_flaw_beside_an_announced_one_fails(tmp_path: Path) -> None:
    case = tmp_path / "planted.yaml"
    case.write_text(f"{FLAW}{TRUTH}\n  url: nowhere\n", encoding="utf-8")
    assert complaints(case) == ["unannounced: line 4: error[url-form] 8-14"]


@pytest.mark.parametrize("claim", ["", "# error[email-form] from 10 to 12", f"{TRUTH}\n# ok"])
def test_a_case_that_says_nothing_clear_fails(tmp_path: Path, claim: str) -> None:
    case = tmp_path / "planted.yaml"
    case.write_text(f"{FLAW}{claim}\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="must announce a diagnostic, or say that it is ok"):
        complaints(case)


def test_there_are_many_flaws_and_every_aside_belongs_to_a_case() -> None:
    assert sum(bool(announced(case)) for case in CASES) >= 150
    asides = {path.name.removesuffix(".expect") for path in (ROOT / "tests/cases").glob("*.expect")}
    assert asides <= {case.name for case in CASES}


def codes_in(source: str) -> set[str]:
    """Find the codes that a module's text gives to diagnostics, directly or by a type of validation error."""
    codes = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="error" | "warning") | ast.Name(id="Problem" | "PydanticCustomError"),
                args=[ast.Constant(value=str(code)), *_],
            ):
                codes.add(code.replace("_", "-"))
            case ast.Assign(targets=[ast.Name(id="EXPECTED")], value=ast.Dict(values=values)):
                codes |= {ast.literal_eval(value)[0] for value in values}
            case _:
                pass
    return codes


def test_every_code_of_the_source_and_the_model_has_a_case() -> None:
    modules = [path for stage in ("source", "model") for path in (ROOT / "src/resume" / stage).glob("*.py")]
    codes = set().union(*(codes_in(module.read_text(encoding="utf-8")) for module in modules))
    assert {"yaml-syntax", "date-order", "url-scheme", "page-margin", "expected-boolean", "unlisted-section"} <= codes
    assert codes == {said.code for case in CASES for said in announced(case)} | NOT_IN_A_CASE
