"""Settings: values put in the place of a document's, and that what is wrong with one is said at its place."""

import pytest

from resume.diagnostics import Diagnostics, Span
from resume.model.load import Loaded, load
from resume.model.resume import Resume
from resume.model.values import Date
from resume.source.compose import parse
from resume.tailor import settings

SOURCE = """\
basics: {name: Ada}
work:
  - {position: Engineer, name: Northwind, startDate: 2020, endDate: 2021, highlights: [Built, Led]}
  - {position: Clerk, name: Southwind}
"""


def read(source: str, *values: str) -> tuple[Loaded | None, Diagnostics]:
    diagnostics = Diagnostics()
    root = parse(source, "resume.yaml", diagnostics)
    assert root is not None
    return load(settings.apply(root, values, diagnostics), diagnostics), diagnostics


def resume(source: str, *values: str) -> Resume:
    """Load what nothing is to be said of."""
    loaded, diagnostics = read(source, *values)
    assert diagnostics.items == []
    assert loaded is not None
    return loaded.resume


def said(source: str, *values: str) -> list[tuple[str, Span | None, str]]:
    """Load what has an error: codes, places and messages."""
    loaded, diagnostics = read(source, *values)
    assert loaded is None
    return [(item.code, item.span, item.message) for item in diagnostics.in_order()]


def at(line: int, column: int, end: int) -> Span:
    return Span("--set", line, column, line, end)


# What is set.


def test_a_value_takes_the_place_of_that_in_a_mapping_and_leaves_the_rest() -> None:
    basics = resume("basics: {name: Ada, label: Clerk, phone: 1}\n", "basics.label=Engineer").basics
    assert (basics.name, basics.label, basics.phone) == ("Ada", "Engineer", "1")


def test_a_value_that_is_not_there_yet_is_added() -> None:
    assert resume(SOURCE, "basics.label=Engineer").basics.label == "Engineer"


def test_a_mapping_that_is_not_there_yet_is_made() -> None:
    for source in (SOURCE, f"{SOURCE}page:\n", f"{SOURCE}page: ~\n"):
        assert resume(source, "page.size=letter", "page.limit=1").page.model_dump(exclude_unset=True) == {
            "size": "letter",
            "limit": 1,
        }
    location = resume(SOURCE, "basics.location.city=Oslo").basics.location
    assert location is not None
    assert location.city == "Oslo"


def test_items_of_a_list_are_counted_from_0() -> None:
    first, second = resume(SOURCE, "work.1.position=Lead", "work.0.endDate=present").work
    assert (first.position, first.end_date, second.position, second.name) == (
        "Engineer",
        "present",
        "Lead",
        "Southwind",
    )
    assert resume(SOURCE, "work.0.highlights.1=Left").work[0].highlights[1].text == "Left"


@pytest.mark.parametrize("source", ["", "theme:\n", "theme: modern\n", "theme: {name: modern}\n"])
def test_an_option_is_set_whether_the_source_gives_no_theme_its_name_or_more(source: str) -> None:
    theme = resume(f"{SOURCE}{source}", "theme.accent=teal").theme
    assert (theme.name, theme.model_extra) == ("modern" if "modern" in source else None, {"accent": "teal"})


def test_a_theme_can_be_set_with_its_options_or_by_itself() -> None:
    source = f"{SOURCE}theme: {{name: modern, accent: teal}}\n"
    by_name, whole = resume(source, "theme.name=classic").theme, resume(source, "theme=classic").theme
    assert (by_name.name, by_name.model_extra) == ("classic", {"accent": "teal"})
    assert (whole.name, whole.model_extra) == ("classic", {})


def test_a_value_is_text_as_it_stands_behind_the_first_equals_sign() -> None:
    for value in ("a=b", "a: b", "[a, b]", "null", "~", "# 1", "'quoted'"):
        assert resume(SOURCE, f"basics.label={value}").basics.label == value


def test_the_last_one_of_two_settings_holds() -> None:
    assert resume(SOURCE, "basics.label=One", "basics.label=Two").basics.label == "Two"


def test_an_empty_value_is_none() -> None:
    assert resume("basics: {name: Ada, label: Clerk}\n", "basics.label=").basics.label is None


def test_a_value_becomes_what_its_key_is_for() -> None:
    [first, _] = resume(SOURCE, "work.0.startDate=2020-05", "work.1.private=yes").work
    assert first.start_date == Date(2020, 5)


