"""Which résumés a batch is of: files, folders, patterns, lines of JSON, rows of a table."""

import json
import os
from pathlib import Path

import pytest
from tests import command
from tests.command import Finished

from resume.batch.columns import filled
from resume.batch.records import Wanted
from resume.batch.sources import sources
from resume.diagnostics import Diagnostics
from resume.files import FileError
from resume.source.compose import parse

SMALL = "basics: {name: Ada Example}\n"


def wrote(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SMALL, encoding="utf-8")


def places(folder: Path, *names: str) -> list[str]:
    return [source.place for source in sources([str(folder / name) for name in names], folder / "out", Wanted())]


def test_a_folder_gives_its_resume_or_all_that_are_in_it(tmp_path: Path) -> None:
    wrote(tmp_path, "team/ada/resume.yaml", "team/ada/notes.yaml", "team/bob.yaml", "team/cleo.json", "team/d/e.yml")
    wrote(tmp_path, "team/themes/mine/theme.yaml", "team/.hidden/f.yaml", "team/read.me", "team/resume.schema.json")
    assert places(tmp_path, "team") == ["ada", "bob", "cleo", "d/e"]
    assert places(tmp_path, "team/ada") == ["ada"]
    assert places(tmp_path, "team/ada/resume.yaml", "team/d/e.yml") == ["ada", "e"]


def test_a_link_back_to_a_folder_ends_there(tmp_path: Path) -> None:
    wrote(tmp_path, "team/ada.yaml", "other/bob.yaml")
    (tmp_path / "team/again").symlink_to(tmp_path / "team")
    (tmp_path / "team/beside").symlink_to(tmp_path / "other")
    assert places(tmp_path, "team") == ["ada", "beside/bob"]


def test_no_name_leads_out_of_the_batch(tmp_path: Path) -> None:
    wrote(tmp_path, "...yaml", "..yaml", ".hidden.yaml")
    people = [json.dumps({"basics": {"name": "Ada"}, "x-id": name}) for name in ("../../evil", "..", "/etc", "a/b")]
    (tmp_path / "...jsonl").write_text("\n".join(people), encoding="utf-8")
    assert places(tmp_path, "...yaml", "..yaml", ".hidden.yaml") == ["...yaml", "..yaml", ".hidden"]
    found = [source.place for source in sources([str(tmp_path / "...jsonl")], tmp_path / "out", Wanted("x-id"))]
    assert found == ["...jsonl/-..-evil", "...jsonl/000002", "...jsonl/-etc", "...jsonl/a-b"]


def test_lines_of_json_may_begin_with_a_byte_order_mark_and_be_nested_without_end(tmp_path: Path) -> None:
    lines = ['\ufeff{"basics": {"name": "Ada Mark"}, "x-id": "ada"}', "[" * 100_000]
    (tmp_path / "people.jsonl").write_text("\n".join(lines), encoding="utf-8")
    process = run(tmp_path, "people.jsonl", "--id", "x-id")
    assert process.stdout == "out/people/ada/classic/Ada-Mark-Resume.txt\n"
    assert "people/000002: failed\n  people.jsonl#2.json:1:1" in process.stderr
    assert process.returncode == 1


