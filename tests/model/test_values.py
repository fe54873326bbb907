"""Values: dates, links, addresses, lengths; what is read, and in what words the rest is refused."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from resume.model.values import (
    Date,
    DateField,
    Email,
    EndDateField,
    Language,
    Margin,
    PageSize,
    Text,
    check_url,
    millimetres,
    read_date,
    text_area,
)


def refused(kind: Any, value: object) -> tuple[str, str]:
    """Give the type and the message of the one error that a value gets."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    [error] = caught.value.errors()
    return error["type"], error["msg"]


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", Date(2024)),
        ("2024-02", Date(2024, 2)),
        ("2024-02-29", Date(2024, 2, 29)),
        ("2000-02-29", Date(2000, 2, 29)),
        ("2023-12-31", Date(2023, 12, 31)),
        ("0001", Date(1)),
        ("9999-12-31", Date(9999, 12, 31)),
    ],
)
def test_a_date_is_read_in_its_own_precision(text: str, date: Date) -> None:
    assert read_date(text) == date
    assert str(date) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "24", "2024-2", "2024-02-3", "2024-", "2024-02-", "24-02", "02-2024", "2024/02", "2024.02", "202402"),
        *("20240229", "2024-02-29T00:00", " 2024", "2024 ", "2024\n", "-2024", "2024-W05", "2024-060", "10000"),
        *("٢٠٢٤", "\uff12\uff10\uff12\uff14", "present", "now", "Summer 2023", "Feb 2024", "2024-02 - 2024-05"),
    ],
)
def test_what_is_not_written_as_a_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_date(text)
    assert caught.value.type == "date_form"
    assert caught.value.message() == f"`{text}` is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0000", "there is no year 0"),
        ("0000-01-01", "there is no year 0"),
        ("2024-00", "there is no month 00"),
        ("2024-13", "there is no month 13"),
        ("2024-13-01", "there is no month 13"),
        ("2024-01-00", "that month has 31 days"),
        ("2024-02-30", "that month has 29 days"),
        ("2023-02-29", "that month has 28 days"),
        ("1900-02-29", "that month has 28 days"),
        ("2024-04-31", "that month has 30 days"),
    ],
)
def test_a_date_that_does_not_exist_is_named_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_date(text)
    assert caught.value.type == "date_value"
    assert caught.value.message() == f"`{text}` does not exist: {reason}"


@given(st.dates())
def test_every_day_of_the_calendar_is_read_and_written_back(day: dt.date) -> None:
    for text in (f"{day}", f"{day}"[:7], f"{day}"[:4]):
        assert str(read_date(text)) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2019", "2020"),
        ("2019-12", "2020"),
        ("2019", "2020-01"),
        ("2020-04", "2020-05"),
        ("2020-04-30", "2020-05"),
        ("2020-04", "2020-05-01"),
        ("2020-05-01", "2020-05-02"),
        ("2019-12-31", "2020-01-01"),
    ],
)
def test_a_date_is_before_a_later_one(one: str, other: str) -> None:
    assert read_date(one).is_before(read_date(other))
    assert not read_date(other).is_before(read_date(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020", "2020"),
        ("2020-05", "2020"),
        ("2020-12-31", "2020"),
        ("2020-05", "2020-05-31"),
        ("2020-05-01", "2020-05-01"),
    ],
)
def test_of_two_dates_that_may_be_the_same_neither_is_before(one: str, other: str) -> None:
    assert not read_date(one).is_before(read_date(other))
    assert not read_date(other).is_before(read_date(one))


@given(st.dates(), st.dates())
def test_whole_dates_are_in_the_order_of_the_calendar(one: dt.date, other: dt.date) -> None:
    assert read_date(f"{one}").is_before(read_date(f"{other}")) == (one < other)


@pytest.mark.parametrize("text", ["present", "Present", "PRESENT"])
def test_an_end_may_be_the_present_in_any_case(text: str) -> None:
    assert TypeAdapter(EndDateField).validate_python(text) == "present"


def test_a_start_may_not_be_the_present() -> None:
    assert refused(DateField, "present")[0] == "date_form"


@pytest.mark.parametrize("kind", [DateField, EndDateField])
@pytest.mark.parametrize("value", [["2024"], {"year": "2024"}, 2024])
def test_a_date_that_is_no_text_is_one_error(kind: object, value: object) -> None:
    assert refused(kind, value)[0] == "expected_text"


