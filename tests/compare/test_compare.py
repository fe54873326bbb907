"""Holds a comparison to what was edited, edit by edit, and to its laws for any edits."""

import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from resume.compare.change import Change
from resume.compare.compare import compare
from resume.diagnostics import Diagnostics
from resume.model.load import Loaded
from resume.tailor import tailor
from resume.tailor.tailor import File

FULL = (Path(__file__).parents[1] / "model/full.yaml").read_text(encoding="utf-8")

SOURCE = """\
basics: {name: Ada Example, label: Engineer, email: ada@example.org, location: {city: London}}
sections: [summary, work, skills: Technical Stack, talks]
work:
  - name: Northwind Freight
    position: Senior Engineer
    startDate: 2022-03
    highlights:
      - Cut the median quote time from **4.1 s to 380 ms** by caching routes
      - {text: Ran the intern program, tags: [lead]}
      - Moved forty services to one pipeline
  - name: Contoso
    position: Engineer
    startDate: 2019-01
    endDate: 2022-02
    highlights: [Wrote the billing ledger, Kept the pager quiet for two years]
  - name: Fabrikam
    position: Intern
    startDate: 2018
    endDate: 2018
skills:
  - name: Languages
    keywords: [Go, Python, {text: SQL, tags: [data]}]
custom:
  talks: {title: Talks, items: [Queues at QCon, {name: Ledgers, summary: A talk on money., tags: [lead, data]}]}
theme: classic
variants: {lead: {include: [lead, data]}}
x-number: 1
"""


def loaded(text: str) -> Loaded | None:
    diagnostics = Diagnostics()
    source = tailor.read(File("resume.yaml", text.encode()), (), (), diagnostics)
    return source.whole if source else None


def changes(before: str, after: str) -> tuple[Change, ...]:
    old, new = loaded(before), loaded(after)
    assert old is not None
    assert new is not None
    return compare(old, new)


def told(found: tuple[Change, ...]) -> list[str]:
    """Give changes in a line each: kind, what, where, and the texts of both sides."""
    return [
        " ".join(filter(None, (change.kind, change.what, change.section, change.entry, change.field)))
        + f": {change.before.text if change.before else ''} > {change.after.text if change.after else ''}"
        for change in found
    ]


def edited(*replacements: tuple[str, str]) -> tuple[Change, ...]:
    text = SOURCE
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return changes(SOURCE, text)


LEDGER = "Wrote the billing ledger"
CONTOSO = SOURCE[SOURCE.index("  - name: Contoso") : SOURCE.index("  - name: Fabrikam")]
FABRIKAM = SOURCE[SOURCE.index("  - name: Fabrikam") : SOURCE.index("skills:\n")]
TALKS = SOURCE[SOURCE.index("custom:") : SOURCE.index("theme:")]
NORTHWIND = "Senior Engineer, Northwind Freight"