@pytest.mark.parametrize("letter", ["a", "é", "界", "𠮷"])
def test_a_long_identity_is_cut_to_what_a_file_system_takes(tmp_path: Path, letter: str) -> None:
    person = {"basics": {"name": "Ada Example"}, "x-id": letter * 200}
    (tmp_path / "people.jsonl").write_text(json.dumps(person), encoding="utf-8")
    process = run(tmp_path, "people.jsonl", "--id", "x-id")
    name = letter * min(100, 200 // len(letter.encode()))
    assert (process.returncode, process.stdout) == (0, f"out/people/{name}/classic/Ada-Example-Resume.txt\n")


def test_what_a_batch_made_is_not_its_source(tmp_path: Path) -> None:
    wrote(tmp_path, "ada.yaml", "out/ada/classic/Ada-Example-Resume.json")
    assert places(tmp_path, ".") == ["ada"]


def test_a_pattern_gives_the_files_that_it_matches(tmp_path: Path) -> None:
    wrote(tmp_path, "a/one.yaml", "b/two.yaml", "b/three.yml")
    assert places(tmp_path, "*/*.yaml") == ["a/one", "b/two"]
    assert places(tmp_path, "b/*.yaml") == ["two"]
    with pytest.raises(FileError, match="there is no résumé there"):
        places(tmp_path, "*/*.json")


def test_files_of_the_same_name_that_a_pattern_matches_are_kept_apart(tmp_path: Path) -> None:
    wrote(tmp_path, "ada/cv.yaml", "bob/cv.yaml", "team/cleo/resume.yaml")
    assert places(tmp_path, "**/cv.yaml") == ["ada/cv", "bob/cv"]
    assert places(tmp_path, "team/*/resume.yaml", "**/resume.yaml") == ["cleo", "team/cleo"]


def test_sources_are_not_built_among_themselves(tmp_path: Path) -> None:
    wrote(tmp_path, "team/ada.yaml", ".batch.yaml")
    process = command.run(tmp_path, "batch", "team", "-o", "./team")
    said = "error: cannot read team: all would be built in it; name another folder with -o\n"
    assert (process.returncode, process.stdout, process.stderr) == (2, "", said)
    (tmp_path / ".batch.jsonl").write_text(json.dumps({"basics": {"name": "Ada"}}), encoding="utf-8")
    process = run(tmp_path, ".batch.jsonl")
    assert process.stderr == "error: cannot read .batch.jsonl#1.json: it would be built in .batch/; rename it\n"


def test_a_pattern_that_is_none_is_refused(tmp_path: Path) -> None:
    """Until Python 3.13, `**` is whole folders; from then on it is `*` here, which matches nothing."""
    wrote(tmp_path, "a/one.yaml")
    with pytest.raises(FileError, match=r"^cannot read .*/\*\*\.yaml: "):
        places(tmp_path, "**.yaml")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        (b"caf\xe9.yaml", "caf?.yaml"),
        (b"caf\xe9/resume.yaml", "caf?/resume.yaml"),
        (b"caf\xe9.jsonl", "caf?.jsonl#1.json"),
    ],
)
def test_a_path_that_is_not_utf8_is_refused(tmp_path: Path, name: bytes, called: str) -> None:
    """The ledger, which is text, could not hold it."""
    wrote(tmp_path, os.fsdecode(name))
    process = run(tmp_path, os.fsdecode(name))
    said = f"error: cannot read {called}: its path is not UTF-8 text\n"
    assert (process.returncode, process.stdout, process.stderr) == (2, "", said)


def run(folder: Path, *arguments: str) -> Finished:
    return command.run(folder, "batch", *arguments, "-o", "out", "-f", "txt", "--jobs", "1")


def test_two_sources_that_would_share_a_folder_are_refused(tmp_path: Path) -> None:
    wrote(tmp_path, "a/cv.yaml", "b/CV.yaml")
    process = run(tmp_path, "a/cv.yaml", "b/CV.yaml")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: b/CV.yaml and a/cv.yaml would both be built in CV/; rename one of them\n"


def test_a_letter_with_an_accent_is_the_same_however_it_is_written(tmp_path: Path) -> None:
    wrote(tmp_path, "Ren\u00e9.yaml", "other/Rene\u0301.yaml")
    assert places(tmp_path, "Ren\u00e9.yaml", "other/Rene\u0301.yaml") == ["Ren\u00e9", "Ren\u00e9"]
    people = [json.dumps({"basics": {"name": "Ada"}, "x-id": name}) for name in ("Ren\u00e9", "Rene\u0301")]
    (tmp_path / "people.jsonl").write_text("\n".join(people), encoding="utf-8")
    process = run(tmp_path, "people.jsonl", "--id", "x-id")
    assert "would both be built in people/Ren\u00e9/; rename one of them" in process.stderr


