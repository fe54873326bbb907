"""Of one source, what is wanted: laws that hold for whatever tags, overlays and settings there are."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.diagnostics import Diagnostics
from resume.source import nodes
from resume.source.compose import parse
from resume.tailor import tailor
from resume.tailor.keep import Tags, keep
from resume.tailor.overlay import merged_mappings
from resume.tailor.settings import apply
from resume.tailor.tailor import Choice, File

ROOT = Path(__file__).parents[2]
FULL = (ROOT / "tests/model/full.yaml").read_text(encoding="utf-8")
TAGS = ("alpha", "beta", "gamma")
NAMES = st.sets(st.sampled_from(TAGS)).map(frozenset)


def read(text: str, file: str = "resume.yaml") -> nodes.Mapping:
    root = parse(text, file, Diagnostics())
    assert root is not None
    return root


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"tags", "variants", "builds"}:
                yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


def is_within(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(text in rest for text in part)


BULLETS = st.lists(st.tuples(st.text("abc", min_size=1, max_size=4), NAMES), max_size=5)


def tagged(jobs: list[list[tuple[str, frozenset[str]]]]) -> str:
    lines = ["basics: {name: Ada}", "work:"]
    for number, bullets in enumerate(jobs):
        texts = [f"{{text: {text}{at}, tags: [{', '.join(sorted(tags))}]}}" for at, (text, tags) in enumerate(bullets)]
        lines.append(f"  - {{name: Employer {number}, highlights: [{', '.join(texts)}]}}")
    return "\n".join(lines) + "\n"


@settings(max_examples=60, deadline=None)
@given(st.lists(BULLETS, min_size=1, max_size=3), NAMES, NAMES)
def test_what_is_kept_is_a_subsequence_that_has_all_untagged_and_nothing_excluded(
    jobs: list[list[tuple[str, frozenset[str]]]], include: frozenset[str], exclude: frozenset[str]
) -> None:
    root = read(tagged(jobs))
    kept, left = keep(root, Tags(include, exclude))
    texts = [*leaves(nodes.plain(kept))]
    assert is_within(texts, [*leaves(nodes.plain(root))])
    for number, bullets in enumerate(jobs):
        assert f"Employer {number}" in texts
        [held] = [job for job in as_list(nodes.plain(kept), "work") if job["name"] == f"Employer {number}"]
        expected = [
            f"{text}{at}"
            for at, (text, tags) in enumerate(bullets)
            if not tags or (not tags & exclude and (not include or tags & include))
        ]
        assert [bullet["text"] for bullet in held["highlights"]] == expected
    assert len(left) == sum(map(len, jobs)) - sum(len(job["highlights"]) for job in as_list(nodes.plain(kept), "work"))


def as_list(data: Any, key: str) -> list[Any]:
    found = data[key]
    assert isinstance(found, list)
    return found


def test_an_overlay_that_repeats_the_source_or_says_nothing_changes_nothing() -> None:
    root = read(FULL)
    for over in ("{}", "basics: {name: Ada Lovelace}", "x-note: anyone's", FULL):
        diagnostics = Diagnostics()
        assert nodes.plain(merged_mappings(root, read(over, "over.yaml"), diagnostics)) == nodes.plain(root), over
        assert diagnostics.items == []


def scalars(node: nodes.Node, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    match node:
        case nodes.Mapping(entries):
            for key, value in entries:
                if "." not in key.text:
                    yield from scalars(value, (*path, key.text))
        case nodes.Sequence(items):
            for index, item in enumerate(items):
                yield from scalars(item, (*path, str(index)))
        case _:
            yield path


@pytest.mark.parametrize("path", [*scalars(read(FULL))], ids=".".join)
def test_what_is_set_is_read_again(path: tuple[str, ...]) -> None:
    diagnostics = Diagnostics()
    value: Any = nodes.plain(apply(read(FULL), [f"{'.'.join(path)}=A new value"], diagnostics))
    for step in path:
        value = value[int(step)] if isinstance(value, list) else value[step]
    assert value == "A new value"
    assert diagnostics.items == []


# Redaction, as another reader finds it.

PERSON = """\
basics:
  name: Ottilie Quastenberg
  email: ottilie.q@quastenberg.example
  phone: +49 30 5550199
  url: https://quastenberg.example/me
  location: {address: Kirschallee 17, postalCode: "10999", city: Berlin}
  profiles: [{network: GitHub, username: ottiq77, url: https://github.com/ottiq77}]
  summary: Quastenberg wrote to ottilie.q@quastenberg.example, and OTTILIE QUASTENBERG read it.
projects: [{name: Loom by Ottilie, url: https://github.com/ottiq77/loom}]
x-note: Ottilie keeps this
"""
SECRETS = ("ottilie", "quastenberg", "ottiq77", "5550199", "kirschallee", "10999")


def everything(pdf: bytes) -> str:
    """Give all that a PDF says, decoded: its pages, its objects, its streams."""
    with pymupdf.open(stream=pdf) as document:
        said = [page.get_text() for page in document]
        for number in range(1, document.xref_length()):
            said.append(document.xref_object(number))
            if document.xref_is_stream(number):
                said.append((document.xref_stream(number) or b"").decode("latin-1"))
    reader = pypdf.PdfReader(BytesIO(pdf))
    said += [page.extract_text() for page in reader.pages]
    said.append(str(reader.metadata))
    for found in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            said.append(zlib.decompress(found).decode("latin-1"))
        except zlib.error:
            said.append(found.decode("latin-1"))
    hexadecimal = [
        bytes.fromhex(text).decode("utf-16-be", "replace") for text in re.findall(r"FEFF([0-9A-F]+)", str(said))
    ]
    return " ".join([*said, *hexadecimal]).casefold()


def built(theme: str, *kinds: str, source: str = PERSON) -> Outcome:
    formats = ("pdf", "html")
    request = Request(
        source.encode(),
        "resume.yaml",
        ROOT,
        formats=formats,
        settings=(f"theme={theme}",),
        choice=Choice(redact=kinds),
    )
    return make(request)


@pytest.mark.parametrize("theme", ["classic", "sidebar", "europass"])
def test_what_is_redacted_is_nowhere_in_the_bytes_or_the_name_of_any_format(theme: str) -> None:
    whole = built(theme)
    assert all(secret in everything(next(iter(whole.printed.values())).pdf) for secret in ("ottilie", "ottiq77"))
    outcome = built(theme, "contact", "names", "photo")
    assert not outcome.diagnostics.has_errors()
    assert [path.name for path in outcome.made] == ["Candidate-Resume.pdf", "Candidate-Resume.html"]
    pdf, page = outcome.made.values()
    for secret in SECRETS:
        assert secret not in page.decode().casefold(), secret
        assert secret not in everything(pdf), secret


def test_a_secret_that_its_spelling_hides_is_found_in_what_was_made() -> None:
    source = PERSON.replace("and OTTILIE", "ottilie.q@**quastenberg**.example and OTTILIE")
    outcome = built("classic", "contact", source=source)
    assert {item.code for item in outcome.diagnostics.items if item.severity == "error"} == {"redacted-text"}
    assert outcome.made == {}


# Places: each finding points into the file that says it.

BASE = """\
basics: {name: Ada Example, email: ada@example.org}
work:
  - {id: acme, name: Acme, position: Engineer, startDate: 2020-01, endDate: 2021-01, highlights: [Built it]}
  - {name: Twin, startDate: 2018}
  - {name: Twin, startDate: 2016}
"""
OVERLAID = {
    "unknown-key": "work:\n  - {id: acme,\n     postion: Lead}\n",
    "date-order": "work:\n  - id: acme\n    endDate: 2019-01\n",
    "date-form": "work:\n  - id: acme\n    startDate: May 2020\n",
    "expected-text": "basics:\n\n  label: [a]\n",
    "url-form": "basics:\n\n  url: not a url\n",
    "email-form": "basics:\n\n  email: ada\n",
    "unknown-section": "sections:\n  - work\n  - wrok\n",
    "duplicate-id": "work:\n  - {id: new, name: New}\n  - {id: new, name: Newer}\n",
    "overlay-entry": "work:\n\n  - {name: Twin, position: Clerk}\n",
    "variant-tag": "variants:\n  short:\n    include: [nothing]\n",
    "missing-glyph": "basics:\n\n  label: Engineer \U00013000\n",
    "option-value": "theme:\n  name: classic\n  accent: nocolour\n",
    "duplicate-key": "basics:\n  label: One\n  label: Two\n",
    "yaml-syntax": "basics:\n  label: fine\n  phone: a: b\n",
}


@pytest.mark.parametrize("code", OVERLAID)
def test_what_is_wrong_in_an_overlay_is_said_at_its_line_there(code: str) -> None:
    over = File("jobs/acme.yaml", OVERLAID[code].encode())
    outcome = make(Request(BASE.encode(), "resume.yaml", ROOT, overlays=(over,)))
    [item] = [item for item in outcome.diagnostics.in_order() if item.severity == "error"]
    assert item.span is not None
    assert (item.code, item.span.file, item.span.line) == (code, "jobs/acme.yaml", 3)


@pytest.mark.parametrize(
    ("code", "value"),
    [("url-form", "basics.url: no url"), ("date-form", "work.acme.startDate: May"), ("unknown-key", "work.acme.x: 1")],
)
def test_what_is_wrong_in_a_variant_is_said_at_its_line(code: str, value: str) -> None:
    value = value.replace(".x:", ".postion:")
    source = f"{BASE}variants:\n  lead:\n    set:\n      {value}\n"
    outcome = make(Request(source.encode(), "resume.yaml", ROOT, variants=("lead",)))
    [item] = [item for item in outcome.diagnostics.in_order() if item.severity == "error"]
    assert item.span is not None
    assert (item.code, item.span.line) == (code, 9)


# Languages.

SPOKEN = """\
language: en
basics: {name: Ada, label: {en: Engineer, de: Ingenieurin}}
work: [{name: Acme, highlights: [{en: Built, de: Gebaut, de-CH: Gebuut}, {en: Led}, Kept the lights on]}]
"""


@pytest.mark.parametrize(
    ("language", "label", "bullets", "lines"),
    [
        ("", "Engineer", ["Built", "Led", "Kept the lights on"], []),
        ("de", "Ingenieurin", ["Gebaut", "Led", "Kept the lights on"], [3, 3]),
        ("de-CH", "Ingenieurin", ["Gebuut", "Led", "Kept the lights on"], [3, 3]),
        ("fr", "Engineer", ["Built", "Led", "Kept the lights on"], [2, 3, 3]),
    ],
)
def test_a_text_is_given_in_the_language_wanted_or_the_nearest(
    language: str, label: str, bullets: list[str], lines: list[int]
) -> None:
    diagnostics = Diagnostics()
    source = tailor.read(File("resume.yaml", SPOKEN.encode()), (), (), diagnostics)
    assert source is not None
    assert source.languages == ["en", "de", "de-CH"]
    found = tailor.tailor(source, Choice(language=language), diagnostics)
    assert found is not None
    assert found.loaded.resume.basics.label == label
    assert [bullet.text for bullet in found.loaded.resume.work[0].highlights] == bullets
    said = [item for item in diagnostics.items if item.code == "untranslated"]
    assert [int(note.rpartition(":")[2].rstrip(")")) for item in said for note in item.notes] == lines


def test_a_bullet_with_a_stray_colon_is_no_text_in_italian() -> None:
    outcome = make(Request(b"basics: {name: Ada}\nwork: [{highlights: [IT: led the team]}]\n", "resume.yaml", ROOT))
    assert [item.code for item in outcome.diagnostics.items] == ["expected-text"]
