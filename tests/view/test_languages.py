"""Languages: their words and dates, and the pages that are made with them."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2
import pytest
import yaml

from resume import fonts
from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.diagnostics import Diagnostic
from resume.inspect.findings import MISREAD
from resume.model.values import Date, read_date
from resume.themes.shelf import Chosen
from resume.view import words
from resume.view.words import Words

NBSP = "\N{NO-BREAK SPACE}"
TO, WAVE, APOSTROPHE = "\N{EN DASH}", "\N{FULLWIDTH TILDE}", "\N{RIGHT SINGLE QUOTATION MARK}"
ENGLISH = (words.FOLDER / "en.yaml").read_text(encoding="utf-8")
IGNORABLE = "[\u200b-\u200f\u2060]"
"""What readers may leave out: it is not seen."""


def spoken(tag: str) -> Words:
    found = words.find(tag)
    assert found is not None
    return found


RIGHT_TO_LEFT = [name for name in words.names() if spoken(name).direction == "rtl"]


# What a file of words holds.

PLACEHOLDERS = {"labels.photo": {"name"}, "labels.code": {"url"}}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a document by its path, such as `headings.work`."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def document(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes text of every scalar, and no objects
    return loaded


def flaws(text: str) -> list[str]:
    """Say what is wrong with a file of words, held against that of English."""
    wanted, own = dict(leaves(document(ENGLISH))), dict(leaves(document(text)))
    found = [f"{path} is missing" for path in wanted.keys() - own.keys()]
    found += [f"{path} is unknown" for path in own.keys() - wanted.keys()]
    for path, word in own.items():
        if not (word if path == "study" else word.strip()):
            found.append(f"{path} is empty")
        if {*re.findall(r"\{(.*?)\}", word)} != PLACEHOLDERS.get(path, set()):
            found.append(f"{path} has other braces")
        if not unicodedata.is_normalized("NFC", word):
            found.append(f"{path} is not composed")
    headings = [word.casefold() for path, word in own.items() if path.startswith("headings.")]
    found += [f"{heading} is two headings" for heading in {*headings} if headings.count(heading) > 1]
    if own.get("direction") not in {"ltr", "rtl"}:
        found.append("direction is none")
    return sorted(found)


def test_there_are_thirty_languages_and_more() -> None:
    assert len(words.names()) >= 30
    assert {"ar", "de", "en", "es", "fr", "hi", "ja", "pt-BR", "ru", "zh", "zh-TW"} <= {*words.names()}
    assert {"ar", "fa", "he", "ur"} <= {*RIGHT_TO_LEFT}


@pytest.mark.parametrize("name", words.names())
def test_a_language_has_every_word_that_english_has(name: str) -> None:
    assert flaws((words.FOLDER / f"{name}.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("line", "planted", "flaw"),
    [
        ("  work: Experience\n", "", "headings.work is missing"),
        ('parentheses: ["(", ")"]', 'parentheses: ["("]', "parentheses.1 is missing"),
        ("  work: Experience\n", "  work: Experience\n  jobs: Jobs\n", "headings.jobs is unknown"),
        ("present: Present", 'present: ""', "present is empty"),
        ("present: Present", "present:", "present is empty"),
        ("  phone: Phone", '  phone: "  "', "labels.phone is empty"),
        ('study: " in "', 'study: ""', "study is empty"),
        ("  education: Education", "  education: experience", "experience is two headings"),
        ("Photo of {name}", "Photo", "labels.photo has other braces"),
        ("QR code of {url}", "QR code of {name}", "labels.code has other braces"),
        ("  url: Website", "  url: Website {url}", "labels.url has other braces"),
        ("name: English", "name: Engli\N{COMBINING ACUTE ACCENT}sh", "name is not composed"),
        ("direction: ltr", "direction: left", "direction is none"),
    ],
)
def test_a_flaw_planted_in_a_file_of_words_is_found(line: str, planted: str, flaw: str) -> None:
    assert line in ENGLISH
    assert flaws(ENGLISH.replace(line, planted)) == [flaw]


def written(language: Words) -> Iterator[str]:
    """Give all that a language writes: its words, and the dates of a year in every style."""
    yield from (word for _, word in leaves(document((words.FOLDER / f"{language.language}.yaml").read_text("utf-8"))))
    for style in words.STYLES:
        styled = language.in_style(style)
        days = [Date(2025), *(Date(2025, month, day) for month in range(1, 13) for day in (0, 28))]
        yield from map(styled.date, days)
        yield styled.range(Date(2024), Date(2025, 6))


def without_a_font(texts: Iterator[str], language: str) -> set[str]:
    return fonts.fallbacks("".join(texts), ["EB Garamond"], language)[1]


@pytest.mark.parametrize("name", words.names())
def test_every_character_of_a_language_has_a_font_and_is_composed(name: str) -> None:
    texts = [*written(spoken(name))]
    assert without_a_font(iter(texts), name) == set()
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


def test_a_character_without_a_font_is_found() -> None:
    assert without_a_font(iter(["Present", "\N{RUNIC LETTER FEHU FEOH FE F}"]), "en") == {"ᚠ"}


# By its tag.


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("pt", "pt"),
        ("pt-BR", "pt-BR"),
        ("PT-br", "pt-BR"),
        ("pt-AO", "pt"),
        ("zh-CN", "zh"),
        ("zh-Hans-SG", "zh"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant", "zh-TW"),
        ("zh-Hant-HK", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("iw", "he"),
        ("en-US", "en"),
    ],
)
def test_a_tag_means_the_nearest_language_that_there_is_and_stays_as_it_is(tag: str, name: str) -> None:
    found = spoken(tag)
    assert found.language == tag
    assert (found.name, found.headings, found.present) == (
        spoken(name).name,
        spoken(name).headings,
        spoken(name).present,
    )
    assert found.in_style("long").date(Date(2025, 3)) == spoken(name).in_style("long").date(Date(2025, 3))


@pytest.mark.parametrize("tag", ["xx", "xx-DE", "tlh-Latn", "d", "deu"])
def test_a_tag_of_no_language_that_there_is_means_none(tag: str) -> None:
    assert words.find(tag) is None


# Dates.


@pytest.mark.parametrize(
    ("name", "style", "month", "day", "year"),
    [
        ("en", "short", "Sep 2025", "Sep 17, 2025", "2025"),
        pytest.param("en", "long", "September 2025", "September 17, 2025", "2025"),
        ("en", "numeric", "09/2025", "09/17/2025", "2025"),
        ("de", "short", "Sept. 2025", "17. Sept. 2025", "2025"),
        pytest.param("de", "long", "September 2025", "17. September 2025", "2025"),
        ("de", "numeric", "09/2025", "17.09.2025", "2025"),
        ("fr", "short", "sept. 2025", "17 sept. 2025", "2025"),
        pytest.param("fr", "long", "septembre 2025", "17 septembre 2025", "2025"),
        ("fr", "numeric", "09/2025", "17/09/2025", "2025"),
        ("pt-BR", "long", "setembro de 2025", "17 de setembro de 2025", "2025"),
        ("ja", "short", "2025年9月", "2025年9月17日", "2025年"),
        ("ja", "long", "2025年9月", "2025年9月17日", "2025年"),
        ("ja", "numeric", "2025/09", "2025/09/17", "2025年"),
        ("fa", "short", "سپتامبر 2025", "17 سپتامبر 2025", "2025"),
        ("fa", "long", "سپتامبر 2025", "17 سپتامبر 2025", "2025"),
        ("fa", "numeric", "2025/09", "2025/09/17", "2025"),
        ("hu", "short", "2025. szept.", "2025. szept. 17.", "2025."),
        pytest.param("hu", "long", "2025. szeptember", "2025. szeptember 17.", "2025."),
        ("hu", "numeric", "2025. 09.", "2025. 09. 17.", "2025."),
    ],
)
def test_a_date_is_written_as_its_language_does(name: str, style: str, month: str, day: str, year: str) -> None:
    styled = spoken(name).in_style(style)
    dates = [styled.date(read_date(date)) for date in ("2025-09", "2025-09-17", "2025")]
    assert dates == [text.replace(" ", NBSP) for text in (month, day, year)]


@pytest.mark.parametrize("name", ["en", "de", "fr", "ja", "fa", "hu"])
@pytest.mark.parametrize("date", ["2025-09", "2025-09-17", "2025-03-07", "2025"])
def test_iso_dates_are_the_same_in_every_language(name: str, date: str) -> None:
    assert spoken(name).in_style("iso").date(read_date(date)) == date


@pytest.mark.parametrize(
    ("name", "style", "date", "shown"),
    [
        ("en", "short", "2025-03-07", "Mar 7, 2025"),
        ("en", "numeric", "2025-03-07", "03/07/2025"),
        ("de", "short", "2025-03-07", "7. März 2025"),
        ("de", "numeric", "2025-03-07", "07.03.2025"),
        ("ja", "short", "2025-03-07", "2025年3月7日"),
        ("hu", "short", "2025-03-07", "2025. márc. 7."),
        pytest.param("lt", "short", "2025-03-07", "2025-03-07"),
    ],
)
def test_a_day_of_one_digit_has_a_zero_where_its_language_and_style_want_one(
    name: str, style: str, date: str, shown: str
) -> None:
    assert spoken(name).in_style(style).date(read_date(date)).replace(NBSP, " ") == shown


@pytest.mark.parametrize("name", [pytest.param(name) for name in words.names()])
def test_a_date_is_not_torn_apart_at_the_end_of_a_line(name: str) -> None:
    styles = [spoken(name).in_style(style) for style in words.STYLES]
    dates = [style.date(date) for style in styles for date in (Date(2025), Date(2025, 5), Date(2025, 12, 7))]
    assert [date for date in dates if re.search(r"[ \t\n]", date)] == []


@pytest.mark.parametrize(
    ("name", "start", "end", "shown"),
    [
        ("en", "2025-09", None, f"Sep 2025 {TO} Present"),
        ("en", "2022", "2023", f"2022{TO}2023"),
        ("en", "2022", None, f"2022 {TO} Present"),
        ("de", "2022-08", "2023-04", f"Aug. 2022 {TO} Apr. 2023"),
        ("de", "2022", "2023", f"2022{TO}2023"),
        ("fr", "2025-09", None, f"sept. 2025 {TO} aujourd{APOSTROPHE}hui"),
        ("ja", "2025-09", None, f"2025年9月{WAVE}現在"),
        ("ja", "2022", "2023", f"2022年{WAVE}2023年"),
        ("fa", "2022", "2023", "2022 تا 2023"),
        ("fa", "2022-08", "2023-04", "اوت 2022 تا آوریل 2023"),
        ("hu", "2022", "2023", f"2022. {TO} 2023."),
        ("da", "2022-08", "2023-04", f"aug. 2022 {TO} apr. 2023"),
        ("fi", "2022", "2023", f"2022{TO}2023"),
        ("ko", "2022-08", "2023-04", "2022년 8월 ~ 2023년 4월"),
    ],
)
def test_a_range_is_written_as_its_language_does(name: str, start: str, end: str | None, shown: str) -> None:
    found = spoken(name).range(read_date(start), read_date(end) if end else None)
    assert found.replace(NBSP, " ") == shown


# Capitals.

CAPITALS = [
    ("el", "Επαγγελματική εμπειρία", "ΕΠΑΓΓΕΛΜΑΤΙΚΗ ΕΜΠΕΙΡΙΑ"),
    ("el-CY", "Στοιχεία επικοινωνίας", "ΣΤΟΙΧΕΙΑ ΕΠΙΚΟΙΝΩΝΙΑΣ"),
    ("el", "Ρολόι, προϊόν", "ΡΟΛΟΪ, ΠΡΟΪΟΝ"),
    ("tr", "İş deneyimi, \N{LATIN SMALL LETTER DOTLESS I}l\N{LATIN SMALL LETTER DOTLESS I}k", "İŞ DENEYİMİ, ILIK"),
    ("tr-CY", "Diller", "DİLLER"),
    ("en", "Skills", "SKILLS"),
    ("de", "Größe", "GRÖSSE"),
    ("fr", "Expérience", "EXPÉRIENCE"),
]


@pytest.mark.parametrize(("tag", "text", "capitals"), CAPITALS)
def test_capitals_are_those_of_the_language(tag: str, text: str, capitals: str) -> None:
    assert spoken(tag).capitals(text) == capitals


@pytest.mark.parametrize(
    ("tag", "text", "capitals"),
    [pytest.param(*case) for case in CAPITALS],
)
def test_a_heading_that_a_theme_sets_in_capitals_is_read_in_those_of_its_language(
    tmp_path: Path, tag: str, text: str, capitals: str
) -> None:
    source = f"language: {tag}\nbasics: {{name: Ada, summary: S.}}\nsections: [summary: '{text}']\n"
    outcome = built(tmp_path, source, "sidebar")
    assert outcome.diagnostics.items == []
    assert squeeze(capitals) in squeeze(pdfium(outcome))


# A page in each language.


def built(folder: Path, source: str, theme: str = "classic") -> Outcome:
    return make(Request(source.encode(), "resume.yaml", folder, (Chosen(theme),), ("pdf", "html"), folder / "out"))


def made(outcome: Outcome, ending: str) -> bytes:
    return next(content for path, content in outcome.made.items() if path.suffix == ending)


def pdfium(outcome: Outcome) -> str:
    document = pypdfium2.PdfDocument(made(outcome, ".pdf"))
    return "\n".join(str(page.get_textpage().get_text_range()) for page in document)


def squeeze(text: str) -> str:
    return re.sub(rf"\s|{IGNORABLE}", "", unicodedata.normalize("NFC", text))


def small(language: Words) -> str:
    """Give a résumé whose texts are words of the language itself, though none of its headings."""
    label = language.labels
    return f"""\
