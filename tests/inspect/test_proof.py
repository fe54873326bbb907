"""Holds invented pages against invented texts: what is lost, what is out of order, and what is neither."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resume.diagnostics import Diagnostics
from resume.inspect.findings import SHOWN
from resume.inspect.proof import prove
from resume.inspect.tokens import FURNITURE
from resume.model.load import read
from resume.model.places import Places
from resume.source import compose
from resume.view.markdown import Run
from resume.view.page import Text
from resume.view.words import english

Finding = tuple[str, str]


def places(count: int) -> Places:
    """Give the places of a source that has its texts one a line, the first one on the second line."""
    source = "texts:\n" + "- text\n" * count
    root = compose.parse(source, "resume.yaml", Diagnostics())
    assert root is not None
    return read(root)[1]


def found(
    groups: Sequence[Sequence[str]],
    pages: Sequence[str],
    *,
    aside: Sequence[Sequence[str]] = (),
    lines: bool = False,
) -> list[Finding]:
    """Prove pages to hold groups of texts: the codes, each with the text (or line) at whose place it is reported."""
    flat = [text for group in (*groups, *aside) for text in group]
    numbers = iter(range(len(flat)))
    streams = [
        tuple(tuple(Text((Run(text),), ("texts", next(numbers))) for text in group) for group in stream)
        for stream in (groups, aside)
    ]
    diagnostics = Diagnostics()
    prove(streams, pages, places(len(flat)), diagnostics, english())
    at = [item.span.line if item.span else 1 for item in diagnostics.items]
    return [
        (item.code, str(line) if lines else flat[line - 2]) for item, line in zip(diagnostics.items, at, strict=True)
    ]


def one_by_one(*texts: str) -> list[list[str]]:
    return [[text] for text in texts]


# What is there.


@pytest.mark.parametrize(
    "page",
    [
        "Ada Example Engineer Built it",
        "Ada\n\nExample   Engineer\tBuilt\r\nit\f",
        "Ada\N{NO-BREAK SPACE}Example Engineer Built it",
        "Ada Example · Engineer · · · · • Built it - 2",
    ],
)
def test_white_space_and_what_a_theme_adds_do_not_count(page: str) -> None:
    assert found(one_by_one("Ada Example", "Engineer", "Built it"), [page]) == []


ENTRIES = [["Engineer", "Northwind", "Mar 2022"], ["Built it"], ["Lead", "Southwind", "Jan 2021"], ["Led it"]]


@pytest.mark.parametrize(
    "page",
    [
        "Engineer Northwind Mar 2022 Built it Lead Southwind Jan 2021 Led it",
        "Mar 2022 Northwind, Engineer Built it Jan 2021 Southwind, Lead Led it",
    ],
)
def test_the_texts_of_a_group_may_stand_in_any_order(page: str) -> None:
    assert found(ENTRIES, [page]) == []


def test_marks_and_letters_of_any_script_count() -> None:
    texts = one_by_one("C++", "C#", "C", "naïve", "50 %", "№ 7", "a_b")
    assert found(texts, ["C++ C# C naïve 50 % № 7 a_b"]) == []
    assert found(texts, ["C++ C C naive 50 № 7 a b"]) == [
        ("lost-text", "C#"),
        ("lost-text", "naïve"),
        ("lost-text", "50 %"),
        ("lost-text", "a_b"),
    ]


def test_a_text_without_anything_to_read_is_never_missed() -> None:
    assert found([["", " "], [], ["Ada"]], ["Ada"]) == []


# What is lost.


def test_a_text_that_is_nowhere_is_lost() -> None:
    assert found(ENTRIES, ["Engineer Northwind Mar 2022 Lead Southwind Jan 2021 Led it"]) == [("lost-text", "Built it")]


def test_without_pages_all_is_lost() -> None:
    assert found(one_by_one("Ada", "Engineer"), []) == [("lost-text", "Ada"), ("lost-text", "Engineer")]


@pytest.mark.parametrize("page", ["A d a", "Ad", "Adaa", "Ada-Example", "aDA", "Adа"])  # noqa: RUF001 - the last one is Cyrillic
def test_a_text_is_not_found_in_what_only_resembles_it(page: str) -> None:
    assert found(one_by_one("Ada Example"), [f"{page} Example"]) == [("lost-text", "Ada Example")]


def test_a_short_word_is_not_found_inside_another_one() -> None:
    texts = one_by_one("Java", "Go", "Google")
    assert found(texts, ["Java, Go, Google"]) == []
    assert found(texts, ["Java, Google"]) == [("lost-text", "Go")]


def test_a_word_that_other_texts_have_too_is_missed_where_it_is_lost() -> None:
    """It must occur as often as in the résumé, not only somewhere."""
    texts = one_by_one("Wrote Go", "Go", "Ada")
    assert found(texts, ["Wrote Go Go Ada"]) == []
    assert {code for code, _ in found(texts, ["Wrote Go Ada"])} >= {"lost-text"}


@pytest.mark.parametrize(
    ("page", "line"),
    [("Northwind Built it Intern Southwind Led it", 2), ("Intern Northwind Built it Southwind Led it", 5)],
)
def test_where_one_of_two_equal_titles_is_lost_that_one_is_named(page: str, line: int) -> None:
    groups = [["Northwind", "Intern"], ["Built it"], ["Southwind", "Intern"], ["Led it"]]
    assert found(groups, ["Intern Northwind Built it Intern Southwind Led it"]) == []
    assert found(groups, [page], lines=True) == [("lost-text", str(line + 1))]


def test_a_title_that_occurs_in_the_group_before_is_found_in_its_own_place() -> None:
    groups = [["Languages", "Python", "Testing", "Java"], ["Testing", "pytest"]]
    assert found(groups, ["Languages: Python, Testing, Java Testing: pytest"]) == []
    assert found(groups, ["Languages: Python, Java Testing: pytest"]) != []


def test_a_long_text_is_shown_by_its_beginning() -> None:
    diagnostics = Diagnostics()
    prove([((Text((Run("word " * 40),), ("texts", 0)),),)], [], places(1), diagnostics, english())
    [item] = diagnostics.items
    assert item.message.startswith('"word word')
    assert len(item.message.partition("…")[0]) <= SHOWN + 1


# What is out of order.


@pytest.mark.parametrize(
    ("page", "misplaced"),
    [
        ("Engineer Northwind Built it Mar 2022 Lead Southwind Jan 2021 Led it", ["Mar 2022"]),
        ("Engineer Northwind Built it Lead Southwind Mar 2022 Jan 2021 Led it", ["Mar 2022"]),
        ("Mar 2022 Jan 2021 Engineer Northwind Built it Lead Southwind Led it", ["Jan 2021"]),
        ("Engineer Northwind Mar 2022 Lead Southwind Jan 2021 Led it Built it", ["Built it"]),
        ("Led it Engineer Northwind Mar 2022 Built it Lead Southwind Jan 2021", ["Led it"]),
    ],
)
def test_a_misplaced_text_is_named_itself_and_not_those_after_it(page: str, misplaced: list[str]) -> None:
    """Of the group that comes first, what stands above it is still beside it."""
    assert found(ENTRIES, [page]) == [("text-order", text) for text in misplaced]


def test_dates_gathered_at_the_end_are_each_named() -> None:
    page = "Engineer Northwind Built it Lead Southwind Led it Mar 2022 Jan 2021"
    assert found(ENTRIES, [page]) == [("text-order", "Mar 2022"), ("text-order", "Jan 2021")]


def test_dates_of_neighbours_that_changed_places_are_noticed() -> None:
    groups = [["Engineer", "Mar 2022"], ["Lead", "Jan 2021"]]
    assert found(groups, ["Engineer Mar 2022 Jan 2021 Lead"]) == []
    assert found(groups, ["Engineer Jan 2021 Mar 2022 Lead"]) == [("text-order", "Jan 2021")]


def test_a_section_that_moved_is_named_whole() -> None:
    page = "Lead Southwind Jan 2021 Led it Engineer Northwind Mar 2022 Built it"
    assert [text for _, text in found(ENTRIES, [page])] in (
        ["Engineer", "Northwind", "Mar 2022", "Built it"],
        ["Lead", "Southwind", "Jan 2021", "Led it"],
    )


def test_a_finding_stands_at_the_place_of_its_text() -> None:
    diagnostics = Diagnostics()
    texts = tuple((Text((Run(text),), ("texts", n)),) for n, text in enumerate(["one", "two", "three"]))
    prove([texts], ["one three"], places(3), diagnostics, english())
    [item] = diagnostics.items
    assert item.span is not None
    assert (item.severity, item.code, item.span.file) == ("error", "lost-text", "resume.yaml")
    assert (item.span.line, item.span.column) == (3, 3)


# Headings.


def proven(texts: Sequence[Text], page: str) -> list[str]:
    """Prove a page to hold texts, each a group: the codes."""
    diagnostics = Diagnostics()
    prove([tuple((text,) for text in texts)], [page], places(0), diagnostics, english())
    return [item.code for item in diagnostics.items]


def test_headings_may_all_be_in_capitals_and_other_texts_may_not() -> None:
    texts = [
        Text((Run("Skills"),), (), is_heading=True),
        Text((Run("Go & SQL"),), ()),
        Text((Run("Größe"),), (), is_heading=True),
        Text((Run("Skills of mine"),), ()),
    ]
    assert proven(texts, "Skills Go & SQL Größe Skills of mine") == []
    assert proven(texts, "SKILLS Go & SQL GRÖSSE Skills of mine") == []
    assert proven(texts, "SKILLS GO & SQL GRÖSSE Skills of mine") == ["lost-text"]
    assert proven(texts, "skills Go & SQL größe Skills of mine") != []
    assert proven(texts, "SKILLS Go & SQL Skills of mine") == ["lost-text"]


# Pages.


@pytest.mark.parametrize(
    "pages",
    [
        ["one two three", "four five"],
        ["one two three Ada Example · 1", "four five"],
        ["one two three", "Ada Example four five"],
        ["one two three Ada · 1", "Ada four Ada · 2", "Ada five"],
        ["one two three", "", "four five"],
        ["one two three" + " ·" * FURNITURE, "four five"],
    ],
)
def test_a_text_may_go_over_to_the_next_page_with_a_foot_and_a_head_between(pages: list[str]) -> None:
    assert found(one_by_one("one two three four", "five"), pages) == []


@pytest.mark.parametrize(
    "pages",
    [
        ["one two three foot four five"],
        ["one two three" + " ·" * (FURNITURE + 1), "four five"],
        ["one two three", "· " * FURNITURE + "four five"],
    ],
)
def test_a_text_is_not_found_in_pieces_that_lie_further_apart(pages: list[str]) -> None:
    assert ("lost-text", "one two three four") in found(one_by_one("one two three four", "five"), pages)


# Sidebars.

ASIDE = [["Skills"], ["Go", "SQL"], ["Languages"], ["Welsh"]]


@pytest.mark.parametrize(
    "pages",
    [
        ["Engineer Northwind Mar 2022 Built it Lead Southwind Jan 2021 Led it Skills Go SQL Languages Welsh"],
        ["Skills Go SQL Languages Welsh Engineer Northwind Mar 2022 Built it Lead Southwind Jan 2021 Led it"],
        ["Engineer Northwind Mar 2022 Built it Skills Go SQL", "Lead Southwind Jan 2021 Led it Languages Welsh"],
    ],
)
def test_a_sidebar_may_be_read_anywhere(pages: list[str]) -> None:
    assert found(ENTRIES, pages, aside=ASIDE) == []


def test_what_is_lost_of_either_the_page_or_its_sidebar_is_named() -> None:
    page = "Engineer Northwind Mar 2022 Lead Southwind Jan 2021 Led it"
    assert found(ENTRIES, [f"{page} Built it Skills Go SQL Languages"], aside=ASIDE) == [
        ("text-order", "Built it"),
        ("lost-text", "Welsh"),
    ]


def test_each_of_the_page_and_its_sidebar_is_in_order() -> None:
    page = "Engineer Northwind Mar 2022 Built it Lead Southwind Jan 2021 Led it"
    assert found(ENTRIES, [f"{page} Go SQL Languages Welsh Skills"], aside=ASIDE) == [("text-order", "Skills")]
    assert found(ENTRIES, [f"Skills Go SQL Led it Languages Welsh {page.removesuffix(' Led it')}"], aside=ASIDE) == [
        ("text-order", "Led it")
    ]


def test_a_text_of_the_page_does_not_stand_for_an_equal_one_of_the_sidebar() -> None:
    groups, aside = one_by_one("Ada", "Go"), one_by_one("Skills", "Java", "Go", "SQL")
    assert found(groups, ["Ada Go Skills Java Go SQL"], aside=aside) == []
    assert found(groups, ["Ada Go Skills Java SQL"], aside=aside, lines=True) == [("lost-text", "6")]
    assert found(groups, ["Ada Skills Java Go SQL"], aside=aside, lines=True) == [("lost-text", "3")]


def test_a_text_may_go_over_to_the_next_page_with_the_sidebar_between() -> None:
    words = [f"w{n}" for n in range(FURNITURE * 2)]
    pages = [f"one two three {' '.join(words)}", "four five"]
    assert found(one_by_one("one two three four", "five"), pages, aside=one_by_one(*words)) == []
    assert ("lost-text", "one two three four") in found(one_by_one("one two three four", "five"), pages)


# Scripts.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("履歴書を書く", "lost-text"),
        ("简历", "lost-text"),
        ("이력서 쓰기", "lost-text"),
        ("ประวัติย่อ", "misread-script"),
        ("Việt Nam", "lost-text"),
        ("Čeština", "lost-text"),
        ("Ωδή", "lost-text"),
    ],
)
def test_a_line_may_break_within_a_word_where_its_script_has_no_spaces(text: str, code: str) -> None:
    assert found(one_by_one(text, "2024"), [f"{text} 2024"]) == []
    spaced = not text.isascii() and ord(text[0]) > 0x0E00
    assert found(one_by_one(text), [f"{text[:2]}\n{text[2:]}"]) == ([] if spaced else [(code, text)])
    assert found(one_by_one(text), [text[:-1]]) == [(code, text)]


def test_texts_in_a_script_that_no_pdf_says_for_all_readers_are_one_warning_that_shows_how_they_are_read() -> None:
    texts = ["Ada", "ประวัติ", "การศึกษาและประสบการณ์", "מכתב", "Engineer"]
    written = tuple((Text((Run(text),), ("texts", n)),) for n, text in enumerate(texts))
    diagnostics = Diagnostics()
    prove([written], ["Ada\nประวต\nการศกษาและประสบการณ\nבתכמ"], places(len(texts)), diagnostics, english())
    said = [
        (item.severity, item.code, item.span.line if item.span else 0, item.message, item.notes)
        for item in diagnostics.in_order()
    ]
    otherwise = "read by machines otherwise than written; people see them right"
    assert said == [
        (
            "warning",
            "misread-script",
            3,
            f"in the Thai script, 2 texts are {otherwise}",
            ('written: "การศึกษาและประสบการณ์"', 'read:    "การศกษาและประสบการณ"'),
        ),
        (
            "warning",
            "misread-script",
            5,
            f"in the Hebrew script, a text is {otherwise}",
            ('written: "מכתב"', 'read:    "בתכמ"'),
        ),
        ("error", "lost-text", 6, '"Engineer" cannot be read back whole from the PDF', ()),
    ]


@pytest.mark.parametrize("text", ["מכתב 2024", "מכתב2024", "Python מכתב", "Pythonמכתב", "2024 سيرة Go"])
def test_the_space_where_a_line_turns_its_direction_does_not_count(text: str) -> None:
    assert found(one_by_one(text), [text.replace(" ", "")]) == []
    assert found(one_by_one(text), [text.replace("n", "n ").replace("2024", " 2024 ")]) == []
    assert found(one_by_one(text), [text.replace("Python", "Pytho n").replace("2024", "20 24")]) == [
        ("misread-script", text)
    ]


def test_a_composed_letter_is_its_parts() -> None:
    assert found(one_by_one("Zoë"), ["Zoe\N{COMBINING DIAERESIS}"]) == []


@pytest.mark.parametrize("page", ["🧘\N{ZERO WIDTH JOINER}♀ Yoga", "🧘♀\N{VARIATION SELECTOR-16} Yoga", "🧘♀ Yoga"])
def test_what_joins_emoji_and_chooses_their_look_does_not_count(page: str) -> None:
    text = "🧘\N{ZERO WIDTH JOINER}♀\N{VARIATION SELECTOR-16} Yoga"
    assert found(one_by_one(text), [page]) == []
    assert found(one_by_one(text), ["🧘 Yoga"]) == [("lost-text", text)]


# Whatever the texts.

WORD = st.text(st.sampled_from("abcéß工の🎨1+&"), min_size=1, max_size=5)
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
GROUPS = st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=8)
UNIQUE = st.lists(st.integers(0, 999), min_size=2, max_size=12, unique=True).map(lambda ns: [f"w{n} x{n}" for n in ns])


def pages_of(texts: Sequence[str], breaks: int = 1) -> list[str]:
    """Set texts on pages, one after the other."""
    size = -(-len(texts) // breaks) or 1
    return ["\n".join(texts[n : n + size]) for n in range(0, len(texts), size)]


@settings(deadline=None)
@given(GROUPS, st.integers(1, 4))
def test_of_pages_that_hold_just_the_texts_nothing_is_said(groups: list[list[str]], breaks: int) -> None:
    assert found(groups, pages_of([text for group in groups for text in group], breaks)) == []


@settings(deadline=None)
@given(GROUPS, st.data())
def test_any_text_that_is_left_out_is_missed(groups: list[list[str]], data: st.DataObject) -> None:
    """However often its words occur in others."""
    texts = [text for group in groups for text in group]
    left_out = data.draw(st.integers(0, len(texts) - 1))
    findings = found(groups, pages_of([text for n, text in enumerate(texts) if n != left_out]))
    assert "lost-text" in {code for code, _ in findings}


@settings(deadline=None)
@given(UNIQUE, st.data())
def test_a_text_unlike_all_others_that_is_left_out_is_named_alone(texts: list[str], data: st.DataObject) -> None:
    left_out = data.draw(st.sampled_from(texts))
    page = [text for text in texts if text != left_out]
    assert found(one_by_one(*texts), pages_of(page)) == [("lost-text", left_out)]


@settings(deadline=None)
@given(UNIQUE, st.data())
def test_a_text_that_is_moved_is_noticed_and_nothing_is_lost(texts: list[str], data: st.DataObject) -> None:
    source = data.draw(st.integers(0, len(texts) - 1))
    page = [text for n, text in enumerate(texts) if n != source]
    page.insert(data.draw(st.integers(0, len(page))), texts[source])
    findings = found(one_by_one(*texts), pages_of(page))
    assert {code for code, _ in findings} == ({"text-order"} if page != texts else set())
    assert len(findings) <= 1


@settings(deadline=None)
@given(GROUPS, st.data())
def test_two_groups_that_change_places_are_noticed(groups: list[list[str]], data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.tuples(*[st.integers(0, len(groups) - 1)] * 2)))
    unlike = [[f"g{n} {text}" for text in group] for n, group in enumerate(groups)]
    assume(first != second)
    swapped = [*unlike]
    swapped[first], swapped[second] = unlike[second], unlike[first]
    findings = found(unlike, pages_of([text for group in swapped for text in group]))
    assert {code for code, _ in findings} == {"text-order"}
