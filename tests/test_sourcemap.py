"""Where the texts of a source stand on the pages of a PDF: held to where PDFium finds their characters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from resume.build import letter
from resume.build.page import texts
from resume.build.request import Outcome, Place, Printed, Request
from resume.build.road import make
from resume.document.values import Box
from resume.model.values import Date
from resume.tailor.tailor import File
from resume.themes.shelf import Chosen, builtin_names
from resume.view.page import Text

ROOT = Path(__file__).parents[1]
RESUME = ROOT / "resume.yaml"
FULL = ROOT / "tests/model/full.yaml"
FEW = ("classic", "sidebar", "timeline", "europass")
THEMES = [*FEW, *(pytest.param(name, marks=pytest.mark.wide) for name in builtin_names() if name not in FEW)]

IN_WORDS = {"startDate", "endDate", "date", "releaseDate", "countryCode"}
"""Fields that a page shows in other words than the source."""


BLOCKS = {"|", ">-", ">"}
"""What a text begins with that is written on the lines below."""


def request(source: str, theme: str = "classic", folder: Path = ROOT, **wanted: Any) -> Request:
    chosen = (Chosen(theme),)
    return Request(source.encode(), "resume.yaml", folder, chosen, output=folder, check=False, mapped=True, **wanted)


def printed(request: Request) -> Printed:
    outcome = make(request)
    assert [item for item in outcome.diagnostics.items if item.severity == "error"] == []
    [made] = outcome.printed.values()
    return made


@cache
def mapped(source: Path, theme: str) -> Printed:
    return printed(request(read(source), theme))


def read(source: Path) -> str:
    return source.read_text(encoding="utf-8").replace("  image: ada.png\n", "")


@dataclass(frozen=True)
class Character:
    """A letter or digit and the middle of what it covers."""

    said: str
    page: int
    x: float
    y: float

    def is_in(self, place: Place) -> bool:
        box = place.box
        return self.page == place.page and box.left <= self.x <= box.right and box.top <= self.y <= box.bottom


def characters(pdf: bytes) -> Iterator[Character]:
    """Read the letters and digits of a PDF, but for those of running heads and feet."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        text, height = page.get_textpage(), page.get_height()
        for index in range(text.count_chars()):
            said = text.get_text_range(index, 1)
            if said.isalnum():
                left, bottom, right, top = text.get_charbox(index)
                yield Character(said, number, (left + right) / 2, height - (bottom + top) / 2)
        text.close()
    document.close()


def letters(text: str) -> Counter[str]:
    """Count letters, whether they are capitals or not; in Greek, these have no accents."""
    return Counter(letter for letter in unicodedata.normalize("NFD", text.casefold()) if letter.isalnum())


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def leaves(text: Text) -> Iterator[Text]:
    for part in text.parts:
        yield from leaves(part)
    if not text.parts:
        yield text


def misplaced(made: Printed) -> dict[tuple[str | int, ...], tuple[str, str]]:
    """Give the paths whose places do not hold just the letters of their texts, with both."""
    wanted: dict[tuple[str | int, ...], str] = {}
    for text in texts(made.known.view):
        for leaf in leaves(text):
            wanted[leaf.path] = wanted.get(leaf.path, "") + str(leaf)
    found = dict.fromkeys([*wanted, *(place.path for place in made.places)], "")
    for character in characters(made.pdf):
        for path in {place.path for place in made.places if character.is_in(place)}:
            found[path] += character.said
    pairs = {path: (wanted.get(path, ""), said) for path, said in found.items()}
    return {path: pair for path, pair in pairs.items() if letters(pair[0]) != letters(pair[1])}


def strayed(made: Printed, source: str) -> tuple[int, list[tuple[str, str]]]:
    """Count the texts that their lines can be searched for, and give those that do not begin there, with the lines."""
    lines = source.splitlines()
    spans = {place.path: place.span for place in made.places}
    looked, lost = 0, []
    first = {leaf.path: leaf for whole in reversed(texts(made.known.view)) for leaf in leaves(whole)}
    for text in first.values():
        if len(text.path) == 1 or text.path[-1] in IN_WORDS:
            continue
        span = spans[text.path]
        line = lines[span.line - 1][span.column - 1 :]
        line = lines[span.line] if line in BLOCKS else line
        looked += 1
        said = words(line).removeprefix("https ").removeprefix("www ")
        if not said.startswith(words(str(text))[:20].strip()):
            lost.append((str(text), line))
    return looked, lost


