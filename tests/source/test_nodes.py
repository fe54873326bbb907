"""Nodes: what a scalar's text is as a value of JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.diagnostics import Diagnostics, Span
from resume.source.compose import parse
from resume.source.nodes import Mapping, Node, Scalar, Sequence, describe, plain

HERE = Span("resume.yaml", 1, 1, 1, 2)


def scalar(text: str, *, unquoted: bool = True) -> Scalar:
    return Scalar(text, HERE, plain=unquoted)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("true", True),
        ("False", False),
        ("0", 0),
        ("-12", -12),
        ("1.10", 1.1),
        ("-0.5", -0.5),
        ("2e3", 2000.0),
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("0123", "0123"),
        ("+49", "+49"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        (".5", ".5"),
        ("12:30", "12:30"),
        ("2024-02-30", "2024-02-30"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("١٢", "١٢"),
        ("Null and void", "Null and void"),
    ],
)
def test_an_unquoted_scalar_means_what_json_can_say(text: str, value: object) -> None:
    given_value = plain(scalar(text))
    assert given_value == value
    assert type(given_value) is type(value)


@pytest.mark.parametrize("text", ["", "~", "null", "true", "12", "1.10", "no"])
def test_a_quoted_scalar_is_text(text: str) -> None:
    assert plain(scalar(text, unquoted=False)) == text


def test_a_number_longer_than_python_reads_stays_text() -> None:
    assert plain(scalar("9" * 4300)) == int("9" * 4300)
    assert plain(scalar("9" * 4301)) == "9" * 4301


def test_lists_and_mappings_hold_the_values_of_their_nodes_in_order() -> None:
    node = Mapping(((scalar("b"), Sequence((scalar("1"), scalar("x")), HERE)), (scalar("a"), Mapping((), HERE))), HERE)
    assert plain(node) == {"b": [1, "x"], "a": {}}
    assert json.dumps(plain(node)) == '{"b": [1, "x"], "a": {}}'


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (scalar("x"), "text"),
        (scalar("12"), "text"),
        (scalar(""), "empty"),
        (scalar("~"), "empty"),
        (scalar("", unquoted=False), "text"),
        (Sequence((), HERE), "a list"),
        (Mapping((), HERE), "a mapping"),
    ],
)
def test_the_kind_of_a_node_is_named_in_words(node: Node, words: str) -> None:
    assert describe(node) == words


EXCLUDED = "".join(map(chr, (0xFEFF, *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)))
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters=EXCLUDED)
TEXTS = st.text(CHARACTERS, max_size=30)  # libyaml reads no key of more than 1024 characters
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, JSON, max_size=4), st.booleans())
def test_a_json_document_has_the_values_that_json_gives_it(document: dict[str, object], ascii_only: bool) -> None:  # noqa: FBT001
    diagnostics = Diagnostics()
    root = parse(json.dumps(document, ensure_ascii=ascii_only), "resume.json", diagnostics)
    assert diagnostics.items == []
    assert root is not None
    assert plain(root) == document
