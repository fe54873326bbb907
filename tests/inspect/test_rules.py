"""What the rules find in a PDF whose source is known, where, and what they leave to each other."""

from pathlib import Path

import pytest
from tests.document.pages import placed
from tests.inspect.test_theme_faults import planted

from resume.build.request import Printed, Request
from resume.build.road import make
from resume.diagnostics import Diagnostic, Diagnostics, Span
from resume.inspect import container, rules
from resume.inspect.evidence import Evidence

SOURCE = """\
basics:
  name: Ada Example
  label: Software Engineer
  tagline: Systems earn trust by behaviour under stress.
  email: ada@example.org
  phone: "+44 20 7946 0182"
work:
- position: Senior Engineer
  name: Acme
  startDate: 2021-06
  endDate: 2024-02
  highlights:
  - Designed the platform behind every quote that the company gives, which eleven teams read from today.
  - Replaced two hundred nightly jobs by incremental models, so that reports are ready in the morning.
  - Cut the bill for storage by partitioning the three largest tables, and by deleting the others.
- position: Developer
  name: Initech
  startDate: 2020-01
  endDate: 2021-05
  highlights:
  - Built the feed that joins train positions with ticket sales, which dispatchers use each evening.
  - Wrote the data contracts that stopped most of the broken dashboards, and a linter for these.
education:
- studyType: MSc
  area: Mathematics
  institution: University of Leeds
  startDate: 2015-09
  endDate: 2019-07
skills:
- name: Languages
  keywords: [Python, SQL, Scala]
"""
TAGLINE = "Systems earn trust by behaviour under stress."

LONG = SOURCE.replace(
    "- position: Developer",
    "".join(
        f"  - Taught the {which} team to write tests for the tables that they own.\n"
        for which in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
    )
    + "- position: Developer",
)
"""More than 15 lines."""

EXTENDS = '{% extends "base/resume.html.j2" %}'
CONTACTS = '<p class="contacts">{% for item in resume.head.contacts %}<span>{{ item.text }}</span> {% endfor %}</p>'
NAME, LABEL, TAGGED = (
    "<h1>{{ resume.head.name }}</h1>",
    '<p class="label">{{ resume.head.label }}</p>',
    '<p class="tagline">{{ resume.head.tagline }}</p>',
)


def head(*parts: str) -> str:
    """Give a block that puts the head together otherwise."""
    return f"{{% block head %}}<header>{''.join(parts)}</header>{{% endblock %}}"


def printed(folder: Path, css: str = "", template: str = "", source: str = SOURCE, extends: str = "minimal") -> Printed:
    """Print a résumé in a theme with these rules and blocks."""
    theme = planted(folder, css, EXTENDS + template if template else "", extends)
    outcome = make(Request(source.encode(), "resume.yaml", folder, (theme,), output=folder, check=False))
    [found] = outcome.printed.values()
    return found


def judged(found: Printed, *, thorough: bool = True) -> Diagnostics:
    diagnostics = Diagnostics()
    rules.check(Evidence("ada.pdf", found.pdf, thorough=thorough), found.known, diagnostics)
    return diagnostics


def checked(folder: Path, css: str = "", template: str = "", source: str = SOURCE) -> list[Diagnostic]:
    return judged(printed(folder, css, template, source)).in_order()


def codes(items: list[Diagnostic]) -> set[str]:
    return {item.code for item in items}


def of(items: list[Diagnostic], code: str) -> list[Diagnostic]:
    return [item for item in items if item.code == code]


@pytest.mark.parametrize("extends", ["minimal", "classic", "ats", "timeline", "swiss", "sidebar"])
def test_of_a_clean_page_nothing_is_said(tmp_path: Path, extends: str) -> None:
    found = printed(tmp_path, extends=extends)
    assert [item.message for item in judged(found).items if item.code != "columns"] == []


# Dates.


FLOATED = ".date { float: right } .dates-right .date::before { content: none }"


def test_a_date_that_is_read_far_from_its_title_is_noticed(tmp_path: Path) -> None:
    items = of(checked(tmp_path, FLOATED), "date-apart")
    assert [(item.severity, item.message.replace("\N{NO-BREAK SPACE}", " ")) for item in items][:1] == [
        ("error", '"Jun 2021 \N{EN DASH} Feb 2024" is read far from "Senior Engineer" by PDFium')
    ]