@pytest.mark.wide
@pytest.mark.parametrize("source", [RESUME, FULL], ids=lambda path: path.stem)
@pytest.mark.parametrize("theme", THEMES)
def test_the_letters_of_each_text_stand_in_its_places_and_no_others_do(theme: str, source: Path) -> None:
    made = mapped(source, theme)
    assert len({place.path for place in made.places}) >= 90
    assert misplaced(made) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_line_that_a_place_names_begins_with_its_text(theme: str) -> None:
    looked, lost = strayed(mapped(RESUME, theme), read(RESUME))
    assert looked >= 60
    assert lost == []


@pytest.mark.wide
@pytest.mark.parametrize("source", [RESUME, FULL], ids=lambda path: path.stem)
@pytest.mark.parametrize("theme", THEMES)
def test_a_pdf_has_the_same_bytes_with_a_map_and_without(theme: str, source: Path) -> None:
    plain = printed(replace(request(read(source), theme), mapped=False))
    assert plain.places == ()
    assert plain.pdf == mapped(source, theme).pdf


def test_other_formats_are_the_same_too() -> None:
    wanted = request("basics: {name: Ada, label: '**E**ngineer'}", formats=("html", "docx", "txt", "md"))
    assert make(wanted).made == make(replace(wanted, mapped=False)).made


@pytest.mark.parametrize("fault", ["shifted", "left out", "of another"])
def test_places_that_are_wrong_are_found(fault: str) -> None:
    """The guard of this file: what it would not see, it could not hold."""
    made = mapped(RESUME, "classic")
    [index] = [index for index, place in enumerate(made.places) if place.path == ("skills", 0, "keywords", 1)]
    place, before, after = made.places[index], made.places[:index], made.places[index + 1 :]
    box = Box(place.box.left + 9, place.box.top, place.box.right + 9, place.box.bottom)
    path, span = made.places[index + 1].path, made.places[index + 1].span
    instead = {"shifted": (replace(place, box=box),), "left out": (), "of another": (replace(place, path=path),)}
    assert place.path in misplaced(replace(made, places=(*before, *instead[fault], *after)))
    assert strayed(replace(made, places=(*before, replace(place, span=span), *after)), read(RESUME))[1]


# What layouts do with a text.


def lines_of(made: Printed, *path: str | int) -> list[Place]:
    return [place for place in made.places if place.path == path]


def test_a_text_has_a_place_in_each_of_its_lines_on_each_of_its_pages() -> None:
    said = " ".join(f"word{number}" for number in range(1200))
    made = printed(request(f"basics: {{name: Ada, summary: {said}}}"))
    lines = lines_of(made, "basics", "summary")
    assert misplaced(made) == {}
    assert [line.page for line in lines] == sorted(line.page for line in lines)
    for page in (1, 2):
        tops = [line.box.top for line in lines if line.page == page]
        assert len(tops) > 10
        assert tops == sorted(set(tops))
    assert len(lines) == len({(line.page, line.box.top) for line in lines})


