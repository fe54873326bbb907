"""Templates: what they see, what they may load, and what is said of those that are missing."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.themes.shelf import Chosen, builtin_names

SOURCE = "basics:\n  name: Ada Example\n  label: <b>Engineer</b> & more\n  summary: Short.\n"
PAGE = """\
<!DOCTYPE html>
<html lang="{{ resume.language }}"><head><title>{{ resume.title }}</title></head>
<body><h1>{{ resume.name }}</h1><p>{{ resume.head.label }}</p>
{% for section in resume.sections %}<h2>{{ section.title }}</h2>{{ section.prose }}{% endfor %}</body></html>
"""


def theme(folder: Path, manifest: str = "extends: classic\n", **files: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(f"name: mine\ndescription: Planted.\n{manifest}")
    for name, text in files.items():
        (folder / {"css": "style.css", "template": "resume.html.j2"}[name]).write_text(text)
    return folder


def run(folder: Path, theme: str, *formats: str) -> Outcome:
    chosen = (Chosen(theme, by_path="/" in theme),)
    wanted = formats or ("html",)
    return build(Request(SOURCE.encode(), "resume.yaml", folder, chosen, wanted, output=folder / "out", check=False))


def html(outcome: Outcome) -> str:
    assert outcome.diagnostics.items == []
    return next(path for path in outcome.paths if path.suffix == ".html").read_text(encoding="utf-8")


def test_a_theme_can_be_all_its_own(tmp_path: Path) -> None:
    """With neither fonts nor a sheet, and without extending any."""
    theme(tmp_path / "themes/mine", "", template=PAGE)
    outcome = run(tmp_path, "mine", "pdf", "html")
    assert outcome.diagnostics.items == []
    assert [path.suffix for path in outcome.paths] == [".pdf", ".html"]
    assert "<h1>Ada Example</h1>" in html(outcome)


def test_a_theme_is_found_by_a_path_relative_to_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme(tmp_path / "elsewhere/mine", css="h1 { colour: red }")
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    outcome = run(tmp_path / "home", "./elsewhere/mine", "pdf")
    [warning] = outcome.diagnostics.items
    assert outcome.paths
    assert warning.span is not None
    assert (warning.span.file, warning.span.line, warning.span.column) == ("elsewhere/mine/style.css", 1, 6)


def test_a_theme_without_any_template_is_an_error(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", "")
    [item] = run(tmp_path, "mine").diagnostics.items
    assert (item.code, item.message) == (
        "theme-template",
        "the theme mine has no resume.html.j2, and extends none that has one",
    )


def test_all_that_a_resume_says_is_escaped(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", template=PAGE)
    assert "<p>&lt;b&gt;Engineer&lt;/b&gt; &amp; more</p>" in html(run(tmp_path, "mine"))


def test_a_template_sees_the_resume_the_theme_and_the_words(tmp_path: Path) -> None:
    seen = "{{ resume.name }}|{{ theme.name }}|{{ theme.short_lists }}|{{ t.present }}|{{ t.headings.work }}"
    theme(tmp_path / "themes/mine", template=f"<p>{seen}</p>")
    assert "<p>Ada Example|mine|lines|Present|Experience</p>" in html(run(tmp_path, "mine"))


def test_a_template_overrides_blocks_of_the_one_it_extends(tmp_path: Path) -> None:
    template = '{% extends "base/resume.html.j2" %}{% block head %}<h1>{{ resume.name }}!</h1>{% endblock %}'
    theme(tmp_path / "themes/mine", template=template)
    page = html(run(tmp_path, "mine"))
    assert "<h1>Ada Example!</h1>" in page
    assert "<p>Short.</p>" in page


@pytest.mark.parametrize("name", ["modern/resume.html.j2", "resume.html.j2", "base/../mine/theme.yaml", "base/x.j2"])
def test_a_template_loads_those_of_its_family_and_no_others(tmp_path: Path, name: str) -> None:
    theme(tmp_path / "themes/mine", template=f"<p>\n{{% include '{name}' %}}</p>")
    [item] = run(tmp_path, "mine").diagnostics.items
    assert (item.severity, item.code) == ("error", "theme-template")
    assert item.span is not None
    assert (Path(item.span.file).name, item.span.line) == ("resume.html.j2", 2)


def test_a_template_cannot_change_what_it_sees(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", template="{{ t.headings.update({'work': 'Jobs'}) }}")
    [item] = run(tmp_path, "mine").diagnostics.items
    assert item.code == "theme-template"


def test_the_html_has_its_sheets_in_it_from_the_most_general_on(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", css="h1 { color: teal } /* </style> */")
    page = html(run(tmp_path, "mine"))
    head, _, body = page.partition("</head>")
    assert head.count("<style>") == head.count("</style>") == 6
    faces, settings, base, classic, own, screen = head.split("<style>")[1:]
    assert 'font-family: "EB Garamond"' in faces
    assert "--accent: #1a1a1a" in settings
    assert "string-set: name" in base
    assert "h1 { font-size" in classic
    assert "h1 { color: teal }" in own
    assert "@media screen" in screen
    assert "<style>" not in body


def test_a_page_without_a_head_has_its_sheets_all_the_same(tmp_path: Path) -> None:
    theme(tmp_path / "themes/mine", template="<p>{{ resume.name }}</p>")
    page = html(run(tmp_path, "mine"))
    assert "@page" in page
    assert page.rstrip().endswith("<p>Ada Example</p>")


PARTS = {
    "position": "Engineer{}",
    "name": "Northwind{}",
    "description": "Traders{}",
    "location": "Oslo{}",
    "url": "https://n{}.example",
    "startDate": "2021",
    "summary": "Summary{}",
}


@pytest.mark.wide
@pytest.mark.parametrize("dates", ["right", "left", "inline"])
@pytest.mark.parametrize("theme", builtin_names())
def test_the_parts_of_an_entry_are_parted_whichever_are_there(tmp_path: Path, theme: str, dates: str) -> None:
    """Run into each other, they would not be read back. How full the last page is does not matter."""
    chosen = [parts for n in range(1, len(PARTS) + 1) for parts in combinations(PARTS, n)]
    work = [{part: PARTS[part].format(n) for part in parts} for n, parts in enumerate(chosen)]
    document = {"basics": {"name": "Ada"}, "work": work, "theme": {"name": theme, "dates": dates}}
    outcome = build(Request(json.dumps(document).encode(), "resume.json", tmp_path, output=tmp_path))
    assert [item for item in outcome.diagnostics.items if item.code != "page-fill"] == []
    assert outcome.paths