def test_extensions_can_be_set() -> None:
    assert resume(f"{SOURCE}x-note: {{a: 1}}\n", "x-note.a=2", "basics.x-b=3").extensions == {"x-note": {"a": "2"}}


def test_without_settings_a_document_is_as_it_was() -> None:
    diagnostics = Diagnostics()
    root = parse(SOURCE, "resume.yaml", diagnostics)
    assert root is not None
    assert settings.apply(root, [], diagnostics) == root
    assert {*diagnostics.texts} == {"resume.yaml"}


# What is said of them.


@pytest.mark.parametrize(
    ("setting", "key", "count"),
    [
        ("work.2.name=x", "2", 2),
        ("work.-1.name=x", "-1", 2),
        ("work.first.name=x", "first", 2),
        ("work.0.highlights.2=x", "2", 2),
        ("work.0.highlights.0x=x", "0x", 2),
        ("work.²=x", "²", 2),
    ],
)
def test_an_item_that_is_not_there_is_an_error_at_its_index(setting: str, key: str, count: int) -> None:
    column = setting.index(f".{key}") + 2
    message = f"there is no item `{key}` here; items count from 0, and there are {count}"
    assert said(SOURCE, setting) == [("setting-path", at(1, column, column + len(key)), message)]


def test_a_wrong_index_leaves_the_other_settings_to_be_checked() -> None:
    assert [(code, span) for code, span, _ in said(SOURCE, "basics.url=x", "work.7=x", "basics.email=y")] == [
        ("url-form", at(1, 12, 13)),
        ("setting-path", at(2, 6, 7)),
        ("email-form", at(3, 14, 15)),
    ]


@pytest.mark.parametrize(
    ("setting", "code", "columns", "message"),
    [
        ("basics.nmae=Ada", "unknown-key", (8, 12), "`basics` has no key `nmae`"),
        ("bsics.name=Ada", "unknown-key", (1, 6), "a résumé has no key `bsics`"),
        ("work.1.postion=Ada", "unknown-key", (8, 15), "work entries have no key `postion`"),
        (
            "work.0.startDate=2020-13",
            "date-value",
            (18, 25),
            "startDate: `2020-13` does not exist: there is no month 13",
        ),
        (
            "work.0.endDate=soon",
            "date-form",
            (16, 20),
            "endDate: `soon` is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ("work.0.endDate=2019", "date-order", (16, 20), "this job ends before it starts"),
        ("page.limit=none", "expected-number", (12, 16), "`limit` must be a whole number, but this is `none`"),
        ("skills=Go", "expected-list", (8, 10), "`skills` must be a list, but this is text"),
        ("basics.name=", "missing-key", (8, 12), "`basics` must have the key `name`, but it is empty"),
        (
            "language=German",
            "language-tag",
            (10, 16),
            "language: `German` is not a language tag such as `de` or `pt-BR`",
        ),
    ],
)
def test_what_is_wrong_with_a_value_or_a_key_is_said_as_of_a_file(
    setting: str, code: str, columns: tuple[int, int], message: str
) -> None:
    assert said(SOURCE, setting) == [(code, at(1, *columns), message)]


def test_each_setting_is_a_line() -> None:
    assert [(code, span) for code, span, _ in said(SOURCE, "basics.label=Engineer", "basics.nmae=Ada")] == [
        ("unknown-key", at(2, 8, 12))
    ]


def test_the_excerpt_of_a_setting_is_what_was_typed() -> None:
    typed = ["basics.label=Engineer", "work.0.startDate=2020-13"]
    _, diagnostics = read(SOURCE, *typed)
    assert diagnostics.texts["--set"].split("\n") == typed
    [item] = diagnostics.items
    assert item.span is not None
    assert typed[item.span.line - 1][item.span.column - 1 : item.span.end_column - 1] == "2020-13"


def test_what_a_setting_is_held_against_is_shown_in_its_file() -> None:
    _, diagnostics = read(SOURCE, "work.0.endDate=2019")
    [item] = diagnostics.items
    assert [(label.text, label.span) for label in item.labels] == [("starts here", Span("resume.yaml", 3, 54, 3, 58))]


def test_a_flaw_of_the_source_that_a_setting_mends_is_none() -> None:
    assert resume("basics: {name: Ada, url: nowhere}\n", "basics.url=https://ada.example").basics.url