SCRIPTS = {
    "ar": """\
basics: {name: ليلى حداد, label: مهندسة برمجيات, email: ada@example.org}
skills: [{name: لغات, keywords: [بايثون, Go, جافا, C++ و Rust, تصميم]}]
work: [{name: Northwind, position: مهندسة, startDate: 2020-01, highlights: [خفضت زمن البناء بنسبة 60 % في Go]}]
""",
    "he": """\
basics: {name: עדה כהן, label: מהנדסת Go ותוכנה}
skills: [{name: שפות, keywords: [פייתון, שרתים, SQL]}]
""",
    "ja": """\
basics: {name: 山田太郎, label: ソフトウェアエンジニア, summary: 分散システムの設計と運用に十年携わる。}
skills: [{name: 言語, keywords: [日本語, 英語, Go]}]
""",
    "el": """\
basics: {name: Άννα, label: Μηχανικός}
sections: [work: Άυλη εμπειρία και έργα]
work: [{name: Αθήνα}]
""",
    "tr": """\
basics: {name: Şirin, label: Mühendis}
sections: [work: İş deneyimi ve diğerleri]
work: [{name: İzmir}]
""",
    "de": """\
basics: {name: Uwe Groß}
sections: [work: Großer Maßstab und Straße]
work: [{name: Gießen}]
""",
    "en": "basics: {name: Ada}\nskills: [{name: Tongues, keywords: [Go, عربي, فارسي, C, 日本語]}]\n",
}  # fmt: skip


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("theme", ["classic", "sidebar"])
def test_texts_of_any_script_are_found(theme: str, language: str) -> None:
    assert misplaced(printed(request(f"language: {language}\n{SCRIPTS[language]}", theme))) == {}


def planted(folder: Path, css: str, template: str = "") -> str:
    theme = folder / "themes/planted"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: planted\ndescription: Planted.\nextends: classic\n")
    (theme / "style.css").write_text(css)
    if template:
        (theme / "resume.html.j2").write_text(f'{{% extends "base/resume.html.j2" %}}{template}')
    return "planted"


SAMPLE = (
    "basics: {name: Ada Example, label: Engineer of great engines, summary: Incomprehensibly internationalized "
    "characteristics notwithstanding misunderstandings. Nevertheless extraordinarily responsible.}\n"
    "skills: [{name: Web, keywords: [Go, Rust, C++, Ada]}, {name: Data, keywords: [SQL, Ada]}]\n"
    "interests: [{name: Words, keywords: [Incomprehensibility, Misunderstanding, Characteristically, dizin, birim]}]\n"
)


HEAD = """\
{% block head %}
<header title="{{ resume.name }}, {{ resume.head.name }}"><!-- {{ resume.head.label }} -->
<h1>{{ resume.head.name }}</h1><p>({{ resume.head.label | upper }}){{ resume.head.label }}</p></header>
{% endblock %}
"""


@pytest.mark.parametrize(
    ("css", "template"),
    [
        (".rows, .prose { width: 25mm; hyphens: auto }", ""),
        (".rows, .label, .prose { text-transform: uppercase; letter-spacing: .02em }", ""),
        (".prose { text-align: justify; width: 60mm } .prose ::first-letter { font-size: 2em }", ""),
        ("li::before { content: 'Ada ' } .label::after { content: ' Go' }", ""),
        (".prose { column-count: 2 }", ""),
        ("header[title$='Ada Example'] { padding-left: 1cm }", HEAD),
    ],
    ids=["hyphens", "capitals", "first letter", "content", "columns", "attributes"],
)
def test_whatever_a_theme_does_texts_are_found(tmp_path: Path, css: str, template: str) -> None:
    theme = planted(tmp_path, css, template)
    made = printed(request(SAMPLE, theme, tmp_path))
    assert misplaced(made) == {}
    assert made.pdf == printed(replace(request(SAMPLE, theme, tmp_path), mapped=False)).pdf


def test_a_hyphenated_name_that_each_page_shows_again_is_in_its_places(tmp_path: Path) -> None:
    css = "h1 { position: running(name); hyphens: auto; width: 30mm } @page { @top-left { content: element(name) } }"
    theme = planted(tmp_path, css)
    bullets = "".join(f"  - Bullet {number} of many\n" for number in range(100))
    source = f"basics: {{name: Ada Incomprehensibility}}\nwork:\n- name: Acme\n  highlights:\n{bullets}"
    places = [place for place in printed(request(source, theme, tmp_path)).places if place.path == ("basics", "name")]
    lines = Counter(place.page for place in places)
    assert {*lines} == {1, 2}
    assert min(lines.values()) > 1  # so that it is hyphenated


