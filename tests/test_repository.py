"""Holds resume.yaml to the profile that it was written from: nothing is lost, nothing is made up."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from resume.build.request import Request
from resume.build.road import build
from resume.diagnostics import Diagnostics
from resume.source import nodes
from resume.source.compose import parse

ROOT = Path(__file__).parents[1]
SEED = ROOT / "tests/seed/profile.md"
SOURCE = ROOT / "resume.yaml"

DATE = re.compile(r"\d{4}-\d\d")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TIMES = "\N{MULTIPLICATION SIGN}"
PLUMBING = {"sections", "theme", "page", "network", "variants", "builds"}
"""Keys whose values say how a résumé is shown, or what a badge shows as a picture; headings have their own test."""


def repaired(text: str) -> str:
    """Undo the decoding as Mac Roman of what was UTF-8."""
    return re.sub(r"[^\x00-\x7f]+", lambda run: run[0].encode("mac_roman").decode(), text)


def seed() -> str:
    """Give the profile without its comments, rules, badges and view counters."""
    text = repaired(SEED.read_text(encoding="utf-8"))
    return re.sub(r"<!--.*?-->|<img[^>]*>|^---$", "", text, flags=re.DOTALL | re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """Give the sections of the profile by their headings; what stands above them has none."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(["", *parts[1::2]], parts[::2], strict=True))


def bullets(text: str) -> list[str]:
    return [found.strip() for found in re.findall(r"^- (.+)$", text, re.MULTILINE)]


def unmarked(text: str) -> str:
    """Take the marks of Markdown and HTML off a text."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"\*+|<[^>]+>|^#+ |^- ", "", text, flags=re.MULTILINE))).strip()


@pytest.fixture(scope="module")
def resume() -> Any:
    """Give the data of resume.yaml, each scalar as the text it is written as."""
    root = parse(SOURCE.read_text(encoding="utf-8"), "resume.yaml", Diagnostics())
    assert root is not None
    return plain(root)


def plain(node: nodes.Node) -> Any:
    match node:
        case nodes.Sequence(items):
            return [plain(item) for item in items]
        case nodes.Mapping(entries):
            return untagged({key.text: plain(value) for key, value in entries})
        case _:
            return node.text


def untagged(mapping: dict[str, Any]) -> Any:
    """Give what stands in a mapping without its tags, as it would be written if it had none."""
    tags = mapping.pop("tags", None)
    if tags and "text" in mapping:
        return mapping["text"]
    return {mapping["id"]: mapping["title"]} if tags and "id" in mapping else mapping


def texts(value: Any, *but: str) -> Iterator[str]:
    """Give the texts of a résumé, but those under some keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in but:
                yield from texts(inner, *but)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, *but)
    else:
        yield value


def in_words(date: str) -> str:
    year, month = date.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def test_the_seed_is_repaired_where_it_was_garbled() -> None:
    assert {*re.findall(r"[^\x00-\x7f]+", seed())} == {TIMES, "🎨", "🧘\u200d♀️", "📚", "🏐", "🎱"}
    assert repaired("2√ó throughput") == f"2{TIMES} throughput"


def test_every_section_is_there_in_its_order_under_its_heading(resume: Any) -> None:
    _, *headings, connect = sections(seed())
    shown = [next(iter(choice.values())) if isinstance(choice, dict) else choice for choice in resume["sections"]]
    shown = [resume["custom"].get(name, {"title": name})["title"] for name in shown]
    assert shown.pop(1) == "Education"  # which stands in the profile's head, without a heading
    assert shown == headings
    assert connect == "Connect"  # whose links stand in the head


def test_the_head_says_who_it_is(resume: Any) -> None:
    head = sections(seed())[""]
    basics, [study] = resume["basics"], resume["education"]
    assert re.findall(r"<h1[^>]*>(.+)</h1>", head) == [basics["name"]]
    assert re.findall(r"<strong>(.+)</strong>", head) == [basics["label"]]
    assert re.findall(r"<em>(.+)</em>", head) == [basics["tagline"]]
    assert f"{study['studyType']} in {study['area']}, {study['institution']}" in head


def test_the_label_of_a_variant_says_nothing_that_the_head_does_not(resume: Any) -> None:
    words = {*re.findall(r"\w+", resume["basics"]["label"])}
    labels = [variant["label"] for variant in resume["variants"].values() if "label" in variant]
    assert len(labels) == 2
    assert all({*re.findall(r"\w+", label)} <= words for label in labels)


def test_every_link_is_there(resume: Any) -> None:
    links = re.findall(r'href="([^"]+)"', seed())
    assert len(links) == 3
    profiles = [profile["url"] for profile in resume["basics"]["profiles"]]
    assert sorted(links) == sorted([f"mailto:{resume['basics']['email']}", *profiles])
    assert all(profile["url"].endswith(f"/{profile['username']}") for profile in resume["basics"]["profiles"])


