"""How a page is read as it looks: lines from top to bottom, column after column."""

import pytest
from tests.document.pages import SIDE, At, drawn, laid_out, placed, show
from tests.inspect.faults import makers

from resume.document import content
from resume.document.lines import columns, is_right_to_left, lines, painted, regions
from resume.document.values import Line, Page

PROSE = "many words that stand in a line"
"""A text of a column, some 130 points wide."""


def page(pdf: bytes) -> Page:
    [found] = content.pages(pdf)
    return found


def read(pdf: bytes) -> list[str]:
    return [line.text for line in lines(regions(page(pdf)))]


def column(x: float, name: str, *, top: float = 50, count: int = 20, step: float = 13) -> list[At]:
    return [(x, top + step * index, f"{name}{index} {PROSE}") for index in range(count)]


def test_lines_are_read_from_top_to_bottom_however_they_are_painted() -> None:
    assert read(placed((20, 90, "third"), (20, 50, "first line"), (20, 70, "second"))) == [
        "first line",
        "second",
        "third",
    ]


def test_words_of_a_line_are_read_from_left_to_right() -> None:
    assert read(placed((60, 50, "Example"), (20, 50, "Ada"))) == ["Ada Example"]


def test_small_and_large_letters_on_one_line_are_one_line() -> None:
    pdf = drawn(show(20, 50, "Ada Example", 20) + show(146, 49, "M.Sc.", 8))
    found = lines(regions(page(pdf)))
    assert [(line.text, line.size, line.baseline) for line in found] == [("Ada Example M.Sc.", 20, 50)]


def test_one_column_is_one_region_with_the_number_of_its_page() -> None:
    [region] = regions(page(placed(*column(20, "L"))), 3)
    assert {part.page for part in region} == {3}
    assert columns(page(placed(*column(20, "L")))) is None


def test_of_two_columns_the_first_is_read_before_the_second() -> None:
    left, right = column(20, "L"), column(220, "R", top=56)
    across = [item for pair in zip(left, right, strict=True) for item in pair]
    assert read(placed(*across)) == [text for _, _, text in [*left, *right]]


def test_two_columns_over_much_of_the_page_are_columns() -> None:
    found = columns(page(placed(*column(20, "L"), *column(220, "R", top=56))))
    assert found
    assert found.x == pytest.approx(220, abs=1.5)
    assert (found.start, found.end) == (0, 40)
    assert found.height > 0.5 * SIDE


def test_two_columns_over_little_of_the_page_are_read_so_but_are_no_columns() -> None:
    pdf = placed(*column(20, "L", count=6), *column(220, "R", top=56, count=6))
    assert read(pdf)[:6] == [f"L{index} {PROSE}" for index in range(6)]
    assert columns(page(pdf)) is None


def test_what_goes_across_all_columns_is_read_before_and_after_them() -> None:
    wide = "a line that goes across both of the columns and so stands over them and the space between"
    head, foot = (20.0, 30.0, f"head {wide}"), (20.0, 330.0, f"foot {wide}")
    left, right = column(20, "L"), column(220, "R", top=56)
    assert read(placed(*right, foot, *left, head)) == [text for _, _, text in [head, *left, *right, foot]]


@pytest.mark.parametrize(("narrow", "wide"), [(20, 130), (300, 20)], ids=["at the left", "at the right"])
def test_a_sidebar_is_read_by_itself(narrow: float, wide: float) -> None:
    side = [(narrow, 57 + 17 * index, text) for index, text in enumerate(["Python", "Go", "SQL", "Rust", "Java"] * 3)]
    main = column(wide, "M")
    found = read(placed(*main, *side))
    mains = [text for _, _, text in main]
    sides = [text for _, _, text in side]
    assert found == (sides + mains if narrow < wide else mains + sides)
    assert columns(page(placed(*main, *side)))


DATED = [
    (20, "Engineer, Acme", "2021 - 2024"),
    (80, "Developer, Initech", "2018 - 2021"),
    (140, "Intern, Globex", "2017"),
]


