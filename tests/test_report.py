"""The two layouts of a diagnostic, to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.diagnostics import Diagnostic, Diagnostics, Label, Span
from resume.model.load import load
from resume.report.terminal import long, printable, short, summary
from resume.source.compose import parse

FILE = "resume.yaml"
RESUME = """\
basics:
  name: Ada
work:
  - name: Acme
    postion: Engineer
    startDate: 2023-04
    endDate: 2019-04
    highlights:
      - Led 4 engineers: cut build time by 60%
      - Wrote the C++ → Rust port
"""


def span(line: int, start: int, end: int, file: str = FILE) -> Span:
    """Give the span of the columns from `start` to `end`, both under a caret."""
    return Span(file, line, start, line, end + 1)


def laid_out(item: Diagnostic, text: str = RESUME) -> str:
    return long(item, {FILE: text})


UNKNOWN_KEY = Diagnostic(
    "error",
    "unknown-key",
    "work entries have no key `postion`",
    span(5, 5, 11),
    hint="did you mean `position`?",
)
DATE_ORDER = Diagnostic(
    "error",
    "date-order",
    "this job ends before it starts",
    span(7, 14, 20),
    label="ends here",
    labels=(Label(span(6, 16, 22), "starts here"),),
    hint="for a job you still hold, write `endDate: present`",
)


# --- the long layout ------------------------------------------------------------------------------------------------


def test_a_diagnostic_shows_its_line_and_its_hint() -> None:
    expected = """\
error[unknown-key]: work entries have no key `postion`
 --> resume.yaml:5:5
  |
5 |     postion: Engineer
  |     ^^^^^^^
  |
  = hint: did you mean `position`?"""
    assert laid_out(UNKNOWN_KEY) == expected


def test_a_second_place_is_underlined_with_dashes_above_the_first_one() -> None:
    expected = """\
error[date-order]: this job ends before it starts
 --> resume.yaml:7:14
  |
6 |     startDate: 2023-04
  |                ------- starts here
7 |     endDate: 2019-04
  |              ^^^^^^^ ends here
  |
  = hint: for a job you still hold, write `endDate: present`"""
    assert laid_out(DATE_ORDER) == expected


def test_what_is_said_of_the_carets_stands_beside_them() -> None:
    item = Diagnostic(
        "error",
        "expected-text",
        "a highlight must be text, but this is a mapping",
        span(9, 9, 24),
        label='": " makes a key and a value',
        hint='quote the line: "Led 4 engineers: cut build time by 60%"',
    )
    expected = """\
error[expected-text]: a highlight must be text, but this is a mapping
 --> resume.yaml:9:9
  |
9 |       - Led 4 engineers: cut build time by 60%
  |         ^^^^^^^^^^^^^^^^ ": " makes a key and a value
  |
  = hint: quote the line: "Led 4 engineers: cut build time by 60%\""""
    assert laid_out(item) == expected


def test_the_gutter_is_as_wide_as_the_greatest_line_number() -> None:
    item = Diagnostic(
        "error",
        "missing-glyph",
        'the font "Lato" has no glyph for → (U+2192)',
        span(10, 23, 23),
        hint='choose another font, or write "to"',
    )
    expected = """\
error[missing-glyph]: the font "Lato" has no glyph for → (U+2192)
  --> resume.yaml:10:23
   |
10 |       - Wrote the C++ → Rust port
   |                       ^
   |
   = hint: choose another font, or write "to\""""
    assert laid_out(item) == expected


def test_a_file_whose_text_is_not_at_hand_is_only_named() -> None:
    place = Span("themes/serif/style.css", 2, 3, 2, 20)
    item = Diagnostic("warning", "theme-css", "`margin-top: 2 cm` was ignored: invalid value", place)
    expected = """\
warning[theme-css]: `margin-top: 2 cm` was ignored: invalid value
 --> themes/serif/style.css:2:3"""
    assert laid_out(item) == expected


def test_the_diagnostics_of_a_file_come_out_as_they_are_designed() -> None:
    diagnostics = Diagnostics()
    root = parse(RESUME, FILE, diagnostics)
    assert root is not None
    load(root, diagnostics)
    first, second, third = diagnostics.in_order()
    assert (first, second) == (UNKNOWN_KEY, DATE_ORDER)
    expected = """\
error[expected-text]: a highlight must be text, but this is a mapping
 --> resume.yaml:9:9
  |
9 |       - Led 4 engineers: cut build time by 60%
  |         ^^^^^^^^^^^^^^^^ ": " makes a key and a value
  |
  = hint: quote the line: "Led 4 engineers: cut build time by 60%\""""
    assert laid_out(third) == expected


def test_a_diagnostic_without_a_place_is_one_line_with_its_notes_and_hint_below() -> None:
    item = Diagnostic("error", "no-theme", "there is no theme `x`", notes=("looked in themes/", "and here"), hint="do")
    expected = """\
error[no-theme]: there is no theme `x`
  = note: looked in themes/
  = note: and here
  = hint: do"""
    assert laid_out(item) == expected
    assert laid_out(Diagnostic("error", "no-theme", "there is none")) == "error[no-theme]: there is none"


