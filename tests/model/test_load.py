"""Loading: what the values of a file become, and that each flaw is reported where it stands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from resume.diagnostics import Diagnostic, Diagnostics, Span
from resume.diagnostics import Path as Steps
from resume.model.load import Loaded, load
from resume.model.parts import EXTENSIONS, Highlight
from resume.model.places import Places
from resume.model.resume import Resume
from resume.model.values import Date
from resume.source.compose import parse
from resume.source.nodes import Mapping, Node, Scalar, Sequence
from resume.source.text import decode

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
OWN = (ROOT / "resume.yaml").read_text(encoding="utf-8")
FULL = (HERE / "full.yaml").read_text(encoding="utf-8")


def read(text: str, file: str = "resume.yaml") -> tuple[Loaded | None, list[Diagnostic]]:
    diagnostics = Diagnostics()
    assert decode(text.encode(), file, diagnostics) == text
    root = parse(text, file, diagnostics)
    assert root is not None, diagnostics.items
    return load(root, diagnostics), diagnostics.in_order()


def resume(text: str, file: str = "resume.yaml") -> Resume:
    """Load what has no flaw."""
    loaded, items = read(text, file)
    assert items == []
    assert loaded is not None
    return loaded.resume


def flaws(text: str, file: str = "resume.yaml") -> list[Diagnostic]:
    """Load what has an error."""
    loaded, items = read(text, file)
    assert loaded is None
    return items


# --- what the values become -----------------------------------------------------------------------------------------


def test_scalars_keep_their_text() -> None:
    loaded = resume(
        "basics:\n"
        "  name: Yes\n"
        "  phone: 0047 0123\n"
        "  location: {countryCode: NO, postalCode: 0123}\n"
        "education:\n"
        "  - {score: 1.10, courses: [1984, 0x1F, 12:30, true]}\n",
    )
    assert loaded.basics.name == "Yes"
    assert loaded.basics.phone == "0047 0123"
    assert loaded.basics.location is not None
    assert (loaded.basics.location.country_code, loaded.basics.location.postal_code) == ("NO", "0123")
    assert loaded.education[0].score == "1.10"
    assert loaded.education[0].courses == ("1984", "0x1F", "12:30", "true")


def test_empty_values_are_absent() -> None:
    loaded = resume(
        "basics: {name: Ada, email: , phone: '', url: ~, label: null, summary: '  ', location: {}}\n"
        "work:\nskills: [~, {name: Go, keywords: [~, tokio, '']}]\n",
    )
    assert loaded.basics.model_dump(exclude_defaults=True) == {"name": "Ada", "location": {}}
    assert loaded.work == ()
    [skill] = loaded.skills
    assert skill.keywords == ("tokio",)


def test_text_that_only_looks_empty_in_quotation_marks_is_text() -> None:
    assert resume('basics: {name: "null", label: "~"}\n').basics.label == "~"


def test_a_highlight_is_text_or_a_mapping() -> None:
    [work] = resume(
        "basics: {name: Ada}\nwork:\n  - highlights:\n      - Plain\n"
        "      - {text: Rich, tags: [backend], priority: 2, private: true}\n",
    ).work
    assert work.highlights == (
        Highlight(text="Plain"),
        Highlight(text="Rich", tags=("backend",), priority=2, private=True),
    )


def test_an_item_of_ones_own_section_is_text_or_an_entry() -> None:
    section = resume("basics: {name: Ada}\ncustom: {talks: {items: [Oil, {name: Wind, date: 2024}]}}\n").custom["talks"]
    assert [(item.text, item.name, item.date) for item in section.items] == [
        ("Oil", None, None),
        (None, "Wind", Date(2024)),
    ]


def test_sections_are_ids_with_or_without_a_heading() -> None:
    loaded = resume("basics: {name: Ada}\nsections: [work, {skills: 'Tools: mine'}, summary: About]\n")
    assert [(choice.id, choice.title) for choice in loaded.sections] == [
        ("work", None),
        ("skills", "Tools: mine"),
        ("summary", "About"),
    ]


def test_a_theme_is_a_name_or_a_name_with_options() -> None:
    assert resume("basics: {name: Ada}\n").theme.name is None
    assert resume("basics: {name: Ada}\ntheme: compact\n").theme.name == "compact"
    theme = resume("basics: {name: Ada}\ntheme: {name: classic, columns: 2, dense: no}\n").theme
    assert (theme.name, theme.model_extra) == ("classic", {"columns": "2", "dense": "no"})


def test_a_list_of_words_for_an_option_is_the_words_with_spaces_between() -> None:
    theme = resume("basics: {name: Ada}\ntheme: {first: [skills, work], aside: [], rest: [2, no]}\n").theme
    assert theme.model_extra == {"first": "skills work", "aside": "none", "rest": "2 no"}


def test_dates_are_dates_and_the_present_is_a_word() -> None:
    [one, other] = resume(
        "basics: {name: Ada}\nwork: [{startDate: 2020-02, endDate: Present}, {endDate: 2019-12-31}]\n"
    ).work
    assert (one.start_date, one.end_date) == (Date(2020, 2), "present")
    assert (other.start_date, other.end_date) == (None, Date(2019, 12, 31))


def test_yes_and_no_are_answers_where_one_is_asked_for() -> None:
    [one, other] = resume("basics: {name: Ada}\nskills: [{private: yes}, {private: No}]\n").skills
    assert (one.private, other.private) == (True, False)


def test_extensions_are_carried_where_they_stand() -> None:
    loaded = resume(
        "x-note: {any: [1, no, ~]}\nbasics: {name: Ada, x-a: 1.5, location: {x-b: ''}}\n"
        "work: [{x-c: true, highlights: [{text: x, x-d: d}]}]\n",
    )
    assert loaded.extensions == {"x-note": {"any": [1, "no", None]}}
    assert loaded.basics.extensions == {"x-a": 1.5}
    assert loaded.basics.location is not None
    assert loaded.basics.location.extensions == {"x-b": ""}
    assert loaded.work[0].extensions == {"x-c": True}
    assert loaded.work[0].highlights[0].extensions == {"x-d": "d"}


def test_meta_is_carried_as_it_is() -> None:
    loaded = resume(
        "basics: {name: Ada}\nmeta: {version: v1, n: 2, x-a: {y: ''}, none: ~, startDate: 2020-02, endDate: 2019-02}\n",
    )
    dates = {"startDate": "2020-02", "endDate": "2019-02"}
    assert loaded.meta == {"version": "v1", "n": 2, "x-a": {"y": ""}, "none": None, **dates}


def test_merged_entries_are_entries() -> None:
    [lead, engineer] = resume(
        "basics: {name: Ada}\nwork:\n  - &one {name: Acme, position: Lead, startDate: 2020}\n"
        "  - {<<: *one, position: Engineer}\n",
    ).work
    assert (lead.name, lead.position, lead.start_date) == ("Acme", "Lead", Date(2020))
    assert (engineer.name, engineer.position, engineer.start_date) == ("Acme", "Engineer", Date(2020))


def parts(value: object) -> Iterator[BaseModel]:
    """Walk a résumé's models."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from parts(inner)