def dated(date_x: float, text_x: float) -> list[At]:
    """Give entries with their dates beside their titles, and text below these."""
    return [
        item
        for y, title, date in DATED
        for item in (
            (text_x, y, title),
            (date_x, y, date),
            (text_x, y + 14, f"{title} {PROSE}"),
            (text_x, y + 28, "more"),
        )
    ]


def test_dates_at_the_right_belong_to_their_lines() -> None:
    expected = [text for _, title, date in DATED for text in (f"{title} {date}", f"{title} {PROSE}", "more")]
    pdf = placed(*dated(330, 20))
    assert read(pdf) == expected
    assert columns(page(pdf)) is None


def test_a_head_in_the_middle_is_read_before_what_stands_below_it() -> None:
    head: list[At] = [
        (165, 50, "Ada Example"),
        (155, 64, "Software Engineer"),
        (150, 78, "Systems earn trust"),
        (140, 92, "ada@example.org and London"),
    ]
    wide = f"{PROSE} and {PROSE} and more words"
    body: list[At] = [
        (20, 112, "Experience"),
        (20, 126, "Engineer, Acme"),
        (320, 126, "2021 - 2024"),
        *((20.0, 140.0 + 14 * index, f"{wide} {index}") for index in range(4)),
    ]
    found = read(placed(*head, *body))
    assert found[:6] == [*(text for _, _, text in head), "Experience", "Engineer, Acme 2021 - 2024"]


def test_dates_in_a_column_at_the_left_are_read_before_what_they_date() -> None:
    expected = [text for _, title, date in DATED for text in (date, title, f"{title} {PROSE}", "more")]
    pdf = placed(*dated(20, 120))
    assert read(pdf) == expected
    assert columns(page(pdf)) is None


def test_dates_in_two_lines_at_the_left_are_read_before_what_they_date() -> None:
    items: list[At] = []
    expected = []
    for y, title, _ in DATED:
        items += [(20, y, "Mar 2021 -"), (20, y + 12, "Feb 2024"), (120, y, title), (120, y + 14, f"{title} {PROSE}")]
        items.append((120, y + 28, "more"))
        expected += ["Mar 2021 -", "Feb 2024", title, f"{title} {PROSE}", "more"]
    assert read(placed(*items)) == expected
    assert columns(page(placed(*items))) is None


def test_headings_in_the_margin_are_read_before_their_sections() -> None:
    items: list[At] = []
    expected = []
    for y, heading in ((50, "Experience"), (150, "Education"), (250, "Skills")):
        texts = [f"{heading} {index} {PROSE}" for index in range(5)]
        items += [(20, y, heading), *((130, y + 14 * index, text) for index, text in enumerate(texts))]
        expected += [heading, *texts]
    assert read(placed(*items)) == expected
    assert columns(page(placed(*items))) is None


def test_headings_that_hang_in_the_margin_of_a_page_that_is_laid_out_are_read_first() -> None:
    text = f"{PROSE} and {PROSE}"
    css = (
        "section { margin: 0 0 14pt 100pt } h2 { position: absolute; margin-left: -100pt; font-size: 10pt; border: 0 }"
    )
    css += " section { position: relative } h2 { margin-top: 0 }"
    body = "".join(f"<section><h2>{name}</h2><p>{name}s: {text}</section>" for name in ("Work", "Skill", "Award"))
    found = read(laid_out(body, css))
    assert [line for line in found if line in {"Work", "Skill", "Award"}] == ["Work", "Skill", "Award"]
    after = [found[found.index(name) + 1] for name in ("Work", "Skill", "Award")]
    assert [line.split(":")[0] for line in after] == ["Works", "Skills", "Awards"]