def test_the_summary_is_there_with_its_marks(resume: Any) -> None:
    assert resume["basics"]["summary"].strip() == sections(seed())["About Me"].strip()


def test_the_focus_areas_are_there_with_their_marks(resume: Any) -> None:
    assert resume["custom"]["focus"]["items"] == bullets(sections(seed())["Current Focus Areas"])


def test_every_group_of_skills_is_there(resume: Any) -> None:
    table = sections(seed())["Technical Stack (Production-Oriented)"]
    rows = re.findall(r"<td><strong>(.+)</strong></td>\s*<td>\s*(.+?)\s*</td>", table)
    assert len(rows) == 6
    assert [(skill["name"], ", ".join(skill["keywords"])) for skill in resume["skills"]] == rows


def test_every_job_is_there_with_its_dates_and_bullets(resume: Any) -> None:
    blocks = sections(seed())["Professional Experience"].strip().split("\n\n")
    assert len(blocks) == len(resume["work"]) == 4
    for block, job in zip(blocks, resume["work"], strict=True):
        title, dates, *_ = block.splitlines()
        assert title.strip() == f"**{job['name']} - {job['position']}**"
        assert dates.strip() == f"*{in_words(job['startDate'])} - {in_words(job['endDate'])}*"
        assert bullets(block) == job["highlights"]


def test_every_project_is_there_with_its_tools_and_bullets(resume: Any) -> None:
    blocks = sections(seed())["Selected Systems Projects"].strip().split("\n\n")
    assert len(blocks) == len(resume["projects"]) == 2
    for block, project in zip(blocks, resume["projects"], strict=True):
        title, tools, *_ = block.splitlines()
        assert title.strip() == f"### **{project['name']} - {project['description']}**"
        assert tools.strip() == f"*{', '.join(project['keywords'])}*"
        assert bullets(block) == project["highlights"]


def test_every_role_of_leadership_is_there_with_its_marks(resume: Any) -> None:
    blocks = sections(seed())["Leadership & Mentorship"].strip().split("\n\n")
    items = resume["custom"]["leadership"]["items"]
    assert [f"**{item['name']}** - {item['summary']}" for item in items] == blocks


def test_every_interest_is_there_with_its_emoji(resume: Any) -> None:
    shown = []
    for interest in resume["interests"]:
        emoji, name = interest["name"].split(" ", 1)
        keywords = ", ".join(interest.get("keywords", []))
        shown.append(f"{emoji} **{name}**{f' - {keywords}' if keywords else ''}")
    assert shown == bullets(sections(seed())["Beyond Engineering"])


def lost(resume: Any) -> set[str]:
    """Give the words, numbers and phrases in bold of the profile that the résumé does not have."""
    joined = " ".join(texts(resume))
    dates = " ".join(in_words(text) for text in texts(resume) if DATE.fullmatch(text))
    words = {*re.findall(r"[\w%+~]+", f"{unmarked(joined)} {dates}")}
    missing = {word for word in re.findall(r"[\w%+~]+", unmarked(seed())) if word not in words}
    phrases = [part for bold in re.findall(r"\*\*(.+?)\*\*", seed()) for part in bold.split(" - ")]
    return missing | {phrase for phrase in phrases if unmarked(phrase) not in unmarked(joined)}


def test_no_word_number_or_phrase_in_bold_is_lost(resume: Any) -> None:
    assert lost(resume) == {"Connect"}  # the heading over the links that stand in the head


def made_up(resume: Any) -> set[str]:
    """Give the texts of the résumé that the profile does not have."""
    whole = unmarked(seed()) + " ".join(re.findall(r'href="([^"]+)"', seed()))
    own = (unmarked(text) for text in texts(resume, *PLUMBING))
    return {text for text in own if text not in whole and not (DATE.fullmatch(text) and in_words(text) in whole)}


def test_nothing_is_made_up(resume: Any) -> None:
    assert made_up(resume) == set()


def test_what_is_lost_or_made_up_would_be_found(resume: Any) -> None:
    job, *others = resume["work"]
    worse = {**resume, "work": [{**job, "endDate": "2025-12", "highlights": job["highlights"][:1]}, *others]}
    assert made_up(worse) == {"2025-12"}
    assert lost(worse) >= {"500+", "~15%", "500+ inference samples", "reproducibility"}


def test_it_loads_as_yaml_and_builds_with_nothing_to_be_said_of_it(tmp_path: Path) -> None:
    assert yaml.safe_load(SOURCE.read_bytes())["basics"]["name"] == "Vidhi Babariya"
    outcome = build(Request(SOURCE.read_bytes(), "resume.yaml", ROOT, output=tmp_path))
    assert outcome.diagnostics.items == []
    assert [path.name for path in outcome.paths] == ["Vidhi-Babariya-Resume.pdf"]