def test_every_key_can_be_given() -> None:
    given_keys: dict[type[BaseModel], set[str]] = {}
    for part in parts(resume(FULL)):
        given_keys.setdefault(type(part), set()).update(part.model_fields_set)
    assert Resume in given_keys
    assert len(given_keys) >= 20
    for model, keys in given_keys.items():
        assert keys >= model.model_fields.keys() - {"extensions"}, model


# --- files of others ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((HERE / "corpus").glob("*.json")), ids=lambda path: path.name)
def test_a_json_resume_file_loads_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert resume(text, path.name).basics.name
    assert resume(text, "resume.yaml").basics.name  # its keys are JSON Resume's, so that YAML has no complaint either


def test_the_corpus_is_there() -> None:
    assert len([*(HERE / "corpus").glob("*.json")]) == 5


def test_an_unknown_key_in_json_is_a_warning_and_is_kept() -> None:
    text = '{"basics": {"name": "Ada", "zodiac": {"sign": "Leo", "n": 1}}, "Bildung": [], "work": [{"company": "A"}]}'
    loaded, items = read(text, "resume.json")
    assert [(item.severity, item.code, item.message) for item in items] == [
        ("warning", "unknown-key", "`basics` has no key `zodiac`; it is not shown"),
        ("warning", "unknown-key", "a résumé has no key `Bildung`; it is not shown"),
        ("warning", "unknown-key", "work entries have no key `company`; it is not shown"),
    ]
    assert loaded is not None
    assert loaded.resume.extensions == {"Bildung": []}
    assert loaded.resume.basics.extensions == {"zodiac": {"sign": "Leo", "n": 1}}
    assert loaded.resume.work[0].extensions == {"company": "A"}