def test_lines_of_json_are_a_resume_each(tmp_path: Path) -> None:
    people = [{"basics": {"name": f"Ada {name}", "email": f"{name}@example.org"}} for name in ("One", "Two")]
    lines = [json.dumps(people[0]), "", json.dumps(people[1]), '{"basics": {"label": "Nobody"}}']
    (tmp_path / "people.jsonl").write_text("\n".join(lines), encoding="utf-8")
    process = run(tmp_path, "people.jsonl")
    assert process.returncode == 1
    made = ["000001/classic/Ada-One-Resume.txt", "000003/classic/Ada-Two-Resume.txt"]
    assert process.stdout.split() == [f"out/people/{path}" for path in made]
    assert "people/000004: failed\n  people.jsonl#4.json:1:" in process.stderr
    named = run(tmp_path, "people.jsonl", "--id", "basics.email")
    assert named.stdout.split() == [
        f"out/people/{name}@example.org/classic/Ada-{name}-Resume.txt" for name in ("One", "Two")
    ]


@pytest.mark.parametrize(
    "content",
    [
        "basics:\n  name: Ada\n\nwork:\n  - name: Northwind\n",
        json.dumps({"basics": {"name": "Ada"}, "work": [{"name": "Northwind"}]}, indent=2),
        json.dumps([{"basics": {"name": "Ada"}}] * 9, indent=2),
    ],
)
def test_what_is_no_lines_of_json_is_said_once(tmp_path: Path, content: str) -> None:
    (tmp_path / "people.jsonl").write_text(content, encoding="utf-8")
    process = run(tmp_path, "people.jsonl")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == (
        "error: cannot read people.jsonl: none of its first 3 lines is a JSON object; "
        "a file of one résumé ends with .yaml or .json\n"
    )


def test_a_line_that_is_wrong_is_said_of_it_alone_wherever_it_stands(tmp_path: Path) -> None:
    lines = ["{", "oops", json.dumps({"basics": {"name": "Ada One"}})]
    (tmp_path / "people.jsonl").write_text("\n".join(lines), encoding="utf-8")
    process = run(tmp_path, "people.jsonl")
    assert process.stdout.split() == ["out/people/000003/classic/Ada-One-Resume.txt"]
    assert [line for line in process.stderr.splitlines() if line.startswith("people/")] == [
        "people/000001: failed",
        "people/000002: failed",
    ]


MAP = """\
basics: {name: "{First} {Last}", label: "{Job}"}
skills:
  - {name: Tools, keywords: {split: "{Tools}", at: ";"}}
  - {name: Languages, keywords: ["{Language}"]}
page: {limit: 2}
"""
TABLE = """\
\ufeffFirst,Last,Job,Tools,Language
Ada,Example,"Engineer, senior",Go; SQL,
Bob,Muster,,,German
,,,,
"""


def test_rows_of_a_table_are_a_resume_each(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    process = run(tmp_path, "people.csv", "--map", "map.yaml", "--id", "Last")
    assert (process.returncode, process.stderr.splitlines()[-1][:16]) == (0, "2 done, 0 failed")
    first, second = (tmp_path / path for path in process.stdout.split())
    assert first == tmp_path / "out/people/Example/classic/Ada-Example-Resume.txt"
    assert "Engineer, senior" in first.read_text(encoding="utf-8")
    assert "Languages" not in first.read_text(encoding="utf-8")
    assert "Tools" not in second.read_text(encoding="utf-8")


def test_empty_cells_and_lines_that_programs_add_are_none(tmp_path: Path) -> None:
    table = f"\n\n Name ,,Note,,\nAda Example,,{'x' * 200_000},,,\n,,,,\nBob Muster\n"
    (tmp_path / "people.csv").write_text(table, encoding="utf-8")
    (tmp_path / "map.yaml").write_text('basics: {name: "{Name}"}\n', encoding="utf-8")
    process = run(tmp_path, "people.csv", "--map", "map.yaml")
    made = ["000004/classic/Ada-Example-Resume.txt", "000006/classic/Bob-Muster-Resume.txt"]
    assert (process.returncode, process.stdout.split()) == (0, [f"out/people/{path}" for path in made])


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (("Ada", "King", "Lovelace"), "Ada King Lovelace"),
        (("Ada", "", "Lovelace"), "Ada Lovelace"),
        (("", "", "Lovelace"), "Lovelace"),
        (("Ada", "King", " "), "Ada King"),
        (("Ada", "of  two", "lines\n\nhere"), "Ada of  two lines\n\nhere"),
    ],
)
def test_no_space_is_left_where_a_cell_is_empty(cells: tuple[str, ...], name: str) -> None:
    shape = parse('basics: {name: "{First} {Middle} {Last}"}', "map.yaml", Diagnostics())
    assert shape is not None
    assert filled(shape, dict(zip(("First", "Middle", "Last"), cells, strict=True))) == {"basics": {"name": name}}


