"""The text of a source file: what is read, what is refused, and where that stands."""

import time
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resume.diagnostics import Diagnostics, Span
from resume.source.text import MAX_BYTES, Readable, decode, locate

FILE = "resume.yaml"


def refused(data: bytes) -> list[tuple[str, Span | None]]:
    """Decode what must not be decoded; give the codes and places."""
    diagnostics = Diagnostics()
    assert decode(data, FILE, diagnostics) is None
    return [(item.code, item.span) for item in diagnostics.items]


def character(line: int, column: int) -> Span:
    return Span(FILE, line, column, line, column + 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name: Ada\n",
        "name:\tAda\r\nlabel: x\r",
        "next line \x85, line separator \u2028, paragraph separator \u2029",
        "no-break\xa0space, soft\xadhyphen, zero\u200bwidth, joiner \u200d, replacement \ufffd",
        "العربية 日本語 🧘‍♀️ \U0010ffff",
    ],
)
def test_text_is_read_as_it_is(text: str) -> None:
    diagnostics = Diagnostics()
    assert decode(text.encode(), FILE, diagnostics) == text
    assert diagnostics.items == []


def test_a_file_of_the_greatest_size_is_read() -> None:
    diagnostics = Diagnostics()
    assert decode(b"#" * MAX_BYTES, FILE, diagnostics) == "#" * MAX_BYTES
    assert diagnostics.items == []


def test_a_file_past_the_limit_is_refused_with_its_size() -> None:
    diagnostics = Diagnostics()
    assert decode(b"#" * (MAX_BYTES + 1), FILE, diagnostics) is None
    [item] = diagnostics.items
    assert item.code == "too-large"
    assert item.message == "this file has 1,000,001 bytes; the limit is 1,000,000"
    assert item.span == character(1, 1)