def test_an_unknown_key_in_json_does_not_hide_an_error() -> None:
    items = flaws('{"basics": {"name": "Ada", "zodiac": "Leo", "email": "ada"}}', "resume.json")
    assert [(item.severity, item.code) for item in items] == [("warning", "unknown-key"), ("error", "email-form")]


# --- what is said of flaws ------------------------------------------------------------------------------------------


def test_all_problems_of_a_file_are_found_in_one_run() -> None:
    items = flaws(
        """\
bsics: {}
basics:
  nmae: Ada
  email: ada
  url: javascript:x
work:
  - startDate: 2024-02-30
    endDate: soon
    highlights: [a: b, {tags: [x]}]
    postion: Engineer
  - startDate: 2024
    endDate: 2023
skills: Java
sections:
  - talks
  - [work]
page: {size: a6, limit: 0, margin: 1}
""",
    )
    assert [(item.code, item.span.line) for item in items if item.span] == [
        ("unknown-key", 1),
        ("missing-key", 2),
        ("unknown-key", 3),
        ("email-form", 4),
        ("url-scheme", 5),
        ("date-value", 7),
        ("date-form", 8),
        ("expected-text", 9),
        ("missing-key", 9),
        ("unknown-key", 10),
        ("date-order", 12),
        ("expected-list", 13),
        ("unknown-section", 15),
        ("expected-section", 16),
        ("page-size", 17),
        ("expected-number", 17),
        ("page-margin", 17),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("work: []", "a résumé must have the key `basics`"),
        ("basics:", "a résumé must have the key `basics`, but it is empty"),
        ("basics: {label: x}", "`basics` must have the key `name`"),
        ("basics: {name: [x]}", "`name` must be text, but this is a list"),
        ("basics: Ada", "`basics` must be keys with values, but this is text"),
        ("basics: {name: A, zip: x}", "`basics` has no key `zip`"),
        ("{basics: {name: A}, postion: x}", "a résumé has no key `postion`"),
        ("{basics: {name: A}, work: [{postion: x}]}", "work entries have no key `postion`"),
        ("{basics: {name: A}, work: {}}", "`work` must be a list, but this is a mapping"),
        ("{basics: {name: A}, work: [x]}", "each of `work` must be keys with values, but this is text"),
        ("{basics: {name: A}, awards: [x]}", "an award must be keys with values, but this is text"),
        ("{basics: {name: A}, work: [{highlights: [[x]]}]}", "a highlight must be text, but this is a list"),
        ("{basics: {name: A}, work: [{highlights: [{private: no}]}]}", "a highlight must have the key `text`"),
        ("{basics: {name: A}, skills: [{keywords: [{}]}]}", "a keyword must be text, but this is a mapping"),
        ("{basics: {name: A}, skills: [{private: maybe}]}", "`private` must be `true` or `false`, but this is `maybe`"),
        ("{basics: {name: A}, skills: [{priority: 1.5}]}", "`priority` must be a whole number, but this is `1.5`"),
        ("{basics: {name: A}, page: {limit: -1}}", "`limit` must be 1 or more, but this is `-1`"),
        (
            f"{{basics: {{name: A}}, page: {{limit: {'9' * 5000}}}}}",
            f"`limit` must be a whole number of sane size, but this is `{'9' * 5000}`",
        ),
        ("{basics: {name: A}, page: {limit: [1]}}", "`limit` must be a whole number, but this is a list"),
        (
            "{basics: {name: A}, sections: [[x]]}",
            "a section must be the id of a section, or `id: Heading`, but this is a list",
        ),
        ("{basics: {name: A}, sections: [work: [x]]}", "`work` must be text, but this is a list"),
        ("{basics: {name: A}, custom: {a: x}}", "`a` must be keys with values, but this is text"),
        ("{basics: {name: A}, custom: {a: {items: [[x]]}}}", "an item must be text, but this is a list"),
        (
            "{basics: {name: A}, custom: {work: {}}}",
            "`work` is a built-in section; a custom one must have an id of its own",
        ),
        ("{basics: {name: A}, awards: [{date: 2024-13}]}", "date: `2024-13` does not exist: there is no month 13"),
        ("{basics: {name: A, email: x}}", "email: `x` is not an e-mail address"),
        ("{basics: {name: A}, language: x}", "language: `x` is not a language tag such as `de` or `pt-BR`"),
    ],
)
def test_a_message_says_what_is(text: str, message: str) -> None:
    [item] = flaws(text)
    assert item.message == message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("work: [{postion: x}]", "did you mean `position`?"),
        ("work: [{start-date: x}]", "did you mean `startDate`?"),
        ("work: [{highlights: [{text: x, tag: [y]}]}]", "did you mean `tags`?"),
        ("custom: {a: {items: [{text: x, highlight: [y]}]}}", "did you mean `highlights`?"),
        ("page: {seize: x}", "did you mean `size`?"),
        ("work: [{ex: x}]", ""),  # not `x-`, which is no key
        ("sections: [ex]\ncustom: {x-a: {}}", "a section of your own stands under `custom:`"),
        ("work: [{qqqq: x}]", ""),
        ("skills: [{keywords: 'Java, C++'}]", "write `[Java, C++]`"),
        ("skills: [{keywords: 'a: b'}]", ""),
        ("skills: [{keywords: 'C [old], C++'}]", ""),
        ("work: [{highlights: 'Led, and lost'}]", ""),
        ("references: 0", ""),
        ("work: [{highlights: [a: b]}]", 'quote the line: "a: b"'),
        ('work: [{highlights: [a: b "c"]}]', "quote the line: 'a: b \"c\"'"),
        ("work: [{highlights: [a\"b: it's]}]", "quote the line"),
        ("work: [{highlights: [{a: b}]}]", ""),
        ("work: [{highlights: ['a': b]}]", ""),
        ("work: [{position: {a: b}}]", ""),
    ],
)
def test_a_hint_is_given_only_where_it_is_sure(text: str, hint: str) -> None:
    [item] = flaws(f"basics: {{name: A}}\n{text}\n")
    assert item.hint == hint