FREE = SOURCE + "volunteer:\n- {organization: Red Cross, position: Driver, dates: during the lockdown}\n"


def test_a_date_in_which_parsers_see_none_is_noticed(tmp_path: Path) -> None:
    [item] = of(checked(tmp_path, source=FREE), "unreadable-date")
    assert (item.severity, item.message) == ("warning", '"during the lockdown": parsers see no date in that')


# The name.


def test_a_name_that_does_not_stand_first_is_noticed(tmp_path: Path) -> None:
    template = head('<p class="label">Curriculum</p>', NAME, LABEL, TAGGED, CONTACTS)
    [item] = of(checked(tmp_path, "", template), "name-first")
    assert item.severity == "error"
    assert item.message.endswith('is "Curriculum", not the name "Ada Example"')
    assert item.span == Span("ada.pdf", 1, 1, 1, 2)


def test_a_name_that_shares_its_line_is_noticed(tmp_path: Path) -> None:
    template = head(NAME.replace("</h1>", " - Résumé</h1>"), LABEL, TAGGED, CONTACTS)
    items = of(checked(tmp_path, "", template), "name-first")
    assert any('"Ada Example - Résumé"' in item.message for item in items)


def test_a_name_on_two_lines_is_one(tmp_path: Path) -> None:
    assert checked(tmp_path, "h1 { width: 4em }") == []


# Headings.


def test_headings_that_look_like_text_are_noticed_once(tmp_path: Path) -> None:
    css = "h2 { font-weight: 400; text-transform: none; font-variant: normal }"
    [item] = of(checked(tmp_path, css), "heading-line")
    assert item.severity == "warning"
    assert item.message.startswith('the heading "Experience" is neither bold nor in capitals')


def test_a_heading_with_text_behind_it_is_noticed(tmp_path: Path) -> None:
    css = ".skills h2, .skills ul, .skills li { display: inline }"
    [item] = of(checked(tmp_path, css), "heading-line")
    assert item.message.startswith('the heading "Skills" has text behind it on its line')


def test_a_heading_of_unusual_words_is_noticed(tmp_path: Path) -> None:
    source = f"{SOURCE}sections:\n- work: Where I Have Been Lately\n- education\n- skills\n"
    [item] = of(checked(tmp_path, source=source), "heading-words")
    assert item.severity == "warning"
    assert item.message == 'parsers may not know the heading "Where I Have Been Lately"'


# What is seen.


WHITE = ".tagline { color: white; margin: 10pt 0 }"


def test_text_that_nobody_sees_is_noticed_where_it_stands(tmp_path: Path) -> None:
    diagnostics = judged(printed(tmp_path, WHITE))
    [item] = diagnostics.items
    assert (item.severity, item.code) == ("error", "hidden-text")
    span = item.span
    assert span is not None
    assert span.file == "ada.pdf#page=1"
    shown = diagnostics.texts[span.file].splitlines()[span.line - 1]
    assert shown[span.column - 1 : span.end_column - 1] == TAGLINE


def test_the_text_of_a_page_is_given_for_excerpts_as_it_looks(tmp_path: Path) -> None:
    text = judged(printed(tmp_path, WHITE)).texts["ada.pdf#page=1"].splitlines()
    assert text[0] == "Ada Example"
    assert text.index("Experience") < text.index("Education") < text.index("Skills")


def test_a_part_of_a_line_is_underlined_alone(tmp_path: Path) -> None:
    css = ".skills .texts { color: white }"
    diagnostics = judged(printed(tmp_path, css))
    [item] = [item for item in diagnostics.items if item.code == "hidden-text"]
    assert item.span
    shown = diagnostics.texts[item.span.file].splitlines()[item.span.line - 1]
    assert shown[item.span.column - 1 : item.span.end_column - 1] == "Python, SQL, Scala"
    assert item.span.column > 1


def test_without_anything_to_show_no_text_is_given(tmp_path: Path) -> None:
    assert judged(printed(tmp_path)).texts == {}


# Contacts.


