"""Composing: nodes keep their text and their place, flaws are collected, limits hold."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.diagnostics import Diagnostic, Diagnostics, Span
from resume.model.load import load
from resume.report import terminal as report
from resume.source.compose import MAX_DEPTH, MAX_NODES, first_line, parse
from resume.source.nodes import Mapping, Node, Scalar, Sequence, plain
from resume.source.text import decode

FILE = "resume.yaml"
OWN = (Path(__file__).parents[2] / "resume.yaml").read_text(encoding="utf-8")


def parsed(text: str, file: str = FILE) -> Mapping:
    """Parse what must have no flaw."""
    diagnostics = Diagnostics()
    root = parse(text, file, diagnostics)
    assert diagnostics.items == []
    assert root is not None
    return root


def flaws(text: str, file: str = FILE) -> list[Diagnostic]:
    """Parse what must have a flaw."""
    diagnostics = Diagnostics()
    parse(text, file, diagnostics)
    assert diagnostics.has_errors()
    return diagnostics.in_order()


def codes(text: str) -> list[str]:
    return [item.code for item in flaws(text)]


def value(text: str, key: str = "a") -> Node:
    return next(value for name, value in parsed(text).entries if name.text == key)


# --- what a scalar says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["no", "NO", "Yes", "off", "1.10", "0123", "+49 30", "12:30", "2024-02-30", "0x1F", "1_000", "~", "null", "1e3"],
)
def test_an_unquoted_scalar_keeps_its_text(text: str) -> None:
    node = value(f"a: {text}\n")
    assert isinstance(node, Scalar)
    assert (node.text, node.plain) == (text, True)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'it''s'", "it's"),
        (r'"tab \t, snowman ☃"', "tab \t, snowman ☃"),
        (r'"\/ \u00eb \x41 \U0001F600"', "/ ë A 😀"),
        ('"folded\n  line"', "folded line"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        ("|-\n  one\n  # no comment\n", "one\n# no comment"),
        (">\n  one\n  two\n\n  three\n", "one two\nthree\n"),
        ("!!str 12", "12"),
        ("!!int 0123", "0123"),
        ("! no", "no"),
        ('""', ""),
    ],
)
def test_a_quoted_or_tagged_scalar_is_text(written: str, text: str) -> None:
    node = value(f"a: {written}\n")
    assert isinstance(node, Scalar)
    assert (node.text, node.plain) == (text, False)


def test_an_unquoted_scalar_over_two_lines_is_folded() -> None:
    node = value("a: one\n  two\nb: 1\n")
    assert isinstance(node, Scalar)
    assert node.text == "one two"
    assert node.span == Span(FILE, 1, 4, 2, 6)


def test_a_mapping_keeps_the_order_of_its_keys() -> None:
    assert [key.text for key, _ in parsed("b: 1\na: 2\nc: 3\n").entries] == ["b", "a", "c"]


# --- where it stands ------------------------------------------------------------------------------------------------


def test_each_node_knows_its_place() -> None:
    root = parsed("work:\n  - name: Ada & Co\n    keywords: [é, 日本]\n")
    [(key, work)] = root.entries
    assert key.span == Span(FILE, 1, 1, 1, 5)
    assert isinstance(work, Sequence)
    [entry] = work.items
    assert (entry.span.line, entry.span.column) == (2, 5)
    assert isinstance(entry, Mapping)
    (_, name), (keywords_key, keywords) = entry.entries
    assert name.span == Span(FILE, 2, 11, 2, 19)
    assert keywords_key.span == Span(FILE, 3, 5, 3, 13)
    assert isinstance(keywords, Sequence)
    assert keywords.span == Span(FILE, 3, 15, 3, 22)
    assert [item.span for item in keywords.items] == [Span(FILE, 3, 16, 3, 17), Span(FILE, 3, 19, 3, 21)]


def test_an_empty_value_has_the_place_behind_its_colon() -> None:
    assert value("a:\nb: 1\n").span == Span(FILE, 1, 3, 1, 4)


def test_an_alias_has_the_place_of_what_it_stands_for() -> None:
    root = parsed("a: &x one\nb: *x\n")
    assert root.entries[1][1] is root.entries[0][1]


def test_a_span_of_several_lines_is_cut_to_its_first_character() -> None:
    assert first_line(Span(FILE, 2, 5, 4, 1)) == Span(FILE, 2, 5, 2, 6)
    assert first_line(Span(FILE, 2, 5, 2, 9)) == Span(FILE, 2, 5, 2, 9)


LINE_BREAKS = ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]
WORDS = st.text(st.sampled_from("abé日😀"), min_size=1, max_size=4)


@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from(LINE_BREAKS)), min_size=1, max_size=8))
def test_lines_are_counted_by_every_line_break_of_yaml(entries: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{key}{number}: {value}{line_break}" for number, (key, value, line_break) in enumerate(entries))
    for number, ((key, value), (name, text_of, _)) in enumerate(zip(parsed(text).entries, entries, strict=True)):
        width, start = len(f"{name}{number}"), len(f"{name}{number}: ")
        assert key.span == Span(FILE, number + 1, 1, number + 1, width + 1)
        assert value.span == Span(FILE, number + 1, start + 1, number + 1, start + len(text_of) + 1)


@pytest.mark.parametrize("line_break", LINE_BREAKS)
def test_a_flaw_after_any_line_break_stands_on_the_next_line(line_break: str) -> None:
    [item] = flaws(f"a: 1{line_break}a: 2")
    assert item.span == Span(FILE, 2, 1, 2, 2)


def test_the_end_of_a_file_without_a_last_line_break_is_on_its_last_line() -> None:
    [item] = flaws("a: 1\nb: [c")
    assert item.span == Span(FILE, 2, 6, 2, 7)


# --- JSON -----------------------------------------------------------------------------------------------------------


def test_an_escaped_surrogate_pair_in_json_is_one_character() -> None:
    assert plain(parsed(r'{"a": "\ud83d\ude00 \\ud83d\\ude00 \u00eb"}', "x.json")) == {"a": r"😀 \ud83d\ude00 ë"}


def test_a_column_behind_a_surrogate_pair_counts_as_the_file_has_it() -> None:
    text = r'{"a": "\ud83d\ude00\ud83d\ude00", "b": 1}'
    (_, first), (second, _) = parsed(text, "x.json").entries
    assert text[first.span.column - 1 : first.span.end_column - 1] == r'"\ud83d\ude00\ud83d\ude00"'
    assert text[second.span.column - 1 : second.span.end_column - 1] == '"b"'


def test_only_json_joins_surrogate_pairs() -> None:
    [item] = flaws(r'a: "\ud83d\ude00"')
    assert item.code == "yaml-syntax"


def test_what_breaks_a_line_in_yaml_alone_is_a_character_in_json() -> None:
    root = parsed('{"a\x85b": "c\x85d\u2028e\u2029f", "g": 1}', "x.json")
    assert plain(root) == {"a\x85b": "c\x85d\u2028e\u2029f", "g": 1}
    assert root.entries[1][0].span == Span("x.json", 5, 5, 5, 8)


def test_tabs_between_the_tokens_of_json_are_spaces() -> None:
    root = parsed('{\n\t"a":\t[\n\t\t1,\t2\n\t]\n}\n', "x.json")
    assert plain(root) == {"a": [1, 2]}
    assert root.entries[0][0].span == Span("x.json", 2, 2, 2, 5)


def test_what_looks_like_a_merge_key_in_json_is_a_key() -> None:
    assert plain(parsed('{"a": {"<<": {"b": 1}}}', "x.json")) == {"a": {"<<": {"b": 1}}}


# --- merging --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "merged"),
    [
        ("a: {<<: {x: 1, y: 2}, x: 3}\n", {"x": 3, "y": 2}),
        ("a: {x: 3, <<: {x: 1, y: 2}}\n", {"x": 3, "y": 2}),
        ("a: {<<: [{x: 1}, {x: 2, y: 3}]}\n", {"x": 1, "y": 3}),
        ("a: {<<: {<<: {x: 1}, y: 2}}\n", {"x": 1, "y": 2}),
        ("a: {<<: {x: 1}, <<: {y: 2}}\n", {"x": 1, "y": 2}),
        ("a: {<<: {x: [1]}, x: ~}\n", {"x": None}),
        ('a: {"<<": {x: 1}}\n', {"<<": {"x": 1}}),
    ],
)
def test_a_merge_key_adds_what_is_not_there_yet(text: str, merged: object) -> None:
    assert plain(value(text)) == merged


def test_an_anchor_may_be_used_again_and_the_last_one_above_counts() -> None:
    assert plain(parsed("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")) == {"a": 1, "b": 1, "c": 2, "d": 2}


# --- flaws ----------------------------------------------------------------------------------------------------------


def test_flaws_are_collected_in_one_run() -> None:
    text = 'a: !foo 1\na: 2\nb: *c\n[d]: "\\u0007"\n<<: e\nf: &f [*f]\n---\n'
    assert [(item.code, item.span.line) for item in flaws(text) if item.span] == [
        ("unknown-tag", 1),
        ("duplicate-key", 2),
        ("unknown-alias", 3),
        ("expected-text", 4),
        ("control-character", 4),
        ("expected-mapping", 5),
        ("recursive-alias", 6),
        ("several-documents", 7),
    ]


def test_a_key_that_stands_twice_is_shown_with_its_first_place() -> None:
    first, second = flaws("a: 1\nb: 2\na: 3\na: 4\n")
    for item, line in ((first, 3), (second, 4)):
        assert (item.message, item.label) == ("the key `a` stands twice in one mapping", "again here")
        assert item.span == Span(FILE, line, 1, line, 2)
        assert [(label.span, label.text) for label in item.labels] == [(Span(FILE, 1, 1, 1, 2), "first here")]


def test_keys_of_two_mappings_may_be_the_same() -> None:
    assert plain(parsed("a: {b: 1}\nc: {b: 1}\n")) == {"a": {"b": 1}, "c": {"b": 1}}


def test_a_syntax_error_shows_where_the_broken_part_began() -> None:
    [item] = flaws('a: "x\nb: 1\n')
    assert [(label.span, label.text) for label in item.labels] == [
        (Span(FILE, 1, 4, 1, 5), "while scanning a quoted scalar"),
    ]


def test_a_character_that_decoding_would_have_refused_is_no_yaml() -> None:
    [item] = flaws("a: \x07\n")
    assert (item.code, item.span) == ("yaml-syntax", Span(FILE, 1, 1, 1, 2))


def test_a_flaw_found_before_does_not_stop_a_clean_file() -> None:
    diagnostics = Diagnostics()
    diagnostics.error("theme-css", "elsewhere")
    assert parse("a: 1\n", FILE, diagnostics) is not None


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~", "text", "[a]", "- a", "12"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert codes(text) == ["expected-mapping"]


@pytest.mark.parametrize(
    "tag", ["!x", "!!binary", "!!timestamp", "!!set", "!!python/name:os.system", "!<tag:x.org,2000:y>"]
)
@pytest.mark.parametrize("node", ["text", '"text"', "[a]", "{a: b}"])
def test_a_tag_that_is_not_of_the_core_is_refused_on_every_kind_of_node(tag: str, node: str) -> None:
    assert codes(f"a: {tag} {node}\n") == ["unknown-tag"]


# --- limits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "right"), [("[", "]"), ("{a: ", "}")])
def test_nesting_is_read_to_its_limit_and_no_further(left: str, right: str) -> None:
    deep = MAX_DEPTH - 1
    parsed(f"a: {left * deep}{right * deep}")
    [item] = flaws(f"a: {left * (deep + 1)}{right * (deep + 1)}")
    assert item.code == "too-deep"
    assert item.message == "this is nested more than 32 levels deep"
    assert item.span is not None
    assert item.span.column == len("a: ") + len(left) * deep + 1


@pytest.mark.parametrize("text", ["[" * 200_000, "- " * 200_000, "{a: " * 100_000, "? " * 200_000])
def test_bottomless_nesting_ends_quickly(text: str) -> None:
    start = time.perf_counter()
    assert codes(text) == ["too-deep"]
    assert time.perf_counter() - start < 2


def test_values_are_read_to_their_limit_and_no_further() -> None:
    # The root, the key and the list are values too.
    assert isinstance(value("a: [" + "1," * (MAX_NODES - 3) + "]"), Sequence)
    [item] = flaws("a: [" + "1," * (MAX_NODES - 2) + "]")
    assert item.code == "too-many-nodes"
    assert item.message == "this file has more than 50,000 values, aliases expanded"


def test_an_alias_counts_as_all_it_stands_for() -> None:
    hundred = "&x [" + "1," * 99 + "]"
    aliases = (MAX_NODES - 3) // 100 - 1
    parsed(f"a: [{hundred}, " + "*x," * aliases + "]")
    assert codes(f"a: [{hundred}, " + "*x," * (aliases + 1) + "]") == ["too-many-nodes"]


@pytest.mark.parametrize(
    "bomb",
    [
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 30)),
        "a0: &a0 {k: x}\n" + "".join(f"a{n}: &a{n} {{l: *a{n - 1}, r: *a{n - 1}}}\n" for n in range(1, 30)),
        "a0: &a0 {k: x}\n" + "".join(f"a{n}: &a{n} {{<<: [{f'*a{n - 1},' * 9}]}}\n" for n in range(1, 30)),
    ],
)
def test_an_alias_bomb_ends_quickly(bomb: str) -> None:
    start = time.perf_counter()
    assert codes(bomb) == ["too-many-nodes"]
    assert time.perf_counter() - start < 2


# --- no input makes a traceback -------------------------------------------------------------------------------------


def assert_read_or_explained(data: bytes, file: str) -> None:
    """Read a file as far as it goes: a résumé or an error comes out, and every span lies inside the file."""
    diagnostics = Diagnostics()
    text = decode(data, file, diagnostics)
    root = None if text is None else parse(text, file, diagnostics)
    loaded = load(root, diagnostics) if text is not None and root is not None else None
    assert (loaded is None) == diagnostics.has_errors()
    shown = data.decode(errors="replace") if text is None else text
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", shown)
    for item in diagnostics.in_order():
        assert item.span is not None
        for span in (item.span, *(label.span for label in item.labels)):
            assert span.file == file
            assert (span.line, span.column) < (span.end_line, span.end_column)
            assert 1 <= span.line <= span.end_line <= len(lines)
            # A caret may point at the end of a line, where something is missing.
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
        assert report.long(item, {file: shown}).startswith(f"{item.severity}[{item.code}]: ")


FILES = st.sampled_from([FILE, "resume.json"])
thorough = settings(max_examples=400, deadline=None)


@thorough
@given(st.binary(max_size=200), FILES)
def test_no_bytes_make_a_traceback(data: bytes, file: str) -> None:
    assert_read_or_explained(data, file)


@thorough
@given(st.text(max_size=200), FILES)
def test_no_text_makes_a_traceback(text: str, file: str) -> None:
    assert_read_or_explained(text.encode(), file)


TOKENS = [
    *("\n", "\n  ", "\n    ", "\r\n", "\r", "\t", "\x85", "\u2028", " ", ": ", "- ", "? ", ", ", "#", "\ufeff", "\x07"),
    *("[", "]", "{", "}", '"', "'", "|\n", ">\n", "---\n", "...\n", "%YAML 1.2\n", "@", "`", "%", "!", "!x ", "!!str "),
    *("&a ", "*a", "<<: ", "\\", r"\ud83d\ude00", r"\u0007", r"\x", "~", "null", "é", "日本", "👩‍🔬", "x-y", "2020-13"),
    *("basics:", "name:", "work:", "highlights:", "startDate:", "endDate:", "url:", "sections:", "custom:", "theme:"),
    *('"basics": ', '"name": ', '"work": ', '"x": ', "javascript:x", "present", "page:", "size:", "meta:", "limit:"),
]


@thorough
@given(st.lists(st.sampled_from(TOKENS), max_size=40), FILES)
def test_nothing_made_of_the_pieces_of_yaml_makes_a_traceback(tokens: list[str], file: str) -> None:
    assert_read_or_explained("".join(tokens).encode(), file)


@thorough
@given(st.integers(0, len(OWN)), st.integers(0, 12), st.lists(st.sampled_from(TOKENS), max_size=3), FILES)
def test_no_edit_of_a_resume_makes_a_traceback(at: int, cut: int, tokens: list[str], file: str) -> None:
    assert_read_or_explained(f"{OWN[:at]}{''.join(tokens)}{OWN[at + cut :]}".encode(), file)