@pytest.mark.parametrize("kind", [DateField, EndDateField])
def test_a_date_goes_into_the_model_and_out_as_its_text(kind: Any) -> None:
    adapter: TypeAdapter[object] = TypeAdapter(kind)
    date = adapter.validate_python("2024-02")
    assert date == Date(2024, 2)
    assert adapter.validate_python(date) == date
    assert adapter.dump_json(date) == b'"2024-02"'


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "https://localhost:8000/cv",
        "https://münchen.example/café",
        "https://example.org/a:b,(c)",
        "mailto:ada@example.org",
        "tel:+4712345678",
    ],
)
def test_a_whole_url_is_kept_as_it_is(text: str) -> None:
    assert check_url(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "www.example.org/cv",
        "github.com/ada",
        "example.org:8080/x",
        "münchen.example",
        "example.org?a",
        "a.b#c",
    ],
)
def test_a_url_without_a_scheme_is_taken_for_https(text: str) -> None:
    assert check_url(text) == f"https://{text}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "`` is not a URL, which begins with `https://`"),
        ("example", "`example` is not a URL, which begins with `https://`"),
        ("@ada", "`@ada` is not a URL, which begins with `https://`"),
        ("//example.org", "`//example.org` is not a URL, which begins with `https://`"),
        ("/cv.pdf", "`/cv.pdf` is not a URL, which begins with `https://`"),
        ("https:", "`https:` leads nowhere"),
        ("https://", "`https://` leads nowhere"),
        ("https:///cv", "`https:///cv` leads nowhere"),
        ("http:example.org", "`http:example.org` leads nowhere"),
        ("mailto:", "`mailto:` leads nowhere"),
        ("https://example.org/my cv", "`https://example.org/my cv` has a space in it, which no URL has"),
        ("https://example.org\n", "`https://example.org\n` has a space in it, which no URL has"),
    ],
)
def test_what_is_no_url_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check_url(text)
    assert (caught.value.type, caught.value.message()) == ("url_form", message)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "ftp://example.org",
        "blob:https://example.org",
        "localhost:3000",
    ],
)
def test_a_link_may_lead_only_where_a_reader_expects(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check_url(text)
    assert caught.value.type == "url_scheme"
    scheme = text.split(":", maxsplit=1)[0].lower()
    expected = f"a link may not have the scheme `{scheme}`; http, https, mailto and tel are allowed"
    assert caught.value.message() == expected


@given(st.text())
def test_every_text_is_a_link_to_an_allowed_place_or_refused(text: str) -> None:
    url = refusal = ""
    try:
        url = check_url(text)
    except PydanticCustomError as error:
        refusal = error.type
    allowed = url.lower().startswith(("http://", "https://", "mailto:", "tel:"))
    assert allowed != (refusal in {"url_form", "url_scheme"})


# --- e-mail ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org",
        "a.b+c@mail.example.co.uk",
        "josé@exämple.de",
        "o'brien@example.ie",
        "a_b@xn--bcher-kva.example",
    ],
)
def test_an_address_that_mail_reaches_is_kept(text: str) -> None:
    assert TypeAdapter(Email).validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("ada", "ada@", "@example.org", "ada@example", "ada@@example.org", "ada@example.org.", "ada@.example.org"),
        *("ada@example..org", "ada example@example.org", "Ada <ada@example.org>", "a@b.org, c@d.org"),
        *("a@b.org;c@d.org", "mailto:ada@example.org", "ada@example.org\n", "ada(at)example.org", "ada@[127.0.0.1]"),
    ],
)
def test_what_is_not_one_address_is_refused(text: str) -> None:
    assert refused(Email, text) == ("email_form", f"`{text}` is not an e-mail address")


# --- lengths --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "value"),
    [
        ("10mm", 10),
        ("1cm", 10),
        ("1in", 25.4),
        ("72pt", 25.4),
        ("6pc", 25.4),
        ("96px", 25.4),
        ("4q", 1),
        ("4Q", 1),
        ("1.5CM", 15),
        (".5in", 12.7),
        ("0mm", 0),
    ],
)
def test_a_length_is_read_in_millimetres(length: str, value: float) -> None:
    assert millimetres(length) == pytest.approx(value)


