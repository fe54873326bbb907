"""How names, numbers and addresses are told from what only looks like them."""

import pytest

from resume.document.values import Box, Line, Page, Style, Word
from resume.parser import contact
from resume.parser.rows import Row


def row(text: str, size: float = 10.0) -> Row:
    style = Style("Any", size, is_bold=False)
    return Row((Line(tuple(Word(word, Box(0, 0, 9, 9), 9, style, n) for n, word in enumerate(text.split())), 1, 9),))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Phone: +49 30 12345678", "+49 30 12345678"),
        ("(415) 555-0117 · San Francisco", "(415) 555-0117"),
        ("a@b.co | 555.010.2030 | 94105", "555.010.2030"),
        ("(+354 555 0100)", "+354 555 0100"),
        ("Acme, 2019-2021", ""),
        ("01/2019 - 03/2021", ""),
        ("linkedin.com/in/jane-miller-1b7210210", ""),
        ("ISBN 978-3-16-148410-0123456", ""),
        ("ZIP 94105", ""),
    ],
)
def test_a_phone_number_is_told_from_other_numbers(text: str, number: str) -> None:
    assert contact.phone([text]) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Mail: jane.o'hara+cv@mail.example.org.", "jane.o'hara+cv@mail.example.org"),
        ("a@b and c@d.eu", "c@d.eu"),
        ("@jane", ""),
    ],
)
def test_an_address_is_found_in_its_text(text: str, address: str) -> None:
    assert contact.email([text]) == address


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([row("Jane Miller", 20), row("Engineer", 12)], "Jane Miller"),
        ([row("Curriculum Vitae", 24), row("Dr. Ægir Þórðarson-Nuñez", 14)], "Dr. Ægir Þórðarson-Nuñez"),
        ([row("Jane", 24), row("Miller", 24), row("Engineer", 12)], "Jane Miller"),
        ([row("Experience", 24), row("Jane Miller", 14)], "Jane Miller"),
        ([row("山田太郎", 20), row("エンジニア", 12)], "山田太郎"),
        ([row("jane@example.org", 20), row("2020", 30)], ""),
    ],
)
def test_the_name_is_the_largest_text_that_can_be_one(rows: list[Row], name: str) -> None:
    assert contact.name(rows)[0] == name


def test_software_and_degrees_are_no_links() -> None:
    blank = Page(Box(0, 0, 612, 792), (), "")
    assert contact.links([row("Node.js B.Sc. example.org/me jane@mail.example.org")], [blank]) == ("example.org/me",)
