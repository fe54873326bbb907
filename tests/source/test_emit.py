"""YAML that people like to read, and that is read back as what it was."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.diagnostics import Diagnostics, Span
from resume.source import compose, emit
from resume.source.nodes import Mapping, Node, Scalar, Sequence, plain

HERE = Span("", 1, 1, 1, 2)

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff\u2028\u2029")
    | st.sampled_from("\n \t:#-'\"&*!|>%@`,[]{}?")
)
scalars = st.builds(lambda text: Scalar(text, HERE, plain=False), texts)
keys = st.text("abcxyzé -:#?", min_size=1, max_size=6)


def mapping(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def make(items: dict[str, Node]) -> Node:
        return Mapping(tuple((Scalar(key, HERE), value) for key, value in items.items()), HERE)

    return st.dictionaries(keys, values, max_size=4).map(make)


def sequence(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.lists(values, max_size=4).map(lambda items: Sequence(tuple(items), HERE))


trees = st.recursive(scalars, lambda inner: mapping(inner) | sequence(inner), max_leaves=12)


def read(text: str) -> object:
    diagnostics = Diagnostics()
    root = compose.parse(text, "resume.yaml", diagnostics)
    assert diagnostics.items == [], text
    assert root is not None
    return plain(root)


@settings(max_examples=80, deadline=None)
@given(trees)
def test_what_is_written_is_read_back_as_it_was(tree: Node) -> None:
    root = Mapping(((Scalar("basics", HERE), tree), (Scalar("last", HERE), tree)), HERE)
    for flow in ((), ("basics", "a", "x")):
        assert read(emit.written(root, "# first", flow)) == plain(root)


@pytest.mark.parametrize(
    "text",
    [
        "1.0",
        "0123",
        "no",
        "true",
        "null",
        "~",
        "",
        "2020-01-01",
        "1e3",
        "<<",
        "- a",
        "a: b",
        "a #b",
        "'",
        '"',
        "\\",
        "…",
        "\u2028",
        "\ttab",
        " a ",
    ],
)
@pytest.mark.parametrize("is_plain", [True, False])
def test_a_text_stays_the_kind_that_it_is(text: str, *, is_plain: bool) -> None:
    """A number stays one; a text that looks like one stays text."""
    scalar = Scalar(text, HERE, plain=is_plain)
    if is_plain and text == "":
        return
    assert read(emit.written(Mapping(((Scalar("key", HERE), scalar),), HERE))) == {"key": plain(scalar)}


def written(source: str) -> str:
    root = compose.parse(dedent(source), "resume.yaml", Diagnostics())
    assert root is not None
    return emit.written(root, "# first", ("keywords",))


TIDY = """\
# first

basics:
  name: Ada Example
  phone: +1 555 010 0199
  summary: >-
    Engineer with six years in payments and logistics. I like small services with clear contracts,
    measured before they are changed.

work:
  - name: "Acme: a company"
    startDate: 2020-01
    keywords: [Go, "C, D", SQL]
    highlights:
      - 'Said "yes: I will"'
      - Cut build time by 60 %

  - name: Norway
    summary: |-
      One paragraph.

      - a
        - b
    empty: []

language: "no"
x-note: "1.0"
"""


def test_what_is_tidy_stays_as_it_is() -> None:
    """Blank lines between sections and tall entries, blocks for long text, quotes only where they are needed."""
    assert written(TIDY) == TIDY.replace('"no"', "no")