def test_a_date_order_shows_both_dates_and_speaks_of_a_job_only_in_work() -> None:
    job, entry = flaws(
        "basics: {name: A}\nwork: [{startDate: 2023, endDate: 2019}]\nprojects: [{startDate: 2023, endDate: 2019}]\n"
    )
    assert (job.message, entry.message) == ("this job ends before it starts", "this entry ends before it starts")
    assert job.hint == "for a job you still hold, write `endDate: present`"
    assert entry.hint == "for what still goes on, write `endDate: present`"
    assert job.label == "ends here"
    assert [(label.text, label.span.column) for label in job.labels] == [("starts here", 20)]


def test_sections_without_content_need_not_be_listed() -> None:
    assert resume("basics: {name: A}\nsections: [work]\nskills: []\nawards:\ncustom: {a: {}}\n").sections


def test_the_warning_of_an_unlisted_section_leaves_the_resume_whole() -> None:
    loaded, items = read("basics: {name: A, summary: B}\nsections: [work]\nskills: [{name: Go}]\n")
    assert loaded is not None
    assert [(item.severity, item.message, item.hint) for item in items] == [
        (
            "warning",
            "`summary` has content, but `sections` does not list it: it is left out",
            "add `- summary`",
        ),
        ("warning", "`skills` has content, but `sections` does not list it: it is left out", "add `- skills`"),
    ]


