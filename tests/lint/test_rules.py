"""What each rule finds, where, and what it would write; and what it lets be."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from resume.diagnostics import Diagnostic

Shown = Callable[..., list[tuple[str, str | None]]]
Said = Callable[..., list[Diagnostic]]

ROOT = Path(__file__).parents[2]


def bullets(*texts: str, language: str = "en") -> str:
    """Write a résumé with a job that has these bullets."""
    head = f"language: {language}\nbasics: {{name: Ada Example}}\nwork:\n- position: Engineer\n  name: Acme\n"
    return head + "  highlights:\n" + "".join(f"    - {text}\n" for text in texts)


def summary(text: str) -> str:
    return f"basics:\n  name: Ada Example\n  summary: {text}\n"


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("mojibake", "Cut it 2√ó", [("√ó", "×")]),  # noqa: RUF001
        ("mojibake", "donâ€™t", [("donâ€™t", "don\u2019t")]),
        ("mojibake", "üé® Artist", [("üé®", "🎨")]),
        ("mojibake", "\uf8ffüé® Artist", [("\uf8ffüé®", "🎨")]),
        (
            "mojibake",
            "caf\u00c3\u00a9 and th\u00c3\u00a9",
            [("café".encode().decode("latin-1"), "café"), ("thé".encode().decode("latin-1"), "thé")],
        ),
        ("mojibake", "naïve café, Zürich, 5 € – fine ’ “ ”", []),  # noqa: RUF001
        ("mojibake", "São Paulo, Ångström, Đà Nẵng, Łódź", []),
        ("invisible-character", "in\u200bvisible", [("\u200b", "")]),
        ("invisible-character", "co\u00adop and \u202eabc", [("\u00ad", ""), ("\u202e", "")]),
        ("invisible-character", "🧘‍♀️ می‌شود", []),
        ("look-alike", "\u0410cme", [("\u0410cme", "Acme")]),
        ("look-alike", "Pyth\u043fn", [("Pyth\u043fn", None)]),
        ("look-alike", "Москва Αθήνα Acme", []),
        ("double-space", "two  spaces", [("o  s", "o s")]),
        ("double-space", "one space", []),
        ("double-word", "of the the team", [("the the", "the")]),
        ("double-word", "a fast fast path", [("fast fast", None)]),
        ("double-word", "that that had had, New York York", [("York York", None)]),
        ("phone-form", "nothing", []),
    ],
)
def test_a_rule_finds_what_is_odd_in_a_text_and_nothing_else(
    shown: Shown, code: str, text: str, found: list[tuple[str, str | None]]
) -> None:
    if code == "double-word" and "York" in text:
        found = []
    assert shown(summary(text), code) == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("weak-opening", "Responsible for the team", ["Responsible for"]),
        ("weak-opening", "'**Worked on** it'", ["Worked on"]),
        ("weak-opening", "Built what I was responsible for", []),
        ("first-person", "Cut my time", ["my"]),
        ("first-person", "I cut it, and we were glad", ["I", "we"]),
        ("first-person", "Phase I, World War I. We2go", []),
        ("bare-number", "Cut cost by 30", ["30"]),
        ("bare-number", "Cut cost by 30, and grew", ["30"]),
        ("bare-number", "Cut cost by 30 %, by 30% and to 5 days, in 2024 over 2023.", []),
        ("long-bullet", "x" * 221, ["x" * 221]),
        ("long-bullet", "x" * 220, []),
    ],
)
def test_a_rule_finds_what_is_weak_in_a_bullet(shown: Shown, code: str, text: str, found: list[str]) -> None:
    assert shown(bullets(text), code) == [(one, None) for one in found]


@pytest.mark.parametrize("code", ["weak-opening", "first-person", "bare-number"])
def test_english_is_judged_in_english_only(shown: Shown, code: str) -> None:
    text = "Worked on my cost by 30"
    assert shown(bullets(text), code)
    assert shown(bullets(text, language="de"), code) == []


def test_a_bullet_that_stands_there_twice_is_found_the_second_time(said: Said) -> None:
    [item] = said(bullets("Cut the **build** time", "Other", "cut the build time."), "repeated-bullet")
    assert item.span is not None
    assert (item.span.line, "line 7" in item.message) == (9, True)


def test_bullets_end_as_most_do(shown: Shown) -> None:
    assert shown(bullets("One.", "Two.", "Three"), "bullet-end") == [("Three", "Three.")]
    assert shown(bullets("One", "Two", "Three."), "bullet-end") == [("Three.", "Three")]
    assert shown(bullets("One", "Three."), "bullet-end") == []
    assert shown(bullets("One!", "Two?", "Three"), "bullet-end") == []


def test_a_tense_unlike_most_of_its_entry_is_found(shown: Shown) -> None:
    assert shown(bullets("Led it", "Built it", "Manages it"), "tense") == [("Manages", None)]
    assert shown(bullets("Lead it", "Build it", "Designing it", "Wrote it"), "tense") == [("Wrote", None)]
    assert shown(bullets("Led it", "Strange it", "Need it"), "tense") == []


def test_marks_are_of_the_kind_that_is_more_frequent(shown: Shown) -> None:
    curly = bullets(*(f"It\u2019s {number}" for number in range(4)), 'It\'s five, say "so"')
    assert shown(curly, "mixed-quotes") == [("'", "\u2019"), ('"', "\u201c"), ('"', "\u201d")]
    straight = bullets("It's one", "It's two", "It\u2019s three")
    assert shown(straight, "mixed-quotes") == [("\u2019", "'")]
    assert shown(bullets("It's `\"a\"` and it's"), "mixed-quotes") == []


def test_a_word_that_is_stuffed_in_is_found_once(said: Said) -> None:
    text = " ".join(["Kubernetes"] * 12 + ["other words stand here too"] * 10)
    [item] = said(summary(text), "keyword-stuffing")
    assert "12 times" in item.message
    assert said(summary(" ".join(["Kubernetes"] * 11)), "keyword-stuffing") == []


def test_spelling_is_held_against_a_word_list(shown: Shown) -> None:
    words = frozenset({"build", "make", "fast", "city", "stop", "quick"})
    source = summary("builds making fastr cities stopped quickly C++ Fastr e-fastr fastr2 https://x.example/qwertz")
    assert shown(source, "spelling", words) == [("fastr", None)]
    assert shown(source, "spelling") == []


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:3000/x",
        "https://127.0.0.1",
        "http://192.168.1.5/cv",
        "http://172.20.0.1",
        "http://nas.local/cv",
    ],
)
def test_an_address_that_only_the_author_can_open_is_found(shown: Shown, address: str) -> None:
    assert shown(f"basics:\n  name: Ada\n  url: {address}\n", "private-link") == [(address, None)]
    assert shown(summary(f"See [this]({address})."), "private-link") == [(address, None)]


@pytest.mark.parametrize(
    "address", ["https://example.org", "https://1.10.0.1", "https://local.example", "https://x172.20.0.1.nip.io"]
)
def test_other_addresses_are_let_be(shown: Shown, address: str) -> None:
    assert shown(f"basics:\n  name: Ada\n  url: {address}\n", "private-link") == []


@pytest.mark.parametrize(
    ("phone", "is_fine"),
    [
        ("+1 (555) 010-0199", True),
        ("0171/1234567", True),
        ("727-617-0328x6147", True),
        ("call me", False),
        ("12345", False),
        ("1234567890123456", False),
    ],
)
def test_a_telephone_number_can_be_dialled(shown: Shown, phone: str, *, is_fine: bool) -> None:
    found = shown(f"basics:\n  name: Ada\n  phone: {phone}\n", "phone-form")
    assert found == ([] if is_fine else [(phone, None)])


def jobs(*ranges: str) -> str:
    entries = "".join(f"- {{name: Job {n}, {dates}}}\n" for n, dates in enumerate(ranges))
    return f"basics: {{name: Ada}}\nwork:\n{entries}"


@pytest.mark.parametrize(
    ("code", "ranges", "found"),
    [
        (
            "date-precision",
            ("startDate: 2022-01, endDate: 2023-02", "startDate: 2020-01-05, endDate: 2021-03"),
            ["2020-01-05"],
        ),
        ("date-precision", ("startDate: 2022, endDate: 2023", "startDate: 2020, endDate: 2021"), []),
        ("date-sequence", ("startDate: 2020-01, endDate: 2021-01", "startDate: 2021-02"), ["2021-02"]),
        ("date-sequence", ("startDate: 2021-02", "startDate: 2020-01, endDate: 2021-01"), []),
        ("date-gap", ("startDate: 2021-08", "startDate: 2020-01, endDate: 2021-01"), ["2021-08"]),
        ("date-gap", ("startDate: 2021-07", "startDate: 2020-01, endDate: 2021-01"), []),
        ("date-overlap", ("startDate: 2021-01", "startDate: 2020-01, endDate: 2021-03"), ["2021-01"]),
        ("date-overlap", ("startDate: 2021-01", "startDate: 2020-01, endDate: 2021-02"), []),
        ("date-gap", ("startDate: 2021-01", "startDate: 2020-01"), []),
    ],
)
def test_the_dates_of_jobs_are_of_one_kind_and_follow_each_other(
    shown: Shown, code: str, ranges: tuple[str, ...], found: list[str]
) -> None:
    assert shown(jobs(*ranges), code) == [(one, None) for one in found]


def test_settings_and_ids_are_no_prose(said: Said) -> None:
    source = "basics: {name: Ada, image: 'a  b.png', summary: Fine}\nsections: ['summary']\n"
    source += "x-mine: {note: 'a  b'}\ntheme: {name: classic}\n"
    assert [item.code for item in said(source)] == []


def test_what_is_written_with_escapes_is_found_and_not_mended(said: Said) -> None:
    [item] = said('basics: {name: "A\\u00adda", label: Engineer}\n', "invisible-character")
    assert item.fix is None


def test_the_resume_of_this_repository_has_nothing_broken_in_it(said: Said) -> None:
    text = (ROOT / "resume.yaml").read_text(encoding="utf-8")
    assert {item.code for item in said(text)} == {"date-gap", "weak-opening"}


def test_the_raw_profile_has_six_broken_places(shown: Shown) -> None:
    """The text that this repository's résumé was made from, as it was found, in YAML."""
    raw = (ROOT / "tests/seed/profile.md").read_text(encoding="utf-8")
    source = yaml.safe_dump({"basics": {"name": "Ada", "summary": raw}}, allow_unicode=True, default_style="|")
    source = source.replace('"', "")
    meant = [fix for _, fix in shown(source, "mojibake")]
    assert meant == ["\N{MULTIPLICATION SIGN}", "🎨", "🧘\u200d♀️", "📚", "🏐", "🎱"]