def test_a_page_that_cannot_be_mapped_is_shown_without_places(tmp_path: Path) -> None:
    """The template makes another path of each, which is none; that is no fault of the layout."""
    theme = planted(
        tmp_path, "", "{% block head %}{% filter replace('5b', '5d') %}{{ super() }}{% endfilter %}{% endblock %}"
    )
    asked = request("basics: {name: Ada Example}", theme, tmp_path)
    outcome = make(asked)
    [made] = outcome.printed.values()
    assert made.places == ()
    assert [(item.severity, item.code) for item in outcome.diagnostics.items] == [("warning", "unknown-places")]
    assert made.pdf == printed(replace(asked, mapped=False)).pdf


@pytest.mark.parametrize("language", ["tr", "el", "de"])
def test_capitals_that_are_more_letters_or_others_do_not_shift_what_follows(tmp_path: Path, language: str) -> None:
    source = (
        f"language: {language}\nbasics: {{name: Ada}}\nskills: [{{keywords: [dizin, Straße, Άυλη, birim, Maß, Go]}}]\n"
    )
    assert misplaced(printed(request(source, planted(tmp_path, ".rows { text-transform: uppercase }"), tmp_path))) == {}


# Where it is written.

SOURCE = """\
basics: {name: Ada, label: {en: Engineer, de: Ingenieurin}}
work:
  - id: north
    position: Lead
    highlights:
      - {text: Wrote the docs, tags: [writer]}
      - Led
  - {id: south, position: Clerk, tags: [writer]}
variants: {writer: {include: [writer], label: Writer}}
sections: [work]
"""


def written(made: Outcome) -> dict[str, str]:
    """Give the file, line and column of each path of the only PDF."""
    [pdf] = made.printed.values()
    return {
        ".".join(map(str, place.path)): f"{place.span.file}:{place.span.line}:{place.span.column}"
        for place in pdf.places
    }


def test_a_place_is_in_the_file_that_says_it() -> None:
    overlay = File("mine.yaml", b"# mine\nwork:\n  - id: north\n    position: Head\n")
    found = written(make(request(SOURCE, overlays=(overlay,), settings=("basics.name=Bea", "work.south.name=Inc"))))
    assert found["work.0.position"] == "mine.yaml:4:15"
    assert found["basics.name"] == "--set:1:13"
    assert found["work.1.name"] == "--set:2:17"
    assert found["work.1.position"] == "resume.yaml:8:27"


def test_a_place_is_that_of_what_is_chosen() -> None:
    assert written(make(request(SOURCE, languages=("de",))))["basics.label"] == "resume.yaml:1:47"
    assert written(make(request(SOURCE, variants=("writer",))))["basics.label"] == "resume.yaml:9:47"
    assert written(make(request(SOURCE)))["work.0.highlights.1"] == "resume.yaml:7:9"


def test_a_heading_of_the_language_has_the_place_of_its_section() -> None:
    source = "basics:\n  name: Ada\n  summary: Hello there.\nwork:\n  - name: Northwind\n"
    found = written(make(request(source)))
    assert found["work"] == "resume.yaml:5:3"
    made = printed(request(source))
    assert [place.span.line for place in lines_of(made, "basics", "summary")] == [3, 3]


def test_what_is_trimmed_away_has_no_place() -> None:
    rows = "".join(f"      - {{text: Bullet number {number} of many, priority: {number}}}\n" for number in range(90))
    source = f"basics: {{name: Ada}}\npage: {{limit: 1}}\nwork:\n  - name: Northwind\n    highlights:\n{rows}"
    made = printed(request(source, trim=True))
    assert misplaced(made) == {}
    assert lines_of(made, "work", 0, "highlights", 89)
    assert not lines_of(made, "work", 0, "highlights", 0)


def test_the_texts_of_a_letter_are_in_its_file(tmp_path: Path) -> None:
    content = b"---\nrecipient: {name: Bea}\nopening: Dear Bea,\n---\nHello **there**.\n\nGoodbye.\n"
    asked = replace(request(SOURCE, folder=tmp_path), output=tmp_path)
    outcome = letter.build(asked, File("letter.md", content), Date(2026, 1, 1), encloses=True)
    [made] = outcome.printed.values()
    assert misplaced(made) == {}
    files = {place.span.file for place in made.places}
    assert files == {"letter.md", "resume.yaml"}
