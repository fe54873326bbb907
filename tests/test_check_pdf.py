"""`resume check` on PDFs, a parser's view of them, and job postings, as their user meets them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests import command
from tests.command import COMMAND, Finished
from tests.inspect.faults import makers

ROOT = Path(__file__).parents[1]

SOURCE = """\
basics:
  name: Ada Example
  email: ada@example.org
  url: https://ada.example.org
work:
  - position: Engineer
    name: Northwind Freight
    startDate: 2022-03
    highlights: [Built the quoting service in Go, Moved pricing to Kafka]
skills:
  - {name: Languages, keywords: [Go, Python]}
education:
  - {studyType: BSc, area: Computer Science, institution: Example State University, startDate: 2015, endDate: 2019}
"""

POSTING = """\
Engineer

Requirements
- Go and Python
- Kafka or another log
- Kubernetes

Nice to have
- Terraform
"""


def run(folder: Path, *arguments: str, status: int = 0, source: str = SOURCE, given: str = "") -> Finished:
    (folder / "resume.yaml").write_text(source, encoding="utf-8")
    process = command.run(folder, *arguments, given=given)
    assert (process.returncode, process.stdout, process.stderr) == (status, process.stdout, process.stderr)
    return process


def document(process: Finished) -> dict[str, Any]:
    """Read the JSON that a check gives, and hold it against its schema."""
    found: dict[str, Any] = json.loads(process.stdout)
    schema = json.loads((ROOT / "docs/check.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema, cls=jsonschema.Draft202012Validator)
    return found


# A PDF.


def test_a_pdf_that_was_just_built_has_no_error(tmp_path: Path) -> None:
    built = run(tmp_path, "build").stdout.strip()
    process = run(tmp_path, "check", built, "--format", "short")
    assert "error[" not in process.stdout


def test_a_strangers_pdf_is_judged_and_its_text_is_shown_where_it_is_odd(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(makers.page(".date { float: right } .date::before { content: none }"))
    process = run(tmp_path, "check", "cv.pdf", status=1)
    assert "error[moved-text]" in process.stdout
    assert " --> cv.pdf#page=1:" in process.stdout
    assert "Senior Data Engineer" in process.stdout
    assert "warning[file-name]" in process.stdout


@pytest.mark.parametrize("layout", ["json", "github", "sarif", "short"])
def test_every_layout_says_what_is_odd_about_a_pdf(tmp_path: Path, layout: str) -> None:
    (tmp_path / "Clara-Whitmore.pdf").write_bytes(makers.page("h2 { letter-spacing: .3em }"))
    process = run(tmp_path, "check", "Clara-Whitmore.pdf", "--format", layout, status=1)
    assert "letter-spacing" in process.stdout
    if layout == "json":
        assert document(process)["version"] == 1


def test_a_pdf_comes_through_standard_input_too(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(makers.page())
    with (tmp_path / "cv.pdf").open("rb") as pdf:
        process = subprocess.run(
            [COMMAND, "check", "-", "--format", "short"], stdin=pdf, capture_output=True, text=True, check=False
        )
    assert (process.returncode, process.stdout) == (0, "")


def test_codes_are_selected_and_ignored_in_a_pdf_too(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(makers.page("h2 { letter-spacing: .3em }"))
    only = run(tmp_path, "check", "cv.pdf", "--select", "file-name", "--format", "short")
    assert [line.partition("[")[2].partition("]")[0] for line in only.stdout.splitlines()] == ["file-name"]
    assert "letter-spacing" not in run(tmp_path, "check", "cv.pdf", "--ignore", "letter-spacing").stdout


@pytest.mark.parametrize("length", [0, 40, 2000])
def test_a_damaged_pdf_is_an_error_and_no_traceback(tmp_path: Path, length: int) -> None:
    (tmp_path / "cv.pdf").write_bytes(makers.page()[:length])
    process = run(tmp_path, "check", "cv.pdf", status=1)
    assert "error[unreadable-pdf]: cv.pdf cannot be read" in process.stdout
    assert run(tmp_path, "check", "cv.pdf", "--ignore", "unreadable-pdf").stdout == ""


@pytest.mark.parametrize("option", [("-t", "modern"), ("--fix",), ("--source-only",), ("--twice",)])
def test_what_is_about_a_source_is_refused_for_a_pdf(tmp_path: Path, option: tuple[str, ...]) -> None:
    (tmp_path / "cv.pdf").write_bytes(makers.page())
    assert "cv.pdf is a PDF" in run(tmp_path, "check", "cv.pdf", *option, status=2).stderr


def test_a_source_is_held_against_its_own_pdf(tmp_path: Path) -> None:
    theme = tmp_path / "themes/white"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: white\ndescription: d\nextends: classic\n")
    (theme / "style.css").write_text(".tagline { color: #fff }")
    source = SOURCE.replace("  email", "  tagline: Cloud synergy ninja\n  email")
    process = run(tmp_path, "check", "-t", "white", "--format", "short", source=source, status=1)
    assert 'error[hidden-text]: "Cloud synergy ninja" is read by machines, but nobody sees it' in process.stdout
    assert process.stdout.startswith("output/white/Ada-Example-Resume.pdf#page=1:2:1: ")
    assert not (tmp_path / "output").exists()


def test_a_second_build_has_the_same_bytes(tmp_path: Path) -> None:
    assert "not-reproducible" not in run(tmp_path, "check", "--twice").stdout


def test_a_theme_by_chance_is_not_reproducible(tmp_path: Path) -> None:
    theme = tmp_path / "themes/dice"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: dice\ndescription: d\nextends: classic\n")
    (theme / "resume.html.j2").write_text(
        '{% extends "base/resume.html.j2" %}{% block sections %}'
        "{{ super() }}<p>{{ range(100000) | random }}{{ range(100000) | random }}</p>{% endblock %}"
    )
    process = run(tmp_path, "check", "--twice", "-t", "dice", status=1)
    assert (
        "error[not-reproducible]: a second build of output/dice/Ada-Example-Resume.pdf has other bytes"
        in process.stdout
    )


# What a parser recovers.


def test_as_parsed_shows_the_fields_beside_what_the_source_says(tmp_path: Path) -> None:
    out = run(tmp_path, "check", "--as-parsed").stdout
    assert "what a parser reads in output/classic/Ada-Example-Resume.pdf: 11 of 11, 100%" in out
    assert "  name 1/1          Ada Example\n" in out
    assert "  job dates 1/1     2022-03/present\n" in out


def test_as_parsed_says_what_was_not_found(tmp_path: Path) -> None:
    source = SOURCE.replace("work:", "sections: [custom-a, work: Things I Did Once, skills, education]\nwork:")
    source = source.replace("custom-a, ", "")
    out = run(tmp_path, "check", "--as-parsed", source=source).stdout
    assert "  job titles 0/1    Engineer   <- not found\n" in out


def test_as_parsed_is_in_the_json(tmp_path: Path) -> None:
    found = document(run(tmp_path, "check", "--as-parsed", "--format", "json"))
    [parsed] = found["parsed"]
    assert parsed["fields"]["jobs"] == [
        {
            "title": "Engineer",
            "employer": "Northwind Freight",
            "location": "",
            "dates": {"start": "2022-03", "end": "present", "text": "Mar 2022 – Present"},  # noqa: RUF001
        }
    ]
    assert {score["share"] for score in parsed["scores"]} == {1}


def test_of_a_pdf_alone_the_fields_are_shown(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(makers.page())
    out = run(tmp_path, "check", "cv.pdf", "--as-parsed").stdout
    assert "  name              Clara Whitmore\n" in out
    assert "Senior Data Engineer · Harbourlight Insurance · London · 2021-03 to present" in out


def test_as_parsed_wants_a_pdf(tmp_path: Path) -> None:
    assert "--source-only does not make" in run(tmp_path, "check", "--as-parsed", "--source-only", status=2).stderr


# A posting.


def test_a_posting_is_held_against_the_source_with_the_places(tmp_path: Path) -> None:
    (tmp_path / "posting.txt").write_text(POSTING)
    out = run(tmp_path, "check", "--source-only", "--job", "posting.txt").stdout
    said, _, missing = out.partition("\nnot said\n")
    assert "  Go " in said
    assert "resume.yaml:9" in said
    assert "  Kafka " in said
    assert {line.split()[0] for line in missing.splitlines()} == {"Kubernetes", "Terraform"}
    assert "a wish" in missing.splitlines()[1]


def test_a_posting_comes_through_standard_input_too(tmp_path: Path) -> None:
    out = run(tmp_path, "check", "--source-only", "--job", "-", given=POSTING).stdout
    assert "not said\n  Kubernetes" in out
    assert "standard input is either" in run(tmp_path, "check", "-", "--job", "-", status=2).stderr


def test_least_coverage_is_a_gate(tmp_path: Path) -> None:
    (tmp_path / "posting.txt").write_text(POSTING)
    posting = ("check", "--source-only", "--job", "posting.txt")
    run(tmp_path, *posting, "--min-coverage", "50")
    process = run(tmp_path, *posting, "--min-coverage", "95", status=1)
    assert "error[job-coverage]: the résumé says " in process.stdout
    assert "= note: not said: Kubernetes, Terraform" in process.stdout
    assert "name it with --job" in run(tmp_path, "check", "--min-coverage", "5", status=2).stderr
    assert "101" in run(tmp_path, *posting, "--min-coverage", "101", status=2).stderr


def test_a_posting_is_in_the_json(tmp_path: Path) -> None:
    (tmp_path / "posting.txt").write_text(POSTING)
    found = document(run(tmp_path, "check", "--source-only", "--job", "posting.txt", "--format", "json"))
    terms = {term["name"]: term["places"] for term in found["job"]["terms"]}
    assert terms["Kubernetes"] == []
    assert terms["Python"] == ["resume.yaml:11"]


def test_a_posting_is_held_against_a_pdf_too(tmp_path: Path) -> None:
    (tmp_path / "posting.txt").write_text(POSTING)
    (tmp_path / "cv.pdf").write_bytes(makers.page())
    out = run(tmp_path, "check", "cv.pdf", "--job", "posting.txt").stdout
    assert "cv.pdf#page=1:" in out.partition("\nsaid\n")[2]


@pytest.mark.parametrize("given", ["posting.txt", "-"])
def test_a_posting_that_is_none_by_its_length_is_refused(tmp_path: Path, given: str) -> None:
    text = "Kafka " * 20_000
    (tmp_path / "posting.txt").write_text(text)
    process = run(tmp_path, "check", "--source-only", "--job", given, status=2, given=text)
    assert process.stderr == f"error: {given} has 120,000 characters; no job posting has more than 100,000\n"
    run(tmp_path, "check", "--source-only", "--job", "-", given=text[:100_000])


def test_a_posting_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    process = run(tmp_path, "check", "--job", "nowhere.txt", status=2)
    assert process.stderr == "error: cannot read nowhere.txt: no such file or directory\n"


# The build.


def test_a_build_fails_where_the_pdf_breaks_a_rule(tmp_path: Path) -> None:
    theme = tmp_path / "themes/tiny"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: tiny\ndescription: d\nextends: classic\n")
    (theme / "style.css").write_text(".rows { font-size: 1pt }")
    process = run(tmp_path, "build", "-t", "tiny", "--diagnostics", "short", status=1)
    assert "error[tiny-text]: " in process.stderr
    assert process.stdout == ""
    run(tmp_path, "build", "-t", "tiny", "--no-check")
