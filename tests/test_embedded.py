"""Puts a résumé's JSON into its PDF, and holds that to the standards and to who takes it out."""

import json
import re
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.importers import imported
from resume.render import embedded
from resume.tailor.tailor import Choice
from resume.themes.shelf import Chosen

ROOT = Path(__file__).parents[1]
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*sRGB2014.*:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:.*sRGB2014.*:ResourceWarning"),
]
"""WeasyPrint leaves the file of the colour profile, which PDF/A wants, to the garbage collector."""

FULL = (ROOT / "tests/model/full.yaml").read_text(encoding="utf-8")


def made(source: str, folder: Path, theme: str = "classic", **wanted: object) -> Outcome:
    request = Request(source.encode(), "resume.yaml", folder, (Chosen(theme),), output=folder, embed=True)
    for name, value in wanted.items():
        object.__setattr__(request, name, value)
    return build(request)


STREAM = re.compile(rb"<<(?:(?!>>).|<<.*?>>)*?/Length (\d+)\b[^>]*>>\s*stream\n", re.DOTALL)


def failures(pdf: bytes, profile: str) -> list[object]:
    """Give what page-validation finds against a profile.

    Of a stream whose data happens to end with a carriage return it says that its length is wrong: it takes that and
    the line feed behind it for one end of line. Such a finding counts where a length really is wrong.
    """
    found = [*import_module("page").validate_pdf_bytes(pdf, profile=profile).failures]
    streams = [(match.end(), int(match[1])) for match in STREAM.finditer(pdf)]
    assert streams
    is_right = all(pdf[start + length :].startswith(b"\nendstream") for start, length in streams)
    return [item for item in found if not (is_right and item.rule_id.endswith("STREAM-LENGTH-001"))]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.linear_gradient("L").resize((600, 600)).save(tmp_path / "me.png")
    return tmp_path


@pytest.mark.parametrize("limit", ["", "page: {limit: 2}\n"], ids=["free", "fitted"])
@pytest.mark.parametrize("theme", ["classic", "sidebar", "europass"])
def test_the_pdf_conforms_to_both_standards(photo: Path, theme: str, limit: str) -> None:
    source = f"""\
basics: {{name: Zoë Ångström 🎨, image: me.png, url: "https://example.org", summary: "See [this](https://example.org/p)."}}
work: [{{position: Engineer, name: Works, startDate: 2020, highlights: [One, "**Two**"]}}]
{limit}theme: {{photo: round}}
"""
    [path] = made(source, photo, theme).paths
    pdf = path.read_bytes()
    assert failures(pdf, "3a") == []
    assert failures(pdf, "ua1") == []


def test_a_pdf_without_what_makes_it_conform_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "UNIVERSAL", b"")
    [path] = made("basics: {name: Ada Example}", tmp_path).paths
    assert failures(path.read_bytes(), "ua1")
    assert not failures(path.read_bytes(), "3a")


def test_the_file_is_the_json_of_what_was_built_without_what_else_is_built(tmp_path: Path) -> None:
    source = """\
basics: {name: Ada Example, label: Engineer}
work: [{position: Lead, name: Works, tags: [lead]}, {position: Analyst, name: Works, tags: [other]}]
variants: {lead: {include: [lead], label: Lead}, secret: {label: For the competitor}}
builds: [{variants: [lead]}]
check: {ignore: [page-fill]}
x-note: asks for more than they pay
meta: {x-note: too}
"""
    [path] = made(source, tmp_path, variants=("lead",)).paths
    reader = PdfReader(BytesIO(path.read_bytes()))
    [(name, [content])] = reader.attachments.items()
    assert name == "resume.json"
    assert json.loads(content) == {
        "basics": {"name": "Ada Example", "label": "Lead"},
        "work": [{"position": "Lead", "name": "Works", "x-tags": ["lead"]}],
        "meta": {},
    }
    [whole] = made(source, tmp_path).paths
    [[content]] = PdfReader(BytesIO(whole.read_bytes())).attachments.values()
    assert b"competitor" not in content
    assert b"x-note" not in content
    assert b"Analyst" in content


def test_the_file_holds_no_section_that_the_page_does_not_show(tmp_path: Path) -> None:
    source = """\
basics: {name: Ada Example, summary: hidden words}
work: [{position: Lead, name: Works}]
references: [{name: hidden person}]
custom: {plans: {title: Plans, items: [hidden plan]}}
variants: {brief: {sections: [work]}}
"""
    [path] = made(source, tmp_path, variants=("brief",)).paths
    [[content]] = PdfReader(BytesIO(path.read_bytes())).attachments.values()
    assert b"Lead" in content
    assert b"hidden" not in content


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (made(FULL, tmp_path / name).paths[0].read_bytes() for name in ("a", "b"))
    assert first == second


@pytest.mark.parametrize(
    "choice", [Choice(redact=("photo",)), Choice(public=True), Choice(redact=("contact", "names"))], ids=str
)
def test_what_is_redacted_is_not_put_into_a_file(tmp_path: Path, choice: Choice) -> None:
    outcome = made("basics: {name: Ada Example}", tmp_path, choice=choice)
    assert ([item.code for item in outcome.diagnostics.items], outcome.paths) == (["embedded-redaction"], [])


def test_a_variant_that_redacts_is_not_put_into_a_file(tmp_path: Path) -> None:
    source = "basics: {name: Ada Example}\nvariants: {blind: {redact: [names]}}\n"
    outcome = made(source, tmp_path, variants=("blind",))
    assert [item.code for item in outcome.diagnostics.items] == ["embedded-redaction"]


def test_a_pdf_holds_no_file_where_none_is_asked_for(tmp_path: Path) -> None:
    [path] = made(FULL, tmp_path, embed=False).paths
    assert not PdfReader(path).attachments


def restored(pdf: bytes, folder: Path) -> str:
    """Import a PDF, build what came of it, and give the JSON of that."""
    found = imported.read(pdf, "my.pdf")
    assert [note for note in found.report.notes if note.kind != "kept"] == []
    outcome = build(Request(found.text().encode(), "resume.yaml", folder, formats=("json",), output=folder))
    assert not outcome.diagnostics.has_errors()
    return outcome.paths[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "source", [(ROOT / "resume.yaml").read_text(encoding="utf-8"), FULL], ids=["this résumé", "every field"]
)
def test_an_import_of_the_pdf_restores_what_it_was_made_of(tmp_path: Path, source: str) -> None:
    [path] = made(source, tmp_path).paths
    [[content]] = PdfReader(path).attachments.values()
    assert restored(path.read_bytes(), tmp_path / "again").encode() == content


def test_a_pdf_with_a_password_is_not_said_to_hold_no_file() -> None:
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.encrypt("secret")
    content = BytesIO()
    writer.write(content)
    [item] = imported.read(content.getvalue(), "locked.pdf").report.diagnostics.items
    assert (item.code, item.message) == ("unreadable-pdf", "locked.pdf cannot be read: it wants a password")


def test_a_pdf_without_the_file_says_how_one_with_it_is_made(tmp_path: Path) -> None:
    [path] = made("basics: {name: Ada Example}", tmp_path, embed=False).paths
    found = imported.read(path.read_bytes(), "my.pdf")
    [item] = found.report.diagnostics.items
    assert (item.code, item.hint) == ("import-kind", "such a PDF is made by `resume build --embed`")
    assert imported.read(b"%PDF-1.7 cut off", "my.pdf").report.diagnostics.has_errors()
