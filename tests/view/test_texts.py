"""What becomes of the characters and links of a text."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resume.diagnostics import Diagnostic
from resume.view.markdown import Run
from resume.view.page import Text, View
from resume.view.texts import address, cleaned, joined

See = Callable[[str], View]
Say = Callable[[str], list[Diagnostic]]


def label(view: See, text: str) -> Text:
    """Give a text as it is shown, by way of a résumé's label."""
    found = view(f"basics:\n  name: Ada\n  label: |-\n    {text}\n").head.label
    assert found is not None
    return found


# Characters.


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Zoe\N{COMBINING DIAERESIS} A\N{COMBINING RING ABOVE}", "Zoë Å"),
        ("e\N{HYPHEN}mail", "e-mail"),
        ("e\N{NON-BREAKING HYPHEN}mail", "e-mail"),
        ("back\N{SOFT HYPHEN}end", "backend"),
        ("back\N{ZERO WIDTH SPACE}end", "backend"),
        ("back\N{WORD JOINER}end", "backend"),
        ("10\N{THIN SPACE}km", "10\N{NO-BREAK SPACE}km"),
        ("10\N{NARROW NO-BREAK SPACE}km", "10\N{NO-BREAK SPACE}km"),
        ("10\N{FIGURE SPACE}km", "10\N{NO-BREAK SPACE}km"),
        ("e\N{LATIN SMALL LIGATURE FFI}cient \N{LATIN SMALL LIGATURE FI}rst", "efficient first"),
        ("a\N{NO-BREAK SPACE}b \N{EN DASH} “c” … 2\N{MULTIPLICATION SIGN}", None),
        ("👩\N{ZERO WIDTH JOINER}💻 ♀\N{VARIATION SELECTOR-16}", None),
        ("工程师 Ωδή Жизнь ½ ™ ²", None),
    ],
)
def test_a_text_is_written_in_characters_that_readers_give_back(written: str, shown: str | None) -> None:
    assert cleaned(written) == (written if shown is None else shown)


@given(st.text())
@example("\N{LATIN SMALL LIGATURE FI}\N{COMBINING ACUTE ACCENT} e\N{SOFT HYPHEN}\N{COMBINING ACUTE ACCENT}")
def test_a_cleaned_text_is_composed_and_clean(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("label", "head.label"),
        ("tagline", "head.tagline"),
        ("phone", "head.contacts.0.text"),
        ("summary", "sections.0.prose"),
    ],
)
def test_every_kind_of_field_is_cleaned(view: See, key: str, path: str) -> None:
    found: object = view(f"basics:\n  name: A\N{COMBINING RING ABOVE}\n  {key}: 'e\N{NON-BREAKING HYPHEN}x'\n")
    for step in path.split("."):
        found = found[int(step)] if isinstance(found, tuple) else getattr(found, step)
    assert str(found) == "e-x"


def test_the_name_is_cleaned(view: See) -> None:
    assert view("basics: {name: 'A\N{COMBINING RING ABOVE}sa'}").name == "Åsa"


# Links.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[my site](https://example.org)", "my site (example.org)"),
        ("[my site](https://www.example.org/me/)", "my site (example.org/me)"),
        ("[example.org](https://example.org)", "example.org"),
        ("[Example.ORG, a site](https://www.example.org)", "Example.ORG, a site"),
        ("<https://example.org/me>", "https://example.org/me"),
        ("[write](mailto:ada@example.org)", "write (ada@example.org)"),
        ("[call](tel:+15551234)", "call (+15551234)"),
        ("[one](https://a.org) and [two](https://b.org)", "one (a.org) and two (b.org)"),
        ("[in **bold**](https://example.org).", "in bold (example.org)."),
    ],
)
def test_the_address_of_a_link_is_written_out_unless_its_text_says_it(view: See, text: str, shown: str) -> None:
    assert str(label(view, text)) == shown


def test_an_address_that_is_written_out_is_linked_too(view: See) -> None:
    link = "https://example.org"
    assert label(view, f"[me]({link})").runs == (
        Run("me", href=link),
        Run(" ("),
        Run("example.org", href=link),
        Run(")"),
    )


def test_a_link_without_a_scheme_is_https(view: See) -> None:
    assert label(view, "[example.org/me](example.org/me)").runs == (
        Run("example.org/me", href="https://example.org/me"),
    )


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("basics: {name: Ada, label: '[x](javascript:alert)'}", 1),
        ("basics:\n  name: Ada\n  summary: |\n    Fine.\n\n    - [x](file:///etc/passwd)\n", 3),
        ("basics: {name: Ada}\nwork:\n- name: X\n  highlights:\n  - '[x](ftp://example.org)'\n", 5),
        ("basics: {name: Ada}\ncustom:\n  more:\n    items:\n    - '[x](data:text/html,x)'\n", 5),
    ],
)
def test_a_link_that_may_not_be_is_an_error_at_its_field(said: Say, field: str, line: int) -> None:
    [item] = said(field)
    assert (item.severity, item.code) == ("error", "url-scheme")
    assert item.span is not None
    assert item.span.line == line


def test_a_link_that_leads_nowhere_is_an_error(said: Say) -> None:
    assert [item.code for item in said("basics: {name: Ada, label: '[x]() [y](#here)'}")] == ["url-form", "url-form"]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.linkedin.com/in/ada", "linkedin.com/in/ada"),
        ("http://example.org/", "example.org"),
        ("https://example.org/a/?b=c#d", "example.org/a/?b=c#d"),
        ("mailto:ada@example.org", "ada@example.org"),
    ],
)
def test_an_address_is_written_as_people_do(url: str, shown: str) -> None:
    assert address(url) == shown


# Texts of several.


def test_texts_are_joined_with_a_separator_and_stay_known_as_parts() -> None:
    one, two = Text((Run("one"),), ("a",)), Text((Run("two", strong=True),), ("b",))
    both = joined((one, None, two), ", ", "c")
    assert both is not None
    assert str(both) == "one, two"
    assert both.runs == (Run("one"), Run(", "), Run("two", strong=True))
    assert (both.path, both.parts) == (("c",), (one, two))


def test_one_text_joined_with_none_is_itself() -> None:
    one = Text((Run("one"),), ("a",))
    assert joined((None, one), ", ", "c") is one
    assert joined((None, None), ", ", "c") is None
