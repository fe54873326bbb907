"""`resume check` and `resume explain` as their user meets them."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import command
from tests.command import Finished

from resume.diagnostics import Diagnostic, Span
from resume.explain import meanings
from resume.mend import mended

ROOT = Path(__file__).parents[1]

SOURCE = """\
# a comment  with two spaces
basics:
  name: Ada Example   # and another  one
  email: ada@example.org
  summary: >-
    Builds  things that hold.
work:
  - {position: Engineer, name: Acme, startDate: 2022-01, highlights: [Cut it by the the half, 'Worked on  it']}
interests:
  - name: üé® Artist
"""
MENDED = SOURCE.replace("Builds  things", "Builds things").replace("the the", "the").replace("on  it", "on it")
MENDED = MENDED.replace("üé®", "🎨")


def run(folder: Path, *arguments: str, source: str = SOURCE, status: int = 0) -> Finished:
    (folder / "resume.yaml").write_text(source, encoding="utf-8", newline="")
    process = command.run(folder, "check", *arguments)
    assert (process.returncode, process.stderr) == (status, process.stderr)
    return process


def codes(process: Finished) -> list[str]:
    """Give the codes that the short layout says, in its order."""
    return [line.partition("[")[2].partition("]")[0] for line in process.stdout.splitlines()]


def test_findings_go_to_standard_output_in_the_order_of_their_places(tmp_path: Path) -> None:
    process = run(tmp_path, "--format", "short")
    assert codes(process) == ["double-space", "double-word", "weak-opening", "double-space", "mojibake"]
    assert process.stdout.startswith("resume.yaml:6:10: warning[double-space]: ")
    assert process.stderr == ""


def test_the_long_layout_shows_the_line_and_says_what_would_be_written(tmp_path: Path) -> None:
    process = run(tmp_path, "--select", "mojibake")
    assert "10 |   - name: üé® Artist" in process.stdout
    assert "= hint: write `🎨`" in process.stdout


def test_nothing_to_say_is_said_on_standard_error(tmp_path: Path) -> None:
    process = run(tmp_path, source="basics: {name: Ada Example, email: ada@example.org, summary: Fine.}\n")
    assert (process.stdout, process.stderr) == ("", "nothing to say\n")


def test_the_pdf_is_checked_too_unless_the_source_alone_is_wanted(tmp_path: Path) -> None:
    source = "basics: {name: Ada \\ue000, summary: Fine.}\n".replace("\\ue000", "\ue000")
    assert codes(run(tmp_path, "--format", "short", source=source, status=1)) == ["missing-glyph"]
    assert codes(run(tmp_path, "--format", "short", "--source-only", source=source)) == []


def test_errors_of_the_source_are_said_and_fail_the_check(tmp_path: Path) -> None:
    assert codes(run(tmp_path, "--format", "short", source="basics: {nme: Ada}\n", status=1)) == [
        "missing-key",
        "unknown-key",
    ]


def test_strict_lets_warnings_fail_the_check(tmp_path: Path) -> None:
    run(tmp_path, "--source-only", "--strict", status=1)
    run(tmp_path, "--source-only", "--strict", "--ignore", "double-space,double-word,weak-opening,mojibake")


def test_codes_are_selected_and_ignored(tmp_path: Path) -> None:
    short = ("--source-only", "--format", "short")
    assert codes(run(tmp_path, *short, "--select", "mojibake", "--select", "double-word")) == [
        "double-word",
        "mojibake",
    ]
    assert codes(run(tmp_path, *short, "--ignore", "double-space,mojibake")) == ["double-word", "weak-opening"]


def test_a_code_that_there_is_not_is_wrong_usage_with_the_nearest_one(tmp_path: Path) -> None:
    process = run(tmp_path, "--ignore", "mojibke", status=2)
    assert "there is no diagnostic `mojibke`; did you mean `mojibake`?" in process.stderr


def test_a_comment_leaves_a_code_out_on_its_line_alone(tmp_path: Path) -> None:
    source = "basics: {name: Ada}\ninterests:\n- name: a  b # resume: ignore[double-space, tense]\n- name: c  d\n"
    process = run(tmp_path, "--source-only", "--format", "short", source=source)
    assert process.stdout.startswith("resume.yaml:4:")
    assert codes(process) == ["double-space"]


def test_the_source_says_how_severe_a_code_is(tmp_path: Path) -> None:
    short = ("--source-only", "--format", "short")
    own = SOURCE + "check: {ignore: [weak-opening], severity: {mojibake: error, double-word: 'off'}}\n"
    process = run(tmp_path, *short, source=own, status=1)
    assert codes(process) == ["double-space", "double-space", "mojibake"]
    assert "error[mojibake]" in process.stdout
    process = run(tmp_path, *short, source=SOURCE + "check: {ignore: [mojibke]}\n", status=1)
    assert "error[unknown-code]: there is no diagnostic `mojibke`" in process.stdout


def test_fix_writes_what_is_sure_and_leaves_every_other_byte(tmp_path: Path) -> None:
    process = run(tmp_path, "--fix", "--format", "short", "--source-only")
    assert (tmp_path / "resume.yaml").read_text(encoding="utf-8") == MENDED
    assert codes(process) == ["weak-opening"]
    assert [line.rpartition("mended")[2] for line in process.stderr.splitlines()] == [
        "[double-space]",
        "[double-word]",
        "[double-space]",
        "[mojibake]",
    ]


def test_fix_mends_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/cv.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "mine.yaml").symlink_to("shared/cv.yaml")
    run(tmp_path, "mine.yaml", "--fix", "--source-only")
    assert (tmp_path / "shared/cv.yaml").read_text(encoding="utf-8") == MENDED
    assert [path.name for path in (tmp_path / "shared").iterdir()] == ["cv.yaml"]


def test_fix_keeps_line_ends_and_writes_nothing_where_nothing_is_sure(tmp_path: Path) -> None:
    run(tmp_path, "--fix", "--source-only", source=SOURCE.replace("\n", "\r\n"))
    assert (tmp_path / "resume.yaml").read_bytes() == MENDED.replace("\n", "\r\n").encode()
    fine = "basics: {name: Ada}\n"
    run(tmp_path, "--fix", "--source-only", source=fine)
    assert (tmp_path / "resume.yaml").read_text(encoding="utf-8") == fine


def test_fix_mends_no_more_than_is_selected(tmp_path: Path) -> None:
    run(tmp_path, "--fix", "--source-only", "--select", "mojibake")
    assert (tmp_path / "resume.yaml").read_text(encoding="utf-8") == SOURCE.replace("üé®", "🎨")


def test_fix_repairs_the_raw_profile_and_changes_no_other_byte(tmp_path: Path) -> None:
    """The text this repository's résumé was made from, as it was found, pasted into a YAML."""
    raw = (ROOT / "tests/seed/profile.md").read_text(encoding="utf-8")
    block = "".join(f"    {line}\n" if line.strip() else "\n" for line in raw.splitlines())
    source = f"basics:\n  name: Ada Example\n  summary: |\n{block}"
    run(tmp_path, "--fix", "--select", "mojibake", "--source-only", source=source)
    expected = source
    for wrong, meant in (
        ("√ó", "\N{MULTIPLICATION SIGN}"),
        ("\uf8ffüé®", "🎨"),
        ("\uf8ffüßò‚Äç‚ôÄÔ∏è", "🧘\u200d♀\ufe0f"),  # noqa: RUF001
        ("\uf8ffüìö", "📚"),
        ("\uf8ffüèê", "🏐"),
        ("\uf8ffüé±", "🎱"),
    ):
        assert expected.count(wrong) == 1
        expected = expected.replace(wrong, meant)
    assert (tmp_path / "resume.yaml").read_text(encoding="utf-8") == expected