@pytest.mark.parametrize(
    "length", ["", "10", "mm", "10 mm", "-1mm", "+1mm", "1.mm", "1e1mm", "10em", "50%", "1mmm", "10mm\n"]
)
def test_what_is_no_absolute_length_has_no_millimetres(length: str) -> None:
    assert millimetres(length) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a4", "a4"),
        ("Letter", "letter"),
        ("JIS-B5", "jis-b5"),
        ("a4 landscape", "a4 landscape"),
        ("Landscape A4", "landscape a4"),
        ("a4  portrait", "a4 portrait"),
        ("210mm 297mm", "210mm 297mm"),
        ("8.5in 11IN", "8.5in 11in"),
    ],
)
def test_a_page_size_is_one_of_css(text: str, kept: str) -> None:
    assert TypeAdapter(PageSize).validate_python(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        *("a6", "foolscap", "a4 letter", "a4 landscape portrait", "a4 landscape landscape", "landscape", "210mm"),
        *("210 297", "210mm 297", "0mm 297mm", "210mm 297mm 1mm", "-210mm 297mm", "50% 50%", "210mm 297mm landscape"),
    ],
)
def test_what_is_no_page_size_is_refused_with_the_ones_there_are(text: str) -> None:
    kind, message = refused(PageSize, text)
    assert kind == "page_size"
    known = "a3, a4, a5, b4, b5, jis-b4, jis-b5, letter, legal, ledger"
    assert message == f"`{text}` is not a page size: {known}, or a width and a height such as `210mm 297mm`"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("16mm", "16mm"),
        ("16mm  19mm", "16mm 19mm"),
        ("1cm 2cm 3cm", "1cm 2cm 3cm"),
        ("1in 72pt 96px 6pc", "1in 72pt 96px 6pc"),
        ("0mm", "0mm"),
    ],
)
def test_a_margin_is_one_to_four_lengths(text: str, kept: str) -> None:
    assert TypeAdapter(Margin).validate_python(text) == kept


@pytest.mark.parametrize("text", ["16", "16mm 19", "-5mm", "auto", "1em", "5%", "1mm 1mm 1mm 1mm 1mm", "16mm, 19mm"])
def test_what_is_no_margin_is_refused(text: str) -> None:
    expected = f"`{text}` is not a margin: one to four lengths with a unit, such as `16mm` or `16mm 19mm`"
    assert refused(Margin, text) == ("page_margin", expected)


@pytest.mark.parametrize(
    ("size", "margin", "area"),
    [
        ("a4", "16mm", (178, 265)),
        ("a4 landscape", "10mm 20mm", (257, 190)),
        ("a4 portrait", "10mm 20mm", (170, 277)),
        ("letter", "1in", (165.1, 228.6)),
        ("landscape letter", "1in", (228.6, 165.1)),
        ("100mm 200mm", "1cm 2cm 3cm", (60, 160)),
        ("4in 8in", "1cm 2cm 3cm 4cm", (41.6, 163.2)),
        ("a5", "100mm", (-52, 10)),
        ("a5", "0mm", (148, 210)),
    ],
)
def test_margins_leave_an_area_of_the_page(size: str, margin: str, area: tuple[float, float]) -> None:
    assert text_area(size, margin) == pytest.approx(area)


# --- languages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["de", "pt-BR", "zh-Hant-TW", "sr-Latn", "es-419", "gsw", "de-CH-1996", "sl-rozaj"])
def test_a_language_is_a_tag_of_bcp_47(tag: str) -> None:
    assert TypeAdapter(Language).validate_python(tag) == tag


@pytest.mark.parametrize(
    ("text", "tag"), [("EN-us", "en-US"), ("ZH-hANT-tw", "zh-Hant-TW"), ("De-ch-1996", "de-CH-1996")]
)
def test_a_tag_is_written_in_the_usual_case(text: str, tag: str) -> None:
    assert TypeAdapter(Language).validate_python(text) == tag


@pytest.mark.parametrize(
    "text", ["d", "German", "pt_BR", "de-", "-de", "de--AT", "de AT", "de\n", "e1", "de-A", "en-x-mine", "日本"]
)
def test_what_is_no_language_tag_is_refused(text: str) -> None:
    assert refused(Language, text) == ("language_tag", f"`{text}` is not a language tag such as `de` or `pt-BR`")


# --- text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Text, Email, Language, PageSize, Margin])
@pytest.mark.parametrize("value", [["x"], {"x": "y"}])
def test_a_text_that_is_no_text_is_one_error(kind: object, value: object) -> None:
    assert refused(kind, value)[0] == "string_type"


def test_text_loses_the_space_around_it_and_no_other() -> None:
    assert TypeAdapter(Text).validate_python("  two  words\n") == "two  words"