EDITS = {
    "a label": (("label: Engineer", "label: Architect"), ["changed text basics label: Engineer > Architect"]),
    "a city": (("city: London", "city: Leeds"), ["changed field basics location.city: London > Leeds"]),
    "a new address": (
        ("email: ada@example.org,", "email: ada@example.org, phone: '+44 20',"),
        ["added field basics phone:  > +44 20"],
    ),
    "a date": (
        ("endDate: 2022-02", "endDate: 2022-01"),
        ["changed date work Engineer, Contoso endDate: 2022-02 > 2022-01"],
    ),
    "a date of a job that was going on": (
        ("startDate: 2022-03", "startDate: 2022-03\n    endDate: 2024-05"),
        [f"added date work {NORTHWIND} endDate:  > 2024-05"],
    ),
    "a start, by which the job is known": (
        ("startDate: 2019-01", "startDate: 2018-12"),
        ["changed date work Engineer, Contoso startDate: 2019-01 > 2018-12"],
    ),
    "an employer": (
        ("name: Contoso", "name: Contoso Ltd"),
        ["changed field work Engineer, Contoso Ltd name: Contoso > Contoso Ltd"],
    ),
    "a bullet's wording": (
        ("Moved forty services to one pipeline", "Moved 40 services to one pipeline"),
        [f"reworded bullet work {NORTHWIND}: Moved forty services to one pipeline > Moved 40 services to one pipeline"],
    ),
    "a bullet for quite another": (
        (LEDGER, "Spoke at five conferences"),
        [
            f"removed bullet work Engineer, Contoso: {LEDGER} > ",
            "added bullet work Engineer, Contoso:  > Spoke at five conferences",
        ],
    ),
    "a bullet that goes": (
        ("\n      - {text: Ran the intern program, tags: [lead]}", ""),
        [f"removed bullet work {NORTHWIND}: Ran the intern program > "],
    ),
    "bullets that change places": (
        (f"{LEDGER}, Kept the pager quiet for two years", f"Kept the pager quiet for two years, {LEDGER}"),
        ["moved bullet work Engineer, Contoso: " + " > ".join(["Kept the pager quiet for two years"] * 2)],
    ),
    "a bullet's tags": (
        ("program, tags: [lead]", "program, tags: [lead, data]"),
        [f"changed field work {NORTHWIND} tags: lead > lead, data"],
    ),
    "a keyword": (("[Go, Python,", "[Go, Rust, Python,"), ["added keyword skills Languages:  > Rust"]),
    "a keyword that goes": (("Python, ", ""), ["removed keyword skills Languages: Python > "]),
    "a keyword's case": (("Python", "python"), ["reworded keyword skills Languages: Python > python"]),
    "a keyword's tags": (
        ("SQL, tags: [data]", "SQL, tags: [lead]"),
        ["changed field skills Languages tags: data > lead"],
    ),
    "an entry that goes": ((FABRIKAM, ""), ["removed entry work Intern, Fabrikam: Intern, Fabrikam > "]),
    "entries that change places": (
        (CONTOSO + FABRIKAM, FABRIKAM + CONTOSO),
        ["moved entry work Intern, Fabrikam: Intern, Fabrikam > Intern, Fabrikam"],
    ),
    "a section's heading": (
        ("Technical Stack", "Skills"),
        ["renamed section skills: Technical Stack > Skills"],
    ),
    "the heading of a section of one's own": (
        ("title: Talks", "title: Spoken"),
        ["renamed section talks: Talks > Spoken"],
    ),
    "sections that change places": (
        ("work, skills: Technical Stack, talks", "skills: Technical Stack, work, talks"),
        ["moved section skills: Technical Stack > Technical Stack"],
    ),
    "a section that is no longer listed": (
        (", talks]", "]"),
        ["removed section talks: Talks > "],
    ),
    "a section that goes": (
        (TALKS, ""),
        [
            "removed section talks: Talks > ",
            "removed bullet talks: Queues at QCon > ",
            "removed entry talks Ledgers: Ledgers > ",
        ],
    ),
    "an item's paragraph": (
        ("A talk on money", "A talk on debt"),
        ["changed text talks Ledgers summary: A talk on money. > A talk on debt."],
    ),
    "the theme": (
        ("theme: classic", "theme: {name: modern, accent: teal}"),
        [
            "changed setting settings theme.name: classic > modern",
            "added setting settings theme.accent:  > teal",
        ],
    ),
    "the page": (("theme: classic", "theme: classic\npage: {limit: 1}"), ["added setting settings page.limit:  > 1"]),
    "the language": (("theme: classic", "theme: classic\nlanguage: de"), ["added setting settings language:  > de"]),
    "a variant": (
        ("include: [lead, data]", "include: [lead]"),
        ["changed setting settings variants.lead.include: lead, data > lead"],
    ),
    "what is anyone's": (("theme: classic", "theme: classic\nx-note: 1"), ["added setting settings x-note:  > 1"]),
    "what is anyone's, in a job": (
        ("    startDate: 2019-01", "    x-note: {a: 1}\n    startDate: 2019-01"),
        ["added field work Engineer, Contoso x-note.a:  > 1"],
    ),
    "what only looks the same": (
        ("x-number: 1", 'x-number: "1"'),
        ['changed setting settings x-number: 1 > "1"'],
    ),
    "a section with nothing in it": (
        ("custom:\n", "custom:\n  empty: {}\n"),
        ["added section empty:  > empty"],
    ),
    "what meta has": (
        ("theme: classic", "theme: classic\nmeta: {version: 1}"),
        ["added setting settings meta.version:  > 1"],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_said_and_nothing_else(edit: str) -> None:
    replacement, expected = EDITS[edit]
    also = [(", talks]", "]")] if edit == "a section that goes" else []
    assert told(edited(replacement, *also)) == expected


def test_a_summary_is_its_section() -> None:
    found = edited(("label: Engineer,", "label: Engineer, summary: I build things.,"))
    assert told(found) == ["added section summary:  > summary", "added text summary summary:  > I build things."]


def test_sides_know_their_places_their_values_and_their_tags() -> None:
    [change] = edited(("\n      - {text: Ran the intern program, tags: [lead]}", ""))
    assert change.after is None
    assert change.before is not None
    assert (change.before.path, change.before.span.file, change.before.span.line) == (
        ("work", 0, "highlights", 1),
        "resume.yaml",
        9,
    )
    assert (change.before.tags, change.before.value) == (
        ("lead",),
        {"text": "Ran the intern program", "tags": ["lead"]},
    )


def test_a_bullet_that_went_to_another_job_is_said_to_have_moved() -> None:
    found = edited((f"[{LEDGER}, ", "["), ("      - Moved forty", f"      - {LEDGER}\n      - Moved forty"))
    assert told(found) == [f"moved bullet work {NORTHWIND}: {LEDGER} > {LEDGER}"]
    assert found[0].origin == "work, Engineer, Contoso"


def test_entries_are_the_same_by_their_id_whatever_else_changed() -> None:
    before = SOURCE.replace("  - name: Contoso", "  - id: contoso\n    name: Contoso")
    after = before.replace("name: Contoso", "name: Litware").replace("2019-01", "2015").replace("[Wrote", "[Rewrote")
    after = after.replace("position: Engineer", "position: Clerk")
    assert {change.what for change in changes(before, after)} == {"field", "date", "bullet"}
    assert not [change for change in changes(before, after) if change.what == "entry"]


def test_two_positions_at_one_employer_are_told_apart_by_their_start() -> None:
    before = SOURCE.replace("name: Fabrikam\n    position: Intern", "name: Contoso\n    position: Engineer")
    after = before.replace("endDate: 2018", "endDate: 2018-11").replace("two years", "three years")
    assert [change.entry for change in changes(before, after)] == [
        "Engineer, Contoso (2019-01)",
        "Engineer, Contoso (2018)",
    ]
    [change] = changes(
        before,
        before[: before.index("  - name: Contoso\n    position: Engineer\n    startDate: 2018\n")]
        + before[before.index("skills:\n") :],
    )
    assert (change.kind, change.side.text) == ("removed", "Engineer, Contoso (2018)")


def test_a_section_listed_with_nothing_in_it_is_a_setting() -> None:
    [change] = edited((", talks]", ", talks, awards]"))
    assert (change.what, change.field) == ("setting", "sections")


def test_a_section_listed_with_nothing_in_it_is_said_beside_one_that_moved() -> None:
    found = edited(("work, skills: Technical Stack, talks", "skills: Technical Stack, work, talks, awards"))
    assert [change.what for change in found] == ["section", "setting"]


def test_a_list_of_sections_that_is_the_usual_one_is_a_setting_too() -> None:
    small = "basics: {name: Ada}\nwork: [{name: Acme}]\n"
    [change] = changes(small, f"sections: [work]\n{small}")
    assert (change.kind, change.what, change.field) == ("added", "setting", "sections")


def test_what_is_said_in_other_ways_is_the_same() -> None:
    other = SOURCE.replace("theme: classic", "theme: {name: classic}").replace("- Moved forty", "- text: Moved forty")
    other = other.replace("skills: Technical Stack", "{id: skills, title: Technical Stack}")
    assert changes(SOURCE, other) == ()


# Laws for any edits.

Steps = tuple[str | int, ...]
DATA: dict[str, Any] = yaml.load(FULL, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes text alone
OTHERS = {"startDate": "1801", "endDate": "1899", "date": "1850-02", "releaseDate": "1850", "url": "https://a.org"}
FIXED = {"name", "id", "theme", "page", "check", "variants", "builds", "sections", "email", "language", "$schema"}
"""What is not replaced by any text, since it would be an error; it can go, or be moved, with what it is in."""


def paths(value: Any, path: Steps = ()) -> Iterator[Steps]:
    yield path
    children: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in children:
        yield from paths(inner, (*path, key))


def at(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data


def editable(data: dict[str, Any]) -> list[Steps]:
    """Give what may be edited: not inside a keyword, whose tags the model does not have."""
    inside = {"keywords", "courses", "roles"}
    return [path for path in paths(data) if path and path != ("basics",) and not inside & {*path[:-2]}]


@st.composite
def edits(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give two résumés: each is the full one with some of it gone, moved, doubled or replaced."""
    made = []
    for _ in range(2):
        data = deepcopy(DATA)
        for _ in range(draw(st.integers(0, 4))):
            _edit(draw, data)
        made.append(data)
    return made[0], made[1]


def _edit(draw: st.DrawFn, data: dict[str, Any]) -> None:
    path = draw(st.sampled_from(editable(data)))
    holder, key, value = at(data, path[:-1]), path[-1], at(data, path)
    match draw(st.sampled_from(["go", "move", "double", "replace", "replace"])):
        case "go":
            del holder[key]
        case "move" if isinstance(holder, list):
            holder.insert(draw(st.integers(0, len(holder) - 1)), holder.pop(int(key)))
        case "double" if isinstance(holder, list):
            holder.append({k: v for k, v in value.items() if k != "id"} if isinstance(value, dict) else f"{value} too")
        case "replace" if isinstance(value, str) and not FIXED & {*map(str, path)}:
            words = draw(st.lists(st.sampled_from(["engines", "notes", "1", "of", value]), min_size=1, max_size=3))
            holder[key] = OTHERS.get(str(key), " ".join(words))
        case _:
            pass


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(edits())
def test_every_difference_is_said_and_the_other_way_round_the_same(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    old, new = (loaded(json.dumps(data)) for data in pair)
    assume(old is not None and new is not None)
    assert old is not None
    assert new is not None
    dumps = [
        (one.resume.model_dump_json(by_alias=True), besides(data)) for one, data in zip((old, new), pair, strict=True)
    ]
    there, back = compare(old, new), compare(new, old)
    assert bool(there) == (dumps[0] != dumps[1])
    assert bool(back) == bool(there)
    assert lone(there, "added") == lone(back, "removed")
    assert lone(there, "removed") == lone(back, "added")
    assert len(there) == len(back)
    for change in there:
        assert (change.before is None) == (change.kind == "added")
        assert (change.after is None) == (change.kind == "removed")
        assert change.before is None or change.before.span.line >= 1


def besides(data: dict[str, Any]) -> list[Any]:
    """Give what the model's dump does not have: tags of words, and what is anyone's."""
    words = [at(data, path) for path in editable(data) if path[-2:-1] in {("keywords",), ("courses",), ("roles",)}]
    return [*words, data.get("x-note")]


def lone(found: tuple[Change, ...], kind: str) -> Counter[tuple[str, Any, str]]:
    return Counter((change.what, change.side.path, change.side.text) for change in found if change.kind == kind)


def test_a_resume_is_the_same_as_itself() -> None:
    assert changes(FULL, FULL) == ()
    assert changes(SOURCE, SOURCE) == ()