def test_a_flaw_in_a_merged_mapping_is_reported_once_and_where_it_is_written() -> None:
    [item] = flaws("basics: {name: A}\nwork:\n  - &a\n    nmae: x\n  - <<: *a\n  - *a\n")
    assert item.span == Span("resume.yaml", 4, 5, 4, 9)


# --- places ---------------------------------------------------------------------------------------------------------


def places(text: str) -> Places:
    loaded, _ = read(text)
    assert loaded is not None
    return loaded.places


def test_the_places_of_values_are_those_of_the_data() -> None:
    given_places = places("basics: {name: A}\nskills:\n  - ~\n  - name: Go\n  -\n  - name: Rust\n")
    assert given_places.span(("skills", 1, "name")) == Span("resume.yaml", 6, 11, 6, 15)
    assert given_places.key(("skills", 0, "name")) == Span("resume.yaml", 4, 5, 4, 9)


def test_what_is_not_written_out_has_the_place_of_what_is_around_it() -> None:
    given_places = places("basics:\n  name: A\n")
    assert given_places.span(("basics", "location", "city")) == Span("resume.yaml", 2, 3, 2, 4)
    assert given_places.key(("basics", "location")) == Span("resume.yaml", 2, 3, 2, 4)
    assert given_places.span(("work", 0)) == Span("resume.yaml", 1, 1, 1, 2)


# --- damage ---------------------------------------------------------------------------------------------------------


def walk(node: Node, path: Steps = ()) -> Iterator[tuple[Steps, Node]]:
    yield path, node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from walk(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))


def root_of(text: str) -> Mapping:
    root = parse(text, "resume.yaml", Diagnostics())
    assert root is not None
    return root


def replaced(text: str, span: Span, by: str) -> str:
    """Put something in the place of a node; a block ends before the indentation of what follows it."""
    lines = text.split("\n")
    before, behind = lines[span.line - 1][: span.column - 1], lines[span.end_line - 1][span.end_column - 1 :]
    if span.end_line > span.line and not lines[span.end_line - 1][: span.end_column - 1].strip():
        behind = f"\n{lines[span.end_line - 1]}"
    return "\n".join([*lines[: span.line - 1], f"{before}{by}{behind}", *lines[span.end_line :]])


def checked(path: Steps) -> bool:
    return (
        path[:1] != ("meta",) and not any(str(step).startswith(EXTENSIONS) for step in path) and "set" not in path[:-1]
    )


NODES = [(text, path, node) for text in (OWN, FULL) for path, node in walk(root_of(text)) if path and checked(path)]
KEYS = [
    (text, (*path, key.text), key)
    for text in (OWN, FULL)
    for path, node in walk(root_of(text))
    if isinstance(node, Mapping) and path[:1] != ("meta",) and path != ("check", "severity")
    if path[-1:] not in {("theme",), ("set",)}
    for key, _ in node.entries
    if not key.text.startswith(EXTENSIONS)
]


def is_option(path: Steps) -> bool:
    """Say whether a value is a theme's, which may be a list of words."""
    return path[-2:-1] == ("theme",) and path[-1] != "name"


CHOICE = {"id", "title", "tags", "priority", "private"}
"""The keys of a section that is written out, which is otherwise `id: Heading`."""