def right_to_left(text: str, css: str = "") -> bytes:
    """Lay text out in Hebrew letters, which look like Latin ones."""
    letters = "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5"
    face = makers.lookalikes(tuple(zip(letters, "abcdef", strict=True)))
    return laid_out(f'<p dir="rtl" class="odd">{text}', face + css)


def test_a_line_from_right_to_left_is_read_from_the_right() -> None:
    pdf = right_to_left("\u05d0\u05d0 \u05d1\u05d1 \u05d2\u05d2")
    found = page(pdf)
    assert is_right_to_left(found.words)
    [line] = lines(regions(found))
    assert [word.box.left for word in line.words] == sorted((word.box.left for word in found.words), reverse=True)


def test_parts_of_a_line_from_right_to_left_are_read_from_the_right() -> None:
    gap = '<span style="display: inline-block; width: 60pt"></span>'
    found = page(right_to_left(f"\u05d0\u05d0 \u05d1\u05d1{gap}\u05d2\u05d2 \u05d3\u05d3"))
    [region] = regions(found)
    assert len(region) == 2
    assert region[0].box.left > region[1].box.right


@pytest.mark.parametrize(
    ("text", "is_turned"), [("abc", False), ("\u05d0\u05d1 a", True), ("12 - 34", False), ("abcd \u05d0", False)]
)
def test_most_letters_say_which_way_a_line_runs(text: str, is_turned: bool) -> None:  # noqa: FBT001
    face = makers.lookalikes((("\u05d0", "a"), ("\u05d1", "b")))
    assert is_right_to_left(page(laid_out(f'<p class="odd">{text}', face)).words) is is_turned


def test_leaders_are_left_out_of_lines() -> None:
    dots = " ".join("." * 30)
    assert read(placed((20, 50, "Engineer"), (70, 50, dots), (330, 50, "2024"))) == ["Engineer 2024"]
    assert read(placed((20, 50, "Engineer"), (70, 50, "." * 60), (330, 50, "2024"))) == ["Engineer 2024"]


def test_an_ellipsis_is_text() -> None:
    assert read(placed((20, 50, "and so on ... and on"))) == ["and so on ... and on"]


def test_lines_are_given_in_the_order_of_painting_too() -> None:
    pdf = placed((20, 90, "below it"), (20, 50, "above"), (200, 50, "at the right"), (20, 70, "between"))
    found = [*painted(page(pdf), 2)]
    assert [[part.text for part in line] for line in found] == [["below it"], ["above", "at the right"], ["between"]]
    assert {part.page for line in found for part in line} == {2}


def test_a_page_without_words_has_no_lines() -> None:
    empty = page(drawn("10 10 20 20 re f"))
    assert (regions(empty), [*painted(empty)], columns(empty)) == ((), [], None)
    assert not is_right_to_left(())


def line(pdf: bytes) -> Line:
    [found] = lines(regions(page(pdf)))
    return found


def test_a_line_says_how_it_is_set() -> None:
    heading = line(drawn(show(20, 50, "WORK", font="B") + show(60, 50, "-")))
    assert (heading.is_bold, heading.is_upper, heading.letters) == (True, True, 4)
    mixed = line(drawn(show(20, 50, "Skills:", font="B") + show(60, 50, "Python", size=9)))
    assert (mixed.is_bold, mixed.is_upper, mixed.letters) == (False, False, 12)


def test_the_size_of_a_line_is_that_of_most_of_its_characters() -> None:
    assert line(drawn(show(20, 50, "A", 14) + show(34, 50, "long word", 9))).size == 9


def test_a_line_covers_its_words() -> None:
    found = line(placed((20, 50, "Ada"), (200, 50, "Example")))
    first, last = found.words
    assert (found.box.left, found.box.right) == (first.box.left, last.box.right)


def test_each_word_is_in_one_line() -> None:
    made = page(placed(*column(20, "L"), *column(220, "R", top=56), (20, 330, "foot " * 12)))
    found = [word for line in lines(regions(made)) for word in line.words]
    assert sorted(found, key=lambda word: word.order) == [*made.words]