@pytest.mark.parametrize(
    ("before", "line", "column"),
    [
        ("", 1, 1),
        ("name: Jos", 1, 10),
        ("日本 🧘‍♀️ ", 1, 9),
        ("a: 1\nb: ", 2, 4),
        ("a: 1\r\nb: ", 2, 4),
        ("a: 1\rb: ", 2, 4),
        ("a: 1\x85b: ", 2, 4),
        ("a: 1\u2028\u2029b: ", 3, 4),
        ("a: 1\n", 2, 1),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_placed_by_characters(before: str, line: int, column: int) -> None:
    assert refused(before.encode() + b"\xe9 and \xff") == [("not-utf8", character(line, column))]


def test_a_byte_that_is_not_utf8_is_named() -> None:
    diagnostics = Diagnostics()
    decode(b"Jos\xe9", FILE, diagnostics)
    assert diagnostics.items[0].message == "this file is not UTF-8 text: the byte 0xE9 has no meaning here"


def test_a_character_that_is_cut_off_is_not_utf8() -> None:
    assert refused("Zoë".encode()[:-1]) == [("not-utf8", character(1, 3))]


@pytest.mark.parametrize("code", [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)])
def test_a_control_character_is_refused_where_it_stands(code: int) -> None:
    diagnostics = Diagnostics()
    assert decode(f"name: Ada\nlabel: é{chr(code)}\n".encode(), FILE, diagnostics) is None
    [item] = diagnostics.items
    assert (item.code, item.span) == ("control-character", character(2, 9))
    assert f"U+{code:04X}" in item.message


@pytest.mark.parametrize("code", [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF])
def test_a_noncharacter_is_refused(code: int) -> None:
    assert refused(f"{chr(code)}".encode()) == [("control-character", character(1, 1))]


def test_a_byte_order_mark_is_refused_wherever_it_stands() -> None:
    data = "\ufeffname: Ada\nlabel: \ufeffx".encode()
    assert refused(data) == [("byte-order-mark", character(1, 1)), ("byte-order-mark", character(2, 8))]


def test_every_line_and_every_character_is_reported_but_none_twice_on_a_line() -> None:
    assert refused(b"\x00a\x01\x00\r\n\x00") == [
        ("control-character", character(1, 1)),
        ("control-character", character(1, 3)),
        ("control-character", character(2, 1)),
    ]


def test_a_binary_file_is_refused_quickly_and_once() -> None:
    start = time.perf_counter()
    assert len(refused(b"\x00" * MAX_BYTES)) == 1
    assert time.perf_counter() - start < 2


TEXT = "name: Ada Ada\r\nsummary: |\n  one Ada\x85  two"


@pytest.mark.parametrize(
    ("span", "wanted", "found"),
    [
        (Span(FILE, 1, 7, 1, 14), "Ada", (1, 7, 1, 10)),
        (Span(FILE, 1, 8, 1, 14), "Ada", (1, 11, 1, 14)),
        (Span(FILE, 2, 10, 4, 6), "Ada", (3, 7, 3, 10)),
        (Span(FILE, 2, 10, 4, 6), "two", (4, 3, 4, 6)),
        (Span(FILE, 2, 10, 4, 6), "e", (3, 5, 3, 6)),
    ],
)
def test_a_piece_of_a_value_is_located_within_it(span: Span, wanted: str, found: tuple[int, int, int, int]) -> None:
    assert locate(TEXT, span, wanted) == Span(FILE, *found)


@pytest.mark.parametrize(
    ("span", "wanted"),
    [
        (Span(FILE, 1, 7, 1, 14), "→"),
        (Span(FILE, 1, 7, 1, 9), "Ada"),
        (Span(FILE, 3, 1, 9, 1), "name"),
    ],
)
def test_where_the_file_has_a_piece_in_other_characters_the_whole_value_is_given(span: Span, wanted: str) -> None:
    assert locate(TEXT, span, wanted) == span


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (r'"\ud83d\ude00"', '"😀"'),
        (r'"\uD83D\uDE00\uD83D\uDE01"', '"😀😁"'),
        (r'"\\\ud83d\ude00"', r'"\\😀"'),
        (r'"\\ud83d\\ude00"', r'"\\ud83d\\ude00"'),
        (r'"\ud83d"', r'"\ud83d"'),
        (r'"\ude00\ud83d"', r'"\ude00\ud83d"'),
        (r'"\ud83d\ud83d\ude00"', '"\\ud83d😀"'),
        (r'"\\ud83d\ude00"', r'"\\ud83d\ude00"'),
        (r'"\ud8zz\udc00"', r'"\ud8zz\udc00"'),
        (r'"\ud83d\udczz"', r'"\ud83d\udczz"'),
        (r'"\ud8٤٤\udc٤٤"', r'"\ud8٤٤\udc٤٤"'),
        (r'"\u00eb"', r'"\u00eb"'),
        ('"a\x85b\u2028c\u2029d"\n', '"a\\Nb\\Lc\\Pd"\n'),
        ("", ""),
    ],
)
def test_of_json_the_two_halves_of_a_character_are_joined_and_what_breaks_no_line_is_escaped(
    text: str, joined: str
) -> None:
    assert Readable(text, json=True).text == joined
    assert Readable(text, json=False).text == text


PIECES = [
    *(("a", "a"), ("é", "é"), (r"\n", r"\n"), (r"\\", r"\\"), (r"\ud83d\ude00", "😀"), (r"\uD840\uDC0B", "𠀋")),
    *(("\x85", r"\N"), ("\u2028", r"\L"), ("\u2029", r"\P"), ("\n", "\n"), ("\r\n", "\r\n"), ("\r", "\r")),
]
BREAKS = ("\x85", "\u2028", "\u2029", "\n", "\r\n", "\r")


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=20))
def test_what_is_read_of_json_leads_back_to_where_it_stands_in_the_file(pieces: list[tuple[str, str]]) -> None:
    assume(all(pair != ("\r", "\n") for pair in pairwise(read for _, read in pieces)))  # they would be one break
    readable = Readable("".join(of_file for of_file, _ in pieces), json=True)
    assert readable.text == "".join(read for _, read in pieces)
    index, line, column = 0, 1, 1
    for of_file, read in pieces:
        assert readable.place(index) == (line, column)
        index += len(read)
        line, column = (line + 1, 1) if of_file in BREAKS else (line, column + len(of_file))
    assert readable.place(index) == (line, column)
    assert readable.place(index + 1) == (line, column)