def test_notes_stand_before_the_hint_and_below_the_excerpt() -> None:
    item = Diagnostic("warning", "x", "y", span(2, 9, 11), notes=("one", "two"), hint="three")
    expected = """\
warning[x]: y
 --> resume.yaml:2:9
  |
2 |   name: Ada
  |         ^^^
  |
  = note: one
  = note: two
  = hint: three"""
    assert laid_out(item) == expected


def test_lines_left_out_between_two_places_are_dots() -> None:
    labels = (Label(span(10, 9, 13), "and here"), Label(span(1, 1, 6), "here"))
    item = Diagnostic("error", "x", "y", span(4, 11, 14), label="this", labels=labels)
    expected = """\
error[x]: y
  --> resume.yaml:4:11
   |
 1 | basics:
   | ------ here
...
 4 |   - name: Acme
   |           ^^^^ this
...
10 |       - Wrote the C++ → Rust port
   |         ----- and here"""
    assert laid_out(item) == expected


def test_two_places_of_one_line_show_it_once() -> None:
    item = Diagnostic("error", "x", "y", span(9, 26, 28), label="b", labels=(Label(span(9, 9, 11), "a"),))
    expected = """\
error[x]: y
 --> resume.yaml:9:26
  |
9 |       - Led 4 engineers: cut build time by 60%
  |         --- a
  |                          ^^^ b"""
    assert laid_out(item) == expected


def test_of_a_long_line_the_stretch_around_each_place_is_shown() -> None:
    text = f"{'a' * 1000}KEY{'b' * 1000}end"
    item = Diagnostic("error", "x", "m", span(1, 1001, 1003), labels=(Label(span(1, 2004, 2006), "here"),))
    _, _, _, first, carets, second, dashes = laid_out(item, text).splitlines()
    assert first == f"1 | …{'a' * 59}KEY{'b' * 136}…"
    assert carets == f"  | {' ' * 60}^^^"
    assert second == f"1 | …{'b' * 196}end"
    assert dashes == f"  | {' ' * 197}--- here"


def test_a_span_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    expected = """\
error[x]: y
 --> resume.yaml:4:5
  |
4 |   - name: Acme
  |     ^^^^^^^^^^"""
    assert laid_out(Diagnostic("error", "x", "y", Span(FILE, 4, 5, 7, 1))) == expected


def test_the_spaces_behind_the_text_of_a_line_are_not_underlined() -> None:
    [*_, line] = laid_out(Diagnostic("error", "x", "y", Span(FILE, 1, 4, 2, 3)), "a: |  \n  b\n").splitlines()
    assert line == "  |    ^"


def test_a_form_feed_ends_no_line() -> None:
    lines = laid_out(Diagnostic("error", "x", "y", span(2, 1, 1)), "one\x0c\x1ctwo\nthree").splitlines()
    assert lines[3:] == ["2 | three", "  | ^"]


@pytest.mark.parametrize("column", [12, 13])
def test_the_end_of_a_line_has_a_caret_too(column: int) -> None:
    [*_, line] = laid_out(Diagnostic("error", "x", "y", span(2, column, column))).splitlines()
    assert line == "  |            ^"


def test_a_line_past_the_end_of_the_file_is_empty() -> None:
    expected = """\
error[x]: y
  --> resume.yaml:99:1
   |
99 |
   | ^"""
    assert laid_out(Diagnostic("error", "x", "y", span(99, 1, 1))) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_the_line_shown_is_the_one_that_yaml_counts(line_break: str) -> None:
    lines = laid_out(Diagnostic("error", "x", "y", span(2, 1, 1)), f"one{line_break}two{line_break}three").splitlines()
    assert lines[3:] == ["2 | two", "  | ^"]


def test_wide_characters_take_two_cells_of_carets() -> None:
    expected = """\
error[x]: y
 --> resume.yaml:1:11
  |
1 | name: 山田 (太郎), Engineer
  |             ^^^^"""
    item = Diagnostic("error", "x", "y", span(1, 11, 12))
    assert laid_out(item, "name: 山田 (太郎), Engineer") == expected


@pytest.mark.parametrize(
    ("before", "marked", "indent", "carets"),
    [
        ("a: ", "日本", 3, 4),
        ("日本: ", "x", 6, 1),
        ("e\u0301: ", "x", 3, 1),
        ("a: ", "e\u0301e\u0301", 3, 2),
        ("🧘\u200d♀\ufe0f: ", "x", 4, 1),
        ("a: ", "🧘\u200d♀\ufe0f", 3, 2),
        ("한국: ", "\uff58", 6, 2),
        ("עברית: ", "عربي", 7, 4),
        ("\u200b: ", "x", 2, 1),
        ("a: ", "\u0301", 3, 1),
    ],
)
def test_carets_stand_under_what_they_mark_on_a_terminal(before: str, marked: str, indent: int, carets: int) -> None:
    item = Diagnostic("error", "x", "y", span(1, len(before) + 1, len(before) + len(marked)))
    [*_, line] = laid_out(item, f"{before}{marked} and more").splitlines()
    assert line == f"  | {' ' * indent}{'^' * carets}"