KIND = re.compile("expected-(text|list|mapping|boolean|number|section|severity)")
A_LIST = ("[[x]]", "[{x: y}]", "[x]")
NO_LIST = ("x", "{x: y}", "0")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NODES), st.integers(0, 2))
def test_a_node_of_the_wrong_kind_is_reported_on_its_line(damage: tuple[str, Steps, Node], which: int) -> None:
    text, path, node = damage
    wrong = (NO_LIST if isinstance(node, Sequence) else A_LIST)[which]
    assume(wrong != "[x]" or not is_option(path))
    damaged = replaced(text, node.span, wrong)
    items = flaws(damaged)
    there = [item for item in items if item.span and item.span.line == node.span.line and KIND.fullmatch(item.code)]
    assert there, (path, damaged)
    assert [item.severity for item in there] == ["error"]
    assert there[0].span is not None
    assert there[0].span.column == node.span.column


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KEYS), st.integers(0, 20), st.sampled_from("qxj"))
def test_a_misspelt_key_is_reported_on_it(damage: tuple[str, Steps, Scalar], at: int, letter: str) -> None:
    text, path, key = damage
    at = min(1 + at, len(key.text))
    misspelt = f"{key.text[:at]}{letter}{key.text[at:]}"
    items = read(replaced(text, key.span, misspelt))[1]
    if path[:-1] == ("variants",):  # a name of one's own; who refers to it does so in vain
        assert {item.code for item in items} == {"unknown-variant"}
        assert f"there is no variant `{key.text}`" in items[0].message
        return
    place = Span("resume.yaml", key.span.line, key.span.column, key.span.line, key.span.end_column + 1)
    [item] = [item for item in items if item.span == place]
    if path[:-1] == ("custom",):
        assert item.code == "unlisted-section"
    elif path[0] == "sections" and len(path) > 1 and path[-1] not in CHOICE:
        assert item.code == "unknown-section"
    else:
        assert item.code == "unknown-key"
        assert f"no key `{misspelt}`" in item.message
        if letter != key.text[at - 1]:
            assert item.hint == f"did you mean `{key.text}`?"


CODE = re.compile(
    "expected-(text|list|mapping|boolean|number|section|severity)|(unknown|missing)-key|date-(form|value|order)|email-form"
    "|language-tag|url-(form|scheme)|page-(size|margin)|(unknown|duplicate|unlisted)-section|section-id"
    "|variant-(tag|name|cycle)|unknown-variant|unused-tag|redaction-kind|duplicate-id",
)
WRONG = ["x", "[[x]]", "{x: y}", "[x]", "{}", "0", "' '", "2024-13", "{x-a: [1]}"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(WRONG)), min_size=1, max_size=4))
def test_whatever_is_wrong_is_said_in_our_own_codes(damages: list[tuple[int, str]]) -> None:
    text = FULL
    for at, wrong in damages:
        nodes = [node for path, node in walk(root_of(text)) if path]
        text = replaced(text, nodes[at % len(nodes)].span, wrong)
    for item in read(text)[1]:
        assert CODE.fullmatch(item.code), item
        assert "something else" not in item.message


