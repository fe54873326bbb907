"""The HTML of texts, as a template writes it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from resume.view.markdown import Run, blocks, inline
from resume.view.page import Prose, Text


def html(text: str) -> str:
    return escape(Text(inline(text), ()))


def prose(text: str) -> str:
    return escape(Prose(blocks(text), ()))


class Reader(HTMLParser):
    """Reads the text of HTML, and which elements there are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(str(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a **b**", "a <strong>b</strong>"),
        ("*a* `b`", "<em>a</em> <code>b</code>"),
        ("***a***", "<strong><em>a</em></strong>"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
    ],
)
def test_marks_are_elements_and_all_else_is_text(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize("mark", ["**{}**", "*{}*", "`{}`", "***{}***"])
def test_a_link_holds_text_and_nothing_else(mark: str) -> None:
    """PDF/UA-1 fails on elements inside of it."""
    link = '<a class="unbroken" href="https://e.org">e.org</a>'
    found = html(
        mark.format("x").replace("x", "[e.org](https://e.org)") if "`" not in mark else "[`e.org`](https://e.org)"
    )
    assert link in found


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("end-to-end", True),
        ("non-fiction", True),
        ("F-35A-to-B", True),
        ("(low-latency)", True),
        ("e-mail,", True),
        ("word", False),
        ("-x", False),
        ("a-", False),
    ],
)
def test_a_compound_word_stays_on_one_line(word: str, *, is_one: bool) -> None:
    assert html(f"an {word} one") == (f'an <span class="unbroken">{word}</span> one' if is_one else f"an {word} one")


def test_a_hyphen_for_a_dash_stays_with_the_word_behind_it() -> None:
    assert html("Developer - Associate") == 'Developer <span class="unbroken">- Associate</span>'


def test_a_short_address_stays_on_one_line() -> None:
    assert html("[x](https://e.org)") == '<a class="unbroken" href="https://e.org">x</a>'


def test_a_long_address_is_broken_after_its_slashes_and_linked_in_every_part() -> None:
    address = "example.org/" + "/".join(["folder-of-some-length"] * 4)
    text = Text((Run(address, href=f"https://{address}"),), ())
    links = re.findall(r'<a class="unbroken" href="([^"]*)">([^<]*)</a>', escape(text))
    assert {href for href, _ in links} == {f"https://{address}"}
    assert [part for _, part in links] == ["example.org/", *["folder-of-some-length/"] * 3, "folder-of-some-length"]


def test_an_address_is_escaped_in_its_attribute() -> None:
    assert escape(Text((Run("x", href='https://e.org/"><script>'),), ())) == (
        '<a class="unbroken" href="https://e.org/&#34;&gt;&lt;script&gt;">x</a>'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo **b**", "<p>one</p><p>two <strong>b</strong></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- - a\n-\n- b", "<ul><li><ul><li>a</li></ul></li><li></li><li>b</li></ul>"),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n\n  b\n- c", "<ul><li>a<p>b</p></li><li>c</li></ul>"),
        ("1. a\n2. b", '<ol start="1" style="counter-reset: item 0"><li>a</li><li>b</li></ol>'),
        ("7. a", '<ol start="7" style="counter-reset: item 6"><li>a</li></ol>'),
        ("<i>x</i>", "<p>&lt;i&gt;x&lt;/i&gt;</p>"),
    ],
)
def test_prose_is_paragraphs_and_lists(text: str, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize(
    ("text", "brief"), [("one", True), ("one\ntwo", True), ("one\n\ntwo", False), ("- a", False), ("a\n- b", False)]
)
def test_prose_of_one_paragraph_is_brief(text: str, *, brief: bool) -> None:
    assert Prose(blocks(text), ()).is_brief is brief


def test_brief_prose_can_stand_within_a_line() -> None:
    assert escape(Prose(blocks("one **b**"), ("x",)).line) == "one <strong>b</strong>"


MARKED = st.text(st.sampled_from("*_`[]()<>&\"'#-\\:/ \nab工"), max_size=40)


@settings(deadline=None)
@given(MARKED)
def test_the_html_of_a_text_says_what_the_text_says(text: str) -> None:
    """Nothing is lost, and no element comes out of it but ours."""
    found = Text(inline(text), ())
    reader = Reader(escape(found))
    assert reader.text == str(found)
    assert reader.tags <= {"strong", "em", "code", "a", "span"}


@settings(deadline=None)
@given(MARKED)
def test_the_html_of_prose_says_what_its_texts_say(text: str) -> None:
    found = Prose(blocks(text), ())
    reader = Reader(escape(found))
    assert reader.text == "".join(map(str, found.texts()))
    assert reader.tags <= {"strong", "em", "code", "a", "span", "p", "ul", "ol", "li"}
