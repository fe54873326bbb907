"""Builds letters, and looks at what came of them in the files."""

import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pymupdf
import pypdfium2
import pytest
from pypdf import PdfReader

from resume.build.letter import build
from resume.build.request import Outcome, Request
from resume.model.values import Date
from resume.tailor.tailor import Choice, File
from resume.themes.shelf import Chosen

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("resume")
STARTER = (ROOT / "src/resume/starter/resume.yaml").read_text(encoding="utf-8")
TODAY = Date(2026, 11, 29)

LETTER = """\
---
recipient:
  name: Ms Grace Hopper
  organization: Acme & Sons
  address: |
    12 Harbour Street
    Portland, OR 97201
date: 2026-03-04
subject: Application for **post 7**
opening: Dear Ms Hopper,
enclosures: [Degree, "Certificate of {{ basics.name }}"]
---
I am {{ basics.name }} of {{ work[0].name }}, and write to you in lines that are as long as they are, so
that one can see where they break on the page.

- Three things
- *are* here

[My page]({{ basics.url }}) says more, and so does **{{ basics.label | upper }}**.
"""
IN_ORDER = [
    *("Ada Example", "Backend Engineer", "ada@example.org", "March 4, 2026", "Ms Grace Hopper", "Acme & Sons"),
    *("12 Harbour Street", "Portland, OR 97201", "Application for post 7", "Dear Ms Hopper,"),
    *("I am Ada Example of Northwind Freight, and write", "• Three things", "• are here"),
    *("My page (ada.example.org) says more, and so does BACKEND ENGINEER.", "Sincerely,", "Ada Example"),
    "Enclosures: Degree, Certificate of Ada Example",
]


def made(folder: Path, letter: str = LETTER, source: str = STARTER, *, encloses: bool = False, **asked: Any) -> Outcome:
    request = Request(source.encode(), "resume.yaml", folder, output=folder / "output")
    file = File("letters/acme.md", letter.encode())
    return build(replace(request, **asked), file, TODAY, encloses=encloses)


def pdf(folder: Path, letter: str = LETTER, source: str = STARTER, **asked: Any) -> bytes:
    """Build one PDF with nothing to be said of it."""
    outcome = made(folder, letter, source, **asked)
    assert outcome.diagnostics.items == []
    [path] = outcome.paths
    return path.read_bytes()


def pages(content: bytes) -> list[str]:
    with pymupdf.open(stream=content) as opened:
        return [re.sub(r"\s+", " ", page.get_text()) for page in opened]


def said(outcome: Outcome) -> list[tuple[str, str, int, int]]:
    """Say what is wrong, with the file, line and column."""
    assert outcome.paths == []
    return [
        (item.code, Path(item.span.file).name, item.span.line, item.span.column) if item.span else (item.code, "", 0, 0)
        for item in outcome.diagnostics.in_order()
    ]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return pdf(tmp_path_factory.mktemp("alone"), themes=(Chosen("modern"),))


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return pdf(tmp_path_factory.mktemp("both"), themes=(Chosen("sidebar"),), encloses=True)


# What a letter looks like.


def test_a_letter_says_all_in_its_order(alone: bytes) -> None:
    [text] = pages(alone)
    at = 0
    for wanted in IN_ORDER:
        at = text.index(wanted, at) + len(wanted)


def test_a_letter_is_a_document_with_a_name_and_a_bookmark(alone: bytes, tmp_path: Path) -> None:
    reader = PdfReader(BytesIO(alone))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Ada Example - Cover Letter", "Ada Example")
    assert outline(reader) == [(0, "Cover Letter", 1), (1, "Application for post 7", 1)]
    (tmp_path / "letter.pdf").write_bytes(alone)
    profile = validator.ValidationProfile.PDF_UA_1
    assert validator.validate_pdf(tmp_path / "letter.pdf", profile=profile).is_compliant


def outline(reader: PdfReader, inside: Any = None, depth: int = 0) -> list[tuple[int, str, int]]:
    found: list[tuple[int, str, int]] = []
    for item in reader.outline if inside is None else inside:
        if isinstance(item, list):
            found += outline(reader, item, depth + 1)
        else:
            found.append((depth, str(item.title), (reader.get_destination_page_number(item) or 0) + 1))
    return found


