"""The options that say what of a source is wanted, as their user meets them."""

import re
from pathlib import Path

import pytest
from tests import command
from tests.command import Finished

SOURCE = """\
basics: {name: Ada Example, label: {en: Engineer, de: Ingenieurin}, email: ada@example.org}
work:
  - name: Northwind
    highlights:
      - {text: Built servers, tags: [backend]}
      - {text: Trained models, tags: [ml]}
      - {text: Earned a lot, private: true}
      - Kept it running
variants:
  base: {include: [backend], label: Maker}
  backend: {extends: base, set: {work.0.name: Southwind}}
"""
BULLETS = ("Built servers", "Trained models", "Earned a lot", "Kept it running")


def build(folder: Path, *arguments: str) -> Finished:
    (folder / "resume.yaml").write_text(SOURCE, encoding="utf-8")
    return command.run(folder, "build", "-f", "html", "--diagnostics", "short", *arguments)


def page(folder: Path, *arguments: str) -> str:
    """Build what nothing is to be said of."""
    process = build(folder, *arguments)
    assert (process.returncode, process.stderr) == (0, "")
    return (folder / process.stdout.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        ((), set[str]()),
        (("--tag", "backend"), {"Trained models"}),
        (("--without", "ml"), {"Trained models"}),
        (("--public",), {"Earned a lot"}),
        (("--tag", "ml", "--public"), {"Built servers", "Earned a lot"}),
        (("--variant", "base"), {"Trained models"}),
        (("--variant", "base", "--tag", "ml"), set[str]()),
    ],
)
def test_parts_are_kept_and_left_out_by_what_is_wanted(
    tmp_path: Path, arguments: tuple[str, ...], left: set[str]
) -> None:
    shown = page(tmp_path, *arguments)
    assert {bullet for bullet in BULLETS if bullet not in shown} == left


def test_a_variant_has_the_values_of_those_that_it_extends_and_a_folder_of_its_own(tmp_path: Path) -> None:
    process = build(tmp_path, "--variant", "backend")
    assert process.stdout == "output/classic-backend/Ada-Example-Resume.html\n"
    shown = (tmp_path / process.stdout.strip()).read_text(encoding="utf-8")
    assert ("Maker" in shown, "Southwind" in shown, "Northwind" in shown) == (True, True, False)


def test_all_variants_and_all_languages_are_built_at_once(tmp_path: Path) -> None:
    assert build(tmp_path, "--variant", "all").stdout.splitlines() == [
        "output/classic-base/Ada-Example-Resume.html",
        "output/classic-backend/Ada-Example-Resume.html",
    ]
    assert build(tmp_path, "--lang", "all").stdout.splitlines() == [
        "output/classic-en/Ada-Example-Resume.html",
        "output/classic-de/Ada-Example-Resume.html",
    ]


def test_the_last_overlay_is_on_top(tmp_path: Path) -> None:
    for name, label in (("one", "First"), ("two", "Second")):
        (tmp_path / f"{name}.yaml").write_text(f"basics: {{label: {label}, tagline: By {name}}}\n", encoding="utf-8")
    shown = page(tmp_path, "--overlay", "one.yaml", "--overlay", "two.yaml")
    assert ("Second" in shown, "By two" in shown, "First" in shown) == (True, True, False)


def test_what_is_redacted_is_not_shown(tmp_path: Path) -> None:
    process = build(tmp_path, "--redact", "contact, names")
    assert process.stdout == "output/classic/Candidate-Resume.html\n"
    shown = (tmp_path / process.stdout.strip()).read_text(encoding="utf-8")
    assert re.search("ada", re.sub(r"base64,[^\"]*", "", shown), re.IGNORECASE) is None


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--variant", "bakend"), 1, "error[unknown-variant]: there is no variant `bakend`\n"),
        (("--tag", "backnd"), 1, "error[variant-tag]: --tag: nothing in the résumé has the tag `backnd`\n"),
        (("--without", "x"), 1, "error[variant-tag]: --without: nothing in the résumé has the tag `x`\n"),
        (("--redact", "face"), 2, "error: --redact face: there are contact, photo, names\n"),
        (("--overlay", "no.yaml"), 2, "error: cannot read no.yaml: no such file or directory\n"),
        (("--set", "basics.label=\x1b"), 2, "error: --set 'basics.label=\\x1b': there is a character in it that "),
    ],
)
def test_what_there_is_not_is_said(tmp_path: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    process = build(tmp_path, *arguments)
    assert (process.returncode, process.stdout) == (status, "")
    assert process.stderr.startswith(said)
    assert not (tmp_path / "output").exists()


SECTIONS = """\
basics: {name: Ada Example, summary: She builds.}
sections: [{id: summary, tags: [ml]}, work, {id: volunteer, tags: [ml]}, focus, {id: talks, tags: [ml]}]
work: [{name: Northwind, highlights: [Built it]}]
volunteer: [{organization: Library}]
custom:
  focus: {title: Focus, items: [Speed], tags: [ml]}
  talks: {title: Talks, items: [On speed]}
skills: []
x-of-my-own: {tags: [ml]}
"""


def test_whole_sections_are_left_out_by_their_tags(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text(SECTIONS, encoding="utf-8")
    whole, part = (
        command.run(tmp_path, "build", "-f", "html", "-o", "cv.html", *more) for more in ((), ("--without", "ml"))
    )
    assert (whole.returncode, whole.stderr, part.returncode, part.stderr) == (0, "", 0, "")
    shown = (tmp_path / "cv.html").read_text(encoding="utf-8")
    texts = ("She builds.", "Northwind", "Library", "Focus", "Talks")
    assert [text for text in texts if text in shown] == ["Northwind"]


def test_a_section_of_which_part_after_part_is_left_out_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "over.yaml").write_text("projects: [{name: Loom, tags: [ml]}]\n", encoding="utf-8")
    process = build(tmp_path, "--overlay", "over.yaml", "--tag", "backend")
    assert process.returncode == 0
    assert "warning[empty-section]: what is wanted keeps nothing of `projects`\n" in process.stderr


def test_a_check_says_how_complete_each_language_is(tmp_path: Path) -> None:
    source = SOURCE.replace("text: Built servers", "text: {en: Built servers, fr: Serveurs}")
    (tmp_path / "resume.yaml").write_text(source, encoding="utf-8")
    process = command.run(tmp_path, "check", "--source-only")
    assert process.returncode == 0
    assert "how complete each language is\n" in process.stdout
    found = dict(re.findall(r"^  (\w\w) +(\d+%)  \d of \d texts$", process.stdout, re.MULTILINE))
    assert found == {"en": "100%", "de": "25%", "fr": "25%"}
    assert process.stdout.count("warning[untranslated]: 3 of 4 texts are not in ") == 2
