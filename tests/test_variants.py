"""`resume variants` as its user meets it: what each variant keeps, and what it leaves out where."""

import json
from pathlib import Path

import pytest
from tests import command
from tests.command import Finished

LONG = "Trained a model whose name takes more room than a line has for it"
SOURCE = f"""\
basics: {{name: Ada Example}}
sections: [skills, work, focus]
work:
  - position: Engineer
    highlights:
      - {{text: Built it, tags: [backend]}}
      - {{text: {LONG}, tags: [ml]}}
      - Kept it running
  - {{position: Clerk, name: Southwind, tags: [office]}}
skills:
  - {{name: Tools, keywords: [Hammer, {{text: Saw, tags: [backend]}}]}}
custom:
  focus: {{title: Focus, items: [Speed]}}
variants:
  backend: {{include: [backend]}}
  ml: {{include: [ml]}}
"""


def variants(folder: Path, *arguments: str, source: str = SOURCE) -> Finished:
    (folder / "resume.yaml").write_text(source, encoding="utf-8")
    return command.run(folder, "variants", *arguments)


def test_a_table_shows_how_much_of_each_section_each_variant_keeps(tmp_path: Path) -> None:
    process = variants(tmp_path)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout == (
        "         all   backend      ml\n"
        "skills     3         3   2 / 1\n"
        "work       5     3 / 2   3 / 2\n"
        "focus      1         1       1\n"
    )


def test_what_a_variant_leaves_out_is_listed_with_its_place(tmp_path: Path) -> None:
    process = variants(tmp_path, "--show", "backend")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.splitlines() == [
        f"resume.yaml:7: work.0.highlights.1: {LONG[:60]}…",
        "resume.yaml:9: work.1: Clerk",
    ]


def test_programs_get_the_same_whole(tmp_path: Path) -> None:
    document = json.loads(variants(tmp_path, "--format", "json").stdout)
    assert document["sections"] == {"skills": 3, "work": 5, "focus": 1}
    assert [variant["variant"] for variant in document["variants"]] == ["backend", "ml"]
    backend, _ = document["variants"]
    assert backend["kept"] == {"skills": 3, "work": 3, "focus": 1}
    assert backend["left"] == [
        {"path": ["work", 0, "highlights", 1], "file": "resume.yaml", "line": 7, "text": LONG},
        {"path": ["work", 1], "file": "resume.yaml", "line": 9, "text": "Clerk"},
    ]


@pytest.mark.parametrize(("name", "hint"), [("bakend", "did you mean `backend`?"), ("zzz", "there are backend, ml")])
def test_a_variant_that_there_is_not_is_wrong_usage(tmp_path: Path, name: str, hint: str) -> None:
    process = variants(tmp_path, "--show", name)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == f"error: there is no variant `{name}`; {hint}\n"


def test_a_source_without_variants_says_how_to_get_some(tmp_path: Path) -> None:
    process = variants(tmp_path, source="basics: {name: Ada}\nwork: [{position: Clerk}]\n")
    assert (process.returncode, process.stdout) == (0, "       all\nwork     1\n")
    assert process.stderr == "there are no variants; write some under `variants:`\n"


def test_what_is_wrong_with_the_source_is_said_and_fails(tmp_path: Path) -> None:
    process = variants(tmp_path, source="basics: {nmae: Ada}\n")
    assert (process.returncode, process.stdout) == (1, "")
    assert "error[unknown-key]" in process.stderr
