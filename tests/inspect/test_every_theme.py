"""Holds every theme that there is to the résumés of others: what readers find, in which order, on which page.

The themes are found by listing their folder, so that a new one is held to the same.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import page as validator
import pymupdf
import pytest
import yaml

from resume.build.request import Request
from resume.build.road import build
from resume.diagnostics import Diagnostic, Diagnostics
from resume.inspect import rules
from resume.inspect.evidence import Evidence
from resume.inspect.known import Known
from resume.model.places import Places
from resume.themes import load as themes
from resume.themes.load import Wishes
from resume.themes.shelf import Chosen, builtin_names

pytestmark = pytest.mark.wide

HERE = Path(__file__).parent
CORPUS = sorted(
    path
    for path in (*(HERE.parent / "model/corpus").glob("*.json"), *(HERE / "corpus").glob("*.yaml"))
    if not path.stem.endswith("-ar")
)
"""Those in scripts that run from left to right."""

MONTHS = {
    "en": [
        f"{name} {{}}" for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    ],
    "de": [
        f"{name} {{}}"
        for name in ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
    ],
    "ja": [f"{{}}年{number}月" for number in range(1, 13)],
}
NOT_SHOWN = {"$schema", "meta", "image", "language", "sections", "theme", "page"}
DATES = {"date", "releaseDate", "startDate", "endDate"}
IN_ORDER = ("pypdf", "pymupdf", "pdftotext -raw")
TOLERATED = {"unknown-key", "image-address", "page-fill"}
"""Warnings that are of the résumé, not of the theme."""

POINTS_PER_MILLIMETRE = 72 / 25.4
FOOT = 13 * POINTS_PER_MILLIMETRE


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text)).casefold()


def in_words(date: str, language: str, style: str) -> str:
    """Write a date as a person would: 2019-01-05 is Jan 5, 2019."""
    year, month, day = ([*date.split("-"), "", ""])[:3]
    if style == "iso" or not month:
        return date if language != "ja" or style == "iso" else f"{year}年"
    if style == "numeric":
        numeric = {"en": "{m}/{d}/{y}", "de": "{d}.{m}.{y}"} if day else {"en": "{m}/{y}", "de": "{m}/{y}"}
        return numeric.get(language, "{y}/{m}").format(y=year, m=month, d=day)
    pattern = MONTHS[language][int(month) - 1]
    return pattern.format(year) if not day else pattern.replace(" {}", " {}, {}").format(int(day), year)


def shown(key: str, value: str, language: str, style: str) -> str:
    if key in DATES:
        return in_words(value, language, style) if value != "present" else ""
    if key == "url":
        return re.sub(r"^https?://(www\.)?|/$", "", value)
    text = re.sub(r"\[([^]]*)]\(https://([^/)]*)/?\)", r"\1 (\2)", value)
    return re.sub(r"\*\*?|^- ", "", text.replace("\N{NON-BREAKING HYPHEN}", "-"), flags=re.MULTILINE)


def leaves(value: Any, language: str, style: str, key: str = "") -> Iterator[str]:
    """Give every text of a document as it is to be shown."""
    match value:
        case dict():
            for name, inner in value.items():
                if name not in NOT_SHOWN:
                    yield from leaves(inner, language, style, name)
        case list():
            for inner in value:
                yield from leaves(inner, language, style, key)
        case str() if value.strip():
            yield from shown(key, value, language, style).split("\n")


def without_feet(text: str, name: str) -> str:
    """Take away the line with the name and number of later pages, which may stand within a text."""
    return re.sub(rf"^\s*{re.escape(name)} · \d+\s*$", "", text, flags=re.MULTILINE)


def style_of(theme: str) -> str:
    """Give the style in which a theme writes dates."""
    loaded = themes.load(Chosen(theme), HERE, Wishes({}, Places({}, {})), Diagnostics())
    assert loaded is not None
    return loaded.options["date-style"]


def document(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes text of every scalar, and no objects
    return loaded


@pytest.mark.parametrize("theme", builtin_names())
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_reader_finds_all_of_a_resume_in_its_order_and_on_its_page(
    tmp_path: Path,
    path: Path,
    theme: str,
    readers: Mapping[str, Callable[[bytes], str]],
    record_property: Callable[[str, object], None],
) -> None:
    cv = document(path)
    outcome = build(Request(path.read_bytes(), path.name, tmp_path, (Chosen(theme),), output=tmp_path))
    assert [item for item in outcome.diagnostics.items if item.code not in TOLERATED] == []
    pdf = outcome.paths[0].read_bytes()
    language, style = cv.get("language", "en"), style_of(theme)
    texts = {name: squeeze(without_feet(read(pdf), cv["basics"]["name"])) for name, read in readers.items()}

    expected = {squeeze(text) for text in leaves(cv, language, style)}
    assert len(expected) > 20
    assert {name: sorted(one for one in expected if one not in text) for name, text in texts.items()} == {
        name: [] for name in texts
    }

    for name in IN_ORDER:
        at = 0
        for job in cv["work"]:
            heading = (job["position"], in_words(job["startDate"], language, style))
            at = max(texts[name].index(squeeze(text), at) + len(squeeze(text)) for text in heading)
            for bullet in job.get("highlights", ()):
                at = texts[name].index(squeeze(shown("", bullet, language, style)), at)

    assert faults_of_pages(pdf) == []
    [printed] = outcome.printed.values()
    evidence = Evidence("cv.pdf", pdf)
    errors = [item for known in (printed.known, None) for item in errors_of(evidence, known)]
    record_property("errors", (len(errors), len(errors)))
    assert errors == []
    assert validator.validate_pdf(outcome.paths[0], profile=validator.ValidationProfile.PDF_UA_1).is_compliant


def errors_of(evidence: Evidence, known: Known | None) -> list[Diagnostic]:
    """Give the errors that a check finds, with the source at hand or without."""
    diagnostics = Diagnostics()
    rules.check(evidence, known, diagnostics)
    return [item for item in diagnostics.items if item.severity == "error"]


def faults_of_pages(pdf: bytes) -> list[str]:
    """Give the texts that reach out of their page, and the headings that nothing follows on theirs."""
    faults = []
    with pymupdf.open(stream=pdf) as opened:
        words = [[word[:5] for word in page.get_text("words")] for page in opened]
        sheets = [(*page.rect.top_left, *page.rect.bottom_right) for page in opened]
        for (x0, y0, x1, y1), found in zip(sheets, words, strict=True):
            for left, top, right, bottom, word in found:
                if left < x0 - 1 or top < y0 - 1 or right > x1 + 1 or bottom > y1 + 1:
                    faults.append(f"{word} is cut off")
        for _, title, number, place in opened.get_toc(simple=False):
            top, foot = place["to"].y, sheets[number - 1][3] - FOOT
            below = [word for word in words[number - 1] if top - 3 < word[1] < foot]
            if len({*(word[4] for word in below)} - {*title.split()}) == 0:
                faults.append(f"{title} is the last on its page")
    return faults


def test_there_are_resumes_and_themes_to_read() -> None:
    assert len(CORPUS) >= 8
    assert len(builtin_names()) >= 12