def test_standard_input_cannot_be_mended(tmp_path: Path) -> None:
    assert "--fix mends a file" in run(tmp_path, "-", "--fix", status=2).stderr


def test_json_is_as_its_schema_says(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs/check.schema.json").read_text(encoding="utf-8"))
    source = SOURCE.replace("startDate: 2022-01", "startDate: 2022-01, endDate: 2021-01")
    document = json.loads(run(tmp_path, "--format", "json", source=source, status=1).stdout)
    jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)
    [item] = document["diagnostics"]
    assert (item["code"], item["severity"], item["line"]) == ("date-order", "error", 8)
    assert item["labels"][0]["message"] == "starts here"
    document["diagnostics"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)


def test_github_gets_a_command_a_line(tmp_path: Path) -> None:
    lines = run(tmp_path, "--format", "github", "--source-only").stdout.splitlines()
    assert lines[0].startswith("::warning file=resume.yaml,line=6,endLine=6,col=10,endColumn=14,title=double-space::")
    assert len(lines) == 5
    assert all("%0A" in line or "\n" not in line for line in lines)


def test_sarif_has_its_rules_results_and_fixes(tmp_path: Path) -> None:
    log = json.loads(run(tmp_path, "--format", "sarif", "--source-only").stdout)
    [one] = log["runs"]
    assert (log["version"], one["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert {rule["id"] for rule in one["tool"]["driver"]["rules"]} == {result["ruleId"] for result in one["results"]}
    last = one["results"][-1]
    change = last["fixes"][0]["artifactChanges"][0]
    assert change["replacements"][0]["insertedContent"] == {"text": "🎨"}
    assert change["artifactLocation"] == last["locations"][0]["physicalLocation"]["artifactLocation"]


def explained(*arguments: str) -> Finished:
    return command.run(ROOT, "explain", *arguments)


def test_every_code_is_explained() -> None:
    listed = explained().stdout.split()
    assert listed == [*meanings()]
    assert {"mojibake", "lost-text", "page-fill"} <= {*listed}
    assert all(meanings().values())
    assert explained("mojibake").stdout.startswith("Text in UTF-8 was read as")
    assert "did you mean `mojibake`?" in explained("mojibke").stderr


# Mending.


def fixed(line: int, start: int, end: int, fix: str) -> Diagnostic:
    return Diagnostic("warning", "a", "b", Span("f", line, start, line, end), fix=fix)


def test_of_fixes_that_overlap_the_first_one_is_applied() -> None:
    text, done = mended("abcdef", "f", [fixed(1, 2, 4, "X"), fixed(1, 3, 5, "Y"), fixed(1, 5, 6, "")])
    assert text == "aXdf"
    assert [item.fix for item in done] == ["X", ""]


def test_the_same_fix_twice_is_applied_once_and_that_of_another_file_never() -> None:
    text, _ = mended("ab", "f", [fixed(1, 1, 2, "X"), fixed(1, 1, 2, "X")])
    assert text == "Xb"
    assert mended("ab", "g", [fixed(1, 1, 2, "X")]) == ("ab", [])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1), min_size=1), st.data())
def test_whatever_is_mended_all_else_stays(lines: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    start = data.draw(st.integers(0, len(lines[number]) - 1))
    end = data.draw(st.integers(start + 1, len(lines[number])))
    end_of_line = data.draw(st.sampled_from(["\n", "\r\n"]))
    text, _ = mended(end_of_line.join(lines), "f", [fixed(number + 1, start + 1, end + 1, "<fix>")])
    lines[number] = f"{lines[number][:start]}<fix>{lines[number][end:]}"
    assert text == end_of_line.join(lines)