def test_what_is_not_filled_is_left_out() -> None:
    shape = parse(MAP, "map.yaml", Diagnostics())
    assert shape is not None
    row = {"First": "Ada", "Last": "", "Job": " ", "Tools": "Go;;SQL ", "Language": ""}
    skills = [{"name": "Tools", "keywords": ["Go", "SQL"]}]
    assert filled(shape, row) == {"basics": {"name": "Ada"}, "skills": skills, "page": {"limit": 2}}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("First,Lost,Job,Tools,Language\n", "it has no column `Last` (map.yaml:1); did you mean `Lost`?"),
        ("First,First\n", "two columns are called `First`"),
        ("First;Last\n", "its first line has no commas; save it with commas between the cells"),
        (TABLE + "1,2,3,4,5,6\n", "row 5 has more cells than there are columns"),
        (TABLE + '"never closed\n', "line 5: unexpected end of data"),
        ("Caf\xe9\n", "line 1 is not UTF-8 text; save it as CSV UTF-8"),
    ],
)
def test_a_table_that_is_not_as_it_should_be_is_refused(tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "people.csv").write_bytes(table.encode("latin-1" if "\xe9" in table else "utf-8"))
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    process = run(tmp_path, "people.csv", "--map", "map.yaml")
    assert (process.returncode, process.stdout, process.stderr) == (2, "", f"error: cannot read people.csv: {said}\n")


def test_a_table_needs_what_says_what_its_columns_are(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(TABLE, encoding="utf-8")
    assert "name with --map the file that says what its columns are" in run(tmp_path, "people.csv").stderr
    (tmp_path / "map.yaml").write_text("basics: {name: a", encoding="utf-8")
    process = run(tmp_path, "people.csv", "--map", "map.yaml")
    assert (process.returncode, process.stdout) == (1, "")
    assert "error[yaml-syntax]" in process.stderr


def test_a_source_is_built_in_every_theme_variant_and_language_and_all_formats_at_once(tmp_path: Path) -> None:
    source = "basics: {name: Ada, label: {en: Engineer, de: Ingenieurin}}\nvariants: {lead: {label: Lead}}\n"
    (tmp_path / "ada.yaml").write_text(source, encoding="utf-8")
    ways = ("-t", "classic", "-t", "swiss", "--lang", "en", "--lang", "de", "--variant", "lead", "-f", "md")
    process = run(tmp_path, "ada.yaml", *ways, "--set", "basics.email=ada@example.org")
    assert (process.returncode, process.stderr.splitlines()[-1][:16]) == (0, "4 done, 0 failed")
    folders = ("classic-lead-en", "classic-lead-de", "swiss-lead-en", "swiss-lead-de")
    made = [f"out/ada/{folder}/Ada-Resume.{ending}" for folder in folders for ending in ("md", "txt")]
    assert process.stdout.split() == made
    for path in made:
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert "Lead" in text
        assert "ada@example.org" in text