AT_THE_END = head(NAME, LABEL, TAGGED) + "{% block aside %}" + CONTACTS + "{% endblock %}"


def test_contacts_that_come_late_are_noticed(tmp_path: Path) -> None:
    diagnostics = judged(printed(tmp_path, "", AT_THE_END, LONG))
    [item] = of(diagnostics.in_order(), "contact-place")
    assert (item.severity, "after 15 lines" in item.message) == ("error", True)
    assert item.span
    assert "ada@example.org" in diagnostics.texts[item.span.file].splitlines()[item.span.line - 1]


IN_THE_MARGIN = "@page { margin: 20mm } .contacts { position: absolute; top: -17mm }"


def test_contacts_in_the_margin_are_noticed(tmp_path: Path) -> None:
    assert "contact-in-margin" in codes(checked(tmp_path, IN_THE_MARGIN))


NO_EMAIL = SOURCE.replace("  email: ada@example.org\n", "")


def test_a_source_without_an_e_mail_address_is_warned_of(tmp_path: Path) -> None:
    [item] = checked(tmp_path, source=NO_EMAIL)
    assert (item.severity, item.code) == ("warning", "no-contact")


def test_a_pdf_of_no_known_source_without_an_e_mail_address_is_an_error(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    rules.check(Evidence("ada.pdf", printed(tmp_path, source=NO_EMAIL).pdf), None, diagnostics)
    assert [item.severity for item in of(diagnostics.in_order(), "no-contact")] == ["error"]


# What is known of the source.


RUNE = '.tagline::before { content: "\\16A0" }'


def test_a_text_that_only_some_readers_lose_is_noticed_with_their_names(tmp_path: Path) -> None:
    [item] = of(checked(tmp_path, RUNE), "lost-text")
    assert item.message == f'"{TAGLINE}" cannot be read back whole from the PDF by pdfminer'
    assert item.span is not None
    assert SOURCE.splitlines()[item.span.line - 1].strip() == f"tagline: {TAGLINE}"


def test_a_text_that_all_readers_lose_is_said_once(tmp_path: Path) -> None:
    [item] = of(checked(tmp_path, ".tagline { display: none }"), "lost-text")
    assert item.message == f'"{TAGLINE}" cannot be read back whole from the PDF'
    assert item.span is not None
    assert item.span.file == "resume.yaml"


# A quick look, and a thorough one.


@pytest.mark.parametrize(
    ("css", "source"),
    [("h2 { font-weight: 400; text-transform: none }", SOURCE), ("", NO_EMAIL), ("", FREE), (WHITE, SOURCE)],
    ids=["headings", "no e-mail", "free dates", "white"],
)
def test_a_quick_look_says_nothing_of_warnings_nor_of_what_takes_long(tmp_path: Path, css: str, source: str) -> None:
    found = printed(tmp_path, css, source=source)
    assert judged(found).items
    assert judged(found, thorough=False).items == []


@pytest.mark.parametrize(
    ("css", "template", "code"),
    [
        (FLOATED, "", "text-order"),
        (IN_THE_MARGIN, "", "contact-in-margin"),
        (".tagline { display: none }", "", "lost-text"),
        ("h2 { letter-spacing: .3em }", "", "letter-spacing"),
        ("", head("<p>Curriculum</p>", NAME, LABEL, TAGGED, CONTACTS), "name-first"),
    ],
)
def test_a_quick_look_says_what_is_an_error(tmp_path: Path, css: str, template: str, code: str) -> None:
    items = judged(printed(tmp_path, css, template), thorough=False).items
    assert code in codes(items)
    assert {item.severity for item in items} == {"error"}


@pytest.mark.parametrize("thorough", [True, False])
def test_what_is_no_pdf_is_said_to_be_unreadable(thorough: bool) -> None:  # noqa: FBT001
    diagnostics = Diagnostics()
    rules.check(Evidence("ada.pdf", b"no PDF", thorough=thorough), None, diagnostics)
    assert [(item.severity, item.code, item.message) for item in diagnostics.items] == [
        ("error", "unreadable-pdf", "ada.pdf cannot be read: it is damaged, or no PDF")
    ]


def test_a_pdf_whose_page_cannot_be_loaded_is_said_to_be_unreadable() -> None:
    made = placed((20, 50, "Ada Example"))
    damaged = made.replace(b"/Kids [ 4 0 R ]", b"/Kids [ 9 0 R ]")
    assert damaged != made
    diagnostics = Diagnostics()
    rules.check(Evidence("ada.pdf", damaged, thorough=False), None, diagnostics)
    assert [item.code for item in diagnostics.items] == ["unreadable-pdf"]


def test_a_bullet_outside_its_text_is_noticed_where_the_order_of_texts_is_known_too(tmp_path: Path) -> None:
    css = (
        "ul.highlights { list-style: disc outside; padding-left: 1.2em } .highlights li { padding: 0; text-indent: 0 }"
    )
    items = checked(tmp_path, css + ".highlights li::before { content: none }")
    assert "moved-text" in codes(items)


# What follows from something else.


def test_a_name_that_is_out_of_order_is_not_said_to_be_late_too(tmp_path: Path) -> None:
    template = head(LABEL, NAME, TAGGED, CONTACTS)
    found = codes(checked(tmp_path, "", template))
    assert "text-order" in found
    assert "name-first" not in found


def test_what_follows_in_one_pdf_is_said_of_the_next_one_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    out_of_order = printed(tmp_path, "", head(LABEL, NAME, TAGGED, CONTACTS))
    late = printed(tmp_path / "second", "", head('<p class="label">Curriculum</p>', NAME, LABEL, TAGGED, CONTACTS))
    diagnostics = judged(out_of_order)
    rules.check(Evidence("second.pdf", late.pdf), late.known, diagnostics)
    assert [item.span.file for item in diagnostics.items if item.code == "name-first" and item.span] == ["second.pdf"]


def test_contacts_above_the_name_are_not_said_to_stand_before_it(tmp_path: Path) -> None:
    assert "name-first" not in codes(checked(tmp_path, IN_THE_MARGIN))


def test_a_glyph_that_is_missing_is_not_said_to_be_hidden(tmp_path: Path) -> None:
    assert "hidden-text" in codes(checked(tmp_path, WHITE))
    other = tmp_path / "other"
    other.mkdir()
    found = codes(checked(other, f"{WHITE} {RUNE}"))
    assert "missing-glyph" in found
    assert "hidden-text" not in found


def test_a_page_without_text_is_not_said_to_lack_contacts() -> None:
    diagnostics = Diagnostics()
    rules.check(Evidence("ada.pdf", placed(), thorough=False), None, diagnostics)
    assert [item.code for item in diagnostics.items] == ["no-text"]


@pytest.mark.parametrize("code", rules.FOLLOWING)
def test_nothing_follows_from_itself(code: str) -> None:
    assert code not in rules.FOLLOWING[code]


# Pages.


def test_how_many_pages_there_may_be_the_source_says_itself(tmp_path: Path) -> None:
    long = "{highlights: [" + ", ".join(f"Bullet number {number} of a long life" for number in range(140)) + "]}"
    source = f"{SOURCE}volunteer: [{long}]\n"
    (tmp_path / "limited").mkdir()
    assert of(checked(tmp_path, source=source), "page-count")
    limited = checked(tmp_path / "limited", source=f"{source}page: {{limit: 9}}\n")
    assert of(limited, "page-count") == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Clara-Whitmore-Resume.pdf", []),
        ("folder/Clara-Whitmore.PDF", []),
        ("<stdin>", []),
        ("Clara Whitmore (2).pdf", ["has characters that forms change"]),
        ("cv.pdf", ['does not say whose it is: "Whitmore" is not in it']),
        ("whitmore-final.pdf", ['"final" in its name tells that there are others']),
        ("whitmore_v2.pdf", ['"v2" in its name tells that there are others']),
        (f"Whitmore-{'x' * 60}.pdf", ["its name has 73 characters; forms cut off what is above 60"]),
    ],
)
def test_what_a_file_is_called_is_looked_at(name: str, said: list[str]) -> None:
    found = [item.message for item in container.name(Evidence(name, b""), "Whitmore")]
    assert len(found) == len(said)
    assert all(part in message for part, message in zip(said, found, strict=True))
