"""The PDF itself: conformance, metadata, links, and what WeasyPrint says while it is made."""

import re
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import page as validator
import pypdf
import pytest
from pdfminer.high_level import extract_text

from resume import files
from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.themes.shelf import Chosen

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "resume.yaml").read_text(encoding="utf-8")
THEMES = ("classic", "modern", "compact")


def run(folder: Path, source: str, theme: Chosen, *, check: bool = True) -> Outcome:
    return build(Request(source.encode(), "resume.yaml", folder, (theme,), output=folder, check=check))


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the PDF of this repository's résumé in each theme."""
    made = {theme: run(tmp_path_factory.mktemp(theme), SOURCE, Chosen(theme)) for theme in THEMES}
    assert {theme: outcome.diagnostics.items for theme, outcome in made.items()} == {theme: [] for theme in THEMES}
    return {theme: outcome.paths[0] for theme, outcome in made.items()}


def planted(folder: Path, css: str = "", template: str = "") -> Chosen:
    theme = folder / "planted"
    theme.mkdir()
    (theme / "theme.yaml").write_text("name: planted\ndescription: has a fault\nextends: classic\n")
    (theme / "style.css").write_text(css)
    if template:
        (theme / "resume.html.j2").write_text(template)
    return Chosen(str(theme), by_path=True)


IN_HEAD = '{{% extends "base/resume.html.j2" %}}{{% block head %}}{{{{ super() }}}}{}{{% endblock %}}'


@pytest.mark.wide
@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_conforms_to_pdf_ua(pdfs: dict[str, Path], theme: str) -> None:
    report = validator.validate_pdf(pdfs[theme], profile=validator.ValidationProfile.PDF_UA_1)
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant
    assert report.profile == validator.ValidationProfile.PDF_UA_1


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
UA_FAULTS = {
    "drawing without a title": '<svg width="9" height="9"><rect width="9" height="9"/></svg>',
    "picture without a text": f'<img src="data:image/png;base64,{PIXEL}" alt="">',
    "skipped level": "<h5>Skipped</h5>",
}


@pytest.mark.parametrize("fault", UA_FAULTS.values(), ids=UA_FAULTS)
def test_a_theme_that_does_not_conform_is_told_apart(tmp_path: Path, fault: str) -> None:
    outcome = run(tmp_path, SOURCE, planted(tmp_path, template=IN_HEAD.format(fault)))
    assert not validator.validate_pdf(outcome.paths[0], profile=validator.ValidationProfile.PDF_UA_1).is_compliant


@pytest.mark.parametrize("theme", THEMES)
def test_the_structure_of_the_file_is_sound(pdfs: dict[str, Path], theme: str) -> None:
    checked = subprocess.run(["qpdf", "--check", pdfs[theme]], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("theme", THEMES)
def test_the_metadata_say_whose_it_is(pdfs: dict[str, Path], theme: str) -> None:
    reader = pypdf.PdfReader(pdfs[theme])
    assert reader.metadata is not None
    assert reader.metadata.title == "Vidhi Babariya - Resume"
    assert reader.metadata.author == "Vidhi Babariya"
    assert reader.metadata.subject == "Software Engineer - Backend, Distributed Systems & ML Infrastructure"
    assert "Apache Kafka" in str(reader.metadata["/Keywords"])
    assert str(reader.root_object["/Lang"]) == "en"
    assert "/DisplayDocTitle': True" in str(reader.root_object["/ViewerPreferences"])
    assert {*reader.metadata} == {"/Title", "/Author", "/Subject", "/Keywords", "/Producer"}


@pytest.mark.parametrize("theme", THEMES)
def test_the_outline_has_the_sections_and_their_entries(pdfs: dict[str, Path], theme: str) -> None:
    reader = pypdf.PdfReader(pdfs[theme])
    sections = [item.title for item in reader.outline if isinstance(item, pypdf.generic.Destination)]
    assert sections == [
        "About Me",
        "Education",
        "Current Focus Areas",
        "Technical Stack (Production-Oriented)",
        "Professional Experience",
        "Selected Systems Projects",
        "Leadership & Mentorship",
        "Beyond Engineering",
    ]
    groups = [group for group in reader.outline if isinstance(group, list)]
    assert [item.title for group in groups for item in group if isinstance(item, pypdf.generic.Destination)] == [
        "MS in Computer Science",
        "Computer Science Fellow",
        "Data Engineering Intern",
        "Software Engineering Intern",
        "Software Engineering Intern",
        "TaskFlow",
        "FlagGate",
        "University Technical Club Lead",
        "SSIP National Hackathon Organizer",
        "System Design Mentor",
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_links_lead_where_their_text_says(pdfs: dict[str, Path], theme: str) -> None:
    reader = pypdf.PdfReader(pdfs[theme])
    links = [
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]
    assert links == [
        "mailto:vbabariy@stevens.edu",
        "https://www.linkedin.com/in/vidhi-babariya-1b7210210",
        "https://github.com/Vid-02",
    ]
    text = reader.pages[0].extract_text()
    for link in links:
        assert re.sub(r"^(mailto:|https://(www\.)?)", "", link) in text


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_of_this_machine_is_in_the_file(pdfs: dict[str, Path], theme: str) -> None:
    reader = pypdf.PdfReader(pdfs[theme])
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]))]
    streams = [o.get_data() for o in objects if isinstance(o, pypdf.generic.StreamObject) and "/Length1" not in o]
    everything = pdfs[theme].read_bytes() + b"\n".join(streams)
    for path in (str(ROOT), str(pdfs[theme].parent), str(Path.home()), sys.prefix, "rendercv_fonts", "file:"):
        assert path.encode() not in everything