def test_the_flaws_of_a_variant_are_found_whether_or_not_it_is_built() -> None:
    items = flaws(
        """\
basics: {name: Ada}
skills: [{name: Go, tags: [backend]}]
variants:
  good: {include: [backend], sections: [skills]}
  none: {extends: god}
  two words:
    include: [backed]
    sections:
      - skils
      - skills: [Stack]
      - {id: skills, titel: Stack}
    redact: [name]
    page: {limit: 0}
  one: {extends: two}
  two: {extends: one}
builds:
  - variants: [all, none, goood]
"""
    )
    assert [(item.code, item.span.line, item.span.column) for item in items if item.span] == [
        ("variant-name", 5, 3),
        ("unknown-variant", 5, 19),
        ("variant-name", 6, 3),
        ("variant-tag", 7, 15),
        ("unknown-section", 9, 9),
        ("expected-text", 10, 17),
        ("duplicate-section", 11, 14),
        ("unknown-key", 11, 22),
        ("redaction-kind", 12, 14),
        ("expected-number", 13, 19),
        ("variant-cycle", 14, 18),
        ("variant-cycle", 15, 18),
        ("unknown-variant", 17, 27),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("variants: {all: {}}", "`all` cannot be the name of a variant: it stands for all of them", ""),
        ("variants: {none: {}}", "`none` cannot be the name of a variant: it stands for the source as it is", ""),
        (
            "variants: {two words: {}}",
            "`two words` cannot be the name of a variant, which is of letters, digits, `-` and `_`",
            "",
        ),
        ("variants: {a: {extends: a}}", "the variant `a` extends itself through `a`", ""),
        ("variants: {long: {}, a: {extends: lang}}", "there is no variant `lang` to extend", "did you mean `long`?"),
        ("builds: [{variants: [al]}]", "there is no variant `al`", "did you mean `all`?"),
        (
            "variants: {a: {redact: [name]}}",
            "redact: `name` cannot be redacted; there are `contact`, `photo`, `names`",
            "",
        ),
        ("variants: {a: {redact: contact}}", "`redact` must be a list, but this is text", "write `[contact]`"),
        ("variants: {a: {exclude: old}}", "`exclude` must be a list, but this is text", "write `[old]`"),
        ("variants: {a: {lable: x}}", "`a` has no key `lable`", "did you mean `label`?"),
        ("variants: {a: {set: []}}", "`set` must be keys with values, but this is a list", ""),
        ("builds: [{formts: [pdf]}]", "builds entries have no key `formts`", "did you mean `formats`?"),
        ("builds: [{themes: modern}]", "`themes` must be a list, but this is text", "write `[modern]`"),
        (
            "skills: [{keywords: [{text: Go, tagz: [x]}]}]",
            "keywords entries have no key `tagz`",
            "did you mean `tags`?",
        ),
        ("skills: [{keywords: [{tags: [x]}]}]", "a keyword must have the key `text`", ""),
        ("skills: [{keywords: [{text: Go, tags: x}]}]", "`tags` must be a list, but this is text", "write `[x]`"),
        ("skills: [{keywords: [{name: Go}]}]", "a keyword must be text, but this is a mapping", ""),
        ("sections: [{id: summary, titel: x}]", "sections entries have no key `titel`", "did you mean `title`?"),
    ],
)
def test_what_variants_choose_by_is_spoken_of_as_everything_else(text: str, message: str, hint: str) -> None:
    [item] = flaws(f"basics: {{name: A}}\n{text}\n")
    assert (item.message, item.hint) == (message, hint)


def test_a_section_that_is_written_out_must_say_which_it_is() -> None:
    unknown, missing = sorted(
        flaws("basics: {name: A}\nsections: [{ids: summary, title: x}]\n"), key=lambda item: item.code, reverse=True
    )
    assert (unknown.code, unknown.hint) == ("unknown-key", "did you mean `id`?")
    assert (missing.code, missing.message) == ("missing-key", "a section must have the key `id`")


def test_a_tag_is_only_called_unused_where_it_may_be_meant_for_one_that_is_used() -> None:
    source = "basics: {{name: A}}\nskills: [{{name: a, tags: [backend]}}, {{name: b, tags: [{}]}}]\n{}\n"
    for tag, variants, codes in (
        ("bakend", "variants: {a: {include: [backend]}}", ["unused-tag"]),
        ("garden", "variants: {a: {include: [backend]}}", []),
        ("bakend", "", []),
        ("backend", "variants: {a: {include: [backed]}}", ["variant-tag"]),
    ):
        _, items = read(source.format(tag, variants))
        assert [item.code for item in items] == codes


def test_two_entries_of_one_list_have_two_ids_and_those_of_other_lists_do_not_count() -> None:
    [item] = flaws("basics: {name: A}\nwork: [{id: a}, {id: b}, {id: a}]\nskills: [{id: a}]\n")
    assert (item.code, item.message) == ("duplicate-id", "two entries have the id `a`")
    assert item.span is not None
    assert (item.span.column, [label.span.column for label in item.labels]) == (31, [13])


def test_a_key_that_stands_twice_does_not_hide_other_problems() -> None:
    items = flaws("basics: {name: A}\nwork:\n  - name: B\n    name: C\n    postion: D\n")
    assert [(item.code, item.span.line) for item in items if item.span] == [("duplicate-key", 4), ("unknown-key", 5)]