language: {language.language}
basics: {{name: Ada Example, summary: "{language.document}, {language.name}"}}
work:
  - {{position: "{label["roles"]}", name: "{language.name}", startDate: 2022-03, highlights: ["{label["email"]}"]}}
education:
  - {{studyType: "{label["courses"]}", institution: "{language.levels["basic"]}", startDate: 2010, endDate: 2014}}
skills:
  - {{name: "{label["code"].format(url="Q")}", keywords: ["{label["score"]}", SQL]}}
"""


SECTIONS = ("summary", "work", "education", "skills")
PAGES = [(name, "classic") for name in words.names()]
PAGES += [(name, theme) for name in RIGHT_TO_LEFT for theme in ("sidebar", "timeline")]
REORDERED = {"hi", "ta", "th"}
"""Languages whose letters are joined or stacked, so that readers may miss a whole heading."""


def is_misread(text: str) -> bool:
    """Say whether a text is in a script that readers of PDFs do not always give back."""
    return any(unicodedata.name(character, "").partition(" ")[0] in MISREAD for character in text)


def test_some_languages_are_in_a_script_that_is_misread_and_most_are_not() -> None:
    assert {name for name in words.names() if is_misread(spoken(name).name)} == {*RIGHT_TO_LEFT, *REORDERED}


@pytest.mark.wide
@pytest.mark.parametrize(("name", "theme"), PAGES)
def test_a_resume_is_built_in_every_language_with_its_headings(tmp_path: Path, name: str, theme: str) -> None:
    language = spoken(name)
    outcome = built(tmp_path, small(language), theme)
    said = {item.code for item in outcome.diagnostics.items}
    assert said <= ({"misread-script"} if is_misread(language.name) else set())

    page = made(outcome, ".html").decode()
    assert f'<html lang="{name}" dir="{language.direction}">' in page
    headings = [language.headings[section] for section in SECTIONS]
    assert [re.sub("<.*?>", "", heading) for heading in re.findall(r"<h2>(.*?)</h2>", page)] == headings
    assert f"{language.present}</span>" in page

    text = squeeze(pdfium(outcome))
    lost = [word for word in (*headings, language.present) if squeeze(word) not in text]
    assert lost == [] or (name in REORDERED and said == {"misread-script"})


@pytest.mark.wide
@pytest.mark.parametrize("theme", ["classic", "sidebar", "timeline"])
@pytest.mark.parametrize("name", ["en", *RIGHT_TO_LEFT])
def test_lines_begin_where_those_of_the_language_do(tmp_path: Path, name: str, theme: str) -> None:
    """The heading of the work stands at the edge of its column, and the sidebar at the other side of the page."""
    language = spoken(name)
    outcome = built(tmp_path, small(language), theme)
    with pymupdf.open(stream=made(outcome, ".pdf")) as document:
        page = document[0]
        places = {entry[1]: entry[3]["to"] for entry in document.get_toc(simple=False)}
        width = page.rect.width
        boxes = [line["bbox"] for block in page.get_text("dict")["blocks"] for line in block["lines"]]

    def starts(section: str) -> list[float]:
        """Give where lines begin at the height of a heading, from the edge of the page at which lines begin."""
        top = places[language.headings[section]].y
        beside = [box for box in boxes if abs(box[1] - top) < 3]
        return sorted(width - box[2] if language.direction == "rtl" else box[0] for box in beside)

    edge = starts("work")[0]
    assert edge < width / 8
    assert [starts(section)[0] for section in ("summary", "education")] == pytest.approx([edge, edge], abs=1)
    if theme == "sidebar":
        assert starts("skills")[-1] > width / 2
    else:
        assert starts("skills") == [pytest.approx(edge, abs=1)]


@pytest.mark.parametrize("name", [pytest.param(name) for name in RIGHT_TO_LEFT])
def test_an_entry_in_latin_letters_does_not_fail_a_page_from_right_to_left(tmp_path: Path, name: str) -> None:
    entry = "{studyType: BSc, area: Physics, institution: Riverside, startDate: 2010, endDate: 2014}"
    source = f"language: {name}\nbasics: {{name: Ada, summary: '{spoken(name).name}'}}\neducation: [{entry}]\n"
    outcome = built(tmp_path, source)
    assert {item.severity for item in outcome.diagnostics.items} <= {"warning"}
    assert outcome.made


@pytest.mark.parametrize(
    "name",
    [
        "Ada Example, PhD",
        pytest.param("Jean-Luc Picard"),
        pytest.param("Ada Example - Engineer"),
    ],
)
def test_a_name_in_latin_letters_reads_from_left_to_right_on_any_page(tmp_path: Path, name: str) -> None:
    outcome = built(tmp_path, f"language: ar\nbasics: {{name: '{name}'}}\n")
    assert outcome.diagnostics.items == []
    assert name in pdfium(outcome)


def test_a_name_in_latin_letters_reads_from_left_to_right_within_an_arabic_sentence(tmp_path: Path) -> None:
    outcome = built(tmp_path, "language: ar\nbasics: {name: Ada, summary: 'عملت مع Jean-Luc Picard'}\n")
    with pymupdf.open(stream=made(outcome, ".pdf")) as document:
        lefts = {word[4]: word[0] for word in document[0].get_text("words")}
    assert lefts["Jean-Luc"] < lefts["Picard"]


HIDDEN = {
    "Latin letters from right to left": ("ar", "email: ada@e.org, summary: 'مهندسة برمجيات'", ".contacts"),
    "Arabic": ("ar", "email: ada@e.org, summary: 'مهندسة برمجيات'", ".prose"),
    "Devanagari": ("hi", "summary: 'सॉफ़्टवेयर इंजीनियर'", ".prose"),
}


@pytest.mark.parametrize(("name", "basics", "hidden"), HIDDEN.values(), ids=HIDDEN)
def test_what_a_theme_hides_is_lost_in_every_script(tmp_path: Path, name: str, basics: str, hidden: str) -> None:
    theme = tmp_path / "themes/planted"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: planted\ndescription: Planted.\nextends: classic\n")
    (theme / "style.css").write_text(f"{hidden} {{ display: none }}")
    outcome = built(tmp_path, f"language: {name}\nbasics: {{name: Ada, {basics}}}\n", "planted")
    assert "lost-text" in {item.code for item in outcome.diagnostics.items}
    assert outcome.made == {}


# What is said of a script that is misread.

SENTENCES = {
    "hi": "मैंने कार्यालय के क्रियान्वयन में वृद्धि की और विद्यार्थियों को प्रशिक्षण दिया।",
    "ta": "நான் மென்பொருள் பொறியாளராக எட்டு ஆண்டுகள் பணிபுரிந்தேன்.",
    "th": "ข้าพเจ้าทำงานเป็นวิศวกรซอฟต์แวร์และดูแลระบบชำระเงิน",
    "he": "פיתחתי את המערכת PostgreSQL בשנת 2019 והובלתי צוות של 12 מהנדסים.",
    "ar": "خفضت زمن حساب الأجرة من 4.1 ثوانٍ إلى 380 جزءًا من الألف، والإلكترونيات.",
}


def about_script(folder: Path, name: str, *, tagged: bool = True) -> list[Diagnostic]:
    """Build a sentence in a language, and give what is said of its script."""
    tag = f"language: {name}\n" if tagged else ""
    source = f"{tag}basics:\n  name: Ada Example\n  summary: {SENTENCES[name]}\n"
    outcome = built(folder, source)
    assert outcome.made
    return outcome.diagnostics.items


@pytest.mark.parametrize("name", SENTENCES)
def test_a_script_that_is_misread_is_a_warning_that_shows_how(tmp_path: Path, name: str) -> None:
    for item in about_script(tmp_path, name):
        assert (item.severity, item.code) == ("warning", "misread-script")
        assert item.span is not None
        assert (item.span.file, item.span.line) == ("resume.yaml", 4)
        written, read = item.notes
        assert re.fullmatch(r'written: ".+"', written)
        assert re.fullmatch(r'read:    ".+"', read)
        assert SENTENCES[name].startswith(written.removeprefix('written: "').rstrip('…"'))
        assert "in Latin letters too" in item.hint


def test_the_line_that_is_shown_is_the_one_in_which_the_text_stands(tmp_path: Path) -> None:
    outcome = built(tmp_path, "language: hi\nbasics: {name: Ada}\nwork: [{position: Lead, startDate: 2022-03}]\n")
    [item] = outcome.diagnostics.items
    assert [("2022" in note) for note in item.notes] == [True, True]


def test_some_script_is_misread(tmp_path: Path) -> None:
    """If none is any more, what is said of them is for nobody."""
    assert [name for name in SENTENCES if about_script(tmp_path, name)]


@pytest.mark.parametrize("name", ["ar", "he"])
def test_a_page_from_right_to_left_whose_language_is_not_said_gets_that_for_a_hint(tmp_path: Path, name: str) -> None:
    [item] = about_script(tmp_path, name, tagged=False)
    assert (item.code, item.hint) == ("misread-script", f"for a page from right to left, write `language: {name}`")