def test_emoji_read_back_whole(pdfs: dict[str, Path]) -> None:
    """With a joiner between them too; only the mark that chooses their look is not given back."""
    for pdf in pdfs.values():
        content = pdf.read_bytes()
        texts = {
            "pypdf": "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages),
            "pdfminer": extract_text(BytesIO(content)),
            "pdftotext": subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode(),
        }
        for text in texts.values():
            assert "\N{PERSON IN LOTUS POSITION}\N{ZERO WIDTH JOINER}\N{FEMALE SIGN}" in text
            assert "\N{ARTIST PALETTE}" in text
            assert "\N{BILLIARDS}" in text


def test_a_character_that_no_font_has_is_an_error_where_it_stands(tmp_path: Path) -> None:
    source = "basics:\n  name: Ada\n  label: |\n    Runes\n    and \u16a0 more\n  summary: see \u16a0\n"
    outcome = run(tmp_path, source, Chosen("modern"))
    assert outcome.paths == []
    assert [(i.code, i.message, i.span and (i.span.line, i.span.column)) for i in outcome.diagnostics.in_order()] == [
        ("missing-glyph", 'the font "Source Sans 3" has no glyph for \u16a0 (U+16A0)', (5, 9)),
        ("missing-glyph", 'the font "Source Sans 3" has no glyph for \u16a0 (U+16A0)', (6, 16)),
    ]


@pytest.mark.parametrize(
    "text", ["日本語の履歴書", "한국어 이력서", "简历", "Ελληνικά", "Кириллица", "Čeština", "Tiếng Việt"]
)
def test_other_scripts_read_back_whole(tmp_path: Path, text: str) -> None:
    outcome = run(tmp_path, f"basics:\n  name: Ada\n  summary: {text}\n", Chosen("classic"))
    assert outcome.diagnostics.items == []
    found = "".join(pypdf.PdfReader(outcome.paths[0]).pages[0].extract_text().split())
    assert text.replace(" ", "") in found


def test_an_ignored_declaration_is_a_warning_at_its_place(tmp_path: Path) -> None:
    outcome = run(tmp_path, SOURCE, planted(tmp_path, "h1 {\n  margin-top: 2 cm;\n  colour: red }\n"))
    assert [
        (i.severity, i.code, i.message, i.span and (Path(i.span.file).name, i.span.line, i.span.column))
        for i in outcome.diagnostics.in_order()
    ] == [
        ("warning", "theme-css", "`margin-top: 2 cm` was ignored: invalid value", ("style.css", 2, 3)),
        ("warning", "theme-css", "`colour: red` was ignored: unknown property", ("style.css", 3, 3)),
    ]
    assert outcome.paths


TEMPLATE_FAULTS = {
    "{% extends 'base/resume.html.j2' %}\n{% block head %}\n{{ resume.nmae }}{% endblock %}": 3,
    "<html>\n{% if %}\n</html>": 2,
    "<html>\n\n{{ thme.accent }}</html>": 3,
    "{% extends 'nobody/resume.html.j2' %}": 1,
}


@pytest.mark.parametrize("template", TEMPLATE_FAULTS)
def test_a_template_that_fails_is_an_error_at_its_line(tmp_path: Path, template: str) -> None:
    outcome = run(tmp_path, SOURCE, planted(tmp_path, template=template))
    [item] = outcome.diagnostics.items
    assert (item.severity, item.code) == ("error", "theme-template")
    assert item.span is not None
    assert (Path(item.span.file).name, item.span.line) == ("resume.html.j2", TEMPLATE_FAULTS[template])


@pytest.mark.parametrize("css", ["li::marker { content: 'x' }", "h1 { width: calc(50% + 2px) }"])
def test_a_theme_that_weasyprint_fails_on_is_told_so(tmp_path: Path, css: str) -> None:
    """Either WeasyPrint copes, or the theme is named; there is no traceback."""
    outcome = run(tmp_path, SOURCE, planted(tmp_path, css))
    assert outcome.paths or {item.code for item in outcome.diagnostics.items} & {"theme-layout", "text-order"}


def test_a_disk_that_takes_no_more_is_no_fault_of_the_theme(tmp_path: Path) -> None:
    theme = planted(tmp_path, "h1 { color: navy }")  # or its fonts may be there from another test
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(files.FileError, match=r"^cannot read or write a temporary file: file too large$"):
            run(tmp_path, SOURCE, theme)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_missing_glyph_of_the_theme_leaves_the_rest_of_its_font_readable(tmp_path: Path) -> None:
    theme = planted(tmp_path, 'h2::before { content: "\\16A0" }')
    outcome = run(tmp_path, SOURCE, theme, check=False)
    assert {item.code for item in outcome.diagnostics.items} == {"missing-glyph"}
    assert outcome.paths == []


def test_more_pages_than_the_limit_are_an_error_at_the_limit(tmp_path: Path) -> None:
    source = SOURCE.replace("size: letter", "size: letter\n  limit: 1")
    [item] = run(tmp_path, source, Chosen("classic")).diagnostics.items
    assert item.code == "page-limit"
    assert re.fullmatch(r"the résumé has 2 pages, but `limit` is 1: \d+ lines are over", item.message)
    assert item.span is not None
    assert source.splitlines()[item.span.line - 1] == "  limit: 1"
    assert run(tmp_path, source, Chosen("compact")).diagnostics.items == []


@pytest.mark.parametrize(("margin", "left"), [("104mm", "8 by 71 mm"), ("16mm 100mm", "16 by 247 mm")])
def test_margins_that_leave_no_line_are_refused(tmp_path: Path, margin: str, left: str) -> None:
    source = SOURCE.replace("size: letter", f"size: letter\n  margin: {margin}")
    [item] = run(tmp_path, source, Chosen("classic")).diagnostics.items
    assert (item.code, left in item.message) == ("page-margin", True)