def test_tabs_before_the_carets_are_copied() -> None:
    expected = 'error[x]: y\n --> resume.yaml:1:4\n  |\n1 | \t\t"name": 1\n  | \t\t ^^^^'
    assert laid_out(Diagnostic("error", "x", "y", span(1, 4, 7)), '\t\t"name": 1') == expected


def test_a_tab_after_wide_characters_stands_under_its_like() -> None:
    [*_, line] = laid_out(Diagnostic("error", "x", "y", span(1, 4, 4)), "日本\tx").splitlines()
    assert line == "  |     \t^"


# --- what could steer a terminal ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("bell\x07, null\x00, return\r, newline\n", "bell␇, null␀, return␍, newline␊"),
        ("delete\x7f, csi\x9b31m, nel\x85", "delete␡, csi␡31m, nel␡"),
        ("tab\t", "tab\t"),
        ("\u202eevil\u202c", "\ufffdevil\ufffd"),
        ("\u2066evil\u2069", "\ufffdevil\ufffd"),
        ("\u200e\u200f\u061c", "\ufffd\ufffd\ufffd"),
        ("line\u2028, paragraph\u2029", "line\ufffd, paragraph\ufffd"),
        ("\ud800", "\ufffd"),
        ("soft\xadhyphen, joiners \u200d and \u200c", "soft\xadhyphen, joiners \u200d and \u200c"),
        ("\u0600 and \u06dd are signs of Arabic", "\u0600 and \u06dd are signs of Arabic"),
        ("Zoë, 日本, 🧘‍♀️, عربي", "Zoë, 日本, 🧘‍♀️, عربي"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_as_a_picture(text: str, shown: str) -> None:
    assert printable(text) == shown


HARMFUL = "\x1b]0;title\x07\u202e\r\n"


def test_no_part_of_a_layout_steers_the_terminal() -> None:
    place = Span(f"{HARMFUL}.yaml", 1, 1, 1, 3)
    labels = (Label(Span(place.file, 1, 3, 1, 5), HARMFUL),)
    item = Diagnostic("error", "x", HARMFUL, place, HARMFUL, labels, (HARMFUL,), HARMFUL)
    for text in (long(item, {place.file: f"ab{HARMFUL}"}), short(item)):
        assert not set(text) & set(HARMFUL[:1] + "\x07\u202e\r")
    assert short(item).count("\n") == 0
    assert len(long(item, {place.file: f"ab{HARMFUL}"}).split("\n")) == 9


@given(st.text(max_size=40), st.integers(1, 3), st.integers(1, 50), st.integers(1, 60))
def test_any_text_is_laid_out_without_a_control_character(text: str, line: int, column: int, width: int) -> None:
    item = Diagnostic("error", "x", text, Span(FILE, line, column, line, column + width), text, (), (text,), text)
    for character in set(laid_out(item, text)) - {"\n", "\t"}:
        assert character.isprintable() or character in printable(text)
    assert not set(laid_out(item, text)) & {"\x1b", "\r", "\x85", "\u2028", "\u2029", "\u202e"}


# --- colour ---------------------------------------------------------------------------------------------------------


def test_colour_is_given_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in laid_out(DATE_ORDER)
    expected = """\
{error}error[date-order]{reset}{bold}: this job ends before it starts{reset}
{blue} -->{reset} resume.yaml:7:14
{blue}  |{reset}
{blue}6 |{reset}     startDate: 2023-04
{blue}  |{reset}                {blue}------- starts here{reset}
{blue}7 |{reset}     endDate: 2019-04
{blue}  |{reset}              {error}^^^^^^^ ends here{reset}
{blue}  |{reset}
{blue}  ={reset} hint: for a job you still hold, write `endDate: present`"""
    codes = {"error": "\x1b[1;31m", "bold": "\x1b[1m", "blue": "\x1b[1;34m", "reset": "\x1b[0m"}
    assert long(DATE_ORDER, {FILE: RESUME}, colour=True) == expected.format(**codes)


def test_a_warning_is_yellow() -> None:
    text = long(Diagnostic("warning", "x", "y", span(2, 9, 11)), {FILE: RESUME}, colour=True)
    assert text.startswith("\x1b[1;33mwarning[x]\x1b[0m")
    assert text.endswith("\x1b[1;33m^^^\x1b[0m")


# --- the short layout -----------------------------------------------------------------------------------------------


def test_the_short_layout_is_one_line() -> None:
    assert short(DATE_ORDER) == "resume.yaml:7:14: error[date-order]: this job ends before it starts"


def test_the_short_layout_of_a_problem_without_a_place_begins_with_its_severity() -> None:
    assert short(Diagnostic("warning", "page-limit", "two pages")) == "warning[page-limit]: two pages"


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ("", ""),
        ("e", "1 error"),
        ("w", "1 warning"),
        ("eew", "2 errors, 1 warning"),
        ("wew", "1 error, 2 warnings"),
    ],
)
def test_problems_are_counted_in_words(severities: str, words: str) -> None:
    items = [Diagnostic("error" if letter == "e" else "warning", "x", "y") for letter in severities]
    assert summary(items) == words
