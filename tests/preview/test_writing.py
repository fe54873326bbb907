"""Writes a chosen theme into sources of every layout, and nothing else."""

import pytest

from resume.preview.writing import written

CHOSEN = {"name": "modern", "palette": "wine"}
PAPER = {"size": "letter"}
HEAD = "# a\nbasics:\n  name: Ada   # b\n"

LAYOUTS = {
    "none": (HEAD, HEAD + "\ntheme: {name: modern, palette: wine}\n"),
    "none, no last line break": (HEAD[:-1], HEAD + "\ntheme: {name: modern, palette: wine}\n"),
    "a name": (HEAD + "theme: classic  # c\nx-a: 1\n", HEAD + "theme: {name: modern, palette: wine}  # c\nx-a: 1\n"),
    "empty": (HEAD + "theme:\nx-a: 1\n", HEAD + "theme: {name: modern, palette: wine}\nx-a: 1\n"),
    "on a line": (
        HEAD + "theme: {name: classic, density: 0.9}  # c\n",
        HEAD + "theme: {name: modern, density: 0.9, palette: wine}  # c\n",
    ),
    "on lines": (
        HEAD + "theme:\n  # c\n  name: classic  # d\n  density: 0.9\n\n# e\nx-a: 1\n",
        HEAD + "theme:\n  # c\n  name: modern  # d\n  density: 0.9\n  palette: wine\n\n# e\nx-a: 1\n",
    ),
    "on lines, at the end": (
        HEAD + "theme:\n    palette: blue\n    name: classic",
        HEAD + "theme:\n    palette: wine\n    name: modern",
    ),
    "with what the theme has not": (
        HEAD + "theme:\n  name: classic\n  gone: 1  # c\nx-a: 1\n",
        HEAD + "theme:\n  name: modern\n  palette: wine\nx-a: 1\n",
    ),
    "Windows": (
        (HEAD + "theme:\n  name: classic\nx-a: 1\n").replace("\n", "\r\n"),
        (HEAD + "theme:\n  name: modern\n  palette: wine\nx-a: 1\n").replace("\n", "\r\n"),
    ),
    "on lines, none of which stays": (
        HEAD + "theme:\n  # c\n  gone: 1\nx-a: 1\n",
        HEAD + "theme:\n  # c\n  name: modern\n  palette: wine\nx-a: 1\n",
    ),
    "on lines, with what is no option": (
        HEAD + "theme:\n  name: classic\n  x-b:\n    - 1\n  # c\nx-a: 1\n",
        HEAD + "theme:\n  name: modern\n  palette: wine\n  x-b:\n    - 1\n  # c\nx-a: 1\n",
    ),
    "in braces on lines, with notes": (
        HEAD + "theme: {\n  name: classic,  # c\n  x-b: [1, 2],\n  density: 0.9  # d\n}\n",
        HEAD + "theme: {\n  name: modern,  # c\n  x-b: [1, 2],\n  density: 0.9,  # d\n  palette: wine\n}\n",
    ),
    "in braces on lines, with a last comma": (
        HEAD + "theme: {\n  name: classic,  # c\n}\n",
        HEAD + "theme: {\n  name: modern,  # c\n  palette: wine\n}\n",
    ),
    "in braces, with what the theme has not": (
        HEAD + "theme: {gone: 1, name: classic, density: 0.9}\n",
        HEAD + "theme: {name: modern, density: 0.9, palette: wine}\n",
    ),
    "in braces, with what the theme has not, last": (
        HEAD + "theme: {name: classic, density: 0.9, gone: 1}  # c\n",
        HEAD + "theme: {name: modern, density: 0.9, palette: wine}  # c\n",
    ),
    "in braces, none of which stays": (HEAD + "theme: {gone: 1}\n", HEAD + "theme: {name: modern, palette: wine}\n"),
    "empty braces": (HEAD + "theme: {}  # c\n", HEAD + "theme: {name: modern, palette: wine}  # c\n"),
    "JSON without": (
        '{"basics": {"name": "Ada"}}\n',
        '{"basics": {"name": "Ada"}, "theme": {"name": "modern", "palette": "wine"}}\n',
    ),
    "JSON on lines": (
        '{\n  "basics": {"name": "Ada"},\n  "theme": {\n    "name": "classic"\n  }\n}\n',
        '{\n  "basics": {"name": "Ada"},\n  "theme": {\n    "name": "modern",\n    "palette": "wine"\n  }\n}\n',
    ),
    "JSON": (
        '{"basics": {"name": "Ada"}, "theme": {"name": "classic"}}',
        '{"basics": {"name": "Ada"}, "theme": {"name": "modern", "palette": "wine"}}',
    ),
}


@pytest.mark.parametrize(("before", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_only_the_theme_changes(before: str, after: str) -> None:
    assert written(before, "resume.yaml", {"theme": CHOSEN}, frozenset({"gone"})) == after


PAPERS = {
    "none": (HEAD, HEAD + "\npage: {size: letter}\n"),
    "on a line": (HEAD + "page: {size: a4, limit: 1}  # c\n", HEAD + "page: {size: letter, limit: 1}  # c\n"),
    "on lines": (HEAD + "page:\n  limit: 1  # c\nx-a: 1\n", HEAD + "page:\n  limit: 1  # c\n  size: letter\nx-a: 1\n"),
    "empty": (HEAD + "page:\nx-a: 1\n", HEAD + "page: {size: letter}\nx-a: 1\n"),
    "the same": (HEAD + "page: {size: 'letter' }\n", HEAD + "page: {size: 'letter' }\n"),
    "JSON": (
        '{"basics": {"name": "Ada"}, "page": {"limit": 1}}',
        '{"basics": {"name": "Ada"}, "page": {"limit": 1, "size": "letter"}}',
    ),
}


@pytest.mark.parametrize(("before", "after"), PAPERS.values(), ids=PAPERS)
def test_only_the_paper_changes(before: str, after: str) -> None:
    assert written(before, "resume.yaml", {"theme": {}, "page": PAPER}, frozenset()) == after


def test_theme_and_paper_are_written_at_once() -> None:
    made = written(HEAD, "resume.yaml", {"theme": {"name": "modern"}, "page": PAPER}, frozenset())
    assert made == HEAD + "\ntheme: modern\n\npage: {size: letter}\n"


@pytest.mark.parametrize("value", ["#0b5394", "null", "a: b", "it's", "0.9", "true", "a, b", "é}"])
def test_a_value_is_read_as_it_was_chosen(value: str) -> None:
    for text in ("theme: classic\n", "theme:\n  name: classic\n", "theme: {name: classic}\n"):
        made = written(HEAD + text, "resume.yaml", {"theme": {"accent": value}}, frozenset())
        assert made
        assert made.startswith(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "x-a: &t {name: classic}\nbasics: {name: Ada}\ntheme: *t\nx-b: *t",
        "basics: {name: Ada}\ntheme: [classic]\n",
        "basics: {name: Ada}\npage: a5\n",
        "theme: &t {name: modern, palette: wine}\nbasics: {name: Ada}\npage: &p {size: a5}\nx-b: *p",
        "- a\n",
        "basics: {name: Ada\n",
    ],
)
def test_what_would_change_something_else_is_not_done(text: str) -> None:
    assert written(text, "resume.yaml", {"theme": CHOSEN, "page": PAPER}, frozenset({"gone"})) is None