def test_the_letter_and_the_resume_are_one_document(application: bytes) -> None:
    letter, resume = pages(application)
    reader = PdfReader(BytesIO(application))
    assert [item for item in outline(reader) if item[0] == 0] == [(0, "Cover Letter", 1), (0, "Resume", 2)]
    assert (1, "Experience", 2) in outline(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == "Ada Example - Cover Letter, Resume"
    assert letter.startswith("Ada Example Backend Engineer")
    assert resume.startswith("Ada Example Backend Engineer")
    assert "ada@example.org" in letter.partition("March 4")[0]
    assert resume.index("EXPERIENCE") < resume.index("ada@example.org")
    assert not re.search("Ada Example · [12]", letter + resume)
    with pymupdf.open(stream=application) as opened:
        fonts = {(font[0], font[3].partition("+")[2]) for page in opened for font in page.get_fonts()}
    assert len(fonts) == len({name for _, name in fonts})


def test_the_ground_of_a_sidebar_is_that_of_the_resume_alone(application: bytes) -> None:
    document = pypdfium2.PdfDocument(application)
    corners = [page.render().to_pil().getpixel((page.get_width() - 3, page.get_height() - 3)) for page in document]
    document.close()
    assert corners == [(255, 255, 255), (240, 244, 246)]


def test_pages_are_counted_through_and_each_document_begins_without_a_foot(tmp_path: Path) -> None:
    long = LETTER + "\nA paragraph that is here many times, so that the letter takes two pages.\n" * 28
    jobs = "".join(
        f"  - {{position: Clerk {number}, startDate: 2001, highlights: [Did it, Did it]}}\n" for number in range(24)
    )
    basics = "{name: Ada Example, label: Backend Engineer, url: ada.example.org}"
    source = f"basics: {basics}\nwork:\n  - name: Northwind\n{jobs}"
    texts = pages(pdf(tmp_path, long, source, encloses=True, themes=(Chosen("modern"),)))
    feet = [found[1] if (found := re.search(r"Ada Example · (\d)", text)) else "" for text in texts]
    assert feet == ["", "2", "", "4"]


def test_a_line_of_a_letter_has_at_most_some_eighty_characters(alone: bytes) -> None:
    with pymupdf.open(stream=alone) as opened:
        lines = [line.strip() for line in opened[0].get_text().splitlines()]
    [first] = [line for line in lines if line.startswith("I am Ada")]
    assert 55 < len(first) <= 80


def test_a_letter_follows_its_language(tmp_path: Path) -> None:
    [text] = pages(pdf(tmp_path, languages=("de",)))
    assert "4. März 2026" in text
    assert "Mit freundlichen Grüßen Ada Example Anlagen: Degree" in text


def test_a_letter_is_on_the_paper_of_the_resume(tmp_path: Path, alone: bytes) -> None:
    sizes = [
        PdfReader(BytesIO(made)).pages[0].mediabox[2:] for made in (alone, pdf(tmp_path, settings=("page.size=a4",)))
    ]
    assert [round(float(width)) for width, _ in sizes] == [612, 595]


def test_html_is_the_page_of_the_letter_and_tells_nothing_more(tmp_path: Path) -> None:
    outcome = made(tmp_path, formats=("html",))
    [path] = outcome.paths
    page = path.read_text(encoding="utf-8")
    assert '<p class="recipient">Ms Grace Hopper<br>Acme &amp; Sons<br>' in page
    assert "Tidewater Payments" not in page


# What may stand in it.


def test_everything_but_the_text_may_be_left_out(tmp_path: Path) -> None:
    [text] = pages(pdf(tmp_path, "Hello there.\n"))
    assert text.strip().endswith("Hello there. Sincerely, Ada Example")
    assert pages(pdf(tmp_path, "---\n# nothing\n---\nHello there.\n")) == [text]


def test_what_has_a_default_can_be_said(tmp_path: Path) -> None:
    front = "closing: Yours,\nsignature: A. E.\nrecipient: |\n  You\n\n  There\ndate: Portland, in spring\nx-mine: 1\n"
    [text] = pages(pdf(tmp_path, f"---\n{front}---\nHello.\n"))
    assert text.strip().endswith("Portland, in spring You There Hello. Yours, A. E.")


def test_the_lines_of_a_recipient_stand_as_they_are_written(tmp_path: Path) -> None:
    front = "recipient: {organization: Acme, title: Head, name: Grace, address: [Street 1, Town]}\n"
    [text] = pages(pdf(tmp_path, f"---\n{front}---\nHello.\n"))
    assert "Acme Head Grace Street 1 Town Hello." in text


def test_today_is_the_day_of_the_build(tmp_path: Path) -> None:
    assert "November 29, 2026" in pages(pdf(tmp_path, "---\ndate: today\n---\nHello.\n"))[0]


def test_a_value_is_text_whatever_marks_are_in_it(tmp_path: Path) -> None:
    source = (
        "basics: {name: 'A*d*a _X_', label: '**L** [a](https://b.example) \\&', url: 'https://example.org/a_b_c'}\n"
    )
    letter = "**{{ basics.name }}** is `{{ basics.label }}`, [see]({{ basics.url }}).\n"
    [text] = pages(pdf(tmp_path, letter, source))
    assert "A*d*a _X_ is **L** [a](https://b.example) \\&, see (example.org/a_b_c)." in text
    reader = PdfReader(BytesIO(pdf(tmp_path, letter, source)))
    links = [annotation.get_object()["/A"]["/URI"] for annotation in reader.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert "https://example.org/a_b_c" in links


def test_values_are_those_of_the_variant_and_language(tmp_path: Path) -> None:
    variants = "variants:\n  lead: {label: {en: Lead, de: Leiterin}}\n"
    source = f"basics: {{name: Ada, label: {{en: Engineer, de: Ingenieurin}}}}\n{variants}"
    letter = "---\nlanguage: de\nvariant: lead\ntheme: modern\n---\nAls {{ basics.label }}.\n"
    outcome = made(tmp_path, letter, source, apart=True)
    assert outcome.diagnostics.items == []
    [path] = outcome.paths
    assert path.relative_to(tmp_path / "output").as_posix() == "modern-lead-de/Ada-Letter-acme.pdf"
    assert "Als Leiterin." in pages(path.read_bytes())[0]


def test_options_win_over_what_the_letter_chooses(tmp_path: Path) -> None:
    source = "basics: {name: Ada, label: Engineer}\nvariants:\n  lead: {label: Lead}\n  other: {label: Other}\n"
    letter = "---\nlanguage: de\nvariant: lead\ntheme: modern\n---\nAs {{ basics.label }}.\n"
    wanted: dict[str, Any] = {"themes": (Chosen("ats"),), "variants": ("other",), "languages": ("fr",), "apart": True}
    outcome = made(tmp_path, letter, source, **wanted)
    [path] = outcome.paths
    assert path.relative_to(tmp_path / "output").as_posix() == "ats-other-fr/Ada-Letter-acme.pdf"
    assert "As Other. Cordialement," in pages(path.read_bytes())[0]


def test_the_letter_of_the_documents_is_one(tmp_path: Path) -> None:
    text = (ROOT / "docs/letters.md").read_text(encoding="utf-8")
    [letter] = re.findall(r"^```markdown\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert "I am a Backend Engineer at Northwind Freight" in pages(pdf(tmp_path, letter))[0]


# What is wrong with it.

FAULTS = {
    "---\nsubjct: Hello\n---\nText.\n": [("unknown-key", 2, 1, "subject")],
    "---\nrecipient: {naem: X}\n---\nText.\n": [("unknown-key", 2, 13, "name")],
    "---\ndate: 2026-02-30\n---\nText.\n": [("date-value", 2, 7, "")],
    "---\ndate: [1]\n---\nText.\n": [("expected-text", 2, 7, "")],
    "---\nenclosures: CV\n---\nText.\n": [("expected-list", 2, 13, "[CV]")],
    "---\nlanguage: german\n---\nText.\n": [("language-tag", 2, 11, "")],
    "---\ntheme: modrn\n---\nText.\n": [("unknown-theme", 2, 8, "modern")],
    "---\nvariant: lead\n---\nText.\n": [("unknown-variant", 2, 10, "")],
    "---\na: b: c\n---\nText.\n": [("yaml-syntax", 2, 5, "")],
    "---\n- a\n---\nText.\n": [("expected-mapping", 2, 1, "subject")],
    "---\nsubject: Hello\n": [("front-matter", 1, 1, "")],
    "---\nsubject: Hello\n---\n\n": [("empty-letter", 4, 1, "")],
    "": [("empty-letter", 1, 1, "")],
    "One.\n\nTwo {{ basics.nmae }}.\n": [("letter-field", 3, 15, "name")],
    "One.\r\n\r\n- Two\r\n- and {{ basic.name }}.\r\n": [("letter-field", 4, 10, "basics")],
    "---\nsubject: As {{ basics.lable }}\n---\nText.\n": [("letter-field", 2, 23, "label")],
    "{{ work[9].name }} and {{ work }}\n": [("letter-field", 1, 9, "it has 2"), ("letter-field", 1, 24, "")],
    "{{ basics.phone.x }}{{ basics. }}\n": [("letter-field", 1, 17, ""), ("letter-field", 1, 21, "")],
    "{% if basics %}Hello{% endif %} {# no #}\n": [("letter-field", 1, 1, ""), ("letter-field", 1, 33, "")],
    "Hello {{ basics.name\n": [("letter-field", 1, 7, "")],
    "{{ basics.name.__class__ }}{{ 1 / 0 }}\n": [("letter-field", 1, 1, ""), ("letter-field", 1, 28, "")],
    "{{ basics.name * 99999 }}{{ 9 ** 99999 }}\n": [("letter-field", 1, 1, ""), ("letter-field", 1, 26, "")],
    "[x](ftp://example.org)\n": [("url-scheme", 1, 1, "")],
    "One.\n\n  Two\u0007.\n": [("control-character", 3, 6, "delete")],
}


@pytest.mark.parametrize("letter", FAULTS, ids=lambda letter: " ".join(letter.split()))
def test_a_fault_is_said_at_its_place(letter: str, tmp_path: Path) -> None:
    outcome = made(tmp_path, letter)
    assert said(outcome) == [(code, "acme.md", line, column) for code, line, column, _ in FAULTS[letter]]
    for item, (*_, hint) in zip(outcome.diagnostics.in_order(), FAULTS[letter], strict=True):
        assert hint in item.hint
    assert [*tmp_path.iterdir()] == []


def test_faults_of_the_letter_and_of_the_resume_are_said_in_one_run(tmp_path: Path) -> None:
    outcome = made(tmp_path, "---\nsubjct: x\n---\nText.\n", "basics: {name: Ada, emial: x}\n")
    assert said(outcome) == [("unknown-key", "acme.md", 2, 1), ("unknown-key", "resume.yaml", 1, 21)]


def planted(folder: Path, template: str, **files: str) -> tuple[Chosen, ...]:
    place = folder / "themes/mine"
    place.mkdir(parents=True)
    (place / "theme.yaml").write_text("name: mine\ndescription: Planted.\nextends: modern\n", encoding="utf-8")
    (place / "letter.html.j2").write_text(f'{{% extends "base/letter.html.j2" %}}\n{template}\n', encoding="utf-8")
    for name, text in files.items():
        (place / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return (Chosen("mine"),)


BLOCK = "{{% block letter %}}<p>{{{{ letter.opening }}}}</p>{}<p>{{{{ letter.closing }}}}</p>{{% endblock %}}"
BODY = "{% for passage in letter.body %}{{ passage }}{% endfor %}"


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        (BLOCK.format("") + "<!-- -->", [("lost-text", 4), ("lost-text", 5), ("lost-text", 8)]),
        (BLOCK.format("{{ letter.signature }}" + BODY) + "", [("lost-text", 4), ("text-order", 3)]),
        ("{% block letter %}{{ letter.opning }}{% endblock %}", [("theme-template", 2)]),
    ],
)
def test_a_theme_that_loses_or_moves_a_text_is_found(
    template: str, wrong: list[tuple[str, int]], tmp_path: Path
) -> None:
    letter = "---\nopening: Hello,\nsignature: X. Y. Z.\nsubject: Nothing but words\ndate: Now\n---\n\nA paragraph.\n"
    outcome = made(tmp_path, letter, "basics: {name: Ada}\n", themes=planted(tmp_path, template))
    assert {(code, line) for code, _, line, _ in said(outcome)} >= {*wrong}


def test_the_head_is_that_of_the_theme(tmp_path: Path) -> None:
    shown = "<h1>{{ resume.name }}</h1><p>Mine: {{ resume.head.contacts[0].text }}</p>"
    head = f'{{% extends "base/resume.html.j2" %}}{{% block head %}}{shown}{{% endblock %}}'
    source = "basics: {name: Ada Example, email: ada@example.org}\nskills: [{name: Tools}]\n"
    themes = planted(tmp_path, "", resume=head)
    for text in pages(pdf(tmp_path, "Hello.\n", source, themes=themes, encloses=True)):
        assert text.startswith("Ada Example Mine: ada@example.org")


# What is redacted.


def test_redaction_holds_for_a_letter(tmp_path: Path) -> None:
    outcome = made(tmp_path, "I am {{ basics.name }}.\n", choice=Choice(redact=("contact", "names")))
    assert outcome.diagnostics.items == []
    [path] = outcome.paths
    assert path.name == "Candidate-Letter-acme.pdf"
    [text] = pages(path.read_bytes())
    assert text.strip().startswith("Candidate Backend Engineer I make")
    assert text.strip().endswith("boring. Portland, Oregon I am Candidate. Sincerely, Candidate")


def test_what_a_letter_itself_tells_is_an_error(tmp_path: Path) -> None:
    outcome = made(tmp_path, "Write to ada@example.org.\n", choice=Choice(redact=("contact",)))
    assert said(outcome) == [("redacted-text", "Ada-Example-Letter-acme.pdf", 1, 1)]
    assert [*tmp_path.iterdir()] == []


def test_a_field_of_what_is_redacted_is_not_there(tmp_path: Path) -> None:
    outcome = made(tmp_path, "Write to {{ basics.email }}.\n", choice=Choice(redact=("contact",)))
    assert said(outcome) == [("letter-field", "acme.md", 1, 20)]


# How many pages it has.

PARAGRAPH = "\nA paragraph of a letter that is as long as it must be to go over two lines, in some themes over three.\n"


def test_a_letter_is_drawn_together_onto_its_page_and_never_out(tmp_path: Path) -> None:
    limit: dict[str, Any] = {"settings": ("page.limit=1", "page.size=a4"), "themes": (Chosen("modern"),)}
    short = pdf(tmp_path, **limit)
    assert short == pdf(tmp_path, settings=("page.size=a4",), themes=(Chosen("modern"),))
    assert (
        len(pages(pdf(tmp_path, LETTER + PARAGRAPH * 11, settings=("page.size=a4",), themes=(Chosen("modern"),)))) == 2
    )
    assert len(pages(pdf(tmp_path, LETTER + PARAGRAPH * 11, **limit))) == 1


def test_a_letter_too_long_for_its_page_is_an_error(tmp_path: Path) -> None:
    outcome = made(tmp_path, LETTER + PARAGRAPH * 30, settings=("page.limit=1",))
    [item] = outcome.diagnostics.items
    assert (item.code, item.message.partition(":")[0]) == ("page-limit", "the letter has 2 pages, but `limit` is 1")


def test_the_letter_before_a_resume_has_a_page_of_its_own(tmp_path: Path) -> None:
    content = pdf(tmp_path, settings=("page.limit=1",), encloses=True, themes=(Chosen("modern"),))
    assert len(pages(content)) == 2


# The command.


def run(folder: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "letter", *arguments], cwd=folder, capture_output=True, text=True, check=False, input=given
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/acme.md").write_text(LETTER, encoding="utf-8")
    (tmp_path / "letters/Letter.md").write_text("Hello.\n", encoding="utf-8")
    (tmp_path / "resume.yaml").write_text(STARTER, encoding="utf-8")
    return tmp_path


def test_letters_have_names_that_tell_them_apart_and_the_same_bytes_each_time(folder: Path) -> None:
    first = run(folder, "letters/acme.md", "-t", "ats", "-f", "pdf", "-f", "html", "--with-resume")
    assert (first.returncode, first.stderr) == (0, "")
    names = [f"output/ats/Ada-Example-Application-acme.{ending}" for ending in ("pdf", "html")]
    assert first.stdout.splitlines() == names
    contents = [(folder / name).read_bytes() for name in names]
    run(folder, "letters/acme.md", "-t", "ats", "-f", "pdf", "-f", "html", "--with-resume")
    assert [(folder / name).read_bytes() for name in names] == contents
    assert run(folder, "letters/Letter.md").stdout == "output/classic/Ada-Example-Letter.pdf\n"


def test_a_letter_comes_from_anywhere_and_goes_anywhere(folder: Path) -> None:
    (folder / "resume.yaml").rename(folder / "me.yaml")
    done = run(folder, "-", "--resume", "me.yaml", "-o", "out/mine.html", given="Hello, {{ basics.name }}.\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "out/mine.html\n", "")
    assert "Hello, Ada Example." in (folder / "out/mine.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (
            ("letters/acme.md", "--set", "basics.url="),
            1,
            "letters/acme.md:19:21: error[letter-field]: there is no key `url`",
        ),
        (("letters",), 2, "letters is a folder; a letter is a file"),
        (("letters/none.md",), 2, "cannot read letters/none.md"),
        (("letters/acme.md", "--resume", "none.yaml"), 2, "cannot read none.yaml"),
        (("-", "--resume", "-"), 2, "only one of the letter and the résumé can be standard input"),
        (("letters/acme.md", "-o", "letters/acme.md", "-f", "html"), 2, "letters/acme.md is a source"),
        (("letters/acme.md", "-o", "letter.docx"), 2, "the ending of letter.docx is none of pdf, html"),
    ],
)
def test_what_goes_wrong_leaves_nothing_behind(
    folder: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run(folder, *arguments, "--diagnostics", "short", given="")
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
